"""A journal with one of everything, and what the tests of looking through it have in common."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from reflect.entry.plain import Json
from reflect.entry.sign_group import SignGroups
from reflect.journal import files
from reflect.journal.checkup import Checkup, checkup
from reflect.journal.checkup_finding import Finding
from reflect.journal.folder import Journal
from tests.journal.making import Clock, a_draft, an_entry, minter

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
LONG_AGO = NOW - dt.timedelta(hours=3)
LOST = "019f7a00-0000-7000-8000-000000000000"
"""An id that nothing has."""


class Made:
    """A journal: two setbacks, each with two entries (one of them in an older month), a draft about the first one, something in
    the trash, groups of signs, and a change that can be taken back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock(NOW - dt.timedelta(days=40))
        self.mint = minter(self.clock)
        self.journal = Journal(folder, now=self.clock, mint=self.mint)
        self.setbacks = [self.journal.add_setback(f"Setback {number}").id for number in (1, 2)]
        self.entries = [self._entry(each) for each in self.setbacks]
        self.clock.moment = NOW - dt.timedelta(days=2)
        self.entries += [self._entry(each) for each in self.setbacks]
        self.draft = self.journal.save_draft(a_draft(self.mint(), "begun", setback=self.setbacks[0])).id
        gone = self.journal.save_draft(a_draft(self.mint(), "thrown away"))
        self.journal.discard_draft(gone)
        signs = [f"{each}/how" for each in self.entries[:2]]
        self.journal.change_sign_groups(lambda known: SignGroups.together(known, "a sign", signs))

    def _entry(self, setback: str | None) -> str:
        name = self.mint()
        entry = an_entry(name, f"Words of {name}.", setback=setback)
        self.journal.add_entry(replace(entry, started=self.clock.moment, finished=self.clock.moment))
        return name

    def place(self, entry: str) -> Path:
        """Where an entry stands below the folder."""
        return files.place(files.ENTRIES, entry)

    def change(self, file: Path | str, **values: Json) -> None:
        """Changes some keys of a file, as another program would."""
        path = self.folder / file
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **values}), encoding="utf-8")

    def look(self, *, fix: bool = False) -> Checkup:
        found = checkup(self.folder, now=NOW, fix=fix)
        assert found is not None
        return found


def told(found: Iterable[Finding]) -> list[tuple[str, str]]:
    """The kind and the file of each finding."""
    return [(each.kind, each.file) for each in found]


def contents(folder: Path) -> set[bytes]:
    """What all files below a folder hold, wherever they are; without those that are empty, and the lock."""
    paths = (path for path in folder.rglob("*") if not path.is_symlink() and path.is_file() and path.name != ".lock")
    return {path.read_bytes() for path in paths} - {b""}


def as_it_is(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything below a folder: mode, time, and what it holds."""
    found = {}
    for path in sorted(folder.rglob("*")):
        seen = path.lstat()
        held = path.read_bytes() if stat.S_ISREG(seen.st_mode) else b""
        found[str(path.relative_to(folder))] = (seen.st_mode, seen.st_mtime_ns, held)
    return found


def aged(path: Path, moment: dt.datetime = LONG_AGO) -> Path:
    """The file, last written at that moment."""
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path


def write(path: Path, text: str = "{}\n", mode: int = 0o600) -> Path:
    """A file of somebody else, in a folder of its own if need be."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path
