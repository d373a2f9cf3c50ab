"""What contributes again and again, as it is shown."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Answer, Entry
from reflect.entry.said import EachSaid, Said
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.ground import Ground
from reflect.insights.views import looked_at
from reflect.pages.blocks import Asked, Facts, Page, Quiet, Table, Topic, Words
from reflect.pages.insights import view_page
from reflect.pages.plots import Bars
from reflect.pages.views.factors import COLUMNS, ROWS
from reflect.terminal.columns import columns
from reflect.terminal.paint import plain
from tests.followups.making import answer, at, checkin, day, entry, spoke
from tests.insights.test_factors import KINDS, PROMISE

LABELS = {
    "time": "time pressure",
    "no_check": "a missing check",
    "communication": "something in how we talked, or did not",
    "state": "tired, unwell, troubled",
    "other": "something else",
}
TITLES = ("The March invoice run went out twice", "Posters with last year's date", "The hedge on the wrong side")


def debrief(number: int, when: str, how: dict[str, str]) -> Entry:
    """The debrief of a setback: its factors, with what was said of them ("" for nothing)."""
    each = tuple(
        EachSaid(key, LABELS.get(key, key), Said(text) if text else Said(skipped=True)) for key, text in how.items()
    )
    return entry(
        f"e{number}",
        "debrief",
        when,
        Answer("factors", "What?", "choices", Said([*how], labels=LABELS)),
        Answer("factor_how", "How did {it} play in?", "long", each=each),
        answer(
            "measures",
            [{"key": "1", "what": "Read the log first"}],
            "group",
            fields=[("what", "text")],
            promises=PROMISE,
        ),
        about=f"s{number}",
    )


CASE = (
    debrief(
        1, "2027-01-12", {"no_check": "There was a check. It looks at the file.", "time": "Forty minutes and a train."}
    ),
    debrief(2, "2027-02-20", {"no_check": "Nobody but me looks before the plate is made.", "state": ""}),
    debrief(
        3,
        "2027-04-02",
        {"communication": "Two words for one place.", "no_check": "", "time": "Rain was coming.\nSo I began."},
    ),
    checkin("e9", "2027-03-01", spoke("measure", "e1/measures/1", "works", KINDS)),
)


def page(*entries: Entry, about: str | None = None, many: int = 3) -> Page:
    titles = [*TITLES, *(f"Setback {number}" for number in range(4, many + 1))]
    setbacks = [
        Setback(f"s{number}", title, at(f"2027-01-01 00:{number:02}")) for number, title in enumerate(titles, 1)
    ]
    ground = Ground.of(entries, setbacks, follow_ups(entries, (), day("2027-06-01")), today=day("2027-06-01"))
    return view_page(looked_at("factors", ground, about), ground)


@pytest.mark.parametrize("width", [100, 60, 40])
def test_the_page_is_calm_and_readable_at(width: int, snapshot: SnapshotAssertion) -> None:
    assert plain(page(*CASE), width) == snapshot


def test_what_came_again_stands_in_a_table_where_the_number_of_the_setback_marks_it() -> None:
    (table,) = [each for each in page(*CASE) if isinstance(each, Table)]
    assert table.head == ("In which", "1", "2", "3")
    assert table.rows == (("a missing check", "1", "2", "3"), ("time pressure", "1", "", "3"))
    (facts,) = [each for each in page(*CASE) if isinstance(each, Facts)]
    assert facts.rows == tuple(zip("123", TITLES, strict=True))


def test_the_sentences_stand_under_the_factor_the_latest_first() -> None:
    topics = [each for each in page(*CASE) if isinstance(each, Topic)]
    assert [each.name for each in topics] == ["a missing check", "time pressure"]
    assert [(row.name, row.texts) for row in topics[1].rows] == [
        ("3", ("Rain was coming. So I began.",)),
        ("1", ("Forty minutes and a train.",)),
    ]


def test_where_nothing_came_again_it_says_so() -> None:
    single = [debrief(number, "2027-01-01", {key: ""}) for number, key in enumerate(("time", "state", "no_check"), 1)]
    found = page(*single)
    assert Words("Nothing contributed more than once.") in found
    assert not [each for each in found if isinstance(each, Table | Topic)]


def test_what_works_stands_beside_it() -> None:
    assert Asked("In place by now, and it works") in page(*CASE)
    assert Asked("In place by now, and it works") not in page(*CASE[:3])


def test_one_setback_has_its_sentences_in_full() -> None:
    found = page(*CASE, about="s3")
    assert [each for each in found if isinstance(each, Asked | Words)] == [
        Asked("something in how we talked, or did not"),
        Words("Two words for one place."),
        Asked("a missing check"),
        Asked("time pressure"),
        Words("Rain was coming.\nSo I began."),
    ]


@pytest.mark.parametrize("width", [100, 60, 40])
def test_of_many_setbacks_the_latest_have_columns_and_the_counts_are_of_all(width: int) -> None:
    keys = [f"factor {number}" for number in range(12)]
    many = [
        debrief(number, f"2027-01-{number:02}", dict.fromkeys([*LABELS, *keys], "So it was."))
        for number in range(1, 31)
    ]
    found = page(*many, many=30)
    (bars,) = [each for each in found if isinstance(each, Bars)]
    (table,) = [each for each in found if isinstance(each, Table)]
    assert len(bars.rows) == len(table.rows) == ROWS
    assert bars.rows[0].text == "30"
    assert len(table.head) == COLUMNS + 1
    quiet = [each.text for each in found if isinstance(each, Quiet)]
    assert f"And {len(LABELS) + 12 - ROWS} others." in quiet
    assert f"The latest {COLUMNS} of 30 setbacks; the counts are of all." in quiet
    lines = plain(found, width).splitlines()
    assert max(map(columns, lines)) <= width
    assert len(lines) < 90
