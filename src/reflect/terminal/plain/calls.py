"""What calls somebody away from a line: the signals that end a sitting, and the one that only stops it."""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from reflect.terminal.exit_codes import EXIT_CODES
from reflect.terminal.plain.tty_mode import TtyMode


class Calls:
    """Notes the signals that come while keys are read from `file` (None: a stream, which waits by itself).

    `came` is the exit code of the first of them. While the terminal is `lent` to another program, Ctrl-C is that
    program's. `again` is whether the line has to be shown again, because the sitting was stopped and goes on.
    """

    def __init__(self, file: int | None, mode: TtyMode) -> None:
        self._file, self._mode = file, mode
        self._wake: tuple[int, int] | None = None
        self.came: int | None = None
        self.lent = self.again = False

    @contextmanager
    def minded(self) -> Iterator[None]:
        """Minds the signals while it lasts; elsewhere than in the main thread it does nothing."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        handlers: dict[int, Any] = dict.fromkeys(EXIT_CODES, self._signalled)
        if self._file is None:
            # A stream is waited for inside its own read, which only the usual KeyboardInterrupt ends.
            handlers.pop(signal.SIGINT)
        elif self._mode.there:
            handlers[signal.SIGTSTP] = self._stopped
        if self._file is not None:
            self._wake = os.pipe()
            os.set_blocking(self._wake[1], False)
        before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, signal.SIG_DFL if handler is None else handler)
            ends, self._wake = self._wake, None
            for end in ends or ():
                os.close(end)

    def waits(self, seconds: float | None) -> bool:
        """Whether there is something to read within so many seconds; a signal ends the waiting."""
        assert self._file is not None
        wake = [self._wake[0]] if self._wake else []
        try:
            ready, _, _ = select.select([self._file, *wake], [], [], seconds)
        except (OSError, ValueError):
            return True
        if wake and wake[0] in ready:
            os.read(wake[0], 1024)
        return self._file in ready

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGINT and self.lent:
            return
        self.came = self.came or EXIT_CODES[number]
        self._wake_up()

    def _wake_up(self) -> None:
        if self._wake:
            with suppress(OSError):
                os.write(self._wake[1], b"!")

    def _stopped(self, number: int, _frame: FrameType | None) -> None:
        """Stops, with the terminal as it was found; when it goes on, the line is shown again."""
        taken = self._mode.taken
        self._mode.give_back()
        mine = signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, mine)
        if taken:
            self._mode.take()
            self.again = True
            self._wake_up()
