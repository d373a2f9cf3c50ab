"""What somebody brings, as it is read: what came up more than once, what to build on, and the latest, in own words."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Entry
from reflect.insights.views import looked_at
from reflect.pages.insights import view_page
from reflect.pages.views.strengths import BUILD_ON, LATELY, OFTEN, ONCE
from reflect.terminal.paint import plain
from tests.followups.making import answer, checkin
from tests.insights.believable import ground, items, option, written_in
from tests.insights.test_strengths import strengths

YEAR = (
    written_in("debrief", "d1", "2026-01-20", items("right", "I told Hallam before they noticed"), about="s0"),
    written_in("letgo", "l1", "2026-02-02", answer("handled", "That I rang first."), about="s0"),
    strengths(
        "a1",
        "2026-03-01",
        items("praised", "staying calm on the phone", "explaining a bill so that anybody sees it"),
        items("easy", "lists"),
        items("talents", "patience"),
        option("top", ["i0", "i1"], {"i0": "staying calm on the phone", "i1": "patience"}),
        answer("use", "The Thursday call with the bank."),
    ),
    written_in("debrief", "d2", "2026-03-15", items("right", "I stayed calm on the phone", "No excuses"), about="s1"),
    checkin("c1", "2026-04-03", items("better", "Ines laughs again", "the run sheet is ticked")),
)


def page(*entries: Entry, width: int = 60) -> list[str]:
    """The lines of the page drawn from these entries."""
    of = ground(*entries)
    return plain(view_page(looked_at("strengths", of), of), width).splitlines()


@pytest.mark.parametrize("width", [100, 60, 40])
def test_the_page_is_calm_to_read_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(["", *page(*YEAR, width=width)]) == snapshot


def test_a_first_entry_is_only_what_it_says() -> None:
    assert page(YEAR[0])[3:] == [
        "The latest first",
        "    done well   I told Hallam before they noticed",
        "",
        "Drawn from 1 entry.",
    ]


def test_what_came_up_more_than_once_says_how_often_and_where() -> None:
    lines = page(*YEAR)
    place = lines.index("I stayed calm on the phone")
    assert lines[place + 1] == "  ##  2 times: done well, others said; to build on"
    assert "To build on:" in page(*YEAR[:3])
    assert "Named more than once:" not in page(*YEAR[:3])


def test_of_many_places_the_latest_are_named() -> None:
    lists = [
        strengths(f"a{n}", f"2026-03-0{n}", items(q, "lists")) for n, q in enumerate(("praised", "easy", "skills"), 1)
    ]
    assert any("3 times: a skill, comes easy, others said" in line for line in page(*lists, width=100))
    four = (*lists, strengths("a4", "2026-03-04", items("talents", "lists")))
    assert any("4 times: a gift, a skill, comes easy and more" in line for line in page(*four, width=100))


def words(start: str, number: int) -> list[str]:
    return [f"{start} {letter * 3}" for letter in "abcdefghijkl"[:number]]


def test_of_many_a_few_are_shown_and_the_others_counted() -> None:
    once = strengths("a1", "2026-03-01", items("easy", *words("once", ONCE + 2)))
    assert "And 2 others." in page(once)
    better = checkin("c1", "2026-03-01", items("better", *words("better", LATELY + 1)))
    assert "And 1 other." in page(better)
    twice = [strengths(f"a{n}", f"2026-03-0{n}", items("easy", *words("twice", OFTEN + 3))) for n in (1, 2)]
    assert "And 3 others." in page(*twice)
    top = {each: each for each in words("top", BUILD_ON + 4)}
    assert "And 4 others." in page(strengths("a1", "2026-03-01", option("top", [*top], top)))


def test_where_one_was_to_be_used_stands_below() -> None:
    assert "Where you wanted to use one, on 1 March 2026: The Thursday" in page(*YEAR)
