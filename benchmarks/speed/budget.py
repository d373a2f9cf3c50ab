"""What `reflect` is meant to need at most, and whether it does."""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from figures import GROWS_FROM, GROWS_TO, MIB, Figures, Row

READING = (
    "list", "list --flow debrief", "list -s SETBACK", "search, a rare word", "search, a common word",
    "search, a common word, newest first", "show last", "show SETBACK", "setbacks", "due", "home", "insights open", "insights",
)  # fmt: skip
"""Commands that only read."""
ANY = "any command that reads"
BUILD, BUILT_INSIDE = "FTS5 build, one transaction", "building the index, without starting"


@dataclass(frozen=True)
class Limit:
    """What one command may need at one size (None: over `span`): a number in the unit that `told` writes."""

    name: str
    size: int | None
    most: float
    told: str
    measured: Callable[[Figures, Limit], float | None]
    span: str = "1k to 100k"


def _row(figures: Figures, limit: Limit) -> Row | None:
    return figures.row(limit.name, limit.size) if limit.size else None


def _ratio(figures: Figures, limit: Limit) -> float | None:
    row = _row(figures, limit)
    return row.ratio if row else None


def _growth(figures: Figures, limit: Limit) -> float | None:
    return figures.grown(limit.name) if figures.between() == (GROWS_FROM, GROWS_TO) else None


def _work(figures: Figures, limit: Limit) -> float | None:
    row = _row(figures, limit)
    return row.work if row else None


def _milliseconds(figures: Figures, limit: Limit) -> float | None:
    row = _row(figures, limit)
    return row.median * 1000 if row and row.median is not None else None


def _memory(figures: Figures, limit: Limit) -> float | None:
    rows = [row for name in READING if (row := figures.row(name, limit.size or 0)) and row.median is not None]
    return max((row.kibibytes for row in rows), default=0) / MIB or None


def _against(other: str) -> Callable[[Figures, Limit], float | None]:
    def times(figures: Figures, limit: Limit) -> float | None:
        row = _row(figures, limit)
        beside = figures.row(other, limit.size or 0)
        return row.times(beside) if row and beside else None

    return times


def _memory_growth(figures: Figures, limit: Limit) -> float | None:
    small, large = (figures.row(limit.name, size) for size in (1_000, 10_000))
    if not small or not large or small.median is None or large.median is None:
        return None
    return large.kibibytes / small.kibibytes


BARE, MEMORY, GROWTH = "{:.1f} times bare Python", "{:.0f} MiB", "{:.2f} times"
LIMITS = (
    Limit("--version", 1_000, 2, BARE, _ratio),
    Limit("list", 1_000, 8, BARE, _ratio),
    Limit("list", 100_000, 9, BARE, _ratio),
    Limit("list", None, 1.15, GROWTH, _growth),
    Limit("search, a rare word", 1_000, 9, BARE, _ratio),
    Limit("search, a rare word", 100_000, 10, BARE, _ratio),
    Limit("search, a rare word", None, 1.15, GROWTH, _growth),
    Limit("search, a common word", 1_000, 9, BARE, _ratio),
    Limit("search, a common word", 100_000, 10, BARE, _ratio),
    Limit("search, a common word", None, 1.15, GROWTH, _growth),
    Limit("write one entry", 1_000, 30, BARE, _ratio),
    Limit("write one entry", 100_000, 31, BARE, _ratio),
    Limit("write one entry", None, 1.1, GROWTH, _growth),
    Limit("debrief, first question shown", 1_000, 20, BARE, _ratio),
    Limit("debrief, first question shown", 100_000, 21, BARE, _ratio),
    Limit("checkin, first question shown", 10_000, 15, BARE, _ratio),
    Limit("due", 10_000, 15, BARE, _ratio),
    Limit("home", 10_000, 15, BARE, _ratio),
    Limit("insights", 10_000, 0.5, "{:.2f} s beyond bare Python", _work),
    Limit(BUILT_INSIDE, 100_000, 1.5, "{:.2f} times the bare FTS5 build", _against(BUILD)),
    Limit("noticing one new entry", 100_000, 5, "{:.1f} ms", _milliseconds),
    Limit(ANY, 100_000, 120, MEMORY, _memory),
    Limit("export of everything", 10_000, 1, "{:.2f} times jrnl's", _against("jrnl --export markdown")),
    Limit("export of everything", None, 1.1, "{:.2f} times the memory", _memory_growth, "1k to 10k"),
)


def held(figures: Figures) -> Iterator[tuple[Limit, float | None]]:
    """Each limit of a command that was run, with what was measured, None where that was not."""
    run = {row.name for row in figures.rows}
    if not run.isdisjoint(READING):
        run.add(ANY)
    return ((limit, limit.measured(figures, limit)) for limit in LIMITS if limit.name in run)
