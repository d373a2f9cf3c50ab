"""What contributes again and again: the factors of each setback, and how each played in (V8 of the method).

A factor is a condition, not a culprit. Of a setback that was looked at more than once, the latest look counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflect.entry.said import OTHER
from reflect.insights.answers import chosen, spots
from reflect.insights.card import working
from reflect.insights.finding import Count, Saying, View
from reflect.insights.ground import Ground
from reflect.insights.views import lacking

NAME = "factors"
QUESTION = "factors"
"""Where they are chosen."""
TAKES = 3
"""How many setbacks with a debrief it takes."""


@dataclass(frozen=True)
class Cell:
    """A factor in a setback (id): what was chosen (of a free answer its words), and how it played in."""

    setback: str
    chosen: Saying
    how: Saying | None


@dataclass(frozen=True)
class Factor:
    """A factor (option key, label as it was last), the setbacks in which it had a part, and each of them."""

    key: str
    label: str
    count: Count
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Factors:
    """The factors, the most frequent first; the setbacks (ids) they were looked for in, the oldest first; and the measures
    of these that are in place and work."""

    factors: tuple[Factor, ...]
    setbacks: tuple[str, ...]
    works: tuple[Saying, ...]


@dataclass(frozen=True)
class _Found:
    """A factor as one debrief names it."""

    key: str
    label: str
    cell: Cell


def view(ground: Ground, about: str | None = None) -> View:
    """From the factors of the latest debrief of each setback that names any."""
    looked = {
        each.id: found for each in ground.setbacks if about in (None, each.id) and (found := _latest(ground, each.id))
    }
    every = [one for found in looked.values() for one in found]
    refs = [ref for one in every for ref in (one.cell.chosen.ref, one.cell.how.ref if one.cell.how else "") if ref]
    takes = TAKES if about is None else 1
    if len(looked) < takes:
        of = "setbacks with a debrief" if about is None else "debrief that says what contributed"
        return lacking(NAME, ground.drawn(refs), takes, of, len(looked))
    works = working(ground, looked)
    drawn = ground.drawn([*refs, *(ref for each in works for ref in (each.measure.ref, each.told))])
    sayings = tuple(Saying(each.measure.text, each.measure.ref) for each in works)
    return View(NAME, drawn, Factors(tuple(_counted(every)), tuple(looked), sayings))


def _latest(ground: Ground, setback: str) -> list[_Found]:
    """The factors of the latest debrief of a setback that names any."""
    for entry in reversed(ground.flow("debrief", setback)):
        labels = {key: label for spot in spots(entry, "factors") for key, label in spot.said.labels.items()}
        how = {spot.ref.removeprefix(f"{entry.id}/factor_how/"): spot for spot in spots(entry, "factor_how")}
        found: dict[str, _Found] = {}
        for each in chosen(entry, "factors"):
            spot = how.get(each.key)
            said = Saying(spot.whole.strip(), spot.ref) if spot and spot.whole.strip() else None
            # What was written freely is another thing each time; the row is called what the option is called.
            label = " ".join(labels.get(each.key, each.key).split()) if each.key == OTHER else each.label
            found[each.key] = _Found(each.key, label, Cell(setback, Saying(each.label, each.ref), said))
        if found:
            return [*found.values()]
    return []


def _counted(every: list[_Found]) -> Iterator[Factor]:
    keys = dict.fromkeys(one.key for one in every)
    for key in sorted(keys, key=lambda key: (-sum(one.key == key for one in every), key)):
        mine = [one for one in every if one.key == key]
        cells = tuple(one.cell for one in mine)
        yield Factor(key, mine[-1].label, Count(tuple(each.chosen.ref for each in cells)), cells)
