"""Measures how fast `reflect` is, beside other journals and beside what cannot be gone below.

    python benchmarks/speed/run.py                          everything: an hour or more, much of it for what others need
    python benchmarks/speed/run.py --sizes 100,1k --runs 5  a part of it: minutes
    python benchmarks/speed/run.py --only search --only list
    python benchmarks/speed/run.py --docs                   measures nothing; puts the newest result into docs/performance.md

Needs Python 3.11 with pip, and nothing else: `reflect` is installed from this checkout, jrnl and kaydet from the package index,
each into an environment of its own in a work folder; ripgrep is used when it is there. See docs/performance.md for how each
figure is made. A whole run is saved in benchmarks/speed/results; a part only with `--results FOLDER`.
"""

# ruff: noqa: INP001 (a program of its own)

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from commands import Table, bare
from installing import NotInstalled, Programs, clean_environment, install
from measuring import Command, Measured, measure
from results import RESULTS, collected, save, tell_again
from tables import page

HERE = Path(__file__).parent
SIZES = "100,1k,10k,100k"
RUNS, LIMIT, PATIENCE, SEED = 11, 600.0, 60.0, 7


def main() -> int:
    asked = _options()
    if asked.docs:
        tell_again(asked.results or RESULTS)
        return 0
    os.umask(0o077)
    with _folder(asked.work) as work:
        try:
            programs = install(work)
        except NotInstalled:
            return 1
        tables = [Table(programs, _corpus(size, asked.seed, programs, work), work) for size in asked.sizes]
        commands = [each for table in tables for each in _prepared(table) if _meant(each, asked.only)]
        if not commands:
            sys.stderr.write(f"There is no command with {' or '.join(asked.only)} in its name.\n")
            return 2
        found, beside = measure(
            commands, programs.python, bare=bare(programs, tables[0].env),
            runs=asked.runs, limit=asked.limit, patience=asked.patience, seed=asked.seed,
        )  # fmt: skip
    now = dt.datetime.now(dt.UTC)
    corpora = [table.about for table in tables]
    data = collected(found, beside, programs, corpora, runs=asked.runs, limit=asked.limit, now=now)
    _complain(found)
    sys.stdout.write(page(data))
    whole = asked.sizes == _sizes(SIZES) and not asked.only
    if asked.results or whole:
        path = save(data, asked.results or RESULTS)
        sys.stderr.write(f"Saved as {path} and as JSON beside it.\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0], epilog="See docs/performance.md for how each figure is made."
    )
    parser.add_argument(
        "--work", type=Path, metavar="FOLDER", help="keep environments and corpora here, and use what is there"
    )
    parser.add_argument("--sizes", type=_sizes, default=_sizes(SIZES), help=f"numbers of entries (default: {SIZES})")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="commands or programs with this in their name"
    )
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how often each command runs at most (default: {RUNS})")
    parser.add_argument(
        "--limit", type=float, default=LIMIT, metavar="S", help=f"stop a command after S seconds (default: {LIMIT:.0f})"
    )
    parser.add_argument(
        "--patience", type=float, default=PATIENCE, metavar="S",
        help=f"run a command no more once it took S seconds in all (default: {PATIENCE:.0f})",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, default=SEED, help="for the corpora and the order of commands")
    parser.add_argument("--results", type=Path, metavar="FOLDER", help="save the result here")
    parser.add_argument("--docs", action="store_true", help="put the newest result into docs/performance.md")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    """100,1k,10k as numbers, the smallest first."""
    return sorted({int(each.removesuffix("k")) * (1000 if each.endswith("k") else 1) for each in text.split(",")})


@contextlib.contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """Where the work is done: the folder that is kept, or one that is thrown away."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="reflect-speed-") as folder:
        yield Path(folder)


def _corpus(size: int, seed: int, programs: Programs, work: Path) -> Path:
    """The folder of a corpus, which is made when it is not there."""
    folder = work / "corpora" / (str(size) if seed == SEED else f"{size}-{seed}")
    if not (folder / "corpus.json").exists():
        sys.stderr.write(f"Making a corpus of {size:,} entries.\n")
        shutil.rmtree(folder, ignore_errors=True)
        command: Sequence[str] = [
            str(programs.python),
            str(HERE / "corpus.py"),
            str(size),
            str(folder),
            "--seed",
            str(seed),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=clean_environment())  # noqa: S603
    return folder


def _prepared(table: Table) -> list[Command]:
    sys.stderr.write(f"Getting {table.size:,} entries ready.\n")
    table.prepare()
    return table.all()


def _meant(command: Command, only: Sequence[str]) -> bool:
    return not only or any(each in f"{command.program} {command.name}" for each in only)


def _complain(found: Sequence[Measured]) -> None:
    """Says what failed. Only here: it may name folders of this machine, which belong into no result."""
    told: dict[Any, str] = {}
    for each in found:
        if each.trouble:
            told.setdefault(each.command.name, f"{each.command.name} ({each.command.size:,}): {each.trouble}\n")
    sys.stderr.writelines(told.values())


if __name__ == "__main__":
    sys.exit(main())
