"""Changes that can be taken back: each is noted on disk before it is made, so that a crash in the midst of it can be too."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import NamedTuple

from reflect.entry.change import FORMAT, Change, ChangedFile, What
from reflect.entry.plain import Json
from reflect.errors import ChangedSince, MaybeNotSafe, NothingThere, NotSaved, ReflectError, Unreadable
from reflect.journal import reading
from reflect.journal.files import CHANGES, DRAFTS, ENTRIES, SETBACKS, TRASH, Files, encoded, place
from reflect.journal.listing import JournalFile
from reflect.journal.reading import UnreadableFile

KEPT = 100
"""How many changes can be taken back, one after the other; what an edit replaced stays in its entry all the same."""
BEFORE_IT = "`reflect undo` takes back the change before it."
UNDONE = "undone"
"""The field of a change in the trash that holds what was taken back."""
KINDS = (ENTRIES, SETBACKS, DRAFTS)


class Put(NamedTuple):
    """A file that a change makes anew: its kind and id, and what it is to hold."""

    kind: str
    id: str
    data: bytes


class Thrown(NamedTuple):
    """A file that a change puts into the trash."""

    kind: str
    id: str


class State(Enum):
    """How a file stands that a change touched."""

    BEFORE = "as it was before the change"
    AFTER = "as the change left it"
    OTHER = "as something else has made it since"


class Changes:
    """The changes noted among the journal's `files`. All of it is for those who hold the journal's lock."""

    def __init__(self, files: Files, *, now: Callable[[], dt.datetime], mint: Callable[[], str]) -> None:
        self._files = files
        self._now = now
        self._mint = mint

    def make(self, what: What, puts: Sequence[Put] = (), thrown: Sequence[Thrown] = ()) -> None:
        """Notes the change, then makes it, file by file. Raises Unreadable, NotSaved, MaybeNotSafe.

        When it fails between two files, what was done so far is taken back; cut short, it can be taken back, and is gone on
        with when the same is done again.
        """
        change = Change(
            self._later(self._mint()), what, self._now().replace(microsecond=0), self._as_they_are(puts, thrown)
        )
        where = place(CHANGES, change.id)
        try:
            self._files.put(where, encoded(change.to_json(), FORMAT, FORMAT), new=True)
        except NotSaved:
            self._forget(change.id)
            raise
        doubtful: MaybeNotSafe | None = None
        for step in (*(partial(self._put, each) for each in puts), *(partial(self._throw, each) for each in thrown)):
            try:
                step()
            except MaybeNotSafe as error:
                # It is done; what the disk did not confirm is told when all of it is.
                doubtful = error
            except NotSaved as error:
                self._begun_in_vain(change, error)
                raise
        self._keep_the_newest()
        if doubtful is not None:
            raise doubtful

    def _put(self, put: Put) -> None:
        self._files.put(place(put.kind, put.id), put.data)

    def _throw(self, thrown: Thrown) -> None:
        self._files.throw_away(place(thrown.kind, thrown.id))

    def _later(self, minted: str) -> str:
        """The id that was minted, made later than that of the last change where a clock was set back meanwhile."""
        newest = next(iter(self._noted()), minted)
        if newest <= minted:
            return minted
        digits = f"{int(newest.replace('-', '')[:12], 16) + 1:012x}"
        return f"{digits[:8]}-{digits[8:]}{minted[13:]}"

    def _begun_in_vain(self, change: Change, error: NotSaved) -> None:
        """Takes back what was done of a change when the rest of it failed. Raises NotSaved where that fails as well."""
        try:
            for each in reversed(change.files):
                if self._state(each) is State.AFTER:
                    self._put_back(each)
            self._files.remove(place(CHANGES, change.id))
        except ReflectError:
            raise NotSaved(f"{error.message} Only a part of it was done; `reflect undo` takes that back.") from None

    def last(self) -> Change | None:
        """The last change that was noted; None where there is none, or it cannot be read."""
        for name in self._noted():
            found = self._files.load(place(CHANGES, name), Change.from_json)
            return found if isinstance(found, Change) else None
        return None

    def undo(self) -> Change:
        """Takes the last change back, and says which it was.

        Raises NothingThere, Unreadable, ChangedSince (then all stays, and the change before it is next), NotSaved,
        MaybeNotSafe.
        """
        for name in self._noted():
            found = self._read(name)
            states = [self._state(each) for each in found.files]
            if State.OTHER in states:
                self._files.throw_away(place(CHANGES, name))
                raise ChangedSince(
                    "Nothing was taken back: what was changed last has been changed again since, by another program, or "
                    f"is gone. {BEFORE_IT}"
                )
            # One that is taken back already, and was still noted when something came between, is done with.
            done_before = State.AFTER not in states
            if not done_before:
                self._take_back(found, states)
            known = self._files.exists(TRASH / place(CHANGES, name))
            self._files.remove(place(CHANGES, name))
            if known:
                return found
        raise NothingThere("There is no change to take back.")

    def _read(self, name: str) -> Change:
        """A change as it was noted. One that is none goes into the trash. Raises Unreadable, ChangedSince."""
        where = place(CHANGES, name)
        data = self._files.raw(where)
        if isinstance(data, UnreadableFile):
            raise data.error()
        found = reading.shaped(self._files.path(where), data, Change.from_json)
        if isinstance(found, UnreadableFile):
            self._files.throw_away(where)
            raise ChangedSince(f"Nothing was taken back: the note of the last change cannot be read. {BEFORE_IT}")
        if found.format > FORMAT:
            raise Unreadable("A newer reflect made the last change; take it back there, or update reflect.")
        return found

    def _take_back(self, change: Change, states: Sequence[State]) -> None:
        """Makes the files what they were. What they hold now goes into the trash first."""
        touched = [each for each, state in zip(change.files, states, strict=True) if state is State.AFTER]
        undone: list[Json] = [self._text(each) for each in touched if not each.trashed]
        kept = replace(change, extra={**change.extra, UNDONE: undone})
        self._files.put(TRASH / place(CHANGES, change.id), encoded(kept.to_json(), FORMAT, FORMAT))
        for each in reversed(touched):
            self._put_back(each)

    def _put_back(self, file: ChangedFile) -> None:
        """Makes a file what it was before."""
        where = place(file.kind, file.id)
        if file.before is None:
            self._files.bring_back(where)
        else:
            self._files.put(where, file.before.encode())

    def _as_they_are(self, puts: Sequence[Put], thrown: Sequence[Thrown]) -> tuple[ChangedFile, ...]:
        touched = []
        for put in puts:
            data = self._files.raw(place(put.kind, put.id))
            if isinstance(data, UnreadableFile):
                raise data.error()
            touched.append(ChangedFile(put.kind, put.id, data.decode(), _digest(put.data)))
        return (*touched, *(ChangedFile(each.kind, each.id) for each in thrown))

    def _state(self, file: ChangedFile) -> State:
        """How a file stands now. Raises Unreadable where that cannot be told."""
        if file.kind not in KINDS:
            return State.OTHER
        where = place(file.kind, file.id)
        if file.trashed:
            if self._files.exists(where):
                return State.BEFORE
            return State.AFTER if self._files.exists(TRASH / where) else State.OTHER
        if not self._files.exists(where):
            return State.OTHER
        data = self._files.raw(where)
        if isinstance(data, UnreadableFile):
            raise data.error()
        if _digest(data) == file.after:
            return State.AFTER
        return State.BEFORE if data == (file.before or "").encode() else State.OTHER

    def _text(self, file: ChangedFile) -> str:
        data = self._files.raw(place(file.kind, file.id))
        if isinstance(data, UnreadableFile):
            raise data.error()
        return data.decode()

    def _noted(self) -> list[str]:
        """The ids of the changes, the newest first. Raises Unreadable for the folder."""
        found = []
        for each in self._files.listed(CHANGES):
            if isinstance(each, JournalFile):
                found.append(each.id)
            elif each.path.parent == self._files.root:
                raise each.error()
        return found

    def _keep_the_newest(self) -> None:
        for name in self._noted()[KEPT:]:
            self._forget(name)

    def _forget(self, name: str) -> None:
        # The change is made, or was not begun; what cannot be tidied now is tidied another time.
        with contextlib.suppress(NotSaved):
            self._files.remove(place(CHANGES, name))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
