"""Commands that write, one after the other, killed at a random point of any of them."""

from __future__ import annotations

import os
import random
import select
import shutil
import time
from collections import Counter
from pathlib import Path

from tests.durability import forked
from tests.durability.acts import Person
from tests.durability.holding import held
from tests.durability.telling import Telling, Told
from tests.durability.terminal import stamps

ROUNDS_IN_A_HOME = 12
MOST = 30
"""Things that are written at most, if nobody kills before."""
LONGEST = 12
"""Acknowledgements before a kill, at most."""
SOON = 0.05
"""Seconds after an acknowledgement in which the next thing is being written."""
PATIENCE = 60.0


ZEROS = frozenset(
    (
        "acknowledged things lost",
        "torn files",
        "commands that failed",
        "drafts beside their entry after a start",
        "starts that came to nothing",
    )
)
COUNTED = ("kills", "ended before the kill", "acknowledged", "temporary files left", *sorted(ZEROS))
"""All that is counted."""


class Commands:
    """Commands in homes below `folder`; `ready` is a home whose cache knows the flows."""

    def __init__(self, ready: Path, folder: Path, chance: random.Random) -> None:
        self._ready, self._folder, self._chance = ready, folder, chance
        self._rounds = 0
        self.counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
        self.stuck: list[str] = []
        self._temporary: set[Path] = set()
        self._torn: set[Path] = set()

    def round(self) -> None:
        """Begins to write, is killed, and looks what is there."""
        if self._rounds % ROUNDS_IN_A_HOME == 0:
            self._home = self._folder / f"commands-{self._rounds}"
            shutil.copytree(self._ready / "cache", self._home / "cache")
            self._told = Told()
        self._rounds += 1
        before = self._told.acknowledged
        name = f"{self._chance.random()}"
        process, pipe = writing(self._home, name, MOST)
        self._listen(pipe)
        code = forked.killed(process)
        while piece := os.read(pipe, 65536):
            self._told.hear(piece)
        os.close(pipe)
        self.counts["kills"] += 1
        self.counts["ended before the kill"] += code != -9
        self.counts["acknowledged"] += self._told.acknowledged - before
        self._look()

    def _listen(self, pipe: int) -> None:
        """Listens up to the moment of the kill."""
        wanted = self._told.acknowledged + self._chance.randint(0, LONGEST)
        while self._told.acknowledged < wanted:
            if not select.select([pipe], [], [], PATIENCE)[0] or not (piece := os.read(pipe, 65536)):
                return
            self._told.hear(piece)
        if self._chance.random() < 0.5:
            watched = stamps(self._home / "journal")
            now, end = watched(), time.monotonic() + 1
            while watched() == now and time.monotonic() < end:
                pass
        else:
            select.select([], [], [], self._chance.choice([0.0, self._chance.uniform(0, SOON)]))

    def _look(self) -> None:
        found = held(self._home / "journal")
        lost = self._told.missing(found)
        self.stuck += [f"lost: {each}" for each in lost] + [f"failed: {each}" for each in self._told.failed]
        self._temporary |= {*found.temporary}
        self.counts["acknowledged things lost"] += len(lost)
        self.counts["torn files"] += len({*found.torn} - self._torn)
        self._torn |= {*found.torn}
        self.counts["temporary files left"] = len(self._temporary)
        self.counts["commands that failed"] += len(self._told.failed)
        self._told.failed.clear()
        out = self._folder / "said"
        if forked.piped(self._home, ["drafts", "--json"], out):
            self.counts["starts that came to nothing"] += 1
            self.stuck.append(out.read_text(encoding="utf-8")[-500:])
        self.counts["drafts beside their entry after a start"] += len(held(self._home / "journal").beside_their_entry)


def writing(home: Path, name: str, most: int) -> tuple[int, int]:
    """Somebody begins to write in a home; the process, and our end of the pipe."""
    ours, theirs = os.pipe()

    def write() -> int:
        os.close(ours)
        return Person(home, name, Telling(theirs)).write(most)

    process = forked.in_the_background(write)
    os.close(theirs)
    return process, ours
