"""What is still owed to others: promises, repairs, people to tell, by person and the oldest first (V14 of the method).

Owed is whatever others wait for; not what they do for you, nor whom to talk to for your own sake. What rests, because it
was passed by or its setback was put away, is owed all the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reflect.followups.model import FollowUp, State
from reflect.insights.finding import Count, Saying, View
from reflect.insights.follow_through import KEPT, became, said, to_others
from reflect.insights.ground import Ground


@dataclass(frozen=True)
class Owed:
    """One thing: its words and where it was said, the kind of follow-up, the setback (id), the day it was said, the day
    first meant, the day it comes back, and how it stands."""

    what: Saying
    kind: str
    setback: str | None
    made: dt.date
    first: dt.date
    date: dt.date
    state: State


@dataclass(frozen=True)
class Person:
    """Whom something is owed to, as they were called last ("" for nobody by name): what is open, the oldest first, and
    what is done."""

    name: str
    open: tuple[Owed, ...]
    done: Count


@dataclass(frozen=True)
class Open:
    """The people to whom something is open, whoever has waited longest first; all that is open, and all that is done."""

    people: tuple[Person, ...]
    open: Count
    done: Count


def view(ground: Ground, about: str | None = None) -> View:
    """From what was promised to others and is not done or let go."""
    things = [each for each in said(ground) if to_others(each) and about in (None, each.setback)]
    names: dict[str, list[FollowUp]] = {}
    for each in things:
        names.setdefault(_name(each).casefold(), []).append(each)
    waiting = dict.fromkeys(_name(each).casefold() for each in things if each.open)
    places = [place for each in things for place in (each.ref, *(one.entry for one in each.answers))]
    return View(
        "open",
        ground.drawn(places),
        Open(
            tuple(_person(names[name]) for name in waiting),
            Count(tuple(each.ref for each in things if each.open)),
            _done(things),
        ),
        nothing=not waiting,
    )


def _person(things: Sequence[FollowUp]) -> Person:
    return Person(_name(things[-1]), tuple(_owed(each) for each in things if each.open), _done(things))


def _done(things: Sequence[FollowUp]) -> Count:
    return Count(tuple(each.ref for each in things if not each.open and became(each) in KEPT))


def _name(each: FollowUp) -> str:
    """Those it was promised to, as they were called."""
    return " ".join(each.people.split()).rstrip(".,;: ")


def _owed(each: FollowUp) -> Owed:
    return Owed(Saying(each.text, each.ref), each.kind, each.setback, each.made, each.first, each.date, each.state)
