"""How far along one is: eight marks for each setback, the latest first, and the stations of that one in words."""

from __future__ import annotations

from reflect.insights.ground import Ground
from reflect.insights.path import Path, Paths, Standing
from reflect.pages.blocks import Block, Page, Quiet, Row, Topic
from reflect.pages.moments import counted
from reflect.pages.plots import Bar, Bars, Mark
from reflect.pages.visible import one_line

NAMES = {
    "owned": "owned it",
    "limited": "limited it",
    "sorry": "said sorry",
    "understood": "understood it",
    "planned": "planned against it",
    "put_right": "put right",
    "steadied": "steadied myself",
    "kept_at": "kept at it",
}
MARKS: dict[Standing, Mark] = {
    Standing.DONE: "full",
    Standing.BEGUN: "half",
    Standing.OPEN: "light",
    Standing.NOT_NEEDED: "faint",
}
WORDS = {Standing.DONE: "Done", Standing.BEGUN: "Begun", Standing.OPEN: "Open", Standing.NOT_NEEDED: "Not needed"}
SETBACKS = 10
"""How many setbacks are shown."""
LEAVE = "What is open may stay open: not everything is needed every time."


def page(found: Paths, ground: Ground) -> Page:
    """The latest setback in words; below, where there are others, a row of marks for each of all."""
    first = found.paths[0]
    rows = tuple(Row(name, (text,)) for name, text in words(first))
    blocks: list[Block] = [Topic(one_line(ground.title(first.setback)), rows)]
    if len(found.paths) > 1:
        shown = found.paths[:SETBACKS]
        meaning = tuple((mark, WORDS[standing].lower()) for standing, mark in MARKS.items())
        blocks.append(Bars(tuple(_bar(each, ground) for each in shown), meaning))
        blocks.append(Quiet(f"From left to right: {', '.join(NAMES.values())}."))
    if len(found.paths) > SETBACKS:
        blocks.append(Quiet(f"And {counted(len(found.paths) - SETBACKS, 'earlier one')}."))
    if any(station.standing is Standing.OPEN for path in found.paths[:SETBACKS] for station in path.stations):
        blocks.append(Quiet(LEAVE))
    return tuple(blocks)


def words(found: Path) -> tuple[tuple[str, str], ...]:
    """The stations by how they stand, those that are done first: a name and the stations, for each there is."""
    stood = {standing: [NAMES[each.key] for each in found.stations if each.standing is standing] for standing in MARKS}
    return tuple((WORDS[standing], ", ".join(names)) for standing, names in stood.items() if names)


def _bar(found: Path, ground: Ground) -> Bar:
    stood = [each.standing for each in found.stations]
    numbers = {standing: stood.count(standing) for standing in MARKS}
    return Bar(
        one_line(ground.title(found.setback)),
        tuple((MARKS[standing], 1) for standing in stood),
        ", ".join(f"{number} {WORDS[standing].lower()}" for standing, number in numbers.items() if number),
    )
