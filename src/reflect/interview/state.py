"""The interview itself: an immutable state whose position is the trail of answers given so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from reflect.entry.draft import Given, Spot, Typing
from reflect.entry.model import Said
from reflect.flow.model import Asked, Choices, Entries, Flow, Group, Items, Long, Note, Question, Reopen, Stop, Text
from reflect.interview.accept import SKIPPED, Accepting, Invalid, accept
from reflect.interview.answers import Answers, Item
from reflect.interview.past import Past
from reflect.interview.stations import Station, stations


@dataclass(frozen=True)
class Ask:
    """One question, ready to be put: its words filled in, what can be chosen, and what stood here before.

    `gate` is the question whether there is another record of a group; `records` are those there are, in a line each;
    `heading` is what the group asks, above each of its fields; `heading_hint` helps with its first record.
    `old` is the answer given here earlier, `default` what the flow proposes, `typed` what was half typed.
    `item` is the item that a repeated question is about.
    `before` and `after` are own earlier words to show around it. `number` counts the questions so far, of `of` on the
    way as it looks from here; both are 0 for a question outside of a flow.
    """

    spot: Spot
    question: Question
    text: str
    required: bool
    section: str | None = None
    notes: tuple[str, ...] = ()
    hint: str | None = None
    example: str | None = None
    options: tuple[Item, ...] = ()
    old: Said | None = None
    default: Said | None = None
    typed: str | None = None
    item: Item | None = None
    gate: bool = False
    group: Group | None = None
    heading: str | None = None
    heading_hint: str | None = None
    records: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    number: int = 1
    of: int = 1

    @property
    def begins(self) -> Said | None:
        """What stands in the answer to begin with."""
        return self.old if self.old is not None else self.default


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
                if station.step.keep == "entry":
                    break
                text = station.answers.fill(station.step.text) if station.step.text else None
                return cls(tuple(reached), Halt((*notes, *([text] if text else [])), station.step.again or ""), ())
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
    assert station.spot and station.question
    spot, question, here = station.spot, station.question, station.answers
    behind = {_counted(each) for each in reached} - {_counted(station)}
    # Looked at with the answers there are: what depends on an answer that is not given yet is not counted.
    ahead = {_counted(each) for each in walk if each.spot} - behind
    group = station.step if isinstance(station.step, Group) else None
    gate = group is not None and spot.field is None
    # A required group has no gate before its first record: what belongs to the group is shown with the first field.
    first = group is not None and not gate and spot.record == 1 and group.required and spot.field == group.fields[0].id
    opens = first or (gate and spot.record == 1)
    about = group if group is not None and opens else question
    hint = None if gate and not opens else getattr(question, "hint", None)
    heading_hint = group.hint if group is not None and first else None
    show = about.show if isinstance(about, Asked) and (group is None or opens) else None
    old = interview.kept.get(spot)
    return Ask(
        spot=spot,
        question=question,
        text=here.fill(question.ask, missing="…") or "",
        required=_required(interview, question, group, spot, gate),
        section=station.section,
        notes=notes,
        hint=here.fill(hint, missing=None) if hint else None,
        example=getattr(question, "example", None),
        options=station.options,
        old=None if old is None or old.skipped else old,
        default=None if gate else _default(question, station, interview.today),
        typed=interview.typing.text if interview.typing and interview.typing.spot == spot else None,
        item=here.item,
        gate=gate,
        group=group,
        heading=here.fill(group.ask, missing="…") if group else None,
        heading_hint=here.fill(heading_hint, missing=None) if heading_hint else None,
        records=tuple(item.text for item in here.items(group.id)) if group else (),
        suggestions=_suggestions(question, here),
        before=tuple(item for item in _earlier(here, show.before if show else None) if item),
        after=tuple(item for item in _earlier(here, show.after if show else None) if item),
        number=len(behind) + 1,
        of=len(behind | ahead | {_counted(station)}),
    )


def _counted(station: Station) -> tuple[str, str | None]:
    """What counts as one question: a group with all its records, a repeated question once per item."""
    assert station.spot
    return station.spot.question, station.spot.item


def _required(interview: Interview, question: Question, group: Group | None, spot: Spot, gate: bool) -> bool:
    if gate:
        records = interview.answers().records(group, spot.item) if group else []
        return bool(group and group.required and not records)
    return isinstance(question, Asked) and question.required


def _default(question: Question, station: Station, today: dt.date) -> Said | None:
    """What the flow proposes as an answer, seen from where the question stands."""
    here = station.answers
    if isinstance(question, Reopen):
        return here.of_question(question.of, None)
    default = getattr(question, "default", None)
    if default in (None, ()):
        return None
    if isinstance(question, Text | Long):
        words = here.fill(default)
        return Said(value=words) if words and words.strip() else None
    raw = (
        default.on(today).isoformat()
        if hasattr(default, "on")
        else list(default)
        if isinstance(default, tuple)
        else default
    )
    try:
        return accept(raw, Accepting(question, station.options, today))
    except Invalid:
        # A fixed day that has gone by since the flow was written.
        return None


def _suggestions(question: Question, here: Answers) -> tuple[str, ...]:
    if not isinstance(question, Text | Items) or not question.suggest:
        return ()
    return tuple(item.text for item in here.items(question.suggest))


def _earlier(here: Answers, reference: str | None) -> tuple[str, ...]:
    """Own earlier words: items one by one, a text whole."""
    if reference is None:
        return ()
    return here.whole(reference)


def enough(ask: Ask, said: Said) -> bool:
    """Whether an answer is as much as the flow hopes for: not empty where required, and enough items."""
    if said.skipped or (ask.gate and said.value is False):
        least = getattr(ask.group, "at_least", None) if ask.gate else None
        return not ask.required and not (least and ask.group and ask.group.required and len(ask.records) < least)
    least = question.at_least if isinstance(question := ask.question, Choices | Items) else None
    return least is None or len(said.value) >= least
