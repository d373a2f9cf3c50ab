"""Finds entries and setbacks by what the index knows of them. What is shown of them is read from their files."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reflect.entry.setback import Setback
from reflect.entry.standing import Done
from reflect.index.gist import mark
from reflect.index.progress import Progress, quietly
from reflect.index.sought import Sought
from reflect.index.stamps import UNSURE, stamp_of, unchanged
from reflect.index.store import UNREADABLE, Broken, Store, Unusable
from reflect.journal.files import ENTRIES, Files, place
from reflect.journal.reading import UnreadableFile

if TYPE_CHECKING:
    from reflect.index.refreshing import Refreshing

_CLOCKS = dt.timedelta(days=2)
"""How far the day of an entry, there, can be from the day in UTC, and more."""


class Index:
    """The index in `cache` of the journal in `files`, on a day. `clock` gives the seconds that the times of files are
    counted by. Everything raises Unusable."""

    def __init__(self, cache: Path, files: Files, *, today: dt.date, clock: Callable[[], float]) -> None:
        self.today = today
        self.store = Store(cache, files.root)
        self._files = files
        self._clock = clock

    def refresh(self, progress: Progress = quietly) -> None:
        """Brings it up to date with the files, as far as their times tell; makes it anew when it is broken. `progress` is
        told how many of how many entries have been read."""
        try:
            if not self._is_fresh():
                self._refreshing().refresh(self.today, progress)
        except Broken:
            self._make_anew(progress)

    def remove(self) -> None:
        """Takes it off the disk; the next refresh makes it anew."""
        self.store.remove()

    def _is_fresh(self) -> bool:
        """Whether it holds what the files hold, as far as the times of folders tell, and was looked over today."""
        if not self.store.ours:
            return False
        folders = dict(self.store.read("SELECT path, stamp FROM folders"))
        if not unchanged(self._files.root, folders, self._clock()) or any(map(self._may_be_mended, UNREADABLE)):
            return False
        ((swept, opened),) = self.store.read(
            "SELECT (SELECT value FROM about WHERE key = 'swept'), "
            "EXISTS (SELECT 1 FROM entries WHERE hidden AND sealed_until <= ?)",
            (self.today.isoformat(),),
        )
        return swept == self.today.isoformat() and not opened

    def _may_be_mended(self, kind: str) -> bool:
        """Whether something that could not be read is another file now."""
        for name, known in self.store.read(UNREADABLE[kind]):
            seen = stamp_of(self._files.path(place(kind, name)), self._clock())
            if seen == UNSURE or seen != known:
                return True
        return False

    def _refreshing(self) -> Refreshing:
        # Most of the time nothing has changed, and what is needed for that is not imported.
        from reflect.index.refreshing import Refreshing

        return Refreshing(self.store, self._files, self._clock)

    def moved_on(self, entries: Iterable[str]) -> dict[str, bool]:
        """Those of the entries (ids) whose files may be others than was known; True where that is certain."""
        found = {}
        stamps = "SELECT id, stamp FROM entries WHERE id IN (SELECT value FROM json_each(?))"
        for name, known in self._read(stamps, (json.dumps([*entries]),)):
            seen = stamp_of(self._files.path(place(ENTRIES, str(name))), self._clock())
            if seen != known or known == UNSURE:
                found[str(name)] = known != UNSURE
        return found

    def take_in(self, entries: Iterable[str]) -> None:
        """Takes in entries (ids) of which a file turned out to be another than was known."""
        self._refreshing().take_in(self.today, entries)

    def setbacks(self) -> list[Setback]:
        """Every setback that can be read, the newest first: id, title and times."""
        rows = self._read("SELECT id, title, created, closed FROM setbacks WHERE created IS NOT NULL")
        moment = dt.datetime.fromisoformat
        found = [
            Setback(name, title, moment(created), moment(closed) if closed else None)
            for name, title, created, closed in rows
        ]
        return sorted(found, key=lambda each: (each.created, each.id), reverse=True)

    def entries(self, sought: Sought, most: int = -1) -> list[str]:
        """The entries (ids) that are looked for, the newest first, at most `most`."""
        if sought.chosen:
            return self.search(None, sought, newest=True, most=most)
        wheres, values = self._wheres(sought)
        return self._ids(f"SELECT id FROM entries AS e WHERE {wheres} ORDER BY id DESC LIMIT ?", (*values, most))

    def search(self, match: str | None, sought: Sought, *, newest: bool, most: int = -1) -> list[str]:
        """The entries (ids) whose words `match`, an expression of FTS5, and that are looked for: at most `most`, those that
        fit best first (bm25), or the newest. What is sealed is not found by what stands in it."""
        wheres, values = self._wheres(sought)
        order = "e.id DESC" if newest else "texts.rank"
        return self._ids(
            f"SELECT e.id FROM texts CROSS JOIN entries AS e ON e.n = texts.rowid WHERE texts MATCH ? AND {wheres}"
            f" AND (e.sealed_until IS NULL OR e.sealed_until <= ?) ORDER BY {order} LIMIT ?",
            (_match(match, sought), *values, self.today.isoformat(), most),
        )

    def forms(self, word: str) -> list[str]:
        """Every word there is that has the same stem."""
        known = "SELECT word FROM known WHERE stem = (SELECT stem FROM known WHERE word = ?) ORDER BY word"
        if found := self._ids(known, (word,)):
            return found
        from reflect.index.words import stem

        return self._ids("SELECT word FROM known WHERE stem = ? ORDER BY word", (stem(word),))

    def chosen(self, question: str) -> list[str]:
        """The options (keys, as far as they are words) that were ever chosen at a question."""
        start = mark(question, "")
        found = self._ids("SELECT term FROM vocabulary WHERE term >= ? AND term < ?", (start, start + "\U0010ffff"))
        return [each.removeprefix(start).replace("‿", "_") for each in found]

    def done(self, setbacks: Iterable[str]) -> dict[str, tuple[Done, ...]]:
        """What has been done for each of these setbacks (ids), oldest first."""
        found: dict[str, list[Done]] = {each: [] for each in setbacks}
        for setback, name, flow, finished in self._read(
            "SELECT setback, id, flow, finished FROM entries WHERE setback IN (SELECT value FROM json_each(?))",
            (json.dumps([*found]),),
        ):
            found[str(setback)].append(Done(str(name), str(flow), dt.datetime.fromisoformat(str(finished))))
        return {setback: tuple(sorted(each, key=lambda one: (one.finished, one.id))) for setback, each in found.items()}

    # ------------------------------------------------------------------------------------ what is open, see index.owing

    def turn(self) -> str:
        """What is another one each time that entries are taken in."""
        return str(dict(self._read("SELECT key, value FROM about WHERE key = 'turn'")).get("turn"))

    def may_be_open(self, today: dt.date) -> list[tuple[str, str | None, int, str | None]]:
        """The entries (ids) of which something may be open, with their setbacks, how they stand, and what is open of them,
        references in JSON."""
        ((settled,),) = self._read("SELECT (SELECT value FROM about WHERE key = 'settled')")
        if settled is not None and str(settled) > today.isoformat():
            # The clock went back: what was over by then need not be over yet.
            with self.store.writing() as db:
                db.execute("UPDATE entries SET open = makes > 0, refs = NULL")
                db.execute("DELETE FROM about WHERE key = 'settled'")
        # With a plus, SQLite does not take the index of flows for this, where almost every entry is in.
        return self._read("SELECT id, setback, open, refs FROM entries WHERE open AND +flow IS NOT NULL")

    def hanging_together(self, entries: Collection[str]) -> list[str]:
        """The entries (ids) that the follow-ups of `entries` hang together with, these among them."""
        return self._ids(_TOGETHER, (json.dumps([*entries]),))

    def about_none(self, flows: Collection[str], since: dt.datetime | None) -> list[str]:
        """The entries (ids) of some flows that are about no setback; with `since`, none finished long before."""
        first = "" if since is None else (since - _CLOCKS).date().isoformat()
        return self._ids(
            "SELECT id FROM entries WHERE setback IS NULL AND flow IN (SELECT value FROM json_each(?)) AND day >= ?",
            (json.dumps([*flows]), first),
        )

    def strange(self) -> list[UnreadableFile]:
        """What is in the folders of entries and setbacks and is none."""
        rows = self._read("SELECT path, reason FROM strange")
        return [UnreadableFile(Path(os.fsdecode(path)), reason) for path, reason in rows]

    def unreadable(self) -> list[str]:
        """The entries (ids) of which nothing could be read."""
        return self._ids("SELECT id FROM entries WHERE flow IS NULL", ())

    def unreadable_setbacks(self) -> list[str]:
        """The setbacks (ids) of which nothing could be read."""
        return self._ids("SELECT id FROM setbacks WHERE created IS NULL", ())

    def around(self, setback: str) -> list[str]:
        """The entries (ids) about a setback (id), and those that speak of what was promised in them."""
        return self._ids(_AROUND, (setback,))

    def ending(self, digits: str) -> list[str]:
        """The entries (ids) whose id ends in these hexadecimal digits, the newest first."""
        found = "SELECT id FROM entries WHERE replace(id, '-', '') LIKE ? ORDER BY id DESC"
        return self._ids(found, (f"%{digits}",))

    def of_flows(self, flows: Collection[str], without: Collection[str] = ()) -> list[str]:
        """The entries (ids) of some flows, those about some setbacks (ids) left out; the newest first."""
        return self._ids(
            "SELECT id FROM entries WHERE flow IN (SELECT value FROM json_each(?))"
            " AND ifnull(setback, '') NOT IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
            (json.dumps([*flows]), json.dumps([*without])),
        )

    def latest_about_none(self, flows: Collection[str]) -> list[str]:
        """The latest entry (id) of each of some flows that is about no setback."""
        return self._ids(
            f"SELECT max(id) FROM entries WHERE setback IS NULL AND flow IN (SELECT value FROM json_each(?)) AND {_TOLD}"
            " GROUP BY flow",
            (json.dumps([*flows]), self.today.isoformat()),
        )

    def later(self, flow: str, entry: str) -> list[str]:
        """The entries (ids) of a flow that are about no setback and later than one (id)."""
        return self._ids("SELECT id FROM entries WHERE flow = ? AND id > ? AND setback IS NULL", (flow, entry))

    def runs_of(self, flows: Collection[str]) -> list[tuple[str, str, str | None, dt.datetime]]:
        """The first and the last entry of each of some flows, and of those about no setback: id, flow, setback, and when it
        was finished. Between these, no other one says more of when a flow was done."""
        rows = self._read(_FIRST_AND_LAST, (json.dumps([*flows]), self.today.isoformat()))
        moment = dt.datetime.fromisoformat
        return [(name, flow, setback, moment(finished)) for name, flow, setback, finished in rows]

    def settle(self, turn: str, today: dt.date, stands: Mapping[str, tuple[int, Collection[str] | None]]) -> None:
        """Keeps how entries (ids) stand on a day, unless others were taken in since `turn`. An index that cannot be written stays
        as it is."""
        if not stands:
            return
        rows = [(how, None if refs is None else json.dumps(sorted(refs)), name) for name, (how, refs) in stands.items()]
        with contextlib.suppress(Unusable), self.store.writing() as db:
            if db.execute("SELECT value FROM about WHERE key = 'turn'").fetchone() == (turn,):
                db.executemany("UPDATE entries SET open = ?, refs = ? WHERE id = ?", rows)
                db.execute(
                    "INSERT OR REPLACE INTO about SELECT 'settled', max(?, ifnull(max(value), '')) FROM about"
                    " WHERE key = 'settled'",
                    (today.isoformat(),),
                )

    def _wheres(self, sought: Sought) -> tuple[str, list[object]]:
        """What is looked for in SQL, with its values."""
        wheres, values = ["e.flow IS NOT NULL"], list[object]()
        tests = (
            ("e.flow = ?", sought.flow),
            ("e.setback = ?", sought.setback),
            ("e.day >= ?", sought.since and sought.since.isoformat()),
            ("e.day <= ?", sought.until and sought.until.isoformat()),
        )
        for where, value in tests:
            if value is not None:
                wheres.append(where)
                values.append(value)
        return " AND ".join(wheres), values

    def _ids(self, query: str, values: Sequence[object]) -> list[str]:
        return [str(name) for (name,) in self._read(query, values)]

    def _read(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self.store.read(query, values)
        except Broken:
            self._make_anew()
            return self.store.read(query, values)

    def _make_anew(self, progress: Progress = quietly) -> None:
        self.store.remove()
        self._refreshing().refresh(self.today, progress)


def _match(words: str | None, sought: Sought) -> str:
    """An expression of FTS5: the words, and the options that were chosen."""
    parts = [f"{{text labels}} : ({words})"] if words else []
    for ways in sought.chosen:
        marks = " OR ".join(f'"{mark(question, key)}"' for question, key in ways)
        parts.append(f"{{chosen}} : ({marks})")
    return " AND ".join(parts)


_TOLD = "(sealed_until IS NULL OR sealed_until <= ?)"
"""What is sealed says nothing yet, not even that something was done."""
_FIRST_AND_LAST = f"""
WITH mine AS (
    SELECT id, flow, setback, finished, day FROM entries WHERE flow IN (SELECT value FROM json_each(?)) AND {_TOLD}
),
ends AS (
    SELECT min(id) AS first, max(id) AS last FROM mine GROUP BY flow, setback IS NULL
),
latest AS (SELECT id, max(day) FROM mine GROUP BY flow, setback IS NULL)
SELECT id, flow, setback, finished FROM mine
WHERE id IN (SELECT first FROM ends UNION SELECT last FROM ends UNION SELECT id FROM latest)
"""
_AROUND = """
WITH RECURSIVE reached (id) AS (
    SELECT id FROM entries WHERE setback = ? AND flow IS NOT NULL
    UNION
    SELECT entries.id FROM reached JOIN spoken ON spoken.entry = reached.id JOIN entries ON entries.n = spoken.n
)
SELECT id FROM reached
"""
_TOGETHER = """
WITH RECURSIVE promising (id) AS (SELECT value FROM json_each(?)),
reached (id) AS (
    SELECT id FROM promising
    UNION
    SELECT spoken.entry FROM reached JOIN entries USING (id) JOIN spoken USING (n) WHERE makes = 2
),
setbacks (id) AS (SELECT setback FROM reached JOIN entries USING (id) WHERE setback IS NOT NULL)
SELECT id FROM reached JOIN entries USING (id) WHERE +flow IS NOT NULL
UNION SELECT id FROM entries WHERE setback IN (SELECT id FROM setbacks) AND +flow IS NOT NULL
UNION SELECT entries.id FROM spoken JOIN entries USING (n) WHERE spoken.entry IN (SELECT id FROM promising)
"""
