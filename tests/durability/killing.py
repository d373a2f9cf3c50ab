"""kill -9 at random points of interviews and of commands that write: nothing that was acknowledged is lost, at most two
seconds of typing are."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

from tests.durability import forked, killed_commands, killed_interviews
from tests.durability.figures import Figures
from tests.durability.workers import all_of, ready, shares

COMMANDS = 0.2
"""The part of all kills that hits commands; the others hit interviews."""
MOST_WORKERS = 6
"""So many at once: most of the time somebody types, and the machine waits."""
LEAST = 16
"""Rounds for which another worker is worth its start."""
TOLD = 5
"""How many of the things that went wrong are told in words."""


def measure(rounds: int, work: Path, seed: int) -> list[Figures]:
    """So many kills, in folders below `work`."""
    commands = round(rounds * COMMANDS)
    workers = max(1, min(MOST_WORKERS, (rounds - commands) // LEAST))
    home = ready(work)
    calls = [
        (interviews, commands_, home, work / f"worker-{n}", f"{seed} {n}")
        for n, (interviews, commands_) in enumerate(
            zip(shares(rounds - commands, workers), shares(commands, workers), strict=True)
        )
    ]
    came = all_of(kills, calls)
    for told in [each for _, _, one in came for each in one][:TOLD]:
        sys.stderr.write(f"{told}\n")
    return [
        _figures("kill -9 in an interview", [one for one, _, _ in came], killed_interviews.ZEROS),
        _figures("kill -9 in a command that writes", [one for _, one, _ in came], killed_commands.ZEROS),
    ]


def kills(
    interviews: int, commands: int, home: Path, work: Path, seed: str
) -> tuple[Counter[str], Counter[str], list[str]]:
    """So many kills in interviews and in commands, what was counted of each, and what went wrong in words; `home` is one
    whose cache knows the flows."""
    work.mkdir()
    forked.imported()
    chance = random.Random(seed)
    asked = killed_interviews.Interviews(home, work, chance)
    for _ in range(interviews):
        asked.round()
    written = killed_commands.Commands(home, work, chance)
    for _ in range(commands):
        written.round()
    return asked.counts, written.counts, [*asked.stuck, *written.stuck]


def _figures(what: str, counted: list[Counter[str]], zeros: frozenset[str]) -> Figures:
    whole: Counter[str] = Counter()
    for each in counted:
        whole.update(each)
    return Figures(what, whole["kills"], dict(whole), zeros)
