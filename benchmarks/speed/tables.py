"""The tables of what was measured, in Markdown, all worked out of the figures of one run."""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from budget import BUILD, BUILT_INSIDE, held
from figures import FINE, MIB, OVER, Figures, Row

PEERS = ("jrnl", "kaydet", "ripgrep")
BESIDE = (
    ("the newest entries", "list", ("jrnl -n 10",)),
    (
        "a search",
        "search, a rare word",
        ("jrnl -contains, a rare word", "kaydet --filter, a rare word", "rg, a rare word"),
    ),
    ("one more entry", "write one entry", ("jrnl, write one entry",)),
    ("everything as Markdown", "export of everything", ("jrnl --export markdown",)),
)
"""What several programs do: how it is called, the command of `reflect`, and those of the others."""
NOTHING = "–"
WITHOUT_START = (BUILT_INSIDE, "noticing one new entry", BUILD)
"""Measured inside a process, so that bare Python says nothing about them."""


def page(data: Mapping[str, Any], level: int = 2) -> str:
    """All of it, from the machine to the floors, below headings of `level`."""
    figures, mark = Figures.of(data), "#" * level
    beside = _beside(figures)
    if beside:
        beside = f"\n\nHow many times as long as `reflect` they take for the same:\n\n{beside}"
    parts = {
        "What it is meant to need at most": _budget(figures),
        "reflect": _program(figures, ["reflect"]),
        "Other programs on the same words": _program(figures, PEERS) + beside,
        "Floors": _program(figures, ["floor"]),
    }
    told = [f"{mark} {title}\n\n{tables}" for title, tables in parts.items() if tables]
    return "\n\n".join([_machine(data), *told]) + "\n"


def _machine(data: Mapping[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in data["versions"].items())
    missing = "".join(f" {name} {why}, and is left out." for name, why in data["missing"].items())
    bare = data["bare"]
    corpora = ", ".join(_corpus(each) for each in data["corpora"])
    return (
        f"Measured on {data['when']} on {data['machine']}. {versions}.{missing}\n\n"
        f"Bare Python took {_time(bare['seconds'])} and {bare['kibibytes'] / MIB:.0f} MiB. {corpora}. "
        f"Each command ran up to {data['runs']} times, less often when it took long."
    )


def _corpus(about: Mapping[str, Any]) -> str:
    return f"{_size(about['entries'])} entries since {about['from'][:4]} with {about['characters']} characters at the median"


def _budget(figures: Figures) -> str:
    rows = []
    for limit, measured in held(figures):
        where = _size(limit.size) if limit.size else limit.span
        told = limit.told.format(measured) if measured is not None else _why_not(figures, limit.name, limit.size)
        kept = NOTHING if measured is None else "yes" if measured <= limit.most else "no"
        rows.append((limit.name, where, limit.told.format(limit.most), told, kept))
    return _table(("What", "Entries", "At most", "Measured", "Kept"), rows) if rows else ""


def _why_not(figures: Figures, name: str, size: int | None) -> str:
    rows = [
        row for each in ([size] if size else figures.sizes) if (row := figures.row(name, each)) and row.state != FINE
    ]
    return rows[-1].state if rows else "not measured"


def _program(figures: Figures, programs: Iterable[str]) -> str:
    names = [name for program in programs for name in figures.names(program)]
    if not names:
        return ""
    ends = figures.between()
    grown = f"{_size(ends[0])} to {_size(ends[1])}" if ends else "Growth"
    rows = [
        (
            name,
            *(_cell(figures, figures.row(name, size)) for size in figures.sizes),
            _growth(figures, name),
            _most(figures, name),
        )
        for name in names
    ]
    return _table(
        ("Command", *map(_size, figures.sizes), f"{grown} (slope)", f"Memory at {_size(figures.sizes[-1])}"), rows
    )


def _cell(figures: Figures, row: Row | None) -> str:
    if row is None:
        return NOTHING
    if row.state == OVER:
        return f"over {figures.data['limit']:.0f} s"
    if row.median is None or row.ratio is None:
        return row.state
    if row.name in WITHOUT_START:
        return _time(row.median)
    return f"{_number(row.ratio)} ({_time(row.median)})"


def _growth(figures: Figures, name: str) -> str:
    grown, slope = figures.grown(name), figures.slope(name)
    if grown is None or grown <= 0 or slope is None:
        return NOTHING
    return f"{_number(grown, 2)} ({slope:.2f})"


def _most(figures: Figures, name: str) -> str:
    """The most memory at the largest size."""
    row = figures.row(name, figures.sizes[-1])
    return f"{row.kibibytes / MIB:.0f} MiB" if row and row.median is not None else NOTHING


def _beside(figures: Figures) -> str:
    rows = []
    for deed, own, others in BESIDE:
        for name in others:
            cells = []
            for size in figures.sizes:
                row, reflect = figures.row(name, size), figures.row(own, size)
                times = row.times(reflect) if row and reflect else None
                cells.append(_number(times) if times is not None else NOTHING)
            if any(figures.row(name, size) for size in figures.sizes):
                rows.append((deed, name, *cells))
    return _table(("For", "Command", *map(_size, figures.sizes)), rows) if rows else ""


# ----------------------------------------------------------------------------------------------------------- words


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_lines(head, rows))


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _size(entries: int) -> str:
    return f"{entries // 1000}k" if entries >= 1000 and entries % 1000 == 0 else str(entries)


def _number(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}" if value < 10 else f"{value:,.0f}"


def _time(seconds: float) -> str:
    if abs(seconds) < 0.01:
        return f"{seconds * 1000:.1f} ms"
    if abs(seconds) < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 100 else f"{seconds:.0f} s"
