"""Finds entries by going through all of them, as simply as it can be said: what the index is held against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from reflect.entry.model import Answer, Entry
from reflect.entry.said import Said
from reflect.index.sought import Sought
from reflect.index.words import is_east_asian, stem, words

Told = list[list[str]]
"""The words of an entry, text by text."""


@dataclass(frozen=True)
class Word:
    """A word in any of its forms."""

    word: str

    @property
    def typed(self) -> str:
        return self.word

    def fits(self, told: Told) -> bool:
        return any(stem(each) == stem(self.word) for text in told for each in text)


@dataclass(frozen=True)
class Begins:
    """How a word begins."""

    word: str

    @property
    def typed(self) -> str:
        return f"{self.word}*"

    def fits(self, told: Told) -> bool:
        return any(each.startswith(self.word) for text in told for each in text)


@dataclass(frozen=True)
class Exactly:
    """Words as they stand one behind the other in one text."""

    words: tuple[str, ...]

    @property
    def typed(self) -> str:
        return '"' + " ".join(self.words) + '"'

    def fits(self, told: Told) -> bool:
        long = len(self.words)
        return any(tuple(text[at : at + long]) == self.words for text in told for at in range(len(text)))


@dataclass(frozen=True)
class Both:
    one: Wanted
    other: Wanted

    @property
    def typed(self) -> str:
        return f"({self.one.typed} AND {self.other.typed})"

    def fits(self, told: Told) -> bool:
        return self.one.fits(told) and self.other.fits(told)


@dataclass(frozen=True)
class OneOf:
    one: Wanted
    other: Wanted

    @property
    def typed(self) -> str:
        return f"({self.one.typed} OR {self.other.typed})"

    def fits(self, told: Told) -> bool:
        return self.one.fits(told) or self.other.fits(told)


@dataclass(frozen=True)
class Without:
    one: Wanted
    other: Wanted

    @property
    def typed(self) -> str:
        return f"({self.one.typed} NOT {self.other.typed})"

    def fits(self, told: Told) -> bool:
        return self.one.fits(told) and not self.other.fits(told)


Wanted = Word | Begins | Exactly | Both | OneOf | Without


def something(chance: Random, there: Sequence[Sequence[str]], depth: int = 2) -> Wanted:
    """Something to look for: most of it in words that are `there`, in one text or another."""
    if depth and chance.random() < 0.5:
        kind: Any = chance.choice((Both, OneOf, Without))
        found: Wanted = kind(something(chance, there, depth - 1), something(chance, there, depth - 1))
        return found
    text = chance.choice(there) if there and chance.random() < 0.9 else ["nothing", "like", "that"]
    at = chance.randrange(len(text))
    form = chance.random()
    if is_east_asian(text[at]):
        # No two of these are typed with a space between them.
        return Begins(text[at])
    if form < 0.5:
        return Word(text[at])
    if form < 0.7:
        return Begins(text[at][: chance.randint(1, 5)])
    phrase = text[at : at + chance.randint(1, 3)]
    return Exactly(tuple(each for each in phrase if not is_east_asian(each)))


def told_in(entry: Entry) -> Told:
    """The words that were written or chosen in an entry and may be seen beside other things."""
    told = ([each.text for each in words(text)] for one in entry.answers if not one.private for text in _texts(one))
    return [each for each in told if each]


def _texts(answer: Answer) -> Iterator[str]:
    for said in answer.sayings():
        yield from _said(said, answer.type)
        items = [each for each in said.value if isinstance(each, dict)] if isinstance(said.value, list) else []
        for item in items:
            if isinstance(item.get("text"), str):
                yield item["text"]
            for field in answer.fields:
                yield from _said(field.said_in(item), field.type)


def _said(said: Said, kind: str) -> Iterator[str]:
    if said.skipped:
        return
    if kind != "date":
        values = said.value if isinstance(said.value, list) else [said.value]
        yield from (said.labels.get(each, each) for each in values if isinstance(each, str))
    yield from filter(None, (said.said, said.other))


def _chosen(entry: Entry, question: str, key: str) -> bool:
    """Whether an option was chosen at a question, which may be one that was asked for several things."""
    answers = [each for each in entry.answers if each.id == question and each.type in ("choice", "choices")]
    values = [said.value for each in answers if not each.private for said in each.sayings()]
    return any(key in value if isinstance(value, list) else key == value for value in values)


def fits(entry: Entry, wanted: Wanted | None, sought: Sought, today: dt.date) -> bool:
    """Whether an entry is looked for."""
    by_words = wanted is not None or bool(sought.chosen)
    sealed = entry.sealed_until is not None and entry.sealed_until > today
    day = entry.finished.date()
    return (
        not (by_words and sealed)
        and (sought.flow is None or sought.flow == entry.flow.id)
        and (sought.setback is None or sought.setback == entry.setback)
        and (sought.since is None or day >= sought.since)
        and (sought.until is None or day <= sought.until)
        and all(any(_chosen(entry, question, key) for question, key in ways) for ways in sought.chosen)
        and (wanted is None or wanted.fits(told_in(entry)))
    )


def scan(entries: Iterable[Entry], wanted: Wanted | None, sought: Sought, today: dt.date) -> list[str]:
    """The ids of the entries that are looked for, the newest first."""
    return sorted((each.id for each in entries if fits(each, wanted, sought, today)), reverse=True)


def choices_in(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Every option (question and key) that was chosen somewhere, in private too."""
    found: dict[tuple[str, str], None] = {}
    for each in (answer for entry in entries for answer in entry.answers):
        for said in each.sayings():
            values = said.value if isinstance(said.value, list) else [said.value]
            found |= {(each.id, key): None for key in values if isinstance(key, str) and each.type.startswith("choice")}
    return list(found)
