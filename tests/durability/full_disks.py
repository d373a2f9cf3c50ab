"""Every command that writes, on a disk that is full, read-only or ill, or with too little allowed: what was there before stays."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.durability.figures import Figures
from tests.durability.ready import Came, Command
from tests.durability.stage import ENDS, ZEROS, Stage, counted, stage
from tests.durability.view import view
from tests.durability.writing_commands import DEMO, READS, WRITES, Writing

MEGABYTES = 8
HURT_BY_READING = "a reading command failed or wrote"
"""What must never be found beside what is never to be found on any stage."""


@dataclass(frozen=True)
class Ill:
    """What is wrong with a disk. `mounted` is how a file system of its own is made so (None: it needs none); `limits` and
    `failing` are those of a Command. Commands that only read go on where it `can_be_read`."""

    name: str
    mounted: str | None = None
    limits: Mapping[str, int] = field(default_factory=dict)
    failing: Mapping[str, int] = field(default_factory=dict)
    can_be_read: bool = True


FULL, NO_NAMES, READ_ONLY = "full", "no names left", "read-only"
ILLS = (
    Ill("ENOSPC, no room", FULL),
    Ill("ENOSPC, no names left", NO_NAMES),
    Ill("EROFS", READ_ONLY),
    Ill("EFBIG", limits={"FSIZE": 0}),
    *(Ill(f"EMFILE, {most} more may be open", limits={"NOFILE": most}, can_be_read=False) for most in (1, 2, 3)),
    Ill("EIO while writing", failing={"write": errno.EIO}),
    Ill("EIO while bringing it onto the disk", failing={"fsync": errno.EIO}),
)


@dataclass(frozen=True)
class Case:
    """A command, and what is wrong with its disk."""

    command: Writing
    ill: Ill

    def __str__(self) -> str:
        return f"{self.command.name}, {self.ill.name}"


def cannot(work: Path) -> str | None:
    """Why no disk can be made full or read-only here; None where it can."""
    tried = work / "tried"
    tried.mkdir()
    made = _mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tried))
    if made.returncode:
        return f"no file system can be mounted here ({' '.join(made.stderr.split())[:100]})"
    subprocess.run(["umount", str(tried)], check=True)
    return None


def measure(rounds: int, work: Path, seed: int, commands: Sequence[Writing] = WRITES) -> list[Figures]:
    """At most so many cases, by chance, of all that there are: those that need a file system of their own, and the others."""
    reason = cannot(work)
    mounted = [each for each in ILLS if each.mounted]
    others = [each for each in ILLS if not each.mounted]
    what = (
        "writing commands on a disk that is full or read-only",
        "writing commands with a limit, or a disk that is ill",
    )
    with stage(work, commands) as at:
        first = (
            Figures(what[0], 0, skipped=reason) if reason else _measured(what[0], at, commands, mounted, rounds, seed)
        )
        came = [first, _measured(what[1], at, commands, others, rounds, seed)]
        # It writes hundreds of files, and takes as long as many cases.
        return [*came, _demo(at, others if reason else ILLS)] if rounds > len(commands) * len(ILLS) else came


def _measured(
    what: str, at: Stage, commands: Sequence[Writing], ills: Sequence[Ill], rounds: int, seed: int
) -> Figures:
    cases = [Case(command, ill) for command in commands for ill in ills]
    chosen = random.Random(seed).sample(cases, min(rounds, len(cases)))
    counts = Counter(dict.fromkeys((*ENDS, "read", *ZEROS, HURT_BY_READING), 0))
    for case in chosen:
        came, found = _done(at, case)
        counted(counts, found, case, came)
    reads = [(name, ill) for ill in ills if ill.can_be_read for name in READS]
    for name, ill in random.Random(seed).sample(reads, min(rounds, len(reads))):
        hurt = _read(at, commands[0], ill, name)
        counts["read"] += 1
        if hurt is not None:
            counted(counts, [HURT_BY_READING], f"{name}, {ill.name}", hurt)
    return Figures(what, len(chosen), counts, frozenset((*ZEROS, HURT_BY_READING)))


def _demo(at: Stage, ills: Sequence[Ill]) -> Figures:
    """The made-up year on each of these disks: begun and not finished, it goes again. Without files that may be open, nothing
    can be taken away either."""
    counts = Counter({"not made": 0, "made, or something of it left": 0})
    ills = [each for each in ills if each.can_be_read]
    for ill in ills:
        with _ill(at, DEMO, ill):
            before = view(at.home)
            came = at.ready.run(_at(DEMO, at, ill))
            gone = came.code == 1 and came.err.startswith("reflect: ") and view(at.home) == before
            counts["not made" if gone else "made, or something of it left"] += 1
    return Figures(DEMO.name, len(ills), counts, frozenset(counts) - {"not made"})


def _done(at: Stage, case: Case) -> tuple[Came, list[str]]:
    at.views(case.command)
    with _ill(at, case.command, case.ill):
        came = at.ready.run(_at(case.command, at, case.ill))
        found = at.judged(case.command, came)
        _mended(at, case.ill)
        return came, [*found, *at.afterwards(case.command, found)]


def _read(at: Stage, command: Writing, ill: Ill, name: str) -> Came | None:
    """What came of a command that only reads, where it did not go on, or wrote."""
    with _ill(at, command, ill):
        before = view(at.home)
        came = at.ready.run(
            Command(str(at.home), READS[name], later=1, limits=ill.limits, failing=ill.failing, index=True)
        )
        return came if came.code or came.err or view(at.home) != before else None


def _at(command: Writing, at: Stage, ill: Ill) -> Command:
    return command.at(at.home, seed=20, later=1, limits=ill.limits, failing=ill.failing, index=True)


@contextlib.contextmanager
def _ill(at: Stage, command: Writing, ill: Ill) -> Iterator[None]:
    """The home as it was before, on a disk that is ill."""
    if ill.mounted is None:
        at.anew(command)
        yield
        return
    disk = at.home.parent
    disk.mkdir(exist_ok=True)
    made = _mount("-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(disk))
    assert not made.returncode, made.stderr
    try:
        at.anew(command)
        if ill.mounted == READ_ONLY:
            assert not _mount("-o", "remount,ro", str(disk)).returncode
        elif ill.mounted == NO_NAMES:
            there = sum(1 for _ in disk.rglob("*")) + 1
            assert not _mount("-o", f"remount,nr_inodes={there}", str(disk)).returncode
        else:
            _fill(disk / "filler")
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def _mended(at: Stage, ill: Ill) -> None:
    """The disk is well again."""
    disk = str(at.home.parent)
    if ill.mounted == READ_ONLY:
        assert not _mount("-o", "remount,rw", disk).returncode
    elif ill.mounted == NO_NAMES:
        assert not _mount("-o", "remount,nr_inodes=0", disk).returncode
    elif ill.mounted == FULL:
        (at.home.parent / "filler").unlink()


def _fill(file: Path) -> None:
    """Takes all the room that is left on a disk."""
    number = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    os.write(number, bytes(size))
    finally:
        os.close(number)


def _mount(*how: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(["mount", *how], capture_output=True, text=True, check=False)
    except OSError as error:
        return subprocess.CompletedProcess(how, 1, "", error.strerror)
