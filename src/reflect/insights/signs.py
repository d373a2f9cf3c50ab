"""Which warnings are missed: early signs, what was done about them, and whether they showed themselves again (V3 of the
method).

Signs written with the same words are one. Which others are one and the same the person decides (`Ground.sign_groups`);
here is only proposed which could be. Where a setback was looked at twice, a sign counts as it was told last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reflect.entry.model import Entry
from reflect.insights.alike import alike, same
from reflect.insights.answers import Record, chosen, records
from reflect.insights.finding import Count, Saying, View, entry_of
from reflect.insights.ground import Ground
from reflect.insights.same_words import gathered
from reflect.insights.views import lacking

NAME = "signs"
TAKES = 2
"""How many debriefs with signs it takes."""
UNSEEN, SHRUGGED, SILENT, ACTED = "unseen", "shrugged", "silent", "acted"
"""What was done about a sign."""


@dataclass(frozen=True)
class Reason:
    """What held somebody back: in the words of the last time, and how often it was said, in these words or nearly these."""

    words: Saying
    times: Count


@dataclass(frozen=True)
class Sign:
    """A sign: what it is called, each way it was written (the last first), and every place where it stands.

    `times` are the times it was there in a setback; of these it was not seen, was shrugged at, was kept silent about, and
    was acted upon. `seen` are the check-ins in which it had shown itself again. `reasons` are what held back, the
    commonest first; `recognise` how it can be known, as said last first. `grouped` is whether the person named it.
    """

    name: str
    wordings: tuple[Saying, ...]
    places: tuple[str, ...]
    grouped: bool
    times: Count
    unseen: Count
    shrugged: Count
    silent: Count
    acted: Count
    seen: Count
    reasons: tuple[Reason, ...]
    recognise: tuple[Saying, ...]

    @property
    def missed(self) -> int:
        """How many times nothing was done about it."""
        return self.unseen.number + self.shrugged.number + self.silent.number


@dataclass(frozen=True)
class Alike:
    """Signs that could be the same: what each is called, and every place where one of them stands."""

    names: tuple[Saying, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Signs:
    """The signs, those missed most first; those that may be the same; the debriefs that name any."""

    signs: tuple[Sign, ...]
    alike: tuple[Alike, ...]
    debriefs: Count


@dataclass(frozen=True)
class _Mention:
    """A sign as a debrief names it: its words, and the setback (the entry, where there is none) it was a sign of."""

    record: Record
    words: str
    entry: Entry

    @property
    def home(self) -> str:
        return self.entry.setback or self.entry.id


def view(ground: Ground, about: str | None = None) -> View:
    """From the signs of debriefs, and the check-ins in which one of them was seen again."""
    signs = signs_of(ground, about)
    drawn = ground.drawn(ref for each in signs for ref in (*each.places, *each.seen.of))
    debriefs = Count(ground.drawn(ref for each in signs for ref in each.places))
    if about is None and debriefs.number < TAKES:
        return lacking(NAME, drawn, TAKES, "debriefs with an early sign", debriefs.number)
    if not signs:
        return lacking(NAME, drawn, 1, "debrief with an early sign", 0)
    return View(NAME, drawn, Signs(signs, could_be_same(ground, signs) if about is None else (), debriefs))


def signs_of(ground: Ground, about: str | None = None) -> tuple[Sign, ...]:
    """Every sign there is, or every one of a setback (id): those missed most first, then those that were there most, then
    the latest."""
    return ground.once(_signs_of) if about is None else _signs_of(ground, about)


def _signs_of(ground: Ground, about: str | None = None) -> tuple[Sign, ...]:
    seen = _seen(ground)
    found = []
    for name, mentions in _grouped(ground):
        mine = [each for each in mentions if about in (None, each.entry.setback)]
        if mine:
            shown = {entry_of(ref): ref for each in mentions for ref in seen.get(each.record.ref, ())}
            seen_in = Count(tuple(shown[each] for each in ground.drawn(shown)))
            found.append((mine[-1].entry.moment, _sign(name, mine, seen_in)))
    found.sort(key=lambda each: each[0], reverse=True)
    return tuple(sorted((sign for _, sign in found), key=lambda each: (-each.missed, -each.times.number)))


def could_be_same(ground: Ground, signs: Sequence[Sign]) -> tuple[Alike, ...]:
    """Which of these signs could be the same, by the words they share, unless the person has told them apart."""

    def apart(one: int, two: int) -> bool:
        left, right = {*signs[one].places}, {*signs[two].places}
        return any(left & {*each} and right & {*each} for each in ground.signs_apart)

    ways = [(each.name, *(way.text for way in each.wordings)) for each in signs]
    return tuple(
        Alike(
            tuple(Saying(signs[place].name, signs[place].wordings[0].ref) for place in group),
            tuple(ref for place in group for ref in signs[place].places),
        )
        for group in alike(ways, apart)
    )


def _grouped(ground: Ground) -> Iterable[tuple[str | None, list[_Mention]]]:
    """The mentions of each sign, the oldest first, and the name the person gave it (None: none)."""
    by_words: dict[str, list[_Mention]] = {}
    for entry in ground.flow("debrief"):
        for record in records(entry, "signs"):
            if words := record.words("sign"):
                by_words.setdefault(same(words), []).append(_Mention(record, words, entry))
    group_of = {ref: place for place, group in reversed([*enumerate(ground.sign_groups)]) for ref in group.signs}
    found: dict[int | str, list[_Mention]] = {}
    for key, mentions in by_words.items():
        groups = [group_of[each.record.ref] for each in mentions if each.record.ref in group_of]
        found.setdefault(min(groups) if groups else key, []).extend(mentions)
    for place, mentions in found.items():
        name = ground.sign_groups[place].name if isinstance(place, int) else None
        yield name, sorted(mentions, key=lambda each: each.entry.moment)


def _sign(name: str | None, mentions: list[_Mention], seen: Count) -> Sign:
    last = {each.home: each.entry.id for each in mentions}
    counted = [each for each in mentions if last[each.home] == each.entry.id]

    def did(key: str) -> Count:
        return Count(tuple(each.record.ref for each in counted if each.record.key("did") == key))

    wordings = _each_once(Saying(each.words, each.record.ref) for each in reversed(mentions))
    return Sign(
        " ".join((name or "").split()) or wordings[0].text,
        wordings,
        tuple(each.record.ref for each in mentions),
        name is not None,
        Count(tuple(each.record.ref for each in counted)),
        did(UNSEEN),
        did(SHRUGGED),
        did(SILENT),
        did(ACTED),
        seen,
        _reasons(each.record for each in counted if each.record.key("did") != ACTED),
        _each_once(Saying(each.record.words("recognise"), each.record.ref) for each in reversed(mentions)),
    )


def _reasons(told: Iterable[Record]) -> tuple[Reason, ...]:
    """`told` are the oldest first; of reasons given equally often, the last comes first."""
    said = [Saying(words, each.ref) for each in told if (words := each.words("held_back"))]
    said.reverse()
    reasons = [
        Reason(said[group[0]], Count(tuple(said[place].ref for place in reversed(group))))
        for group in gathered(each.text for each in said)
    ]
    return tuple(sorted(reasons, key=lambda each: -each.times.number))


def _seen(ground: Ground) -> dict[str, list[str]]:
    """Where check-ins say that a sign was seen again, by the place of the sign."""
    found: dict[str, list[str]] = {}
    for entry in ground.flow("checkin"):
        for each in chosen(entry, "sign_seen"):
            found.setdefault(each.key, []).append(each.ref)
    return found


def _each_once(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    found: dict[str, Saying] = {}
    for each in sayings:
        if each.text:
            found.setdefault(same(each.text), each)
    return tuple(found.values())
