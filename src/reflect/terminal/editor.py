"""Hands a text to the person's own editor and takes it back: in a private folder that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reflect.pages.visible import one_line
from reflect.terminal.editor_programs import command, named

NAME = "text.md"
LEFT_BEHIND = (NAME, f"{NAME}.save", f"#{NAME}#")
"""The file, and where nano and Emacs put what was not saved when they are ended from outside."""
TICK = 0.2
"""Seconds between two looks at the file while the editor is open."""
PATIENCE = 2.0
"""Seconds that an editor has to end when the program is told to."""

KEPT = "your text is as it was."

_LIMITED_INFORMATION = 0x1000


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
    while it is open. `start` runs a command with an environment."""

    environ: Mapping[str, str]
    folder: Path
    start: Callable[[Sequence[str], Mapping[str, str]], Process] = _start

    @property
    def there(self) -> bool:
        """Whether there is one to try: one that is named, or one that is installed."""
        return named(self.environ) is not None or command(self.environ) is not None

    def edit(
        self,
        text: str,
        keep: Callable[[str], None] | None = None,
        stop: Callable[[], object] = lambda: None,
    ) -> Edited:
        """Opens `text` in the editor until it is closed.

        Whatever is saved meanwhile is given to `keep`. When `stop` returns something, the editor is ended and the text
        is what it had saved. An emptied file is an empty text. Raises nothing: when it cannot be done, the text comes
        back as it was, with the problem.
        """
        words = command(self.environ)
        if words is None:
            said = named(self.environ)
            if said is None:
                return Edited(text, f"There is no editor here; name yours in $EDITOR. Meanwhile {KEPT}")
            return Edited(text, f"${said[0]} names {one_line(said[1])}, which is not found here; {KEPT}")
        try:
            with _private(self.folder) as own:
                return self._at(own / NAME, [*words, str(own / NAME)], text, keep, stop)
        except OSError as error:
            return Edited(text, f"The editor could not be opened ({error.strerror or 'no reason given'}); {KEPT}")

    def _at(
        self,
        file: Path,
        words: Sequence[str],
        text: str,
        keep: Callable[[str], None] | None,
        stop: Callable[[], object],
    ) -> Edited:
        _write(file, text)
        with _keys_belong_to_the_editor():
            process = self.start(words, self.environ)
            code = _wait(process, _Following(file, text, keep), stop)
        if code is None or code < 0 or code > 128:
            found = _read(_newest(file.parent) or file, text)
            if code is None:
                return Edited(text if found is None else found)
            return Edited(text if found is None else found, "The editor was ended; here is what it had saved.")
        if code:
            return Edited(text, f"The editor ended with code {code}; {KEPT}")
        if not file.exists():
            return Edited(text, f"The editor's file is gone; {KEPT}")
        found = _read(file, text)
        return Edited(text, f"What the editor saved is not UTF-8 text; {KEPT}") if found is None else Edited(found)


def sweep(folder: Path) -> None:
    """Removes what programs that are gone left below `folder`; what belongs to one that runs stays. Raises nothing."""
    with suppress(OSError):
        for each in list(folder.iterdir()):
            number = each.name.partition("-")[0]
            ours = each.is_dir() and not each.is_symlink() and number.isascii() and number.isdigit()
            if ours and not _runs(int(number)):
                shutil.rmtree(each, ignore_errors=True)


def _runs(number: int) -> bool:
    """Whether there is a process of that number; True when it cannot be told."""
    if number in (0, os.getpid()):
        return True
    if os.name == "nt":
        # os.kill would end it there.
        import ctypes

        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
        handle = kernel.OpenProcess(_LIMITED_INFORMATION, False, number)
        return bool(handle and kernel.CloseHandle(handle))
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@contextmanager
def _private(folder: Path) -> Iterator[Path]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The number of the process tells `sweep` whether it is still in use.
    own = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=folder))
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _write(file: Path, text: str) -> None:
    """The text ends with a line end there, as editors like it."""
    whole = text if not text or text.endswith("\n") else f"{text}\n"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(whole.encode("utf-8", "replace"))


def _read(file: Path, before: str) -> str | None:
    """What is in the file, without the line end that editors add; None when it cannot be read as text."""
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError):
        return None
    return text if before.endswith("\n") else text.removesuffix("\n")


def _newest(folder: Path) -> Path | None:
    there = [folder / name for name in LEFT_BEHIND if (folder / name).is_file()]
    return max(there, key=lambda each: each.stat().st_mtime_ns, default=None)


@dataclass
class _Following:
    """Gives what an editor saves in `file` to `keep`; `before` is the text that it opened with."""

    file: Path
    before: str
    keep: Callable[[str], None] | None
    seen: tuple[int, int, int] | None = None

    def __post_init__(self) -> None:
        self.seen = self._stamp()

    def look(self) -> None:
        """Keeps what is saved since the last look. Errors of keeping are left for when the text is accepted."""
        stamp = self._stamp()
        if self.keep is None or stamp is None or stamp == self.seen:
            return
        text = _read(self.file, self.before)
        # An editor empties the file before it writes; an empty text is believed when the editor is closed.
        if text:
            self.seen = stamp
            with suppress(Exception):
                self.keep(text)

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = self.file.stat()
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
