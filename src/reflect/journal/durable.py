"""Files that are whole or not there, private, and on the disk before anyone is told so."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from reflect.errors import FileExists, MaybeNotSafe, NotSaved
from reflect.journal import disk

TEMPORARY = ".new-"
"""How the name of a file begins that is still being written."""

LEFT_OVER = dt.timedelta(hours=1)
"""How old such a file is when nobody can be writing it any more."""

_FULL = ("the disk is full", "make room")
_FORBIDDEN = (
    "there is no permission to write there",
    "change the permissions or choose another folder (REFLECT_HOME for the journal)",
)
_TOO_MANY = ("too many files are open", "close some programs")
_NO_FOLDER = ("something that is not a folder stands where a folder is needed", "move it away")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: ("the disk is read-only", "choose another folder (REFLECT_HOME for the journal)"),
    errno.EFBIG: ("the file is too large for this disk or this account", "raise the limit"),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.EIO: ("the disk reported an input/output error", "check the disk"),
    errno.ENOENT: ("the folder is not there", "make it, or choose another one (REFLECT_HOME for the journal)"),
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.EISDIR: ("a folder stands where the file belongs", "move it away"),
    errno.ELOOP: ("a link stands where the file or its folder belongs", "put a real one there"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
}


def write(path: Path, data: bytes | Iterable[bytes], *, new: bool = False) -> None:
    """Puts `data`, in one piece or in many, at `path`, whole and for good, readable by its owner only; its folder must exist and not be a link.

    With `new`, raises FileExists when something is there already. Raises NotSaved when it failed and everything is as
    it was, MaybeNotSafe when the file is in place but the disk did not confirm that it will stay.
    """
    temporary = path.with_name(f"{TEMPORARY}{os.urandom(8).hex()}")
    # The folder is opened first, so that once the file is in place only the confirmation itself can fail.
    with _folder(path.parent, path) as folder:
        try:
            _fill(temporary, (data,) if isinstance(data, bytes) else data)
            if new:
                disk.put_new(temporary, path)
            else:
                temporary.replace(path)
        except FileExistsError:
            _throw_away(temporary)
            raise FileExists(f"{path} exists already and is left as it is.") from None
        except OSError as error:
            _throw_away(temporary)
            raise not_saved(path, error) from None
        except BaseException:
            _throw_away(temporary)
            raise
        _confirm(folder, path)


def write_new(path: Path, data: bytes | Iterable[bytes], replace: bool = False) -> None:
    """Writes a file for the person, such as an export: never over another, unless `replace`.

    Raises FileExists, NotSaved and MaybeNotSafe as `write` does.
    """
    place = Path(os.path.realpath(path.parent)) / path.name
    with contextlib.suppress(OSError):
        mode = place.lstat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
            raise FileExists(f"{path} is there and is not a file; choose another name.")
    try:
        write(place, data, new=not replace)
    except FileExists:
        raise FileExists(f"{path} exists already; choose another name, or --force to write over it.") from None


def make_folder(path: Path) -> None:
    """Makes the folder and those above it that are missing, for their owner only and for good. Raises NotSaved."""
    try:
        missing = [path]
        while not missing[-1].exists() and missing[-1].parent != missing[-1]:
            missing.append(missing[-1].parent)
        for each in reversed(missing):
            if not each.is_dir():
                _make_one(each)
    except OSError as error:
        raise not_saved(path, error) from None


def move(source: Path, target: Path) -> None:
    """Moves a file to another folder of the same disk, for good. Raises NotSaved and MaybeNotSafe as `write` does."""
    make_folder(target.parent)
    with _folder(source.parent, source) as left, _folder(target.parent, target) as entered:
        try:
            source.replace(target)
        except OSError as error:
            raise not_saved(target, error) from None
        _confirm(entered, target)
        _confirm(left, target)


def remove(path: Path) -> None:
    """Removes a file for good; that it is gone already is no error. Raises NotSaved, or MaybeNotSafe as `write` does."""
    with _folder(path.parent, path) as folder:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise not_saved(path, error) from None
        _confirm(folder, path)


def confirm(path: Path) -> None:
    """Brings a file that is in place already onto the disk for good. Raises MaybeNotSafe."""
    try:
        number = disk.open_to_read(path)
        try:
            disk.sync(number)
        finally:
            os.close(number)
        with disk.folder(path.parent) as folder:
            disk.sync_names(folder)
    except OSError as error:
        raise _maybe_not_safe(path, error) from None


def read_bytes(path: Path) -> bytes:
    """What stands in the file. Raises OSError: ELOOP for a link, EISDIR for a folder, EINVAL for what is no file."""
    number = disk.open_to_read(path)
    try:
        mode = os.fstat(number).st_mode
        if not stat.S_ISREG(mode):
            reason = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
            raise OSError(reason, os.strerror(reason))
        pieces = []
        while piece := os.read(number, 1 << 20):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(number)


def sweep(folder: Path, now: dt.datetime) -> None:
    """Removes what writers that were killed left half-written in the folder more than an hour before `now`."""
    with contextlib.suppress(OSError), os.scandir(folder) as items:
        for item in items:
            if not item.name.startswith(TEMPORARY) or not item.is_file(follow_symlinks=False):
                continue
            if now.timestamp() - item.stat(follow_symlinks=False).st_mtime > LEFT_OVER.total_seconds():
                _throw_away(Path(item.path))


def not_saved(path: Path, error: OSError) -> NotSaved:
    """What to tell the person when the system refused to write at `path`, and everything is as it was."""
    reason, advice = _reason(error)
    return NotSaved(f"Not saved: {path}: {reason}. What was saved before is unchanged; {advice} and try again.")


def _reason(error: OSError) -> tuple[str, str]:
    words = f"the system says '{os.strerror(error.errno)}'" if error.errno else "the system refused"
    return _REASONS.get(error.errno or 0, (words, "mend that"))


def _fill(path: Path, pieces: Iterable[bytes]) -> None:
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | disk.open_flags(), 0o600)
    try:
        disk.make_private(number)
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[_written(number, rest) :]
        disk.sync(number)
    except BaseException:
        with contextlib.suppress(OSError):
            os.close(number)
        raise
    os.close(number)


def _written(number: int, data: memoryview) -> int:
    count = os.write(number, data)
    if not count:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return count


def _throw_away(path: Path) -> None:
    # What cannot be removed now is swept at a later start; the error that matters is the one being raised.
    with contextlib.suppress(OSError):
        path.unlink()


def _make_one(folder: Path) -> None:
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise
        return
    try:
        folder.chmod(0o700)
        with disk.folder(folder.parent, follow=True) as parent:
            disk.sync_names(parent)
    except BaseException:
        # Otherwise the next attempt would find it there and take it to be safe on the disk.
        with contextlib.suppress(OSError):
            folder.rmdir()
        raise


@contextlib.contextmanager
def _folder(path: Path, wanted: Path) -> Iterator[int | None]:
    with contextlib.ExitStack() as stack:
        try:
            number = stack.enter_context(disk.folder(path))
        except OSError as error:
            raise not_saved(wanted, error) from None
        yield number


def _confirm(folder: int | None, path: Path) -> None:
    try:
        disk.sync_names(folder)
    except OSError as error:
        raise _maybe_not_safe(path, error) from None


def _maybe_not_safe(path: Path, error: OSError) -> MaybeNotSafe:
    reason, advice = _reason(error)
    return MaybeNotSafe(
        f"Written, but perhaps not safe yet: {path}: {reason}. It may be gone after a power cut; {advice} and save again."
    )
