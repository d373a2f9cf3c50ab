"""Which texts say the same in other word forms or another order, told with care: what is in doubt is not the same.

Two texts say the same when they are written with the same words, or when more than half of all the words in them that say
something (their stems, see `alike`) are in both, two at least, and either both say `not` or none of them does; one such
word is enough where there is hardly another one. `alike` is freer: there somebody decides about what is only held side by
side; here what is the same is counted together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from reflect.insights.alike import same, stems

BRIEF = 2
"""The words of a text that one word which says something is enough for."""

_DEGREES = {
    form: word
    for word, forms in {
        "calm": "calmer", "early": "earlier earliest", "late": "later latest", "quick": "quicker quickest", "short": "shorter",
        "slow": "slower slowest", "small": "smaller smallest", "soon": "sooner soonest",
    }.items()
    for form in forms.split()
}  # fmt: skip
_DEGREE = re.compile(rf"\b(?:{'|'.join(_DEGREES)})\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|none|never|nobody|nothing|without|stop|avoid|cannot|(?:\w+n['’]t))\b", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """What of a text is compared: its words as they are written, those that say something, and whether it says `not`."""

    same: str
    stems: frozenset[str]
    says_not: bool

    @classmethod
    def of(cls, text: str) -> Words:
        plain = _DEGREE.sub(lambda found: _DEGREES[found.group().lower()], text)
        return cls(same(text), stems(plain), _NOT.search(text) is not None)

    @property
    def brief(self) -> bool:
        """Whether there is room for one word that says something, and hardly for another one."""
        return len(self.same.split()) <= BRIEF

    def near(self, other: Words) -> float:
        """How much of the words of both is in both, from 0 to 1; 0 where they do not say the same."""
        if self.same == other.same:
            return 1.0
        if self.says_not != other.says_not:
            return 0.0
        shared = len(self.stems & other.stems)
        all_ = len(self.stems) + len(other.stems) - shared
        alone = shared == all_ > 0 and self.brief and other.brief
        return shared / all_ if alone or (shared > 1 and 2 * shared > all_) else 0.0


def gathered(texts: Iterable[str]) -> list[tuple[int, ...]]:
    """Every place of `texts` in one group, with those that say the same as the first of the group; groups and places in
    their order. Where a text says the same as the first of several groups, it is in that of the nearest, then the oldest."""
    all_ = [*texts]
    if len(all_) == 1:
        return [(0,)]
    gathering = _Gathering([], [], {}, {})
    for place, text in enumerate(all_):
        gathering.put(place, Words.of(text))
    return [tuple(each) for each in gathering.groups]


@dataclass(frozen=True)
class _Gathering:
    """The groups so far and the words of the first of each; where to look for texts of the same words, and for a stem."""

    groups: list[list[int]]
    firsts: list[Words]
    written: dict[str, int]
    holding: dict[str, list[int]]

    def put(self, place: int, words: Words) -> None:
        group = self._of(words)
        if group is None:
            group = len(self.groups)
            self.groups.append([])
            self.firsts.append(words)
            self.written[words.same] = group
            for stem in words.stems:
                self.holding.setdefault(stem, []).append(group)
        self.groups[group].append(place)

    def _of(self, words: Words) -> int | None:
        """The group that a text belongs to; None where it is the first to say so."""
        if (group := self.written.get(words.same)) is not None:
            return group
        # What says the same shares more than half of the words, so at least one of the rarer half of them.
        holding = sorted((self.holding.get(stem, []) for stem in words.stems), key=len)
        might = {*chain.from_iterable(holding[: (len(holding) + 1) // 2])}
        nearest = max(((words.near(self.firsts[each]), -each) for each in might), default=(0.0, 0))
        return -nearest[1] if nearest[0] else None
