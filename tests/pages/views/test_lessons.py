"""What was learned, as it is read: what came back, what is to be done, what was acted on, and what was noted."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Entry
from reflect.insights.views import looked_at
from reflect.pages.insights import view_page
from reflect.pages.views.lessons import CAME_BACK, LESSONS, STICK, TIMES
from reflect.terminal.paint import plain
from tests.followups.making import answer, checkin, spoke
from tests.followups.method import MEANS
from tests.insights.believable import INVOICE, QUOTE, ground, written_in
from tests.insights.test_lessons import became, before_a_try, debrief

YEAR = (
    debrief("d1", "2026-01-20", "s0", ("Look at the file name before I attach a file", "Say the name aloud")),
    became("c1", "2026-02-10", "d1/lessons/r0", "part"),
    became("c2", "2026-02-24", "d1/lessons/r0", "yes"),
    debrief(
        "d2",
        "2026-03-09",
        "s1",
        ("Look at the name of a file before attaching it", "Have Ines open it first"),
        ("A number that makes me uneasy is worth a phone call", "Save the number of the hosting people"),
        ("I cannot do the run and the phone at once", ""),
    ),
    written_in("letgo", "l1", "2026-03-20", answer("lesson_first", "Sleep before I write"), about="s0"),
    before_a_try("a1", "2026-03-30", "One hand on the run sheet until it is ticked."),
    checkin(
        "c3",
        "2026-04-03",
        spoke("lesson", "d2/lessons/r1", "yes", MEANS["lesson"]),
        spoke("lesson", "d2/lessons/r0", "not_yet", MEANS["lesson"]),
        spoke("try_how", "a1/when", "mixed", MEANS["try"]),
    ),
)


def page(*entries: Entry, width: int = 60, today: str = "2026-04-10") -> list[str]:
    """The lines of the page drawn from these entries."""
    of = ground(*entries, setbacks=(QUOTE, INVOICE), today=today)
    return plain(view_page(looked_at("lessons", of), of), width).splitlines()


@pytest.mark.parametrize("width", [100, 60, 40])
def test_the_page_is_calm_to_read_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(["", *page(*YEAR, width=width)]) == snapshot


def test_a_lesson_that_came_back_asks_what_would_make_it_stick() -> None:
    assert STICK == "This one came back. What would make it stick?"
    assert page(*YEAR).count(STICK) == 1
    assert STICK not in page(*YEAR[:3])


ONE = debrief("d1", "2026-01-20", "s1", ("Look at the file name before I attach a file", "Say the name aloud"))


def test_a_single_lesson_is_not_counted() -> None:
    assert page(ONE, today="2026-01-21")[3:] == [
        "To act on:",
        "",
        "Look at the file name before I attach a file",
        "    from     The March invoice run went out twice, 20",
        "             January 2026",
        "    to do    Say the name aloud",
        "    so far   comes back 3 February 2026",
        "",
        "Drawn from 1 entry.",
    ]


@pytest.mark.parametrize(
    ("today", "so_far"),
    [
        ("2026-02-02", "comes back 3 February 2026"),
        ("2026-02-03", "back today"),
        ("2026-02-04", "back from 3 February 2026"),
    ],
)
def test_a_lesson_says_when_it_comes_back(today: str, so_far: str) -> None:
    assert f"    so far   {so_far}" in page(ONE, today=today)


def test_a_lesson_of_a_closed_setback_rests() -> None:
    assert "    so far   rests" in page(YEAR[0])


@pytest.mark.parametrize(
    ("option", "how"), [("well", "it went well"), ("mixed", "it was mixed"), ("badly", "it went badly")]
)
def test_of_a_try_it_is_said_how_it_went(option: str, how: str) -> None:
    tried = checkin("c3", "2026-04-03", spoke("try_how", "a1/when", option, MEANS["try"]))
    lines = page(ONE, YEAR[5], tried)
    assert f"    so far   {how}, 3 April 2026" in lines
    assert "    before   the April run, 30 March 2026" in lines


def test_lessons_are_counted_by_how_they_stand() -> None:
    assert page(*YEAR)[3] == "5 lessons: 2 to act on, 2 acted on, 1 noted."


def test_a_lesson_that_was_let_go_is_counted_and_not_held_up() -> None:
    gone = (became("c1", "2026-02-10", "d1/lessons/r0", "drop"), YEAR[4])
    lines = page(YEAR[0], *gone)
    assert lines[3] == "2 lessons: 1 let go, 1 noted."
    assert "Look at the file name before I attach a file" not in lines


def test_a_lesson_put_differently_stands_in_both_words() -> None:
    reread = (
        spoke("reread", "d1/lessons/r0", "change", MEANS["reread"]),
        spoke("reread_words", "d1/lessons/r0", "Read its name aloud", "text", kind="text"),
    )
    lines = page(ONE, checkin("c1", "2026-01-22", *reread))
    assert "    now      Read its name aloud" in lines
    assert "    so far   back from 3 February 2026" in lines


def test_of_many_lessons_a_few_are_shown_and_the_others_counted() -> None:
    many = debrief("d1", "2026-03-09", "s1", *((f"lesson {letter * 3}", "") for letter in "abcdefg"))
    lines = page(many)
    assert sum(line.startswith("lesson ") for line in lines) == LESSONS
    assert f"And {7 - LESSONS} more." in lines


def test_of_many_that_came_back_a_few_are_shown_with_the_latest_times() -> None:
    words = [(f"thing {letter * 3}", "") for letter in "abcdef"]
    often = [debrief(f"d{number}", f"2026-03-0{number}", f"t{number}", *words) for number in range(1, 6)]
    lines = page(*often, width=100)
    assert lines.count(STICK) == CAME_BACK
    assert f"And {6 - CAME_BACK} more that came back." in lines
    assert lines.count(f"             and {5 - TIMES} earlier") == CAME_BACK
    assert sum("from     " in line for line in lines) == TIMES * CAME_BACK
