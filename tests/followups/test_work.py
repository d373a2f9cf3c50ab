"""The fold does as much work as there is in the journal: twice as many entries cost twice as much."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest

from reflect.entry.model import Entry
from reflect.followups.fold import follow_ups
from tests.followups.making import answer, at, day, entry

ROUND = {"kind": "round", "in": "14d", "again": ["16d", "76d"], "opens": "checkin", "text": "how it is going"}
OFFER = {
    "kind": "offer",
    "in": "2d",
    "when": {"no_entry": "debrief"},
    "until": {"entry": "debrief"},
    "opens": "debrief",
    "text": "look at it",
}
ANEW = {"kind": "anew", "opens": "checkin", "text": "look again"}
SAID = {"kind": "said", "in": "3d", "unless": {"apology": {"not": "said"}}, "opens": "letgo", "text": "let it go"}
WEEKLY = {"kind": "weekly", "in": "1w", "when": {"rhythm": "weekly"}, "opens": "thanks", "text": "thanks"}


def long_journal(size: int) -> Iterator[Entry]:
    """Setbacks, one after the other, each with what is about it and what is about none in particular."""
    for number in range(size):
        about, when = f"s{number:05}", at("2020-01-01") + dt.timedelta(hours=7 * number)
        yield entry(f"a{number:05}", "define", when, about=about, comes_back=[ROUND, OFFER])
        yield entry(f"b{number:05}", "debrief", when + dt.timedelta(hours=1), about=about)
        told = (answer("next", "2030-01-01", "date", promises=ANEW), answer("apology", "said", promises=SAID))
        yield entry(f"c{number:05}", "checkin", when + dt.timedelta(hours=2), *told, about=None)
        rhythm = answer("rhythm", "weekly", "choice")
        loose = [WEEKLY, OFFER]
        yield entry(f"d{number:05}", "thanks", when + dt.timedelta(hours=3), rhythm, about=None, comes_back=loose)


def steps(done: Callable[[], object]) -> int:
    """How often a function or a generator is entered while something is done."""
    seen: Counter[str] = Counter()

    def entered(_frame: FrameType, event: str, _about: Any) -> None:
        seen[event] += 1

    before = sys.getprofile()
    sys.setprofile(entered)
    try:
        done()
    finally:
        sys.setprofile(before)
    return seen["call"]


@pytest.mark.parametrize("today", ["2020-03-01", "2031-01-01"])
def test_twice_as_many_entries_are_twice_the_work(today: str) -> None:
    some, twice = [*long_journal(100)], [*long_journal(200)]
    follow_ups(some, (), day(today))
    assert steps(lambda: follow_ups(twice, (), day(today))) < 2.2 * steps(lambda: follow_ups(some, (), day(today)))
