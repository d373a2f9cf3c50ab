"""Searches the journal: by the index, or by reading everything where there is none.

Whatever is found is read from its file and shown as it stands there; one that was changed in place since the index saw it
is looked at once more before it counts as found.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from reflect.entry.model import Entry
from reflect.errors import UnknownName, Unreadable
from reflect.index.gist import gist, said_in
from reflect.index.lookup import Index
from reflect.index.query import Query
from reflect.index.sentences import Sentence, Text, sentences
from reflect.index.sought import Sought
from reflect.index.store import Unusable
from reflect.index.words import stem, words_of
from reflect.journal.folder import Journal


@dataclass(frozen=True)
class Found:
    """An entry that was found, and the sentences in it that were looked for."""

    entry: Entry
    sentences: tuple[Sentence, ...]


ROUNDS = 3
"""How many times entries that turn out to be others are taken in before the search is made once more."""


@dataclass(frozen=True)
class Search:
    """A search of a journal on a day, for words and for what stands beside them; by the index, where there is one."""

    journal: Journal
    index: Index | None
    query: Query | None
    sought: Sought
    today: dt.date
    roots: dict[str, str] = field(default_factory=dict)
    """What the forms of the words that are looked for have in common, as far as the index knows them."""

    def found(self, most: int, *, newest: bool) -> tuple[list[Found], bool]:
        """At most so many entries, those that fit best first, or the newest, and whether there are more. Without an index
        the newest are first always."""
        entries = None
        if self.index is not None:
            with contextlib.suppress(Unusable):
                entries = self._looked_up(self.index, most + 1, newest=newest)
        if entries is None:
            self.roots.clear()
            entries = list(itertools.islice(self._read_through(), most + 1))
        return [Found(each, self._sentences(each)) for each in entries[:most]], len(entries) > most

    def _looked_up(self, index: Index, most: int, *, newest: bool) -> list[Entry]:
        asked, rounds = most, 0
        while True:
            # With what is taken in there are other forms.
            match = self.query.match(lambda word: self._forms(index, word)) if self.query else None
            names = self._names(index, match, newest=newest, most=asked)
            doubtful = index.moved_on(names)
            changed = [name for name, certain in doubtful.items() if certain]
            if changed and rounds < ROUNDS:
                rounds += 1
                index.take_in(changed)
                continue
            if doubtful:
                # There may be forms in them that the index does not know.
                self.roots.clear()
            entries = [each for name in names if (each := self._entry(name, look=name in doubtful))]
            # What turned out to be none any more leaves room for others.
            if len(entries) >= most or len(names) < asked:
                return entries[:most]
            asked += most

    def _forms(self, index: Index, word: str) -> list[str]:
        """The forms of a word that there are; what they have in common is kept for marking them."""
        found = index.forms(word)
        root = next((self.roots[each] for each in (word, *found) if each in self.roots), word)
        self.roots.update(dict.fromkeys((word, *found), root))
        return found

    def _root(self, word: str) -> str:
        return self.roots.get(word, word)

    def _names(self, index: Index, match: str | None, *, newest: bool, most: int) -> list[str]:
        if match is None and not self.sought.chosen:
            return index.entries(self.sought, most=most)
        return index.search(match, self.sought, newest=newest or match is None, most=most)

    def _entry(self, name: str, *, look: bool) -> Entry | None:
        """An entry (id) that was found; with `look`, only if it is one when it is read. None also where it is not there, or
        cannot be read, which the journal remembers."""
        try:
            entry = self.journal.entry(name)
        except (Unreadable, UnknownName):
            return None
        return entry if not look or self._fits(entry) else None

    def _read_through(self) -> Iterator[Entry]:
        """Every entry that fits, the newest first."""
        return (each for each in self.journal.entries() if isinstance(each, Entry) and self._fits(each))

    def _fits(self, entry: Entry) -> bool:
        found = gist(entry.to_json())
        if found is None or not (self.sought.takes(entry) and self.sought.fits(found)):
            return False
        if entry.sealed(self.today):
            return self.query is None and not self.sought.chosen
        return self.query is None or self.query.fits(words_of([*found.texts, *found.labels]), stem)

    def _sentences(self, entry: Entry) -> tuple[Sentence, ...]:
        if self.query is None:
            return ()
        told = [each.to_json() for each in entry.answers if not each.private]
        said = [(each["asked"], *said_in(each)) for each in told]
        # What somebody wrote says more than what was offered to them.
        texts = [Text(asked, text) for asked, written, _ in said for text in written]
        texts += [Text(asked, label) for asked, _, labelled in said for label in labelled]
        return tuple(sentences(texts, self.query, stem=self._root if self.roots else stem))
