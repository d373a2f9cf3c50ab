"""Prints lines and reads lines, as a typewriter on a wire does: what is on the screen is never moved or drawn again."""

from __future__ import annotations

import codecs
import os
import select
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import IO

from reflect.pages.visible import visible
from reflect.terminal.columns import wrapped
from reflect.terminal.exit_codes import HUNG_UP, INTERRUPTED, PAUSE
from reflect.terminal.plain.calls import Calls
from reflect.terminal.plain.tty_mode import TtyMode
from reflect.terminal.plain.typed_line import End, TypedLine

WIDEST = 80
"""Columns beyond which running text is hard to read, however wide the terminal."""
NARROWEST = 16
CHUNK = 65_536
SETTLED = 0.1
"""Seconds without a key after which a finished line is kept; the lines of a paste are kept together."""


class Gone(Exception):
    """Nobody types here any more: a signal came, or the terminal is gone. What stands in the line comes along."""

    def __init__(self, exit_code: int, unfinished: str = "") -> None:
        super().__init__()
        self.exit_code = exit_code
        self.unfinished = unfinished


class Teletype:
    """Lines from `stdin`, lines to `stdout`, in `width` columns (None: as wide as the terminal is).

    On a terminal each key arrives here at once, so that no line is too long, and what stands in an unfinished one is not
    lost with the terminal. Elsewhere lines are read as they come.
    """

    def __init__(self, stdin: IO[str], stdout: IO[str], width: int | None = None) -> None:
        self._stdin, self._stdout, self._width = stdin, stdout, width
        self._file = _file_of(stdin)
        encoding = getattr(stdin, "encoding", None) or "utf-8"
        # Bytes that are none of its characters stay what they are until an answer is made of them.
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
        self._ahead = ""
        self._ends = False
        self._ended = 0
        self._mode = TtyMode(self._file)
        self._calls = Calls(self._file, self._mode)
        self._minded = False

    # -------------------------------------------------------------------------------------------------------- printing

    @property
    def width(self) -> int:
        """Columns for text, as it is now."""
        return max(NARROWEST, min(self._width or shutil.get_terminal_size().columns, WIDEST))

    @property
    def has_keys(self) -> bool:
        """Whether somebody types on a terminal, where Ctrl-D ends a text."""
        return self._mode.there

    def say(self, text: str, indent: str = "", first: str | None = None) -> None:
        """Prints a text in lines between words, each after the `indent`, the first one after `first` in place of it."""
        margin = indent if first is None else first
        for row in wrapped(visible(text), max(8, self.width - len(indent))):
            self.write(f"{margin}{row}".rstrip() + "\n")
            margin = indent

    def write(self, text: str) -> None:
        """Prints a text as it stands, but for what would steer a terminal: that is made visible."""
        self._put(visible(text))

    def _put(self, text: str) -> None:
        encoding = getattr(self._stdout, "encoding", None) or "utf-8"
        # The reply must reach its draft even when nothing can be said any more.
        with suppress(OSError, ValueError):
            self._stdout.write(text.encode(encoding, "replace").decode(encoding))
            self._stdout.flush()

    # --------------------------------------------------------------------------------------------------------- reading

    @contextmanager
    def minded(self) -> Iterator[None]:
        """Minds the terminal and the signals while it lasts; a signal is Gone at the next line, or the one being read."""
        if self._minded:
            yield
            return
        self._minded = True
        with ExitStack() as around:
            around.callback(setattr, self, "_minded", False)
            around.enter_context(self._calls.minded())
            around.callback(self._mode.give_back)
            self._mode.take()
            yield

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Gives the terminal to another program while it lasts; Ctrl-C is that program's then."""
        taken, self._calls.lent = self._mode.taken, True
        self._mode.give_back()
        try:
            yield
        finally:
            self._calls.lent = False
            if taken:
                self._mode.take()

    @property
    def called(self) -> int | None:
        """The exit code of the signal that came, if one did."""
        return self._calls.came

    def line(
        self, prompt: str, soon: Callable[[str], object] = lambda _: None, *, several: bool = False, whole: bool = False
    ) -> str | None:
        """The next line without its end; None for an end of file where a line would begin. Raises Gone.

        `soon` is given what is typed of it so far, at first and then a second after it changed. Of
        `several` lines the last one may be ended by the end of file alone. With `whole`, lines that come at once, as from
        a paste, come together.
        """
        with self.minded():
            if self._file is None:
                return self._streamed(prompt, soon)
            if self._ends:
                self._ends = False
                if several:
                    return None
            self._calls.again = False
            self.write(prompt)
            line = TypedLine(self._mode.keys())
            end = self._typed(line, prompt, soon)
            if end is End.FILE and not line.text:
                self._echo("\n")
                return None
            while end is End.FILE and not several:
                end = self._typed(line, prompt, soon)
            self._ends = end is End.FILE
            self._echo("\n")
            return self._pasted(line.text) if whole else line.text

    def _streamed(self, prompt: str, soon: Callable[[str], object]) -> str | None:
        """A line of a stream that is no file: whatever reads it waits."""
        if self._calls.came:
            raise Gone(self._calls.came)
        soon("")
        self.write(prompt)
        try:
            text = self._stdin.readline()
        except KeyboardInterrupt:
            raise Gone(INTERRUPTED) from None
        except (OSError, ValueError):
            raise Gone(HUNG_UP) from None
        self._echo("\n")
        if not text:
            self._ended += 1
            if self._ended > 1 or not self._stdin.isatty():
                raise Gone(HUNG_UP)
            return None
        self._ended = 0
        if self._calls.came or not text.endswith("\n"):
            raise Gone(self._calls.came or HUNG_UP, text.rstrip("\n"))
        return text.removesuffix("\n").removesuffix("\r")

    def _typed(self, line: TypedLine, prompt: str, soon: Callable[[str], object]) -> End:
        """Reads keys into `line` until it ends. What `soon` was given last is not given to it again."""
        known: str | None = None
        due = time.monotonic() + SETTLED
        while True:
            if self._ahead:
                echo, self._ahead, end = line.take(self._ahead)
                self._echo(echo)
                if end:
                    return end
            if self._calls.again:
                self._calls.again = False
                self.write(f"\n{prompt}{line.text}")
            if known != line.text:
                due = due or time.monotonic() + PAUSE
                if time.monotonic() >= due:
                    soon(line.text)
                    known, due = line.text, 0.0
            if self._calls.came:
                raise Gone(self._calls.came, self._drained(line))
            if self._calls.waits(max(0.0, due - time.monotonic()) if due else None):
                self._read(line)

    def _read(self, line: TypedLine) -> None:
        assert self._file is not None
        try:
            chunk = os.read(self._file, CHUNK)
        except OSError:
            chunk = b""
        self._ahead += self._decoder.decode(chunk, final=not chunk)
        if not chunk:
            raise Gone(self._calls.came or HUNG_UP, self._drained(line))

    def _drained(self, line: TypedLine, patience: float = 0) -> str:
        """All that was typed, lines and what is no line yet, until nothing more comes for so many seconds."""
        assert self._file is not None
        with suppress(OSError, ValueError):
            while select.select([self._file], [], [], patience)[0] and (chunk := os.read(self._file, CHUNK)):
                self._ahead += self._decoder.decode(chunk)
        texts = []
        while self._ahead:
            before = self._ahead
            _, self._ahead, end = line.take(before)
            if end is End.LINE:
                texts.append(line.text)
                line.text = ""
            elif self._ahead == before:
                break
        self._ahead = ""
        return "\n".join([*texts, line.text])

    def _pasted(self, text: str) -> str:
        """A line with those that came together with it; only from keys, which no hand presses that fast."""
        if not self.has_keys or not self._ahead.strip():
            return text
        return "\n".join([text, self._drained(TypedLine(self._mode.keys()), SETTLED)])

    def _echo(self, text: str) -> None:
        """Shows what was typed, as the terminal itself would have; where there is none, the end of the line."""
        if text and (self._mode.echoes or (not self._mode.taken and text == "\n")):
            # Going back over what was typed is the one way in which a line is changed.
            self._put("\b".join(map(visible, text.split("\b"))))


def _file_of(stream: IO[str]) -> int | None:
    """The file behind a stream, where one can wait for it."""
    if sys.platform == "win32":
        return None
    try:
        return stream.fileno()
    except (OSError, ValueError, AttributeError):
        return None
