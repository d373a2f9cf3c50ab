"""Reads every file of a journal and tells what in it is not in order, and what does not go together."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reflect.entry import draft as drafts
from reflect.entry import model
from reflect.entry import setback as setbacks
from reflect.entry import sign_group as signs
from reflect.entry.change import Change
from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.plain import Json
from reflect.entry.setback import Setback
from reflect.entry.sign_group import SignGroups
from reflect.journal import ids, reading
from reflect.journal.checkup_finding import Finding, mended
from reflect.journal.checkup_mending import Mending
from reflect.journal.checkup_references import References, parts_of, spoken_of
from reflect.journal.checkup_tree import HERE, Tree
from reflect.journal.files import CHANGES, DRAFTS, ENTRIES, SETBACKS, TRASH, Files, place
from reflect.journal.reading import UnreadableFile
from reflect.journal.sign_groups import PLACE as SIGNS

if TYPE_CHECKING:
    from reflect.journal.checkup import Checkup

CLOCKS = dt.timedelta(days=2)
"""How far apart two clocks may be before it is told."""
_ONLY_HERE = "It can be read here and not changed: a newer reflect wrote it."
_FROM_JSON: dict[str, Callable[[Json], Setback | Entry | Draft | Change]] = {
    SETBACKS: Setback.from_json,
    ENTRIES: Entry.from_json,
    DRAFTS: Draft.from_json,
    CHANGES: Change.from_json,
}


class _Whole(NamedTuple):
    """An entry, with the values it was made from."""

    id: str
    entry: Entry
    written: Json

    @classmethod
    def from_json(cls, data: Json) -> _Whole:
        entry = Entry.from_json(data)
        return cls(entry.id, entry, data)


class _Begun(NamedTuple):
    """What a draft belongs to (ids)."""

    id: str
    entry: str | None


class Looking:
    """One look through the journal of `files`. Modes are mended at once, since what comes after depends on them; the rest in
    the end, when it is known what there is."""

    def __init__(
        self, files: Files, now: dt.datetime, found: Checkup, *, fix: bool, progress: Callable[[int, int], None]
    ) -> None:
        self._files = files
        self._now = now
        self._found = found
        self._fix = fix
        self._progress = progress
        self._mending = Mending(files, now)
        self._tree = Tree(files, now, self._tell, self._mending)
        self._references = References(files)
        self._setbacks = set[str]()
        self._begun: list[_Begun] = []
        self._awaited = set[str]()
        self._written = set[str]()
        self._missing: dict[str, list[int]] = {}
        self._done = 0
        self._of = 0

    def look(self) -> None:
        self._tree.top()
        if HERE in self._tree.blind:
            return
        self._of = self._tree.count()
        for where in self._tree.files(SETBACKS):
            self._setback(where)
        for where in self._tree.files(DRAFTS):
            self._draft(where)
        self._signs()
        for where in self._tree.entries():
            self._entry(where)
        for where in self._tree.files(CHANGES):
            self._load(where, Change.from_json)
        for where in self._tree.trash():
            self._thrown_away(where)
        self._progress(self._of, self._of)
        self._tell_what_is_missing()

    def _tell(self, finding: Finding) -> None:
        if self._fix and finding.kind == "permissions":
            # What refuses now is tried once more in the end, and told then.
            finding, _ = mended(finding)
        self._found.findings.append(finding)

    # ------------------------------------------------------------------------------------------------- what is read

    def _load(self, where: Path, from_json: Callable[[Json], reading.T]) -> reading.T | None:
        """What stands at the place; None for what cannot be read, which is told."""
        self._step()
        if not ids.is_id(where.stem):
            self._cannot_be_read(where, "its name is not an id")
            return None
        found = reading.load(self._files.path(where), from_json)
        if isinstance(found, UnreadableFile):
            self._cannot_be_read(where, found.reason)
            return None
        return found

    def _step(self) -> None:
        self._progress(min(self._done, self._of), self._of)
        self._done += 1

    def _cannot_be_read(self, where: Path, why: str) -> None:
        self._tell(Finding("unreadable", str(where), f"{why[0].upper()}{why[1:]}."))

    def _newer(self, where: Path, written_as: int, newest: int) -> None:
        if written_as > newest:
            self._tell(Finding("newer", str(where), _ONLY_HERE))

    def _setback(self, where: Path) -> None:
        self._setbacks.add(where.stem)
        found = self._load(where, Setback.from_json)
        if found is not None:
            self._found.setbacks += 1
            self._newer(where, found.format, setbacks.FORMAT)

    def _draft(self, where: Path) -> None:
        found = self._load(where, Draft.from_json)
        if found is None:
            return
        if not all(ids.is_id(each) for each in (found.setback, found.entry) if each is not None):
            self._cannot_be_read(where, "what it belongs to is not named by an id")
            return
        self._found.drafts += 1
        self._newer(where, found.format, drafts.FORMAT)
        self._begun.append(_Begun(found.id, found.entry))
        self._awaited.update([found.entry] if found.entry else ())
        self._hangs_on(found.setback, 1)
        spots = (*(each.spot for each in (*found.trail, *found.kept)), *found.ahead)
        spoken = (each.item for each in spots if each.item and ids.is_id(each.item.partition("/")[0]))
        self._references.note(str(where), (*spoken, *([found.edits.entry] if found.edits else ())))

    def _signs(self) -> None:
        if not self._files.exists(SIGNS):
            return
        found = self._files.load(SIGNS, SignGroups.from_json)
        if isinstance(found, UnreadableFile):
            self._cannot_be_read(SIGNS, found.reason)
            return
        self._newer(SIGNS, found.format, signs.FORMAT)
        groups = (*(each.signs for each in found.groups), *found.apart)
        self._references.note(str(SIGNS), (each for group in groups for each in group))

    def _entry(self, where: Path) -> None:
        name, path = where.stem, self._files.path(where)
        self._step()
        if not ids.is_id(name):
            self._cannot_be_read(where, "its name is not an id")
            return
        home = place(ENTRIES, name)
        data = reading.raw(path)
        found = data if isinstance(data, UnreadableFile) else reading.shaped(path, data, _Whole.from_json)
        if isinstance(found, UnreadableFile):
            self._cannot_be_read(where, found.reason)
            if where == home:
                self._found.marks[name] = -1 if isinstance(data, UnreadableFile) else _mark(data)
            return
        if where != home and not self._is_free(where, home):
            return
        assert isinstance(data, bytes)
        self._found.marks[name] = _mark(data)
        self._found.entries += 1
        self._look_at(where, found)

    def _is_free(self, where: Path, home: Path) -> bool:
        """Whether an entry that stands where it does not belong can go home; tells of it."""
        taken = [each for each in (home, TRASH / home) if self._files.exists(each)]
        if taken or home.stem in self._found.marks:
            there = f" as {taken[0]}" if taken else ""
            self._tell(
                Finding("twice", str(where), f"It does not belong into this folder, and is there once more{there}.")
            )
            return False
        says = f"It does not belong into this folder, but to {home.parent}."
        self._tell(Finding("place", str(where), says, partial(self._mending.move, where, home)))
        return True

    def _look_at(self, where: Path, whole: _Whole) -> None:
        """Tells what is not right with an entry that can be read."""
        entry, file = whole.entry, str(where)
        self._newer(where, entry.format, model.FORMAT)
        self._written.update({entry.id} & self._awaited)
        for finding in self._references.meet(entry.id, lambda: parts_of(whole.written)):
            self._tell(finding)
        self._references.note(file, spoken_of(whole.written), self._found.marks)
        self._hangs_on(entry.setback, 0)
        if entry.finished > self._now + CLOCKS:
            self._tell(Finding("clock", file, "It was finished at a time that has not come yet."))
        elif entry.finished < entry.started:
            self._tell(Finding("clock", file, "It was finished before it was begun, by the clock."))
        elif abs(entry.finished - ids.when(entry.id)) > CLOCKS:
            self._tell(Finding("clock", file, "The day in its name is another one than that on which it was finished."))

    def _thrown_away(self, where: Path) -> None:
        """What lies in the trash is looked at no further than whether it can be read."""
        from_json = _FROM_JSON.get(where.parts[1])
        if from_json is None or not ids.is_id(where.stem):
            return
        found = reading.load(self._files.path(where), from_json)
        if isinstance(found, UnreadableFile):
            self._cannot_be_read(where, found.reason)

    # ------------------------------------------------------------------------------------- what belongs to what

    def _hangs_on(self, setback: str | None, kind: int) -> None:
        if setback is not None and setback not in self._setbacks:
            self._missing.setdefault(setback, [0, 0])[kind] += 1

    def _tell_what_is_missing(self) -> None:
        for each in self._begun:
            if each.entry in self._written:
                mend = partial(self._mending.drop, each.id)
                says = f"It became the entry {each.entry}, and was left behind."
                self._tell(Finding("finished", str(place(DRAFTS, each.id)), says, mend))
        # Where a folder could not be looked through, what seems to be missing may be in there.
        if not any(each.parts[:1] != (TRASH,) for each in self._tree.blind):
            for setback, counts in self._missing.items():
                self._tell_of_missing(setback, *counts)
            # A setback on which something hangs is told of already.
            there = {*self._found.marks, *self._setbacks, *self._missing, *(each.id for each in self._begun)}
            for finding in self._references.findings(there):
                self._tell(finding)

    def _tell_of_missing(self, setback: str, entries: int, begun: int) -> None:
        hanging = " and ".join(
            filter(None, (_number(entries, "{} entry", "{} entries"), _number(begun, "{} draft", "{} drafts")))
        )
        belong = "belongs" if entries + begun == 1 else "belong"
        if not ids.is_id(setback):
            says = f"{hanging} {belong} to a setback that is not named by an id."
            self._tell(Finding("orphan", SETBACKS, says))
            return
        where = place(SETBACKS, setback)
        if self._files.exists(where):
            # It stands there and is a link, a folder, or came just now.
            return
        in_trash = self._mending.can_bring_back(setback)
        says = f"{hanging} {belong} to this setback, which is not there."
        mend = partial(self._mending.bring_back, setback)
        if in_trash is not None:
            says = f"{hanging} {belong} to this setback, which lies in the trash."
        if in_trash is False:
            says = f"{hanging} {belong} to this setback, which lies in the trash and cannot be read."
        self._tell(Finding("orphan", str(where), says, mend if in_trash is not False else None))


def _mark(data: bytes) -> int:
    return len(data) << 32 | zlib.crc32(data)


def _number(count: int, one: str, many: str) -> str:
    return (one if count == 1 else many).format(count) if count else ""
