"""Who may read a file or folder of the journal: its owner, and nobody else."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reflect.journal import disk, durable
from reflect.journal.checkup_finding import Finding

FILE, FOLDER = 0o600, 0o700


def findings_of(path: Path, file: str, seen: os.stat_result, owner: int, tell: Callable[[Finding], None]) -> None:
    """Tells whether the file or folder at `path`, which is no link, belongs to `owner` (a user's number) and only its owner
    may read it. `file` is what it is called."""
    if sys.platform == "win32":
        return
    wanted = FOLDER if stat.S_ISDIR(seen.st_mode) else FILE
    mode = stat.S_IMODE(seen.st_mode) & 0o777
    if seen.st_uid != owner:
        tell(Finding("owner", file, "It belongs to somebody else."))
    if mode != wanted:
        others = "Others on this machine may get at it" if mode & 0o077 else "You may do less with it than you could"
        mine = os.geteuid() in (0, seen.st_uid)
        says = f"{others} (its mode is {mode:04o}, not {wanted:04o})."
        tell(Finding("permissions", file, says, partial(make_private, path, wanted) if mine else None))


def make_private(path: Path, mode: int) -> None:
    """Gives the file or folder this mode, and never what a link leads to. Raises NotSaved."""
    if sys.platform == "win32":
        return
    try:
        try:
            number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | disk.open_flags())
        except PermissionError:
            _make_unopened_private(path, mode)
            return
        try:
            _check(os.fstat(number))
            os.fchmod(number, mode)
        finally:
            os.close(number)
    except OSError as error:
        raise durable.not_saved(path, error) from None


def _make_unopened_private(path: Path, mode: int) -> None:
    """The same for what may not even be opened."""
    if sys.platform == "linux":
        # Here a link itself is opened, and is seen to be one.
        number = os.open(path, os.O_PATH | disk.open_flags())
        try:
            _check(os.fstat(number))
            Path(f"/proc/self/fd/{number}").chmod(mode)
        finally:
            os.close(number)
    else:
        path.chmod(mode, follow_symlinks=False)


def _check(seen: os.stat_result) -> None:
    if not (stat.S_ISREG(seen.st_mode) or stat.S_ISDIR(seen.st_mode)):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
