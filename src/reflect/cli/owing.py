"""What is owed: every follow-up of the journal as it stands today, with the entries they come from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from reflect.entry.model import Entry
from reflect.followups.fold import follow_ups
from reflect.followups.model import FollowUp, State
from reflect.journal import ids
from reflect.journal.folder import Journal
from reflect.journal.overview import CLOCKS


@dataclass(frozen=True)
class Owed:
    """The entries that can be read, oldest first, the setbacks that were put away (ids), and the follow-ups."""

    entries: tuple[Entry, ...]
    closed: frozenset[str]
    found: tuple[FollowUp, ...]

    @classmethod
    def of(cls, journal: Journal, today: dt.date) -> Owed:
        """What is owed in `journal` on a day."""
        entries = (each for each in journal.entries() if isinstance(each, Entry))
        ordered = tuple(sorted(entries, key=lambda each: each.moment))
        closed = frozenset(each.id for each in journal.setbacks() if each.closed)
        return cls(ordered, closed, follow_ups(ordered, journal.unfinished(), today, closed=closed))

    @classmethod
    def about(cls, journal: Journal, setback: str, today: dt.date) -> Owed:
        """What is owed for one setback (its id), with what was written since about none in particular."""
        since = ids.when(setback) - CLOCKS
        entries = (each for each in journal.entries_of(setback, loose=True, since=since) if isinstance(each, Entry))
        ordered = tuple(sorted(entries, key=lambda each: each.moment))
        drafts = [each for each in journal.unfinished() if each.setback == setback]
        return cls(ordered, frozenset(), follow_ups(ordered, drafts, today))

    @property
    def due(self) -> tuple[FollowUp, ...]:
        """Those that are due."""
        return tuple(each for each in self.found if each.due)

    @property
    def ahead(self) -> dt.date | None:
        """The day on which something comes back next."""
        return min((each.date for each in self.found if each.state is State.AHEAD), default=None)

    @cached_property
    def _around(self) -> dict[str | None, list[Entry]]:
        found: dict[str | None, list[Entry]] = {}
        for each in self.entries:
            found.setdefault(each.setback, []).append(each)
        return found

    def entries_of(self, setback: str | None) -> list[Entry]:
        """The entries of one setback, oldest first."""
        return self._around.get(setback, [])
