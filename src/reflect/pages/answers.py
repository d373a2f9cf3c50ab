"""Turns what was said to a question into blocks to read, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from reflect.entry.model import Answer, Entry
from reflect.entry.plain import Json
from reflect.entry.said import HOLE, AskedField, EachSaid, Said
from reflect.entry.words import field_in_words, item_in_words, value_in_words
from reflect.pages.blocks import About, Asked, Block, Heading, Items, Page, Quiet, Records, Words
from reflect.pages.visible import visible

BESIDE = frozenset({"key", "said", "other"})
UNKNOWN = "This answer is of a kind that this version does not know."


def answer_blocks(
    answers: Iterable[Answer], *, level: int, remark: Callable[[Answer], str | None] | None = None
) -> Page:
    """The answers that say something, under headings of `level` for their sections; `remark` stands by a question."""
    return tuple(_blocks(answers, level, remark or (lambda _: None)))


def says_something(answer: Answer) -> bool:
    """Whether a question was answered, at least for one item."""
    return any(_body(answer, said) for said in answer.sayings())


def _blocks(answers: Iterable[Answer], level: int, remark: Callable[[Answer], str | None]) -> Iterator[Block]:
    answered = (each for each in answers if says_something(each))
    for section, group in groupby(answered, key=lambda each: each.section):
        if section:
            yield Heading(section, level)
        for answer in group:
            yield from _answer(answer, remark(answer))


def _answer(answer: Answer, remark: str | None) -> Iterator[Block]:
    if answer.each is None:
        yield Asked(answer.asked, remark)
        yield from _body(answer, answer.said)
        return
    spoken = [(each, body) for each in answer.each if (body := _body(_about(answer, each), each.said))]
    named = HOLE in answer.asked
    asked = None
    for each, body in spoken:
        own = each.asked if each.asked is not None else answer.asked.replace(HOLE, each.text)
        if own != asked or named:
            yield Asked(own, remark)
        if not named:
            yield About(each.text)
        yield from body
        asked = own


def _about(answer: Answer, each: EachSaid) -> Answer:
    """A repeated question as it was asked about one item."""
    return replace(answer, fields=tuple(replace(f, asked=f.asked.replace(HOLE, each.text)) for f in answer.fields))


def _body(answer: Answer, said: Said) -> Page:
    """The blocks of one answer; none when it was left empty."""
    value = said.value
    if said.skipped:
        return ()
    if isinstance(value, list) and value:
        if answer.type == "group" and all(isinstance(each, Mapping) for each in value):
            return _group(answer.fields, value)
        texts = tuple(filter(_is_written, (item_in_words(each, said, full=True) for each in value)))
        return (Items(texts),) if texts else ()
    if answer.type == "scale" and isinstance(value, int) and answer.range:
        low, high = answer.range
        return (Words(f"{value} ({low} to {high})"),)
    words = value_in_words(said, answer.type, full=True)
    if words is None:
        return (Quiet(UNKNOWN),)
    return (Words(words),) if _is_written(words) else ()


def _group(fields: tuple[AskedField, ...], values: list[Mapping[str, Json]]) -> Page:
    known = {each.id for each in fields}
    others = dict.fromkeys(key for value in values for key in value if key not in known | BESIDE)
    fields += tuple(AskedField(key, key, "text") for key in others)
    rows = [tuple(field_in_words(each, value, full=True) for each in fields) for value in values]
    used = [place for place in range(len(fields)) if any(_is_written(row[place]) for row in rows)]
    records = tuple(tuple(row[place] for place in used) for row in rows if any(map(_is_written, row)))
    return (Records(tuple(fields[place].asked for place in used), records),) if records else ()


def _is_written(text: str) -> bool:
    return bool(visible(text).strip())


def names_in(entry: Entry) -> Iterator[str]:
    """What the answers of an entry say where people were asked for, as it was written."""
    for answer in entry.answers:
        fields = [each for each in answer.fields if each.names]
        for said in answer.sayings():
            if answer.names:
                yield from _written(said.value)
            for record in said.value if fields and isinstance(said.value, list) else ():
                for each in fields:
                    yield from _written(record.get(each.id) if isinstance(record, dict) else None)


def _written(value: Json) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        text = each.get("text") if isinstance(each, dict) else each
        if isinstance(text, str):
            yield text
