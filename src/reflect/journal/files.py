"""The files of one journal: written, read and thrown into the trash, never by way of a link out of it."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from reflect.entry.plain import Json
from reflect.errors import NotSaved, UnknownName
from reflect.journal import durable, ids, json_text, reading
from reflect.journal.listing import SUFFIX, JournalFile, entry_files, entry_place, files
from reflect.journal.lock import locked
from reflect.journal.reading import T, UnreadableFile

ENTRIES = "entries"
SETBACKS = "setbacks"
DRAFTS = "drafts"
TRASH = "trash"
CHANGES = "changes"
"""How the last changes can be taken back."""


class Files:
    """The folder of a journal, which may itself be a link and need not exist yet. A place is a path below it."""

    def __init__(self, folder: Path) -> None:
        self.root = Path(os.path.realpath(folder))
        self.written = 0
        """How many times something was, or may have been, written here by this program."""

    def path(self, place: Path) -> Path:
        return self.root / place

    def exists(self, place: Path) -> bool:
        """Whether anything at all stands at the place."""
        return os.path.lexists(self.path(place))

    def load(self, place: Path, from_json: Callable[[Json], T]) -> T | UnreadableFile:
        """What stands at the place, unless the way there leads through a link."""
        data = self.raw(place)
        return data if isinstance(data, UnreadableFile) else reading.shaped(self.path(place), data, from_json)

    def raw(self, place: Path) -> bytes | UnreadableFile:
        """The bytes that stand at the place, unless the way there leads through a link."""
        path = self.path(place)
        if self._leads_elsewhere(path):
            return UnreadableFile(path, "its folder is a link")
        return reading.raw(path)

    def listed(self, kind: str) -> Iterator[JournalFile | UnreadableFile]:
        """The files of one kind (ENTRIES, SETBACKS, DRAFTS), the newest id first."""
        folder = self.root / kind
        return entry_files(folder) if kind == ENTRIES else files(folder)

    def put(self, place: Path, data: bytes, *, new: bool = False) -> None:
        """Writes whole and for good, making the folders. Raises NotSaved, MaybeNotSafe, and FileExists when `new`."""
        path = self._own(place)
        durable.make_folder(path.parent)
        durable.write(path, data, new=new)

    def remove(self, place: Path) -> None:
        """Removes for good. Raises NotSaved, MaybeNotSafe."""
        durable.remove(self._own(place))

    def throw_away(self, place: Path) -> None:
        """Moves into the trash, where it keeps its place. Raises NotSaved, MaybeNotSafe."""
        durable.move(self._own(place), self._own(TRASH / place))

    def bring_back(self, place: Path) -> None:
        """Moves out of the trash, if it is there and its place is free. Raises NotSaved, MaybeNotSafe."""
        if self.exists(TRASH / place) and not self.exists(place):
            durable.move(self._own(TRASH / place), self._own(place))

    def confirm(self, place: Path) -> None:
        """Makes sure that what stands at the place stays there. Raises MaybeNotSafe."""
        durable.confirm(self._own(place))

    def mentions(self, kind: str, wanted: str, but: str | None = None) -> bool:
        """Whether a file of that kind, except the one with the id `but`, holds the id `wanted` anywhere, or cannot be read
        and might."""
        for each in self.listed(kind):
            if isinstance(each, JournalFile) and each.id == but:
                continue
            data = reading.raw(each.path) if isinstance(each, JournalFile) else each
            if isinstance(data, UnreadableFile) or wanted.encode() in data:
                return True
        return False

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Keeps out other programs that write here. Not for taking twice at once. Raises NotSaved."""
        durable.make_folder(self.root)
        self.written += 1
        with locked(self.root):
            yield

    def _own(self, place: Path) -> Path:
        """The path of a place that is to be changed. Raises NotSaved when the way there leads through a link."""
        path = self.path(place)
        if self._leads_elsewhere(path):
            raise durable.not_saved(path, OSError(errno.ELOOP, ""))
        return path

    def _leads_elsewhere(self, path: Path) -> bool:
        """Whether a folder between the journal and the file is a link."""
        folder = path.parent
        while folder != self.root:
            if folder.is_symlink():
                return True
            folder = folder.parent
        return False


def place(kind: str, name: str) -> Path:
    """Where the file of that kind stands that is named by this id. Raises UnknownName when it is no id."""
    if not ids.is_id(name):
        raise UnknownName(f"'{name}' is not an id of this journal; `reflect list --json` shows them.")
    return Path(kind, entry_place(name)) if kind == ENTRIES else Path(kind, name + SUFFIX)


def encoded(value: Json, written_as: int, newest: int) -> bytes:
    """The bytes of a file. Raises NotSaved when its format is a newer program's, which is not known here."""
    if written_as > newest:
        raise NotSaved(
            "Not saved: a newer reflect wrote this, so it can only be read here; update reflect to change it."
        )
    try:
        return json_text.encode(value)
    except RecursionError:
        reason = "Not saved: it holds fields of another program that are nested too deep; what was there is unchanged."
    raise NotSaved(reason)
