"""What is half typed or half picked at a question, as the text that its draft keeps: the same in every asker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reflect.entry.said import OTHER, Said

if TYPE_CHECKING:
    from reflect.interview.dates import Only

WORDS = f"{OTHER}: "
"""Stands before the free words in what is half picked."""


def marks(picked: Sequence[str], words: str) -> str:
    """What is half picked, as text: a key a line; the free words stand with theirs, which is the last."""
    return "\n".join(f"{WORDS}{words}" if key == OTHER and words else key for key in picked)


def unmarked(typed: str) -> tuple[tuple[str, ...], str]:
    """The keys and the free words in what `marks` made."""
    keys, other, words = f"\n{typed}".partition(f"\n{WORDS}")
    return (*keys.split("\n")[1:], *([OTHER] if other else [])), words


def as_text(said: Said | None) -> str:
    """An answer as it is typed: a date in the person's own words, items one per line."""
    if said is None or said.skipped:
        return ""
    if isinstance(said.value, list):
        return "\n".join(str(each["text"]) for each in said.value)
    return said.said if said.said is not None else str(said.value)


def picked_in(said: Said | None) -> tuple[tuple[str, ...], str]:
    """The keys that an answer picked, and its free words."""
    if said is None or said.skipped:
        return (), ""
    if isinstance(said.value, bool):
        return ("yes" if said.value else "no",), ""
    if isinstance(said.value, list):
        return tuple(str(each["key"] if isinstance(each, dict) else each) for each in said.value), said.other or ""
    return (str(said.value),), said.other or ""


def same_day(said: Said, only: Only, today: dt.date) -> str:
    """A date that stands there as it is typed: in its words, unless they mean another day by now; then the day."""
    words, day = as_text(said), said.value
    if not isinstance(day, str):
        return words
    from reflect.interview.dates import reading

    meant = reading(words, today, only).day
    return words if meant and meant.isoformat() == day else day
