"""What was said, in words: on one line inside another text, or in full as it is read on a page.

In full, a free answer stands beside the option it was given to, the person's own words beside the day they named, and
lines are as they were written. Whatever is in an entry has words, also what no program of ours would write.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from reflect.entry.plain import Json
from reflect.entry.said import OTHER, AskedField, Said

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SENTENCE = 280
"""The most characters that a sentence is looked for in."""


def day_in_words(day: dt.date) -> str:
    """A day as people write it: 3 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_in_words(day: dt.date) -> str:
    """A day with its weekday: Tuesday, 3 March 2026."""
    return f"{WEEKDAYS[day.weekday()]}, {day_in_words(day)}"


def first_sentence(text: str) -> str:
    """The first sentence of `text`, on one line: what a long answer gives where one line is wanted.

    Where none ends within SENTENCE characters, the first line stands for it, cut between words if need be.
    """
    line = " ".join(text.split())
    end = re.search(r"[.!?…]['\"”’)]*(?=\s+[^a-z\s]|$)", line[: SENTENCE + 1])
    if end:
        return line[: end.end()]
    first = " ".join(text.strip().partition("\n")[0].split())
    return first if len(first) <= SENTENCE else f"{first[: SENTENCE - 1].rsplit(None, 1)[0]}…"


def in_words(said: Said, kind: str, fields: Sequence[AskedField] = ()) -> str:
    """What was said to a question of type `kind`, on one line; "" when nothing was. `fields` are those of a group."""
    if said.skipped:
        return ""
    if isinstance(said.value, list) and kind == "group":
        return "; ".join(filter(None, (record_in_words(each, fields) for each in said.value)))
    if isinstance(said.value, list):
        return items_in_words(said.value, said)
    return value_in_words(said, kind) or ""


def value_in_words(said: Said, kind: str, *, full: bool = False) -> str | None:
    """A single value in words; "" for none, None for one that cannot be put into words."""
    value = said.value
    if kind == "date":
        return date_in_words(value, said.said, full=full)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        words = label_of(value, said, full=full) if kind == "choice" or said.labels else value
        if full:
            return words
        return first_sentence(words) if kind in ("long", "letter") else " ".join(words.split())
    return said.said or "" if value in (None, [], {}) else None


def date_in_words(value: Json, said: str | None, *, full: bool = False) -> str:
    """A day (ISO 8601, or None when only the person's words are known) as words; what is no day as it stands."""
    try:
        day = dt.date.fromisoformat(value)
    except (ValueError, TypeError):
        return said or (value if isinstance(value, str) else "")
    words = day_in_words(day)
    same = {words.casefold(), weekday_in_words(day).casefold(), value.casefold(), ""}
    return words if not full or said is None or said.strip().casefold() in same else f'{words} ("{said.strip()}")'


def items_in_words(items: Iterable[Json], said: Said, *, full: bool = False) -> str:
    """Several items on one line, told apart even when there are commas in them."""
    texts = [text for each in items if (text := item_in_words(each, said, full=full)).strip()]
    return ("; " if any("," in text for text in texts) else ", ").join(texts)


def item_in_words(item: Json, said: Said, *, full: bool = False) -> str:
    """One item of choices, a list, or entries."""
    if isinstance(item, Mapping):
        item = item.get("text", "")
        return item if isinstance(item, str) else str(item)
    return label_of(item, said, full=full) if isinstance(item, str) else str(item)


def label_of(key: str, said: Said, *, full: bool = False) -> str:
    """The label of a chosen option; for the free answer what was written, in full beside the label."""
    label = said.labels.get(key, key)
    if key != OTHER or not said.other:
        return label
    return f"{label}: {said.other}" if full else said.other


def field_in_words(field: AskedField, record: Mapping[str, Json], *, full: bool = False) -> str:
    """What a record of a group holds for one field; "" when it holds nothing."""
    said = field.said_in(record)
    if isinstance(said.value, list):
        return items_in_words(said.value, said, full=full)
    return value_in_words(said, field.type, full=full) or ""


def record_in_words(record: Json, fields: Sequence[AskedField]) -> str:
    """A record of a group on one line: the first of `fields` that says something, or its first text."""
    if not isinstance(record, Mapping):
        return str(record)
    # A yes or a number alone names nothing, so anything else goes before it.
    speaking = sorted(fields, key=lambda each: each.type in ("yesno", "scale"))
    texts = (" ".join(value.split()) for key, value in record.items() if key != "key" and isinstance(value, str))
    return next(filter(None, (*(field_in_words(each, record) for each in speaking), *texts)), "")
