"""What harsh thoughts look like beside the fairer sentences, and the words around them."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Entry
from reflect.insights.views import looked_at
from reflect.pages.insights import insights_page, view_page
from reflect.pages.views.thoughts import ONLY_HERE
from reflect.terminal.paint import plain
from tests.followups.making import answer
from tests.insights.believable import SOUNDS, ground, option, scale, written_in, year


def shown(*entries: Entry) -> str:
    there = ground(*entries)
    return plain(view_page(looked_at("thoughts", there), there), 100)


def let_go(number: int, before: int = 8, after: int = 5, thought: str = "I always ruin it.") -> Entry:
    answers = (
        answer("thought", thought),
        scale("belief", before),
        scale("belief_after", after),
        answer("fair", "Not always."),
    )
    return written_in("letgo", f"l{number}", f"2026-03-0{number}", *answers)


@pytest.mark.parametrize("width", [100, 60, 40])
def test_it_is_calm_to_look_at_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert f"\n{plain(view_page(looked_at('thoughts', year()), year()), width)}" == snapshot


def test_how_the_thoughts_felt_afterwards_is_told_from_two_on() -> None:
    assert "Both harsh thoughts you looked at felt less true afterwards." in shown(let_go(1), let_go(2))
    assert "All 3 harsh thoughts you looked at felt just as true" in shown(
        *(let_go(number, 5, 5) for number in (1, 2, 3))
    )
    mixed = shown(let_go(1), let_go(2), let_go(3, 5, 5), let_go(4, 5, 7))
    assert (
        "Of 4 harsh thoughts you looked at, 2 felt less true afterwards, 1 just as true and 1 more true."
        in " ".join(mixed.split())
    )
    one = shown(let_go(1, 5, 7), written_in("letgo", "l2", "2026-03-02", scale("belief", 3)))
    assert "harsh thoughts you looked at" not in one


def test_the_fairer_sentence_has_the_last_word() -> None:
    text = shown(let_go(1), let_go(2, thought="They all know."))
    assert (
        text.index("They all know.")
        < text.index("8 before")
        < text.index("Not always.")
        < text.index("I always ruin it.")
    )
    assert ONLY_HERE in text


def test_where_no_thought_is_shown_nothing_is_said_about_showing_them() -> None:
    one, two = (written_in("letgo", name, "2026-03-01", option("sounds", ["judged"], SOUNDS)) for name in ("l1", "l2"))
    text = shown(one, two)
    assert "they are all judging me  ##  2" in text
    assert ONLY_HERE not in text
    assert "1 March" not in text


def test_of_many_thoughts_the_latest_are_shown() -> None:
    text = shown(*(let_go(number, thought=f"thought {number}") for number in range(1, 7)))
    assert "thought 6" in text
    assert "thought 4" in text
    assert "thought 3" not in text
    assert "And 3 earlier." in text


def test_looking_at_everything_does_not_show_the_thoughts() -> None:
    there = year()
    others = insights_page([looked_at("mood", there)], ["thoughts"], there)
    assert "trusted with a price list" not in plain(others, 100)
    assert "trusted with a price list" in plain(view_page(looked_at("thoughts", there), there), 100)
