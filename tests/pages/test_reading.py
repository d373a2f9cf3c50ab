"""An entry, opened: what is shown, in which order, and what is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from reflect.entry.model import Answer
from reflect.entry.said import Said
from reflect.pages.blocks import Asked, Facts, Heading, Page, Quiet, Words
from reflect.pages.reading import NEWER, PRIVATE, entry_page
from tests.pages.case import DEFINE, INVOICE, SEALED, TODAY


def headings(page: Page, level: int) -> list[str]:
    return [block.text for block in page if isinstance(block, Heading) and block.level == level]


def test_an_entry_begins_with_what_it_is_when_it_was_written_and_about_what() -> None:
    page = entry_page(DEFINE, today=TODAY, title=INVOICE.title)
    assert page[:2] == (
        Heading("Define what happened"),
        Facts(
            (("About", "The March invoice run went out twice"), ("Written", "3 March 2026, 22:14"), ("Entry", "0a93f2"))
        ),
    )


def test_a_private_answer_is_shown_in_its_own_entry_and_marked() -> None:
    page = entry_page(DEFINE, today=TODAY)
    marked = [place for place, block in enumerate(page) if isinstance(block, Asked) and block.remark == PRIVATE]
    assert [page[place + 1] for place in marked] == [Words("That I saw the yellow banner and clicked it away.")]


def test_questions_left_empty_are_counted_at_the_end() -> None:
    assert entry_page(DEFINE, today=TODAY)[-1] == Quiet("2 questions were left empty.")
    assert entry_page(replace(DEFINE, answers=DEFINE.answers[:10]), today=TODAY)[-1] == Quiet(
        "1 question was left empty."
    )


def test_a_sealed_entry_shows_only_that_until_its_day_has_come() -> None:
    assert entry_page(SEALED, today=TODAY)[2:] == (Quiet("You sealed this until 5 April 2026."),)
    assert Words("I can still hear the phone ring.") in entry_page(SEALED, today=dt.date(2026, 4, 5))


def test_an_entry_of_a_newer_version_is_shown_as_far_as_it_goes() -> None:
    odd = Answer("tune", "Which tune?", "melody", Said({"notes": []}))
    page = entry_page(replace(DEFINE, format=2, answers=(*DEFINE.answers, odd)), today=TODAY)
    assert page[2] == Quiet(NEWER)
    assert Asked("Which tune?") in page
