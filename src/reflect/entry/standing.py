"""Where a setback stands: what has been done for it, and what is begun."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reflect.entry.draft import Draft
    from reflect.entry.setback import Setback


class Done(NamedTuple):
    """An entry without its words: its id, the flow it came from, and when it was finished."""

    id: str
    flow: str
    finished: dt.datetime


@dataclass(frozen=True)
class Standing:
    """A setback, its entries, oldest first, and the drafts about it, the one saved last first."""

    setback: Setback
    done: tuple[Done, ...] = ()
    drafts: tuple[Draft, ...] = ()

    @property
    def last(self) -> dt.datetime:
        """When something was last written about it."""
        done = (each.finished for each in self.done)
        saved = (each.saved for each in self.drafts)
        return max((self.setback.created, *done, *saved))
