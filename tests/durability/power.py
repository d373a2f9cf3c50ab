"""Simulated power cuts on ext4 and xfs, right after something was said to be saved: all of it is there afterwards."""

from __future__ import annotations

import os
import random
import select
import shutil
from collections import Counter
from pathlib import Path

from tests.durability import forked
from tests.durability.disks import KINDS, Disk, missing
from tests.durability.figures import Figures
from tests.durability.holding import held
from tests.durability.killed_commands import MOST, writing
from tests.durability.telling import Told
from tests.durability.workers import all_of, ready, shares

CUTS_OF_A_DISK = 12
"""Cuts after which the next disk is a new one."""
NEW_HOME = 0.35
"""How often somebody begins in a home in which nothing was ever written, where every folder is new."""
LONGEST = 10
"""Acknowledgements before a cut, at most."""
SOON = 0.004
"""Seconds after an acknowledgement in which the next write has begun."""
PATIENCE = 60.0
ZEROS = frozenset(("acknowledged things lost", "torn files", "commands that failed", "starts that came to nothing"))


def measure(rounds: int, work: Path, seed: int) -> list[Figures]:
    """So many cuts, one half on each file system, in folders below `work`."""
    halves = dict(zip(KINDS, shares(rounds, len(KINDS)), strict=True))
    why_not = {kind: missing(kind, work / "trying" / kind) for kind in KINDS}
    able = [kind for kind in KINDS if why_not[kind] is None]
    home = ready(work) if able else work
    came = dict(zip(able, all_of(cuts, [(kind, halves[kind], home, work / kind, seed) for kind in able]), strict=True))
    return [
        Figures(
            f"power cuts on {kind}",
            halves[kind],
            came.get(kind, {}),
            ZEROS if kind in came else frozenset(),
            why_not[kind],
        )
        for kind in KINDS
    ]


def cuts(kind: str, rounds: int, home: Path, work: Path, seed: int) -> Counter[str]:
    """So many cuts on disks of one kind, and what was counted; `home` is one whose cache knows the flows."""
    cutting = Cutting(kind, home, work, random.Random(f"{seed} {kind}"))
    try:
        for _ in range(rounds):
            cutting.round()
    finally:
        cutting.put_away()
    return cutting.counts


class Cutting:
    """Disks of one kind in a folder, one after the other, whose power is cut again and again."""

    def __init__(self, kind: str, home: Path, work: Path, chance: random.Random) -> None:
        self._kind, self._ready, self._work, self._chance = kind, home, work, chance
        forked.imported()
        self._disk: Disk | None = None
        self._told: dict[Path, Told] = {}
        self._homes = self._rounds = 0
        self._torn: set[Path] = set()
        self.counts: Counter[str] = Counter(dict.fromkeys(("cuts", "acknowledged", *sorted(ZEROS)), 0))
        self.lost: list[str] = []

    def round(self) -> None:
        """Begins to write, cuts the power, and looks what is there."""
        disk = self._at_hand()
        home = self._home(disk)
        told, before = self._told[home], self._told[home].acknowledged
        process, pipe = writing(home, f"{self._kind} {self._chance.random()}", MOST)
        self._listen(pipe, told)
        disk.cut()
        failed = len(told.failed)
        forked.killed(process)
        # The power goes in an instant, the ioctl takes a moment: a call of the system that runs in it may say that all went
        # well although what it waited for was just given up. Nobody would have lived to hear of that.
        while piece := os.read(pipe, 65536):
            told.hear(piece, too_late=True)
        os.close(pipe)
        # Whatever fails when there is no disk any more fails with good reason.
        self.counts["commands that failed"] += failed
        told.failed.clear()
        self.counts["cuts"] += 1
        self.counts["acknowledged"] += told.acknowledged - before
        disk.unmount()
        disk.mount()
        for each, said in self._told.items():
            self._look(each, said)

    def put_away(self) -> None:
        """Throws the disk away."""
        if self._disk:
            self._disk.put_away()

    def _at_hand(self) -> Disk:
        if self._disk and self._rounds % CUTS_OF_A_DISK:
            self._rounds += 1
            return self._disk
        self.put_away()
        self._disk = Disk(self._kind, self._work)
        self._disk.mount()
        self._told.clear()
        self._rounds += 1
        return self._disk

    def _home(self, disk: Disk) -> Path:
        """A home on the disk. What the program read before is kept in its cache, which a power cut may take away; so the
        cache stands on another disk."""
        if self._told and self._chance.random() > NEW_HOME:
            return self._chance.choice([*self._told])
        self._homes += 1
        home = disk.root / f"home-{self._homes}"
        cache = self._work / "caches" / home.name
        shutil.copytree(self._ready / "cache", cache)
        home.mkdir(mode=0o700)
        (home / "cache").symlink_to(cache)
        # Where somebody keeps a journal is there before; what is new in it is the program's.
        _sync(home)
        self._told[home] = Told()
        self.counts["journals begun"] += 1
        return home

    def _listen(self, pipe: int, told: Told) -> None:
        """Listens up to the moment of the cut."""
        wanted = told.acknowledged + self._chance.randint(1, LONGEST)
        while told.acknowledged < wanted:
            if not select.select([pipe], [], [], PATIENCE)[0] or not (piece := os.read(pipe, 65536)):
                return
            told.hear(piece)
        if self._chance.random() < 0.5:
            select.select([], [], [], self._chance.uniform(0, SOON))
        while select.select([pipe], [], [], 0)[0] and (piece := os.read(pipe, 65536)):
            told.hear(piece)

    def _look(self, home: Path, told: Told) -> None:
        found = held(home / "journal")
        lost = told.missing(found)
        self.lost += [f"{self._kind} {home.name}: {each}" for each in lost]
        self.counts["acknowledged things lost"] += len(lost)
        self.counts["torn files"] += len({*found.torn} - self._torn)
        self._torn |= {*found.torn}
        if forked.piped(home, ["drafts", "--json"], self._work / "said"):
            self.counts["starts that came to nothing"] += 1


def _sync(folder: Path) -> None:
    for each in (folder, folder.parent):
        number = os.open(each, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(number)
        os.close(number)
