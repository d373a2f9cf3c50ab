"""Asks a catalogue by an index, and one without, everything that can be asked, and holds the answers side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

from reflect.entry.draft import Draft
from reflect.followups.fold import follow_ups
from reflect.index.catalogue import Catalogue
from reflect.index.lookup import Index
from reflect.index.sought import Sought
from tests.index.making import OnDisk

UNKNOWN = "0198b51f-0000-7000-8000-000000000000"

Ask = Callable[[Catalogue], Any]


def asked(disk: OnDisk, today: dt.date, drafts: tuple[Draft, ...], chance: Random) -> dict[str, Ask]:
    """What can be asked of a catalogue, by what it is about."""
    entries = disk.entries()
    setbacks = [each.id for each in disk.journal().setbacks()]
    about = sorted({*setbacks, *(each.setback for each in entries if each.setback), UNKNOWN})
    flows = sorted({each.flow.id for each in entries}) or ["define"]
    some = chance.sample(flows, min(3, len(flows)))
    day = chance.choice(entries).finished if entries else dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    one, flow = chance.choice(about), chance.choice(flows)
    few = chance.sample(about, min(2, len(about)))
    closed = frozenset(each.id for each in disk.journal().setbacks() if each.closed)
    return {
        "setbacks": lambda told: told.setbacks(),
        "entries of a flow": lambda told: [*told.entries(Sought(flow))],
        "entries about a setback": lambda told: [*told.entries(Sought(setback=one))],
        "entries since": lambda told: [*told.entries(Sought(since=day.date()))],
        "entries until": lambda told: [*told.entries(Sought(flow, one, until=day.date()))],
        "entries at all": lambda told: [*told.entries(Sought())],
        "entries of": lambda told: {each: told.entries_of(each) for each in few},
        "about none": lambda told: told.about_none(flows),
        "about none since": lambda told: told.about_none(some, day),
        "of flows": lambda told: told.of_flows(some),
        "of flows, a few": lambda told: told.of_flows(some, without=few, most=2),
        "around": lambda told: {each: _around(told, each, today) for each in few},
        "has": lambda told: {each: told.has(each) for each in (*some, "nothing")},
        "done": lambda told: told.done(about),
        "how many": lambda told: told.flow_counts(about),
        "standings": lambda told: told.standings(told.setbacks(), drafts),
        "latest": lambda told: {(each, name): told.latest(each, name) for each in few for name in some},
        "newest": lambda told: told.newest(),
        "ending": lambda told: [*_ids_ending(told, [each.id for each in entries])],
        "every entry": lambda told: told.every_entry(),
        "waiting": lambda told: told.waiting(drafts, closed, today, away=True),
    }


def _around(told: Catalogue, setback: str, today: dt.date) -> Any:
    """What is asked of the entries around a setback: those about it, and what was promised for it."""
    entries = told.around(setback)
    mine = [each for each in entries if each.setback == setback]
    return mine, [each for each in follow_ups(entries, (), today) if each.setback == setback]


def _ids_ending(told: Catalogue, names: list[str]) -> list[list[str]]:
    tails = {each.replace("-", "")[-long:] for each in names for long in (1, 4, 32)}
    return [told.ending(each) for each in sorted(tails)]


def holds(disk: OnDisk, today: dt.date, drafts: tuple[Draft, ...], chance: Random, index: Index | None = None) -> None:
    """That a catalogue by the index answers as one without does, and that it names all that cannot be read."""
    index = index or disk.index(today)
    by_index, without = Catalogue(disk.journal(), lambda: index), Catalogue(disk.journal())
    for about, ask in asked(disk, today, drafts, chance).items():
        assert ask(by_index) == ask(without), about
    noted, others = ({(each.path, each.reason) for each in told.journal.unreadable()} for told in (by_index, without))
    assert noted == others
    alone = Catalogue(disk.journal(), lambda: index)
    alone.setbacks()
    assert {(each.path, each.reason) for each in alone.journal.unreadable()} == others
