"""A terminal with a program that is going to be killed: what is typed and when, and what stands there."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pexpect
from pexpect.fdpexpect import fdspawn

from tests.durability import forked

PATIENCE = 30.0
"""Seconds after which what was waited for does not come any more."""
MAY_BE_MISSING = 2.0
"""Seconds of typing that may be missing after a kill."""
TOLD = 1500
"""Characters of a screen on which something was missing that are told."""
BETWEEN = rb"(?:\s|\x1b\[[0-9;?]*[A-Za-z])+"
"""What can stand between two words on a screen that are one after the other."""


class Stuck(Exception):
    """What was to come did not come."""


@dataclass(frozen=True)
class Pressed:
    """A character that was typed: when, and how long the program had waited until then for the machine (seconds)."""

    at: float
    waited: float


class Terminal:
    """`reflect` with these arguments, for the home in a folder."""

    def __init__(self, home: Path, *args: str) -> None:
        self.process, number = forked.on_a_terminal(home, args)
        self._screen = fdspawn(number, timeout=PATIENCE)
        self._screen.delayafterread = None
        self._screen.delaybeforesend = None
        self._typed: list[Pressed] = []
        self._disk = 0.0

    def press(self, keys: str) -> None:
        with contextlib.suppress(OSError):
            self._screen.send(keys.encode())

    def until(self, words: str) -> None:
        """Looks on until these words stand there. Raises Stuck."""
        pattern = BETWEEN.join(re.escape(each.encode()) for each in words.split())
        found = self._screen.expect([pattern, pexpect.EOF, pexpect.TIMEOUT])
        if found:
            before = self._screen.before if isinstance(self._screen.before, bytes) else b""
            tail = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", before)[-TOLD:]
            raise Stuck(f"'{words}' did not come; there stands:\n{tail.decode(errors='replace')}")

    def look_on(self, seconds: float) -> None:
        """Looks on for so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._screen.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=left) == 0:
                return

    def type(self, character: str) -> None:
        """Types one character, and keeps in mind when."""
        self._typed.append(self._now())
        self.press(character)

    def long_ago(self) -> int:
        """How many of the characters were typed so long ago that they must be safe. What the program waited for a
        processor that others had, or for the disk, does not count: it could do nothing then."""
        now = self._now()
        return sum(now.at - each.at - (now.waited - each.waited) > MAY_BE_MISSING for each in self._typed)

    def wait_for(self, changed: Callable[[], object], seconds: float) -> None:
        """Waits, without a pause, until something is another than it was, for so many seconds at most."""
        before, end = changed(), time.monotonic() + seconds
        while changed() == before and time.monotonic() < end:
            pass

    def kill(self) -> int:
        """Ends the program with SIGKILL if it did not end before; its exit code."""
        code = forked.killed(self.process)
        self._screen.close()
        return code

    def _now(self) -> Pressed:
        now, here = time.monotonic(), Path(f"/proc/{self.process}")
        try:
            processor = int((here / "schedstat").read_text(encoding="ascii").split()[1]) / 1e9
            waits = (here / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "D"
        except (OSError, IndexError, ValueError):
            processor, waits = 0.0, False
        if self._typed and waits:
            # How long it waits for a disk is not told; since the character before is the longest that it can be.
            self._disk += now - self._typed[-1].at
        return Pressed(now, processor + self._disk)


def stamps(folder: Path, *, entries_only: bool = False) -> Callable[[], object]:
    """What changes whenever something is written in a journal, or an entry in it: asked for again and again, it is
    quick."""
    month = time.strftime("%Y/%m", time.gmtime())
    places = [str(folder / each) for each in ("entries", f"entries/{month}")]
    if not entries_only:
        places += [str(folder / each) for each in ("", "setbacks", "drafts")]
        places += [str(each) for each in (folder / "drafts").glob("*.json")]

    def stamp(place: str) -> tuple[int, int, int] | None:
        try:
            found = os.stat(place)  # noqa: PTH116 (a Path for each look would take longer than the look)
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    return lambda: [stamp(each) for each in places]
