"""Days in people's words: ISO dates, "next Friday", "in two weeks", "3 March"; what is no day stays words."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from dataclasses import dataclass
from typing import Literal

from reflect.flow.notation import Wrong
from reflect.flow.spans import Span

Only = Literal["past", "future"] | None

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMERIC = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2}))?\.?")
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
# dateparser looks for a date anywhere; whole sentences, bare numbers and clock times are not asked of it.
_LOOKS_LIKE_A_DAY = re.compile(
    r"(?i)\b(today|tonight|yesterday|tomorrow|now|morning|night|afternoon|evening|ago|in|next|last|this|day|week|month|year"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b"
)
_DAY_AND_MONTH = re.compile(
    r"(?i)(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+\d{4})?\.?"
)
_LONGEST = dict(zip(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
                    (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))  # fmt: skip
_FAR = dt.timedelta(days=366 * 60)


class Unclear(ValueError):
    """Words that could be two different days, or a day that there is not. The message says which to write."""


@dataclass(frozen=True)
class Understood:
    """What was understood: the day, or None when the words name none; and the words, unless they were the ISO date."""

    day: dt.date | None
    said: str | None


def understand(words: str, today: dt.date, only: Only = None) -> Understood:
    """The day that `words` mean, seen from `today`; a day without a year lies ahead or behind as `only` says.

    What names no day is kept as it was said. Raises Unclear for a numeric date that can be read in two ways, and for a
    day that the calendar does not have.
    """
    words = " ".join(words.split())
    if _ISO.fullmatch(words):
        year, month, day = (int(part) for part in words.split("-"))
        return Understood(_day(year, month, day, words), None)
    found = _NUMERIC.fullmatch(words)
    day_meant = (
        _numeric(found, today, only) if found else _near(words, today, only) or _by_dateparser(words, today, only)
    )
    return Understood(day_meant, words)


def _day(year: int, month: int, day: int, words: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise _no_such_day(words) from None


def _no_such_day(words: str) -> Unclear:
    return Unclear(f"The calendar has no {words.rstrip('.')}.")


def _numeric(found: re.Match[str], today: dt.date, only: Only) -> dt.date:
    """3.4.2026 is the third of April, as written where dots are used; 3/4 may be either, so it is asked."""
    first, second = int(found[1]), int(found[3])
    if found[2] != "." and first <= 12 and second <= 12 and first != second:
        raise Unclear("Day and month could be either way round; write it like 2026-04-03, or 3 April.")
    day, month = (second, first) if second > 12 else (first, second)
    if found[4] is not None:
        return _day(int(found[4]) + (2000 if len(found[4]) == 2 else 0), month, day, found[0])
    return _nearest_year(month, day, today, only, found[0])


def _nearest_year(month: int, day: int, today: dt.date, only: Only, words: str) -> dt.date:
    """The day in the year that puts it ahead or behind; without `only`, behind, since most is told after it happened."""
    step = 1 if only == "future" else -1
    for year in range(today.year, today.year + step * 9, step):
        try:
            meant = dt.date(year, month, day)
        except ValueError:
            continue
        if (meant >= today) if step == 1 else (meant <= today):
            return meant
    raise _no_such_day(words)


def _near(words: str, today: dt.date, only: Only) -> dt.date | None:
    """Spans (2w, in 2w) and weekdays (Friday, next Friday, last Friday), which dateparser does not read."""
    small = words.lower()
    try:
        return Span.parse(small.removeprefix("in ")).after(today)
    except Wrong:
        pass
    found = re.fullmatch(r"(?:(next|last|this|on|by)\s+)?([a-z]{3,9})", small)
    place = next((n for n, day in enumerate(WEEKDAYS) if found and found[2] in (day, day[:3], day[:4])), None)
    if found is None or place is None:
        return None
    ahead = (place - today.weekday()) % 7
    if found[1] == "last" or (found[1] not in ("next", "this", "by") and only != "future"):
        return today - dt.timedelta(days=7 - ahead if ahead else 7)
    return today + dt.timedelta(days=ahead or 7)


def _by_dateparser(words: str, today: dt.date, only: Only) -> dt.date | None:
    if (found := _DAY_AND_MONTH.fullmatch(words)) is not None:
        month = (found[2] or found[3]).lower()[:3]
        if int(found[1] or found[4]) > _LONGEST.get(month, 99):
            raise _no_such_day(words)
    if len(words) > 40 or not _LOOKS_LIKE_A_DAY.search(words):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import dateparser

        parsed = dateparser.parse(
            words,
            languages=["en"],
            settings={
                "RELATIVE_BASE": dt.datetime.combine(today, dt.time(12)),
                "PREFER_DATES_FROM": "future" if only == "future" else "past",
                "REQUIRE_PARTS": ["day"],
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    day: dt.date | None = parsed.date() if parsed else None
    return None if day is None or abs(day - today) > _FAR else day
