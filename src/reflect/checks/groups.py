"""What can be looked for in the records of a group, taken together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reflect.checks.remark import Remark, Saying
from reflect.checks.sentences import LONGEST, compiled, holds, sentences
from reflect.checks.subject import Subject

HALF_A_YEAR = 183
"""Days. Without a year, going further back than this is going on into the next year."""
HALF_A_DAY = 12 * 60
"""Minutes. Without a day, going further back than this is going on past midnight."""


@dataclass(frozen=True)
class MoreRecords:
    """More records than `most`."""

    most: int
    said: Saying

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        if len(subject.records) > self.most:
            yield self.said.missing(check, "")


@dataclass(frozen=True)
class FirstRecord:
    """A first record in which `pattern` is found in one of `fields`."""

    pattern: str
    fields: tuple[str, ...]
    said: Saying

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for field, text in Subject(records=subject.records[:1]).texts(self.fields):
            if holds((self.pattern,), sentences(text)):
                yield self.said.missing(check, text, field)
                return


@dataclass(frozen=True)
class Unsaid:
    """Records that have the fields `fields`, with no word in any of them."""

    fields: tuple[str, ...]
    said: Saying

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        told = [record.words[each] for record in subject.records for each in self.fields if each in record.words]
        if told and not any(each.strip() for each in told):
            yield self.said.missing(check, "", self.fields[0])


@dataclass(frozen=True)
class Moment:
    """What is known of a moment: year, day (as days into a year of equal months), minute of the day."""

    year: int | None = None
    day: int | None = None
    minute: int | None = None

    def after(self, other: Moment) -> bool:
        """Whether it is later than `other`, as far as both can be told; in doubt it is not."""
        if (self.day is None) != (other.day is None):
            return False
        if self.day is not None and other.day is not None:
            if self.year is not None and other.year is not None and self.year != other.year:
                return self.year > other.year
            known = self.year is not None and other.year is not None
            if self.day != other.day:
                return self.day - other.day > 0 and (known or self.day - other.day < HALF_A_YEAR)
        if self.minute is None or other.minute is None:
            return False
        limit = HALF_A_DAY if self.day is None else 24 * 60
        return 0 < self.minute - other.minute < limit


@dataclass(frozen=True)
class OutOfOrder:
    """A record whose moment, in words in `field`, is before that of the one above it.

    `moments` are patterns with any of the groups year, month, day, hour, minute; `months` their names in order, of which
    the first three letters count. What none of them finds is passed over.
    """

    field: str
    moments: tuple[str, ...]
    months: tuple[str, ...]
    said: Saying

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        told = [(record.words.get(self.field, "")) for record in subject.records]
        known = [(text, self.moment(text)) for text in told if text.strip()]
        for (_, before), (text, now) in pairwise(known):
            if before.after(now):
                yield self.said.about(check, text, 0, len(text), self.field)

    def moment(self, text: str) -> Moment:
        """What `text` says of a moment."""
        said: dict[str, str] = {}
        for pattern in self.moments:
            if hit := compiled(pattern).search(text[:LONGEST]):
                said = {name: value for name, value in hit.groupdict().items() if value} | said
        month, day = self._month(said.get("month", "")), said.get("day")
        return Moment(
            int(said["year"]) if "year" in said else None,
            month * 31 + int(day) if month and day else None,
            int(said["hour"]) * 60 + int(said.get("minute", 0)) if "hour" in said else None,
        )

    def _month(self, word: str) -> int:
        """The number of a month, 0 for none."""
        if word.isdecimal():
            return int(word)
        starts = [each[:3].casefold() for each in self.months]
        return starts.index(word[:3].casefold()) + 1 if word[:3].casefold() in starts else 0
