"""`python -m tests.durability` runs every kind of test of durability at full size, and prints a table of what was counted."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.durability.figures import Figures
from tests.durability.kinds import ALL, KINDS, Kind

HEAD = ("What", "Rounds", "Counted", "Must be zero", "Held")


@dataclass(frozen=True)
class Measured:
    """What came of one kind, and the seconds it took."""

    kind: str
    figures: Figures
    seconds: float


def main(argv: Sequence[str]) -> int:
    """Measures what is asked for; 1 if something did not hold, 0 otherwise, also where something was skipped."""
    options = _options(argv)
    chosen = [each for each in KINDS if not options.only or each.name in options.only]
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="durability-", dir=options.work, ignore_cleanup_errors=True) as work:
        for kind in chosen:
            rounds = options.rounds or (kind.small if options.small else kind.full)
            measured += _measured(kind, rounds, Path(work), options.seed)
    sys.stdout.write(table([each.figures for each in measured]))
    if options.results:
        options.results.write_text(json.dumps([_as_json(each) for each in measured], indent=2) + "\n", encoding="utf-8")
    return code([each.figures for each in measured])


def code(figures: Sequence[Figures]) -> int:
    """The exit code: 1 where something did not hold. What was skipped says so in the table."""
    return int(any(each.skipped is None and not each.held for each in figures))


def table(figures: Sequence[Figures]) -> str:
    """A Markdown table: what, how many rounds, what was counted, what of it must be zero, and whether that held."""
    rows = [HEAD, tuple("---" for _ in HEAD), *map(_row, figures)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(figures: Figures) -> tuple[str, ...]:
    if figures.skipped is not None:
        return figures.what, "–", "–", "–", f"skipped: {figures.skipped}"
    counted = [name for name in figures.counts if name not in figures.zeros]
    return (
        figures.what,
        f"{figures.rounds:,}",
        _told(figures, counted),
        _told(figures, sorted(figures.zeros)),
        "yes" if figures.held else "NO",
    )


def _told(figures: Figures, names: Sequence[str]) -> str:
    return "; ".join(f"{name}: {figures.counts[name]:,}" for name in names)


def _measured(kind: Kind, rounds: int, work: Path, seed: int) -> list[Measured]:
    sys.stderr.write(f"{kind.name}: {'all there are' if rounds >= ALL else f'{rounds:,} rounds'}\n")
    began = time.monotonic()
    came = kind.measure(rounds, work / kind.name, seed)
    took = time.monotonic() - began
    sys.stderr.write(f"{kind.name}: {took:,.0f} seconds\n")
    return [Measured(kind.name, each, took) for each in came]


def _as_json(measured: Measured) -> dict[str, Any]:
    figures = measured.figures
    return {
        "kind": measured.kind,
        "what": figures.what,
        "rounds": figures.rounds,
        "counts": dict(figures.counts),
        "zeros": sorted(figures.zeros),
        "held": figures.held,
        "skipped": figures.skipped,
        "seconds": round(measured.seconds, 1),
    }


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.durability", description=__doc__)
    names = [each.name for each in KINDS]
    parser.add_argument("--small", action="store_true", help="a few rounds of each, as in the ordinary tests")
    parser.add_argument("--only", action="append", choices=names, metavar="NAME", help=f"one kind: {', '.join(names)}")
    parser.add_argument("--rounds", type=int, help="so many rounds of each")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with")
    parser.add_argument("--work", type=Path, help="the folder to work in; a temporary one otherwise")
    parser.add_argument("--results", type=Path, metavar="FILE", help="the figures as JSON, in a file")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
