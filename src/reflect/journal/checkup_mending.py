"""Mends what is safe to mend in a journal: whole, for good, under its lock, and without taking anything away.

Between the finding and the mending another program may have been here; so each is looked at once more under the lock, and
nothing is done where it is not so any more.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
from pathlib import Path

from reflect.entry import setback
from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import NotSaved
from reflect.journal import durable, ids
from reflect.journal.files import DRAFTS, ENTRIES, SETBACKS, TRASH, Files, encoded, place
from reflect.journal.reading import UnreadableFile


class Mending:
    """Mends the journal in `files`. `now` is the present moment. Everything raises NotSaved where it could not be done."""

    def __init__(self, files: Files, now: dt.datetime) -> None:
        self._files = files
        self._now = now

    def move(self, source: Path, target: Path) -> None:
        """Moves an entry to its own place, which must be free."""
        with self._files.writing():
            if not self._files.exists(source):
                return
            if self._files.exists(target) or self._files.exists(TRASH / target):
                raise _taken(self._files.path(target))
            self._lead_nowhere_else(source, target)
            durable.move(self._files.path(source), self._files.path(target))

    def put_away(self, where: Path) -> None:
        """Puts what a writer left half-written into the trash, whatever it holds; what is only a second name of a whole file
        goes, and the file stays."""
        with self._files.writing():
            if not self._files.exists(where):
                return
            if self._is_second_name(where):
                self._files.remove(where)
            else:
                self._throw_away(where)

    def drop(self, draft_id: str) -> None:
        """Puts a draft into the trash whose entry is written, once the disk confirms that."""
        with self._files.writing():
            where = place(DRAFTS, draft_id)
            found = self._files.load(where, Draft.from_json)
            if isinstance(found, UnreadableFile) or found.entry is None:
                return
            entry = place(ENTRIES, found.entry)
            if isinstance(self._files.load(entry, Entry.from_json), Entry):
                self._files.confirm(entry)
                self._throw_away(where)

    def bring_back(self, setback_id: str) -> None:
        """Brings a setback out of the trash on which something still hangs; where it is nowhere, it is made anew, untitled, of
        the time at which its id was made."""
        with self._files.writing():
            where = place(SETBACKS, setback_id)
            if self._files.exists(TRASH / where):
                self._files.bring_back(where)
            elif not self._files.exists(where):
                began = ids.when(setback_id).replace(microsecond=0)
                with contextlib.suppress(OverflowError, ValueError, OSError):
                    began = began.astimezone(self._now.tzinfo)
                made = Setback(setback_id, None, began)
                self._files.put(where, encoded(made.to_json(), made.format, setback.FORMAT), new=True)

    def can_bring_back(self, setback_id: str) -> bool | None:
        """Whether the setback lies in the trash and can be read there; None where it is not there."""
        where = TRASH / place(SETBACKS, setback_id)
        if not self._files.exists(where):
            return None
        return isinstance(self._files.load(where, Setback.from_json), Setback)

    def _throw_away(self, where: Path) -> None:
        if self._files.exists(TRASH / where):
            raise _taken(self._files.path(TRASH / where))
        self._files.throw_away(where)

    def _is_second_name(self, where: Path) -> bool:
        """Whether the same file has a whole name beside this one, as when a writer was stopped between giving the one and
        taking the other."""
        path = self._files.path(where)
        try:
            here = path.lstat()
            if here.st_nlink < 2:
                return False
            with os.scandir(path.parent) as items:
                return any(
                    item.inode() == here.st_ino
                    and not item.name.startswith(durable.TEMPORARY)
                    and item.name.endswith(".json")
                    and os.path.samestat(item.stat(follow_symlinks=False), here)
                    for item in items
                )
        except OSError as error:
            raise durable.not_saved(path, error) from None

    def _lead_nowhere_else(self, *places: Path) -> None:
        for each in places:
            for folder in [*each.parents][:-1]:
                if self._files.path(folder).is_symlink():
                    raise durable.not_saved(self._files.path(each), OSError(errno.ELOOP, ""))


def _taken(path: Path) -> NotSaved:
    return NotSaved(f"Not mended: something stands at {path} already. Everything is left as it is.")
