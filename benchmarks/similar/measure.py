"""How often the setbacks that are suggested as similar are so, on the half it was made with and on the half it was not.

Run it as `python benchmarks/similar/measure.py`; `--wrong` names what is judged wrongly, of the first half only.
"""

# ruff: noqa: INP001 (a program of its own)

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reflect.entry.model import Answer
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.insights.kinds import Kinds
from reflect.insights.nearness import MOST, Nearness, Profile
from reflect.insights.similar import CHOICES, TEXTS, profile
from reflect.library.document import read
from reflect.library.flows import Library, shipped_prompts
from reflect.library.kinds import load

HERE = Path(__file__).parent
HALVES = ("tuned", "reported")
FIRST = frozenset({"title", "what", "nature", "own_part", "moment"})
"""What has been answered when it is asked which earlier one it reminds of; there is no cut then, the nearest come first."""
GROUPS = {"signs": ("sign", "did"), "missteps": ("what",), "lessons": ("lesson",)}
K1, B = 1.2, 0.75
"""The usual settings of BM25 (S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009)."""


@dataclass(frozen=True)
class Labelled:
    """A setback: its id, its kind (None where it is like no other one), its title, and its answers."""

    id: str
    group: str | None
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Figures:
    """Of `partnered` setbacks that have one like them, how many were shown one (`found`), and for how many one is among
    the three nearest, shown or not; how many suggestions were `shown` in all, and how many of them are of another kind."""

    partnered: int
    found: int
    among_three: int
    shown: int
    false: int

    @property
    def recall(self) -> float:
        """The share of setbacks with one like them that are shown one, among at most three."""
        return self.found / self.partnered

    @property
    def among(self) -> float:
        """The same if three were always shown."""
        return self.among_three / self.partnered

    @property
    def wrong(self) -> float:
        """The share of suggestions that are of another kind."""
        return self.false / self.shown if self.shown else 0.0


Nearest = Callable[[int], tuple[list[int], list[int]]]
"""For the place of a setback, the places of the three nearest, and of those that are shown."""


@cache
def kinds() -> Kinds:
    """What is shipped."""
    found = load(Library(shipped_prompts()))
    assert found
    return found


@cache
def lives(half: str, folder: Path = HERE) -> tuple[tuple[Labelled, ...], ...]:
    """The lives of a half, each the setbacks of one journal in the order of time."""
    tree = read((folder / f"lives.{half}.yaml").read_bytes()).tree
    assert isinstance(tree, list)
    return tuple(tuple(map(_labelled, each["setbacks"])) for each in tree)


@cache
def labelled(half: str, folder: Path = HERE) -> tuple[Labelled, ...]:
    """The setbacks of a half."""
    tree = read((folder / f"setbacks.{half}.yaml").read_bytes()).tree
    assert isinstance(tree, list)
    return tuple(map(_labelled, tree))


def _labelled(given: dict[str, Any]) -> Labelled:
    return Labelled(given["id"], given["group"], given["title"], tuple(_answers(given)))


def _answers(given: dict[str, Any]) -> Iterator[Answer]:
    for question, value in {**given, **given.get("debrief", {})}.items():
        if question in ("id", "group", "when", "debrief", "affected"):
            continue
        if isinstance(value, str):
            kind = "text" if question in TEXTS else "choice"
            yield Answer(question, question, kind, Said(value))
        elif isinstance(value, dict):
            each = tuple(EachSaid(key, key, Said(text)) for key, text in value.items())
            yield Answer(question, question, "long", each=each)
        elif question in GROUPS:
            fields = tuple(AskedField(name, name, "text") for name in GROUPS[question])
            records = [each if isinstance(each, dict) else {fields[0].id: each} for each in value]
            numbered = [{"key": str(number), **each} for number, each in enumerate(records)]
            yield Answer(question, question, "group", Said(numbered), fields=fields)
        else:
            yield Answer(question, question, "choices", Said(value))


def ours(told: Sequence[Labelled]) -> Nearest:
    """What the program suggests."""
    profiles = [profile(each.id, each.answers, kinds()) for each in told]
    nearness = Nearness(profiles, kinds(), CHOICES)

    def nearest(place: int) -> tuple[list[int], list[int]]:
        near = [each.place for each in nearness.near(profiles[place])[:MOST]]
        return near, [each.place for each in nearness.nearest(profiles[place])]

    return nearest


