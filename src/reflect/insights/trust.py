"""Whether trust is coming back: one's own impression of it, beside what was promised and kept (V15 of the method)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from reflect.entry.model import Entry
from reflect.followups.model import FollowUp, State
from reflect.insights.answers import listed, rated, written
from reflect.insights.finding import Count, Point, Saying, View
from reflect.insights.ground import Ground
from reflect.insights.views import lacking

T = TypeVar("T")

TAKES = 3
"""How many impressions it takes of the trust between the same people."""
PROMISES = ("promise", "repair")
"""The kinds of follow-ups that others can see kept."""


@dataclass(frozen=True)
class Given:
    """Something done for others: what, in own words, to whom, on which day, and the reference of the entry that says so."""

    what: Saying
    people: str
    day: dt.date
    told: str


@dataclass(frozen=True)
class Trust:
    """The trust after one setback (id): the people, the impressions, and what was promised there or to one of them: kept
    (the first first), still open, and let go."""

    setback: str
    people: tuple[Saying, ...]
    points: tuple[Point, ...]
    kept: tuple[Given, ...]
    open: Count
    let_go: Count


@dataclass(frozen=True)
class Trusts:
    """The trust after each setback with enough impressions, the latest setback first; what was done unasked; and the
    impressions of which there are too few yet."""

    trusts: tuple[Trust, ...]
    unasked: tuple[Given, ...]
    few: Count


def view(ground: Ground, about: str | None = None) -> View:
    """From the impressions given at check-ins, each about the people that one setback affected."""
    found = _impressions(ground, about)
    points = [point.ref for each in found.values() for point, _ in each]
    enough = {home: each for home, each in found.items() if len(each) >= TAKES}
    if not enough:
        most = max(map(len, found.values()), default=0)
        return lacking("trust", ground.drawn(points), TAKES, "check-ins about trust with the same people", most)
    order = {each.id: place for place, each in enumerate(ground.setbacks)}
    homes = sorted(enough, key=lambda home: (-order.get(home, -1), home))
    promises = _Promises.of(ground)
    trusts = tuple(_trust(ground, promises, home, enough[home]) for home in homes)
    unasked = tuple(_unasked(ground, about))
    few = Count(tuple(point.ref for home, each in found.items() if home not in enough for point, _ in each))
    # The same promise stands beside every trust between the same people.
    places = {
        *points,
        *(each.ref for trust in trusts for each in trust.people),
        *(ref for trust in trusts for ref in (*trust.open.of, *trust.let_go.of)),
        *(ref for trust in trusts for each in trust.kept for ref in (each.what.ref, each.told)),
        *(each.told for each in unasked),
    }
    return View("trust", ground.drawn(places), Trusts(trusts, unasked, few))


def tells(ground: Ground, about: str | None = None) -> bool:
    """Whether there are enough impressions of the trust between the same people."""
    return any(len(each) >= TAKES for each in _impressions(ground, about).values())


def _impressions(ground: Ground, about: str | None) -> dict[str, list[tuple[Point, str]]]:
    """The impressions by the setback (id) they are about, each with the reference of the answer that names the people."""
    found: dict[str, list[tuple[Point, str]]] = {}
    for entry in ground.flow("checkin"):
        answer = entry.answer("trust")
        point, of = rated(entry, "trust"), answer.about if answer else None
        home = ground.home(of) if of else None
        if point and of and home and about in (None, home):
            found.setdefault(home, []).append((point, of))
    return found


@dataclass(frozen=True)
class _Found(Generic[T]):
    """What was found of promises, in an order; and the places there by the setback (id) a promise is about, and by the people
    it was made to."""

    all: tuple[T, ...]
    about: Mapping[str | None, list[int]]
    to: Mapping[str, list[int]]

    @classmethod
    def of(cls, found: Iterable[tuple[FollowUp, T]]) -> _Found[T]:
        all_: list[T] = []
        about: dict[str | None, list[int]] = {}
        to: dict[str, list[int]] = {}
        for place, (promise, one) in enumerate(found):
            all_.append(one)
            about.setdefault(promise.setback, []).append(place)
            to.setdefault(promise.people.strip().casefold(), []).append(place)
        return cls(tuple(all_), about, to)

    def at(self, setback: str, people: Iterable[str]) -> tuple[T, ...]:
        """What was found of what was promised after a setback (id), or to one of these people."""
        places = {*self.about.get(setback, ())}.union(*(self.to.get(name, ()) for name in people))
        return tuple(self.all[place] for place in sorted(places))


@dataclass(frozen=True)
class _Promises:
    """What others can see kept: what was, the first first; what is open, and what was let go (references)."""

    kept: _Found[Given]
    open: _Found[str]
    let_go: _Found[str]

    @classmethod
    def of(cls, ground: Ground) -> _Promises:
        promised = [each for each in ground.follow_ups if each.kind in PROMISES and _visible(each)]
        kept = [(each, given) for each in promised if (given := _given(each))]
        return cls(
            _Found.of(sorted(kept, key=lambda one: one[1].day)),
            _Found.of((each, each.ref) for each in promised if each.open),
            _Found.of((each, each.ref) for each in promised if each.state is State.DROPPED),
        )


def _trust(ground: Ground, promises: _Promises, setback: str, found: list[tuple[Point, str]]) -> Trust:
    people = _people(ground, found[-1][1])
    names = {each.text.casefold() for each in people}
    return Trust(
        setback,
        people,
        tuple(sorted((point for point, _ in found), key=lambda each: each.day)),
        promises.kept.at(setback, names),
        Count(promises.open.at(setback, names)),
        Count(promises.let_go.at(setback, names)),
    )


def _given(promise: FollowUp) -> Given | None:
    """What was kept of a promise, as the check-in says that told it."""
    told = promise.ended if promise.state is State.DONE else None
    return Given(Saying(promise.text, promise.ref), promise.people, told.day, told.entry) if told else None


def _people(ground: Ground, of: str) -> tuple[Saying, ...]:
    """Whom an impression is about; `of` is the reference of the answer that names them."""
    entry_id, _, question = of.partition("/")
    entry = ground.entry(entry_id)
    return listed(entry, question.partition("/")[0]) if entry else ()


def _visible(promise: FollowUp) -> bool:
    return not promise.private and promise.draft is None


def _unasked(ground: Ground, about: str | None) -> Iterator[Given]:
    for entry in ground.flow("checkin"):
        done = written(entry, "unasked")
        if done and (about is None or _speaks_of(ground, entry, about)):
            yield Given(done, "", entry.finished.date(), entry.id)


def _speaks_of(ground: Ground, entry: Entry, setback: str) -> bool:
    spoken_of = [ref for each in entry.answers for ref in (each.about, *(one.about for one in each.each or ())) if ref]
    return any(ground.home(ref) == setback for ref in spoken_of)
