"""Stretches of time."""

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
