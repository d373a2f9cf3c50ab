"""A follow-up: something promised in an entry that comes back on a date, and how it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from reflect.followups.telling import BEGIN, STAYS, Told

MOST = 5
"""How many things a check-in goes over at a time (method/11)."""
UNANSWERED = 2
"""How many times in a row it is left unanswered before it rests."""
WEEK = dt.timedelta(days=7)
"""When it comes back if nothing says when."""
KEPT_PRIVATE = "something you kept private"


class State(Enum):
    """How a follow-up stands on a day."""

    AHEAD = "ahead"
    """It comes back later."""
    DUE = "due"
    BEGUN = "begun"
    """There is a draft of the flow that it opens."""
    RESTING = "resting"
    """It is not asked about by itself: unanswered twice, or its setback is closed."""
    DONE = "done"
    DROPPED = "dropped"
    """It no longer fits, or was let go."""


@dataclass(frozen=True)
class FollowUp:
    """One follow-up as it stands.

    `ref` is ENTRY/QUESTION[/EACHKEY][/KEY] (or ENTRY/KIND for one that a flow makes, DRAFT/QUESTION for one that waits
    with a draft); `kind` and `text` are those of the flow, the text filled in; `people` are those it was promised to, in
    words, "" for none. `date` is the day it comes back or came back, `first` the day that was first meant. `setback` and
    `entry` are ids; `draft` is the id of the draft it is bound to. `opens` names the flow it opens instead of asking,
    which begins with the answers `with_`. `fields` is the record it was promised in, in words. `over` are the kinds of
    promises of the same entry that it goes over. `told` is what check-ins said of it, in the order of time.
    """

    ref: str
    kind: str
    text: str
    date: dt.date
    first: dt.date
    state: State
    entry: str
    made: dt.date
    people: str = ""
    setback: str | None = None
    draft: str | None = None
    opens: str | None = None
    with_: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    over: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    private: bool = False

    @property
    def due(self) -> bool:
        return self.state is State.DUE

    @property
    def ended(self) -> Told | None:
        """What was said of it last that was an answer, where it is done or was let go; None where nothing was said."""
        return None if self.open else next((each for each in reversed(self.told) if not each.unanswered), None)

    @cached_property
    def answers(self) -> tuple[Told, ...]:
        """What check-ins said of how it stands. Nothing is said of that where a check-in was left unanswered, and where only
        its words were looked at once more."""
        return tuple(
            each
            for each in self.told
            if not each.unanswered and not (each.meaning in (STAYS, BEGIN) and each.date is None)
        )

    @property
    def open(self) -> bool:
        """Whether it is neither done nor let go."""
        return self.state not in (State.DONE, State.DROPPED)
