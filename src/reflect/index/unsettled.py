"""Which entries may have something open that comes back: what all others promised is done or let go, and they need not be
read to know what is due.

What of an entry is open is found out by folding its follow-ups (`index.owing`), and kept: `open` is 1 as long as there is
any, 2 where all of it rests because its setback was put away, and `refs` are the references. What is over stays over,
until something is written, changed or taken away that it hangs together with: then `refs` is null, for not known.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Touched:
    """The entries that were taken in or taken out: their setbacks, the entries they speak of, and whether one that is
    about no setback was."""

    db: sqlite3.Connection
    setbacks: set[str] = field(default_factory=set)
    spoken: set[str] = field(default_factory=set)
    loose: bool = False
    every: bool = False

    def __post_init__(self) -> None:
        self._newest = next(self.db.execute("SELECT max(id) FROM entries"))[0] or ""

    @property
    def first(self) -> bool:
        """Whether nothing was known before."""
        return not self._newest

    def add(self, entry: str, setback: str | None, spoken: Iterable[str], *, new: bool) -> None:
        """Adds an entry; `new` is whether nothing was known of it."""
        self.spoken.update(spoken)
        if setback is not None:
            self.setbacks.add(setback)
        if new and entry > self._newest:
            return
        # What is no longer there, or was there earlier than was known, may be what something else was done by. Most hangs
        # together within one setback; what is about none may hang together with anything.
        self.loose = True
        self.every = self.every or setback is None


def open_again(db: sqlite3.Connection, touched: Touched) -> None:
    """Marks whatever may have something open again because of what was touched."""
    if touched.first:
        return
    if touched.every:
        db.execute("UPDATE entries SET open = makes > 0, refs = NULL")
        return
    if touched.loose:
        db.execute("UPDATE entries SET open = makes > 0, refs = NULL WHERE setback IS NULL")
    spoken, setbacks = json.dumps([*touched.spoken]), json.dumps([*touched.setbacks])
    db.execute(f"UPDATE entries SET open = makes > 0, refs = NULL WHERE {_AROUND}", (spoken, setbacks, setbacks))
    # Of what comes back because a flow was done, a later run takes the place of an earlier one.
    db.execute(_LATER, (spoken,))


_AROUND = """
    id IN (SELECT value FROM json_each(?))
    OR setback IN (SELECT value FROM json_each(?))
    OR n IN (
        SELECT spoken.n FROM spoken JOIN entries AS told ON told.id = spoken.entry
        WHERE told.setback IN (SELECT value FROM json_each(?))
    )
"""
_LATER = """
    UPDATE entries SET open = makes > 0, refs = NULL WHERE n IN (
        WITH earliest AS (
            SELECT flow, min(id) AS id FROM entries
            WHERE setback IS NULL AND id IN (SELECT value FROM json_each(?)) GROUP BY flow
        )
        SELECT later.n FROM earliest JOIN entries AS later ON later.flow = earliest.flow AND later.id > earliest.id
        WHERE later.setback IS NULL
    )
"""
