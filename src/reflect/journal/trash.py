"""What lies in the trash, found by the names that it had."""

from __future__ import annotations

from collections.abc import Iterator

from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import UnknownName
from reflect.journal import reading
from reflect.journal.files import CHANGES, DRAFTS, ENTRIES, SETBACKS, TRASH, Files
from reflect.journal.listing import JournalFile, entry_files, files
from reflect.journal.reading import UnreadableFile


class Trash:
    """The setbacks and entries in the trash of the journal in `files`; names are looked up in it as in the journal."""

    def __init__(self, files: Files) -> None:
        self._root = files.root / TRASH

    def setbacks(self) -> list[Setback]:
        """Every setback that can be read, newest first."""
        found = [reading.load(each.path, Setback.from_json) for each in self._files(SETBACKS)]
        kept = [each for each in found if isinstance(each, Setback)]
        return sorted(kept, key=lambda each: (each.created, each.id), reverse=True)

    def entries(self) -> Iterator[Entry]:
        """Every entry that can be read, newest first."""
        for each in self._files(ENTRIES):
            found = reading.load(each.path, Entry.from_json)
            if isinstance(found, Entry):
                yield found

    def newest(self) -> Entry | None:
        """None: what was last is what is last in the journal."""
        return None

    def ending(self, digits: str) -> list[str]:
        """The entries (ids) whose id ends in these hexadecimal digits, newest first."""
        return [each.id for each in self._files(ENTRIES) if each.id.replace("-", "").endswith(digits)]

    def latest(self, setback: str, flow: str) -> Entry | None:
        """The newest entry of a flow about a setback (id)."""
        return next((each for each in self.entries() if (each.setback, each.flow.id) == (setback, flow)), None)

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id. Raises UnknownName, Unreadable."""
        for each in self._files(ENTRIES):
            if each.id == entry_id:
                found = reading.load(each.path, Entry.from_json)
                if isinstance(found, UnreadableFile):
                    raise found.error()
                return found
        raise UnknownName(f"Nothing in the trash has the id '{entry_id}'.")

    def drafts(self) -> list[str]:
        """The ids of the drafts."""
        return [each.id for each in self._files(DRAFTS)]

    def ids(self) -> list[str]:
        """The ids of all that lies in it, of whatever kind."""
        return [each.id for kind in (ENTRIES, SETBACKS, DRAFTS, CHANGES) for each in self._files(kind)]

    def _files(self, kind: str) -> Iterator[JournalFile]:
        folder = self._root / kind
        for each in entry_files(folder) if kind == ENTRIES else files(folder):
            if isinstance(each, JournalFile):
                yield each
