"""Walks through an interview with made-up answers that fit, for the properties that hold for every walk."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

from reflect.entry.draft import Spot
from reflect.entry.model import Entry
from reflect.entry.said import Said
from reflect.flow.model import Flow, Section, goes_over
from reflect.flow.questions import Choice, Choices, Date, Entries, Group, Items, Long, Question, Scale, Text, YesNo
from reflect.flow.soundness import flows_named
from reflect.interview.ask import Ask
from reflect.interview.past import Due, Past
from reflect.interview.state import Interview
from reflect.interview.way import Halt
from tests.flows.method import HERE
from tests.flows.shipped import LIBRARY, shipped_flow
from tests.interview.making import TODAY, finished, setback

KITCHEN_SINK = "kitchen_sink"
NAMES = (*LIBRARY.files(), KITCHEN_SINK)
ENDLESS = 3000
OWN, ANOTHER = 100, 200
"""From where the entries of a flow itself, and those of another setback, are numbered."""
RECORD = ("treat", "who", "work", "people")
"""Fields of the records that were promised, as flows speak of them where they come back."""


@cache
def flow_named(name: str) -> Flow:
    return LIBRARY.check(HERE / "kitchen_sink.yaml") if name == KITCHEN_SINK else shipped_flow(name)


@dataclass
class Walker:
    """Answers at random, every text with a number of its own; options in turn, so that none is left out for long."""

    random: Random
    prefix: str = "w"
    filled: float = 0.85
    """How often a question is answered at all."""
    count: int = 0
    turns: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    kinds: list[str] = field(default_factory=list)
    """The kinds of due things that were not taken since all of them were."""

    def words(self) -> str:
        self.count += 1
        return self.random.choice(("{} [x] *y* {{z}}", "{}", "{}. And more.", "Ü {}")).replace(
            "{}", f"{self.prefix}{self.count}x", 1
        )

    def kind(self, over: Sequence[str]) -> str:
        """One kind of due things after the other, in any order."""
        self.kinds = self.kinds or self.random.sample(over, len(over))
        return self.kinds.pop()

    def raw(self, ask: Ask) -> object:
        """An answer to `ask`, or None to leave it empty."""
        if ask.gate:
            return self.random.random() < 0.55 and (ask.spot.record or 0) <= 3
        return self.fitting(ask) if self.random.random() < self.filled else None

    def fitting(self, ask: Ask) -> object:
        question = ask.question
        if isinstance(question, Choice | Choices | Entries):
            return self._chosen(ask, question)
        if isinstance(question, Scale):
            return self.random.randint(question.range.low, question.range.high)
        if isinstance(question, YesNo):
            return self.random.random() < 0.5
        if isinstance(question, Date):
            return self._day(question)
        if isinstance(question, Items):
            return [self.words() for _ in range(self.random.randint(1, min(4, question.at_most or 4)))]
        if isinstance(question, Text):
            return self.words()
        assert not isinstance(question, Group)
        return f"{self.words()}\n\n{self.words()}" if isinstance(question, Long) else self.words()

    def _chosen(self, ask: Ask, question: Choice | Choices | Entries) -> object:
        keys = [each.key for each in ask.options]
        if other := getattr(question, "other", None):
            keys.append("other")
        turn = (ask.spot.question, ask.spot.field)
        if turn not in self.turns:
            self.turns[turn] = self.random.randrange(len(keys))
        first = keys[self.turns[turn] % len(keys)]
        self.turns[turn] += 1
        more = 0 if isinstance(question, Choice) else self.random.randint(0, min(3, (question.at_most or 9) - 1))
        chosen = dict.fromkeys([first, *self.random.choices(keys, k=more)])
        raw = [{"other": self.words()} if key == "other" and other else key for key in chosen]
        return raw[0] if isinstance(question, Choice) else raw

    def _day(self, question: Date) -> str:
        if self.random.random() < 0.1:
            return f"some time, {self.words()}"
        sign = {"past": -1, "future": 1}.get(question.only or "", self.random.choice((1, -1)))
        return (TODAY + dt.timedelta(days=sign * self.random.randint(0, 400))).isoformat()

    def answered(self, interview: Interview) -> Interview:
        """The interview one answer on."""
        assert isinstance(interview.current, Ask)
        return interview.answer(self.raw(interview.current))

    def to_the_end(self, interview: Interview) -> Interview:
        """The interview finished, or halted."""
        for _ in range(ENDLESS):
            if not isinstance(interview.current, Ask):
                return interview
            interview = self.answered(interview)
        raise AssertionError("the walk has no end")

    def wandering(self, interview: Interview, moves: int, back: float = 0.2) -> Iterator[Interview]:
        """The interview after each of so many moves, now and then a few steps back; and on after a halt."""
        for _ in range(moves):
            if isinstance(halt := interview.current, Halt):
                interview = interview.back_to(halt.again)
            elif interview.current is None or (interview.trail and self.random.random() < back):
                for _ in range(self.random.randint(1, 6)):
                    interview = interview.back()
            else:
                interview = self.answered(interview)
            yield interview


def past_for(flow: Flow, walker: Walker) -> Past:
    """Entries of some of the flows that `flow` speaks of, as `walker` answers them, some setbacks, and what is due."""
    entries = _entries(flow, walker, first=1)
    setbacks = tuple(setback(number, f"setback {number}") for number in range(walker.random.randint(0, 3)))
    past = Past(entries, entries, setbacks)
    if any(isinstance(step, Section) and step.ask_some for step in flow.steps):
        past = replace(past, own=_own(flow, past, walker))
    return _with_due(past, flow, walker) if goes_over(flow) else past


def _entries(flow: Flow, walker: Walker, first: int) -> tuple[Entry, ...]:
    """Entries about one setback, of some of the flows that `flow` speaks of; `first` is the number of the first."""
    entries: list[Entry] = []
    for name in sorted(flows_named(flow) - {flow.flow}):
        if walker.random.random() < 0.7:
            end = walker.to_the_end(Interview(flow_named(name), Past(), TODAY))
            while isinstance(end.current, Halt):
                end = walker.to_the_end(end.back_to(end.current.again))
            entries.append(finished(end, first + len(entries)))
    return tuple(entries)


def _own(flow: Flow, past: Past, walker: Walker) -> tuple[Entry, ...]:
    """Earlier entries of `flow`, each made with those before it in view."""
    for number in range(walker.random.randint(0, 3)):
        end = walker.to_the_end(Interview(flow, past, TODAY))
        past = replace(past, own=(*past.own, finished(end, OWN + number)))
    return tuple(past.own)


def _with_due(past: Past, flow: Flow, walker: Walker) -> Past:
    """The past with things that are due: some kinds of them, several of a kind, of this setback, of another, of none."""
    random, over = walker.random, sorted(goes_over(flow))
    around = (past.entries, _entries(flow, walker, first=ANOTHER) if random.random() < 0.3 else (), ())
    due: list[Due] = []
    for kind in (walker.kind(over) for _ in range(random.randint(0, min(len(over), 6)))):
        for _ in range(random.randint(1, 2)):
            key = f"019cb5f0-0000-7ddd-8bbb-{len(due):012}/{kind}" + random.choice(("", "/2", "/x/1"))
            about = key if random.random() < 0.8 else f"019cb5f0-0000-7ddd-8bbb-{len(due):012}/again"
            fields = tuple((name, walker.words()) for name in RECORD if random.random() < 0.6)
            due.append(Due(key, about, kind, walker.words(), fields, random.choice(around)))
    listed = {each.kind for each in due}
    kinds = frozenset(kind for kind in over if random.random() < (0.9 if kind in listed else 0.2))
    return replace(past, due=tuple(due), kinds=kinds)


def beginning(name: str, random: Random, *, quick: bool = False) -> Interview:
    """An interview of the flow called `name`, with a past that fits it."""
    flow = flow_named(name)
    return Interview(flow, past_for(flow, Walker(random, prefix="past")), TODAY, quick)


def latest(interview: Interview) -> dict[Spot, Said]:
    """Every answer there is, on the way or kept."""
    return {**interview.kept, **interview.given}


def well_formed(question: Question, said: Said) -> bool:
    """Whether an answer has the shape that entries of this type have."""
    value = said.value
    if said.skipped:
        return value is None
    if isinstance(question, Scale):
        return isinstance(value, int) and not isinstance(value, bool) and _within(question, value)
    if isinstance(question, YesNo | Group):
        return isinstance(value, bool)
    if isinstance(question, Date):
        return bool(dt.date.fromisoformat(value)) if value is not None else bool(said.said)
    if isinstance(question, Choices):
        return isinstance(value, list) and all(isinstance(each, str) and each in said.labels for each in value)
    if isinstance(question, Items | Entries):
        return isinstance(value, list) and all(set(each) == {"key", "text"} for each in value)
    if isinstance(question, Choice):
        return isinstance(value, str) and value in said.labels
    return isinstance(value, str) and not said.labels


def _within(question: Scale, value: int) -> bool:
    return question.range.low <= value <= question.range.high
