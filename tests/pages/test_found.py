"""The page of what was found: what each entry is called, what is shown of it, and how to go on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reflect.entry.model import Answer, Entry
from reflect.entry.said import HOLE, AskedField, EachSaid, Said
from reflect.pages.blocks import Page, Quiet
from reflect.pages.found import Found, Passage, found_page, nothing_page
from reflect.pages.found import Said as Sentence
from tests.pages.case import DEBRIEF, DEFINE, INVOICE, NAMELESS, SEALED, SETBACK, TODAY

TITLES = {SETBACK: INVOICE.title, NAMELESS.id: None}


def page(*found: tuple[Entry, list[Sentence]], more: str | None = None) -> Page:
    return found_page(found, TITLES, today=TODAY, more=more)


def shown(entry: Entry, *sentences: Sentence) -> Found:
    block = page((entry, [*sentences]))[0]
    assert isinstance(block, Found)
    return block


def ending(shown: Page) -> list[str]:
    last = shown[-1]
    assert isinstance(last, Quiet)
    return last.text.split("\n")


def test_an_entry_is_known_by_its_setback_its_flow_its_day_and_its_id() -> None:
    block = shown(DEBRIEF)
    assert (block.title, block.facts) == (INVOICE.title, "debrief, 5 March 2026, d4417b")
    assert shown(replace(DEBRIEF, setback=None)).title == "Debrief yourself"
    assert shown(replace(DEBRIEF, setback=NAMELESS.id)).title == "untitled"


def test_an_entry_that_is_found_without_words_has_its_own_line_unless_its_title_says_it() -> None:
    assert shown(DEBRIEF).passages == (Passage("Look at the run log before starting anything by hand."),)
    assert INVOICE.title
    assert shown(replace(DEBRIEF, summary=INVOICE.title.upper())).passages == ()
    assert shown(replace(DEBRIEF, summary=None)).passages == ()


def test_what_was_looked_for_takes_the_place_of_its_own_line() -> None:
    sentence = ("What happened, in plain words?", "Ines noticed.", ((0, 4),))
    assert shown(DEFINE, sentence).passages == (Passage("Ines noticed.", ((0, 4),)),)


def test_a_sealed_entry_says_until_when_and_nothing_else() -> None:
    block = shown(SEALED)
    assert block.facts.endswith(f", sealed until 5 April 2026, {SEALED.id[-6:]}")
    assert block.passages == ()


LABELS = {"far": "far away,\n from here"}


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (Answer("a", "How far?", "choice", Said("far", labels=LABELS)), "How far?"),
        (Answer("a", "Which?", "choices", Said(["far"], labels=LABELS)), "Which?"),
        (
            Answer(
                "a", f"How far was {HOLE}?", "choice", each=(EachSaid("1", "this", Said("far", labels=LABELS)),)
            ),
            "How far was …?",
        ),
        (
            Answer(
                "a",
                "Who?",
                "group",
                Said([{"key": "1", "away": "far"}]),
                fields=(AskedField("away", "How far away?", "choice", labels=LABELS),),
            ),
            "How far away?",
        ),
    ],
)  # fmt: skip
def test_an_option_stands_behind_its_question_and_written_words_do_not(answer: Answer, asked: str) -> None:
    entry = replace(DEBRIEF, answers=(answer,))
    marks = ((0, 3),)
    assert shown(entry, (answer.asked, "far away, from here", marks)).passages[0].asked == asked
    assert shown(entry, (answer.asked, "far away from her", marks)).passages[0].asked == ""
    assert shown(entry, ("What else?", "far away, from here", marks)).passages[0].asked == ""


def test_it_says_how_many_there_are_and_how_to_read_them() -> None:
    one, two = (DEFINE, list[Sentence]()), (DEBRIEF, list[Sentence]())
    assert ending(page(one)) == ["1 entry.", "reflect show 0a93f2 reads it."]
    assert ending(page(two, one)) == ["2 entries.", "reflect show d4417b reads the first, the others by their own ids."]
    assert ending(page(one, more="-n 2"))[0] == "The first entry; -n 2 shows more."
    assert ending(page(two, one, more="-n 4"))[0] == "The first 2 entries; -n 4 shows more."


def test_a_reason_is_given_only_where_it_can_be_one() -> None:
    assert nothing_page(words=False, several=False) == (Quiet("Nothing was found."),)
    assert len(nothing_page(words=True, several=False)) == 2
    assert len(nothing_page(words=True, several=True)) == 3
