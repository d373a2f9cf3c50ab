"""Default days: seen from today, or fixed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from reflect.flow.notation import Parsed, Plain, Wrong
from reflect.flow.spans import Span


@dataclass(frozen=True)
class Day(Parsed):
    """A default date: a span from today, or a fixed day (ISO 8601)."""

    span: Span | None = None
    fixed: dt.date | None = None

    @classmethod
    def parse(cls, raw: object) -> Day:
        word = str(raw).strip()
        if word == "today":
            return cls(span=Span(0, "d"))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
            try:
                return cls(fixed=dt.date.fromisoformat(word))
            except ValueError:
                raise Wrong(f"there is no day {word}") from None
        if re.fullmatch(Span.PATTERN, word) is None:
            raise Wrong(f"'{word}' is no default date; write 2w (in two weeks), today, or 2026-03-01")
        return cls(span=Span.parse(word))

    def plain(self) -> Plain:
        return self.fixed.isoformat() if self.fixed else self.span.plain() if self.span else None

    @property
    def ahead(self) -> bool:
        """Whether this day lies after today whatever today is."""
        return self.span is not None and self.span.count > 0

    def on(self, today: dt.date) -> dt.date:
        """The day meant, seen from `today`."""
        return self.fixed or (self.span.after(today) if self.span else today)

    @classmethod
    def described(cls) -> dict[str, Any]:
        return {"anyOf": [{"const": "today"}, Span.described(), {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}]}
