"""Turns what was said to a question into blocks to read, whatever program wrote it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from reflect.entry.model import Answer, AskedField, Said
from reflect.entry.plain import Json
from reflect.entry.words import day_in_words
from reflect.pages.blocks import About, Asked, Block, Heading, Items, Page, Quiet, Records, Words
from reflect.pages.visible import visible

IT = "{it}"
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
    bodies = [(each.text, _body(answer, each.said)) for each in answer.each]
    spoken = [(text, body) for text, body in bodies if body]
    if IT in answer.asked:
        for text, body in spoken:
            yield Asked(answer.asked.replace(IT, text), remark)
            yield from body
        return
    yield Asked(answer.asked, remark)
    for text, body in spoken:
        yield About(text)
        yield from body


def _body(answer: Answer, said: Said) -> Page:
    """The blocks of one answer; none when it was left empty."""
    value = said.value
    if said.skipped:
        return ()
    if isinstance(value, list) and value:
        if answer.type == "group" and all(isinstance(each, Mapping) for each in value):
            return _group(answer.fields, value)
        texts = tuple(filter(_is_written, (_item(each, said) for each in value)))
        return (Items(texts),) if texts else ()
    if answer.type == "scale" and isinstance(value, int) and answer.range:
        low, high = answer.range
        return (Words(f"{value} ({low} to {high})"),)
    words = _one(value, answer.type, said)
    if words is None:
        return (Quiet(UNKNOWN),)
    return (Words(words),) if _is_written(words) else ()


def _group(fields: tuple[AskedField, ...], values: list[Mapping[str, Json]]) -> Page:
    known = {each.id for each in fields}
    others = dict.fromkeys(key for value in values for key in value if key not in known | BESIDE)
    fields += tuple(AskedField(key, key, "text") for key in others)
    rows = [tuple(_field(each, value) for each in fields) for value in values]
    used = [place for place in range(len(fields)) if any(_is_written(row[place]) for row in rows)]
    records = tuple(tuple(row[place] for place in used) for row in rows if any(map(_is_written, row)))
    return (Records(tuple(fields[place].asked for place in used), records),) if records else ()


def _field(field: AskedField, record: Mapping[str, Json]) -> str:
    own = [_beside(record, name, field.id) for name in ("said", "other")]
    said = Said(record.get(field.id), said=own[0], other=own[1], labels=field.labels)
    if isinstance(said.value, list):
        texts = [text for each in said.value if _is_written(text := _item(each, said))]
        return ("; " if any("," in text for text in texts) else ", ").join(texts)
    return _one(said.value, field.type, said) or ""


def _beside(record: Mapping[str, Json], name: str, field: str) -> str | None:
    """The person's own words for a field of a record: those for a date, or a free answer."""
    words = record.get(name)
    own = words.get(field) if isinstance(words, Mapping) else None
    return own if isinstance(own, str) else None


def _item(item: Json, said: Said) -> str:
    if isinstance(item, Mapping):
        return str(item.get("text", ""))
    return _option(item, said) if isinstance(item, str) else str(item)


def _option(key: str, said: Said) -> str:
    """The label of what was chosen, and the free answer beside it."""
    label = said.labels.get(key, key)
    return f"{label}: {said.other}" if key == "other" and said.other else label


def _one(value: Json, kind: str, said: Said) -> str | None:
    """A single value in words; "" for none, None for one that cannot be put into words."""
    if kind == "date":
        return _date(value, said.said)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return _option(value, said) if said.labels else value
    return said.said or "" if value in (None, [], {}) else None


def _date(value: Json, said: str | None) -> str:
    """A day in words, with the person's own words beside it where they say more."""
    try:
        day = dt.date.fromisoformat(value)
    except (ValueError, TypeError):
        return said or (value if isinstance(value, str) else "")
    words = day_in_words(day)
    same = {words.casefold(), value.casefold(), ""}
    return words if said is None or said.strip().casefold() in same else f'{words} ("{said.strip()}")'


def _is_written(text: str) -> bool:
    return bool(visible(text).strip())
