"""A bar for work that takes longer than a moment, with the time that is left; gone when it is done."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import IO, Self

from reflect.pages.visible import one_line
from reflect.terminal.columns import columns

PATIENCE = 1.0
"""Seconds after which somebody wants to know what is going on."""
PACE = 0.2
"""Seconds after which it is drawn anew."""
ROOMY = 64
"""Columns from which there is room for a sentence."""
SHORTEST, LONGEST = 8, 40
"""Columns of the bar itself; where there is no room for it, the words have to do."""
A_WHILE = 90
"""Seconds from which on the time that is left is told in minutes."""
MARGIN = len("^C") + 1
"""Columns left free: where a terminal writes ^C behind the line, it is still one, and can be cleared."""
GAP = "  "
LONG, SHORT = "about 99 minutes left", "99 min"
"""What is behind the bar at most, but for the longest work."""
FULL, EMPTY = "━", "─"
PLAIN = str.maketrans({FULL: "#", EMPTY: "-"})
USUAL = 80


class Bar:
    """Shows on the terminal behind `stream` how far `what` has come, once it has taken PATIENCE.

    Called with how many of how many things are done. `seconds` is a clock that only goes on. Leaving it, also by Ctrl-C,
    clears the line. It is made of characters and of going back to the beginning of the line, so every terminal can show
    it; one that calls itself dumb may read out what changes, so there it is said once, without a bar.
    """

    def __init__(
        self,
        what: str,
        stream: IO[str],
        seconds: Callable[[], float] = time.monotonic,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._what = one_line(what)
        self._stream = stream
        self._seconds = seconds
        self._still = environ.get("TERM", "").lower() == "dumb"
        self._began = seconds()
        self._next = self._began + PATIENCE
        self._shown = 0

    def __call__(self, done: int, of: int) -> None:
        now = self._seconds()
        if now < self._next or done >= of:
            return
        self._next = float("inf") if self._still else now + PACE
        left = (now - self._began) * (of - done) / max(done, 1)
        self._write(bar_line(self._what, done, of, left, self._width() - MARGIN, bar=not self._still))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._next = float("inf")
        if self._shown:
            self._shown = self._width() - 1
            self._write("")
            self._shown = 0

    def _write(self, line: str) -> None:
        """Puts a line in the place of the one before."""
        if not _can_show(self._stream, line):
            line = line.translate(PLAIN)
        blank = f"\r{' ' * self._shown}\r" if self._shown else ""
        self._shown = columns(line)
        # What it shows is of no use to somebody who is not there any more.
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(f"{blank}{line}")
            self._stream.flush()

    def _width(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or USUAL
        except (OSError, ValueError):
            return USUAL


def bar_line(what: str, done: int, of: int, left: float, room: int, *, bar: bool = True) -> str:
    """How far `what` has come, in at most `room` columns: so much done of so much, `left` seconds to go."""
    short = room < ROOMY
    words = _time(left, short=True) if short else f"about {_time(left)} left"
    # The bar stays as long as it is, whatever the number behind it.
    size = min(room - columns(what) - len(SHORT if short else LONG) - 2 * len(GAP), LONGEST)
    full = max(size, 0) * done // max(of, 1)
    drawn = f"{FULL * full}{EMPTY * (size - full)}" if bar and size >= SHORTEST else ""
    lines = (GAP.join(part for part in parts if part) for parts in ((what, drawn, words), (what, words), (words,)))
    return next((line for line in lines if columns(line) <= room), "")


def _time(seconds: float, *, short: bool = False) -> str:
    one, length, sign = ("minute", 60, "min") if seconds >= A_WHILE else ("second", 1, "s")
    number = max(round(seconds / length), 1)
    if short:
        return f"{number} {sign}"
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _can_show(stream: IO[str], line: str) -> bool:
    try:
        line.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
