"""Which earlier setback it reminds of: those most like what was written come first, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reflect.entry.model import Answer
from reflect.interview.past import Past
from tests.interview.making import begun, here, say, setback, stored

STEPS = """
    - {id: title, ask: Title?, type: text}
    - {id: secret, ask: Secret?, type: long, private: true}
    - {id: tags, ask: Which?, type: choices, options: {x: X, y: Y}}
    - {id: before, ask: Which one?, type: entries, order: similar}
    - {id: after, ask: After?, type: text}
"""
OTHERS = tuple(setback(number, f"The {number}") for number in (3, 2, 1))
KEYS = [each.id for each in OTHERS]


class Nearest:
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Answer, ...]] = []

    def __call__(self, written: tuple[Answer, ...]) -> Mapping[str, str]:
        self.asked.append(written)
        return {KEYS[2]: "both about the wrong people", "gone": "?", KEYS[1]: "same factor: time"}


def test_those_alike_come_first_with_the_reason_and_the_others_follow_newest_first() -> None:
    at = say(begun(STEPS, past=Past(setbacks=OTHERS, alike=Nearest())), "A mail", None, None)
    assert [(each.key, each.beside) for each in here(at).options] == [
        (KEYS[2], "both about the wrong people"),
        (KEYS[1], "same factor: time"),
        (KEYS[0], ""),
    ]


def test_without_anything_to_tell_by_the_newest_come_first() -> None:
    at = say(begun(STEPS, past=Past(setbacks=OTHERS)), "A mail", None, None)
    assert [each.key for each in here(at).options] == KEYS
    unordered = begun(STEPS.replace(", order: similar", ""), past=Past(setbacks=OTHERS, alike=Nearest()))
    assert [each.key for each in here(say(unordered, "A mail", None, None)).options] == KEYS


def test_it_goes_by_what_was_written_so_far_but_for_what_is_private() -> None:
    nearest = Nearest()
    at = say(begun(STEPS, past=Past(setbacks=OTHERS, alike=nearest)), "A mail", "nobody knows", ["x"], [KEYS[2]], "x")
    assert at.current is None
    (written,) = nearest.asked
    assert [(each.id, each.said.value) for each in written] == [("title", "A mail"), ("tags", ["x"])]


def test_the_reason_is_no_part_of_the_answer() -> None:
    at = say(begun(STEPS, past=Past(setbacks=OTHERS, alike=Nearest())), "A mail", None, None, [KEYS[2]], None)
    assert stored(at)["before"]["value"] == [{"key": KEYS[2], "text": "The 1"}]


def test_an_answer_stays_whatever_order_comes_later() -> None:
    past = Past(setbacks=OTHERS, alike=Nearest())
    at = say(begun(STEPS, past=past), "A mail", None, None, [KEYS[2]]).back()
    assert here(at).old is not None
    assert here(replace(at, past=Past(setbacks=OTHERS))).old == here(at).old
