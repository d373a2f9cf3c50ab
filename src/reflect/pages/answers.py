"""Turns what was said to a question into blocks to read, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from reflect.entry.model import Answer, Entry
from reflect.entry.plain import Json
from reflect.entry.said import HOLE, AskedField, EachSaid, Said
from reflect.entry.words import field_in_words, item_in_words, value_in_words
from reflect.pages.blocks import About, Asked, Block, Heading, Items, Page, Quiet, Records, Words
from reflect.pages.visible import visible

BESIDE = frozenset({"key", "said", "other"})
STANDS = "How it stands"
UNKNOWN = "This answer is of a kind that this version does not know."


def answer_blocks(
    answers: Iterable[Answer],
    *,
    level: int,
    remark: Callable[[Answer], str | None] | None = None,
    standing: Callable[[str], str] | None = None,
) -> Page:
    """The answers that say something, under headings of `level` for their sections; `remark` stands by a question.

    `standing` says how something that was promised stands, by the rest of its reference after the entry: beside its
    record, or below the answer; "" where nothing was.
    """
    return tuple(_Telling(level, remark or (lambda _: None), standing or (lambda _: "")).blocks(answers))


def says_something(answer: Answer) -> bool:
    """Whether a question was answered, at least for one item."""
    return any(body_of(answer, said) for said in answer.sayings())


@dataclass(frozen=True)
class _Telling:
    """Tells answers; see `answer_blocks`."""

    level: int
    remark: Callable[[Answer], str | None]
    standing: Callable[[str], str]

    def blocks(self, answers: Iterable[Answer]) -> Iterator[Block]:
        answered = (each for each in answers if says_something(each))
        for section, group in groupby(answered, key=lambda each: each.section):
            if section:
                yield Heading(section, self.level)
            for answer in group:
                yield from self.answer(answer)

    def answer(self, answer: Answer) -> Iterator[Block]:
        remark = self.remark(answer)
        if answer.each is None:
            stands = "" if isinstance(answer.said.value, list) else self.standing(answer.id)
            yield Asked(answer.asked, "; ".join(filter(None, (remark, stands))) or None)
            yield from self.body(answer, answer.said, answer.id)
            return
        spoken = [
            (each, body)
            for each in answer.each
            if (body := tuple(self.body(_about(answer, each), each.said, f"{answer.id}/{each.key}")))
        ]
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

    def body(self, answer: Answer, said: Said, ref: str) -> Iterator[Block]:
        """One answer, with how stands what it promised."""
        if isinstance(said.value, list) and not said.skipped:
            from reflect.interview.held import keyed

            stands = [self.standing(f"{ref}/{key}") for key, _ in keyed(said.value)]
            yield from body_of(answer, said, stands)
            return
        yield from body_of(answer, said)
        if ref != answer.id and (how := self.standing(ref)):
            yield Quiet(how)


def _about(answer: Answer, each: EachSaid) -> Answer:
    """A repeated question as it was asked about one item."""
    return replace(answer, fields=tuple(replace(f, asked=f.asked.replace(HOLE, each.text)) for f in answer.fields))


def body_of(answer: Answer, said: Said, stands: Sequence[str] = ()) -> Page:
    """The blocks of one answer; none when it was left empty. `stands` says how each of its parts stands, "" for none."""
    value = said.value
    if said.skipped:
        return ()
    if isinstance(value, list) and value:
        if answer.type == "group" and all(isinstance(each, Mapping) for each in value):
            return _group(answer.fields, value, stands)
        items = [item_in_words(each, said, full=True) for each in value]
        texts = tuple(
            f"{text} ({how})" if how else text
            for text, how in zip_longest(items, stands[: len(items)], fillvalue="")
            if _is_written(text)
        )
        return (Items(texts),) if texts else ()
    if answer.type == "scale" and isinstance(value, int) and answer.range:
        low, high = answer.range
        return (Words(f"{value} ({low} to {high})"),)
    words = value_in_words(said, answer.type, full=True)
    if words is None:
        return (Quiet(UNKNOWN),)
    return (Words(words),) if _is_written(words) else ()


def _group(fields: tuple[AskedField, ...], values: list[Mapping[str, Json]], stands: Sequence[str]) -> Page:
    known = {each.id for each in fields}
    others = dict.fromkeys(key for value in values for key in value if key not in known | BESIDE)
    fields += tuple(AskedField(key, key, "text") for key in others)
    names = [*(each.asked for each in fields), STANDS]
    rows = [
        (*(field_in_words(each, value, full=True) for each in fields), how)
        for value, how in zip_longest(values, stands[: len(values)], fillvalue="")
        if isinstance(value, Mapping)
    ]
    rows = [row for row in rows if any(map(_is_written, row[:-1]))]
    used = [place for place in range(len(names)) if any(_is_written(row[place]) for row in rows)]
    records = tuple(tuple(row[place] for place in used) for row in rows)
    return (Records(tuple(names[place] for place in used), records),) if records else ()


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
