"""What the moods of a journal look like, and the words around them."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Entry
from reflect.insights.views import looked_at
from reflect.pages.blocks import Page, Quiet, Row, Topic, Words
from reflect.pages.insights import view_page
from reflect.pages.plots import Dots
from reflect.pages.views.mood import COMMON, OTHERS
from reflect.terminal.paint import plain
from tests.followups.making import checkin
from tests.insights.believable import ground, scale, setback, written_in, year


def page(*entries: Entry, today: str = "2026-12-31", about: str | None = None) -> Page:
    there = ground(*entries, today=today)
    return view_page(looked_at("mood", there, about), there)


def moods(*values: int) -> list[Entry]:
    return [
        checkin(f"c{number}", f"2026-03-{number:02}", scale("mood", value)) for number, value in enumerate(values, 1)
    ]


def topics(page: Page) -> dict[str, tuple[Row, ...]]:
    return {each.name: each.rows for each in page if isinstance(each, Topic)}


@pytest.mark.parametrize("width", [100, 60, 40])
def test_it_is_calm_to_look_at_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert f"\n{plain(view_page(looked_at('mood', year()), year()), width)}" == snapshot


def test_the_lowest_and_the_latest_are_told() -> None:
    shown = plain(page(*moods(4, 2, 2, 6)), 80)
    assert "The lowest was 2, on 3 March 2026. The latest is 6, on 4 March 2026." in shown


def test_where_the_latest_is_the_lowest_it_is_told_once() -> None:
    shown = plain(page(*moods(4, 5, 6, 2), today="2026-03-04"), 80)
    assert "The latest is 2, today." in shown
    assert "lowest" not in shown


@pytest.mark.parametrize(
    ("last", "today", "shown"), [(1, "2026-03-11", True), (1, "2026-03-12", False), (2, "2026-03-04", False)]
)
def test_a_very_low_mood_of_these_days_is_answered_with_where_others_are(last: int, today: str, shown: bool) -> None:
    assert (Words(OTHERS) in page(*moods(4, 5, 6, last), today=today)) == shown


def test_moods_of_one_day_are_told_in_words() -> None:
    entry = written_in("define", "d1", "2026-03-03", scale("mood_before", 2), scale("mood_after", 3))
    more = [checkin(name, "2026-03-03 20:00", scale("mood", value)) for name, value in (("c1", 3), ("c2", 5))]
    shown = page(entry, *more)
    assert not [each for each in shown if isinstance(each, Dots)]
    assert "3 March 2026: 2, 3, then 5." in plain(shown, 80)


def test_that_a_debrief_may_make_lower_is_said_when_there_is_one_or_something_did() -> None:
    def pair(flow: str, before: int, after: int) -> Entry:
        return written_in(flow, flow, "2026-04-01", scale("mood_before", before), scale("mood_after", after))

    assert Quiet(COMMON) not in page(*moods(4, 5, 6)[:2], pair("define", 4, 4))
    assert Quiet(COMMON) in page(*moods(4, 5, 6)[:2], pair("define", 4, 3))
    assert Quiet(COMMON) in page(*moods(4, 5, 6)[:2], pair("debrief", 4, 6))


def test_each_change_is_told_with_from_how_many_it_is() -> None:
    def gratitude(name: str, after: int) -> Entry:
        return written_in(
            "gratitude", name, f"2026-04-{name[1:]}", scale("mood_before", 5), scale("mood_after", after), about=None
        )

    one = topics(page(*moods(4, 5, 6), gratitude("g10", 5)))["After, compared with before"]
    two = topics(page(*moods(4, 5, 6), gratitude("g10", 5), gratitude("g11", 8)))["After, compared with before"]
    down = topics(page(*moods(4, 5, 6), gratitude("g10", 3)))["After, compared with before"]
    assert [each.texts for each in (*one, *two, *down)] == [
        ("the same", "once"),
        ("1.5 higher", "in the middle of 2 times"),
        ("2 lower", "once"),
    ]


def course(days: int) -> Page:
    entries = [
        written_in("define", f"d{day}", f"2026-03-{day + 1:02}", scale("mood_before", day % 7)) for day in range(days)
    ]
    return page(*entries, checkin("c1", "2026-05-01", scale("mood", 5)))


def test_of_a_long_course_the_first_and_the_last_days_are_told() -> None:
    (rows,) = topics(course(9)).values()
    assert rows[0].texts[4] == "after 4 days: 4"
    (rows,) = topics(course(12)).values()
    assert rows[0].texts[:2] == ("1 March 2026: 0", "after 1 day: 1")
    assert rows[0].texts[4:5] == ("(4 days between)",)
    assert rows[0].texts[-1] == "after 11 days: 4"


def test_a_setback_that_is_all_there_is_has_no_line_beside_the_plot() -> None:
    entries = [written_in("define", f"d{day}", f"2026-03-{day:02}", scale("mood_before", day)) for day in (1, 2, 3, 4)]
    assert topics(page(*entries)) == {}
    assert topics(page(*entries, *moods(5)[:1], about="s1")) == {}


def test_of_many_setbacks_the_latest_are_shown() -> None:
    entries = [
        written_in("define", f"d{number}{day}", f"2026-0{number}-0{day}", scale("mood_before", day), about=f"s{number}")
        for number in range(1, 8)
        for day in (1, 2, 3, 4)
    ]
    there = ground(*entries, setbacks=[setback(f"s{number}", created=f"2026-0{number}-01") for number in range(1, 8)])
    shown = view_page(looked_at("mood", there), there)
    assert [*topics(shown)] == ["The s7", "The s6", "The s5", "The s4", "The s3"]
    assert "And 2 earlier setbacks: reflect insights mood -s REF." in plain(shown, 80)
