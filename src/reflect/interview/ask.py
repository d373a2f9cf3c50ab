"""One question, ready to be put: its words filled in, what can be chosen, and what stood there before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reflect.entry.draft import Spot, Typing
from reflect.entry.model import Answer
from reflect.entry.said import OTHER, Said
from reflect.flow.questions import (
    Asked,
    Choice,
    Choices,
    Entries,
    Group,
    Items,
    Letter,
    Long,
    Question,
    Reopen,
    Show,
    Text,
    YesNo,
)
from reflect.interview.accept import Accepting, Invalid, accept
from reflect.interview.answers import Answers, Item
from reflect.interview.composing import compose
from reflect.interview.stations import Station


@dataclass(frozen=True)
class Shown:
    """A view in the midst of a flow: what it is about, and what it shows, in lines."""

    heading: str
    lines: tuple[str, ...]
    hint: str | None = None

    @property
    def text(self) -> str:
        """All of it, as something that is said."""
        return "\n".join(filter(None, (self.heading, self.hint, *self.lines)))


@dataclass(frozen=True)
class Ask:
    """One question, ready to be put: its words filled in, what can be chosen, and what stood here before.

    `parting` is what is still said of the part before, `notes` what is said in this one, `views` what is shown there. `gate` is the question whether
    there is another record of a group; `records` are those there are, each by its number (the key) and in a line.
    `heading` is what the group asks, above each of its fields; `heading_hint` helps with its first record.
    `old` is the answer given here earlier, `left_empty` whether it was left empty then, `default` what the flow proposes,
    `typed` what was half typed; `cursor` is the character of it where somebody goes on. `item` is the item that a repeated question is about.
    `before` and `after` are own earlier words to show around it. `number` counts the questions so far, of `of` on the
    way as it looks from here; both are 0 for a question outside of a flow.
    """

    spot: Spot
    question: Question
    text: str
    required: bool
    section: str | None = None
    parting: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    views: tuple[Shown, ...] = ()
    hint: str | None = None
    example: str | None = None
    options: tuple[Item, ...] = ()
    old: Said | None = None
    left_empty: bool = False
    default: Said | None = None
    typed: str | None = None
    cursor: int | None = None
    item: Item | None = None
    gate: bool = False
    group: Group | None = None
    heading: str | None = None
    heading_hint: str | None = None
    records: tuple[Item, ...] = ()
    suggestions: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    number: int = 1
    of: int = 1

    @property
    def begins(self) -> Said | None:
        """What stands in the answer to begin with. What was left empty on purpose is not proposed again."""
        return self.old if self.old is not None or self.left_empty else self.default

    @property
    def other(self) -> str | None:
        """The label of the free answer, where there is one."""
        return self.question.other if isinstance(self.question, Choice | Choices) else None

    @property
    def passed(self) -> bool:
        """Whether the record before this gate was left empty or taken out: a gate has the number of the next record."""
        return self.gate and (self.spot.record or 1) > len(self.records) + 1

    @property
    def offered(self) -> tuple[Item, ...]:
        """What can be picked, the free answer and yes and no among it; at a gate the asker has words of its own."""
        if isinstance(self.question, YesNo):
            return (Item("yes", "yes"), Item("no", "no"))
        return (*self.options, Item(OTHER, self.other)) if self.other else self.options


@dataclass(frozen=True)
class Before:
    """What is known at a question from before: the answer kept there, what was half typed somewhere, the day it is."""

    kept: Said | None
    typing: Typing | None
    today: dt.date


Notes = tuple[tuple[str, ...], tuple[str, ...], tuple[Shown, ...]]
"""What is said before a question: at the end of the part before, and in its own; and the views shown there."""


def ask_at(station: Station, notes: Notes, before: Before, number: int, of: int) -> Ask:
    """The question at a place on the way, the `number`th `of` so many, after `notes`."""
    assert station.spot and station.question
    spot, question, here = station.spot, station.question, station.answers
    group = station.step if isinstance(station.step, Group) else None
    gate = group is not None and spot.field is None
    shown = _shown(question, group, spot, here)
    # A group speaks from outside of its records, whose fields may be called like questions.
    outside = here.at(here.item)
    return Ask(
        spot=spot,
        question=question,
        text=(outside if gate else here).fill(question.ask, missing="…") or "",
        required=_required(question, group, spot, here),
        section=station.section,
        parting=notes[0],
        notes=notes[1],
        views=notes[2],
        hint=(outside if gate else here).fill(shown.hint, missing=None) if shown.hint else None,
        example=getattr(question, "example", None),
        options=_in_order(station.options, question, here),
        old=None if before.kept is None or before.kept.skipped else before.kept,
        left_empty=before.kept is not None and before.kept.skipped,
        default=None if gate else _default(question, station, before.today),
        typed=before.typing.text if before.typing and before.typing.spot == spot else None,
        item=here.item,
        gate=gate,
        group=group,
        heading=outside.fill(group.ask, missing="…") if group else None,
        heading_hint=outside.fill(shown.heading_hint, missing=None) if shown.heading_hint else None,
        records=_records(outside, group) if group else (),
        suggestions=_suggestions(question, here),
        before=here.whole(shown.show.before) if shown.show and shown.show.before else (),
        after=here.whole(shown.show.after) if shown.show and shown.show.after else (),
        number=number,
        of=of,
    )


def _in_order(options: tuple[Item, ...], question: Question, here: Answers) -> tuple[Item, ...]:
    """What can be chosen, in the order that the question wants: looked for only where it is put, for that may take long."""
    if not (isinstance(question, Entries) and question.order and here.past.alike):
        return options
    alike = here.past.alike(tuple(_written(here)))
    there = {each.key: each for each in options}
    first = [replace(there.pop(key), beside=why) for key, why in alike.items() if key in there]
    return (*first, *there.values())


def _written(here: Answers) -> Iterator[Answer]:
    """What has been answered so far, but for what is private, in records or about single items."""
    for spot, said in here.given.items():
        question = here.flow.questions.get(spot.question)
        alone = spot == Spot(spot.question)
        if alone and isinstance(question, Asked) and not question.private and not said.skipped:
            yield Answer(question.id, question.ask, question.type, said)


def _records(outside: Answers, group: Group) -> tuple[Item, ...]:
    """The records of a group so far, each by its number."""
    return tuple(replace(item, key=item.key.rpartition("/")[2]) for item in outside.items(group.id))


@dataclass(frozen=True)
class _Shown:
    """What stands around a question: its hint, the hint of its group, own earlier words."""

    hint: str | None = None
    heading_hint: str | None = None
    show: Show | None = None


def _shown(question: Question, group: Group | None, spot: Spot, here: Answers) -> _Shown:
    """What belongs to a group is shown once, where the group begins: at its gate, or with the first field that is asked
    when there is no gate before its first record."""
    if group is None:
        return _Shown(getattr(question, "hint", None), None, question.show if isinstance(question, Asked) else None)
    if spot.field is None:
        return _Shown(group.hint, None, group.show) if spot.record == 1 else _Shown()
    asked_before = any(replace(spot, field=each.id) in here.given for each in group.fields)
    begins = group.begins_at_once and spot.record == 1 and not asked_before
    return _Shown(getattr(question, "hint", None), group.hint if begins else None, group.show if begins else None)


def _required(question: Question, group: Group | None, spot: Spot, here: Answers) -> bool:
    if group is not None and spot.field is None:
        return group.required and not here.records(group, spot.item)
    return isinstance(question, Asked) and question.required


def _default(question: Question, station: Station, today: dt.date) -> Said | None:
    """What the flow proposes as an answer, seen from where the question stands."""
    here = station.answers
    if isinstance(question, Reopen):
        return here.of_question(question.of, None)
    if isinstance(question, Letter):
        letter = compose(question, here, today)
        return Said(value=letter) if letter else None
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


def enough(ask: Ask, said: Said) -> bool:
    """Whether an answer is as much as the flow hopes for: not empty where required, and enough items."""
    if ask.gate:
        return said.value is True or not (ask.required or _too_few(ask))
    if said.skipped:
        return not ask.required
    question = ask.question
    return not isinstance(question, Choices | Items) or len(said.value) >= (question.at_least or 0)


def _too_few(ask: Ask) -> bool:
    """Whether a required group has fewer records than hoped for."""
    group = ask.group
    return group is not None and group.required and len(ask.records) < (group.at_least or 0)
