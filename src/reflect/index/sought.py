"""Which entries are looked for, by what stands in them beside their words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reflect.entry.model import Entry
    from reflect.index.gist import Gist

Ways = tuple[tuple[str, str], ...]
"""In which ways an option can have been chosen: question (id) and key."""


@dataclass(frozen=True)
class Sought:
    """Which entries are looked for: of a flow, about a setback (id), finished on a day or later, or earlier, there; and with
    options chosen: of each of `chosen`, one of these, question (id) and key."""

    flow: str | None = None
    setback: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    chosen: tuple[Ways, ...] = ()

    def takes(self, entry: Entry) -> bool:
        """Whether an entry is looked for, whatever was chosen in it."""
        day = entry.finished.date()
        return (
            (self.flow is None or entry.flow.id == self.flow)
            and (self.setback is None or entry.setback == self.setback)
            and (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
        )

    def fits(self, found: Gist) -> bool:
        """Whether what was chosen in an entry of this gist is looked for."""
        from reflect.index.gist import mark

        return all(any(mark(*way) in found.chosen for way in ways) for ways in self.chosen)
