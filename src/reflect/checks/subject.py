"""What is weighed: a text, chosen options, or records, and the answers beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Record:
    """A record of a group: its fields in words by id, in their order, and its days (None where left empty)."""

    words: Mapping[str, str]
    days: Mapping[str, dt.date | None]


@dataclass(frozen=True)
class Subject:
    """One answer: a text, the keys of chosen options, or records.

    A record that was just filled in is weighed alone, as the only one of `records`. `answers` are other answers of the
    same interview in words, by question.
    """

    text: str = ""
    chosen: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    def texts(self, fields: tuple[str, ...] = ()) -> Iterator[tuple[str | None, str]]:
        """Each text to look at, with the field it stands in (None for the answer itself).

        Of a record, the `fields` named, if it has any of them; else its first, which says what it is about. With no
        fields named, all.
        """
        if self.text:
            yield None, self.text
        for record in self.records:
            named = [each for each in fields if each in record.words]
            for each in named or ([*record.words][:1] if fields else [*record.words]):
                yield each, record.words[each]
