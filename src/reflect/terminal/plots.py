"""Lays plots out in lines: marks for what is counted, dots on days, months with their days."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Sequence
from typing import assert_never

from reflect.entry.words import MONTHS, day_in_words
from reflect.pages.plots import Bar, Bars, Calendar, Dots, Mark, Plot
from reflect.pages.visible import one_line
from reflect.terminal.columns import columns, padded, wrapped
from reflect.terminal.parts import Line, Span

GLYPHS: dict[Mark, str] = {"full": "#", "half": "+", "light": "o", "faint": "."}
"""How marks are drawn where there are only plain characters; a terminal gets better ones for them."""
NAME = 28
"""The widest name beside its marks, where room is short."""
FEWEST = 8
"""Columns that marks need at least."""
STEP = 2
"""How many values of a scale share a row."""
DAYS = 31


def plot(block: Plot, width: int) -> Iterator[Line]:
    """The lines of a plot for `width` columns."""
    match block:
        case Bars():
            yield from bars(block, width)
        case Dots():
            yield from dots(block, width)
        case Calendar():
            yield from calendar(block, width)
        case _:
            assert_never(block)


def bars(block: Bars, width: int) -> Iterator[Line]:
    """A row for each bar: its name, its marks, the same in words; each part on a line of its own where there is no room."""
    names = [one_line(row.name) for row in block.rows]
    texts = max((columns(one_line(row.text)) for row in block.rows), default=0)
    most = max((_marks(row) for row in block.rows), default=0)
    beside = min(max(map(columns, names), default=0), max(NAME, min(width // 2, width - texts - most - 4)))
    left = width - beside - texts - 4
    # Marks that stand for one thing each are worth a line of their own.
    roomy = left >= most or (left >= FEWEST and width - 2 < most)
    room = max(1, left if roomy else width - 2)
    each = _each(block.rows, most, room)
    drawn = ["".join(GLYPHS[mark] * -(-number // each) for mark, number in row.marks)[:room] for row in block.rows]
    longest = max(map(len, drawn), default=0)
    for name, row, marks in zip(names, block.rows, drawn, strict=True):
        if roomy:
            yield from _beside(name, beside, padded(marks, longest + 2), one_line(row.text))
        else:
            yield from _below(name, marks, one_line(row.text), width)
    yield from _meaning(block.meaning, width, f"a mark stands for up to {each}" if each > 1 else "")


def _each(rows: Sequence[Bar], most: int, room: int) -> int:
    """How many things a mark has to stand for, so that the longest row fits, and no count is without a mark."""
    each = max(1, -(-most // room))
    while each < most and any(sum(-(-number // each) for _, number in row.marks) > room for row in rows):
        each += 1
    return each


def _beside(name: str, beside: int, drawn: str, text: str) -> Iterator[Line]:
    first, *more = wrapped(name, beside)
    yield Span(padded(first, beside + 2), "words"), Span(drawn, "plot"), Span(text, "name")
    yield from ((Span(line, "words"),) for line in more)


def _below(name: str, drawn: str, text: str, width: int) -> Iterator[Line]:
    """The marks of a bar and its words under its name, on one line where they fit."""
    yield from ((Span(line, "words"),) for line in wrapped(name, width))
    if not drawn:
        yield from ((Span(f"  {line}", "name"),) for line in wrapped(text, width - 2) if line)
        return
    if columns(drawn) + columns(text) + 4 <= width:
        yield Span("  ", "words"), Span(f"{drawn}  ", "plot"), Span(text, "name")
        return
    yield Span("  ", "words"), Span(drawn, "plot")
    yield from ((Span(f"  {line}", "name"),) for line in wrapped(text, width - 2))


def dots(block: Dots, width: int) -> Iterator[Line]:
    """The points over their days, rows from the highest value to the lowest, and the first and the last day below."""
    names = [_values(block, row) for row in range((block.high - block.low) // STEP + 1)]
    label = max(map(len, names)) + 1
    room = max(1, width - label - 1)
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
        yield Span(f"{names[row]:>{label - 1}} ", "quiet"), Span("|", "rule"), Span(line.rstrip(), "plot")
    first, last = day_in_words(days[0]), day_in_words(days[-1])
    margin = " " * (label + 1)
    if first == last:
        yield from ((Span(margin + line, "quiet"),) for line in wrapped(first, room))
    elif len(first) + len(last) + 2 <= room:
        apart = max(2, used - len(first) - len(last))
        yield (Span(f"{margin}{first}{' ' * apart}{last}", "quiet"),)
    else:
        yield from ((Span(margin + line, "quiet"),) for line in wrapped(f"{first}\nto {last}", room))
    yield from _meaning(block.meaning, width)


def _values(block: Dots, row: int) -> str:
    """The values that stand in a row: 4-5."""
    low = block.low + row * STEP
    return str(low) if low == block.high else f"{low}-{min(low + STEP - 1, block.high)}"


def calendar(block: Calendar, width: int) -> Iterator[Line]:
    """A row for each month, a place for each of its days up to the last; the year stands where it begins."""
    first = block.first.year * 12 + block.first.month - 1
    last = block.last.year * 12 + block.last.month - 1
    for number in range(first, last + 1):
        month = dt.date(number // 12, number % 12 + 1, 1)
        year = f" {month.year}" if month.month == 1 or number == first else ""
        cells = [month.replace(day=day) for day in range(1, monthrange(month.year, month.month)[1] + 1)]
        # Days that are still to come are not days on which nothing was.
        cells = [day for day in cells if day <= block.last]
        line = "".join(GLYPHS["full" if day in block.days else "faint"] for day in cells)
        if width >= DAYS + 9:
            yield Span(f"{MONTHS[month.month - 1][:3]}{year}".ljust(9), "quiet"), Span(line, "plot")
        else:
            yield (Span(f"{MONTHS[month.month - 1][:3]}{year}", "quiet"),)
            yield from ((Span(part, "plot"),) for part in wrapped(line, width))


def _marks(row: Bar) -> int:
    return sum(number for _, number in row.marks)


def _meaning(meaning: Sequence[tuple[Mark, str]], width: int, also: str = "") -> Iterator[Line]:
    """What the marks stand for, as many on a line as fit."""
    line: list[Span] = []
    used = 0
    for mark, words in meaning:
        first, *more = wrapped(one_line(words), max(1, width - 2))
        size = columns(first) + 2
        if line and (more or used + 2 + size > width):
            yield tuple(line)
            line, used = [], 0
        if line:
            line.append(Span("  ", "quiet"))
            used += 2
        line += [Span(f"{GLYPHS[mark]} ", "plot"), Span(first, "quiet")]
        used += size
        if more:
            yield tuple(line)
            yield from ((Span(f"  {each}", "quiet"),) for each in more)
            line, used = [], 0
    if line:
        yield tuple(line)
    if also:
        yield from ((Span(each, "quiet"),) for each in wrapped(also, width))
