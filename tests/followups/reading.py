"""Reads texts, conditions and spans of follow-ups in the plainest way, for the second opinion on the fold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reflect.entry.model import Answer, Entry
from reflect.entry.said import EachSaid, Said
from reflect.entry.words import field_in_words, in_words, item_in_words


@dataclass(frozen=True)
class Place:
    """Where a promise hangs: an answer, one item it was asked for, and one record or item of what was said."""

    answer: Answer | None = None
    each: EachSaid | None = None
    said: Said | None = None
    part: Any = None


@dataclass(frozen=True)
class Found:
    """One thing that was said: its value, and itself in words."""

    value: Any
    words: str


def later(day: dt.date, span: str) -> dt.date:
    """The day that lies a span such as 4d, 2w, 3m or 1y after `day`; where that month is too short, its last day."""
    count, unit = int(span[:-1]), span[-1]
    for _ in range(count * {"d": 1, "w": 7}.get(unit, 0)):
        day += dt.timedelta(days=1)
    if unit in "dw":
        return day
    months = count * {"m": 1, "y": 12}[unit]
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(day.day, 0, -1):
        try:
            return dt.date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def day_of(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def option_of(said: Said) -> str:
    return str(said.value) if not isinstance(said.value, bool) else "yes" if said.value else "no"


def find(reference: str, place: Place, entry: Entry, around: Sequence[Entry]) -> list[Found]:
    """What was said at a reference, seen from a promise: in its record, in its entry, or in the latest of another flow."""
    names = reference.split(".")
    if reference == "it" and place.each is not None:
        return [Found(place.each.text, place.each.text)]
    if place.answer is not None and place.part is not None and len(names) == 1:
        if reference == place.answer.id and place.answer.type != "group":
            assert place.said is not None
            text = item_in_words(place.part, place.said)
            return [Found(text, text)]
        for one in place.answer.fields:
            if one.id == reference and isinstance(place.part, dict):
                return (
                    [Found(place.part[reference], field_in_words(one, place.part))] if reference in place.part else []
                )
    own = entry.answer(names[0])
    if own is not None and (len(names) == 1 or any(one.id == names[1] for one in own.fields)):
        return said_in(own, names[1:], place.each.key if place.each else None)
    if len(names) == 1:
        return []
    for other in reversed(around):
        if other.flow.id == names[0]:
            answer = other.answer(names[1])
            return said_in(answer, names[2:], None) if answer else []
    return []


def said_in(answer: Answer, rest: Sequence[str], key: str | None) -> list[Found]:
    """Everything said to a question, or to one field of its records; only for the item `key` if it was asked for that."""
    if answer.each is None:
        sayings = [answer.said]
    else:
        mine = [each for each in answer.each if each.key == key]
        sayings = [each.said for each in mine or answer.each]
    found = []
    for said in sayings:
        if said.skipped:
            continue
        if not rest:
            found.append(Found(said.value, "" if answer.private else in_words(said, answer.type, answer.fields)))
            continue
        asked = next(one for one in answer.fields if one.id == rest[0])
        records = [each for each in said.value if rest[0] in each]
        found += [Found(each[rest[0]], "" if answer.private else field_in_words(asked, each)) for each in records]
    return found


def words(text: str, place: Place, entry: Entry, around: Sequence[Entry]) -> str:
    """A text with its holes filled; what stands in brackets falls out when a hole in it stays empty."""

    def hole(match: re.Match[str]) -> str:
        for name in match[1].split("|"):
            said = "; ".join(one.words for one in find(name.strip(), place, entry, around) if one.words)
            if said:
                return said
        return ""

    def bracket(match: re.Match[str]) -> str:
        holes = [hole(each) for each in re.finditer(HOLE, match[1])]
        return KEPT + match[1] + KEPT if all(holes) else ""

    return re.sub(HOLE, hole, re.sub(r"\[([^\]]*)\]", bracket, text).replace(KEPT, ""))


HOLE = r"\{([^}]*)\}"
KEPT = "\x00"


def fits(condition: Mapping[str, Any], place: Place, entry: Entry, around: Sequence[Entry]) -> bool:
    """Whether a condition of a flow holds, seen from a promise when it was made."""
    done = {each.flow.id for each in around if (each.finished, each.id) <= (entry.finished, entry.id)}
    for key, wanted in condition.items():
        if key == "any":
            if not any(fits(branch, place, entry, around) for branch in wanted):
                return False
        elif key == "entry":
            if not set(listed(wanted)) <= done:
                return False
        elif key == "no_entry":
            if set(listed(wanted)) & done:
                return False
        elif not passes([one.value for one in find(key, place, entry, around)], wanted):
            return False
    return True


def passes(values: list[Any], wanted: Any) -> bool:
    if not isinstance(wanted, dict):
        return any(same(value, one) for value in values for one in listed(wanted))
    if "not" in wanted and any(same(value, one) for value in values for one in listed(wanted["not"])):
        return False
    if "answered" in wanted and (str(wanted["answered"]).lower() in ("true", "yes")) != bool(values):
        return False
    amounts = [len(value) if isinstance(value, list) else value for value in values]
    low, high = int(wanted.get("at_least", -999)), int(wanted.get("at_most", 999))
    return ("at_least" not in wanted and "at_most" not in wanted) or any(low <= amount <= high for amount in amounts)


def same(value: Any, wanted: str) -> bool:
    if isinstance(value, bool):
        return wanted in (("yes", "true") if value else ("no", "false"))
    if isinstance(value, list):
        return any((one.get("text") if isinstance(one, dict) else one) == wanted for one in value)
    return str(value) == wanted


def listed(wanted: Any) -> list[str]:
    return wanted if isinstance(wanted, list) else [wanted]


def all_answered(condition: Mapping[str, Any], entry: Entry, around: Sequence[Entry]) -> bool:
    """Whether an entry answers everything that a condition looks at."""
    for key, wanted in condition.items():
        if key == "any":
            if not all(all_answered(branch, entry, around) for branch in wanted):
                return False
        elif key not in ("entry", "no_entry", "due") and not find(key, Place(), entry, around):
            return False
    return True
