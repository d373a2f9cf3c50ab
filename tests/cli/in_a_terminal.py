"""A terminal with `reflect` in it: its keys, its screen as a person sees it, and the ways in which it can end."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pexpect
import pyte

from tests.cli.test_process import environment

ROWS, COLUMNS = 40, 80
PATIENCE = 30.0
"""Seconds after which what was waited for does not come any more."""
MOMENT = 0.02
"""Seconds in which the terminal is listened to, before something else is looked at again."""


class Terminal:
    """`reflect` with these arguments, for the home in a folder; `world` is added to its environment, and `prepare` is
    called in its process before it begins. `written` is all that it sent to the terminal."""

    def __init__(
        self,
        home: Path,
        *args: str,
        world: Mapping[str, str] | None = None,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        self.home = home
        self.written = b""
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        self._shown: str | None = None
        self._child = _child(home, args, world or {}, prepare)
        # Nothing has to be given time: the end of the process is waited for before.
        self._child.ptyproc.delayafterclose = 0

    @property
    def shown(self) -> str:
        """The words on the screen, with one space between them."""
        # To read the whole screen off takes long enough to slow down what runs beside.
        if self._shown is None:
            self._shown = " ".join(" ".join(self.screen.display).split())
        return self._shown

    def _show_more(self, patience: float) -> None:
        """Shows what is written within so many seconds. Raises TIMEOUT, EOF."""
        read = self._child.read_nonblocking(65536, patience)
        self.written += read
        self._stream.feed(read)
        self._shown = None

    @property
    def process(self) -> int:
        """The number of the process."""
        number: int = self._child.pid
        return number

    def press(self, keys: str) -> None:
        self._child.send(keys.encode())

    def until(self, *words: str) -> None:
        """Looks on until all of these words stand on the screen."""
        self._look_until(lambda: all(" ".join(each.split()) in self.shown for each in words), words, PATIENCE)

    def while_waiting(self, there: Callable[[], object], patience: float) -> None:
        """Looks on until something else is `there`, for so many seconds at most."""
        self._look_until(there, "what was waited for", patience)

    def _look_until(self, there: Callable[[], object], what: object, patience: float) -> None:
        deadline = time.monotonic() + patience
        while not there():
            assert time.monotonic() < deadline, f"{what} did not come; there stands:\n{self._page}"
            try:
                self._show_more(MOMENT)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                assert there(), f"{what} did not come before the end; there stands:\n{self._page}"

    @property
    def _page(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).strip()

    # ---------------------------------------------------------------------------------------------------------- the end

    def ended(self) -> int | None:
        """Looks on to the end; the exit code, None for a process that was killed."""
        with suppress(pexpect.EOF):
            while True:
                self._show_more(PATIENCE)
        return self._code()

    def stopped(self, number: signal.Signals) -> int | None:
        """The exit code after a signal to the process."""
        self._child.kill(number)
        return self.ended()

    def interrupted(self) -> int | None:
        """The exit code after Ctrl-C."""
        self.press("\x03")
        return self.ended()

    def closed(self) -> int | None:
        """The exit code after the terminal was closed."""
        self._child.ptyproc.fileobj.close()
        return self._code()

    def _code(self) -> int | None:
        code: int | None = self._child.wait()
        return code

    def left(self) -> tuple[Any, set[int]]:
        """How the terminal was left: what the system does with keys, and what was switched on by escape sequences."""
        return termios.tcgetattr(self._child.child_fd), self.screen.mode

    def put_away(self) -> None:
        """Ends what still runs."""
        if self._child.isalive():
            self._child.kill(signal.SIGKILL)
            self._child.wait()
        self._child.close()


def as_found() -> tuple[Any, set[int]]:
    """How a terminal is before anything was done with it."""
    ours, theirs = os.openpty()
    try:
        return termios.tcgetattr(ours), pyte.Screen(COLUMNS, ROWS).mode
    finally:
        os.close(ours)
        os.close(theirs)


def _child(home: Path, args: tuple[str, ...], world: Mapping[str, str], prepare: Callable[[], None] | None) -> Any:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "reflect", *args],
        env=environment(home, **{"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", **world}),
        dimensions=(ROWS, COLUMNS),
        timeout=PATIENCE,
        preexec_fn=prepare,
    )
    child.delaybeforesend = None
    return child
