"""Reads a file of the journal strictly; one that does not hold up is named with the reason, and left as it is."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from reflect.entry.plain import Json, Misshapen
from reflect.errors import Unreadable
from reflect.journal import durable, json_text

_REASONS = {
    errno.ELOOP: "it is a link",
    errno.EMLINK: "it is a link",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "it is not a folder",
    errno.EINVAL: "it is not a file",
    errno.ENXIO: "it is not a file",
    errno.ENOENT: "it is not there",
    errno.EACCES: "there is no permission to read it",
    errno.EPERM: "there is no permission to read it",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EIO: "the disk reported an input/output error",
}


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


class UnreadableFile(NamedTuple):
    """A file or folder of the journal that cannot be read, and why ("it is empty")."""

    path: Path
    reason: str

    def error(self) -> Unreadable:
        """The same as an error to raise."""
        return Unreadable(f"{self.path} cannot be read: {self.reason}. It is left as it is.")


def load(path: Path, from_json: Callable[[Json], T]) -> T | UnreadableFile:
    """What the file holds, read by `from_json` (which raises Misshapen)."""
    data = raw(path)
    return data if isinstance(data, UnreadableFile) else shaped(path, data, from_json)


def raw(path: Path) -> bytes | UnreadableFile:
    """The bytes of the file, which may not be a link."""
    try:
        return durable.read_bytes(path)
    except OSError as error:
        return UnreadableFile(path, reason(error))


def shaped(path: Path, data: bytes, from_json: Callable[[Json], T]) -> T | UnreadableFile:
    """What `data`, read from `path`, holds; its id must be the name of the file."""
    try:
        value = json_text.decode(data)
    except json_text.NotJson as error:
        return UnreadableFile(path, str(error))
    try:
        found = from_json(value)
    except Misshapen as error:
        newer = " (a newer program wrote it)" if _format(value) > 1 else ""
        return UnreadableFile(path, f"{error}{newer}")
    if found.id != path.stem:
        return UnreadableFile(path, "the id in it is not its name")
    return found


def reason(error: OSError) -> str:
    """Why the system would not let a file or folder be read, in plain words."""
    words = f"the system says '{os.strerror(error.errno)}'" if error.errno else "the system refused"
    return _REASONS.get(error.errno or 0, words)


def _format(value: Json) -> int:
    found = value.get("format") if isinstance(value, dict) else None
    return found if isinstance(found, int) else 0
