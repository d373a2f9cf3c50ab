"""Runs commands in rounds, in an order that chance gives, each beside bare Python, and keeps what every run took."""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher import NO_TERMINAL, OVER

LAUNCHER = Path(__file__).with_name("launcher.py")
FINE, FAILED = "fine", "failed"
BARE_RUNS = 3
"""How often bare Python runs before each command; the median of these is what the command is held against."""


@dataclass(frozen=True)
class Command:
    """What is measured: one row of the tables at one size.

    `waits_for` is the text whose appearance on a terminal ends it. `expects` has to be in its output, or it failed.
    `before` runs outside the time. `says_itself`: its output is JSON with the
    `seconds` to count, instead of those of the whole process. `most_runs` is how often it runs at most.
    """

    name: str
    program: str
    size: int
    argv: Sequence[str]
    env: Mapping[str, str]
    stdin: str = ""
    waits_for: str = NO_TERMINAL
    expects: str = ""
    before: Callable[[], None] | None = None
    says_itself: bool = False
    most_runs: int = sys.maxsize


@dataclass
class Measured:
    """The runs of a command so far: seconds, those of bare Python beside each, and the most memory, in KiB."""

    command: Command
    seconds: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    rounds: list[int] = field(default_factory=list)
    kibibytes: int = 0
    spent: float = 0.0
    state: str = FINE
    trouble: str = ""

    def note(self, run: Run, bare: float, number: int) -> None:
        """Adds a run. A command that failed or had to be stopped once has no time at all."""
        self.spent += run.took
        self.kibibytes = max(self.kibibytes, run.kibibytes)
        self.state, self.trouble = run.state, run.trouble
        if run.state == FINE:
            self.seconds.append(run.seconds)
            self.bare.append(bare)
            self.rounds.append(number)

    def wanted(self, runs: int, patience: float) -> bool:
        """Whether it is to run once more: not after enough runs, nor when it took more than `patience` in seconds."""
        enough = len(self.seconds) >= min(runs, self.command.most_runs) or self.spent > patience
        return not enough and self.state == FINE


@dataclass(frozen=True)
class Run:
    """One run: the seconds that count, how long it took in all, memory, how it ended, and what it complained of."""

    seconds: float
    took: float
    kibibytes: int
    state: str
    trouble: str = ""
    output: str = ""


def run_once(command: Command, python: Path, limit: float) -> Run:
    """Runs a command through the launcher, with `before` before it."""
    if command.before:
        command.before()
    reader, writer = os.pipe()
    try:
        done = subprocess.run(  # noqa: S603 (the commands of commands.py)
            [str(python), "-I", "-S", str(LAUNCHER), str(writer), str(limit), command.waits_for, *command.argv],
            check=False, input=command.stdin.encode(), capture_output=True, pass_fds=[writer], env=dict(command.env),
        )  # fmt: skip
    finally:
        os.close(writer)
    with os.fdopen(reader, "rb") as told:
        said = told.read().decode().split()
    output = done.stdout.decode("utf-8", "replace")
    if len(said) != 3:
        return Run(0, 0, 0, FAILED, f"could not be started: {done.stderr.decode('utf-8', 'replace')}")
    took, kibibytes, status = float(said[0]), int(said[1]), said[2]
    if status == OVER:
        return Run(took, took, kibibytes, OVER)
    if status != "0" or command.expects not in output:
        complaint = done.stderr.decode("utf-8", "replace").strip() or "it did not say what was expected"
        return Run(0, took, kibibytes, FAILED, f"exit code {status}: {complaint[-300:]}")
    seconds = float(json.loads(output)["seconds"]) if command.says_itself else took
    return Run(seconds, took, kibibytes, FINE, output=output)


def measure(
    commands: Iterable[Command], python: Path, *, bare: Command, runs: int, limit: float, patience: float, seed: int
) -> tuple[list[Measured], Measured]:
    """Runs every command once a round, shuffled, until each ran often enough; and bare Python before each of them."""
    found = [Measured(each) for each in commands]
    beside = Measured(bare)
    chance = random.Random(seed)  # noqa: S311 (an order)
    for number in range(runs):
        left = [each for each in found if each.wanted(runs, patience)]
        chance.shuffle(left)
        for place, each in enumerate(left):
            _say(
                f"round {number + 1} of {runs}: {place + 1} of {len(left)}, {each.command.name} ({each.command.size:,})"
            )
            held_against = _bare(beside, python, limit, number)
            each.note(run_once(each.command, python, limit), held_against, number)
    _say("")
    return found, beside


def _bare(beside: Measured, python: Path, limit: float, number: int) -> float:
    times = []
    for _ in range(BARE_RUNS):
        run = run_once(beside.command, python, limit)
        beside.note(run, run.seconds, number)
        times.append(run.seconds)
    return statistics.median(times)


def _say(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
