"""Plots on a screen: as many marks as things, every day at its place, and never wider than the screen."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reflect.pages.plots import Bar, Bars, Calendar, Dots, Mark
from reflect.terminal.columns import columns
from reflect.terminal.plots import FEWEST, GLYPHS, bars, calendar, dots

WIDTHS = (100, 60, 40)
MARKS: tuple[Mark, ...] = ("full", "half", "light", "faint")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def drawn(block: Bars | Dots | Calendar, width: int) -> list[str]:
    """The lines of a plot."""
    if isinstance(block, Bars):
        lines = bars(block, width)
    else:
        lines = dots(block, width) if isinstance(block, Dots) else calendar(block, width)
    return ["".join(span.text for span in line).rstrip() for line in lines]


def plotted(block: Bars | Dots | Calendar, width: int) -> list[str]:
    """Only what is drawn, line by line."""
    if isinstance(block, Bars):
        lines = bars(block, width)
    else:
        lines = dots(block, width) if isinstance(block, Dots) else calendar(block, width)
    return ["".join(span.text for span in line if span.part == "plot").rstrip() for line in lines]


def bar(name: str, *counts: int, text: str | None = None) -> Bar:
    """A bar with so many of each mark, the weightiest first; it says how many they are."""
    return Bar(name, tuple(zip(MARKS, counts, strict=False)), str(sum(counts)) if text is None else text)


# --------------------------------------------------------------------------------------------------------------------- bars


def test_every_count_is_drawn_as_so_many_marks_beside_its_name() -> None:
    block = Bars((bar("time", 3), bar("tools", 1), bar("a missing check", 0)))
    for width in WIDTHS:
        assert drawn(block, width) == [
            "time             ###  3",
            "tools            #    1",
            "a missing check       0",
        ]


def test_marks_of_different_weight_stand_after_each_other_and_are_explained_below() -> None:
    block = Bars((bar("time", 2, 1), bar("tools", 0, 1)), (("full", "this year"), ("half", "before")))
    assert drawn(block, 60) == ["time   ##+  3", "tools  +    1", "# this year  + before"]


def test_a_long_row_is_scaled_and_says_so() -> None:
    lines = drawn(Bars((bar("time", 100), bar("tools", 1))), 40)
    assert lines == [f"time   {'#' * 25}  100", f"tools  #{' ' * 26}1", "a mark stands for up to 4"]


def test_a_row_that_just_fits_is_not_scaled() -> None:
    assert drawn(Bars((bar("time", 30),)), 40) == [f"time  {'#' * 30}  30"]
    assert drawn(Bars((bar("time", 31),)), 40) == ["time", f"  {'#' * 31}  31"]
    assert drawn(Bars((bar("time", 38),)), 40) == ["time", f"  {'#' * 38}", "  38"]
    assert drawn(Bars((bar("time", 39),)), 40) == [f"time  {'#' * 20}  39", "a mark stands for up to 2"]


def test_where_a_row_is_scaled_no_count_is_without_a_mark() -> None:
    block = Bars((bar("time", 97, 1, 1, 1),), tuple(zip(MARKS, ("a", "b", "c", "d"), strict=True)))
    (row, *_) = drawn(block, 40)
    assert all(GLYPHS[mark] in row for mark in MARKS)


def test_a_row_without_marks_says_so_in_words_alone() -> None:
    long = "somebody's own words for a thing that took place once"
    assert drawn(Bars((bar(long, 0, text="not once in all of these years"),)), 40) == [
        "somebody's own words for a thing that",
        "took place once",
        "  not once in all of these years",
    ]


def test_where_there_is_no_room_beside_a_name_its_marks_stand_below() -> None:
    long = "a missing check that everybody knew about"
    block = Bars((bar(long, 2, text="2, one of them in 2026"), bar("time", 9, text="9, all of them in 2027")))
    assert drawn(block, 40) == [
        "a missing check that everybody knew",
        "about",
        "  ##  2, one of them in 2026",
        "time",
        "  #########  9, all of them in 2027",
    ]


def test_a_long_name_goes_on_below_itself() -> None:
    block = Bars((bar("a missing check that everybody knew about", 2), bar("time", 1)))
    assert drawn(block, 60) == [
        "a missing check that everybody  ##  2",
        "knew about",
        "time                            #   1",
    ]


def test_what_marks_stand_for_goes_on_the_next_line_where_it_does_not_fit() -> None:
    meaning: tuple[tuple[Mark, str], ...] = (
        ("full", "acted on"),
        ("half", "saw it, said nothing"),
        ("light", "unseen"),
    )
    assert drawn(Bars((bar("time", 1, 1, 1),), meaning), 40)[1:] == ["# acted on  + saw it, said nothing", "o unseen"]
    assert drawn(Bars((bar("time", 1, 1, 1),), meaning), 16)[1:] == [
        "# acted on",
        "+ saw it, said",
        "  nothing",
        "o unseen",
    ]


def test_nothing_is_drawn_of_nothing() -> None:
    for width in (12, *WIDTHS):
        assert drawn(Bars(()), width) == []
        assert drawn(Bars((Bar("", (), ""),)), width) in ([], [""])
        assert drawn(Dots(()), width) == []
        assert drawn(Calendar(day("2027-03-01"), day("2027-02-01"), frozenset()), width) == []


def test_a_row_without_a_name_or_words_is_only_its_marks() -> None:
    assert [line.strip() for line in drawn(Bars((bar("", 3, text=""),)), 40)] == ["###"]


TEXT = st.text("ab 漢e\u0301-", max_size=50)
COUNTS = st.lists(st.integers(0, 12) | st.integers(0, 4000), max_size=4)
BARS = st.builds(
    lambda rows, meaning: Bars(tuple(bar(name, *counts, text=text) for name, counts, text in rows), tuple(meaning)),
    st.lists(st.tuples(TEXT, COUNTS, TEXT), max_size=5),
    st.lists(st.tuples(st.sampled_from(MARKS), TEXT), max_size=4),
)


@given(BARS, st.integers(12, 120))
def test_bars_are_never_wider_than_the_screen(block: Bars, width: int) -> None:
    assert all(columns(line) <= width for line in drawn(block, width))


@example([[3, 12]], 24)
@given(st.lists(COUNTS, min_size=1, max_size=5), st.integers(24, 120))
def test_rows_are_to_scale_and_every_count_has_its_mark(rows: list[list[int]], width: int) -> None:
    named = [bar("name", *counts) for counts in rows]
    said = " ".join(drawn(Bars(tuple(named)), width)).partition("a mark stands for up to ")[2]
    each = int(said or 1)
    room = width - len("name") - max(len(row.text) for row in named) - 4
    # One mark for one thing as long as a line of its own has room for the longest row.
    assert bool(said) == (max(map(sum, rows)) > width - 2)
    assert room >= FEWEST
    fewer = max(1, each - 1)
    assert not said or any(sum(-(-number // fewer) for number in counts) > room for counts in rows)
    marks = [
        "".join(GLYPHS[mark] * ((number + each - 1) // each) for mark, number in zip(MARKS, counts, strict=False))
        for counts in rows
    ]
    # A name, too, has a line of its own where the marks are below it.
    assert [line for line in plotted(Bars(tuple(named)), width) if line] == [line for line in marks if line]


# --------------------------------------------------------------------------------------------------------------------- dots


def points(*given: tuple[str, int]) -> Dots:
    return Dots(tuple((day(when), value, "full") for when, value in given))


def test_a_single_point_stands_at_its_height_over_its_day() -> None:
    assert drawn(points(("2027-03-03", 7)), 40) == [
        " 10 |",
        "8-9 |",
        "6-7 |#",
        "4-5 |",
        "2-3 |",
        "0-1 |",
        "     3 March 2027",
    ]


def test_points_of_one_day_stand_over_each_other() -> None:
    lines = drawn(points(("2027-03-03", 2), ("2027-03-03", 8)), 40)
    assert [line for line in lines if "#" in line] == ["8-9 |#", "2-3 |#"]
    assert lines[-1] == "     3 March 2027"


def test_the_first_and_the_last_day_stand_at_the_ends() -> None:
    lines = drawn(points(("2027-03-01", 0), ("2027-04-09", 10)), 60)
    assert lines[0] == f" 10 |{' ' * 39}#"
    assert lines[5] == "0-1 |#"
    assert lines[6] == f"     1 March 2027{' ' * 16}9 April 2027"


def test_days_that_are_twice_as_far_apart_are_drawn_twice_as_far_apart() -> None:
    (line,) = [each for each in plotted(points(("2027-03-01", 4), ("2027-03-11", 4), ("2027-03-31", 4)), 60) if each]
    assert line == f"#{' ' * 9}#{' ' * 19}#"


def test_many_years_are_drawn_together_to_fit() -> None:
    lines = drawn(points(("2017-03-01", 4), ("2022-03-01", 4), ("2027-03-01", 4)), 40)
    assert max(map(len, lines)) == 40
    (row,) = [each for each in lines if "#" in each]
    assert [place for place, character in enumerate(row) if character == "#"] == [5, 22, 39]


def test_days_that_do_not_fit_beside_each_other_stand_below_each_other() -> None:
    wide = points(("2026-09-28", 4), ("2027-11-30", 6))
    assert drawn(wide, 36)[-2:] == ["     28 September 2026", "     to 30 November 2027"]
    assert drawn(wide, 60)[-1].split("  ")[-1].strip() == "30 November 2027"


def test_points_may_have_marks_with_a_meaning() -> None:
    block = Dots(
        ((day("2027-03-01"), 3, "light"), (day("2027-03-05"), 6, "full")),
        meaning=(("light", "before"), ("full", "after")),
    )
    assert drawn(block, 40)[2:5] == ["6-7 |    #", "4-5 |", "2-3 |o"]
    assert drawn(block, 40)[-1] == "o before  # after"


POINTS = st.lists(
    st.tuples(st.dates(day("1990-01-01"), day("2090-01-01")), st.integers(0, 10), st.sampled_from(MARKS)), max_size=20
)


@given(POINTS, st.integers(12, 120))
def test_dots_are_never_wider_than_the_screen(given_points: list[tuple[dt.date, int, Mark]], width: int) -> None:
    lines = drawn(Dots(tuple(sorted(given_points, key=lambda each: each[0]))), width)
    assert all(columns(line) <= width for line in lines)


@given(POINTS.filter(bool), st.integers(12, 120))
def test_every_value_is_drawn_in_its_row_and_later_days_never_before_earlier_ones(
    given_points: list[tuple[dt.date, int, Mark]], width: int
) -> None:
    in_order = sorted(given_points, key=lambda each: each[0])
    rows = plotted(Dots(tuple(in_order)), width)[:6]
    heights = {value // 2 for _, value, _ in in_order}
    assert {5 - place for place, row in enumerate(rows) if row} == heights
    first, last = in_order[0], in_order[-1]
    assert rows[5 - first[1] // 2].strip()[:1] != ""
    if first[0] != last[0]:
        ends = max(map(len, rows))
        assert len(rows[5 - last[1] // 2]) == ends


# ----------------------------------------------------------------------------------------------------------------- calendar


def test_a_month_has_a_place_for_each_of_its_days_up_to_the_last() -> None:
    block = Calendar(day("2027-03-05"), day("2027-04-02"), frozenset({day("2027-03-05"), day("2027-04-02")}))
    for width in WIDTHS:
        assert drawn(block, width) == [f"Mar 2027 ....#{'.' * 26}", "Apr      .#"]


def test_the_year_stands_where_it_begins() -> None:
    block = Calendar(day("2026-11-30"), day("2027-02-01"), frozenset())
    assert [line.split(" .")[0].strip() for line in drawn(block, 60)] == ["Nov 2026", "Dec", "Jan 2027", "Feb"]


def test_a_leap_february_has_twenty_nine_days() -> None:
    leap = Calendar(day("2028-02-01"), day("2028-03-01"), frozenset({day("2028-02-29"), day("2028-03-01")}))
    assert drawn(leap, 60) == [f"Feb 2028 {'.' * 28}#", "Mar      #"]
    assert plotted(Calendar(day("2027-02-28"), day("2027-02-28"), frozenset()), 60) == ["." * 28]


def test_where_there_is_no_room_the_days_of_a_month_stand_below_its_name() -> None:
    block = Calendar(day("2027-03-01"), day("2027-03-31"), frozenset({day("2027-03-31")}))
    assert drawn(block, 39) == ["Mar 2027", f"{'.' * 30}#"]
    assert drawn(block, 20) == ["Mar 2027", "." * 20, f"{'.' * 10}#"]


def test_the_last_month_there_is_has_its_row() -> None:
    assert plotted(Calendar(dt.date.max, dt.date.max, frozenset({dt.date.max})), 60) == [f"{'.' * 30}#"]


@given(
    st.dates(day("1999-01-01"), day("2033-12-31")),
    st.integers(0, 800),
    st.lists(st.integers(0, 800), max_size=30),
    st.integers(12, 120),
)
def test_every_day_of_a_calendar_has_one_place(first: dt.date, length: int, marked: list[int], width: int) -> None:
    last = first + dt.timedelta(days=length)
    days = frozenset(first + dt.timedelta(days=each) for each in marked if each <= length)
    lines = drawn(Calendar(first, last, days), width)
    assert all(columns(line) <= width for line in lines)
    whole = "".join(plotted(Calendar(first, last, days), width))
    begins = first.replace(day=1)
    assert len(whole) == (last - begins).days + 1
    assert {begins + dt.timedelta(days=place) for place, mark in enumerate(whole) if mark == "#"} == days


@pytest.mark.parametrize("width", [12, 13, 20])
def test_a_very_narrow_screen_holds_a_plot_too(width: int) -> None:
    block = Bars((bar("a missing check", 30, text="30, all in 2027"),), (("full", "in this year and last"),))
    dotted = points(("2026-09-28", 4), ("2027-11-30", 6))
    assert all(columns(line) <= width for plot in (block, dotted) for line in drawn(plot, width))
