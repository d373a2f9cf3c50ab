"""Renders the blocks of a page as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from reflect.entry.words import day_in_words
from reflect.export.escaping import gentle, heading, inline, line, paragraphs, strong
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
from reflect.pages.found import Found
from reflect.pages.plots import Bars, Calendar, Dots
from reflect.pages.visible import visible

COLUMNS = 4
LINE = 100
"""The most columns, and the most characters of a row, that read well as a table."""


def markdown(page: Page) -> str:
    """`page` in CommonMark, with the tables of GitHub's Markdown; ends in a newline."""
    chunks = [chunk for block in page if (chunk := _rendered(block))]
    return "\n\n".join(chunks) + "\n"


def _rendered(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {heading(block.text)}"
        case Facts():
            return _lines(line(f"{name}: {text}") for name, text in block.rows)
        case Asked():
            return " ".join(filter(None, (strong(block.text), gentle(f"({block.remark})") if block.remark else "")))
        case About():
            return gentle(block.text)
        case Words():
            return "\n\n".join(paragraphs(block.text))
        case Items():
            return _items(block.texts)
        case Records():
            return _records(block)
        case Table():
            return _table(block.head, block.rows)
        case Quiet():
            return gentle(block.text)
        case Topic():
            rows = (f"{row.name}: {', '.join(row.texts)}".removeprefix(": ") for row in block.rows)
            return _lines((strong(block.name), *map(line, rows)))
        case Beside():
            sides = ((block.left_title, block.left), (block.right_title, block.right))
            return "\n\n".join(part for title, text in sides for part in (strong(title), *paragraphs(text)))
        case Found():
            return _lines((strong(block.title), gentle(block.facts), *(line(each.text) for each in block.passages)))
        # What is drawn elsewhere is said in figures here.
        case Bars():
            return _items([f"{row.name}: {row.text}" for row in block.rows])
        case Dots():
            return _items([f"{day_in_words(day)}: {value}" for day, value, _ in block.points])
        case Calendar():
            return _items([day_in_words(day) for day in sorted(block.days)])
        case _:
            assert_never(block)


def _lines(lines: Iterable[str]) -> str:
    """Lines below each other in one paragraph; those that are empty are left out."""
    return "\\\n".join(filter(None, lines))


def _items(texts: Sequence[str]) -> str:
    items = [parts for text in texts if (parts := paragraphs(visible(text).strip()))]
    between = "\n" if all(len(parts) == 1 for parts in items) else "\n\n"
    return between.join(_listed("- ", parts) for parts in items)


def _listed(mark: str, parts: Sequence[str]) -> str:
    """One item of a list: its paragraphs, all lines under the first one's text."""
    margin = " " * len(mark)
    lines = "\n\n".join(parts).split("\n")
    return mark + "\n".join(margin + line if place and line else line for place, line in enumerate(lines))


def _records(block: Records) -> str:
    if len(block.names) == 1:
        return _items([text for record in block.records for text in record])
    if _fits_a_table(block):
        return _table(block.names, block.records)
    items = [parts for record in block.records if (parts := list(_fields(block.names, record)))]
    return "\n\n".join(_listed(f"{number}. ", parts) for number, parts in enumerate(items, 1))


def _fits_a_table(block: Records) -> bool:
    columns = [[name, *texts] for name, texts in zip(block.names, zip(*block.records, strict=True), strict=True)]
    one_line_each = not any("\n" in text.strip() for record in block.records for text in record)
    wide = sum(max(len(text.strip()) for text in column) for column in columns)
    return len(block.records) > 1 and len(columns) <= COLUMNS and one_line_each and wide <= LINE


def _fields(names: Sequence[str], record: Sequence[str]) -> Iterator[str]:
    """The paragraphs of one record: each field after its name, on a line of its own."""
    fields = [
        found
        for name, text in zip(names, record, strict=True)
        if (found := paragraphs(visible(text).strip(), after=strong(name)))
    ]
    if all(len(found) == 1 for found in fields):
        yield from ["\\\n".join(found[0] for found in fields)] if fields else []
    else:
        for found in fields:
            yield from found


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([inline(cell) for cell in row] for row in rows)]
    lines[0] = [inline(cell) for cell in head]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
