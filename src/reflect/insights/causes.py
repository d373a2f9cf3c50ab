"""What is usually behind setbacks: causes by year, and the first guess beside the later view (V2 of the method).

Small numbers: a hint, not a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reflect.entry.model import Entry
from reflect.insights.answers import Chosen, chosen, day, written
from reflect.insights.finding import Count, Saying, View
from reflect.insights.ground import Ground
from reflect.insights.views import lacking

TAKES = 3
"""How many setbacks it takes."""
QUESTIONS = ("cause", "cause_main")
"""Where causes are chosen: those there were, and the one that weighed most."""
AGAINST = {
    "external": ("ext_early", "ext_mine"),
    "understanding": ("und_missing",),
    "carelessness": ("care_barrier",),
    "choice": ("rule_line",),
}
"""For each cause, what the debrief asks to hold against it."""


@dataclass(frozen=True)
class Year:
    """A year in which setbacks happened, and how many had a cause."""

    year: int
    count: Count


@dataclass(frozen=True)
class Against:
    """What somebody wrote to hold against a cause, and the question (id) they wrote it to."""

    question: str
    words: Saying


@dataclass(frozen=True)
class Cause:
    """A cause (option key and label): the setbacks it was behind, as it was seen last, by year and altogether; for how
    many it weighed most; and what was written against it, the oldest first."""

    key: str
    label: str
    count: Count
    years: tuple[Year, ...]
    main: Count
    against: tuple[Against, ...]


@dataclass(frozen=True)
class Changed:
    """A setback (id) that was seen to have other causes than the first guess: both in words, and what differs."""

    setback: str
    guessed: tuple[Saying, ...]
    seen: tuple[Saying, ...]
    left: tuple[Saying, ...]
    came: tuple[Saying, ...]


@dataclass(frozen=True)
class Turn:
    """For how many setbacks a cause (option key and label) was a first guess and not seen later, and the other way round."""

    key: str
    label: str
    left: Count
    came: Count


@dataclass(frozen=True)
class Causes:
    """The causes, the most frequent first; the setbacks whose causes were looked at twice, those that changed, and in
    which direction."""

    causes: tuple[Cause, ...]
    twice: Count
    changed: tuple[Changed, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class _Named:
    """An entry that names causes, and these."""

    entry: Entry
    causes: tuple[Chosen, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(each.key for each in self.causes)


@dataclass(frozen=True)
class _Seen:
    """The causes of one setback: the first guess and the last view, the year it happened in, what weighed most, and the
    entries that say so."""

    setback: str
    first: _Named
    last: _Named
    year: int
    main: Chosen | None
    entries: tuple[Entry, ...]

    @property
    def twice(self) -> bool:
        return self.first.entry.id != self.last.entry.id

    @property
    def left(self) -> tuple[Chosen, ...]:
        """What was a first guess and is not seen any more."""
        return tuple(each for each in self.first.causes if each.key not in self.last.keys)

    @property
    def came(self) -> tuple[Chosen, ...]:
        """What was not guessed at first."""
        return tuple(each for each in self.last.causes if each.key not in self.first.keys)


def view(ground: Ground, about: str | None = None) -> View:
    """From the causes named in `define` and once more in `debrief`: the first for each setback, and the last."""
    seen = [each for setback in ground.setbacks if about in (None, setback.id) for each in _seen(ground, setback.id)]
    entries = sorted({one.id: one for each in seen for one in each.entries}.values(), key=lambda each: each.moment)
    drawn = tuple(each.id for each in entries)
    if about is not None and not seen:
        return View("causes", drawn, wants="No cause has been named for it so far.")
    if about is None and len(seen) < TAKES:
        return lacking("causes", drawn, TAKES, "setbacks with a cause", len(seen))
    seen.sort(key=lambda each: each.last.entry.moment)
    twice = [each for each in seen if each.twice]
    changed = [each for each in twice if each.first.keys != each.last.keys]
    return View(
        "causes",
        drawn,
        Causes(
            tuple(_counted(seen)),
            Count(tuple(each.last.causes[0].ref for each in twice)),
            tuple(map(_changed, changed)),
            tuple(_turns(changed)),
        ),
    )


def _seen(ground: Ground, setback: str) -> Iterator[_Seen]:
    defined = [*_named(ground.flow("define", setback))]
    debriefed = [*_named(ground.flow("debrief", setback))]
    if not defined and not debriefed:
        return
    first = min((*defined, *debriefed), key=lambda each: each.entry.moment)
    last = (debriefed or defined)[-1]
    dated = next((each.entry for each in reversed(defined) if day(each.entry, "when")), first.entry)
    happened = day(dated, "when") or dated.finished.date()
    main = last.causes[0] if len(last.keys) == 1 else None
    weighed = last.entry
    if main is None and defined:
        weighed = defined[-1].entry
        main = next((each for each in chosen(weighed, "cause_main") if each.key in last.keys), None)
    entries = (first.entry, last.entry, dated, *([weighed] if main else []))
    yield _Seen(setback, first, last, happened.year, main, entries)


def _named(entries: Iterable[Entry]) -> Iterator[_Named]:
    for entry in entries:
        if causes := {each.key: each for each in reversed(chosen(entry, "cause"))}:
            yield _Named(entry, tuple(reversed(causes.values())))


def _counted(seen: Sequence[_Seen]) -> Iterator[Cause]:
    last = [(each, one) for each in seen for one in each.last.causes]
    keys = dict.fromkeys(one.key for _, one in last)
    for key in sorted(keys, key=lambda key: (-sum(one.key == key for _, one in last), key)):
        mine = [(each, one) for each, one in last if one.key == key]
        years = sorted({each.year for each, _ in mine})
        yield Cause(
            key,
            mine[-1][1].label,
            Count(tuple(one.ref for _, one in mine)),
            tuple(Year(year, Count(tuple(one.ref for each, one in mine if each.year == year))) for year in years),
            Count(tuple(each.main.ref for each, _ in mine if each.main and each.main.key == key)),
            tuple(found for each, _ in mine for found in _against(each.last.entry, key)),
        )


def _against(entry: Entry, key: str) -> Iterator[Against]:
    for question in AGAINST.get(key, ()):
        if words := written(entry, question):
            yield Against(question, words)


def _turns(changed: Sequence[_Seen]) -> Iterator[Turn]:
    """The causes that were not in both views of a setback, those that changed most often first."""
    left = [one for each in changed for one in each.left]
    came = [one for each in changed for one in each.came]
    labels = {each.key: each.label for each in (*left, *came)}
    often = {key: sum(each.key == key for each in (*left, *came)) for key in labels}
    for key in sorted(labels, key=lambda key: (-often[key], key)):
        gone, new = ([each.ref for each in side if each.key == key] for side in (left, came))
        yield Turn(key, labels[key], Count(tuple(gone)), Count(tuple(new)))


def _changed(seen: _Seen) -> Changed:
    first, last, left, came = map(_sayings, (seen.first.causes, seen.last.causes, seen.left, seen.came))
    return Changed(seen.setback, first, last, left, came)


def _sayings(found: Iterable[Chosen]) -> tuple[Saying, ...]:
    return tuple(Saying(each.label, each.ref) for each in found)
