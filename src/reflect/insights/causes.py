"""What is usually behind setbacks: causes by year, and the first guess beside the later view (V2 of the method).

Small numbers: a hint, not a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflect.entry.model import Entry
from reflect.insights.answers import Chosen, chosen, day
from reflect.insights.finding import Count, Saying, View, entry_of
from reflect.insights.ground import Ground
from reflect.insights.views import lacking

TAKES = 3
"""How many setbacks it takes."""


@dataclass(frozen=True)
class Year:
    """A year in which setbacks happened, and how many had a cause."""

    year: int
    count: Count


@dataclass(frozen=True)
class Cause:
    """A cause (option key and label): the setbacks it was behind, as it was seen last, by year and altogether; for how
    many it weighed most."""

    key: str
    label: str
    count: Count
    years: tuple[Year, ...]
    main: Count


@dataclass(frozen=True)
class Changed:
    """A setback (id) for which the debrief saw other causes than the first guess; both in words."""

    setback: str
    guessed: tuple[Saying, ...]
    seen: tuple[Saying, ...]


@dataclass(frozen=True)
class Causes:
    """The causes, the most frequent first; the setbacks whose causes were looked at twice, and those that changed."""

    causes: tuple[Cause, ...]
    twice: Count
    changed: tuple[Changed, ...]


@dataclass(frozen=True)
class _Seen:
    """The causes of one setback: the first guess, the later view, and which one weighed most."""

    setback: str
    year: int
    guess: tuple[Chosen, ...]
    later: tuple[Chosen, ...]
    main: str | None

    @property
    def last(self) -> tuple[Chosen, ...]:
        return self.later or self.guess


def view(ground: Ground, about: str | None = None) -> View:
    """From the causes named in `define` and once more in `debrief`, the latest of each for each setback."""
    seen = [each for setback in ground.setbacks if about in (None, setback.id) for each in _seen(ground, setback.id)]
    drawn = tuple(dict.fromkeys(entry_of(one.ref) for each in seen for one in (*each.guess, *each.later)))
    if len(seen) < (TAKES if about is None else 1):
        return lacking("causes", drawn, TAKES, "setbacks with a cause", len(seen))
    twice = [each for each in seen if each.guess and each.later]
    changed = [each for each in twice if {one.key for one in each.guess} != {one.key for one in each.later}]
    return View(
        "causes",
        drawn,
        Causes(
            tuple(_counted(seen)),
            Count(tuple(entry_of(each.later[0].ref) for each in twice)),
            tuple(Changed(each.setback, _sayings(each.guess), _sayings(each.later)) for each in changed),
        ),
    )


def _seen(ground: Ground, setback: str) -> Iterator[_Seen]:
    defined, debriefed = _latest(ground, "define", setback), _latest(ground, "debrief", setback)
    guess = chosen(defined, "cause") if defined else ()
    later = chosen(debriefed, "cause") if debriefed else ()
    if not guess and not later:
        return
    weighed = chosen(defined, "cause_main") if defined else ()
    main = weighed[0].key if weighed else guess[0].key if len(guess) == 1 else None
    first = defined or debriefed
    assert first
    happened = day(defined, "when") if defined else None
    yield _Seen(setback, (happened or first.finished.date()).year, guess, later, main)


def _latest(ground: Ground, flow: str, setback: str) -> Entry | None:
    return next((each for each in reversed(ground.flow(flow, setback)) if chosen(each, "cause")), None)


def _counted(seen: list[_Seen]) -> Iterator[Cause]:
    last = [(each, one) for each in seen for one in each.last]
    keys = dict.fromkeys(one.key for _, one in last)
    for key in sorted(keys, key=lambda key: (-sum(one.key == key for _, one in last), key)):
        mine = [(each, one) for each, one in last if one.key == key]
        years = sorted({each.year for each, _ in mine})
        yield Cause(
            key,
            mine[-1][1].label,
            Count(tuple(one.ref for _, one in mine)),
            tuple(Year(year, Count(tuple(one.ref for each, one in mine if each.year == year))) for year in years),
            Count(tuple(one.ref for each, one in mine if each.main == key)),
        )


def _sayings(found: tuple[Chosen, ...]) -> tuple[Saying, ...]:
    return tuple(Saying(each.label, each.ref) for each in found)
