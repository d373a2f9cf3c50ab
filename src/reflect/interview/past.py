"""What was said before an interview began, as far as its flow may refer to it."""

from __future__ import annotations

from dataclasses import dataclass

from reflect.entry.model import Entry
from reflect.entry.setback import Setback


@dataclass(frozen=True)
class Past:
    """Earlier entries and setbacks, and what the person is called in letters.

    `entries` are those of the same setback, `everywhere` those of every setback, both oldest first and perhaps only of
    the flows that the interview's flow names; `setbacks` are the other setbacks, newest first.
    """

    entries: tuple[Entry, ...] = ()
    everywhere: tuple[Entry, ...] = ()
    setbacks: tuple[Setback, ...] = ()
    name: str = ""

    def latest(self, flow: str) -> Entry | None:
        """The latest entry of `flow` for the same setback."""
        return next((each for each in reversed(self.entries) if each.flow.id == flow), None)
