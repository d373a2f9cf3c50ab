"""A check: what it looks at, what it looks for, and what it says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from reflect.checks.remark import Level, Remark, Saying
from reflect.checks.sentences import found, sentences, without_quotations
from reflect.checks.subject import Subject

Of = Literal["text", "record", "group", "choice"]
OF: tuple[Of, ...] = ("text", "record", "group", "choice")
"""What is weighed at a time: a text; a record as soon as it is there (a text does as well); all records of a group
together; the chosen options."""


class Look(Protocol):
    """One thing to look for."""

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        """What there is to say about `subject`, in the name of the check `check`."""


@dataclass(frozen=True)
class Check:
    """A check `id`. `says` goes before what is found; with `once`, it speaks at most once each time it is asked.

    `sets` are the names by which it is run together with others over any text.
    """

    id: str
    about: str
    looks: tuple[Look, ...]
    of: Of = "text"
    says: str = ""
    once: bool = False
    sets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phrase:
    """A way of saying something that has an effect of its own, and a pattern that finds it.

    It is looked for sentence by sentence; with `across`, in each sentence together with the next. Where `unless` is
    found, it is not meant; with `otherwise`, it is looked for only where none of the other phrases was found.
    """

    id: str
    name: str
    level: Level
    pattern: str
    why: str
    instead: str
    across: bool = False
    unless: str | None = None
    otherwise: bool = False


@dataclass(frozen=True)
class Phrases:
    """Phrases that are there, outside of quotations. In a record, they are looked for in `fields`."""

    phrases: tuple[Phrase, ...]
    fields: tuple[str, ...] = ()

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for field, text in subject.texts(self.fields):
            told = without_quotations(sentences(text))
            starts = [each.start for each in told]
            done: set[int] = set()
            for phrase in sorted(self.phrases, key=lambda each: each.otherwise):
                said = Saying(phrase.why, phrase.instead, phrase.level)
                where = [each for each in told if each.start not in done] if phrase.otherwise else told
                for start, end in found(phrase.pattern, where, across=phrase.across, unless=phrase.unless):
                    done.add(starts[bisect_right(starts, start) - 1])
                    yield said.about(check, text, start, end, field)
