"""What harsh thoughts do: how true they felt before and after, what they sound like, how often they go round (V16 of the
method).

The thoughts themselves are not part of what is found, only the places they stand at: they are shown by this view alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from reflect.entry.model import Entry
from reflect.insights.answers import Chosen, chosen, rated, written
from reflect.insights.finding import Count, Point, Saying, View
from reflect.insights.ground import Ground
from reflect.insights.views import lacking

TAKES = 2
"""How many times of letting go it takes."""


@dataclass(frozen=True)
class Thought:
    """One time of letting go: the setback (id), the day, where the thought stands, how true it felt before and after (0 to
    10), and the fairer sentence."""

    setback: str | None
    day: dt.date
    thought: str | None
    belief: Point | None
    belief_after: Point | None
    fair: Saying | None


@dataclass(frozen=True)
class Kind:
    """An option (key and label) and the times it was chosen."""

    key: str
    label: str
    count: Count


@dataclass(frozen=True)
class Round:
    """How often it went round (option key and label), said the same at each of `count` times from one day to another."""

    key: str
    label: str
    first: dt.date
    last: dt.date
    count: Count


@dataclass(frozen=True)
class Thoughts:
    """Each time of letting go, the latest first; what the thoughts sounded like and the usual ways of dealing with
    mistakes, the most frequent first; how often it went round, in the order of time. `lighter`, `heavier` and `same` are
    the times that a thought felt less, more or just as true afterwards."""

    thoughts: tuple[Thought, ...]
    sounds: tuple[Kind, ...]
    usual: tuple[Kind, ...]
    loop: tuple[Round, ...]
    lighter: Count
    heavier: Count
    same: Count


def view(ground: Ground, about: str | None = None) -> View:
    """From what was said while letting go, and at check-ins of how often it goes round; these are about no setback in
    particular, so they are left out where one is named."""
    takes = TAKES if about is None else 1
    let_go = [each for each in ground.flow("letgo", about) if _says(each)]
    if len(let_go) < takes:
        of = "entries of `reflect letgo`" if takes > 1 else "entry of `reflect letgo`"
        return lacking("thoughts", ground.drawn(each.id for each in let_go), takes, of, len(let_go))
    thoughts = [_thought(each) for each in let_go]
    asked = [*let_go, *(ground.flow("checkin") if about is None else ())]
    loop = tuple(_rounds(sorted(asked, key=lambda each: each.moment)))
    weighed = [(each.belief, each.belief_after) for each in thoughts if each.belief and each.belief_after]
    return View(
        "thoughts",
        ground.drawn([*(each.id for each in let_go), *(ref for each in loop for ref in each.count.of)]),
        Thoughts(
            tuple(reversed(thoughts)),
            tuple(_kinds(let_go, "sounds")),
            tuple(_kinds(let_go, "usual")),
            loop,
            Count(tuple(after.ref for before, after in weighed if after.value < before.value)),
            Count(tuple(after.ref for before, after in weighed if after.value > before.value)),
            Count(tuple(after.ref for before, after in weighed if after.value == before.value)),
        ),
    )


def tells(ground: Ground, about: str | None = None) -> bool:
    """Whether enough was said of harsh thoughts."""
    saying = (each for each in ground.flow("letgo", about) if _says(each))
    return sum(1 for _ in islice(saying, TAKES)) >= (TAKES if about is None else 1)


def _says(entry: Entry) -> bool:
    """Whether something was said of a harsh thought."""
    said = any(chosen(entry, each) for each in ("sounds", "usual", "loop"))
    return (
        said or any(rated(entry, each) for each in ("belief", "belief_after")) or written(entry, "thought") is not None
    )


def _thought(entry: Entry) -> Thought:
    thought = written(entry, "thought")
    return Thought(
        entry.setback,
        entry.finished.date(),
        thought.ref if thought else None,
        rated(entry, "belief"),
        rated(entry, "belief_after"),
        written(entry, "fair"),
    )


def _kinds(entries: Iterable[Entry], question: str) -> Iterator[Kind]:
    found: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for entry in entries:
        for each in chosen(entry, question):
            found.setdefault(each.key, []).append(each.ref)
            labels[each.key] = _label(entry, question, each)
    for key in sorted(found, key=lambda key: (-len(found[key]), key)):
        yield Kind(key, labels[key], Count(tuple(found[key])))


def _label(entry: Entry, question: str, option: Chosen) -> str:
    """The label of an option as it was offered; the words of a free answer stand in their own entry."""
    answer = entry.answer(question)
    return answer.said.labels.get(option.key, option.key) if answer else option.label


def _rounds(entries: Iterable[Entry]) -> Iterator[Round]:
    run: Round | None = None
    for entry in entries:
        for each in chosen(entry, "loop"):
            day, label = entry.finished.date(), _label(entry, "loop", each)
            if run and run.key == each.key:
                run = replace(run, label=label, last=day, count=Count((*run.count.of, each.ref)))
            else:
                yield from (run,) if run else ()
                run = Round(each.key, label, day, day, Count((each.ref,)))
    yield from (run,) if run else ()
