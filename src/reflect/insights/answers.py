"""Reads the answers of an entry for views: what was chosen, listed, recorded, written or given, each with its place.

Whatever is not there, was left empty, or is of another shape than the question gives, is passed over: entries outlive
flows, and a person's own flow may have the name of one of ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reflect.entry.model import Answer, Entry
from reflect.entry.plain import Json
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.entry.words import field_in_words, in_words, item_in_words
from reflect.insights.finding import Point, Saying
from reflect.interview.held import keyed


@dataclass(frozen=True)
class Spot:
    """One answer: to a question, or to it about one item. `ref` is ENTRY/QUESTION[/EACHKEY]; `item` are the item's words."""

    ref: str
    answer: Answer
    said: Said
    item: str = ""
    about: str | None = None
    """The reference of what is spoken of."""

    @property
    def words(self) -> str:
        """What was said, on one line."""
        return in_words(self.said, self.answer.type, self.answer.fields)

    @property
    def whole(self) -> str:
        """A text as it was written."""
        return self.said.value if isinstance(self.said.value, str) else self.words


@dataclass(frozen=True)
class Chosen:
    """An option that was chosen: its key, its label then (of the free answer, its words), and its place."""

    key: str
    label: str
    ref: str


@dataclass(frozen=True)
class Record:
    """A record of a group, and its place."""

    ref: str
    fields: tuple[AskedField, ...]
    values: Mapping[str, Json]

    def words(self, field: str) -> str:
        """A field in words, on one line; "" when it is empty."""
        asked = next((each for each in self.fields if each.id == field), None) or AskedField(field, field, "text")
        return " ".join(field_in_words(asked, self.values).split())

    def key(self, field: str) -> str | None:
        """The key of the option chosen in a field."""
        value = self.values.get(field)
        return value if isinstance(value, str) else None


def spots(entry: Entry, question: str) -> Iterator[Spot]:
    """Everything said to a question: one answer, or one per item it was asked for. What was left empty is passed over."""
    answer = entry.answer(question)
    if answer is None:
        return
    if answer.each is None:
        if not answer.said.skipped:
            yield Spot(f"{entry.id}/{question}", answer, answer.said)
        return
    for each in answer.each:
        if not each.said.skipped:
            yield _about(entry, question, answer, each)


def _about(entry: Entry, question: str, answer: Answer, each: EachSaid) -> Spot:
    return Spot(f"{entry.id}/{question}/{each.key}", answer, each.said, each.text, each.key if each.about else None)


def chosen(entry: Entry, question: str) -> tuple[Chosen, ...]:
    """The options chosen at a question, one of a choice, any of choices."""
    found = []
    for spot in spots(entry, question):
        value = spot.said.value
        keys = value if isinstance(value, list) else [value]
        many = isinstance(value, list)
        found += [
            Chosen(key, " ".join(item_in_words(key, spot.said).split()), f"{spot.ref}/{key}" if many else spot.ref)
            for key in keys
            if isinstance(key, str)
        ]
    return tuple(found)


def records(entry: Entry, question: str) -> tuple[Record, ...]:
    """The records of a group."""
    return tuple(
        Record(f"{spot.ref}/{key}", spot.answer.fields, value)
        for spot in spots(entry, question)
        if isinstance(spot.said.value, list)
        for key, value in keyed(spot.said.value)
        if isinstance(value, Mapping)
    )


def listed(entry: Entry, question: str) -> tuple[Saying, ...]:
    """The items of a list, or of what was chosen from earlier answers, each on one line."""
    return tuple(
        Saying(text, f"{spot.ref}/{key}")
        for spot in spots(entry, question)
        if isinstance(spot.said.value, list)
        for key, value in keyed(spot.said.value)
        if (text := " ".join(item_in_words(value, spot.said).split()))
    )


def written(entry: Entry, question: str) -> Saying | None:
    """What was written to a question, as it was written; None where nothing was."""
    spot = next(spots(entry, question), None)
    return Saying(spot.whole, spot.ref) if spot and spot.whole.strip() else None


def number(entry: Entry, question: str) -> Point | None:
    """The number given on a scale, on the day of the entry."""
    spot = next(spots(entry, question), None)
    value = spot.said.value if spot else None
    if spot is None or not isinstance(value, int) or isinstance(value, bool):
        return None
    return Point(entry.finished.date(), value, spot.ref)


def rated(entry: Entry, question: str, low: int = 0, high: int = 10) -> Point | None:
    """The number given on a scale that goes from `low` to `high`; None where the scale is another one."""
    answer = entry.answer(question)
    if answer is None or answer.type != "scale" or answer.each is not None or answer.range not in (None, (low, high)):
        return None
    found = number(entry, question)
    return found if found and low <= found.value <= high else None


def day(entry: Entry, question: str) -> dt.date | None:
    """The day given to a question; None where none was, or only words for one."""
    spot = next(spots(entry, question), None)
    value = spot.said.value if spot else None
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
