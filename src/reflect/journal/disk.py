"""Where operating systems differ in bringing a file onto the disk: one function for each difference."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_NO_LINKS_HERE = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
TAKEN = {errno.EAGAIN, errno.EACCES}
"""What is raised where somebody else has the lock."""
_DISK_IS_ILL = {errno.EIO, errno.ENOSPC, errno.EDQUOT}


def open_flags() -> int:
    """What every file is opened with: bytes as they are, not handed on to other programs, links not followed."""
    if sys.platform == "win32":
        flags = os.O_BINARY | os.O_NOINHERIT
    else:
        flags = os.O_NOFOLLOW | os.O_CLOEXEC
    return flags


def open_to_read(path: Path) -> int:
    """The open file. Raises OSError, with ELOOP for a link."""
    if sys.platform == "win32":
        if path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        number = os.open(path, os.O_RDONLY | open_flags())
    else:
        # Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | open_flags())
    return number


def make_private(number: int) -> None:
    """Makes the open file its owner's only, whatever the umask took away. On Windows the folder's rights decide."""
    if sys.platform != "win32":
        os.fchmod(number, 0o600)


def sync(number: int) -> None:
    """Brings the open file onto the disk itself. Raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync leaves the data in the drive's cache; not every file system there knows the stronger call.
        try:
            fcntl.fcntl(number, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno in _DISK_IS_ILL:
                raise
            os.fsync(number)
    else:
        os.fsync(number)


def put_new(temporary: Path, path: Path) -> None:
    """Gives the file the name `path` unless that is taken. Raises FileExistsError, OSError."""
    if sys.platform == "win32":
        temporary.rename(path)
    else:
        try:
            os.link(temporary, path, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS_HERE:
                raise
            # Some file systems have no hard links; there the journal's lock keeps a second writer out of this gap.
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            temporary.replace(path)
        else:
            # The file is in place; a second name that stays behind is swept at a later start.
            with contextlib.suppress(OSError):
                temporary.unlink()


@contextlib.contextmanager
def folder(path: Path, *, follow: bool = False) -> Iterator[int | None]:
    """The open folder, for `sync_names`; a link only with `follow`. None on Windows, which has no such thing."""
    if sys.platform == "win32":
        yield None
    else:
        number = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW))
        try:
            yield number
        finally:
            with contextlib.suppress(OSError):
                os.close(number)


def sync_names(number: int | None) -> None:
    """Brings the names in the open folder onto the disk. Raises OSError."""
    if number is None:
        return
    try:
        sync(number)
    except OSError as error:
        # Some file systems cannot confirm folders and say so with EINVAL.
        if error.errno != errno.EINVAL:
            raise


def take_lock(number: int, *, wait: bool = True) -> None:
    """Takes the exclusive lock of the open file, and waits for it with `wait`; goes on without where the file system has
    none. Raises OSError, without `wait` also where somebody else has it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        try:
            fcntl.flock(number, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                raise


def free_lock(number: int) -> None:
    """Frees the lock of the open file; elsewhere than on Windows closing the file does."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)
