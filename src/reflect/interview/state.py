"""The interview itself: an immutable state whose position is the trail of answers given so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from reflect.entry.draft import Given, Spot, Typing
from reflect.entry.said import Said
from reflect.flow.model import Flow, Stop
from reflect.flow.promises import OPENINGS
from reflect.flow.questions import Choices, Entries, Letter, Reopen
from reflect.interview.accept import SKIPPED, Accepting, Invalid, accept
from reflect.interview.answers import Answers
from reflect.interview.ask import Ask, Before
from reflect.interview.composing import compose, composed_of
from reflect.interview.fits import still_fits
from reflect.interview.past import Past
from reflect.interview.stations import Station, stations
from reflect.interview.way import Halt, Way


@dataclass(frozen=True)
class Interview:
    """One run through a flow.

    `trail` are the answers on the way, in order; `kept` those of a way that was left, which come back when it is taken
    again and are dropped at the end. `ahead` are the places that were jumped back over: their kept answers come again
    by themselves as long as they fit. `raised` are the remarks that were made, which are not made again. `today` is the
    day for dates in words.
    """

    flow: Flow
    past: Past
    today: dt.date
    quick: bool = False
    trail: tuple[Given, ...] = ()
    kept: Mapping[Spot, Said] = field(default_factory=dict)
    typing: Typing | None = None
    ahead: frozenset[Spot] = frozenset()
    raised: frozenset[tuple[str, str]] = frozenset()

    # ----------------------------------------------------------------------------------------------- where it stands

    @cached_property
    def given(self) -> dict[Spot, Said]:
        """The answers of the trail by their spot."""
        return {each.spot: each.said for each in self.trail}

    @cached_property
    def _way(self) -> Way:
        def known(spot: Spot) -> Before:
            return Before(self.kept.get(spot), self.typing, self.today)

        return Way.along(self.flow, self.past, self.trail, known, quick=self.quick)

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

    def understood(self, raw: object) -> Said:
        """What `raw` says to the current question (see `accept`). Raises Invalid."""
        ask = self._asked()
        return SKIPPED if raw is None else accept(raw, Accepting(ask.question, ask.options, self.today, ask.old))

    def answer(self, raw: object) -> Interview:
        """The interview after the current question was answered with `raw`. Raises Invalid."""
        return self.give(self.understood(raw)).forward()

    def give(self, said: Said) -> Interview:
        """The interview after the current question was answered with `said`, which is an answer of its type.

        A letter ahead that is composed of an answer which is another one now does not come again by itself.
        """
        spot = self._asked().spot
        after = self._after(Given(spot, said))
        if self.kept.get(spot, said) == said:
            return after
        return replace(after, ahead=frozenset(each for each in after.ahead if not self._composes(each, spot)))

    def _composes(self, letter: Spot, spot: Spot) -> bool:
        """Whether what is said at `spot` stands in the letter."""
        question = self.flow.questions.get(letter.question)
        if isinstance(question, Reopen):
            return question.of == spot.question or self._composes(Spot(question.of), spot)
        return question is not None and spot.question in composed_of(question, self.flow)

    def _after(self, *given: Given) -> Interview:
        """The interview with these answers at the end of its trail."""
        if not given:
            return self
        spots = {each.spot for each in given}
        return replace(
            self,
            trail=(*self.trail, *given),
            kept={spot: held for spot, held in self.kept.items() if spot not in spots},
            typing=None if self.typing and self.typing.spot in spots else self.typing,
            ahead=self.ahead - spots,
        )

    def forward(self) -> Interview:
        """The interview after the answers that come again by themselves: as far as those `ahead` still fit, and to where
        something is half typed."""
        if not self.ahead:
            return self
        given: dict[Spot, Said] = {}
        again: list[Given] = []
        trail = iter(self.trail)
        for station in stations(self.flow, Answers(self.flow, given, self.past), quick=self.quick):
            if isinstance(station.step, Stop):
                break
            if station.spot is None or station.question is None:
                continue
            if (known := next(trail, None)) is None:
                said = self.kept.get(station.spot) if station.spot in self.ahead else None
                half = self.typing is not None and self.typing.spot == station.spot
                if said is None or half or not still_fits(station.question, station.options, said, self.today):
                    break
                again.append(known := Given(station.spot, said))
            given[known.spot] = known.said
        return self._after(*again)

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
            if held == here.default:
                # What the flow proposes, untouched, is nobody's words yet; it may be proposed otherwise next time.
                return self.half_typed(None).back()
            return replace(self.half_typed(None), kept={**self.kept, here.spot: held}).back()
        return self._cut(len(self.trail) - 1)

    def _cut(self, length: int) -> Interview:
        """The interview with so many answers left on the trail, the others kept.

        A letter that is as it was composed is not: it is composed anew of what will be said until then.
        """
        kept = {each.spot: each.said for each in self.trail[length:] if not self._as_composed(each)}
        return replace(self, trail=self.trail[:length], kept={**self.kept, **kept})

    def _as_composed(self, given: Given) -> bool:
        letter = self.flow.questions[given.spot.question]
        if isinstance(letter, Reopen):
            return given.said == self._opened_by(given.spot, letter)
        return isinstance(letter, Letter) and any(
            given.said.value == compose(letter, station.answers, self.today)
            for station in self.reached()
            if station.spot == given.spot
        )

    def _opened_by(self, spot: Spot, again: Reopen) -> Said | None:
        """The text of a letter as it stood when it was opened once more at `spot`."""
        found = None
        for each in self.trail:
            if each.spot == spot:
                break
            question = self.flow.questions[each.spot.question]
            if again.of in (question.id, question.of if isinstance(question, Reopen) else None):
                found = each.said
        return found

    def back_to(self, question: str) -> Interview:
        """The interview at an earlier question, all answers since then kept; unchanged if it was not asked."""
        place = next((n for n, each in enumerate(self.trail) if each.spot.question == question), len(self.trail))
        return self._cut(place)

    def jump(self, spot: Spot) -> Interview:
        """The interview back at an answered place, to answer it anew; then what came after it comes again by itself.

        Of a record, all fields are asked anew, and so is a letter that is composed of what is asked. Unchanged if there
        is no answer at `spot`.
        """
        place = next((n for n, each in enumerate(self.trail) if each.spot == spot), None)
        if place is None:
            return self
        again = {
            each.spot
            for each in self.trail[place + 1 :]
            if not self._composes(each.spot, spot) and not (spot.field and _in_record(each.spot, spot))
        }
        return replace(self._cut(place), ahead=self.ahead | again)

    def to_record(self, record: int) -> Interview:
        """The interview, which is at a group, back at the first field of one of its records."""
        here = self._asked().spot
        fields = (each.spot for each in self.trail if each.spot.field and _in_record(each.spot, here, record))
        return self.jump(first) if (first := next(fields, None)) else self

    def without_record(self, record: int) -> Interview:
        """The interview, which is at a group, with one of its records left empty: the others keep their keys."""
        at = self.to_record(record)
        if at is self or not isinstance(ask := at.current, Ask) or ask.group is None:
            return self
        emptied = {replace(ask.spot, field=each.id): SKIPPED for each in ask.group.fields}
        return replace(at, kept={**at.kept, **emptied}, ahead=at.ahead | emptied.keys()).forward()

    def quietened(self) -> Interview:
        """The interview in which nothing is offered from here on: no flow to begin, and no word about one."""
        spoken = {each.spot.item for each in self.trail}
        due = tuple(each for each in self.past.due if each.kind != OPENINGS or each.key in spoken)
        return replace(self, past=replace(self.past, due=due, quiet=True))

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


def _in_record(spot: Spot, other: Spot, record: int | None = None) -> bool:
    """Whether a place is in the same record as another, or in the `record` of the same group."""
    number = other.record if record is None else record
    return (spot.question, spot.item, spot.record) == (other.question, other.item, number)
