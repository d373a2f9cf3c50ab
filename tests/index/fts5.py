"""A real FTS5 table, as the index has one: what it sees in a text, and what it finds."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence

from reflect.index.query import Query
from reflect.index.words import SEPARATOR, indexed, joined, stem, words_of


class Fts5:
    """A table in memory, with the texts of one entry in each row."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.db.execute("CREATE VIRTUAL TABLE told USING fts5(text, tokenize='ascii')")
        self.db.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(told, 'instance')")

    def holds(self, entries: Sequence[Sequence[str]]) -> None:
        """Holds these entries and no others, by their places from 0."""
        self.db.execute("DELETE FROM told")
        self.db.executemany(
            "INSERT INTO told (rowid, text) VALUES (?, ?)",
            [(place, joined(texts)) for place, texts in enumerate(entries)],
        )

    def sees(self, texts: Sequence[str]) -> list[str]:
        """The words it sees in the texts of an entry, in their order."""
        self.holds([texts])
        return [term for (term,) in self.db.execute("SELECT term FROM seen ORDER BY offset")]

    def sees_in(self, text: str) -> list[str]:
        """The words it sees in one text."""
        self.db.execute("DELETE FROM told")
        self.db.execute("INSERT INTO told (rowid, text) VALUES (1, ?)", (indexed(text),))
        return [term for (term,) in self.db.execute("SELECT term FROM seen ORDER BY offset")]

    def finds(self, query: Query, entries: Sequence[Sequence[str]]) -> set[int]:
        """Which of these entries it finds."""
        self.holds(entries)
        found = self.db.execute("SELECT rowid FROM told WHERE told MATCH ?", (query.match(forms_in(entries)),))
        return {place for (place,) in found}


def forms_in(entries: Sequence[Sequence[str]]) -> Callable[[str], Sequence[str]]:
    """The forms of a word that occur in entries: of words that are ASCII, as the index keeps them."""
    known: dict[str, set[str]] = defaultdict(set)
    for texts in entries:
        for word in words_of(texts):
            if word.isascii() and word != SEPARATOR:
                known[stem(word)].add(word)
    return lambda word: sorted(known.get(stem(word), ()))
