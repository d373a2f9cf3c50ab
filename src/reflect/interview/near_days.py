"""Days seen from today: yesterday, next Friday, a week on Tuesday, in two weeks, the end of the month."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from reflect.flow.notation import Wrong
from reflect.flow.spans import Span
from reflect.interview.calendar_days import WEEKDAY, Only, number_of

_TODAY = (
    r"today|tonight|(?:right |just )?now|this (?:morning|noon|afternoon|evening|night)|(?:earlier|later) today"
    r"|(?:the )?end of (?:the |this )?day"
)
_PLAIN = (
    (_TODAY, 0),
    (r"yesterday|last (?:night|evening)", -1),
    (r"tomorrow", 1),
    (r"(?:the )?day before yesterday", -2),
    (r"(?:the )?day after tomorrow", 2),
)
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_COUNT = rf"(\d{{1,3}}|an?|{'|'.join(_NUMBERS)})"
_UNIT = r"(day|week|wk|fortnight|month|year|yr)(?:s|s'|'s)?"
_SHORT = r"(in |-|\+)?(\d{1,3}) ?([dwmy])( ago)?"
_AHEAD = (
    rf"(?:in|within) {_COUNT} {_UNIT}(?: time)?",
    rf"{_COUNT} {_UNIT} (?:from (?:now|today)|today|hence)",
)
_FROM_TOMORROW = rf"{_COUNT} {_UNIT} (?:from )?tomorrow"
_BEHIND = rf"{_COUNT} {_UNIT} ago"
_BARE = rf"{_COUNT} {_UNIT}"
_SOME_WEEKDAY = rf"(?:(next|last|this|coming|past|(?:this|the) (?:coming|past)) )?{WEEKDAY}"
_WEEKS_ON = (
    rf"{_COUNT} (week|fortnight)s? (?:on|from|after)? ?(next|this)? ?{WEEKDAY}",
    rf"(next|this)? ?{WEEKDAY},? in {_COUNT} (week|fortnight)s?(?:'s?)?(?: time)?",
    rf"(next|this)? ?{WEEKDAY} (week|fortnight)",
)
_OF_A_WEEK = (
    rf"{WEEKDAY},? (?:of |in )?(this|next|last) week",
    rf"(this|next|last) week,? (?:on )?{WEEKDAY}",
)
_END = r"(?:the )?(?:end|last day) of (the|this|next|last|)? ?(month|year)|(month|year)[ -]end"


def near_day(words: str, today: dt.date, only: Only) -> dt.date | None:
    """The day that `words` (small letters) name as seen from `today`, None when they name none."""
    try:
        for pattern, days in _PLAIN:
            if re.fullmatch(pattern, words):
                return today + dt.timedelta(days=days)
        return _span(words, today, only) or _weekday(words, today, only) or _end(words, today)
    except (Wrong, ValueError, OverflowError):
        # Further away than the calendar reaches, or than anybody plans.
        return None


def _span(words: str, today: dt.date, only: Only) -> dt.date | None:
    """Two weeks from now or ago. One without a direction (2w) lies on the side that is asked for.

    "Three months ago" and "two years ago" name a time rather than a day, unlike an aim in three months.
    """
    if found := re.fullmatch(_SHORT, words, re.ASCII):
        sign, count, unit, ago = found.groups()
        behind = bool(ago) or sign == "-" or (sign is None and only == "past")
        return None if ago and sign else _away(Span.parse(f"{count}{unit}"), today, behind)
    for pattern in _AHEAD:
        if found := re.fullmatch(pattern, words, re.ASCII):
            return _away(_spoken(found[1], found[2]), today, behind=False)
    if found := re.fullmatch(_FROM_TOMORROW, words, re.ASCII):
        return _away(_spoken(found[1], found[2]), today + dt.timedelta(days=1), behind=False)
    found = re.fullmatch(_BEHIND, words, re.ASCII)
    bare = None if found or only is None else re.fullmatch(_BARE, words, re.ASCII)
    if bare and (bare[1].startswith("a") or bare[1] == _NUMBERS[0]):
        # "One day" is some day.
        return None
    if not (found := found or bare):
        return None
    span, behind = _spoken(found[1], found[2]), not bare or only == "past"
    return None if behind and span.unit in "my" else _away(span, today, behind)


def _spoken(count: str, unit: str) -> Span:
    number = int(count) if count.isdigit() else _NUMBERS.index(count) + 1 if count in _NUMBERS else 1
    if unit == "fortnight":
        number, unit = number * 2, "week"
    return Span.parse(f"{number}{unit[0]}")


def _away(span: Span, today: dt.date, behind: bool) -> dt.date:
    return Span(-span.count, span.unit).after(today) if behind else span.after(today)


def _weekday(words: str, today: dt.date, only: Only) -> dt.date | None:
    if found := re.fullmatch(_SOME_WEEKDAY, words):
        return _near_weekday(found[1] or "", number_of(found[2]), today, only)
    for pattern in _WEEKS_ON:
        if found := re.fullmatch(pattern, words, re.ASCII):
            return _weeks_on([each for each in found.groups() if each], today)
    for pattern in _OF_A_WEEK:
        if found := re.fullmatch(pattern, words):
            first, second = found.groups()
            which, weekday = (first, second) if first in ("this", "next", "last") else (second, first)
            monday = today - dt.timedelta(days=today.weekday())
            return monday + dt.timedelta(weeks={"next": 1, "last": -1}.get(which, 0), days=number_of(weekday))
    return None


def _near_weekday(which: str, number: int, today: dt.date, only: Only) -> dt.date:
    """Today is meant only by "this Friday", said on a Friday."""
    ahead = (number - today.weekday()) % 7
    if which == "this":
        return today + dt.timedelta(days=ahead - 7 if ahead and only == "past" else ahead)
    if which == "last" or which.endswith("past") or (not which and only != "future"):
        return today + dt.timedelta(days=ahead - 7)
    return today + dt.timedelta(days=ahead or 7)


def _weeks_on(parts: list[str], today: dt.date) -> dt.date:
    """A week on Friday, Friday week, Friday in two weeks: so many weeks after the coming Friday, which may be today."""
    weekday = next(each for each in parts if re.fullmatch(WEEKDAY, each))
    unit = next(each for each in parts if each in ("week", "fortnight"))
    count = next((each for each in parts if each not in (weekday, unit, "next", "this")), "a")
    ahead = (number_of(weekday) - today.weekday()) % 7
    return _spoken(count, unit).after(today + dt.timedelta(days=ahead or (7 if "next" in parts else 0)))


def _end(words: str, today: dt.date) -> dt.date | None:
    found = re.fullmatch(_END, words)
    if found is None:
        return None
    step = {"next": 1, "last": -1}.get(found[1] or "", 0)
    if (found[2] or found[3]) == "year":
        return dt.date(today.year + step, 12, 31)
    months = today.year * 12 + today.month - 1 + step
    return dt.date(months // 12, months % 12 + 1, calendar.monthrange(months // 12, months % 12 + 1)[1])
