"""How long ago each setback was and what has been done since, and the days on which something was written (V6).

Day 0 is the day on which it happened, as it was said last; where nobody said, or something was written before, the day of
the first entry about it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.followups.model import FollowUp, State
from reflect.insights.answers import records, written
from reflect.insights.finding import Count, View
from reflect.insights.follow_through import KEPT, Became, became, kept_on, said
from reflect.insights.ground import Ground
from reflect.insights.since import happened_on
from reflect.insights.views import lacking

FLOWS = ("define", "support", "debrief", "goals", "letgo")
"""Flows whose first entry is something that happened."""
MONTHS = 12
"""How many months the calendar goes back, this one among them."""


@dataclass(frozen=True)
class Event:
    """Something that was done: what (told, apologised, talked, letter, closed, or a flow), the first day, how many days
    that was after day 0, and every place that says so."""

    what: str
    date: dt.date
    day: int
    count: Count


@dataclass(frozen=True)
class Since:
    """One setback (id): day 0, the days until today, what was done in the order of time; what was promised and not let go
    (but for telling people and apologies, which stand among the events), how much of it is kept, and how much lies ahead: its
    day has not come, and nothing was said of it yet."""

    setback: str
    began: dt.date
    days: int
    events: tuple[Event, ...]
    promised: Count
    kept: Count
    ahead: Count = Count()


@dataclass(frozen=True)
class Written:
    """A day and the entries written on it."""

    date: dt.date
    count: Count


@dataclass(frozen=True)
class Timeline:
    """The setbacks, the latest first; the days of the last twelve months on which something was written, from the month
    of the first one on."""

    setbacks: tuple[Since, ...]
    days: tuple[Written, ...]


def view(ground: Ground, about: str | None = None) -> View:
    """From the dates of all entries, and of what check-ins said of what was promised."""
    mine = [each for each in ground.setbacks if about in (None, each.id)]
    promised = by_setback(said(ground))
    talks = by_setback(_talks(ground))
    found = [(each, _since(ground, each, promised.get(each.id, ()), talks.get(each.id, ()))) for each in mine]
    lines = [line for _, line in sorted(found, key=lambda one: (one[1].began, one[0].created, one[0].id), reverse=True)]
    spoken = _spoken_of(ground, about) if about else set()
    wrote = [each for each in ground.entries if about in (None, each.setback) or each.id in spoken]
    days = tuple(_days(wrote, ground.today))
    places = [
        *(each.id for line in lines for each in _visible(ground, line.setback)),
        *(ref for line in lines for event in line.events for ref in event.count.of),
        *(place for each in mine for one in promised.get(each.id, ()) for place in (one.ref, *_told(one))),
        *(place for each in mine for one in talks.get(each.id, ()) for place in _told(one)),
        *(ref for each in days for ref in each.count.of),
    ]
    drawn = ground.drawn(places)
    return (
        View("timeline", drawn, Timeline(tuple(lines), days)) if lines else lacking("timeline", drawn, 1, "setback", 0)
    )


def since(ground: Ground, setback: str) -> Since | None:
    """One setback (id); None where it is not there."""
    found = view(ground, setback).found
    return found.setbacks[0] if isinstance(found, Timeline) else None


def by_setback(things: Iterable[FollowUp]) -> dict[str | None, list[FollowUp]]:
    """Follow-ups by the setback (id) they are about."""
    found: dict[str | None, list[FollowUp]] = {}
    for each in things:
        found.setdefault(each.setback, []).append(each)
    return found


def _since(ground: Ground, setback: Setback, promised: Sequence[FollowUp], talks: Sequence[FollowUp]) -> Since:
    entries = _visible(ground, setback.id)
    began = happened_on(setback, ground)
    events: dict[str, list[tuple[dt.date, str]]] = {}
    for what, date, ref in (*_done(entries, setback), *_said(promised), *_said(talks)):
        events.setdefault(what, []).append((date, ref))
    for sooner, what in (("letter", "apologised"), ("support", "talked")):
        if what in events:
            events.pop(sooner, None)
    still = [each for each in promised if each.kind not in ("inform", "apology")]
    still = [each for each in still if became(each) is not Became.NO_LONGER_FITS]
    return Since(
        setback.id,
        began,
        max(0, (ground.today - began).days),
        tuple(
            sorted((_event(what, of, began) for what, of in events.items()), key=lambda each: (each.date, each.what))
        ),
        Count(tuple(each.ref for each in still)),
        Count(tuple(each.ref for each in still if became(each) in KEPT)),
        Count(tuple(each.ref for each in still if each.state is State.AHEAD and became(each) is Became.OPEN)),
    )


def _event(what: str, of: Sequence[tuple[dt.date, str]], began: dt.date) -> Event:
    date = min(each for each, _ in of)
    return Event(what, date, max(0, (date - began).days), Count.from_(ref for _, ref in sorted(of) if ref))


def _done(entries: Sequence[Entry], setback: Setback) -> Iterator[tuple[str, dt.date, str]]:
    """What the entries themselves say was done: the event, its day, the place."""
    for each in entries:
        date = each.finished.date()
        if each.flow.id in FLOWS:
            yield each.flow.id, date, each.id
        if each.flow.id == "respond":
            for record in records(each, "inform"):
                if record.values.get("told") is True:
                    yield "told", date, record.ref
        if each.flow.id == "apologize" and (letter := written(each, "letter")):
            yield "letter", date, letter.ref
    if setback.closed:
        yield "closed", setback.closed.date(), ""


def _said(promised: Iterable[FollowUp]) -> Iterator[tuple[str, dt.date, str]]:
    """What check-ins say was done: people told, apologies said, somebody talked to."""
    events = {"inform": "told", "apology": "apologised", "talk": "talked"}
    for each in promised:
        date = kept_on(each)
        # Whoever knew it already was not told.
        if each.kind in events and date and became(each) in KEPT and each.answers[-1].option != "knows":
            yield events[each.kind], date, each.ref


def _talks(ground: Ground) -> Iterator[FollowUp]:
    talks = (each for each in ground.follow_ups if each.kind == "talk" and not each.opens and not each.private)
    return (each for each in talks if not each.draft and ground.entry(each.entry))


def _told(each: FollowUp) -> Iterator[str]:
    return (one.entry for one in each.answers)


def _spoken_of(ground: Ground, setback: str) -> set[str]:
    """The check-ins (ids) that said something of what was promised for a setback."""
    return {one for each in ground.comes_back(setback) if not each.private for one in _told(each)}


def _visible(ground: Ground, setback: str) -> list[Entry]:
    return [each for each in ground.about(setback) if not each.sealed(ground.today)]


def _days(entries: Iterable[Entry], today: dt.date) -> Iterator[Written]:
    year, month = divmod(today.year * 12 + today.month - MONTHS, 12)
    first = dt.date(year, month + 1, 1)
    found: dict[dt.date, list[str]] = {}
    for each in entries:
        if first <= each.finished.date() <= today:
            found.setdefault(each.finished.date(), []).append(each.id)
    return (Written(date, Count(tuple(found[date]))) for date in sorted(found))
