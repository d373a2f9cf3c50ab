"""Earlier setbacks like one, and what helped then (V4 of the method): those the person linked first, then up to three that
are near by kind, answers and words, each with the reason.

What is suggested is a guess. How often it is right on setbacks that were labelled: benchmarks/README.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import OTHER
from reflect.insights.answers import chosen, day, records, spots, written
from reflect.insights.card import working
from reflect.insights.finding import Count, Saying, View
from reflect.insights.ground import Ground
from reflect.insights.kinds import Kinds
from reflect.insights.nearness import MOST, Choice, Near, Nearness, Profile
from reflect.insights.views import lacking
from reflect.interview.held import keyed

NAME = "similar"
TEXTS: Mapping[str, float] = {
    "title": 1.0, "one_line": 0.9, "own_part": 0.9, "what": 0.8, "moment": 0.7, "und_what": 0.6, "ext_what": 0.6,
    "care_check": 0.5, "factor_how": 0.5,
}  # fmt: skip
"""The texts that are held side by side, by their questions, and how much each weighs."""
FIELDS: Mapping[tuple[str, str], float] = {
    ("missteps", "what"): 0.6, ("lessons", "lesson"): 0.5, ("signs", "sign"): 0.4,
}  # fmt: skip
"""The same of fields of records."""
CHOICES: Mapping[str, Choice] = {
    "nature": Choice(0.3, -0.3),
    "factors": Choice(0.17, -0.07),
    "cause": Choice(0.12, -0.08),
    "outcome": Choice(0.07),
    "care_state": Choice(0.07),
    "severity": Choice(0.04),
}
"""What was chosen, and how much it weighs beside a kind in common."""
NAMED: Mapping[str, tuple[str, str]] = {
    "factors": ("same factor", "same factors"),
    "cause": ("same cause", "same causes"),
}
"""What was chosen that is named as a reason."""
SAYS_LITTLE = frozenset((OTHER, "unknown"))
KINDS_NAMED, WORDS_NAMED, LABELS_NAMED = 2, 4, 3
NO_KINDS = Kinds.of([], {}, ("", ""))
"""What is compared by where nothing is known of kinds: what was chosen, and the words themselves."""
SAME_WORDS = 2
"""Rare words in common, from which on they are named."""


@dataclass(frozen=True)
class Similar:
    """An earlier setback (id) like one, why in words, whether the person linked them, and how near it is. The nearness is
    for putting them in order, not for being shown."""

    setback: str
    reasons: tuple[str, ...]
    linked: bool
    score: float


@dataclass(frozen=True)
class Earlier:
    """An earlier setback like the one: when it was, why it is named, and what was learned and what helped then."""

    setback: str
    when: dt.date
    reasons: tuple[str, ...]
    lessons: tuple[Saying, ...]
    works: tuple[Saying, ...]
    handled: Saying | None
    fair: Saying | None


@dataclass(frozen=True)
class Found:
    """The setbacks linked by the person, those that are only suggested, and the setbacks that were looked through."""

    linked: tuple[Earlier, ...]
    suggested: tuple[Earlier, ...]
    among: Count


def view(ground: Ground, about: str | None = None) -> View:
    """From what was written and chosen about each setback; about one (id)."""
    there = [each.id for each in ground.setbacks if each.id != about and _entries(ground, each.id)]
    if about is None or not there:
        return lacking(
            NAME, ground.drawn(each.id for each in _entries(ground, about)), 2, "setbacks", int(about is not None)
        )
    similar = nearest(ground, about)
    earlier = {each.setback: _earlier(ground, each) for each in similar}
    refs = [ref for each in earlier.values() for ref in _refs(each)]
    refs += [each.told for each in working(ground, earlier)]
    compared = [entry.id for name in (about, *there) for entry in _entries(ground, name)]
    linking = [entry.id for name in (about, *earlier) for entry in ground.flow("define", name)]
    return View(
        NAME,
        ground.drawn([*compared, *linking, *refs]),
        Found(
            tuple(earlier[each.setback] for each in similar if each.linked),
            tuple(earlier[each.setback] for each in similar if not each.linked),
            Count(tuple(_entries(ground, name)[0].id for name in there)),
        ),
    )


# ---------------------------------------------------------------------------------------------------- what is held side by side


def profile(setback: str, answers: Iterable[Answer], kinds: Kinds) -> Profile:
    """What of a setback (id) is held against others, from answers; those of private questions are left out."""
    entry = _of_answers(tuple(each for each in answers if not each.private))
    picked = {
        question: {each.key: each.label for each in chosen(entry, question) if each.key not in SAYS_LITTLE}
        for question in CHOICES
    }
    return Profile.of(setback, _texts(entry), {question: keys for question, keys in picked.items() if keys}, kinds)


def profiles(ground: Ground, kinds: Kinds) -> tuple[Profile, ...]:
    """The profiles of all setbacks about which something was written, the oldest first."""
    return tuple(
        profile(each.id, _answers(entries), kinds) for each in ground.setbacks if (entries := _entries(ground, each.id))
    )


def _answers(entries: Sequence[Entry]) -> Iterator[Answer]:
    """The answers of entries, of each question the latest that was given."""
    latest: dict[str, Answer] = {}
    for entry in entries:
        latest |= {each.id: each for each in entry.answers if any(not said.skipped for said in each.sayings())}
    yield from latest.values()


def _of_answers(answers: tuple[Answer, ...]) -> Entry:
    moment = dt.datetime.fromtimestamp(0, dt.UTC)
    return Entry("", FlowName("", 1, ""), None, moment, moment, answers)


def _entries(ground: Ground, setback: str | None) -> tuple[Entry, ...]:
    """The entries that a setback (id) is compared by: define, then debrief, whose later view of causes counts."""
    found = (*ground.flow("define", setback), *ground.flow("debrief", setback)) if setback else ()
    return tuple(each for each in found if each.answered)


def _texts(entry: Entry) -> Iterator[tuple[str, float]]:
    for question, weight in TEXTS.items():
        for spot in spots(entry, question):
            if spot.answer.type in ("text", "long"):
                yield spot.whole, weight
    for (question, field), weight in FIELDS.items():
        for record in records(entry, question):
            text = record.words(field)
            if text:
                yield text, weight


# ------------------------------------------------------------------------------------------------------- the nearest ones


def nearest(
    others: Ground | Sequence[Profile], one: str | Profile, kinds: Kinds | None = None, linked: Sequence[str] = ()
) -> tuple[Similar, ...]:
    """The setbacks like one, those linked to it (ids) first, in that order, then up to three that are near.

    `others` are profiles, or a ground, then `one` is the id of one of its setbacks, and links are found there. For an
    interview that is still going on, `one` is the `profile` of its answers.
    """
    if isinstance(others, Ground):
        kinds = kinds or (others.kinds() if others.kinds else None) or NO_KINDS
        all_ = profiles(others, kinds)
        if isinstance(one, str):
            linked = (*linked, *_links(others, one))
            one = next((each for each in all_ if each.setback == one), Profile(one))
        others = all_
    assert isinstance(one, Profile)
    nearness = Nearness(others, kinds or NO_KINDS, CHOICES)
    chosen_ones = tuple(dict.fromkeys(each for each in linked if each != one.setback))
    by_setback = {others[each.place].setback: each for each in nearness.near(one)} if chosen_ones else {}
    reasons = _Reasons(nearness, one)
    first = [
        Similar(each, reasons.of(by_setback.get(each)), linked=True, score=_score(by_setback.get(each)))
        for each in chosen_ones
    ]
    rest = [
        Similar(others[each.place].setback, reasons.of(each), linked=False, score=each.nearness)
        for each in nearness.nearest(one)
        if others[each.place].setback not in chosen_ones
    ]
    return (*first, *rest)


def ranked(others: Sequence[Profile], one: Profile, kinds: Kinds) -> tuple[Similar, ...]:
    """The nearest of `others`, near enough to be suggested or not: for a list from which somebody chooses. Only those that
    are near enough have reasons."""
    nearness = Nearness(others, kinds, CHOICES)
    enough, reasons = {each.place for each in nearness.nearest(one)}, _Reasons(nearness, one)
    return tuple(
        Similar(others[each.place].setback, reasons.of(each) if each.place in enough else (), False, each.nearness)
        for each in nearness.near(one)[:MOST]
    )


def _score(near: Near | None) -> float:
    return near.nearness if near else 0.0


def _links(ground: Ground, about: str) -> list[str]:
    """The setbacks (ids) that were chosen for one, the latest choice first, then those it was chosen for."""
    own = [key for entry in reversed(ground.flow("define", about)) for key in _chosen_in(entry)]
    back = [
        each.id
        for each in ground.setbacks
        if any(about in _chosen_in(entry) for entry in ground.flow("define", each.id))
    ]
    return [each for each in dict.fromkeys((*own, *back)) if each != about and ground.setback(each)]


def _chosen_in(entry: Entry) -> list[str]:
    return [
        key
        for spot in spots(entry, "similar_to")
        if isinstance(spot.said.value, list)
        for key, _ in keyed(spot.said.value)
    ]


@dataclass(frozen=True)
class _Reasons:
    """Says in words what two setbacks have in common."""

    nearness: Nearness
    one: Profile

    def of(self, near: Near | None) -> tuple[str, ...]:
        if near is None:
            return ()
        other = self.nearness.others[near.place]
        kinds = self.nearness.kinds
        about = [kinds.by_id[each].label for each in near.kinds[:KINDS_NAMED]]
        found = [f"both about {' and '.join(about)}"] if about else []
        for question, names in NAMED.items():
            labels = self._same(other, question)
            if labels:
                found.append(f"{names[len(labels) > 1]}: {', '.join(labels[:LABELS_NAMED])}")
        if len(near.words) >= SAME_WORDS:
            words = [self._as_written(each) for each in near.words[:WORDS_NAMED]]
            found.append(f"the same words: {', '.join(words)}")
        return tuple(found)

    def _same(self, other: Profile, question: str) -> list[str]:
        mine, theirs = self.one.chosen.get(question, {}), other.chosen.get(question, {})
        return [label.partition(":")[0] for key, label in mine.items() if key in theirs]

    def _as_written(self, stem: str) -> str:
        """A word as it stands in the texts of the one in question."""
        forms = self.nearness.kinds.forms
        return next((word for text in self.one.texts for each, word in forms.pairs(text) if each == stem), stem)


# --------------------------------------------------------------------------------------------------------- what helped then


def _earlier(ground: Ground, similar: Similar) -> Earlier:
    setback = ground.setback(similar.setback)
    assert setback
    happened = (day(each, "when") for each in reversed(ground.flow("define", setback.id)))
    let_go = [*reversed(ground.flow("letgo", setback.id))]
    lessons = (
        Saying(text, each.ref)
        for entry in reversed(ground.flow("debrief", setback.id))
        for each in records(entry, "lessons")
        if (text := each.words("lesson"))
    )
    return Earlier(
        setback.id,
        next(filter(None, happened), None) or setback.created.date(),
        similar.reasons,
        tuple({each.text.casefold(): each for each in lessons}.values()),
        tuple(Saying(each.measure.text, each.measure.ref) for each in working(ground, [setback.id])),
        next(filter(None, (written(each, "handled") for each in let_go)), None),
        next(filter(None, (written(each, "fair") for each in let_go)), None),
    )


def _refs(found: Earlier) -> Iterator[str]:
    yield from (each.ref for each in (*found.lessons, *found.works))
    yield from (each.ref for each in (found.handled, found.fair) if each)
