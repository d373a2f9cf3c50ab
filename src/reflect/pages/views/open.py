"""What is still owed to others, person by person: what it is and from when, and what is done beside it."""

from __future__ import annotations

from reflect.entry.words import day_in_words
from reflect.followups.model import State
from reflect.insights.ground import Ground
from reflect.insights.open import Open, Owed, Person
from reflect.pages.blocks import Block, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.visible import one_line

PEOPLE = 5
"""How many people are shown."""
THINGS = 4
"""How many things for each of them."""
NOBODY = "Nobody by name"
NOTHING = "Nothing that you promised others is open."
LET_GO = "A check-in goes over them one at a time; what no longer fits can be let go there."


def page(found: Open, ground: Ground) -> Page:
    """The people with what is open to them, whoever has waited longest first."""
    if not found.open.number:
        return (Words(" ".join([NOTHING, *([f"{_done(found.done.number)}."] if found.done.number else [])])),)
    still = counted(found.open.number, "thing is open", "things are open")
    done = f"; {_done(found.done.number)}" if found.done.number else ""
    blocks: list[Block] = [Words(f"{still} towards others{done}.")]
    shown = found.people[:PEOPLE]
    several = len({each.setback for person in found.people for each in person.open}) > 1
    blocks += [_topic(person, ground, several) for person in shown]
    if left := sum(len(person.open) for person in found.people[PEOPLE:]):
        blocks.append(Quiet(f"And {counted(left, 'thing')} for {counted(len(found.people) - PEOPLE, 'other')}."))
    return (*blocks, Quiet(LET_GO))


def _topic(person: Person, ground: Ground, several: bool) -> Topic:
    """What is open to one person; with the setback, where there are several."""
    rows: list[Row] = []
    shown = person.open[:THINGS]
    for place, each in enumerate(shown):
        rows.append(Row(_when(each, ground), (each.what.text,)))
        last = place + 1 == len(shown) or shown[place + 1].setback != each.setback
        if several and last and each.setback is not None:
            rows.append(Row("", (f"about: {ground.title(each.setback)}",), quiet=True))
    if len(person.open) > THINGS:
        rows.append(Row("", (f"and {len(person.open) - THINGS} more",), quiet=True))
    if person.done.number:
        rows.append(Row("", (_done(person.done.number),), quiet=True))
    return Topic(one_line(person.name) or NOBODY, tuple(rows))


def _when(each: Owed, ground: Ground) -> str:
    """From which day it waits, or the day that was named."""
    if each.state is State.RESTING:
        return "rests"
    if each.date == ground.today:
        return "today"
    return f"from {day_in_words(each.date)}" if each.state is State.DUE else day_in_words(each.date)


def _done(number: int) -> str:
    return counted(number, "thing is done", "things are done")
