"""What other programs do to a journal behind the back of the index: each change by itself, by chance one after the other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import Phase

from reflect.entry.model import Entry
from reflect.journal.files import ENTRIES, SETBACKS, place
from reflect.journal.json_text import encode
from tests.index.making import OnDisk
from tests.insights.journals import Writing

SENTENCES = (
    "Nobody asked, and I apologised too late.",
    "nobody apologizes",
    "The queue grew while I was reading the logs",
    "I read it aloud. It grew quiet",
    "Ann and Bo ran the migration twice",
    "running migrations at night",
    "a list by the door",
    "Ärger über die Küche, naïve",
    "arger",
    "東京都で会った",
    "no index was there, 42 of 1000 rows",
)
AS_THEY_ARE = (Phase.explicit, Phase.generate)
"""For cases made from a seed: another seed is no simpler case."""
BEGAN = 1_700_000_000
"""Seconds; long before anything that a test writes."""


class Talking(Writing):
    """Somebody who writes whole sentences, in words of several forms and scripts."""

    def words(self) -> str:
        return self.chance.choice(SENTENCES)


class Outside:
    """Another program, that adds `waiting` entries one by one, and changes whatever there is by chance."""

    def __init__(self, disk: OnDisk, waiting: Sequence[Entry], chance: Random) -> None:
        self.disk, self.waiting, self.chance = disk, [*waiting], chance
        self.in_place: set[str] = set()
        """The entries (ids) that were changed in place: that may be seen late."""
        self.setbacks_in_place = False
        self._moments = 0
        self._away: list[tuple[Path, Path]] = []
        self._spoiled: dict[Path, bytes] = {}

    @property
    def changes(self) -> tuple[Callable[[], None], ...]:
        return (
            *(self.add, self.add, self.replace, self.replace, self.delete, self.edit, self.edit, self.spoil, self.mend),
            *(self.misplace, self.link, self.take_away, self.put_back, self.retitle, self.forget_setback, self.litter),
        )

    def change(self) -> str:
        """One change; its name."""
        how = self.chance.choice(self.changes)
        how()
        return how.__name__

    # ---------------------------------------------------------------------------------------------------- one change each

    def add(self) -> None:
        if self.waiting:
            name = self.disk.write_entry(self.waiting.pop(self.chance.randrange(len(self.waiting))))
            self._moved(self.disk.root / place(ENTRIES, name))

    def replace(self) -> None:
        """Puts another file in place of one, as this program does."""
        if path := self._some_entry():
            fresh = path.with_name(".new-1")
            fresh.write_bytes(self._other(path))
            fresh.replace(path)
            self._moved(path)

    def delete(self) -> None:
        if path := self._some_entry():
            path.unlink()
            self._moved(path)

    def edit(self) -> None:
        """Writes into a file as it stands there, as an editor may."""
        if path := self._some_entry():
            path.write_bytes(self._other(path))
            self._edited(path)

    def spoil(self) -> None:
        """Makes an entry unreadable in place, or a setback."""
        found = [*self.entry_paths(), *(self.disk.root / SETBACKS).glob("*.json")]
        if found:
            path = self.chance.choice(sorted(found))
            data = path.read_bytes()
            self._spoiled.setdefault(path, data)
            path.write_bytes(
                self.chance.choice((b"", data[:-20], b"{}", data.replace(b'"format": 1', b'"format": "?"')))
            )
            self._edited(path)

    def mend(self) -> None:
        for path, data in self._spoiled.items():
            if path.is_file() and not path.is_symlink():
                path.write_bytes(data)
                self._edited(path)
        self._spoiled.clear()

    def misplace(self) -> None:
        """Moves an entry into the folder of another month."""
        if path := self._some_entry():
            other = (
                self.disk.root / ENTRIES / self.chance.choice(("2026/12", "2019/02", "0000/01", "2026/01")) / path.name
            )
            if other.parent != path.parent:
                other.parent.mkdir(parents=True, exist_ok=True)
                path.rename(other)
                self._moved(path)
                self._moved(other)

    def link(self) -> None:
        """Makes a link of an entry, or of the folder of a month."""
        path = self._some_entry()
        if path is None:
            return
        path = self.chance.choice((path, path, path.parent))
        real = self._room() / path.name
        path.rename(real)
        path.symlink_to(real)
        self._moved(path)

    def take_away(self) -> None:
        """Takes the folder of a month or a year away, to be put back some time."""
        path = self._some_entry()
        if path is not None:
            folder = self.chance.choice((path.parent, path.parent.parent))
            self._away.append((folder, self._room() / "kept"))
            folder.rename(self._away[-1][1])
            self._moved(folder)

    def put_back(self) -> None:
        for folder, kept in self._away:
            if not folder.exists():
                folder.parent.mkdir(parents=True, exist_ok=True)
                kept.rename(folder)
                self._moved(folder)
        self._away.clear()

    def retitle(self) -> None:
        found = self.disk.journal().setbacks()
        if found:
            one = self.chance.choice(found)
            title = self.chance.choice((None, "Another title", "Ärger"))
            changed = replace(one, title=title, closed=self.chance.choice((None, one.created)))
            path = self.disk.root / place(SETBACKS, one.id)
            path.unlink()
            path.write_bytes(encode(changed.to_json()))
            self._moved(path)

    def forget_setback(self) -> None:
        found = sorted((self.disk.root / SETBACKS).glob("*.json"))
        if found:
            path = self.chance.choice(found)
            path.unlink()
            self._moved(path)

    def litter(self) -> None:
        """Leaves what is no entry between the entries."""
        paths = self.entry_paths()
        if paths:
            path = self.chance.choice(paths).with_name(self.chance.choice(("notes.json", "x.txt", ".hidden.json")))
            path.write_text("{}")
            self._moved(path)

    # --------------------------------------------------------------------------------------------------------- the files

    def entry_paths(self) -> list[Path]:
        """The files of entries, in their places."""
        found = (self.disk.root / ENTRIES).glob("*/*/*-*.json")
        return sorted(each for each in found if not each.is_symlink() and not each.parent.is_symlink())

    def _some_entry(self) -> Path | None:
        paths = self.entry_paths()
        return self.chance.choice(paths) if paths else None

    def _other(self, path: Path) -> bytes:
        """What may be written in the place of an entry: the answers of another one, another setback, sealed or not."""
        there = {each.id: each for each in self.disk.entries()}
        mine = there.get(path.stem)
        if mine is None:
            return b"?"
        other = self.chance.choice(list(there.values()))
        sealed = self.chance.choice((None, None, mine.finished.date().replace(day=28)))
        setback = self.chance.choice((mine.setback, other.setback))
        made = replace(mine, answers=other.answers, setback=setback, sealed_until=sealed, flow=other.flow)
        return encode(made.to_json())

    def _room(self) -> Path:
        self._moments += 1
        room = self.disk.base / "outside" / str(self._moments)
        room.mkdir(parents=True)
        return room

    def _edited(self, path: Path) -> None:
        """Time passes: no two changes are at the same moment."""
        self._moments += 1
        moment = (BEGAN + self._moments) * 10**9
        os.utime(path, ns=(moment, moment), follow_symlinks=False)
        if path.parent.name == SETBACKS:
            self.setbacks_in_place = True
        else:
            self.in_place.add(path.stem)

    def _moved(self, path: Path) -> None:
        """The same, for what is seen in its folder."""
        self._moments += 1
        moment = (BEGAN + self._moments) * 10**9
        for each in (path, path.parent):
            if os.path.lexists(each):
                os.utime(each, ns=(moment, moment), follow_symlinks=False)


def spoil_cache(disk: OnDisk, chance: Random) -> str:
    """Takes the index away, or the whole folder it stands in, or nothing."""
    how = chance.choice(("file", "folder", "nothing", "nothing", "nothing"))
    if how == "folder":
        shutil.rmtree(disk.cache, ignore_errors=True)
    elif how == "file":
        (disk.cache / "index.db").unlink(missing_ok=True)
    return how
