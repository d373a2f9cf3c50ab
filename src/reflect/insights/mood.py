"""Whether it gets lighter: moods over the days, of each setback, and before and after each flow (V5 of the method)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Literal

from reflect.entry.model import Entry
from reflect.insights.answers import rated
from reflect.insights.finding import Count, Point, View
from reflect.insights.ground import Ground
from reflect.insights.views import lacking

TAKES = 4
"""How many moods it takes, altogether and for a setback to have a line of its own."""
When = Literal["once", "before", "after"]
MOODS: dict[str, When] = {"mood": "once", "mood_before": "before", "mood_after": "after"}
DEBRIEF = "debrief"


@dataclass(frozen=True)
class Mood:
    """A mood, 0 to 10, and whether it was asked for once, before the questions, or after them."""

    point: Point
    when: When


@dataclass(frozen=True)
class Course:
    """The moods of the entries about one setback (id), in the order of time."""

    setback: str
    moods: tuple[Mood, ...]


@dataclass(frozen=True)
class Pair:
    """The moods before and after, of one entry."""

    before: Point
    after: Point

    @property
    def change(self) -> int:
        return self.after.value - self.before.value


@dataclass(frozen=True)
class Change:
    """A flow (id, and title as it was last), every pair of moods around it, and the median of their changes."""

    flow: str
    title: str
    pairs: tuple[Pair, ...]
    median: float


@dataclass(frozen=True)
class Moods:
    """All moods in the order of time; the course of each setback with enough of them, the latest setback first; the
    changes by flow, the flow done most first. `lower` are the moods that were lower after than before; `debriefs` those
    of debriefs."""

    moods: tuple[Mood, ...]
    courses: tuple[Course, ...]
    changes: tuple[Change, ...]
    lower: Count
    debriefs: Count


def view(ground: Ground, about: str | None = None) -> View:
    """From every mood that was given: at check-ins, and before and after what was written. A check-in is about no setback
    in particular, so its mood stands only among all."""
    entries = ground.entries if about is None else ground.about(about)
    given = ground.once(_given)
    found = {entry.id: given[entry.id] for entry in entries}
    moods = _in_time(mood for each in found.values() for mood in each)
    drawn = tuple(entry for entry, each in found.items() if each)
    if len(moods) < TAKES:
        return lacking("mood", drawn, TAKES, "moods", len(moods))
    courses = [
        Course(setback.id, moods_about(ground, setback.id))
        for setback in reversed(ground.setbacks)
        if about in (None, setback.id)
    ]
    pairs = [(entry, pair) for entry in entries if (pair := _pair(found[entry.id]))]
    return View(
        "mood",
        drawn,
        Moods(
            moods,
            tuple(each for each in courses if len(each.moods) >= TAKES),
            tuple(_changes(pairs)),
            Count(tuple(pair.after.ref for _, pair in pairs if pair.change < 0)),
            Count(tuple(mood.point.ref for each in entries if each.flow.id == DEBRIEF for mood in found[each.id])),
        ),
    )


def moods_about(ground: Ground, setback: str) -> tuple[Mood, ...]:
    """The moods of the entries about a setback (id), in the order of time."""
    given = ground.once(_given)
    return _in_time(mood for entry in ground.about(setback) for mood in given[entry.id])


def _given(ground: Ground) -> dict[str, tuple[Mood, ...]]:
    """The moods that were given in each entry (id)."""
    return {entry.id: tuple(_of(entry)) for entry in ground.entries}


def _of(entry: Entry) -> Iterator[Mood]:
    for question, when in MOODS.items():
        if point := rated(entry, question):
            yield Mood(point, when)


def _in_time(moods: Iterable[Mood]) -> tuple[Mood, ...]:
    # Entries are in the order of moments; days are those of the clock they were written by, which may be in another zone.
    return tuple(sorted(moods, key=lambda each: each.point.day))


def _pair(moods: tuple[Mood, ...]) -> Pair | None:
    by = {each.when: each.point for each in moods}
    return Pair(by["before"], by["after"]) if "before" in by and "after" in by else None


def _changes(pairs: list[tuple[Entry, Pair]]) -> Iterator[Change]:
    flows: dict[str, list[tuple[Entry, Pair]]] = {}
    for entry, pair in pairs:
        flows.setdefault(entry.flow.id, []).append((entry, pair))
    for flow, mine in sorted(flows.items(), key=lambda each: (-len(each[1]), each[0])):
        entry, _ = mine[-1]
        yield Change(
            flow, entry.flow.title, tuple(pair for _, pair in mine), float(median(pair.change for _, pair in mine))
        )
