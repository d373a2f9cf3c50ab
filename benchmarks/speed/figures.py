"""The figures that are worked out of what was measured: medians, ratios that are paired run by run, and growth."""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MIB = 1024
FINE, OVER = "fine", "over"
GROWS_FROM, GROWS_TO = 1_000, 100_000


@dataclass(frozen=True)
class Row:
    """A command at one size: the seconds of its runs, those of bare Python beside each, the round of each, and memory."""

    name: str
    program: str
    size: int
    seconds: tuple[float, ...]
    bare: tuple[float, ...]
    rounds: tuple[int, ...]
    kibibytes: int
    state: str

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Row:
        seconds, bare, rounds = (tuple(data[name]) for name in ("seconds", "bare", "rounds"))
        return cls(data["name"], data["program"], data["size"], seconds, bare, rounds, data["kibibytes"], data["state"])

    @property
    def median(self) -> float | None:
        """Seconds, or None where there is no time."""
        return statistics.median(self.seconds) if self.state == FINE and self.seconds else None

    @property
    def ratio(self) -> float | None:
        """How many times as long as bare Python beside it."""
        if self.median is None:
            return None
        return statistics.median(took / bare for took, bare in zip(self.seconds, self.bare, strict=True))

    @property
    def work(self) -> float | None:
        """Seconds beyond those of bare Python."""
        if self.median is None:
            return None
        return statistics.median(took - bare for took, bare in zip(self.seconds, self.bare, strict=True))

    def times(self, other: Row) -> float | None:
        """How many times as long as `other`: of the runs of the same rounds where there are some, else of the medians."""
        if self.median is None or other.median is None:
            return None
        there = dict(zip(other.rounds, other.seconds, strict=True))
        pairs = [
            took / there[number] for number, took in zip(self.rounds, self.seconds, strict=True) if number in there
        ]
        return statistics.median(pairs) if pairs else self.median / other.median


@dataclass(frozen=True)
class Figures:
    """Everything that was measured in one go."""

    data: Mapping[str, Any]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Figures:
        return cls(data, tuple(Row.from_json(each) for each in data["rows"]))

    @property
    def sizes(self) -> list[int]:
        return sorted({each.size for each in self.rows})

    def row(self, name: str, size: int) -> Row | None:
        return next((each for each in self.rows if each.name == name and each.size == size), None)

    def names(self, program: str) -> list[str]:
        """The commands of a program, in the order of the tables."""
        return list(dict.fromkeys(each.name for each in self.rows if each.program == program))

    def grown(self, name: str) -> float | None:
        """How many times as long it takes at 100,000 entries as at 1,000; between the sizes nearest to these that there are."""
        ends = self.between()
        if not ends:
            return None
        small, large = self.row(name, ends[0]), self.row(name, ends[1])
        return large.times(small) if small and large else None

    def between(self) -> tuple[int, int] | None:
        """From which size to which growth is told."""
        sizes = self.sizes
        if len(sizes) < 2:
            return None
        return (GROWS_FROM if GROWS_FROM in sizes[:-1] else sizes[0]), sizes[-1]

    def slope(self, name: str) -> float | None:
        """The slope through the logarithms of sizes and medians: 0 when it always takes the same, 1 when ten times the
        entries take ten times as long."""
        rows = [row for size in self.sizes if (row := self.row(name, size))]
        points = [(math.log(row.size), math.log(row.median)) for row in rows if row.median and row.median > 0]
        return _slope(points) if len(points) > 1 else None


def _slope(points: Sequence[tuple[float, float]]) -> float:
    across, up = zip(*points, strict=True)
    return statistics.linear_regression(across, up).slope