def asked_early(told: Sequence[Labelled]) -> Nearest:
    """What comes first in the list while one is defined: always three."""
    profiles = [profile(each.id, each.answers, kinds()) for each in told]
    nearness = Nearness(profiles, kinds(), CHOICES)

    def nearest(place: int) -> tuple[list[int], list[int]]:
        said = tuple(each for each in told[place].answers if each.id in FIRST)
        near = [each.place for each in nearness.near(profile(told[place].id, said, kinds()))[:MOST]]
        return near, near

    return nearest


def by_words(told: Sequence[Labelled]) -> Nearest:
    """What plain BM25 over the same texts suggests, always three: the floor."""
    texts = [_stems(profile(each.id, each.answers, kinds())) for each in told]
    having = Counter(stem for text in texts for stem in text)
    usual = sum(text.total() for text in texts) / len(texts)

    def score(one: Counter[str], other: Counter[str]) -> float:
        found = 0.0
        for stem in one.keys() & other.keys():
            rare = math.log(1 + (len(texts) - having[stem] + 0.5) / (having[stem] + 0.5))
            times = other[stem]
            found += rare * times * (K1 + 1) / (times + K1 * (1 - B + B * other.total() / usual))
        return found

    def nearest(place: int) -> tuple[list[int], list[int]]:
        others = [each for each in range(len(texts)) if each != place]
        near = sorted(others, key=lambda each: (-score(texts[place], texts[each]), each))[:MOST]
        return near, near

    return nearest


def _stems(made: Profile) -> Counter[str]:
    return Counter(stem for text in made.texts for sentence in kinds().forms.sentences(text) for stem in sentence)


def figures(told: Sequence[Labelled], nearest: Nearest) -> Figures:
    """How well `nearest` finds what is of the same kind."""
    partnered = found = among = shown = false = 0
    for place, each in enumerate(told):
        like = {
            other
            for other, one in enumerate(told)
            if other != place and each.group is not None and one.group == each.group
        }
        near, suggested = nearest(place)
        partnered += bool(like)
        found += bool(like & {*suggested})
        among += bool(like & {*near})
        shown += len(suggested)
        false += len({*suggested} - like)
    return Figures(partnered, found, among, shown, false)


def together(found: Iterable[Figures]) -> Figures:
    """The figures of several journals."""
    return Figures(*(sum(column) for column in zip(*(astuple(each) for each in found), strict=True)))


def measured(half: str) -> Iterator[tuple[str, Figures]]:
    """What is measured on a half of the strangers' setbacks: its name, and the figures."""
    told = labelled(half)
    yield "similar", figures(told, ours(told))
    yield "BM25", figures(told, by_words(told))


def measured_in_lives(half: str) -> Iterator[tuple[str, Figures]]:
    """The same of a half of the lives, each setback held against the others of its own life."""
    told = lives(half)
    yield "similar", together(figures(each, ours(each)) for each in told)
    yield "early", together(figures(each, asked_early(each)) for each in told)
    yield "BM25", together(figures(each, by_words(each)) for each in told)


def wrong(told: Sequence[Labelled]) -> Iterator[str]:
    """What is suggested and of another kind, and what has one like it and is not shown it, by title."""
    nearest = ours(told)
    for place, each in enumerate(told):
        suggested = [told[other] for other in nearest(place)[1]]
        like = [one for one in told if one is not each and each.group is not None and one.group == each.group]
        for one in suggested:
            if one not in like:
                yield f"wrongly {each.title}: {one.title}"
        if like and not any(one in suggested for one in like):
            yield f"missed  {each.title}: {', '.join(one.title for one in like)}"


def lines(half: str, *, name_wrong: bool) -> Iterator[str]:
    """The figures of a half, as they are printed."""
    both = [("lives", measured_in_lives(half)), ("strangers", measured(half))]
    for kind, name, found in ((kind, *each) for kind, of in both for each in of):
        yield (
            f"{half:9}{kind:10}{name:8} recall@{MOST} {found.recall:.3f} ({found.found} of {found.partnered}), "
            f"false {found.wrong:.3f} ({found.false} of {found.shown} shown); "
            f"if three were always shown: recall {found.among:.3f}"
        )
    if name_wrong and half != HALVES[1]:
        yield from (f"{'':9}{each}" for each in wrong(labelled(half)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--wrong", action="store_true", help="name what is judged wrongly, of the tuned half only")
    name_wrong = parser.parse_args().wrong
    for half in HALVES:
        print("\n".join(lines(half, name_wrong=name_wrong)))  # noqa: T201 (this is what it is for)


if __name__ == "__main__":
    main()
