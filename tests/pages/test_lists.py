"""The lists of entries, setbacks and drafts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from reflect.entry.standing import Done
from reflect.pages.blocks import Page, Quiet, Table
from reflect.pages.lists import SUMMARY, done_in_words, drafts_page, list_page, setbacks_page
from tests.pages.case import DEBRIEF, DEFINE, HALF, INVOICE, NAMELESS, QUOTE, SEALED, SETBACK, TODAY, ZONE

TITLES = {SETBACK: INVOICE.title, NAMELESS.id: None}


def table(page: Page) -> Table:
    return next(block for block in page if isinstance(block, Table))


def test_a_list_has_a_row_for_each_entry_in_the_order_given() -> None:
    page = list_page([DEBRIEF, DEFINE], TITLES, today=TODAY)
    assert [(row[0], row[1], row[3]) for row in table(page).rows] == [
        ("5 March 2026", "debrief", "d4417b"),
        ("3 March 2026", "define", "0a93f2"),
    ]
    assert len(page) == 1


def test_an_entry_in_a_list_has_its_summary_under_the_title_of_its_setback() -> None:
    assert table(list_page([DEBRIEF], TITLES, today=TODAY)).rows[0][2].split("\n") == [
        "The March invoice run went out twice",
        "Look at the run log before starting anything by hand.",
    ]


def test_what_is_said_twice_is_listed_once() -> None:
    same = replace(DEBRIEF, summary=INVOICE.title)
    assert table(list_page([same], TITLES, today=TODAY)).rows[0][2] == INVOICE.title


def test_an_entry_about_no_setback_is_listed_by_its_summary_or_its_flow() -> None:
    alone = replace(DEBRIEF, setback=None)
    assert table(list_page([alone], TITLES, today=TODAY)).rows[0][2] == DEBRIEF.summary
    assert table(list_page([replace(alone, summary=None)], TITLES, today=TODAY)).rows[0][2] == "Debrief yourself"


def test_a_sealed_entry_does_not_give_its_summary_away() -> None:
    cell = table(list_page([SEALED], TITLES, today=TODAY)).rows[0][2]
    assert cell == "The March invoice run went out twice\nsealed until 5 April 2026"


def test_a_long_summary_is_cut_between_words() -> None:
    long = replace(DEBRIEF, setback=None, summary="word " * 100)
    cell = table(list_page([long], TITLES, today=TODAY)).rows[0][2]
    assert len(cell) <= SUMMARY
    assert cell.endswith("word...")


def test_a_list_says_when_it_leaves_older_entries_out() -> None:
    page = list_page([DEFINE], TITLES, today=TODAY, more=True)
    assert page[-1] == Quiet("There are older ones: reflect list --all shows everything.")


def test_setbacks_are_listed_with_what_was_written_about_them() -> None:
    page = setbacks_page([INVOICE, NAMELESS, QUOTE], {SETBACK: {"define": 1}, QUOTE.id: {"define": 1, "apologize": 2}})
    assert table(page).rows == (
        ("3 March 2026", "The March invoice run went out twice", "define", "7c1e44"),
        ("27 February 2026", "untitled", "no entries yet", "4410ee"),
        (
            "12 January 2026",
            "Sent the wrong quote to Hallam & Sons\nclosed 20 February 2026",
            "define, apologize (2)",
            "b7d210",
        ),
    )


def test_drafts_are_listed_with_how_far_they_are_and_how_to_go_on() -> None:
    page = drafts_page([HALF], TITLES, today=TODAY)
    assert table(page).rows == (
        ("yesterday, 21:48", "debrief", "The March invoice run went out twice", "2 answered", "5be310"),
    )
    assert page[-1] == Quiet("reflect resume goes on with it.")
    assert drafts_page([HALF, HALF], TITLES, today=TODAY)[-1] == Quiet("reflect resume DRAFT goes on with one of them.")


def test_what_was_done_is_said_with_its_days_the_latest_last() -> None:
    def done(flow: str, day: int) -> Done:
        return Done(f"{flow}{day}", flow, dt.datetime(2026, 3, day, 22, 14, tzinfo=ZONE))

    told = (done("apologize", 1), done("define", 3), done("apologize", 5), done("debrief", 6))
    assert done_in_words(told, TODAY) == "define 3 March 2026, apologize (2) yesterday, debrief today"
    assert done_in_words((), TODAY) == ""


def test_a_title_cannot_add_rows_or_lines_to_a_list() -> None:
    loud = replace(NAMELESS, title="one\ntwo\t\x1b[2Jthree")
    assert table(setbacks_page([loud], {})).rows[0][1] == "one two ␛[2Jthree"


def test_empty_lists_say_so_in_one_line() -> None:
    assert list_page([], {}, today=TODAY) == (Quiet("There are no entries."),)
    assert setbacks_page([], {}) == (Quiet("There are no setbacks."),)
    assert drafts_page([], {}, today=TODAY) == (Quiet("There are no drafts."),)
