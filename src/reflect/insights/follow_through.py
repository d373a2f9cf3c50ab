"""What became of what somebody said they would do, by where it was said: promises to others first (V1 of the method).

What was said at check-ins decides, the last answer of all: where it says that a thing is done, or in place, that is kept,
and kept after the day where it had been put off or partly done before, and then was done after the day first meant. What
was put off or partly done and is no more than that has moved. What was let go, or is no longer asked about, no longer fits.
Nobody is asked when exactly a thing was done, so days are counted only for what was put off: from the day first meant to
the check-in that says it is done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median

from reflect.followups.model import FollowUp, State
from reflect.followups.telling import DONE, DROPPED, HOLDS
from reflect.insights.finding import Count, Saying, View
from reflect.insights.ground import Ground
from reflect.insights.views import lacking

TAKES = 3
"""How many things it takes."""
TO_OTHERS = ("promise", "repair", "inform", "apology", "report")
TO_ONESELF = ("measure", "lesson", "step")
ASIDE = ("second_look", "parked", "try", "goal_review", "look_back", "shared", "talk")
"""What comes back and is no promise: a question, a favour of others, a thing to be left alone."""


class Became(Enum):
    """What became of something that was said."""

    KEPT = "kept"
    AFTER = "kept_after_the_day"
    MOVED = "moved"
    NO_LONGER_FITS = "no_longer_fits"
    OPEN = "open"
    """Nobody was told anything of it yet."""


KEPT = (Became.KEPT, Became.AFTER)


@dataclass(frozen=True)
class Late:
    """Something kept after the day: its reference, the day first meant, the day it was said to be kept, and the days
    between."""

    ref: str
    first: dt.date
    kept: dt.date
    days: int


@dataclass(frozen=True)
class Tally:
    """What became of some things: how many there were, and of each kind of end; the days of those kept after the day, and
    the median of these, None where there are none."""

    made: Count
    kept: Count
    after: Count
    moved: Count
    no_longer_fits: Count
    open: Count
    late: tuple[Late, ...]
    median_days: float | None


@dataclass(frozen=True)
class Source:
    """Where things were said, by the kind of follow-up; whether it was to others; and what became of them."""

    kind: str
    to_others: bool
    tally: Tally


@dataclass(frozen=True)
class FollowThrough:
    """What became of everything, by source and altogether; own words of what was kept, the latest first, and of what has
    moved, the oldest first."""

    sources: tuple[Source, ...]
    all: Tally
    kept: tuple[Saying, ...]
    moved: tuple[Saying, ...]


def view(ground: Ground, about: str | None = None) -> View:
    """From everything that was promised in an entry, and what check-ins said of it."""
    things = [each for each in said(ground) if about in (None, each.setback)]
    drawn = ground.drawn(place for each in things for place in (each.ref, *(one.entry for one in each.answers)))
    if len(things) < TAKES:
        return lacking("follow_through", drawn, TAKES, "things you said you would do", len(things))
    ends = [(became(each), each) for each in things]
    sources: dict[tuple[str, bool], list[tuple[Became, FollowUp]]] = {}
    for end, each in ends:
        sources.setdefault((each.kind, to_others(each)), []).append((end, each))
    order = [*TO_OTHERS, *TO_ONESELF]
    named = sorted(sources, key=lambda one: (not one[1], order.index(one[0]) if one[0] in order else 99, one[0]))
    kept = [(day, each) for end, each in ends if end in KEPT and (day := kept_on(each))]
    return View(
        "follow_through",
        drawn,
        FollowThrough(
            tuple(Source(kind, others, _tally(sources[kind, others])) for kind, others in named),
            _tally(ends),
            tuple(Saying(each.text, each.ref) for _, each in sorted(kept, key=lambda one: one[0], reverse=True)),
            tuple(Saying(each.text, each.ref) for end, each in ends if end is Became.MOVED),
        ),
    )


def said(ground: Ground) -> tuple[FollowUp, ...]:
    """Everything that somebody said in an entry they would do, in the order in which it was said; nothing private."""
    return ground.once(_said)


def _said(ground: Ground) -> tuple[FollowUp, ...]:
    order = ground.order
    things = [each for each in ground.follow_ups if each.entry in order and _is_said(each)]
    return tuple(sorted(things, key=lambda each: (order[each.entry], each.first, each.ref)))


def _is_said(each: FollowUp) -> bool:
    return not (each.opens or each.over or each.private or each.draft or each.kind in ASIDE)


def to_others(each: FollowUp) -> bool:
    """Whether something was promised to others; a promise of somebody's own flow is where it names people."""
    return each.kind in TO_OTHERS or (each.kind not in TO_ONESELF and bool(each.people.strip()))


def became(each: FollowUp) -> Became:
    """What became of it, by the last answer there is."""
    told = each.answers
    if told and told[-1].meaning == DROPPED:
        return Became.NO_LONGER_FITS
    if each.state is State.DONE or (told and told[-1].meaning in (DONE, HOLDS)):
        day = kept_on(each)
        put_off = any(one.meaning not in (DONE, HOLDS) for one in told)
        return Became.AFTER if put_off and (day is None or day > each.first) else Became.KEPT
    if each.state is State.DROPPED:
        return Became.NO_LONGER_FITS
    return Became.MOVED if told else Became.OPEN


def kept_on(each: FollowUp) -> dt.date | None:
    """The day on which a check-in said for the last time that it is done or in place, and has not said otherwise since:
    the first of these, where several say so; None where none does."""
    day = None
    for one in reversed(each.answers):
        if one.meaning not in (DONE, HOLDS):
            break
        day = one.day
    return day


def _tally(ends: Sequence[tuple[Became, FollowUp]]) -> Tally:
    late = tuple(sorted(_late(ends), key=lambda each: (each.kept, each.ref)))

    def count(of: Became) -> Count:
        return Count(tuple(each.ref for end, each in ends if end is of))

    return Tally(
        Count(tuple(each.ref for _, each in ends)),
        count(Became.KEPT),
        count(Became.AFTER),
        count(Became.MOVED),
        count(Became.NO_LONGER_FITS),
        count(Became.OPEN),
        late,
        median(each.days for each in late) if late else None,
    )


def _late(ends: Iterable[tuple[Became, FollowUp]]) -> Iterator[Late]:
    for end, each in ends:
        if end is Became.AFTER and (day := kept_on(each)):
            yield Late(each.ref, each.first, day, (day - each.first).days)
