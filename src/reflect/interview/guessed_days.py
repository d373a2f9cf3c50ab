"""Days in a form that only dateparser reads: a timestamp, "1 week and 2 days ago"; what it makes of them is checked."""

from __future__ import annotations

import datetime as dt
import re
import warnings

from reflect.interview.calendar_days import WEEKDAY, Only, number_of

# dateparser finds a day in nearly anything: it is asked only about what is made of these words and nothing else.
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_UNITS = r"days?|weeks?|months?|years?"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH = (
    r"january|february|march|april|june|july|august|september|october|november|december|sept|"
    f"{_MONTHS}"
)
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
_NUMBER = r"\d{1,4}(?:st|nd|rd|th)?"
_FAR = dt.timedelta(days=366 * 100)


def guessed_day(words: str, today: dt.date, only: Only) -> dt.date | None:
    """The day that dateparser finds in `words` (small letters), if it agrees with every part of them; else None."""
    parts = words.replace(",", " ").split()
    stretch = _all(parts, f"an?|and|in|ago|{_NUMBERS}|{_UNITS}|\\d{{1,3}}") and _directed(parts)
    stamp = _all(parts, f"{_MONTH}|{WEEKDAY}|{_CLOCK}|{_NUMBER}|am|pm|utc|gmt|z") and _whole(parts)
    if not stretch and not stamp:
        return None
    day = _parsed(words, today, only)
    if day is None:
        return None
    if stretch:
        return day if abs(day - today) < _FAR and (day < today) == (parts[-1] == "ago") else None
    return day if _agrees(parts, day) else None


def _all(parts: list[str], pattern: str) -> bool:
    return all(re.fullmatch(pattern, each, re.ASCII) for each in parts)


def _directed(parts: list[str]) -> bool:
    """Whether a stretch says which way; months ago are a time rather than a day."""
    ahead, behind = parts[:1] == ["in"], parts[-1:] == ["ago"]
    long = any(each.startswith(("month", "year")) for each in parts)
    return ahead != behind and not (behind and long)


def _whole(parts: list[str]) -> bool:
    """Whether there are one month, one day of it and a year: no less is a timestamp."""
    months = [each for each in parts if re.fullmatch(_MONTH, each)]
    numbers = [re.sub(r"\D", "", each) for each in parts if re.fullmatch(_NUMBER, each, re.ASCII)]
    return len(months) == 1 and sorted(map(len, numbers)) in ([1, 4], [2, 4])


def _agrees(parts: list[str], day: dt.date) -> bool:
    for each in parts:
        if re.fullmatch(_MONTH, each):
            if _MONTHS.split("|").index(each[:3]) + 1 != day.month:
                return False
        elif re.fullmatch(WEEKDAY, each):
            if number_of(each) != day.weekday():
                return False
        elif re.fullmatch(_NUMBER, each, re.ASCII) and int(re.sub(r"\D", "", each)) not in (day.day, day.year):
            return False
    return True


def _parsed(words: str, today: dt.date, only: Only) -> dt.date | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import dateparser

        try:
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
        except (ValueError, OverflowError):
            return None
    return parsed.date() if parsed else None
