"""The way through a flow: every place an interview comes past, given the answers so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reflect.entry.draft import Spot
from reflect.entry.setback import UNTITLED
from reflect.flow.model import Flow, Note, Section, Step, Stop, ViewStep
from reflect.flow.questions import Asked, Choice, Choices, Entries, Group, Question
from reflect.interview.answers import Answers, Item


@dataclass(frozen=True)
class Station:
    """A place on the way: a question (`spot`), a note, a view, or a stop. `answers` are seen from there."""

    answers: Answers
    section: str | None
    step: Step
    spot: Spot | None = None
    question: Question | None = None
    options: tuple[Item, ...] = ()


def stations(flow: Flow, answers: Answers, *, quick: bool = False) -> Iterator[Station]:
    """Every place in turn. Whoever goes along puts each answer into `answers.given` before asking for the next place;
    an answer that is not there counts as missing. With `quick`, only required questions and notes."""
    for section, steps in _sections(flow):
        if section and not answers.holds(section.when):
            continue
        items: tuple[Item | None, ...] = answers.each(section.each) if section and section.each else (None,)
        for item in items:
            here = answers.at(item)
            title = here.fill(section.title) if section else None
            for step in _in_turn(section, steps, here, quick):
                yield from _step(step, title, here, quick)


def _in_turn(section: Section | None, steps: list[Step], here: Answers, quick: bool) -> list[Step]:
    """The steps of a section; of one that asks some of its questions at a time, those that have waited longest."""
    if section is None or section.ask_some is None:
        return steps
    past = here.past
    seen = {answer.id: place for place, entry in enumerate(past.own, 1) for answer in entry.answers}
    asked = [step for step in steps if isinstance(step, Question) and _has_something_to_ask(step, here, quick)]
    turn = sorted(asked, key=lambda step: (step.id not in past.begun, seen.get(step.id, 0)))[: section.ask_some]
    return [step for step in steps if step in turn or not isinstance(step, Question)]


def _has_something_to_ask(step: Question, here: Answers, quick: bool) -> bool:
    return next(_step(step, None, here, quick), None) is not None


def _sections(flow: Flow) -> Iterator[tuple[Section | None, list[Step]]]:
    section: Section | None = None
    steps: list[Step] = []
    for step in flow.steps:
        if isinstance(step, Section):
            yield section, steps
            section, steps = step, []
        else:
            steps.append(step)
    yield section, steps


def _step(step: Step, title: str | None, here: Answers, quick: bool) -> Iterator[Station]:
    # The condition of a repeated question is looked at once per item, so that it may speak of the item.
    if isinstance(step, Section):
        return
    private = isinstance(step, Asked) and step.private
    if here.private != private:
        here = replace(here, private=private)
    if isinstance(step, Asked) and step.each:
        for there in map(here.at, here.each(step.each)):
            if there.holds(step.when):
                yield from _asked(step, title, there, quick)
    elif here.holds(step.when):
        if isinstance(step, Note | Stop | ViewStep):
            yield Station(here, title, step)
        else:
            yield from _asked(step, title, here, quick)


def _asked(step: Question, title: str | None, here: Answers, quick: bool) -> Iterator[Station]:
    if quick and not (isinstance(step, Asked) and step.required):
        return
    item = here.item.key if here.item else None
    if isinstance(step, Group):
        yield from _records(step, item, title, here)
        return
    options = choices(step, here)
    if isinstance(step, Choice | Choices | Entries) and not options:
        return
    yield Station(here, title, step, Spot(step.id, item), step, options)


def _records(group: Group, item: str | None, title: str | None, here: Answers) -> Iterator[Station]:
    """Before each record the question whether there is one, but for the first where one is required or only one has
    room; then its fields.

    A record that was left empty takes none of the room there is.
    """
    number = 1
    while group.at_most is None or len(here.records(group, item)) < group.at_most:
        gate = Spot(group.id, item, number)
        if not (number == 1 and group.begins_at_once):
            yield Station(here.at(here.item, (group, number)), title, group, gate, group)
            said = here.said(gate)
            if said is None or said.value is not True:
                return
        inside = here.at(here.item, (group, number))
        for field in group.fields:
            if inside.holds(field.when):
                options = choices(field, inside)
                if not (isinstance(field, Choice | Choices) and not options):
                    yield Station(inside, title, group, Spot(group.id, item, number, field.id), field, options)
        if group.at_most == 1 and not group.required:
            return
        number += 1


def choices(step: Question, here: Answers) -> tuple[Item, ...]:
    """What can be chosen at a question, from where it stands."""
    if isinstance(step, Choice | Choices):
        return here.options(step.options)
    if isinstance(step, Entries):
        return tuple(Item(each.id, each.title or UNTITLED) for each in here.past.setbacks)
    return ()
