"""What to watch before the next try, in own words: signs, plans, what works, what to do differently (V13 of the method).

About a setback, it is taken from that one and from those like it: linked by the person, or with a factor or a cause in
common. What is nearest comes first, and the latest of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from reflect.followups.model import FollowUp
from reflect.followups.telling import Told
from reflect.insights.alike import same
from reflect.insights.answers import chosen, records, spots, written
from reflect.insights.finding import Count, Saying, View, entry_of
from reflect.insights.ground import Ground
from reflect.insights.signs import Sign, signs_of
from reflect.interview.held import keyed

NAME = "card"
LINKED, FACTOR, CAUSE = 100, 2, 1
"""How near to each other a link, a factor and a cause in common bring two setbacks."""

_MOMENT = re.compile(r"(?:if|when|whenever|as soon as)\s", re.IGNORECASE)
_THEN = re.compile(r"\A(?:then\s+)?", re.IGNORECASE)
_I = re.compile(r"I(?:\s|['’])", re.IGNORECASE)


@dataclass(frozen=True)
class Watch:
    """A sign to watch for, how one would know it, and the times when nothing was done about it."""

    sign: Saying
    recognise: Saying | None
    missed: Count


@dataclass(frozen=True)
class Card:
    """What to watch for, if-then plans, measures that are in place and work, and what to do differently; each with what is
    nearest first. `setbacks` (ids) is what it is taken from, in this order."""

    watch: tuple[Watch, ...]
    plans: tuple[Saying, ...]
    works: tuple[Saying, ...]
    different: tuple[Saying, ...]
    setbacks: tuple[str, ...]


@dataclass(frozen=True)
class Works:
    """A measure that is in place and works, and the check-in (id) that said so last."""

    measure: FollowUp
    told: str


def view(ground: Ground, about: str | None = None) -> View:
    """From what debriefs, plans and tries say."""
    places = _order(ground, about)
    works = [each for each in working(ground) if each.measure.setback in places]
    card = Card(
        tuple(_watch(ground, places if about else dict.fromkeys(places, 0))),
        _nearest(ground, places, _plans(ground)),
        _nearest(ground, places, (Saying(each.measure.text, each.measure.ref) for each in works)),
        _nearest(ground, places, _different(ground)),
        tuple(each for each in places if each is not None),
    )
    refs = [ref for each in card.watch for ref in (each.sign.ref, *each.missed.of)]
    refs += [each.recognise.ref for each in card.watch if each.recognise]
    refs += [each.ref for each in (*card.plans, *card.works, *card.different)]
    drawn = ground.drawn([*refs, *(each.told for each in works)])
    if not refs:
        return View(
            NAME, (), wants="It takes a debrief that names a sign or what to do next time; there is none so far."
        )
    return View(NAME, drawn, card)


def tells(ground: Ground, about: str | None = None) -> bool:
    """Whether there is something to watch for, planned, in place, or to do differently."""
    places = _order(ground, about)
    return (
        any(ground.home(each.ref) in places for each in chain(_plans(ground), _different(ground)))
        or any(each.measure.setback in places for each in working(ground))
        or any(_watch(ground, places))
    )


def working(ground: Ground, setbacks: Iterable[str] | None = None) -> tuple[Works, ...]:
    """The measures that a check-in told last to be in place and to work, the oldest first; only those of some `setbacks`
    (ids) where these are named."""
    wanted = None if setbacks is None else {*setbacks}
    found = []
    for each in ground.follow_ups:
        told = _last(each) if each.kind == "measure" and not each.private and each.draft is None else None
        if told and told.option == "works" and (wanted is None or each.setback in wanted) and ground.entry(each.entry):
            found.append(Works(each, told.entry))
    return tuple(found)


def _last(measure: FollowUp) -> Told | None:
    return next((each for each in reversed(measure.told) if each.option is not None), None)


# ------------------------------------------------------------------------------------------------- which are like it


def _order(ground: Ground, about: str | None) -> dict[str | None, int]:
    """The setbacks (ids) it is taken from, each with its place: one and those like it; else every one, and what belongs to
    none."""
    found: list[str | None] = [about, *_near(ground, about)] if about is not None else []
    if about is None:
        found += (each.id for each in reversed(ground.setbacks))
        found += (each.setback for each in reversed(ground.entries) if each.setback)
        found.append(None)
    return {each: place for place, each in enumerate(dict.fromkeys(found))}


def _near(ground: Ground, about: str) -> list[str]:
    """The other setbacks (ids) that have something in common with one, the nearest first, of these the newest."""
    own = _traits(ground, about)
    near = {}
    for each in reversed(ground.setbacks):
        other = _traits(ground, each.id)
        linked = each.id in own.linked or about in other.linked
        weight = LINKED * linked + FACTOR * len(own.factors & other.factors) + CAUSE * len(own.causes & other.causes)
        if each.id != about and weight:
            near[each.id] = weight
    return sorted(near, key=lambda each: -near[each])


@dataclass(frozen=True)
class _Traits:
    """What a setback can have in common with others: those it was linked to (ids), its factors and causes (keys)."""

    linked: frozenset[str]
    factors: frozenset[str]
    causes: frozenset[str]


def _traits(ground: Ground, setback: str) -> _Traits:
    defined, debriefed = ground.flow("define", setback), ground.flow("debrief", setback)
    links = (spot.said.value for entry in defined for spot in spots(entry, "similar_to"))
    causes = [each.key for entry in debriefed for each in chosen(entry, "cause")]
    return _Traits(
        frozenset(key for value in links if isinstance(value, list) for key, _ in keyed(value)),
        frozenset(each.key for entry in debriefed for each in chosen(entry, "factors")) - {"other"},
        frozenset(causes or [each.key for entry in defined for each in chosen(entry, "cause")]) - {"unknown"},
    )


# ---------------------------------------------------------------------------------------------------- what is on it


def _watch(ground: Ground, places: Mapping[str | None, int]) -> Iterator[Watch]:
    """The signs, those of the nearest setbacks first, of these those missed most, and of these those one would know."""
    found: list[tuple[int, int, bool, int, Sign]] = []
    for sign in signs_of(ground):
        near = [places[home] for ref in sign.places if (home := ground.home(ref)) in places]
        if near:
            found.append((min(near), -sign.missed, not sign.recognise, len(found), sign))
    for *_, sign in sorted(found):
        missed = Count((*sign.unseen.of, *sign.shrugged.of, *sign.silent.of))
        yield Watch(Saying(sign.name, sign.wordings[0].ref), next(iter(sign.recognise), None), missed)


def _plans(ground: Ground) -> Iterator[Saying]:
    for flow in ("goals", "again"):
        for entry in ground.flow(flow):
            for record in records(entry, "ifthen"):
                moment, act = (record.words(field) for field in ("if", "then"))
                if moment and act:
                    yield Saying(if_then(moment, act), record.ref)


def if_then(moment: str, act: str) -> str:
    """A plan as one sentence, whether or not its halves were written with their "if" and "then I will"."""
    when = f"{moment[:1].upper()}{moment[1:]}" if _MOMENT.match(moment) else f"If {moment}"
    rest = _THEN.sub("", act, count=1)
    return f"{when.rstrip('.,; ')}, then {rest if _I.match(rest) else f'I will {rest}'}"


def _different(ground: Ground) -> Iterator[Saying]:
    for flow, question in (("again", "different"), ("debrief", "next_time")):
        for entry in ground.flow(flow):
            if said := written(entry, question):
                yield said


def _nearest(ground: Ground, places: Mapping[str | None, int], sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    """What was said about the setbacks in `places`: of the nearest first, of these the latest; the same words once."""
    mine = [each for each in sayings if ground.home(each.ref) in places]
    mine.sort(key=lambda each: (places[ground.home(each.ref)], -ground.order[entry_of(each.ref)]))
    found: dict[str, Saying] = {}
    for each in mine:
        found.setdefault(same(each.text), each)
    return tuple(found.values())
