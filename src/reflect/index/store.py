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
from reflect.journal.lock import locked

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "index.db"
FORMAT = 1
"""The version of the tables below; an index of another one is built anew."""
FILLED = "swept"
"""What is noted about an index (the day) when it holds all that the files hold."""
WAIT = 60.0
"""Seconds to wait for another program that writes the index; building it takes longest."""

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
CREATE INDEX by_hidden ON entries (sealed_until) WHERE hidden;
CREATE TABLE spoken (n INTEGER, entry TEXT, PRIMARY KEY (entry, n)) WITHOUT ROWID;
CREATE INDEX by_speaker ON spoken (n);
CREATE TABLE known (word TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX by_stem ON known (stem);
CREATE VIRTUAL TABLE texts USING fts5 (text, chosen, tokenize = 'ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (texts, row);
"""


class Unusable(Exception):
    """The index cannot be used: not read, or not written. It is done without."""


class Broken(Unusable):
    """What stands in the file is no index, or no whole one; it can be made anew."""


class Store:
    """The index in the folder `cache` of the journal that stands in `journal` (a real path)."""

    def __init__(self, cache: Path, journal: Path) -> None:
        self._cache = cache
        self._about = {"journal": str(journal), "program": __version__, "format": str(FORMAT)}
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
        """Whether there is an index, and it is of this journal and this program, and was filled once."""
        try:
            with self._sound():
                about = dict(self._connection().execute("SELECT key, value FROM about"))
        except Unusable:
            return False
        return FILLED in about and self._about.items() <= about.items()

    @contextlib.contextmanager
    def writing(self, *, anew: bool = False) -> Iterator[sqlite3.Connection]:
        """Keeps other programs out while the index is written: all of it or, when it is left by an error, nothing.

        With `anew`, one that cannot be used or is not ours is made anew, empty: to be filled. Raises Unusable.
        """
        try:
            make_private(self._cache)
            with locked(self._cache):
                # Another program may have put a new file in place of the one that is open here.
                self.close()
                if not self.ours:
                    if not anew:
                        raise Unusable
                    self._make()
                connection = self._connection()
                with self._sound(), self._whole(connection):
                    # What is taken out is overwritten with zeros.
                    connection.execute("PRAGMA secure_delete = ON")
                    yield connection
        except (OSError, NotSaved):
            raise Unusable from None

    def close(self) -> None:
        if self._open is not None:
            with contextlib.suppress(sqlite3.Error):
                self._open.close()
            self._open = None

    def remove(self) -> None:
        """Removes the index. Raises Unusable."""
        try:
            with locked(self._cache):
                self._discard()
        except (OSError, NotSaved):
            raise Unusable from None

    def _discard(self) -> None:
        self.close()
        # The journal of SQLite belongs to this very file: on another one it would be played back into it.
        for path in (self.path, *(self.path.with_name(NAME + ending) for ending in ("-journal", "-wal", "-shm"))):
            path.unlink(missing_ok=True)

    def _make(self) -> None:
        self._discard()
        # SQLite would make it as the umask says.
        os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with self._sound():
            connection = self._connection()
            with self._whole(connection):
                for statement in _TABLES.split(";\n"):
                    connection.execute(statement)
                connection.executemany("INSERT INTO about VALUES (?, ?)", self._about.items())

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
            # The other kinds of errors say that it could not be read just now: busy, or no permission.
            raise (Broken if type(error) is sqlite3.DatabaseError else Unusable) from None
        except UnicodeEncodeError:
            # Half a character can be typed, and is in no index.
            raise Unusable from None
