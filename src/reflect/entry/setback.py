"""A setback: the thing that happened, on which entries hang."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from reflect.entry import plain
from reflect.entry.plain import Json

FORMAT = 1
UNTITLED = "untitled"
"""What a setback without a title is called."""


@dataclass(frozen=True)
class Setback:
    """What happened. `title` is None until the person has given it one; `closed` is None while it is open."""

    id: str
    title: str | None
    created: dt.datetime
    closed: dt.datetime | None = None
    format: int = FORMAT
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = ("format", "id", "title", "created", "closed")

    def to_json(self) -> dict[str, Json]:
        return {
            "format": self.format,
            "id": self.id,
            "title": self.title,
            "created": self.created.isoformat(timespec="seconds"),
            "closed": self.closed.isoformat(timespec="seconds") if self.closed else None,
            **self.extra,
        }

    @classmethod
    def from_json(cls, data: Json) -> Setback:
        """The setback in `data`. Raises Misshapen."""
        given = plain.mapping(data, "a setback")
        return cls(
            id=plain.text(given, "id"),
            title=plain.text_or_none(given, "title"),
            created=plain.moment(given, "created"),
            closed=plain.moment_or_none(given, "closed"),
            format=plain.number(given, "format"),
            extra=plain.rest(given, cls.KEYS),
        )
