"""Goes through the folders of a journal and tells what in them is not as it should be, from outside, without reading it."""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reflect.journal import durable
from reflect.journal.checkup_finding import Finding
from reflect.journal.checkup_mending import Mending
from reflect.journal.checkup_modes import findings_of
from reflect.journal.files import CHANGES, DRAFTS, ENTRIES, SETBACKS, TRASH, Files
from reflect.journal.listing import MONTH, SUFFIX, YEAR
from reflect.journal.lock import NAME as LOCK
from reflect.journal.reading import reason
from reflect.journal.sign_groups import PLACE as SIGNS

HERE = Path()
_FOLDERS = frozenset((SETBACKS, ENTRIES, DRAFTS, TRASH, CHANGES))
_LEFT_BY_EDITORS = re.compile(
    r".+(?:~|\.(?:bak|orig|old|save|tmp|swp|swo|swn|swx|un~))|\.#.+|#.+#|\.goutputstream-.+|\.~lock\..+", re.IGNORECASE
)


class Thing(NamedTuple):
    """What stands in a folder: its place below the journal's folder, and how it looks from outside."""

    place: Path
    seen: os.stat_result

    @property
    def is_link(self) -> bool:
        return stat.S_ISLNK(self.seen.st_mode)

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.seen.st_mode)

    @property
    def is_file(self) -> bool:
        return stat.S_ISREG(self.seen.st_mode)


class Tree:
    """The folders of the journal in `files`, at the moment `now`. What is wrong is given to `tell`."""

    def __init__(self, files: Files, now: dt.datetime, tell: Callable[[Finding], None], mending: Mending) -> None:
        self._root = files.root
        self._now = now
        self._tell = tell
        self._mending = mending
        self._owner = self._root.stat().st_uid
        self.blind = set[Path]()
        """The folders that are there and could not be looked through."""

    def count(self) -> int:
        """How many files there are to be read, or more."""
        folders = (self._root / kind for kind in (SETBACKS, DRAFTS, CHANGES))
        months = (self._root / ENTRIES).glob("[0-9]*/[0-9]*")
        return sum(_size(each) for each in (*folders, *months))

    def top(self) -> None:
        """Looks at what stands in the journal's own folder, other than the folders for each kind."""
        for thing in self._inside(HERE):
            name = thing.place.name
            if name in _FOLDERS:
                continue
            if thing.is_file and (name == LOCK or thing.place == SIGNS):
                self._private(thing)
            elif thing.place != SIGNS:
                # What stands in place of that file is told by whoever reads it.
                self._other(thing)

    def files(self, folder: str) -> Iterator[Path]:
        """The places of the files in a folder that are to be read, the latest first."""
        for thing in self._inside(Path(folder)):
            yield from self._ours(thing)

    def entries(self) -> Iterator[Path]:
        """The places of all files below the folder of entries that are to be read, also where none belong, the latest first."""
        for year in self._inside(Path(ENTRIES)):
            if not YEAR.fullmatch(year.place.name):
                yield from self._ours(year)
                continue
            for month in self._inside(year.place):
                if not MONTH.fullmatch(month.place.name):
                    yield from self._ours(month)
                    continue
                for thing in self._inside(month.place):
                    yield from self._ours(thing)

    def trash(self) -> Iterator[Path]:
        """The places of all files in the trash that are to be read."""
        folders = [Path(TRASH)]
        while folders:
            for thing in self._inside(folders.pop()):
                if thing.is_link:
                    self._other(thing)
                elif thing.is_folder:
                    folders.append(thing.place)
                elif thing.is_file:
                    self._private(thing)
                    if _is_named_as_ours(thing.place):
                        yield thing.place

    def _inside(self, folder: Path) -> list[Thing]:
        """What stands in a folder, the latest first, once it was looked at itself; nothing where it is not there."""
        path = self._root / folder
        try:
            itself = Thing(folder, path.stat() if folder == HERE else path.lstat())
            if itself.is_link:
                self._other(itself)
            elif not itself.is_folder:
                self._tell(Finding("unreadable", str(folder), "It is a file, where a folder belongs."))
            else:
                self._private(itself)
                with os.scandir(path) as items:
                    names = sorted((item.name for item in items), reverse=True)
                return [*filter(None, (self._thing(folder / name) for name in names))]
        except FileNotFoundError:
            return []
        except OSError as error:
            says = f"It cannot be looked through: {reason(error)}."
            self._tell(Finding("unreadable", self._called(folder), says))
        self.blind.add(folder)
        return []

    def _thing(self, place: Path) -> Thing | None:
        try:
            return Thing(place, (self._root / place).lstat())
        except OSError:
            # It went away meanwhile, as half-written files do.
            return None

    def _ours(self, thing: Thing) -> Iterator[Path]:
        """The place of a thing that is to be read."""
        if not _is_named_as_ours(thing.place) or thing.is_link:
            self._other(thing)
        elif thing.is_folder:
            self._tell(Finding("unreadable", str(thing.place), "It is a folder, where a file belongs."))
        else:
            # What is neither is told by whoever tries to read it.
            if thing.is_file:
                self._private(thing)
            yield thing.place

    def _other(self, thing: Thing) -> None:
        """Tells of what does not belong here."""
        file, name = str(thing.place), thing.place.name
        if thing.is_link and not name.startswith(".#"):
            self._tell(Finding("link", file, "It is a link."))
        elif thing.is_file and name.startswith(durable.TEMPORARY):
            self._private(thing)
            if self._now.timestamp() - thing.seen.st_mtime > durable.LEFT_OVER.total_seconds():
                says = "Somebody was stopped while writing this file."
                self._tell(Finding("half-written", file, says, partial(self._mending.put_away, thing.place)))
        elif not thing.is_folder and _LEFT_BY_EDITORS.fullmatch(name):
            says = "It seems to be an editor's, and may hold what you wrote."
            self._tell(Finding("leftover", file, says))
        else:
            what = "This folder" if thing.is_folder else "This file"
            self._tell(Finding("stranger", file, f"{what} is none of the journal's."))

    def _private(self, thing: Thing) -> None:
        path, owner = self._root / thing.place, self._owner
        if thing.place == HERE and hasattr(os, "geteuid"):
            owner = os.geteuid() or owner
        findings_of(path, self._called(thing.place), thing.seen, owner, self._tell)

    def _called(self, place: Path) -> str:
        return str(self._root if place == HERE else place)


def _is_named_as_ours(place: Path) -> bool:
    return place.name.endswith(SUFFIX) and not place.name.startswith(".")


def _size(folder: Path) -> int:
    try:
        with os.scandir(folder) as items:
            return sum(1 for _ in items)
    except OSError:
        return 0
