"""What a setback looks like from here: the words of then beside those of a look back (V17 of the method)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from reflect.entry.model import Entry
from reflect.insights.answers import spots, written
from reflect.insights.finding import Saying, View
from reflect.insights.ground import Ground

WANTS = (
    "It takes one look back, which a check-in asks for about three months after `reflect letgo`; there is none so far."
)


@dataclass(frozen=True)
class Dated:
    """Own words, and the day they are of."""

    words: Saying
    day: dt.date


@dataclass(frozen=True)
class LookedBack:
    """A setback (id): what was written of it at first, in one sentence and as a fairer one, where there was such; and what
    it looked like later, in the order of time. What was then is what stood at the first look back."""

    setback: str
    one_line: Dated | None
    fair: Dated | None
    now: tuple[Dated, ...]


@dataclass(frozen=True)
class LooksBack:
    """The setbacks that were looked back at, the latest look first."""

    setbacks: tuple[LookedBack, ...]


def view(ground: Ground, about: str | None = None) -> View:
    """From what was written at check-ins when it was time to look back."""
    looks: dict[str, list[tuple[Entry, Dated]]] = {}
    for entry, of, look in looked(ground):
        if about in (None, of):
            looks.setdefault(of, []).append((entry, look))
    found = [_looked_back(ground, setback, each) for setback, each in looks.items()]
    if not found:
        return View("look_back", (), wants=WANTS)
    found.sort(key=lambda each: each.now[-1].day, reverse=True)
    words = [word for each in found for word in (each.one_line, each.fair, *each.now) if word]
    return View("look_back", ground.drawn(each.words.ref for each in words), LooksBack(tuple(found)))


def tells(ground: Ground, about: str | None = None) -> bool:
    """Whether somebody looked back."""
    return any(about in (None, of) for _, of, _ in looked(ground))


def looked(ground: Ground) -> Iterator[tuple[Entry, str, Dated]]:
    """Each look back in the order of time: the check-in, the setback (id) it was at, and what was written."""
    for entry in ground.flow("checkin"):
        for spot in spots(entry, "look_back"):
            home = ground.home(spot.about) if spot.about else None
            if home and spot.whole.strip():
                yield entry, home, Dated(Saying(spot.whole, spot.ref), entry.finished.date())


def _looked_back(ground: Ground, setback: str, looks: list[tuple[Entry, Dated]]) -> LookedBack:
    first, _ = looks[0]
    one_line = _before(ground, "define", "one_line", setback, first)
    fair = _before(ground, "letgo", "fair", setback, first)
    return LookedBack(setback, one_line, fair, tuple(look for _, look in looks))


def _before(ground: Ground, flow: str, question: str, setback: str, look: Entry) -> Dated | None:
    """What was written last before a look back."""
    for entry in reversed(ground.flow(flow, setback)):
        if entry.moment < look.moment and (words := written(entry, question)):
            return Dated(words, entry.finished.date())
    return None
