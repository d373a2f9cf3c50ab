"""Hands a text to the person's own editor and takes it back: in a private folder that is gone afterwards."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reflect.pages.visible import one_line
from reflect.terminal.editor_files import FOR_HOW_LONG, Opened, newest, opened
from reflect.terminal.editor_programs import command, named

TICK = 0.2
"""Seconds between two looks at the file while the editor is open."""
PATIENCE = 2.0
"""Seconds that an editor has to end when the program is told to."""

KEPT = "your text is as it was."
EMPTIED = "The editor gave back an empty text, so yours is as it was; to leave it empty, empty it here."

Keep = Callable[[str], object]
"""Makes safe what was saved in an editor; gives back False when it could not."""


class Process(Protocol):
    """As much of a running program as is needed; subprocess.Popen is one."""

    def wait(self, timeout: float | None = None) -> int:
        """The exit code. Raises subprocess.TimeoutExpired when it takes longer than so many seconds."""

    def terminate(self) -> None:
        """Asks it to end."""


@dataclass(frozen=True)
class Edited:
    """What came of it: the text to go on with, and what went wrong in one line, if something did."""

    text: str
    problem: str | None = None


def _start(words: Sequence[str], environ: Mapping[str, str]) -> Process:
    return subprocess.Popen([*words], env={**environ})  # noqa: S603 - the person's own command


@dataclass(frozen=True)
class Editor:
    """The editor that `environ` names ($VISUAL, then $EDITOR), else one that is installed. Texts lie below `folder`
    while it is open; what has to stay after that, and a text for which `folder` has no room, lies below `aside` (None: in
    `folder` too). `start` runs a command with an environment."""

    environ: Mapping[str, str]
    folder: Path
    start: Callable[[Sequence[str], Mapping[str, str]], Process] = _start
    aside: Path | None = None

    @property
    def there(self) -> bool:
        """Whether there is one to try: one that is named, or one that is installed."""
        return named(self.environ) is not None or command(self.environ, self.folder) is not None

    def edit(self, text: str, keep: Keep | None = None, stop: Callable[[], object] = lambda: None) -> Edited:
        """Opens `text` in the editor until it is closed.

        Whatever is saved meanwhile is given to `keep`. When `stop` returns something, the editor is ended and the text
        is what it had saved. An emptied file leaves the text as it was. Raises nothing: when it cannot be done, the text
        comes back as it was, with the problem; what the editor wrote all the same stays for a week, and is named.
        """
        if command(self.environ, self.folder) is None:
            said = named(self.environ)
            if said is None:
                return Edited(text, f"There is no editor here; name yours in $EDITOR. Meanwhile {KEPT}")
            return Edited(text, f"${said[0]} names {one_line(said[1])}, which is not found here; {KEPT}")
        try:
            with self._begun(_as_file(text)) as own:
                found = command(self.environ, own.folder)
                assert found
                with _keys_belong_to_the_editor():
                    process = self.start([*found.words, str(own.file)], {**self.environ, **found.environ})
                    following = _Following(own, text, keep)
                    code = _wait(process, following, stop)
                return self._came_back(own, text, code, following)
        except OSError as error:
            return Edited(text, f"The editor could not be opened ({error.strerror or 'no reason given'}); {KEPT}")

    @contextmanager
    def _begun(self, text: bytes) -> Iterator[Opened]:
        """A folder with the text in it, wherever there is room for it. Raises OSError."""
        with ExitStack() as around:
            try:
                own = around.enter_context(opened(self.folder))
                own.begin(text)
            except OSError:
                if self.aside is None:
                    raise
                around.close()
                own = around.enter_context(opened(self.aside))
                own.begin(text)
            yield own

    def _came_back(self, own: Opened, text: str, code: int | None, following: _Following) -> Edited:
        """What came of it; `code` is None when the editor was ended because the program is told to end."""
        if code is None or code < 0 or code > 128:
            saved = _read(newest(own.folder) or own.file, text) or text
            return Edited(saved, None if code is None else "The editor was ended; here is what it had saved.")
        if code:
            return Edited(text, f"The editor ended with code {code}; {KEPT}{self._stays(own, text)}")
        if not own.file.exists():
            return Edited(text, f"The editor's file is gone; {KEPT}")
        found = _read(own.file, text)
        if found is None:
            return Edited(text, f"What the editor saved is not UTF-8 text; {KEPT}{self._stays(own, text)}")
        if text.strip() and not found.strip():
            return Edited(text, EMPTIED)
        # Until it is an answer, it would be in memory alone.
        following.look()
        return Edited(found)

    def _stays(self, own: Opened, text: str) -> str:
        """Has what an editor wrote stay, where it is not what it began with; what is said of it."""
        last = newest(own.folder)
        if last is None or _read(last, text) in (text, ""):
            return ""
        file = own.aside(self.aside or self.folder)
        return f" What it had saved stays {FOR_HOW_LONG}, in {one_line(str(file))}"


def _as_file(text: str) -> bytes:
    """The text as it stands in the file: it ends with a line end there, as editors like it."""
    whole = text if not text or text.endswith("\n") else f"{text}\n"
    return whole.encode("utf-8", "replace")


def _read(file: Path, before: str) -> str | None:
    """What is in the file, without the line end that editors add; None when it cannot be read as text."""
    try:
        return _as_text(file.read_bytes(), before)
    except OSError:
        return None


def _as_text(data: bytes, before: str) -> str | None:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    return text if before.endswith("\n") else text.removesuffix("\n")


@dataclass
class _Following:
    """Gives what an editor saves to `keep`; `before` is the text that it opened with."""

    own: Opened
    before: str
    keep: Keep | None
    seen: tuple[int, int, int] | None = None

    def __post_init__(self) -> None:
        self.seen = self._stamp()

    def look(self) -> None:
        """Keeps what is saved since the last look. Errors of keeping are left for when the text is accepted."""
        stamp = self._stamp()
        if self.keep is None or stamp is None or stamp == self.seen:
            return
        try:
            data = self.own.file.read_bytes()
        except OSError:
            return
        text = _as_text(data, self.before)
        # An editor empties the file before it writes.
        if text:
            self.seen = stamp
            with suppress(Exception):
                if self.keep(text) is not False:
                    self.own.mark_safe(data)

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = self.own.file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def _wait(process: Process, following: _Following, stop: Callable[[], object]) -> int | None:
    """The exit code; None when the editor was ended because of `stop`."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            code = process.wait(timeout=TICK)
            # A terminal that is closed ends both; which one notices first says nothing.
            return code if stop() is None else None
        following.look()
        if stop() is not None:
            with suppress(OSError, subprocess.TimeoutExpired):
                process.terminate()
                process.wait(timeout=PATIENCE)
            return None


@contextmanager
def _keys_belong_to_the_editor() -> Iterator[None]:
    """What interrupts and what quits mean the editor while it is open. A handler, not SIG_IGN, which it would inherit."""
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGQUIT"):
            if hasattr(signal, name):
                number = getattr(signal, name)
                before[number] = signal.signal(number, lambda _number, _frame: None)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
