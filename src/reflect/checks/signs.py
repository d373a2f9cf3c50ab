"""How far the words of a clause speak for each part of a letter: signs are found, their weights are added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, prod

from reflect.checks.sentences import compiled

SHADE = 0.5
"""How much of what a clause tells of a part is taken off again where it tells another part more clearly."""
HEARD = 0.05
"""The chance below which a clause tells nothing of a part: next to nothing, many times, is still nothing."""
Chances = Mapping[str, float]


@dataclass(frozen=True)
class Sign:
    """A pattern, its name, and how far it speaks for (or, below zero, against) parts, by their ids.

    Where `unless` is found in the same clause, it says nothing.
    """

    name: str
    pattern: str
    speaks: tuple[tuple[str, float], ...]
    unless: str | None = None

    def stands(self, clause: str) -> bool:
        """Whether it is in `clause`."""
        return bool(compiled(self.pattern).search(clause)) and not (
            self.unless and compiled(self.unless).search(clause)
        )


def told(clause: str, signs: Iterable[Sign], starts: Mapping[str, float]) -> Chances:
    """The chance, 0 to 1, that `clause` tells each of the parts in `starts`, which are what a part begins with."""
    sums = dict(starts)
    for sign in signs:
        if sign.stands(clause):
            sums |= {part: sums[part] + weight for part, weight in sign.speaks if part in sums}
    alone = {part: 1 / (1 + exp(-each)) for part, each in sums.items()}
    return {
        part: each * prod(1 - SHADE * other for other in alone.values() if other > each) for part, each in alone.items()
    }


def together(chances: Iterable[Chances], part: str) -> float:
    """The chance that at least one of the clauses tells `part`."""
    return 1 - prod(1 - each[part] for each in chances if each[part] >= HEARD)
