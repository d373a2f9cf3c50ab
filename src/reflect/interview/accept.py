"""From what was typed, picked or read to an answer of the question's type, or the reason why it is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reflect.entry.plain import Json
from reflect.entry.said import OTHER, Said
from reflect.flow.notation import YES_NO, did_you_mean
from reflect.flow.questions import (
    Choice,
    Choices,
    Date,
    Entries,
    Group,
    Items,
    Letter,
    Long,
    Question,
    Reopen,
    Scale,
    Text,
    YesNo,
)
from reflect.interview.answers import Item

LOSES = "A character that no file can hold was replaced by U+FFFD; everything else is as you wrote it."
SKIPPED = Said(skipped=True)
REPLACED = "\N{REPLACEMENT CHARACTER}"

_HIGH_LOW = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NUMBER = re.compile("[0-9]{1,9}")
_BROKEN = re.compile("[\x00\ud800-\udfff]")


class Invalid(ValueError):
    """A value that is no answer to the question: what would be, in one line. `path` leads to it inside a list."""

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


def loses(raw: object) -> bool:
    """Whether something in `raw`, in the forms that `accept` takes, cannot be kept as it is and is replaced."""
    if isinstance(raw, str):
        return _BROKEN.search(_joined(raw)) is not None
    if isinstance(raw, Mapping):
        return any(loses(each) for each in raw.values())
    return isinstance(raw, list | tuple) and any(loses(each) for each in raw)


def _joined(text: str) -> str:
    """`text` with the halves of each surrogate pair put together."""
    return _HIGH_LOW.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def clean(text: str) -> str:
    """`text` with every line end as a line feed; what no file can hold (NUL, half a character) becomes U+FFFD, nothing is dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BROKEN.sub(REPLACED, _joined(text))


@dataclass(frozen=True)
class Accepting:
    """What an answer is measured by: the question (or field), what can be chosen, and the day it is."""

    question: Question
    options: tuple[Item, ...]
    today: dt.date
    before: Said | None = None
    """The answer that stood here, whose items keep their keys."""


def accept(raw: object, by: Accepting) -> Said:
    """The answer that `raw` is; left empty, it is skipped. Raises Invalid.

    `raw` by type: text, long, letter, date: str; scale: int or str; choice: option key or label, or {"other": words};
    choices: a list of those; yesno: bool or a word; list: texts or {text}, or one text with an item on each line;
    entries: ids or titles.
    """
    question = by.question
    if isinstance(raw, str):
        raw = clean(raw)
    if raw is None or raw == [] or (isinstance(raw, str) and not raw.strip()):
        return SKIPPED
    if isinstance(question, Text | Long | Letter | Reopen):
        return Said(value=_text(raw, one_line=isinstance(question, Text)))
    if isinstance(question, Scale):
        return Said(value=_whole(raw, question))
    if isinstance(question, Date):
        return _date(raw, question, by.today)
    if isinstance(question, YesNo):
        return Said(value=_yes_or_no(raw))
    if isinstance(question, Choice):
        return _choice(raw, question, by.options)
    if isinstance(question, Choices):
        return _choices(raw, question, by.options)
    if isinstance(question, Entries):
        return _entries(raw, question, by.options)
    if isinstance(question, Items):
        return _items(raw, question, by.before)
    assert isinstance(question, Group)
    return Said(value=_yes_or_no(raw))


def _text(raw: object, *, one_line: bool) -> str:
    if not isinstance(raw, str):
        raise Invalid("is a text")
    return " ".join(raw.split()) if one_line else raw.strip("\n").rstrip()


@cache
def _measure(kind: Any) -> Any:
    """Pydantic's check for a type; what was answered is never in its messages."""
    from pydantic import ConfigDict, TypeAdapter

    return TypeAdapter(kind, config=ConfigDict(hide_input_in_errors=True))


def _whole(raw: object, question: Scale) -> int:
    from pydantic import ValidationError

    low, high = question.range.low, question.range.high
    try:
        number = int(_measure(int).validate_python(raw.strip() if isinstance(raw, str) else raw))
    except ValidationError:
        number = low - 1
    if isinstance(raw, bool) or not low <= number <= high:
        raise Invalid(f"A whole number from {low} to {high}.")
    return number


def _date(raw: object, question: Date, today: dt.date) -> Said:
    if not isinstance(raw, str):
        raise Invalid("A day: 2026-03-01, yesterday, in two weeks, or in your own words.")
    from reflect.interview.dates import Unclear, settled

    try:
        understood = settled(raw, today, question.only)
    except Unclear as unclear:
        raise Invalid(str(unclear)) from None
    day = understood.day
    return Said(value=day.isoformat() if day else None, said=understood.said)


