"""What was said, as words on one line: for texts composed from answers, lists, and labels."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from reflect.entry.model import Said
from reflect.entry.plain import Json

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_in_words(day: dt.date) -> str:
    """A day as people write it: 3 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def first_sentence(text: str) -> str:
    """The first sentence of `text`, on one line: what a long answer gives where one line is wanted."""
    line = " ".join(text.split())
    end = re.search(r"[.!?…]['\"”’)]*(?=\s+[^a-z\s]|$)", line)
    return line[: end.end()] if end else line


def in_words(said: Said, kind: str, record_line: Mapping[str, str] | None = None) -> str:
    """What was said to a question of type `kind`, on one line; "" when nothing was.

    `record_line` gives the line for each record of a group by its key; without it the first field stands for it.
    """
    value = said.value
    if said.skipped or (value is None and not said.said):
        return ""
    if kind == "date":
        return date_in_words(value, said.said)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        if kind == "group":
            return "; ".join(
                filter(None, ((record_line or {}).get(each["key"]) or first_words(each) for each in value))
            )
        return ", ".join(filter(None, (item_in_words(each, said) for each in value)))
    if kind in ("long", "letter"):
        return first_sentence(str(value))
    if kind == "choice":
        return label_of(str(value), said)
    return " ".join(str(value).split())


def date_in_words(value: Json, said: str | None) -> str:
    """A day (ISO 8601, or None when only the person's words are known) as words."""
    return day_in_words(dt.date.fromisoformat(value)) if value else said or ""


def item_in_words(item: Json, said: Said) -> str:
    """One item of choices, a list, or entries."""
    return str(item["text"]) if isinstance(item, dict) else label_of(str(item), said)


def label_of(key: str, said: Said) -> str:
    """The label of a chosen option; for the free answer, what was written."""
    return said.other if key == "other" and said.other else said.labels.get(key, key)


def first_words(record: Mapping[str, Json]) -> str:
    """The first text in a record of a group."""
    return next((value for key, value in record.items() if key != "key" and isinstance(value, str) and value), "")
