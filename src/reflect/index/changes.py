"""Finds what changed among the journal's files since the index saw them, by the times of folders and files.

A file that is added, replaced or removed changes its folder's time. One that is changed in place does not: that shows in
the file's own time, which is looked at in a sweep over all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reflect.index.stamps import ABSENT, UNSURE, Stamps, stamp_of
from reflect.journal.files import ENTRIES, SETBACKS
from reflect.journal.listing import MONTH, YEAR, JournalFile, files, folders, month_files
from reflect.journal.reading import UnreadableFile


@dataclass
class Changed:
    """Files of one kind, by id: those that are new or have another stamp, with it, and those that are gone."""

    there: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def compare(self, here: Stamps, known: Stamps) -> None:
        """Adds what is different between one folder as it is and as it was known."""
        self.there |= {name: seen for name, seen in here.items() if seen == UNSURE or known.get(name) != seen}
        self.gone |= known.keys() - here.keys()

    def add(self, further: Stamps) -> None:
        """Adds others, as far as they are there and not among these."""
        self.there = {**further, **self.there}
        for name in self.gone:
            self.there.pop(name, None)

    def __bool__(self) -> bool:
        return bool(self.there or self.gone)


@dataclass
class Changes:
    """What changed; the folders there are, each with the stamp it had before it was looked through; and of those that were
    looked through, what in them cannot be read."""

    folders: dict[str, str] = field(default_factory=dict)
    strange: dict[str, list[UnreadableFile]] = field(default_factory=dict)
    entries: Changed = field(default_factory=Changed)
    setbacks: Changed = field(default_factory=Changed)


Listing = Callable[[Path], Iterator[JournalFile | UnreadableFile]]


@dataclass(frozen=True)
class Looking:
    """Looks for what changed in the journal at `root`. `folders` have the stamps they had; `entries` gives those of the
    entries known in the folder of a month, `setbacks` those of the setbacks. With `every`, each folder is looked through,
    also one whose time is the same. `now` as for `stamps.stamp`."""

    root: Path
    folders: Stamps
    entries: Callable[[str], Stamps]
    setbacks: Callable[[], Stamps]
    now: float
    every: bool = False

    def look(self) -> Changes:
        """What changed."""
        found = Changes()
        if self._to_look_through(SETBACKS, found):
            found.setbacks.compare(self._stamps(SETBACKS, files, found), self.setbacks())
        for month in self._months(found):
            if self._to_look_through(month, found):
                found.entries.compare(self._stamps(month, month_files, found), self.entries(month))
        for gone in self.folders.keys() - found.folders.keys():
            found.entries.gone.update(self.entries(gone))
        return found

    def _to_look_through(self, folder: str, found: Changes) -> bool:
        # Its time is taken before it is looked through: what changes meanwhile changes the time once more.
        found.folders[folder] = seen = stamp_of(self.root / folder, self.now)
        return self.every or seen == UNSURE or self.folders.get(folder) != seen

    def _months(self, found: Changes) -> Iterator[str]:
        for year in self._folders(ENTRIES, YEAR, found):
            yield from self._folders(year, MONTH, found)

    def _folders(self, folder: str, form: re.Pattern[str], found: Changes) -> Iterator[str]:
        found.folders[folder] = stamp_of(self.root / folder, self.now)
        found.strange[folder] = []
        for each in folders(self.root / folder, form):
            if isinstance(each, UnreadableFile):
                found.strange[folder].append(each)
            else:
                yield f"{folder}/{each.name}"

    def _stamps(self, folder: str, listed: Listing, found: Changes) -> dict[str, str]:
        stamps = {}
        found.strange[folder] = []
        for each in listed(self.root / folder):
            if isinstance(each, UnreadableFile):
                found.strange[folder].append(each)
            elif (seen := stamp_of(each.path, self.now)) != ABSENT:
                stamps[each.id] = seen
        return stamps
