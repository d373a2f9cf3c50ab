"""Days that are named on the command line."""

from __future__ import annotations

import datetime as dt

from reflect.errors import WrongOptions


def day_named(words: str, today: dt.date) -> dt.date:
    """The day that `words` name, seen from `today`. Raises WrongOptions."""
    from reflect.interview.dates import Unclear, understand

    try:
        day = understand(words, today, "past").day
    except Unclear as unclear:
        raise WrongOptions(str(unclear)) from None
    if day is None:
        raise WrongOptions(
            f"'{words}' is no day; write 2026-03-01, last Friday, 3 weeks ago, or 3m for three months ago."
        )
    return day
