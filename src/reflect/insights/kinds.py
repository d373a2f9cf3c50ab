"""Kinds of slips and situations at work, and how much a text speaks of each of them by the words it is told with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reflect.insights.word_forms import Forms

ALONE = (0.15, 0.6, 1.0)
"""How much a word says that is everywhere, one that is everywhere at work, and any other."""
TOGETHER = (0.5, 0.9, 1.3)
"""How much two words say that stand beside each other: both of them everywhere, one of them, none."""
OFTEN = 0.6
"""The power of how often a word is told of a kind, by which the tenth time says less than the first."""
BROAD = 0.6
"""What is left of a kind that much can be put under."""
NEAR = 0.4
"""What is left of a kind for one that is near to it."""
STRONGEST = 15
"""Kinds that a text can speak of."""
POWER = 2.5
"""By which what is spoken of most stands out."""


@dataclass(frozen=True)
class Kind:
    """A kind of slip or situation. `label` follows "both about"; one that is `broad` says less; `near` are other kinds."""

    id: str
    label: str
    broad: bool = False
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Common:
    """Words (stems) that are everywhere, and those that are everywhere at work."""

    everywhere: frozenset[str]
    at_work: frozenset[str]

    def alone(self, stem: str) -> float:
        """How much a word says."""
        return ALONE[0 if stem in self.everywhere else 1 if stem in self.at_work else 2]

    def together(self, first: str, second: str) -> float:
        """How much two words beside each other say."""
        return TOGETHER[2 - (first in self.everywhere) - (second in self.everywhere)]


@dataclass(frozen=True)
class Kinds:
    """The kinds, and what texts are read with.

    `says` gives for a word (a stem, or two with a space between them) the kinds it speaks of (ids) and how much; `usual`
    how much of what words say goes to each kind by chance (the mean over all of them is 1); `irregular` are forms of words
    that no rule makes.
    """

    kinds: tuple[Kind, ...]
    says: Mapping[str, Sequence[tuple[str, float]]]
    usual: Mapping[str, float]
    irregular: Mapping[str, str]
    common: Common

    @classmethod
    def of(
        cls, kinds: Iterable[tuple[Kind, Iterable[str]]], irregular: Mapping[str, str], common: tuple[str, str]
    ) -> Kinds:
        """The kinds, each with how it is told: words, phrases and short scenes. `common` are words, blanks between."""
        forms = Forms(irregular)
        told = {kind: Counter(_together(forms, phrases)) for kind, phrases in kinds}
        everywhere, at_work = (frozenset(stem for each in forms.sentences(words) for stem in each) for words in common)
        says = _weighed(told, Common(everywhere, at_work))
        return cls(tuple(told), says, _usual(told, says), irregular, Common(everywhere, at_work))

    @cached_property
    def forms(self) -> Forms:
        return Forms(self.irregular)

    @cached_property
    def by_id(self) -> dict[str, Kind]:
        return {each.id: each for each in self.kinds}

    @cached_property
    def beside(self) -> dict[str, frozenset[str]]:
        """The kinds that are near to each kind, in whichever of the two it is said."""
        found: dict[str, set[str]] = {each.id: set(each.near) for each in self.kinds}
        for each in self.kinds:
            for other in each.near:
                found[other].add(each.id)
        return {name: frozenset(others) for name, others in found.items()}

    def spoken_of(self, words: Mapping[str, float]) -> dict[str, float]:
        """How much words, each with its weight, speak of each kind: beyond what they speak of it by chance, and the more of
        one kind the clearer. The squares add up to 1."""
        evidence: dict[str, float] = {}
        for word, weight in words.items():
            for kind, strength in self.says.get(word, ()):
                evidence[kind] = evidence.get(kind, 0.0) + weight * strength
        by_chance = sum(evidence.values()) / max(1, len(self.kinds))
        beyond = {
            kind: (strength - by_chance * self.usual[kind]) * (BROAD if self.by_id[kind].broad else 1)
            for kind, strength in evidence.items()
        }
        strongest = sorted((-strength, kind) for kind, strength in beyond.items() if strength > 0)[:STRONGEST]
        found = {kind: -strength for strength, kind in strongest}
        for strength, kind in strongest:
            for other in self.beside[kind]:
                found[other] = max(found.get(other, 0.0), -strength * NEAR)
        clear = {kind: strength**POWER for kind, strength in found.items()}
        length = math.sqrt(sum(each * each for each in clear.values()))
        return {kind: strength / length for kind, strength in sorted(clear.items())} if length else {}


def words_of(sentences: Iterable[Sequence[str]]) -> Iterator[str]:
    """The words of sentences (stems), and each two that stand beside each other."""
    for sentence in sentences:
        yield from sentence
        yield from (f"{first} {second}" for first, second in pairwise(sentence))


def _together(forms: Forms, phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        yield from dict.fromkeys(words_of(forms.sentences(phrase)))


def _weighed(told: Mapping[Kind, Mapping[str, int]], common: Common) -> dict[str, tuple[tuple[str, float], ...]]:
    """What each word says: the more, the rarer it is among the kinds."""
    by_word: dict[str, list[tuple[str, float]]] = {}
    for kind, words in told.items():
        for word, times in words.items():
            by_word.setdefault(word, []).append((kind.id, times**OFTEN))
    found = {}
    for word, kinds in by_word.items():
        rare = math.log(len(told) / (sum(often for _, often in kinds) + 0.5))
        first, _, second = word.partition(" ")
        weight = rare * (common.together(first, second) if second else common.alone(first))
        if weight > 0:
            found[word] = tuple((kind, round(weight * often, 3)) for kind, often in kinds)
    return found


def _usual(told: Mapping[Kind, Mapping[str, int]], says: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, float]:
    """How much the words told of other kinds say of each kind, compared with the mean."""
    sums = dict.fromkeys((each.id for each in told), 0.0)
    for kind, words in told.items():
        for word in words:
            for other, strength in says.get(word, ()):
                if other != kind.id:
                    sums[other] += strength
    mean = sum(sums.values()) / max(1, len(sums))
    return {kind: round(each / mean, 3) if mean else 1.0 for kind, each in sums.items()}
