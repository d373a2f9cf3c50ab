"""Entries in the order of time: what came after a moment is found without going through what came before."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from reflect.entry.model import Entry

Moment = tuple[dt.datetime, str]
"""When an entry was made, as entries are ordered: when it was finished, and its id."""


class InOrder:
    """Entries, the oldest first; each is added after all that are older."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, entry: Entry) -> None:
        """Takes up an entry. Nothing is added any more once something was looked for."""
        self.entries.append(entry)

    @property
    def first(self) -> Entry | None:
        """The oldest."""
        return self.entries[0] if self.entries else None

    def after(self, at: Moment) -> Iterator[Entry]:
        """Those made after `at`, the oldest first."""
        return (self.entries[place] for place in range(self._first_after(at), len(self.entries)))

    def any_after(self, at: Moment) -> bool:
        """Whether one was made after `at`."""
        return bool(self.entries) and self.entries[-1].moment > at

    def last_day_after(self, at: Moment) -> dt.date | None:
        """The latest day, where the person was, on which one was made after `at`."""
        first = self._first_after(at)
        return self._last_days[first] if first < len(self.entries) else None

    def _first_after(self, at: Moment) -> int:
        return bisect_right(self._moments, at)

    @cached_property
    def _moments(self) -> list[Moment]:
        return [each.moment for each in self.entries]

    @cached_property
    def _last_days(self) -> list[dt.date]:
        """For each entry the latest day of it and of all that follow: travelling west, a later moment has an earlier day."""
        return [*accumulate((each.finished.date() for each in reversed(self.entries)), max)][::-1]
