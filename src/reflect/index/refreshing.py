"""Brings the index up to date with the files of the journal, in one transaction."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reflect.entry.model import Entry
from reflect.entry.plain import Misshapen
from reflect.entry.setback import Setback
from reflect.index.changes import Changed, Changes, Looking
from reflect.index.gist import Gist, gist
from reflect.index.progress import Progress, quietly
from reflect.index.stamps import ABSENT, UNSURE, Stamps, stamp_of
from reflect.index.store import FILLED, UNREADABLE, WORN, Store
from reflect.index.unsettled import Touched, open_again
from reflect.index.words import joined, stem, words
from reflect.journal import ids, json_text, reading
from reflect.journal.files import ENTRIES, SETBACKS, Files, place
from reflect.journal.reading import UnreadableFile

FEW = 200
"""Entries whose own words are looked at; of more, all words there are."""


@dataclass(frozen=True)
class Refreshing:
    """Keeps the index in `store` up to date with the journal of `files`. `clock` gives the seconds that the times of files
    are counted by."""

    store: Store
    files: Files
    clock: Callable[[], float]

    def refresh(self, today: dt.date, progress: Progress = quietly) -> None:
        """Takes in what changed. Once a day every file is looked at, also in folders that did not change. Raises
        Unusable."""
        with self.store.writing(anew=True) as db:
            swept = next(db.execute("SELECT value FROM about WHERE key = ?", (FILLED,)), (None,))[0]
            folders: dict[str, str] = dict(db.execute("SELECT path, stamp FROM folders"))
            looking = Looking(
                self.files.root,
                folders,
                lambda month: _entries_of(db, month),
                lambda: dict(db.execute("SELECT id, stamp FROM setbacks")),
                self.clock(),
                every=swept != today.isoformat(),
            )
            changes = looking.look()
            changes.entries.add(_turned(db, today))
            changes.entries.add(self._mended(db, ENTRIES))
            changes.setbacks.add(self._mended(db, SETBACKS))
            taking = _Taking(db, self.files, today, progress)
            taking.folders(folders, changes)
            taking.setbacks(changes.setbacks)
            taking.entries(changes.entries)
            db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (FILLED, today.isoformat()))

    def _mended(self, db: sqlite3.Connection, kind: str) -> Stamps:
        """What could not be read so far, and may be another file now."""
        now = self.clock()
        unreadable = dict(db.execute(UNREADABLE[kind]))
        here = {name: stamp_of(self.files.path(place(kind, name)), now) for name in unreadable}
        return {name: seen for name, seen in here.items() if seen == UNSURE or seen != unreadable[name]}

    def take_in(self, today: dt.date, entries: Iterable[str]) -> None:
        """Takes in entries (ids) whose files are others than was known. Raises Unusable."""
        changed = Changed()
        for name in entries:
            seen = stamp_of(self.files.path(place(ENTRIES, name)), self.clock())
            if seen == ABSENT:
                changed.gone.add(name)
            else:
                changed.there[name] = seen
        with self.store.writing() as db:
            _Taking(db, self.files, today, quietly).entries(changed)


@dataclass
class _Taking:
    """Takes changes into the open index, on the day it is."""

    db: sqlite3.Connection
    files: Files
    today: dt.date
    progress: Progress
    _removed: bool = False

    def folders(self, known: Stamps, changes: Changes) -> None:
        gone = known.keys() - changes.folders.keys()
        self.db.executemany("DELETE FROM folders WHERE path = ?", [(each,) for each in gone])
        self.db.executemany("INSERT OR REPLACE INTO folders VALUES (?, ?)", changes.folders.items())
        self.db.executemany("DELETE FROM strange WHERE folder = ?", [(each,) for each in (*gone, *changes.strange)])
        self.db.executemany(
            "INSERT INTO strange VALUES (?, ?, ?)",
            [(folder, os.fsencode(each.path), each.reason) for folder, of in changes.strange.items() for each in of],
        )

    def setbacks(self, changed: Changed) -> None:
        for name in changed.gone:
            self._put_setback(name, None)
        for name, stamp in changed.there.items():
            found = self.files.load(place(SETBACKS, name), Setback.from_json)
            given = (found.title, found.created, found.closed) if isinstance(found, Setback) else (None, None, None)
            self._put_setback(name, (stamp, *(None if each is None else _in_utf_8(str(each)) for each in given)))

    def _put_setback(self, name: str, row: tuple[str | None, ...] | None) -> None:
        known = self.db.execute("SELECT title, created, closed FROM setbacks WHERE id = ?", (name,)).fetchone()
        if row and known == row[1:]:
            self.db.execute("UPDATE setbacks SET stamp = ? WHERE id = ?", (row[0], name))
            return
        self._removed |= bool(known and known[0])
        self.db.execute("DELETE FROM setbacks WHERE id = ?", (name,))
        if row:
            self.db.execute("INSERT INTO setbacks VALUES (?, ?, ?, ?, ?)", (name, *row))

    def entries(self, changed: Changed) -> None:
        """Oldest first, so that later ones come later in the index too."""
        touched = Touched(self.db)
        for name in changed.gone:
            self._remove(name, touched)
        whole, texts = len(changed.there), []
        for number, (name, stamp) in enumerate(sorted(changed.there.items())):
            self.progress(number, whole)
            text = self._take(name, stamp, touched)
            if whole <= FEW:
                texts.append(text)
        self.progress(whole, whole)
        if self._removed:
            # Else what was taken out would stay readable in the file until SQLite happens to merge what it holds.
            self.db.execute("INSERT INTO texts (texts) VALUES ('optimize')")
            self.db.execute("DELETE FROM known WHERE word NOT IN (SELECT term FROM vocabulary)")
            self.db.execute("INSERT OR REPLACE INTO about VALUES (?, '')", (WORN,))
        self._know(texts if whole <= FEW else None)
        open_again(self.db, touched)
        if changed:
            self.db.execute(_NEXT_TURN)

    def _take(self, name: str, stamp: str, touched: Touched) -> str:
        """Takes in one entry, if it is another than was known; gives back the words to be known."""
        # That no link leads there is known of all folders that were looked through.
        data = reading.raw(self.files.path(place(ENTRIES, name)))
        mark = "" if isinstance(data, UnreadableFile) else f"{len(data)} {zlib.crc32(data)}"
        known = self.db.execute("SELECT bytes FROM entries WHERE id = ?", (name,)).fetchone()
        if known and known[0] == mark:
            self.db.execute("UPDATE entries SET stamp = ? WHERE id = ?", (stamp, name))
            return ""
        if known:
            self._remove(name, touched)
        found = None if isinstance(data, UnreadableFile) else _gist_of(name, data)
        if found is None:
            self.db.execute("INSERT INTO entries (id, stamp, bytes) VALUES (?, ?, ?)", (name, stamp, mark))
            return ""
        hidden = found.sealed_until is not None and found.sealed_until > self.today.isoformat()
        n = self.db.execute(
            "INSERT INTO entries (id, stamp, bytes, flow, setback, finished, day, sealed_until, hidden, makes, open)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(name, stamp, mark, found.flow, found.setback, found.finished, found.day, found.sealed_until),
                *(hidden, found.makes, found.makes > 0),
            ),
        ).lastrowid
        touched.add(name, found.setback, found.speaks_of, new=not known)
        self.db.executemany("INSERT INTO spoken VALUES (?, ?)", [(n, each) for each in found.speaks_of])
        if hidden:
            return ""
        text, labels = joined(found.texts), joined(found.labels)
        row = (n, text, labels, " ".join(found.chosen))
        self.db.execute("INSERT INTO texts (rowid, text, labels, chosen) VALUES (?, ?, ?, ?)", row)
        return f"{text} {labels}"

    def _remove(self, name: str, touched: Touched) -> None:
        row = self.db.execute("SELECT n, setback, flow, hidden FROM entries WHERE id = ?", (name,)).fetchone()
        if row is None:
            return
        spoken = [each for (each,) in self.db.execute("SELECT entry FROM spoken WHERE n = ?", (row[0],))]
        touched.add(name, row[1], spoken, new=False)
        self._removed |= row[2] is not None and not row[3]
        for statement in (
            "DELETE FROM texts WHERE rowid = ?",
            "DELETE FROM spoken WHERE n = ?",
            "DELETE FROM entries WHERE n = ?",
        ):
            self.db.execute(statement, (row[0],))

    def _know(self, texts: Iterable[str] | None) -> None:
        """Keeps the stem of each word of `texts`, or of every word there is."""
        if texts is None:
            found = {term for (term,) in self.db.execute("SELECT term FROM vocabulary")}
        else:
            found = {word.text for text in texts for word in words(text)}
        plain = {word for word in found if word.isascii() and word.isalpha()}
        known = {word for (word,) in self.db.execute(_KNOWN, (json.dumps([*plain]),))}
        self.db.executemany("INSERT INTO known VALUES (?, ?)", [(word, stem(word)) for word in plain - known])


_NEXT_TURN = "INSERT OR REPLACE INTO about SELECT 'turn', 1 + ifnull(max(value + 0), 0) FROM about WHERE key = 'turn'"
_KNOWN = "SELECT value FROM json_each(?) WHERE value IN (SELECT word FROM known)"


def _turned(db: sqlite3.Connection, today: dt.date) -> Stamps:
    """The entries of which more may be seen now than was known, or less, though their files are the same: they were sealed
    until a day that has come, or has not come any more where the clock went back."""
    turned = "sealed_until IS NOT NULL AND hidden <> (sealed_until > ?)"
    found: dict[str, str] = dict(db.execute(f"SELECT id, stamp FROM entries WHERE {turned}", (today.isoformat(),)))
    # So that they are not taken for the same.
    db.execute(f"UPDATE entries SET bytes = 'other' WHERE {turned}", (today.isoformat(),))
    return found


def _entries_of(db: sqlite3.Connection, month: str) -> Stamps:
    """The entries known in the folder of a month; none for any other folder."""
    found = month.removeprefix(f"{ENTRIES}/").split("/")
    if len(found) != 2:
        return {}
    year, number = map(int, found)
    if not year:
        # A folder may be called so, and no calendar knows it.
        return {}
    first, after = ids.first_of(year, number), ids.first_of(year + number // 12, number % 12 + 1)
    return dict(db.execute("SELECT id, stamp FROM entries WHERE id >= ? AND id < ?", (first, after)))


def _in_utf_8(text: str) -> str:
    """A text without half characters, which cannot be kept."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _gist_of(name: str, data: bytes) -> Gist | None:
    """The gist of what stands in the file of an entry (id); None for what nobody can read."""
    try:
        value = json_text.decode(data)
        return gist(value) if Entry.from_json(value).id == name else None
    except (json_text.NotJson, Misshapen):
        return None
