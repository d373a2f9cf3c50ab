"""An entry and a setback, opened: what is shown, in which order, and what is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from reflect.entry.model import Answer
from reflect.entry.said import Said
from reflect.pages.blocks import Asked, Facts, Heading, Page, Quiet, Words
from reflect.pages.reading import NEWER, NOTHING, PRIVATE, entry_page, setback_page
from tests.pages.case import DEBRIEF, DEFINE, INVOICE, NAMELESS, QUOTE, SEALED, TODAY


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


def test_a_setback_tells_its_entries_in_order_of_time() -> None:
    page = setback_page(INVOICE, [SEALED, DEBRIEF, DEFINE], today=TODAY)
    assert headings(page, 1) == ["The March invoice run went out twice"]
    assert headings(page, 2) == ["Define what happened", "Debrief yourself", "A blank page"]
    assert headings(page, 3)[:3] == ["What happened", "How big it is", "In one sentence"]


def test_a_setback_does_not_show_private_answers_but_says_where_they_are() -> None:
    page = setback_page(INVOICE, [DEFINE], today=TODAY)
    assert "banner" not in repr(page)
    assert "Before you act" not in headings(page, 3)
    assert page[-1] == Quiet("1 private answer is shown only in the entry itself.")


def test_a_setback_does_not_open_what_is_sealed() -> None:
    assert "phone ring" not in repr(setback_page(INVOICE, [SEALED], today=TODAY))


def test_a_setback_without_a_title_or_entries_says_so() -> None:
    page = setback_page(NAMELESS, [], today=TODAY)
    assert page[0] == Heading("untitled")
    assert page[-1] == Quiet(NOTHING)


def test_a_closed_setback_says_since_when() -> None:
    assert ("Closed", "20 February 2026") in next(
        each for each in setback_page(QUOTE, [], today=TODAY) if isinstance(each, Facts)
    ).rows
