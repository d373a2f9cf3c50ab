"""What is owed: the follow-ups of the journal as they stand today, and the command that goes over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reflect.cli.commands import typed
from reflect.errors import BrokenFlow
from reflect.followups.model import State

if TYPE_CHECKING:
    from reflect.cli.place import Place
    from reflect.entry.setback import Setback
    from reflect.followups.model import FollowUp
    from reflect.index.catalogue import Catalogue


@dataclass(frozen=True)
class Owed:
    """The setbacks that were put away (ids), and the follow-ups; `away` is how many more rest with setbacks that were put
    away."""

    closed: frozenset[str]
    found: tuple[FollowUp, ...]
    away: int = 0

    @classmethod
    def open(
        cls, catalogue: Catalogue, today: dt.date, *, away: bool = False, setbacks: Iterable[Setback] | None = None
    ) -> Owed:
        """What is neither done nor let go on a day; with `away`, what rests with setbacks that were put away is among it.
        `setbacks` are all there are, for whoever knows them already."""
        closed = _closed(catalogue.setbacks() if setbacks is None else setbacks)
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
        closed = _closed(catalogue.setbacks())
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


def _closed(setbacks: Iterable[Setback]) -> frozenset[str]:
    return frozenset(each.id for each in setbacks if each.closed)


def come_back(place: Place) -> str | None:
    """The command of the flow that goes over what is due; None where there is none."""
    files = place.library.files().values()
    heads = [(flow.id, flow.head().get("welcome", "")) for flow in files]
    # Among the flows that somebody new is shown, it comes last. A person's own may be none of these.
    welcome = sorted(((int(number), name) for name, number in heads if number.isdecimal()), reverse=True)
    names = [*(name for _, name in welcome), *(flow.id for flow in files if flow.own)]
    return next((typed(name) for name in dict.fromkeys(names) if _goes_over_due(place, name)), None)


def _goes_over_due(place: Place, name: str) -> bool:
    try:
        return bool(place.library.goes_over(name))
    except BrokenFlow:
        return False
