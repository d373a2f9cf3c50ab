"""How near setbacks are to each other: by the kinds of slips they speak of, by what was chosen, and by rare words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reflect.insights.kinds import Kinds, words_of

CUT, FEW, RISES = 0.7, 12, 0.14
"""How near it has to be in a journal of FEW setbacks, so that at most one suggestion in five is false (the tuned lives of
benchmarks/similar); and by how much more each time a journal has twice as many, for among more of them the nearest one is
near by chance."""
BEHIND = 0.6
"""The part of the nearest one's nearness that another has to have."""
MOST = 3
"""How many are named."""
WORDS = 3.0
"""How much the same rare words weigh, where the same kinds weigh 1: two that share a third of them are near by that alone."""
JOURNAL = 5
"""So many setbacks weigh as much as what is known of words beforehand."""
USUAL = (0.3, 0.08, 0.012)
"""The share of texts that have a word which is everywhere, one that is everywhere at work, and any other."""
TELLING = 0.05
"""What a kind must bring, for it to be named as a reason."""
RARE = 0.04
"""What a word must bring, for it to be named."""


@dataclass(frozen=True)
class Choice:
    """How much what was chosen weighs: so much for each that is the same, or so much when none is."""

    same: float
    other: float = 0.0


@dataclass(frozen=True)
class Profile:
    """What of a setback is held against others: how much it speaks of kinds (ids) and words (stems), and what was chosen
    at each question, with its label. `texts` are those it was made of."""

    setback: str
    kinds: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    chosen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, setback: str, told: Iterable[tuple[str, float]], chosen: Mapping[str, Mapping[str, str]], kinds: Kinds
    ) -> Profile:
        """The profile of texts, each with its weight."""
        spoken: dict[str, float] = {}
        words: dict[str, float] = {}
        texts = tuple(told)
        for text, weight in texts:
            sentences = kinds.forms.sentences(text)
            for word in words_of(sentences):
                spoken[word] = max(weight, spoken.get(word, 0.0))
            for stem in (stem for sentence in sentences for stem in sentence):
                if stem not in kinds.common.everywhere and len(stem) > 2 and stem[0] != "#":
                    words[stem] = max(weight, words.get(stem, 0.0))
        return cls(setback, kinds.spoken_of(spoken), words, chosen, tuple(text for text, _ in texts))


@dataclass(frozen=True)
class Near:
    """How near another setback (its place) is, and what brings it near: kinds and words (stems), what brings most first."""

    place: int
    nearness: float
    kinds: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Nearness:
    """Holds a setback against `others`; what is worked out of these once serves for every one."""

    others: Sequence[Profile]
    kinds: Kinds
    choices: Mapping[str, Choice]

    def near(self, one: Profile) -> list[Near]:
        """Every one of the others that has a kind or a rare word in common with one, the nearest first. Never itself."""
        shared: dict[int, dict[str, float]] = {}
        for kind, strength in one.kinds.items():
            for place, other in self._kinds.get(kind, ()):
                shared.setdefault(place, {})[kind] = strength * other
        weighed = self._weighed(one)
        same: dict[int, dict[str, float]] = {}
        for word, weight in weighed.items():
            for place, other in self._words.get(word, ()):
                same.setdefault(place, {})[word] = weight * other
        found = [
            self._near(one, place, shared.get(place, {}), same.get(place, {}))
            for place in sorted(shared.keys() | same.keys())
            if self.others[place].setback != one.setback
        ]
        return sorted(found, key=lambda each: (-each.nearness, self.others[each.place].setback))

    def nearest(self, one: Profile) -> list[Near]:
        """Those that are near enough to be named, the nearest first: MOST at the most, and often none."""
        found = self.near(one)[:MOST]
        cut = CUT + RISES * math.log2(max(1.0, len(self.others) / FEW))
        return [each for each in found if each.nearness >= max(cut, BEHIND * found[0].nearness)]

    def _near(self, one: Profile, place: int, kinds: Mapping[str, float], words: Mapping[str, float]) -> Near:
        chosen = self._chosen(one, self.others[place])
        return Near(
            place,
            round(sum(kinds.values()) * math.exp(chosen) + WORDS * sum(words.values()), 6),
            tuple(kind for kind in sorted(kinds, key=lambda each: (-kinds[each], each)) if kinds[kind] >= TELLING),
            tuple(word for word in sorted(words, key=lambda each: (-words[each], each)) if words[word] >= RARE),
        )

    def _chosen(self, one: Profile, other: Profile) -> float:
        """What was chosen for both, against what was chosen for one; only of what was answered for both."""
        found = 0.0
        for question, choice in self.choices.items():
            mine, theirs = one.chosen.get(question), other.chosen.get(question)
            if mine and theirs:
                same = len(mine.keys() & theirs.keys())
                found += choice.same * same if same else choice.other
        return found

    @cached_property
    def _kinds(self) -> dict[str, list[tuple[int, float]]]:
        found: dict[str, list[tuple[int, float]]] = {}
        for place, other in enumerate(self.others):
            for kind, strength in other.kinds.items():
                found.setdefault(kind, []).append((place, strength))
        return found

    @cached_property
    def _words(self) -> dict[str, list[tuple[int, float]]]:
        found: dict[str, list[tuple[int, float]]] = {}
        for place, other in enumerate(self.others):
            for word, weight in self._weighed(other).items():
                found.setdefault(word, []).append((place, weight))
        return found

    @cached_property
    def _having(self) -> dict[str, int]:
        """How many setbacks have each word."""
        found: dict[str, int] = {}
        for other in self.others:
            for word in other.words:
                found[word] = found.get(word, 0) + 1
        return found

    def _weighed(self, profile: Profile) -> dict[str, float]:
        """The words of a setback, the rarer the heavier: rare in this journal, and rare beforehand. The squares add up to
        1."""
        found = {word: weight * self._rare(word) for word, weight in profile.words.items()}
        length = math.sqrt(sum(each * each for each in found.values()))
        return {word: each / length for word, each in found.items()} if length else {}

    def _rare(self, word: str) -> float:
        common = self.kinds.common
        usual = USUAL[0 if word in common.everywhere else 1 if word in common.at_work else 2]
        share = (self._having.get(word, 0) + JOURNAL * usual) / (len(self.others) + JOURNAL)
        return max(0.0, -math.log(share))
