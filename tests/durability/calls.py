"""Every system call of a save fails, with each error that it can have, and at each the program is killed (with strace)."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reflect.journal.lock import NAME as LOCK
from tests.durability.figures import Figures
from tests.durability.ready import Came
from tests.durability.stage import ENDS, ZEROS, Stage, counted, stage
from tests.durability.view import view
from tests.durability.writing_commands import SAVES, Writing

NOT_REACHED, NOT_CONFIRMED = "not reached", "said to be saved and the disk had said no"
KILL = "KILL"
_DISK = ("EIO", "ENOSPC", "EDQUOT", "EROFS")
_RIGHTS = ("EACCES", "EPERM")
_READS = ("EIO", "ENOMEM")
ERRORS: dict[str, tuple[str, ...]] = {
    "openat": (*_DISK, *_RIGHTS, "EMFILE", "ENFILE", "EFBIG", "EINTR"),
    "write": ("EIO", "ENOSPC", "EDQUOT", "EFBIG", "EPERM", "EINTR"),
    "fsync": ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EINTR"),
    "close": ("EIO", "ENOSPC", "EDQUOT", "EINTR"),
    "rename": (*_DISK, *_RIGHTS), "link": (*_DISK, *_RIGHTS, "EMLINK", "EEXIST"), "unlink": ("EIO", "EROFS", *_RIGHTS),
    "mkdir": (*_DISK, *_RIGHTS, "EMLINK"), "rmdir": ("EIO", "EROFS", *_RIGHTS), "chmod": ("EIO", "EROFS", *_RIGHTS),
    "flock": ("EINTR", "ENOLCK", "EIO"), "read": ("EIO", "EINTR"), "getdents64": _READS, "readlink": ("EIO", "EACCES"),
    "stat": (*_READS, "EACCES"), "lseek": ("EIO",),
}  # fmt: skip
"""What a call is made to fail with: what the disk, its quota, its rights and a signal can make of it (EINTR only where the
call can be interrupted; Python calls these again by itself, PEP 475, but for `close`)."""
SAME = {
    "open": "openat", "renameat": "rename", "renameat2": "rename", "linkat": "link", "unlinkat": "unlink", "mkdirat": "mkdir",
    "fchmod": "chmod", "fchmodat": "chmod", "newfstatat": "stat", "fstat": "stat", "lstat": "stat", "statx": "stat",
    "readlinkat": "readlink", "fdatasync": "fsync", "pwrite64": "write", "writev": "write",
}  # fmt: skip
"""The names that systems have for the same call."""
WATCHED = ",".join(f"?{each}" for each in sorted({*ERRORS, *SAME}))
_CALL = re.compile(r"^(\w+)\((.*)")
_FILES = re.compile(r"[<\"](/[^>\"]*)")
_BY_CHANCE = re.compile(r"\.new-[0-9a-f]{16}")


@dataclass(frozen=True)
class Call:
    """The nth (from 1) system call of that name in a save, and what stands in its line."""

    name: str
    nth: int
    said: str

    def errors(self) -> tuple[str, ...]:
        """What it is made to fail with. Not the closing of the lock: strace leaves out the call that it has fail, and so the lock
        would stay with the program, as no system does that says that closing failed."""
        name = SAME.get(self.name, self.name)
        return () if name == "close" and f"/{LOCK}>" in self.said else ERRORS[name]


@dataclass(frozen=True)
class Case:
    """What is done to one call of a save: an error by its name, or KILL."""

    save: Writing
    call: Call
    what: str

    def __str__(self) -> str:
        return f"{self.save.name}, {self.what} at {self.call.name} {self.call.nth}, {self.call.said[:160]}"


def cannot() -> str | None:
    """Why this cannot be done here; None where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-e", "trace=none", "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        return f"strace may not look on here ({' '.join(tried.stderr.split())[:100]})"
    return None


