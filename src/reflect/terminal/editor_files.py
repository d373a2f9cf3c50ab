"""The folders in which texts lie while an editor has them open, and what becomes of what is left there."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from reflect.config.folders import make_private

NAME = "text.md"
LEFT_BEHIND = (NAME, f"{NAME}.save", f"#{NAME}#", f".{NAME}.kak.*")
"""The file, and where nano, Emacs and Kakoune put what was not saved when they are ended from outside."""
LOCK = "in-use"
"""The file that whoever opened the text has locked. The lock is gone with its program, however that ended."""
SAFE = "safe"
"""The file that tells, by its hash, which text is safe elsewhere."""
KEPT = "kept-"
"""How the name of a folder begins in which a text was put aside."""
WEEK = 7 * 24 * 3600
"""Seconds for which such a folder stays."""
FOR_HOW_LONG = "for a week"

_LIMITED_INFORMATION = 0x1000


@dataclass
class Opened:
    """A folder of its own for one text. It is removed in the end, unless it is put `aside`."""

    folder: Path
    stays: bool = False

    @property
    def file(self) -> Path:
        return self.folder / NAME

    def begin(self, text: bytes) -> None:
        """Puts the text into its file; it is safe where it came from. Raises OSError."""
        _write(self.file, text)
        self.mark_safe(text)

    def mark_safe(self, text: bytes) -> None:
        """Notes that `text` is safe elsewhere, so that nobody has to keep it here."""
        with suppress(OSError):
            (self.folder / SAFE).unlink(missing_ok=True)
            _write(self.folder / SAFE, hashlib.sha256(text).hexdigest().encode())

    def aside(self, folder: Path) -> Path:
        """Has what lies here stay for a week below `folder`, and here where that does not work; the text's file."""
        self.stays = True
        return _set_aside(self.folder, folder)


@contextmanager
def opened(folder: Path) -> Iterator[Opened]:
    """A folder for one text below `folder`, for nobody else. Raises OSError."""
    # The number of the process tells `sweep` whether it is still in use where there are no locks.
    own = Opened(_new(folder, f"{os.getpid()}-"))
    with ExitStack() as around:
        around.callback(_tidy, folder)
        try:
            with _locked(own.folder):
                yield own
        finally:
            if not own.stays:
                shutil.rmtree(own.folder, ignore_errors=True)


def sweep(folder: Path, now: float) -> None:
    """Removes what is left below `folder` by programs that are gone, as far as it is safe elsewhere, and what was put aside
    more than a week before `now`, in seconds. Raises nothing."""
    for each in _folders(folder):
        with suppress(OSError):
            over = now - each.stat().st_mtime > WEEK if each.name.startswith(KEPT) else _left(each) and _safe(each)
            if over:
                shutil.rmtree(each, ignore_errors=True)
    _tidy(folder)


def rescued(folder: Path, to: Path) -> list[Path]:
    """Puts aside, below `to`, what programs that are gone left below `folder` and is safe nowhere else; the files of it.
    Raises nothing."""
    found = []
    for each in _folders(folder):
        with suppress(OSError):
            if not each.name.startswith(KEPT) and _left(each) and not _safe(each):
                found.append(_set_aside(each, to))
    return found


def newest(folder: Path) -> Path | None:
    """The file in which the text was written down last, by an editor that was ended too."""
    there = [each for name in LEFT_BEHIND for each in folder.glob(name) if each.is_file() and not each.is_symlink()]
    return max(there, key=lambda each: each.stat().st_mtime_ns, default=None)


def _folders(folder: Path) -> list[Path]:
    """The folders of texts below `folder`."""
    try:
        found = [each for each in folder.iterdir() if not each.is_symlink() and each.is_dir()]
    except OSError:
        return []
    return [each for each in found if each.name.startswith(KEPT) or _number(each) is not None]


def _number(folder: Path) -> int | None:
    """The process that made a folder of this name."""
    number = folder.name.partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() else None


def _left(folder: Path) -> bool:
    """Whether whoever opened a text there is gone."""
    held = _held(folder / LOCK)
    number = _number(folder)
    return not held if held is not None else number is not None and not _runs(number)


def _safe(folder: Path) -> bool:
    """Whether what is written there is safe elsewhere."""
    text = newest(folder)
    try:
        return text is None or hashlib.sha256(text.read_bytes()).hexdigest().encode() == (folder / SAFE).read_bytes()
    except OSError:
        return False


def _set_aside(own: Path, folder: Path) -> Path:
    """Moves the files in `own` to a folder of their own below `folder`; the text's file, wherever it is now."""
    text = newest(own) or own / NAME
    try:
        there = _new(folder, KEPT)
        for each in own.iterdir():
            if stat.S_ISREG(each.lstat().st_mode) and each.name not in (LOCK, SAFE):
                shutil.move(each, there / each.name)
    except OSError:
        return text
    shutil.rmtree(own, ignore_errors=True)
    return there / text.name


def _new(folder: Path, prefix: str) -> Path:
    """A new folder below `folder`, for nobody else."""
    make_private(folder)
    try:
        return Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
    except FileNotFoundError:
        # Another program found it empty and took it away meanwhile.
        make_private(folder)
        return Path(tempfile.mkdtemp(prefix=prefix, dir=folder))


def _tidy(folder: Path) -> None:
    """Removes a folder in which nothing lies any more, so that the next start has nothing to look through."""
    with suppress(OSError):
        folder.rmdir()


def _write(file: Path, data: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        written.write(data)


# ------------------------------------------------------------------------------------------------------ who is using it


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Has the folder's lock while it lasts; without one where the system or the disk has none."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    number = os.open(folder / f"{LOCK}-soon", os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with suppress(OSError):
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Nobody finds it while it is not locked yet.
            (folder / f"{LOCK}-soon").rename(folder / LOCK)
        yield
    finally:
        os.close(number)


def _held(lock: Path) -> bool | None:
    """Whether somebody has the lock; None where that cannot be told."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        number = os.open(lock, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return None
    else:
        return False
    finally:
        os.close(number)


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
