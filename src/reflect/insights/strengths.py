"""What somebody brings: everything they named, alike ones together, the most often named first (V10 of the method)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reflect.entry.model import Entry
from reflect.insights.answers import chosen, listed, written
from reflect.insights.finding import Count, Saying, View
from reflect.insights.ground import Ground
from reflect.insights.same_words import gathered

TAKES = 1
"""How many things it takes."""
LISTS = {
    "strengths": ("praised", "enjoyed", "easy", "skills", "talents"),
    "debrief": ("right",),
    "checkin": ("better",),
}
TEXTS = {"strengths": ("surprise",), "letgo": ("handled",), "share": ("skills",)}
"""The questions that ask for what somebody is good at, or did well, by flow: lists, and single lines."""


@dataclass(frozen=True)
class Place:
    """Where something was named: FLOW.QUESTION, the words, the setback (id) it was about, and the day."""

    asked: str
    words: Saying
    setback: str | None
    day: dt.date


@dataclass(frozen=True)
class Strength:
    """What was named, in the latest words: how often, how often it was chosen to build on, and every place, the oldest
    first."""

    words: Saying
    named: Count
    chosen: Count
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Strengths:
    """What was named, the most often first, then what was chosen most often, then the latest; how often anything was named
    at all; and where one of them was to be used, as it was written last, with the day."""

    strengths: tuple[Strength, ...]
    named: Count
    use: Saying | None
    use_on: dt.date | None


def view(ground: Ground, about: str | None = None) -> View:
    """From what was named in `strengths`, `debrief`, `letgo`, `share` and at check-ins; only about one setback (id)."""
    entries = ground.entries if about is None else ground.about(about)
    places = [(each, place) for each in entries for place in _places(each)]
    chose = [(each, Saying(one.label, one.ref)) for each in entries if _is(each) for one in chosen(each, "top")]
    uses = [(each, words) for each in entries if _is(each) and (words := written(each, "use"))][-1:]
    used = {each.id: each for each, _ in (*places, *chose, *uses)}
    drawn = tuple(each.id for each in sorted(used.values(), key=lambda each: each.moment))
    if len(places) + len(chose) < TAKES:
        return View("strengths", drawn, wants="It takes one thing that you did well, or are good at.")
    all_ = [place for _, place in places]
    found = _gathered(all_, [words for _, words in chose if words.text])
    use = uses[0] if uses else None
    return View(
        "strengths",
        drawn,
        Strengths(
            tuple(found),
            Count(tuple(each.words.ref for each in all_)),
            use[1] if use else None,
            use[0].finished.date() if use else None,
        ),
    )


def tells(ground: Ground, about: str | None = None) -> bool:
    """Whether anything was named."""
    entries = ground.entries if about is None else ground.about(about)
    return any(any(_places(each)) or (_is(each) and bool(chosen(each, "top"))) for each in entries)


def _is(entry: Entry) -> bool:
    return entry.flow.id == "strengths"


def _places(entry: Entry) -> Iterator[Place]:
    flow, day = entry.flow.id, entry.finished.date()
    for question in LISTS.get(flow, ()):
        yield from (Place(f"{flow}.{question}", each, entry.setback, day) for each in listed(entry, question))
    for question in TEXTS.get(flow, ()):
        if words := written(entry, question):
            line = Saying(" ".join(words.text.split()), words.ref)
            yield Place(f"{flow}.{question}", line, entry.setback, day)


def _gathered(places: Sequence[Place], chose: Sequence[Saying]) -> list[Strength]:
    """Places and choices that say the same, together."""
    texts = [*(each.words.text for each in places), *(each.text for each in chose)]
    found = []
    for group in gathered(texts):
        mine = tuple(places[each] for each in group if each < len(places))
        picked = [chose[each - len(places)] for each in group if each >= len(places)]
        named = Count(tuple(each.words.ref for each in mine))
        found.append(Strength(mine[-1].words if mine else picked[-1], named, Count(tuple(e.ref for e in picked)), mine))
    order = {each.words.ref: number for number, each in enumerate(places)}
    found.sort(key=lambda each: (-each.named.number, -each.chosen.number, -order.get(each.words.ref, -1)))
    return found
