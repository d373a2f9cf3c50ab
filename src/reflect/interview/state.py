"""The interview itself: an immutable state whose position is the trail of answers given so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from reflect.entry.draft import Given, Spot, Typing
from reflect.entry.model import Said
from reflect.flow.model import Flow, Note, Stop
from reflect.flow.questions import Choices, Entries
from reflect.interview.accept import SKIPPED, Accepting, Invalid, accept
from reflect.interview.answers import Answers
from reflect.interview.ask import Ask, Before, ask_at
from reflect.interview.past import Past
from reflect.interview.stations import Station, stations


@dataclass(frozen=True)
class Halt:
    """The interview ends here for now; its draft is gone on with later, from the question `again`."""

    notes: tuple[str, ...]
    again: str


@dataclass(frozen=True)
class Interview:
    """One run through a flow.

    `trail` are the answers on the way, in order; `kept` those of a way that was left, which come back when it is taken
    again and are dropped at the end. `today` is the day for dates in words.
    """

    flow: Flow
    past: Past
    today: dt.date
    quick: bool = False
    trail: tuple[Given, ...] = ()
    kept: Mapping[Spot, Said] = field(default_factory=dict)
    typing: Typing | None = None

    # ----------------------------------------------------------------------------------------------- where it stands

    @cached_property
    def given(self) -> dict[Spot, Said]:
        """The answers of the trail by their spot."""
        return {each.spot: each.said for each in self.trail}

    @cached_property
    def _way(self) -> _Way:
        return _Way.along(self)

    @property
    def current(self) -> Ask | Halt | None:
        """What comes next: a question, a halt, or None when everything has been asked."""
        return self._way.ahead

    @property
    def closing(self) -> tuple[str, ...]:
        """What the flow says after the last question."""
        return self._way.notes if self.current is None else ()

    def reached(self) -> tuple[Station, ...]:
        """The answered places on the way, each with the answers as they were seen from there."""
        return self._way.reached

    def answers(self) -> Answers:
        """All answers so far, seen from the end."""
        return Answers(self.flow, self.given, self.past)

    # ------------------------------------------------------------------------------------------------------- moving

    def answer(self, raw: object) -> Interview:
        """The interview after the current question was answered with `raw` (see `accept`). Raises Invalid."""
        ask = self._asked()
        by = Accepting(ask.question, ask.options, self.today, ask.old)
        return self.give(SKIPPED if raw is None else accept(raw, by))

    def give(self, said: Said) -> Interview:
        """The interview after the current question was answered with `said`, which is an answer of its type."""
        spot = self._asked().spot
        kept = {each: held for each, held in self.kept.items() if each != spot}
        typing = None if self.typing and self.typing.spot == spot else self.typing
        return replace(self, trail=(*self.trail, Given(spot, said)), kept=kept, typing=typing)

    def back(self, typed: str | None = None) -> Interview:
        """The interview at the question before, with its answer kept; the same interview at the first question.

        What was `typed` at the current one stands there again when it is reached.
        """
        if not self.trail:
            return self.half_typed(typed)
        if typed and isinstance(here := self.current, Ask):
            try:
                # Half-marked options are typed one key to a line; only a text has lines of its own.
                raw = typed.splitlines() if isinstance(here.question, Choices | Entries) else typed
                held = accept(raw, Accepting(here.question, here.options, self.today, here.old))
            except Invalid:
                return self.half_typed(typed).back()
            return replace(self.half_typed(None), kept={**self.kept, here.spot: held}).back()
        *earlier, last = self.trail
        return replace(self, trail=tuple(earlier), kept={**self.kept, last.spot: last.said})

    def back_to(self, question: str) -> Interview:
        """The interview at an earlier question, all answers since then kept; unchanged if it was not asked."""
        at = self
        if all(each.spot.question != question for each in self.trail):
            return self
        while any(each.spot.question == question for each in at.trail):
            at = at.back()
        return at

    def half_typed(self, text: str | None) -> Interview:
        """The interview with what is typed at the current question and not answered yet."""
        here = self.current
        if not isinstance(here, Ask):
            return self
        if text:
            return replace(self, typing=Typing(here.spot, text))
        return replace(self, typing=None) if self.typing and self.typing.spot == here.spot else self

    def _asked(self) -> Ask:
        here = self.current
        if not isinstance(here, Ask):
            raise ValueError("there is no question to answer")
        return here


@dataclass(frozen=True)
class _Way:
    """One walk along the trail: the places reached, what lies ahead, and the notes before it."""

    reached: tuple[Station, ...]
    ahead: Ask | Halt | None
    notes: tuple[str, ...]

    @classmethod
    def along(cls, interview: Interview) -> _Way:
        given: dict[Spot, Said] = {}
        walk = stations(interview.flow, Answers(interview.flow, given, interview.past), quick=interview.quick)
        trail = iter(interview.trail)
        reached: list[Station] = []
        notes: list[str] = []
        for station in walk:
            if isinstance(station.step, Note):
                notes.append(station.answers.fill(station.step.text) or "")
            elif isinstance(station.step, Stop):
                if text := station.answers.fill(station.step.text or ""):
                    notes.append(text)
                if station.step.keep == "entry":
                    break
                return cls(tuple(reached), Halt(tuple(notes), station.step.again or ""), ())
            elif (step := next(trail, None)) is not None:
                assert step.spot == station.spot, "the trail has left the way"
                given[step.spot] = step.said
                reached.append(station)
                notes = []
            else:
                return cls(tuple(reached), _ask(interview, station, reached, walk, tuple(notes)), tuple(notes))
        return cls(tuple(reached), None, tuple(notes))


def _ask(
    interview: Interview, station: Station, reached: list[Station], walk: Iterator[Station], notes: tuple[str, ...]
) -> Ask:
    assert station.spot
    behind = {_counted(each) for each in reached} - {_counted(station)}
    # Looked at with the answers there are: what depends on an answer that is not given yet is not counted.
    ahead = {_counted(each) for each in walk if each.spot} - behind
    before = Before(interview.kept.get(station.spot), interview.typing, interview.today)
    return ask_at(station, notes, before, len(behind) + 1, len(behind | ahead | {_counted(station)}))


def _counted(station: Station) -> tuple[str, str | None]:
    """What counts as one question: a group with all its records, a repeated question once per item."""
    assert station.spot
    return station.spot.question, station.spot.item
