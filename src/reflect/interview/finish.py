"""From a finished interview to an entry: what was asked and answered, in order, readable without the flow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, AskedField, EachSaid, Entry, FlowName, Said
from reflect.flow.model import Flow, Section, walk
from reflect.flow.questions import Asked, Choice, Choices, Group, Question, Reopen, Scale
from reflect.flow.scope import IT
from reflect.interview.accept import SKIPPED
from reflect.interview.answers import Answers, Item
from reflect.interview.state import Interview
from reflect.interview.stations import Station


def flow_name(flow: Flow) -> FlowName:
    """How an entry or a draft names its flow."""
    return FlowName(flow.flow, flow.version, flow.title)


def entry_of(interview: Interview, draft: Draft, entry_id: str, finished: dt.datetime) -> Entry:
    """The entry that a finished interview makes. Answers kept from ways that were left are not in it."""
    flow, answers = interview.flow, interview.answers()
    sealed = flow.seal is not None and answers.holds(flow.seal.when)
    return Entry(
        id=entry_id,
        flow=flow_name(flow),
        setback=draft.setback,
        started=draft.started,
        finished=finished,
        answers=answers_of(interview),
        summary=_summary(flow, answers),
        sealed_until=flow.seal.for_.after(finished.date()) if sealed and flow.seal else None,
    )


def discarded(interview: Interview) -> bool:
    """Whether the person chose that nothing be kept."""
    flow = interview.flow
    return flow.discard is not None and interview.answers().holds(flow.discard.when)


def setback_title(interview: Interview) -> str | None:
    """The title this interview has given its setback so far, or None."""
    name = interview.flow.names_setback
    said = interview.answers().of_question(name, None) if name else None
    return str(said.value) if said and said.value else None


def _summary(flow: Flow, answers: Answers) -> str | None:
    words = answers.fill(flow.summary) if flow.summary else None
    return words.strip() or None if words else None


@dataclass(frozen=True)
class _Asking:
    """A question that was asked: where it stands, its words, and what was said, per item where it is repeated."""

    station: Station
    question: Question
    sayings: Mapping[tuple[str, str] | None, Said]


def answers_of(interview: Interview) -> tuple[Answer, ...]:
    """Every question that was shown, in order, with what was said to it."""
    found: dict[str, _Asking] = {}
    for station in interview.reached():
        step = station.step
        if not isinstance(step, Asked):
            continue
        here = station.answers.item
        item = (here.key, here.text) if here else None
        said = _said(interview.answers(), step, item[0] if item else None)
        held = found.get(step.id)
        found[step.id] = _Asking(station, step, {**(held.sayings if held else {}), item: said})
    return tuple(_answer(interview, asking) for asking in found.values())


def _said(answers: Answers, step: Question, item: str | None) -> Said:
    return answers.of_question(step.id, item) or SKIPPED


def _answer(interview: Interview, asking: _Asking) -> Answer:
    question = asking.question
    assert not isinstance(question, Reopen)
    repeated = [key for key in asking.sayings if key is not None]
    # The words of a repeated question are stored once, with a hole where each item belongs.
    here = asking.station.answers.at(Item("", f"{{{IT}}}")) if repeated else asking.station.answers
    return Answer(
        id=question.id,
        asked=here.fill(question.ask, missing="…") or "",
        type=question.type,
        said=SKIPPED if repeated else asking.sayings[None],
        section=_section(asking.station, bool(repeated)),
        private=question.private,
        each=tuple(EachSaid(key[0], key[1], asking.sayings[key]) for key in repeated) if repeated else None,
        fields=tuple(_field(interview, question, each) for each in question.fields)
        if isinstance(question, Group)
        else (),
        range=(question.range.low, question.range.high) if isinstance(question, Scale) else None,
    )


def _section(station: Station, repeated: bool) -> str | None:
    """The title of the section, without the item where the whole section is repeated."""
    for _, section, step in walk(station.answers.flow):
        if step is station.step:
            if repeated and isinstance(section, Section) and section.each:
                return station.answers.at(None).fill(section.title, missing="…")
            return station.section
    return station.section


def _field(interview: Interview, group: Group, field: Question) -> AskedField:
    assert not isinstance(field, Reopen)
    labels: dict[str, str] = {}
    if isinstance(field, Choice | Choices):
        labels = dict(field.options.fixed) | ({"other": field.other} if field.other else {})
        for given in interview.trail:
            if given.spot.question == group.id and given.spot.field == field.id:
                labels |= given.said.labels
    return AskedField(field.id, field.ask, field.type, labels)
