"""A page in lines of plain text, for where it stands among other things: inside a flow, or read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from reflect.entry.words import day_in_words
from reflect.pages.blocks import (
    About,
    Asked,
    Beside,
    Block,
    Facts,
    Heading,
    Items,
    Page,
    Quiet,
    Records,
    Table,
    Topic,
    Words,
)
from reflect.pages.plots import Bars, Calendar, Dots
from reflect.pages.visible import one_line

MARGIN = "  "


def lines_of(page: Page) -> tuple[str, ...]:
    """`page` in lines, each of them short enough to be said in one breath; what is drawn is said in figures."""
    return tuple(line for block in page for line in _lines(block) if line.strip())


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Asked() | About() | Words() | Quiet():
            yield from (one_line(line) for line in block.text.split("\n"))
        case Facts():
            yield from (f"{one_line(name)}: {one_line(text)}" for name, text in block.rows)
        case Items():
            yield from (f"- {one_line(text)}" for text in block.texts)
        case Records():
            for record in block.records:
                named = zip(block.names, record, strict=True)
                yield "- " + "; ".join(f"{one_line(name)} {one_line(text)}" for name, text in named if text.strip())
        case Table():
            for row in block.rows:
                first = row[block.lead].split("\n")
                rest = [one_line(cell) for place, cell in enumerate(row) if place != block.lead and cell.strip()]
                yield f"- {'; '.join([one_line(first[0]), *rest])}"
                yield from (f"{MARGIN}{one_line(line)}" for line in first[1:])
        case Topic():
            yield one_line(block.name)
            for each in block.rows:
                yield f"{MARGIN}{': '.join(filter(None, (one_line(each.name), ', '.join(map(one_line, each.texts)))))}"
        case Beside():
            for title, text in ((block.left_title, block.left), (block.right_title, block.right)):
                yield one_line(title)
                yield from (f"{MARGIN}{one_line(line)}" for line in text.split("\n") if line.strip())
        case Bars():
            yield from (f"- {one_line(bar.name)}: {one_line(bar.text)}" for bar in block.rows)
        case Dots():
            yield "; ".join(f"{value} on {day_in_words(day)}" for day, value, _ in block.points)
        case Calendar():
            yield "; ".join(day_in_words(day) for day in sorted(block.days))
