"""The file of the index: an SQLite database in the cache folder that may be deleted at any moment.

It holds words of the journal, so it is its owner's only, and what is taken out of it is overwritten.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reflect import __version__
from reflect.config.folders import make_private
from reflect.errors import NotSaved
from reflect.journal.files import ENTRIES, SETBACKS
from reflect.journal.lock import locked

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "index.db"
FORMAT = 1
"""The version of the tables below; an index of another one is built anew."""
FILLED = "swept"
"""What is noted about an index (the day) when it holds all that the files hold."""
WORN = "worn"
"""What is noted about an index from which something was taken out, until no copy of it can be left anywhere in the file."""
WAIT = 2.0
"""Seconds to wait for another program that reads or writes the index; then it is done without."""
TRIES = 40
"""How many times its lock is tried, which takes as long."""

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE folders (path TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID;
CREATE TABLE strange (folder TEXT NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE setbacks (id TEXT PRIMARY KEY, stamp TEXT NOT NULL, title TEXT, created TEXT, closed TEXT) WITHOUT ROWID;
CREATE TABLE entries (
    n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, stamp TEXT NOT NULL, bytes TEXT NOT NULL, flow TEXT, setback TEXT,
    finished TEXT, day TEXT, sealed_until TEXT, hidden INTEGER NOT NULL DEFAULT 0,
    makes INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0, refs TEXT
);
CREATE INDEX by_setback ON entries (setback, id, flow);
CREATE INDEX by_flow ON entries (flow, id);
CREATE INDEX by_open ON entries (open) WHERE open;
CREATE INDEX by_unreadable ON entries (id) WHERE flow IS NULL;
CREATE INDEX by_unreadable_setback ON setbacks (id) WHERE created IS NULL;
CREATE INDEX by_seal ON entries (sealed_until) WHERE sealed_until IS NOT NULL;
CREATE TABLE spoken (n INTEGER, entry TEXT, PRIMARY KEY (entry, n)) WITHOUT ROWID;
CREATE INDEX by_speaker ON spoken (n);
CREATE TABLE known (word TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX by_stem ON known (stem);
CREATE VIRTUAL TABLE texts USING fts5 (text, labels, chosen, tokenize = 'ascii');
INSERT INTO texts (texts, rank) VALUES ('rank', 'bm25(1.0, 0.2, 0.0)');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (texts, row);
"""


UNREADABLE = {
    ENTRIES: "SELECT id, stamp FROM entries WHERE flow IS NULL",
    SETBACKS: "SELECT id, stamp FROM setbacks WHERE created IS NULL",
}
"""What of each kind could not be read."""


class Unusable(Exception):
    """The index cannot be used: not read, or not written. It is done without."""


class Broken(Unusable):
    """What stands in the file is no index, or no whole one; it can be made anew."""


class Store:
    """The index in the folder `cache` of the journal that stands in `journal` (a real path)."""

    def __init__(self, cache: Path, journal: Path) -> None:
        self._cache = cache
        where = str(journal).encode("utf-8", "backslashreplace").decode()
        self._about = {"journal": where, "program": __version__, "format": str(FORMAT)}
        self._open: sqlite3.Connection | None = None

    @property
    def path(self) -> Path:
        return self._cache / NAME

    def read(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query gives. Raises Unusable."""
        if self._open is None and not self.ours:
            # What stands there now, if anything does, is of another program, or of another journal.
            raise Unusable
        with self._sound():
            return self._connection().execute(query, values).fetchall()

    @property
    def ours(self) -> bool:
        """Whether there is an index, and it is of this journal and this program, filled and not worn."""
        try:
            with self._sound():
                about = dict(self._connection().execute("SELECT key, value FROM about"))
        except Unusable:
            return False
        found = FILLED in about and WORN not in about and self._about.items() <= about.items()
        if not found:
            self.close()
        return found

    @contextlib.contextmanager
    def writing(self, *, anew: bool = False) -> Iterator[sqlite3.Connection]:
        """Keeps other programs out while the index is written: all of it or, when it is left by an error, nothing.

        With `anew`, one that cannot be used or is not ours is made anew, empty: to be filled. Raises Unusable.
        """
        try:
            make_private(self._cache)
            with locked(self._cache, TRIES):
                # Another program may have put a new file in place of the one that is open here.
                self.close()
                if not self.ours:
                    self._make(anew=anew)
                connection = self._connection()
                with self._sound():
                    with self._whole(connection):
                        # What is taken out is overwritten with zeros.
                        connection.execute("PRAGMA secure_delete = ON")
                        yield connection
                    self._renew(connection)
        except (OSError, NotSaved):
            self.close()
            raise Unusable from None
        except BaseException:
            # What was begun may be half of it.
            self.close()
            raise

    def close(self) -> None:
        if self._open is not None:
            with contextlib.suppress(sqlite3.Error):
                self._open.close()
            self._open = None

    def remove(self) -> None:
        """Removes the index. Raises Unusable."""
        try:
            with locked(self._cache, TRIES):
                self._discard()
        except (OSError, NotSaved):
            raise Unusable from None

    def _discard(self) -> None:
        self.close()
        # The journal of SQLite belongs to this very file: on another one it would be played back into it.
        for path in (self.path, *(self.path.with_name(NAME + ending) for ending in ("-journal", "-wal", "-shm"))):
            path.unlink(missing_ok=True)

    def _make(self, *, anew: bool) -> None:
        """Makes it anew, empty; or raises Unusable, where that is not wanted."""
        if not anew:
            raise Unusable
        self._discard()
        # SQLite would make it as the umask says.
        os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with self._sound():
            connection = self._connection()
            with self._whole(connection):
                for statement in _TABLES.split(";\n"):
                    connection.execute(statement)
                connection.executemany("INSERT INTO about VALUES (?, ?)", self._about.items())

    def _renew(self, connection: sqlite3.Connection) -> None:
        """Writes all of an index anew that is worn: where a page of SQLite was once split or joined with another, copies of
        rows stay behind, which are not overwritten when these are taken out."""
        if connection.execute("SELECT 1 FROM about WHERE key = ?", (WORN,)).fetchone():
            connection.execute("VACUUM")
            connection.execute("DELETE FROM about WHERE key = ?", (WORN,))

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            if not self.path.exists():
                raise Unusable
            self._open = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
        return self._open

    @contextlib.contextmanager
    def _whole(self, connection: sqlite3.Connection) -> Iterator[None]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    @contextlib.contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            self.close()
            raise (Broken if _breaks(error) else Unusable) from None
        except UnicodeDecodeError:
            self.close()
            raise Broken from None
        except UnicodeEncodeError:
            # Half a character can be typed, and is in no index.
            raise Unusable from None


def _breaks(error: sqlite3.Error) -> bool:
    """Whether an error says that what stands in the file is not what belongs there, rather than that it could not be read or
    written just now: busy, no room, no permission."""
    if type(error) is not sqlite3.OperationalError:
        return type(error) is sqlite3.DatabaseError
    # A table is not there, or (of no code) a text is none; what FTS5 says is about what is looked for.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code == sqlite3.SQLITE_ERROR and not str(error).startswith("fts5:")
