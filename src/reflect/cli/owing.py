"""What is owed: the follow-ups of the journal as they stand today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reflect.followups.model import FollowUp, State
from reflect.index.catalogue import Catalogue


@dataclass(frozen=True)
class Owed:
    """The setbacks that were put away (ids), and the follow-ups; `away` is how many more rest with setbacks that were put
    away."""

    closed: frozenset[str]
    found: tuple[FollowUp, ...]
    away: int = 0

    @classmethod
    def open(cls, catalogue: Catalogue, today: dt.date, *, away: bool = False) -> Owed:
        """What is neither done nor let go on a day; with `away`, what rests with setbacks that were put away is among it."""
        closed = _closed(catalogue)
        waiting = catalogue.waiting(catalogue.journal.unfinished(), closed, today, away=away)
        return cls(closed, waiting.found, waiting.away)

    @classmethod
    def about(cls, catalogue: Catalogue, setback: str, today: dt.date) -> Owed:
        """All there ever was for one setback (its id), as it stands on a day; only what is about it is read."""
        from reflect.followups.fold import follow_ups

        drafts = [each for each in catalogue.journal.unfinished() if each.setback == setback]
        return cls(frozenset(), follow_ups(catalogue.around(setback), drafts, today))

    @classmethod
    def ever(cls, catalogue: Catalogue, today: dt.date) -> Owed:
        """All there ever was, as it stands on a day. Every entry is read for it."""
        closed = _closed(catalogue)
        return cls(closed, catalogue.follow_ups(catalogue.journal.unfinished(), closed, today))

    @property
    def due(self) -> tuple[FollowUp, ...]:
        """Those that are due."""
        return tuple(each for each in self.found if each.due)

    @property
    def ahead(self) -> dt.date | None:
        """The day on which something comes back next."""
        return min((each.date for each in self.found if each.state is State.AHEAD), default=None)

    @property
    def resting(self) -> int:
        """How many rest."""
        return self.away + sum(each.state is State.RESTING for each in self.found)


def _closed(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(each.id for each in catalogue.setbacks() if each.closed)