def _yes_or_no(raw: object) -> bool:
    word = raw if isinstance(raw, bool) else str(raw).strip().lower()
    found = word if isinstance(word, bool) else {**YES_NO, "y": True, "n": False}.get(word)
    if found is None:
        raise Invalid("Yes or no.")
    return found


def _choice(raw: object, question: Choice, options: tuple[Item, ...]) -> Said:
    if isinstance(raw, list):
        raise Invalid("One option, not a list.")
    item, other = _one(raw, options, question.other)
    return Said(value=item.key, labels={item.key: item.text}, other=other)


def _choices(raw: object, question: Choices, options: tuple[Item, ...]) -> Said:
    chosen: dict[str, str] = {}
    free = None
    for place, each in enumerate(_list(raw)):
        try:
            item, other = _one(each, options, question.other)
        except Invalid as invalid:
            raise Invalid(invalid.message, (place,)) from None
        if other and free:
            raise Invalid("a free answer can be given once", (place,))
        chosen[item.key] = item.text
        free = other or free
    keys = [key for key in dict.fromkeys([*(option.key for option in options), OTHER]) if key in chosen]
    _at_most(len(keys), question.at_most)
    return Said(value=keys, labels={key: chosen[key] for key in keys}, other=free)


def _one(raw: object, options: tuple[Item, ...], other: str | None) -> tuple[Item, str | None]:
    """The option that is meant, by key or by label; with the free words when it is the one for anything else."""
    if isinstance(raw, Mapping):
        words = raw.get(OTHER)
        if other is None or [*raw] != [OTHER] or not isinstance(words, str) or not words.strip():
            raise Invalid("is no option" if other is None else "a free answer is written {other: ...}")
        return Item(OTHER, other), clean(words).strip()
    word = ("yes" if raw else "no") if isinstance(raw, bool) else str(raw).strip()
    offered = (*options, Item(OTHER, other)) if other is not None else options
    for item in offered:
        if word == item.key:
            return item, None
    same = [item for item in offered if item.text.casefold() == word.casefold()]
    if len(same) == 1:
        return same[0], None
    known = [item.key for item in offered]
    raise Invalid(f"is none of {', '.join(known)}{did_you_mean(word, known)}")


def _entries(raw: object, question: Entries, options: tuple[Item, ...]) -> Said:
    chosen: set[str] = set()
    for place, each in enumerate(_list(raw)):
        try:
            chosen.add(_one(each, options, None)[0].key)
        except Invalid as invalid:
            raise Invalid(invalid.message, (place,)) from None
    _at_most(len(chosen), question.at_most)
    return Said(value=[{"key": item.key, "text": item.text} for item in options if item.key in chosen])


def _items(raw: object, question: Items, before: Said | None) -> Said:
    """Items with stable keys: a text that was there keeps its key, by words first and then by place."""
    texts: list[str] = []
    for place, each in enumerate(raw.split("\n") if isinstance(raw, str) else _list(raw)):
        words = each.get("text") if isinstance(each, Mapping) else each
        if not isinstance(words, str):
            raise Invalid("is a text", (place,))
        if line := " ".join(clean(words).split()):
            texts.append(line)
    if not texts:
        return SKIPPED
    _at_most(len(texts), question.at_most)
    return Said(value=_keyed(texts, before.value if before and isinstance(before.value, list) else []))


def _keyed(texts: Sequence[str], stood_before: Sequence[Json]) -> list[Json]:
    # What another program wrote may be no item, and its key any text.
    before = [item for item in stood_before if _is_item(item)]
    free = [dict(item) for item in before]
    keys: list[str | None] = []
    for text in texts:
        same = next((item for item in free if item["text"] == text), None)
        keys.append(str(same["key"]) if same else None)
        if same:
            free.remove(same)
    last = max((int(item["key"]) for item in before if _NUMBER.fullmatch(item["key"])), default=0)
    for place, key in enumerate(keys):
        stood = before[place] if place < len(before) and len(texts) == len(before) else None
        if key is None and stood is not None and stood in free:
            keys[place] = str(stood["key"])
            free.remove(dict(stood))
        elif key is None:
            last += 1
            keys[place] = str(last)
    return [{"key": key, "text": text} for key, text in zip(keys, texts, strict=True)]


def _is_item(item: Json) -> bool:
    return isinstance(item, Mapping) and all(isinstance(item.get(name), str) for name in ("key", "text"))


def _list(raw: object) -> Sequence[object]:
    return raw if isinstance(raw, list | tuple) else [raw]


def _at_most(count: int, most: int | None) -> None:
    if most is not None and count > most:
        raise Invalid(f"At most {most}.")
