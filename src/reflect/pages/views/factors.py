"""What contributes again and again: a bar for each factor, in which setbacks it was, and how it played in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reflect.insights.factors import Cell, Factor, Factors
from reflect.insights.ground import Ground
from reflect.pages.blocks import Asked, Block, Facts, Items, Page, Quiet, Row, Table, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.plots import Bar, Bars
from reflect.pages.shortened import in_short
from reflect.pages.views.causes import HINT
from reflect.pages.visible import one_line

ROWS = 8
"""Factors that are shown."""
COLUMNS = 8
"""Setbacks that have room beside each other; the latest."""
TOLD, SENTENCES = 3, 3
"""Factors whose sentences are shown, and sentences of each; the latest."""
WORKS = 3


def page(found: Factors, ground: Ground) -> Page:
    """The factors by how many setbacks they were in, those that came again by setback, and one's own sentences."""
    if len(found.setbacks) == 1:
        return tuple(_single(found))
    again = [each for each in found.factors if each.count.number > 1]
    numbers = {setback: str(place) for place, setback in enumerate(found.setbacks[-COLUMNS:], 1)}
    blocks: list[Block] = [
        Bars(tuple(Bar(_label(each), (("full", each.count.number),), str(each.count.number)) for each in _few(found)))
    ]
    if rest := len(found.factors) - ROWS:
        blocks += [Quiet(f"And {counted(rest, 'other')}.")] if rest > 0 else []
    if again:
        blocks += _table(again[:ROWS], numbers, found, ground)
        blocks += _told(again[:TOLD], numbers, ground)
    else:
        blocks.append(Words("Nothing contributed more than once."))
    if found.works:
        blocks += [
            Asked("In place by now, and it works"),
            Items(tuple(one_line(each.text) for each in found.works[-WORKS:])),
        ]
    return (*blocks, Quiet(HINT))


def _few(found: Factors) -> Sequence[Factor]:
    return found.factors[:ROWS]


def _table(again: Sequence[Factor], numbers: dict[str, str], found: Factors, ground: Ground) -> Iterator[Block]:
    """Which factor was in which setback: its number stands for each."""
    inside = {each.key: {cell.setback for cell in each.cells} for each in again}
    yield Table(
        ("In which", *numbers.values()),
        tuple(
            (_label(each), *(number if setback in inside[each.key] else "" for setback, number in numbers.items()))
            for each in again
        ),
    )
    yield Facts(tuple((number, ground.title(setback)) for setback, number in numbers.items()))
    if len(found.setbacks) > len(numbers):
        yield Quiet(f"The latest {len(numbers)} of {len(found.setbacks)} setbacks; the counts are of all.")


def _told(again: Sequence[Factor], numbers: dict[str, str], ground: Ground) -> Iterator[Block]:
    """How factors played in, in one's own words, the latest setback first."""
    for each in again:
        cells = [cell for cell in reversed(each.cells) if _words(cell)][:SENTENCES]
        rows = tuple(
            Row(numbers.get(one.setback) or one_line(ground.title(one.setback)), (_words(one),)) for one in cells
        )
        if rows:
            yield Topic(_label(each), rows)


def _single(found: Factors) -> Iterator[Block]:
    """The factors of one setback, each with how it played in."""
    for each in found.factors:
        (cell,) = each.cells
        yield Asked(one_line(cell.chosen.text))
        if cell.how:
            yield Words(cell.how.text)
    if found.works:
        yield Asked("In place by now, and it works")
        yield Items(tuple(one_line(each.text) for each in found.works))


def _words(cell: Cell) -> str:
    """How a factor played in, as it was written; "" where nothing was."""
    return in_short(cell.how.text) if cell.how else ""


def _label(factor: Factor) -> str:
    return one_line(factor.label).partition(":")[0]
