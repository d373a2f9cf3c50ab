"""Since when a setback counts its days."""

from __future__ import annotations

import datetime as dt

from reflect.entry.setback import Setback
from reflect.insights.answers import day
from reflect.insights.ground import Ground


def happened_on(setback: Setback, ground: Ground) -> dt.date:
    """The day it happened or came to light, as that was told last; where it was not, the day of the first entry, or that on
    which its record begins. Nothing was written before it."""
    entries = [each for each in ground.about(setback.id) if not each.sealed(ground.today)]
    told = next((when for each in reversed(ground.flow("define", setback.id)) if (when := day(each, "when"))), None)
    first = entries[0].finished.date() if entries else setback.created.date()
    return min(told or first, first)
