"""Reads the files of a journal, and remembers those that could not be read: they are left alone, and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from reflect.entry.plain import Json
from reflect.errors import UnknownName
from reflect.journal import reading
from reflect.journal.files import Files, place
from reflect.journal.listing import JournalFile
from reflect.journal.reading import T, UnreadableFile


class Reader:
    """Reads among the journal's `files`."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._unreadable: dict[Path, UnreadableFile] = {}

    @property
    def unreadable(self) -> tuple[UnreadableFile, ...]:
        """The files that could not be read so far, in the order they were met."""
        return tuple(self._unreadable.values())

    def one(self, kind: str, name: str, from_json: Callable[[Json], T]) -> T:
        """The thing of this kind with this id. Raises UnknownName, Unreadable."""
        where = place(kind, name)
        if not self._files.exists(where):
            raise unknown(name)
        return self.found(self._files.load(where, from_json))

    def found(self, found: T | UnreadableFile) -> T:
        """What was found. Raises Unreadable."""
        if isinstance(found, UnreadableFile):
            self.noted(found)
            raise found.error()
        return found

    def readable(self, listed: Iterator[JournalFile | UnreadableFile], from_json: Callable[[Json], T]) -> Iterator[T]:
        """Everything listed that can be read."""
        for each in listed:
            found = self.noted(reading.load(each.path, from_json) if isinstance(each, JournalFile) else each)
            if not isinstance(found, UnreadableFile):
                yield found

    def noted(self, found: T | UnreadableFile) -> T | UnreadableFile:
        """What was found, remembered when it could not be read."""
        if isinstance(found, UnreadableFile):
            self._unreadable[found.path] = found
        return found


def unknown(name: str) -> UnknownName:
    """That nothing has this id."""
    return UnknownName(f"Nothing in this journal has the id '{name}'.")
