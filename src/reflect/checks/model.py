"""A check: what it looks at, what it looks for, and what it says."""

from __future__ import annotations

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
    found, it is not meant.
    """

    id: str
    name: str
    level: Level
    pattern: str
    why: str
    instead: str
    across: bool = False
    unless: str | None = None


@dataclass(frozen=True)
class Phrases:
    """Phrases that are there, outside of quotations. In a record, they are looked for in `fields`.

    Where `unless` is found, none of them is meant.
    """

    phrases: tuple[Phrase, ...]
    fields: tuple[str, ...] = ()
    unless: str | None = None

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for field, text in subject.texts(self.fields):
            told = without_quotations(sentences(text))
            for phrase in self.phrases:
                said = Saying(phrase.why, phrase.instead, phrase.level)
                unless = "|".join(each for each in (self.unless, phrase.unless) if each) or None
                for start, end in found(phrase.pattern, told, across=phrase.across, unless=unless):
                    yield said.about(check, text, start, end, field)
