"""Days, times and numbers as people say them."""

from __future__ import annotations

import datetime as dt

from reflect.entry.words import day_in_words


def moment_in_words(moment: dt.datetime) -> str:
    """A moment as its own clock showed it: 3 March 2026, 22:14."""
    return f"{day_in_words(moment.date())}, {moment:%H:%M}"


def day_lately(day: dt.date, today: dt.date) -> str:
    """A day seen from `today`: today, yesterday, or which one."""
    return {0: "today", 1: "yesterday"}.get((today - day).days) or day_in_words(day)


def lately_in_words(moment: dt.datetime, today: dt.date) -> str:
    """A moment seen from `today`: today, 22:14; yesterday, 09:30; or with its day."""
    day = {0: "today", 1: "yesterday"}.get((today - moment.date()).days)
    return f"{day}, {moment:%H:%M}" if day else moment_in_words(moment)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things: 1 question, 3 questions."""
    return f"{number} {one if number == 1 else many or one + 's'}"
