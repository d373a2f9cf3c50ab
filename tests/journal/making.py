"""Journals, entries and drafts for the tests, with a clock and random bytes that are the same on every run."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Mapping
from pathlib import Path

from reflect.entry.draft import Draft, Given, Spot
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.plain import Json
from reflect.entry.said import Said
from reflect.journal.folder import Journal
from reflect.journal.ids import Minter

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
FLOW = FlowName("walk", 1, "A walk")

_seeds = itertools.count()


class Clock:
    """A clock that goes on by one second each time it is looked at, and can be set."""

    def __init__(self, moment: dt.datetime = NOON) -> None:
        self.moment = moment

    def __call__(self) -> dt.datetime:
        self.moment += dt.timedelta(seconds=1)
        return self.moment


def minter(clock: Clock) -> Minter:
    return Minter(clock, random.Random(next(_seeds)).randbytes)


def journal_in(folder: Path, clock: Clock | None = None) -> Journal:
    clock = clock or Clock()
    return Journal(folder, now=clock, mint=minter(clock))


def said(words: str, question: str = "how") -> Answer:
    return Answer(question, "How was it?", "long", Said(words))


def an_entry(
    entry_id: str,
    words: str = "Well enough.",
    *,
    setback: str | None = None,
    flow: FlowName = FLOW,
    extra: Mapping[str, Json] | None = None,
) -> Entry:
    return Entry(entry_id, flow, setback, NOON, NOON, (said(words),), extra=extra or {})


def a_draft(
    draft_id: str, words: str = "Well", *, setback: str | None = None, flow: FlowName = FLOW, entry: str | None = None
) -> Draft:
    trail = (Given(Spot("how"), Said(words)),)
    return Draft(draft_id, flow, "0" * 64, setback, NOON, NOON, trail, entry=entry)


def words_of(given: Draft | Entry) -> str:
    """What was said, in what `a_draft` or `an_entry` made."""
    if isinstance(given, Draft):
        return str(given.trail[0].said.value)
    return str(given.answers[0].said.value)


def entries_in(journal: Journal) -> list[Entry]:
    return [each for each in journal.entries() if isinstance(each, Entry)]


def files_below(folder: Path) -> set[str]:
    """Every file below the folder, the lock aside."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}