def measure(rounds: int, work: Path, seed: int, saves: Sequence[Writing] = SAVES) -> Figures:
    """At most so many cases, by chance, of all that there are: each save, each of its calls, each error and SIGKILL."""
    what = "system calls of a save that fail, or at which it is killed"
    if (reason := cannot()) is not None:
        return Figures(what, 0, skipped=reason)
    counts = Counter(dict.fromkeys((*ENDS, *ZEROS, NOT_REACHED, NOT_CONFIRMED), 0))
    with stage(work, saves) as at:
        looking = Looking(at, work)
        cases = [
            Case(save, call, error)
            for save in saves
            for call in looking.calls(save)
            for error in (*call.errors(), KILL)
        ]
        chosen = random.Random(seed).sample(cases, min(rounds, len(cases)))
        # One save after the other.
        for case in sorted(chosen, key=lambda case: (saves.index(case.save), case.call.nth)):
            came, found = looking.done(case)
            counted(counts, found, case, came)
    return Figures(what, len(chosen), counts, frozenset((*ZEROS, NOT_REACHED, NOT_CONFIRMED)))


class Looking:
    """A stage on which each system call is looked at."""

    def __init__(self, at: Stage, work: Path) -> None:
        self.stage, self._trace = at, work / "trace"

    def calls(self, save: Writing) -> list[Call]:
        """The system calls in the home, from where saving begins: at the lock."""
        after = self.stage.views(save)[-1]
        came = self._came(save, ("-e", f"trace={WATCHED}"))
        assert came.code == save.code, came
        assert view(self.stage.home) == after, "the same save is not the same the second time"
        return list(self._noted())

    def _noted(self) -> Iterator[Call]:
        home, seen, saving = str(self.stage.home), Counter[str](), False
        for line in self._trace.read_text(encoding="utf-8", errors="replace").splitlines():
            if found := _CALL.match(line):
                seen[found[1]] += 1
                saving = saving or f"/{LOCK}" in line
                if saving and home in line and f"{home}/cache" not in line:
                    yield Call(found[1], seen[found[1]], line)

    def done(self, case: Case) -> tuple[Came, list[str]]:
        """What came of a case, and what is to be counted of it."""
        how = "signal=KILL" if case.what == KILL else f"error={case.what}"
        name, nth = case.call.name, case.call.nth
        came = self._came(case.save, ("-e", f"trace={name}", "-e", f"inject={name}:{how}:when={nth}"))
        found = [] if self._reached(case) else [NOT_REACHED]
        found += self.stage.judged(case.save, came)
        if case.call.name == "fsync" and "/.new-" in case.call.said and case.what in _DISK and "saved" in found:
            found.append(NOT_CONFIRMED)
        return came, [*found, *self.stage.afterwards(case.save, found)]

    def _came(self, save: Writing, how: tuple[str, ...]) -> Came:
        """What came of a save that strace looked at."""
        command = save.at(self.stage.anew(save), seed=20, later=1)
        with self.stage.ready.held(command) as process:
            looking = subprocess.Popen(
                ["strace", "-y", "-s", "0", "-e", "signal=none", "-o", str(self._trace), *how, "-p", str(process)],
                stderr=subprocess.PIPE,
                text=True,
            )
            assert looking.stderr
            said = looking.stderr.readline()
            assert "attached" in said, said
            came = self.stage.ready.go()
            looking.communicate()
        return came

    def _reached(self, case: Case) -> bool:
        """Whether it was done to the very call that was meant."""
        lines = self._trace.read_text(encoding="utf-8", errors="replace").splitlines()
        calls = [line for line in lines if _CALL.match(line)]
        if len(calls) < case.call.nth:
            return False
        line = calls[case.call.nth - 1]
        return _files_in(line) == _files_in(case.call.said) and (case.what == KILL or "(INJECTED)" in line)


def _files_in(line: str) -> list[str]:
    """The files that a call is given, without what is by chance in their names."""
    return _FILES.findall(_BY_CHANCE.sub(".new-", line.partition(" = ")[0]))
