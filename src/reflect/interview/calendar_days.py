"""Days by their place in the calendar: 3 March, 3.4.2026, Friday the 13th, the end of March."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Literal

from reflect.entry.words import MONTHS, WEEKDAYS, day_in_words

Only = Literal["past", "future"] | None

WEEKDAY = (
    r"(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
"""A weekday as people write it, in small letters; the first three tell which."""

_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
)
_DAY = rf"(\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINALS})"
_YEAR = r"(\d{4}|'\d\d|(?:this|next|last) year)"
_NUMERIC = r"(\d{1,2})\s*([/.-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2}))?(\.?)"
_YEAR_FIRST = r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})"
# What may stand between a month and a year; "3 - 25" does not, which is a stretch of days.
_GAP = r"(?:,? |, ?| of |[-/.])"
_DAY_FIRST = (
    rf"(?:{WEEKDAY}[,.]? (?:the )?)?(?:the )?{_DAY}(?:\.? ?|[-/])(?:of )?{_MONTH}\.?"
    rf"(?:{_GAP}(?:{_YEAR}|(\d\d)))?(?:,? \(?{WEEKDAY}\)?)?"
)
_MONTH_FIRST = rf"(?:{WEEKDAY}[,.]? )?{_MONTH}(?:\.? ?|[-/])(?:the )?{_DAY}(?:{_GAP}{_YEAR})?(?:,? \(?{WEEKDAY}\)?)?"
_IN_A_MONTH = rf"(?:{WEEKDAY},? )?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)(?: of (this|the|next|last) month)?"
_LAST_OF_MONTH = rf"(?:the )?(?:end|last day) of {_MONTH}\.?(?: (?:of )?{_YEAR})?"
_LAST_OF_YEAR = r"(?:the )?(?:end|last day) of (\d{4})"
_KNOWN = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}
_LONGEST_MONTH = 31
_NEAR_YEARS = 20
"""How far ahead a year of two digits may lie; further ahead, the century before is meant."""


class Unclear(ValueError):
    """Words that name no day that can be the answer: two different days, or none that there is. Says what to write."""


def number_of(weekday: str) -> int:
    """0 for a Monday, from the word in small letters."""
    return next(place for place, day in enumerate(WEEKDAYS) if day.lower().startswith(weekday[:3]))


def numeric_day(words: str, today: dt.date, only: Only) -> dt.date | None:
    """The day that a date in numbers is: 3.4.2026 is the third of April, as written where dots are used.

    Raises Unclear for 3/4, which may be either, and for a day that the calendar does not have.
    """
    if found := re.fullmatch(_YEAR_FIRST, words, re.ASCII):
        return _day(int(found[1]), int(found[3]), int(found[4]), words)
    found = re.fullmatch(_NUMERIC, words, re.ASCII)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "." and second > 12 and found[4] is None:
        # 12.30 is a time of day.
        return None
    if found[2] != "." and first <= 12 and second <= 12 and first != second:
        year = f" {_year(found[4], today)}" if found[4] is not None else ""
        both = f"{first} {MONTHS[second - 1]}{year} or {second} {MONTHS[first - 1]}{year}"
        raise Unclear(f"Day and month could be either way round; write {both}.")
    day, month = (second, first) if second > 12 else (first, second)
    if found[4] is not None:
        return _day(_year(found[4], today), month, day, words)
    return _nearest(_in_years(month, day, today), today, only, words)


def calendar_day(words: str, today: dt.date, only: Only) -> dt.date | None:
    """The day that `words` (small letters) name in the calendar. A day without a year is the nearest that `only` allows.

    Raises Unclear for a day that there is not, and for one that is another day of the week.
    """
    if words in _KNOWN:
        return _nearest(_in_years(*_KNOWN[words], today), today, only, words)
    if found := re.fullmatch(_LAST_OF_MONTH, words, re.ASCII):
        month = _month(found[1])
        if found[2]:
            return _last(_year(found[2], today), month)
        return _nearest((_last(year, month) for year in _years(today)), today, only, words)
    if found := re.fullmatch(_LAST_OF_YEAR, words, re.ASCII):
        return _day(int(found[1]), 12, 31, words)
    if found := re.fullmatch(_DAY_FIRST, words, re.ASCII):
        before, day, month_word, year, short, after = found.groups()
        return _named(_month(month_word), day, year or short, before or after, today, only)
    if found := re.fullmatch(_MONTH_FIRST, words, re.ASCII):
        before, month_word, day, year, after = found.groups()
        if not year and day.isdigit() and int(day) > _LONGEST_MONTH:
            # August 99 is a month of a year.
            return None
        return _named(_month(month_word), day, year, before or after, today, only)
    if found := re.fullmatch(_IN_A_MONTH, words, re.ASCII):
        return _in_a_month(int(found[2]), found[3], found[1], today, only)
    return None


def _named(
    month: int, day_word: str, year_word: str | None, weekday: str | None, today: dt.date, only: Only
) -> dt.date:
    digits = re.sub(r"\D", "", day_word)
    day = int(digits) if digits else _ORDINALS.split("|").index(day_word) + 1
    words = f"{day} {MONTHS[month - 1]}"
    if year_word:
        year = _year(year_word, today)
        meant = _day(year, month, day, f"{words} {year}")
        return _on(weekday, lambda _: meant, only)
    return _on(weekday, lambda side: _nearest(_in_years(month, day, today), today, side, words), only)


def _in_a_month(day: int, which: str | None, weekday: str | None, today: dt.date, only: Only) -> dt.date | None:
    """The 15th, the 3rd of next month, Friday the 13th."""
    if day > _LONGEST_MONTH:
        return None
    months = today.year * 12 + today.month - 1
    if which:
        months += {"next": 1, "last": -1}.get(which, 0)
        words = f"{day} {MONTHS[months % 12]}"
        meant = _day(months // 12, months % 12 + 1, day, words)
        return _on(weekday, lambda _: meant, only)
    near = [each for n in range(-3, 4) if (each := _date((months + n) // 12, (months + n) % 12 + 1, day))]
    return _on(weekday, lambda side: _nearest(iter(near), today, side, f"day {day} in a month"), only)


def _on(weekday: str | None, meant: Callable[[Only], dt.date], only: Only) -> dt.date:
    """The day that is meant on the side asked for, or on the other where only that one has this weekday."""
    day = meant(only)
    if weekday is None or day.weekday() == number_of(weekday):
        return day
    other = meant("past" if only == "future" else "future")
    if other.weekday() == number_of(weekday):
        return other
    raise Unclear(
        f"{day_in_words(day)} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[number_of(weekday)]}; "
        "write the day of the month or the day of the week."
    )


def _nearest(days: Iterator[dt.date], today: dt.date, only: Only, words: str) -> dt.date:
    """The nearest of `days` ahead or behind; without `only`, behind, since most is told after it happened."""
    if only == "future":
        found = min((day for day in days if day >= today), default=None)
    else:
        found = max((day for day in days if day <= today), default=None)
    if found is None:
        raise _no_such_day(words)
    return found


def _in_years(month: int, day: int, today: dt.date) -> Iterator[dt.date]:
    return (found for year in _years(today) if (found := _date(year, month, day)))


def _years(today: dt.date) -> range:
    # Leap days lie up to eight years apart.
    return range(max(today.year - 8, dt.MINYEAR), min(today.year + 8, dt.MAXYEAR) + 1)


def _year(words: str, today: dt.date) -> int:
    """2025, '25, 25, or last year."""
    if words.endswith("year"):
        return today.year + {"next": 1, "last": -1}.get(words.partition(" ")[0], 0)
    number = words.lstrip("'")
    if len(number) > 2:
        return int(number)
    year = today.year // 100 * 100 + int(number)
    return year if year <= today.year + _NEAR_YEARS else year - 100


def _month(word: str) -> int:
    return next(place for place, month in enumerate(MONTHS, 1) if month.lower().startswith(word[:3]))


def _last(year: int, month: int) -> dt.date:
    return _day(year, month, calendar.monthrange(year, month)[1], f"{MONTHS[month - 1]} {year}")


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _day(year: int, month: int, day: int, words: str) -> dt.date:
    found = _date(year, month, day)
    if found is None:
        raise _no_such_day(words)
    return found


def _no_such_day(words: str) -> Unclear:
    return Unclear(f"The calendar has no {words.rstrip('.')}.")
