"""Lays plots out in lines: marks for what is counted, dots on days, months with their days."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Sequence

from reflect.entry.words import MONTHS, day_in_words
from reflect.pages.blocks import Bar, Bars, Calendar, Dots, Mark
from reflect.pages.visible import one_line
from reflect.terminal.columns import columns, padded, wrapped
from reflect.terminal.parts import Line, Span

GLYPHS: dict[Mark, str] = {"full": "#", "half": "+", "light": "o", "faint": "."}
"""How marks are drawn where there are only plain characters; a terminal gets better ones for them."""
NAME = 28
"""The widest name beside its marks."""
FEWEST = 8
"""Columns that marks need at least."""
STEP = 2
"""How many values of a scale share a row."""
DAYS = 31


def bars(block: Bars, width: int) -> Iterator[Line]:
    """A row for each bar: its name, its marks, the same in words; each part on a line of its own where there is no room."""
    names = [one_line(row.name) for row in block.rows]
    beside = min(NAME, max(map(columns, names), default=0))
    texts = max((columns(one_line(row.text)) for row in block.rows), default=0)
    most = max((_marks(row) for row in block.rows), default=0)
    roomy = width - beside - texts - 4 >= min(FEWEST, most)
    room = width - beside - texts - 4 if roomy else width - 2
    each = max(1, -(-most // max(1, room)))
    for name, row in zip(names, block.rows, strict=True):
        drawn = "".join(GLYPHS[mark] * -(-number // each) for mark, number in row.marks)
        if roomy:
            yield from _beside(name, beside, padded(drawn, min(most, room) + 2), one_line(row.text))
        else:
            yield from _below(name, drawn, one_line(row.text), width)
    yield from _meaning(block.meaning, width, f"each mark stands for {each}" if each > 1 else "")


def _beside(name: str, beside: int, drawn: str, text: str) -> Iterator[Line]:
    first, *more = wrapped(name, beside)
    yield Span(padded(first, beside + 2), "words"), Span(drawn, "plot"), Span(text, "name")
    yield from ((Span(line, "words"),) for line in more)


def _below(name: str, drawn: str, text: str, width: int) -> Iterator[Line]:
    """The marks of a bar and its words under its name, on one line where they fit."""
    yield from ((Span(line, "words"),) for line in wrapped(name, width))
    if columns(drawn) + columns(text) + 4 <= width:
        yield Span("  ", "words"), Span(f"{drawn}  ", "plot"), Span(text, "name")
        return
    yield Span("  ", "words"), Span(drawn, "plot")
    yield from ((Span(f"  {line}", "name"),) for line in wrapped(text, width - 2))


def dots(block: Dots, width: int) -> Iterator[Line]:
    """The points over their days, rows from the highest value to the lowest, and the first and the last day below."""
    label = len(str(block.high)) + 1
    room = max(FEWEST, width - label - 1)
    days = [day for day, _, _ in block.points]
    if not days:
        return
    whole = max(1, (days[-1] - days[0]).days)
    used = min(room, whole + 1)
    rows: dict[int, dict[int, Mark]] = {}
    for day, value, mark in block.points:
        place = round((day - days[0]).days * (used - 1) / whole)
        rows.setdefault((value - block.low) // STEP, {})[place] = mark
    for row in range((block.high - block.low) // STEP, -1, -1):
        marks = rows.get(row, {})
        line = "".join(GLYPHS[marks[place]] if place in marks else " " for place in range(used))
        yield Span(f"{block.low + row * STEP:>{label - 1}} ", "quiet"), Span("|", "rule"), Span(line.rstrip(), "plot")
    first, last = day_in_words(days[0]), day_in_words(days[-1])
    margin = " " * (label + 1)
    if first == last:
        yield (Span(margin + first, "quiet"),)
    elif len(first) + len(last) + 2 <= max(used, room):
        apart = max(2, used - len(first) - len(last))
        yield (Span(f"{margin}{first}{' ' * apart}{last}", "quiet"),)
    else:
        yield (Span(margin + first, "quiet"),)
        yield (Span(f"{margin}to {last}", "quiet"),)
    yield from _meaning(block.meaning, width)


def calendar(block: Calendar, width: int) -> Iterator[Line]:
    """A row for each month, a place for each of its days; the year stands where it begins."""
    month, named = block.first.replace(day=1), False
    while month <= block.last:
        year = f" {month.year}" if month.month == 1 or not named else ""
        named = True
        cells = (month.replace(day=day) for day in range(1, monthrange(month.year, month.month)[1] + 1))
        line = "".join(GLYPHS["full" if day in block.days else "faint"] for day in cells)
        if width >= DAYS + 9:
            yield Span(f"{MONTHS[month.month - 1][:3]}{year}".ljust(9), "quiet"), Span(line, "plot")
        else:
            yield (Span(f"{MONTHS[month.month - 1][:3]}{year}", "quiet"),)
            yield from ((Span(part, "plot"),) for part in wrapped(line, width))
        month = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def _marks(row: Bar) -> int:
    return sum(number for _, number in row.marks)


def _meaning(meaning: Sequence[tuple[Mark, str]], width: int, also: str = "") -> Iterator[Line]:
    """What the marks stand for, as many on a line as fit."""
    line: list[Span] = []
    used = 0
    for mark, words in meaning:
        size = columns(words) + 4
        if line and used + size > width:
            yield tuple(line)
            line, used = [], 0
        line += [Span(f"{GLYPHS[mark]} ", "plot"), Span(f"{words}  ", "quiet")]
        used += size
    if line:
        yield tuple(line)
    if also:
        yield (Span(also, "quiet"),)
