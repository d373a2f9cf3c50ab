"""A setback as a story: in the order of time, with what became of promises, and then beside now."""

from __future__ import annotations

import datetime as dt

from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.pages.blocks import Asked, Beside, Facts, Heading, Page, Quiet, Records
from reflect.pages.story import NOTHING, story_page, told_about
from tests.pages.case import (
    CHECKIN,
    DEBRIEF,
    DEFINE,
    INVOICE,
    NAMELESS,
    PROMISED,
    QUOTE,
    SEALED,
    SETBACK,
    TODAY,
    ground,
)

LATER = dt.date(2026, 3, 12)


def story(*entries: Entry, of: Setback = INVOICE, today: dt.date = TODAY) -> Page:
    return story_page(of, entries, ground(*entries, today=today))


def headings(page: Page, level: int) -> list[str]:
    return [block.text for block in page if isinstance(block, Heading) and block.level == level]


def test_a_setback_tells_its_entries_in_order_of_time() -> None:
    page = story(SEALED, DEBRIEF, DEFINE)
    assert headings(page, 1) == ["The March invoice run went out twice"]
    assert headings(page, 2) == ["Define what happened", "Debrief yourself", "A blank page"]
    assert headings(page, 3)[:3] == ["What happened", "How big it is", "In one sentence"]


def test_each_chapter_says_how_many_days_after_it_happened_it_was_written() -> None:
    facts = [dict(each.rows) for each in story(DEFINE, DEBRIEF) if isinstance(each, Facts)]
    written = [each["Written"] for each in facts if "Written" in each]
    assert written == ["3 March 2026, 22:14, day 0", "5 March 2026, 20:06, day 2"]


def test_a_setback_does_not_show_private_answers_but_says_where_they_are() -> None:
    page = story(DEFINE)
    assert "banner" not in repr(page)
    assert "Before you act" not in headings(page, 3)
    assert page[-1] == Quiet("1 private answer is shown only in the entry itself.")


def test_a_setback_does_not_open_what_is_sealed() -> None:
    assert "phone ring" not in repr(story(SEALED))


def test_a_setback_without_a_title_or_entries_says_so() -> None:
    page = story(of=NAMELESS)
    assert page[0] == Heading("untitled")
    assert page[-1] == Quiet(NOTHING)


def test_a_closed_setback_says_since_when() -> None:
    assert ("Closed", "20 February 2026") in next(each for each in story(of=QUOTE) if isinstance(each, Facts)).rows


def test_what_was_promised_stands_there_with_what_became_of_it() -> None:
    page = story(DEFINE, PROMISED, CHECKIN, today=LATER)
    (measures,) = (each for each in page if isinstance(each, Records) and "What changes?" in each.names)
    assert measures.names[-1] == "How it stands"
    assert [each[-1] for each in measures.records] == [
        "in place, and it works, 12 March 2026",
        "not yet; comes back 26 March 2026",
    ]
    asked = [each for each in page if isinstance(each, Asked) and each.text.startswith("When do you want to re-read")]
    assert [each.remark for each in asked] == ["done, 12 March 2026"]


def test_of_a_check_in_only_what_is_about_it_is_told() -> None:
    page = story(DEFINE, PROMISED, CHECKIN, today=LATER)
    assert headings(page, 2)[-1] == "Come back"
    assert "How are you today?" not in repr(page)
    assert [each.id for each in told_about(QUOTE.id, [DEFINE, CHECKIN], ground(DEFINE, PROMISED, CHECKIN))] == []


def test_what_was_looked_at_again_stands_beside_what_was_written_then() -> None:
    page = story(DEFINE, PROMISED, CHECKIN, today=LATER)
    looked, put = (each for each in page if isinstance(each, Beside))
    assert looked.left_title == "Then, 3 March 2026"
    assert looked.left.startswith("I started the invoice run by hand")
    assert (looked.right_title, looked.right) == (
        "Now, 12 March 2026",
        "Smaller. Nobody has asked me about it this week.",
    )
    assert (put.left, put.right) == ("Ask Jonas for a lock on the run", "Ask Jonas for a second key on the run")
    assert "what does it look like from here" not in repr(page)


def test_entries_are_told_of_their_own_setback_alone() -> None:
    assert [each.id for each in told_about(SETBACK, [DEBRIEF, DEFINE], ground(DEFINE, DEBRIEF))] == [
        DEFINE.id,
        DEBRIEF.id,
    ]
    assert told_about(NAMELESS.id, [DEBRIEF, DEFINE], ground(DEFINE, DEBRIEF)) == ()
