"""How earlier setbacks were come through: how heavy they were then, how they look now, and what helped (V11 of the
method)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.followups.model import FollowUp
from reflect.insights.answers import Chosen, chosen, written
from reflect.insights.finding import Point, Saying, View, entry_of
from reflect.insights.ground import Ground
from reflect.insights.look_back import Dated, looked
from reflect.insights.mood import moods_about

WANTS = "It takes one setback that you have closed (`reflect close REF`); there is none so far."
OPEN = "It is about setbacks that are closed and were written about."
HELPED = "helped"
"""What was answered where talking to somebody had helped."""
OWN_WORDS = (("strengths", "through"), ("letgo", "handled"), ("letgo", "stronger"), ("letgo", "loop_plan"))
"""Where people write what helped: flow and question."""


@dataclass(frozen=True)
class Help:
    """What helped, in own words: the question they answer, and the words; of a talk, with whom (`told` is then the check-in
    that says so)."""

    question: str
    words: Saying
    told: str | None = None


@dataclass(frozen=True)
class Through:
    """A closed setback (id): the days it was begun and closed; how serious it was (option and label), as it was seen last;
    the first mood and the last; the latest look back; and what helped."""

    setback: str
    begun: dt.date
    closed: dt.date
    severity: Chosen | None
    mood_then: Point | None
    mood_last: Point | None
    look_back: Dated | None
    helped: tuple[Help, ...]


@dataclass(frozen=True)
class CameThrough:
    """The closed setbacks, the one closed last first; and what carried you through hard times, where it was written about
    another setback or none."""

    setbacks: tuple[Through, ...]
    carried: tuple[Saying, ...]


def view(ground: Ground, about: str | None = None) -> View:
    """From what was written about setbacks that are closed, in check-ins too."""
    closed = _closed(ground, about)
    if not closed:
        return View("came_through", (), wants=WANTS if about is None else OPEN)
    looks = {setback: look for _, setback, look in looked(ground)}
    found = [_through(ground, each, looks.get(each.id)) for each in closed]
    found.sort(key=lambda each: each.closed, reverse=True)
    carried = tuple(_carried(ground, closed)) if about is None else ()
    places = [*(ref for each in found for ref in _places(each)), *(each.ref for each in carried)]
    return View("came_through", ground.drawn(places), CameThrough(tuple(found), carried))


def tells(ground: Ground, about: str | None = None) -> bool:
    """Whether there is something to say of a setback that is closed."""
    closed = _closed(ground, about)
    looks = {setback: look for _, setback, look in looked(ground)} if closed else {}
    found = (ref for each in closed for ref in _places(_through(ground, each, looks.get(each.id))))
    carried = (each.ref for each in (_carried(ground, closed) if closed and about is None else ()))
    return any(ground.entry(entry_of(ref)) for ref in chain(found, carried))


def _closed(ground: Ground, about: str | None) -> list[Setback]:
    """The setbacks that are closed and were written about."""
    return [
        each
        for each in ground.setbacks
        if each.closed and about in (None, each.id) and any(entry.answered for entry in ground.about(each.id))
    ]


def _carried(ground: Ground, closed: Iterable[Setback]) -> Iterator[Saying]:
    """What carried somebody through, where it was written about none of these setbacks."""
    shown = {each.id for each in closed}
    for entry in reversed(ground.flow("strengths")):
        if entry.setback not in shown and (words := written(entry, "through")):
            yield words


def _through(ground: Ground, setback: Setback, look: Dated | None) -> Through:
    assert setback.closed
    moods = moods_about(ground, setback.id)
    seriousness = [chosen(each, "severity") for each in ground.flow("define", setback.id)]
    severity = next((each[0] for each in reversed(seriousness) if each), None)
    talks = (each for each in ground.comes_back(setback.id) if each.kind == "talk")
    return Through(
        setback.id,
        setback.created.date(),
        setback.closed.date(),
        severity,
        moods[0].point if moods else None,
        moods[-1].point if len(moods) > 1 else None,
        look,
        (
            *(help_ for entry in ground.about(setback.id) for help_ in _own_words(entry)),
            *(help_ for each in talks for help_ in _talk(each)),
        ),
    )


def _own_words(entry: Entry) -> Iterator[Help]:
    for flow, question in OWN_WORDS:
        if entry.flow.id == flow and (words := written(entry, question)):
            yield Help(question, words)


def _talk(talk: FollowUp) -> Iterator[Help]:
    # Of a talk that was kept private, nobody is named.
    told = talk.ended
    if told and told.option == HELPED and talk.people.strip():
        yield Help("talk", Saying(talk.people, talk.ref), told.entry)


def _places(found: Through) -> Iterator[str]:
    """The references of everything that was found about a setback."""
    for each in (found.severity, found.mood_then, found.mood_last, found.look_back.words if found.look_back else None):
        if each:
            yield each.ref
    for help_ in found.helped:
        yield help_.words.ref
        if help_.told:
            yield help_.told
