"""What a view finds, and where each number and each word of it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any


@dataclass(frozen=True)
class Count:
    """A number of things; it is never stored, but counted from the places (references) it comes from."""

    of: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return len(self.of)

    @classmethod
    def from_(cls, places: Iterable[str]) -> Count:
        """The count of different places, in their order."""
        return cls(tuple(dict.fromkeys(places)))


@dataclass(frozen=True)
class Saying:
    """Somebody's own words, and the place (reference) they stand at."""

    text: str
    ref: str


@dataclass(frozen=True)
class Point:
    """A number that somebody gave on a scale, on a day, and where it stands."""

    day: dt.date
    value: int
    ref: str


@dataclass(frozen=True)
class View:
    """What a view shows: its name, the entries (ids) it is drawn from, and what was found.

    `found` is None where there is too little to show; then `wants` says in words what it takes. `nothing` is whether what
    was found is that there is nothing, which is worth saying only to whom asks.
    """

    name: str
    drawn: tuple[str, ...]
    found: Any = None
    wants: str | None = None
    nothing: bool = False

    def to_json(self) -> dict[str, Any]:
        """Everything in it for other programs; each number with the places it was counted from."""
        return {"view": self.name, "entries": [*self.drawn], "wants": self.wants, "found": as_json(self.found)}


def as_json(value: Any) -> Any:
    """A finding in JSON: days as ISO 8601, counts with the places they come from."""
    if isinstance(value, Count):
        return {"count": value.number, "from": [*value.of]}
    if isinstance(value, Saying):
        return {"text": value.text, "from": value.ref}
    if isinstance(value, Point):
        return {"day": value.day.isoformat(), "value": value.value, "from": value.ref}
    if is_dataclass(value):
        return {each.name.removesuffix("_"): as_json(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [as_json(each) for each in value]
    return value


def entry_of(ref: str) -> str:
    """The id of the entry that a reference points into."""
    return ref.partition("/")[0]
