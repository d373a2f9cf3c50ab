"""Which warnings are missed, as it is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Entry
from reflect.entry.sign_group import SignGroup
from reflect.insights.views import looked_at
from reflect.pages.blocks import Page, Quiet, Topic
from reflect.pages.insights import view_page
from reflect.pages.plots import Bars
from reflect.pages.views.signs import HINT, SHOWN, TOLD
from reflect.terminal.paint import plain
from tests.insights.test_signs import debrief, ground_of, saw

INVOICE = debrief(
    "e1",
    "2027-01-12",
    {
        "sign": "The page had hung once before",
        "did": "shrugged",
        "held_back": "It finished by itself, so there was nothing to report.",
        "recognise": "Anything that worked only because I waited by chance.",
    },
    {"sign": "424 in the queue", "did": "silent", "held_back": "It would have meant missing the train."},
)
POSTERS = debrief(
    "e2",
    "2027-02-20",
    {"sign": "The screen froze, and then went on", "did": "unseen"},
    {"sign": "An odd number in the corner", "did": "silent", "held_back": "It would have meant missing the train"},
    {"sign": "Number in the other corner was odd", "did": "unseen"},
    about="s2",
)
LINTEL = debrief(
    "e3",
    "2027-04-02",
    {"sign": "The saw stood still for a moment", "did": "acted", "recognise": "A sound that stops."},
    about="s3",
)
GROUPS = (SignGroup("It hung, and went on", ("e1/signs/1", "e2/signs/1", "e3/signs/1")),)
CASE = (INVOICE, POSTERS, LINTEL, saw("e4", "2027-04-20", "e3/signs/1"))


def page(*entries: Entry, groups: Sequence[SignGroup] = ()) -> Page:
    ground = ground_of(*entries, groups=groups)
    return view_page(looked_at("signs", ground), ground)


def of(page: Page) -> tuple[Bars, list[Topic], list[str]]:
    (bars,) = [each for each in page if isinstance(each, Bars)]
    return (
        bars,
        [each for each in page if isinstance(each, Topic)],
        [each.text for each in page if isinstance(each, Quiet)],
    )


@pytest.mark.parametrize("width", [100, 60, 40])
def test_the_page_is_calm_and_readable_at(width: int, snapshot: SnapshotAssertion) -> None:
    assert plain(page(*CASE, groups=GROUPS), width) == snapshot


def test_a_bar_says_in_words_what_was_done_each_time() -> None:
    bars, _, _ = of(page(*CASE, groups=GROUPS))
    first = bars.rows[0]
    assert (first.name, first.text) == ("It hung, and went on", "acted on 1, shrugged 1, not seen 1, noticed since 1")
    assert first.marks == (("full", 1), ("half", 0), ("light", 1), ("faint", 1))


def test_only_marks_that_are_there_are_explained() -> None:
    two = [
        debrief(f"e{number}", f"2027-01-1{number}", {"sign": f"Rain {number}", "did": "unseen"}) for number in (1, 2)
    ]
    assert of(page(*two))[0].meaning == (("faint", "did not see it"),)


def test_a_sign_of_which_nobody_said_what_was_done_is_named() -> None:
    first, second = of(
        page(debrief("e1", "2027-01-01", {"sign": "Rain"}), debrief("e2", "2027-01-02", {"sign": "Fog"}))
    )[0].rows
    assert (first.text, second.text) == ("named once", "named once")


def test_a_reason_that_was_given_twice_is_said_once() -> None:
    groups = (SignGroup("The number", ("e1/signs/2", "e2/signs/2")),)
    _, topics, _ = of(page(*CASE, groups=groups))
    (topic,) = [each for each in topics if each.name == "The number"]
    assert ("Held you back", ("It would have meant missing the train (twice)",)) in [
        (row.name, row.texts) for row in topic.rows
    ]


def test_a_group_names_its_other_wordings_and_the_checkins_that_saw_it() -> None:
    _, topics, _ = of(page(*CASE, groups=GROUPS))
    rows = [(row.name, *row.texts) for row in topics[0].rows]
    assert rows[:3] == [
        ("Also", "The saw stood still for a moment"),
        ("", "The screen froze, and then went on"),
        ("", "The page had hung once before"),
    ]
    assert rows[-1] == ("Noticed since", "in 1 check-in")
    _, topics, _ = of(page(*CASE, saw("e5", "2027-04-21", "e1/signs/1"), groups=GROUPS))
    assert {row.name: row.texts for row in topics[0].rows}["Noticed since"] == ("in 2 check-ins",)


def test_what_could_be_the_same_is_said_in_one_quiet_line_with_the_way_to_say_so() -> None:
    _, _, quiet = of(page(*CASE, groups=GROUPS))
    assert quiet[0] == (
        "These may be the same: “An odd number in the corner”, “Number in the other corner was odd”. "
        "`reflect insights signs --group` asks you."
    )
    assert of(page(INVOICE, LINTEL))[2] == [HINT, "Drawn from 2 entries."]


def test_of_many_groups_that_could_be_the_same_only_the_first_is_named() -> None:
    words = ("queue growing", "phone ringing", "client shouting")
    signs = [{"sign": f"{each} {end}", "did": "unseen"} for each in words for end in ("today", "at noon")]
    two = [debrief("e1", "2027-01-01", *signs[:5]), debrief("e2", "2027-01-02", *signs[5:])]
    assert "There are 2 other groups like that." in of(page(*two))[2][0]
    many = [{"sign": f"queue growing {end}", "did": "unseen"} for end in ("today", "at noon", "late", "early")]
    assert " and 1 more." in of(page(debrief("e1", "2027-01-01", *many), debrief("e2", "2027-01-02", many[0])))[2][0]


def test_a_long_journal_is_shown_in_part_and_says_so() -> None:
    signs = [{"sign": f"Sign number{number}x", "did": "unseen", "held_back": f"b{number}"} for number in range(300)]
    many = [debrief(f"e{number}", "2027-01-01", each, about=f"b{number}") for number, each in enumerate(signs)]
    bars, topics, quiet = of(page(*many))
    assert len(bars.rows) == SHOWN
    assert len(topics) == TOLD
    assert f"And {300 - SHOWN} others; `reflect insights signs --json` has all of them." in quiet
    assert len(plain(page(*many), 60).splitlines()) < 80
