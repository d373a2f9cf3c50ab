"""Days in people's words: ISO dates, "next Friday", "in two weeks", "3 March"; what is no day stays words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from reflect.entry.words import weekday_in_words
from reflect.interview.calendar_days import Only, Unclear, calendar_day, numeric_day
from reflect.interview.guessed_days import guessed_day
from reflect.interview.near_days import near_day

__all__ = ["Only", "Reading", "Unclear", "Understood", "reading", "settled", "understand"]

LONGEST = 60
"""The most characters in which a day is looked for; more is a story."""

KEPT = "Kept in your words."

_ISO = r"\d{4}-\d{1,2}-\d{1,2}"
_BY = r"(?:by|until|till) "
_ON = r"(?:on|since|from|at) "
_AFTER = r",? (?:at the )?latest"
_CLOCK = r"\d{1,2}(?:[:.]\d\d(?: ?[ap]\.?m)?| ?[ap]\.?m)"
_PART = r"(?:early |late )?(?:morning|afternoon|evening|night|lunch|lunchtime|noon|midday|midnight)"
_HOUR = (
    rf"(?:,? (?:at |around |about )?{_CLOCK}|,? at \d{{1,2}}(?: o'clock)?|,? (?:at |in the |around )?{_PART})",
    rf"(?:at )?{_CLOCK},? ",
)
_NEAR_DAYS, _NEAR_WEEKS = 31, 8
"""How far away a day is counted in days, and in whole weeks."""


@dataclass(frozen=True)
class Understood:
    """What was understood: the day, or None when the words name none; and the words, unless they were the ISO date."""

    day: dt.date | None
    said: str | None


@dataclass(frozen=True)
class Reading:
    """What a person is shown before their words are accepted as a day.

    `line` is the day in full, that the words are kept, or why they cannot be the answer (then `refused`); "" for no
    words. `day` is None when there is none. `plain`: there is nothing to confirm, because nothing was written or the ISO
    day itself.
    """

    line: str
    day: dt.date | None = None
    plain: bool = False
    refused: bool = False


def understand(words: str, today: dt.date, only: Only = None) -> Understood:
    """The day that `words` mean, seen from `today`; a day without a year lies ahead or behind as `only` says.

    What names no day is kept as it was said. Raises Unclear for a numeric date that can be read in two ways, and for a
    day that the calendar does not have.
    """
    words = " ".join(words.split())
    if re.fullmatch(_ISO, words, re.ASCII):
        return Understood(numeric_day(words, today, only), None)
    return Understood(_meant(words, today, only), words)


def settled(words: str, today: dt.date, only: Only = None) -> Understood:
    """As `understand`; a day on the other side of today than `only` says is Unclear too."""
    found = understand(words, today, only)
    if found.day and only == "past" and found.day > today:
        raise Unclear(f"That is {weekday_in_words(found.day)}, which lies ahead; a day that has been is asked for.")
    if found.day and only == "future" and found.day < today:
        raise Unclear(f"That is {weekday_in_words(found.day)}, which has been; a day from today on is asked for.")
    return found


def reading(words: str, today: dt.date, only: Only = None) -> Reading:
    """What to show of `words` before they are accepted; the same that `settled` makes of them. Raises nothing."""
    if not words.strip():
        return Reading("", plain=True)
    try:
        found = settled(words, today, only)
    except Unclear as unclear:
        return Reading(str(unclear), refused=True)
    if found.day is None:
        return Reading(KEPT)
    distance = _distance((found.day - today).days)
    line = f"{weekday_in_words(found.day)}, {distance}" if distance else weekday_in_words(found.day)
    return Reading(line, found.day, plain=found.said is None)


def _distance(days: int) -> str:
    """How far away a day is, in words; "" where its date says more."""
    if abs(days) <= 1:
        return ("yesterday", "today", "tomorrow")[days + 1]
    weeks, rest = divmod(abs(days), 7)
    if not rest and 2 <= weeks <= _NEAR_WEEKS:
        far = f"{weeks} weeks"
    elif abs(days) <= _NEAR_DAYS:
        far = f"{abs(days)} days"
    else:
        return ""
    return f"in {far}" if days > 0 else f"{far} ago"


def _meant(words: str, today: dt.date, only: Only) -> dt.date | None:
    if len(words) > LONGEST:
        return None
    small = words.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace(" ,", ",").strip(' "“”(),;:!?…')
    small = re.sub(f"{_AFTER}$", "", small)
    if (plain := re.sub(f"^{_BY}", "", small)) != small and only is None:
        only = "future"
    small = re.sub(f"^{_ON}", "", plain)
    if day := _read(small, today, only):
        return day
    # The time of day is kept in the words; the day is what is asked for.
    for pattern in (f"(.+?){_HOUR[0]}[.]?", f"{_HOUR[1]}(.+)"):
        if (found := re.fullmatch(pattern, small, re.ASCII)) and (
            day := _read(re.sub(f"^{_ON}", "", found[1].rstrip(",")), today, only)
        ):
            return day
    return guessed_day(small, today, only)


def _read(words: str, today: dt.date, only: Only) -> dt.date | None:
    if day := numeric_day(words, today, only):
        return day
    words = words.rstrip(". ")
    return near_day(words, today, only) or calendar_day(words, today, only)
