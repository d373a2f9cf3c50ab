"""The card to read before the next try, as it is shown, and in lines."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Answer, Entry
from reflect.entry.said import Said
from reflect.insights.views import looked_at
from reflect.pages.blocks import Asked, Items, Page, Quiet
from reflect.pages.insights import found_blocks, view_page
from reflect.pages.spoken import lines_of
from reflect.pages.views.card import SHOWN
from reflect.terminal.paint import plain
from tests.followups.making import answer, checkin, entry, spoke
from tests.insights.test_card import ground_of, plan
from tests.insights.test_factors import KINDS, PROMISE
from tests.insights.test_signs import FIELDS

DEBRIEF = entry(
    "e1",
    "debrief",
    "2027-01-12",
    Answer(
        "signs",
        "Signs?",
        "group",
        Said(
            [
                {
                    "key": "1",
                    "sign": "The page had hung once before",
                    "did": "shrugged",
                    "recognise": "Anything that worked only because I waited by chance.",
                },
                {"key": "2", "sign": "424 in the queue.", "did": "silent"},
            ]
        ),
        fields=FIELDS,
    ),
    answer(
        "next_time", "Stop at the grey page, hands off the mouse. Then read the number in the outbox aloud.", "long"
    ),
    answer(
        "measures", [{"key": "1", "what": "Read the log first"}], "group", fields=[("what", "text")], promises=PROMISE
    ),
)
CASE = (
    DEBRIEF,
    plan("e2", "s1", "I want to take the mouse", "I put my hands on the sheet and read the next line out"),
    checkin("e3", "2027-03-01", spoke("measure", "e1/measures/1", "works", KINDS)),
    entry("e4", "again", "2027-04-02", answer("different", "Start after lunch, not before the train.")),
)


def page(*entries: Entry) -> Page:
    ground = ground_of(*entries)
    return view_page(looked_at("card", ground), ground)


@pytest.mark.parametrize("width", [100, 60, 40])
def test_the_card_fits_on_one_screen_at(width: int, snapshot: SnapshotAssertion) -> None:
    shown = plain(page(*CASE), width)
    assert len(shown.splitlines()) <= 40
    assert shown == snapshot


def test_in_a_flow_it_is_a_few_lines() -> None:
    ground = ground_of(*CASE)
    assert lines_of(found_blocks(looked_at("card", ground), ground)) == (
        "Signs to watch for",
        "- The page had hung once before. You would know it by: Anything that worked only because I waited by chance.",
        "- 424 in the queue.",
        "Your plans for the moment",
        "- If I want to take the mouse, then I put my hands on the sheet and read the next line out",
        "In place, and it works",
        "- Read the log first",
        "What you said you would do",
        "- Start after lunch, not before the train.",
        "- Stop at the grey page, hands off the mouse. Then read the number in the outbox aloud.",
    )


def test_what_there_is_none_of_has_no_heading() -> None:
    assert [each.text for each in page(*CASE[1:2]) if isinstance(each, Asked)] == ["Your plans for the moment"]


def test_a_long_journal_gives_a_card_that_says_what_is_left_out() -> None:
    plans = [plan(f"e{number}1", "s1", f"moment {number}", f"act {number}") for number in range(30)]
    found = page(*plans)
    (items,) = [each for each in found if isinstance(each, Items)]
    assert len(items.texts) == SHOWN
    left = Quiet("27 more left out, to keep it to one screen; `reflect insights card --json` has all.")
    assert left in found
    assert left not in page(*plans[:SHOWN])
