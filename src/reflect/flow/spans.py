"""Stretches of time, days seen from today, and the ends of a scale."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import types
from dataclasses import dataclass
from typing import Any

from reflect.flow.notation import Parsed, Plain, Wrong


@dataclass(frozen=True)
class Span(Parsed):
    """A stretch of time in days, weeks, months or years, such as 4d, 2w, 3m, 1y."""

    count: int
    unit: str

    PATTERN = r"\+?(\d{1,4})([dwmy])"
    DAYS = types.MappingProxyType({"d": 1, "w": 7, "m": 30, "y": 365})
    LONGEST = 100

    @classmethod
    def parse(cls, raw: object) -> Span:
        found = re.fullmatch(cls.PATTERN, str(raw).strip())
        if found is None:
            raise Wrong(f"'{raw}' is no span of time; write 4d, 2w, 3m or 1y")
        if int(found[1]) * cls.DAYS[found[2]] > cls.LONGEST * 365:
            # The calendar ends with the year 9999.
            raise Wrong(f"'{raw}' is longer than {cls.LONGEST} years")
        return cls(int(found[1]), found[2])

    def plain(self) -> Plain:
        return f"{self.count}{self.unit}"

    def after(self, day: dt.date) -> dt.date:
        """The day that lies this span after `day`; the last of the month where the month is too short."""
        if self.unit in "dw":
            return day + dt.timedelta(days=self.count * (7 if self.unit == "w" else 1))
        months = day.month - 1 + self.count * (12 if self.unit == "y" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

    @classmethod
    def described(cls) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{cls.PATTERN}$"}


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


@dataclass(frozen=True)
class Range(Parsed):
    """The ends of a scale, such as 0-10."""

    low: int
    high: int

    PATTERN = r"(\d{1,3})-(\d{1,3})"

    @classmethod
    def parse(cls, raw: object) -> Range:
        found = re.fullmatch(cls.PATTERN, str(raw).strip())
        if found is None:
            raise Wrong(f"'{raw}' is no range; write 0-10")
        low, high = int(found[1]), int(found[2])
        if low >= high:
            raise Wrong(f"'{raw}' is no range; the first number must be below the second")
        return cls(low, high)

    def plain(self) -> Plain:
        return f"{self.low}-{self.high}"

    @classmethod
    def described(cls) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{cls.PATTERN}$"}
