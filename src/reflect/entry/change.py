"""What is kept of a change to the journal, so that it can be taken back: which files it touched, and what they held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from reflect.entry import plain
from reflect.entry.plain import Json, Misshapen

FORMAT = 1
What = Literal["edit", "delete", "discard", "rename", "close", "reopen"]
"""What was done: an answer, a title or a setback's state was changed, or something was put into the trash."""


@dataclass(frozen=True)
class ChangedFile:
    """A file that a change touched: its kind (entries, setbacks, drafts) and id.

    `before` is the text it held and `after` the SHA-256 (hexadecimal) of what it was made to hold. One that was put into
    the trash has neither: it lies there.
    """

    kind: str
    id: str
    before: str | None = None
    after: str | None = None

    KEYS = ("kind", "id", "before", "after")

    @property
    def trashed(self) -> bool:
        """Whether it was put into the trash."""
        return self.before is None

    def to_json(self) -> dict[str, Json]:
        held = {} if self.trashed else {"before": self.before, "after": self.after}
        return {"kind": self.kind, "id": self.id, **held}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> ChangedFile:
        """The file in `data`. Raises Misshapen."""
        before, after = plain.text_or_none(data, "before"), plain.text_or_none(data, "after")
        if (before is None) != (after is None):
            raise Misshapen("a file has one of 'before' and 'after' without the other")
        return cls(plain.text(data, "kind"), plain.text(data, "id"), before, after)


@dataclass(frozen=True)
class Change:
    """One change, as it is kept until it is taken back. `made` is aware."""

    id: str
    what: str
    made: dt.datetime
    files: tuple[ChangedFile, ...]
    format: int = FORMAT
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = ("format", "id", "what", "made", "files")

    def to_json(self) -> dict[str, Json]:
        return {
            "format": self.format,
            "id": self.id,
            "what": self.what,
            "made": self.made.isoformat(timespec="seconds"),
            "files": [each.to_json() for each in self.files],
            **self.extra,
        }

    @classmethod
    def from_json(cls, data: Json) -> Change:
        """The change in `data`. Raises Misshapen."""
        given = plain.mapping(data, "a change")
        version = plain.number(given, "format")
        if version < 1:
            raise Misshapen("'format' is not one there ever was")
        what = plain.text(given, "what")
        if version == FORMAT and what not in get_args(What):
            raise Misshapen("'what' is nothing that can be done")
        files = tuple(ChangedFile.from_json(each) for each in plain.records(given, "files"))
        return cls(
            plain.text(given, "id"), what, plain.moment(given, "made"), files, version, plain.rest(given, cls.KEYS)
        )
