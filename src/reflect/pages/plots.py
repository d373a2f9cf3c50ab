"""The blocks that are looked at rather than read: marks beside names, values on days, the days of months."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Mark = Literal["full", "half", "light", "faint"]
"""How a thing that is counted or placed on a plot is drawn, from what weighs most to what weighs least."""


@dataclass(frozen=True)
class Bar:
    """A name, and marks beside it: so many of each. `text` says the same in words."""

    name: str
    marks: tuple[tuple[Mark, int], ...]
    text: str


@dataclass(frozen=True)
class Bars:
    """Counts to be looked at, a row each; `meaning` says what each mark stands for, where there is more than one."""

    rows: tuple[Bar, ...]
    meaning: tuple[tuple[Mark, str], ...] = ()


@dataclass(frozen=True)
class Dots:
    """Values on days, from `low` to `high`, each with its mark, to be looked at as they went. In the order of time."""

    points: tuple[tuple[dt.date, int, Mark], ...]
    low: int = 0
    high: int = 10
    meaning: tuple[tuple[Mark, str], ...] = ()


@dataclass(frozen=True)
class Calendar:
    """The months from the one of `first` to the one of `last`, a row each, with a mark on each of `days`."""

    first: dt.date
    last: dt.date
    days: frozenset[dt.date]


Plot = Bars | Dots | Calendar
