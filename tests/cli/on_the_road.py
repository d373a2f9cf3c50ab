"""Walks the road of a case, from the sheets of tests/cli/road: each answers a flow on a day, and what is asked is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reflect.checks.remark import Remark
from reflect.cli.choosing import ASKED
from reflect.cli.looking_over import ANYTHING, KEEP
from reflect.cli.owing import Owed
from reflect.entry.said import Said
from reflect.flow.model import Note
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Keep, Reply, Weighed
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.prepared import PreparedAsker
from tests.cli.running import NOON, Reflect, at_a_terminal

ROAD = Path(__file__).parent / "road"


class Reading:
    """Somebody at a terminal who answers from a sheet, keeps their words, and presses Enter where it says nothing."""

    def __init__(self, sheet: Path) -> None:
        self.sheet = PreparedAsker(AnswersFile.parse(sheet.name, sheet.read_bytes()))
        self.asked: list[Ask] = []
        self.said: list[str] = []
        self.weighed: list[Remark] = []
        self.refused: list[tuple[str, str]] = []

    def ask(self, ask: Ask) -> Reply:
        if ask.spot.question == ASKED:
            assert ask.text == ANYTHING, "The sheets are looked over, and nothing else is asked beside them."
            return Answered(KEEP)
        self.asked.append(ask)
        self.said += [*ask.parting, *ask.notes]
        reply = self.sheet.ask(ask)
        assert isinstance(reply, Answered)
        # Whoever presses Enter takes what is proposed.
        return Answered(ask.begins.value) if reply.raw is None and ask.begins else reply

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        self.refused.append((ask.spot.question, message))

    def accepted(self, ask: Ask, said: Said) -> None:
        pass

    def unasked(self) -> set[str]:
        """What the sheet answers and nobody asked."""
        return set(self.sheet.answers.document.tree or {}) - {each.spot.question for each in self.asked}

    def remark(self, notes: tuple[str, ...]) -> None:
        self.said += notes

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        self.weighed += remarks
        return Keep()


@dataclass(frozen=True)
class Step:
    """A flow that was gone through (or more, one right after the other): what was asked (ids, and in full), which notes were said, which checks spoke, what
    could be done next (flows), what was said at the end, and the entry that was made."""

    day: int
    flow: str
    then: str | None
    asked: tuple[str, ...]
    asks: tuple[Ask, ...]
    notes: tuple[str, ...]
    checks: tuple[str, ...]
    next: tuple[str, ...]
    end: str
    made: Mapping[str, Any]

    def ask(self, question: str) -> Ask:
        """The first time a question was put."""
        return next(each for each in self.asks if each.spot.question == question)

    def about(self, question: str) -> list[str]:
        """The things that a question of a check-in was put about, in their own words."""
        return [each.item.text for each in self.asks if each.spot.question == question and each.item]

    def answered(self, question: str) -> Any:
        """The value that is stored for a question."""
        return next((each.get("value") for each in self.made["answers"] if each["id"] == question), None)


@dataclass(frozen=True)
class Came:
    """What came due on a day (kind and words), and what could be done next then (flows)."""

    day: int
    found: tuple[tuple[str, str], ...]
    next: tuple[str, ...]


@dataclass
class Road:
    """A case, walked: its steps by the names of their sheets, and these with what came due as it happened."""

    reflect: Reflect
    steps: dict[str, Step] = field(default_factory=dict)
    happened: list[Step | Came] = field(default_factory=list)

    @property
    def came(self) -> list[Came]:
        return [each for each in self.happened if isinstance(each, Came)]

    def of(self, flow: str) -> Step:
        """The last run of a flow."""
        return [each for each in self.steps.values() if each.flow == flow][-1]

    def asked(self) -> set[str]:
        """Every question put on the way, as flow.question."""
        return {f"{step.flow}.{each}" for step in self.steps.values() for each in step.asked}

    def next_on(self, day: int) -> tuple[str, ...]:
        """What could be done next on a day on which something came due."""
        return next(each.next for each in self.came if each.day == day)

    def days_of(self, kind: str) -> list[int]:
        """The days on which something of a kind came due."""
        return [each.day for each in self.came for found, _ in each.found if found == kind]

    def waiting(self) -> list[tuple[str, str]]:
        """What is open at the end of the road, due or ahead: kind and words."""
        return [(each["kind"], each["text"]) for each in self.reflect("due", "--all", "--json").json]


def walked(case: str, home: Path) -> Road:
    """The road of a case, in a fresh home, through the commands that a person types."""
    reflect = Reflect(home)
    road = Road(reflect)
    due: frozenset[str] = frozenset()
    day = 0
    for sheet in sorted((ROAD / case).glob("*.yaml")):
        number, *_, flow = sheet.stem.split("-")
        while day < int(number):
            day += 1
            due = _due(road, day, due)
        reflect.clock.moment = max(reflect.clock.moment, _noon(day))
        road.steps[sheet.stem] = step = _gone_through(reflect, sheet, day, flow)
        road.happened.append(step)
        due = _due(road, day, due)
    return road


def _noon(day: int) -> dt.datetime:
    return NOON + dt.timedelta(days=day)


def _due(road: Road, day: int, before: frozenset[str]) -> frozenset[str]:
    """What is due on a day (references); what was not before is noted, as `reflect due` tells it."""
    place = road.reflect.place()
    now = frozenset(each.ref for each in Owed.open(place.catalogue, _noon(day).date()).due)
    if now - before:
        road.reflect.clock.moment = max(road.reflect.clock.moment, _noon(day))
        listed = road.reflect("due", "--json").json
        assert {each["ref"] for each in listed} == now
        new = tuple((each["kind"], each["text"]) for each in listed if each["ref"] not in before)
        road.happened.append(Came(day, new, _next(road.reflect)))
    return now


def _next(reflect: Reflect) -> tuple[str, ...]:
    """The flows that `reflect next` names for the setback last written about."""
    return tuple(one["flow"] for each in reflect("next", "-s", "last", "--json").json for one in each["suggestions"])


def _gone_through(reflect: Reflect, sheet: Path, day: int, flows: str) -> Step:
    """Goes through a flow as a sheet says; one that goes on with another right after holds the answers of both."""
    flow, *_ = flows.split("+")
    library = reflect.place().library
    loaded = [library.load(each).flow for each in flows.split("+")]
    about = () if loaded[0].names_setback or loaded[0].needs == "nothing" else ("-s", "last")
    reading = Reading(sheet)
    with pytest.MonkeyPatch.context() as patch:
        at_a_terminal(patch, reading)
        ran = reflect(flow, *about)
    assert (sheet.name, ran.code, ran.out, reading.refused, reading.unasked()) == (sheet.name, 0, "", [], set())
    notes = {
        " ".join(each.text.split()): each.id or "" for one in loaded for each in one.steps if isinstance(each, Note)
    }
    shown = [notes[words] for each in reading.said if (words := " ".join(each.split())) in notes]
    made = reflect("show", "last", "--json")
    return Step(
        day,
        flow,
        loaded[1].flow if len(loaded) > 1 else None,
        tuple(dict.fromkeys(each.spot.question for each in reading.asked)),
        tuple(reading.asked),
        tuple(dict.fromkeys(shown)),
        tuple(each.check for each in reading.weighed),
        _next(reflect),
        ran.err,
        made.json if made.code == 0 else {"answers": []},
    )
