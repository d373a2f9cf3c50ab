"""What a kind of test of durability counted, and how much of it there may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figures:
    """What came of `rounds` rounds of one kind of test.

    `counts` are what was counted, by name; those named in `zeros` must be zero. `skipped` says why it could not run at all.
    """

    what: str
    rounds: int
    counts: Mapping[str, int] = field(default_factory=dict)
    zeros: frozenset[str] = frozenset()
    skipped: str | None = None

    @property
    def held(self) -> bool:
        """Whether it ran, and everything is zero that must be."""
        return self.skipped is None and not any(self.counts[name] for name in self.zeros)
