"""From a finished interview to an entry: what was asked and answered, in order, readable without the flow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import replace

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import HOLE, AskedField, EachSaid, Said
from reflect.flow import texts
from reflect.flow.build import unbuild
from reflect.flow.model import Flow, Section, walk
from reflect.flow.questions import Asked, Group, Scale
from reflect.flow.texts import IT
from reflect.interview.accept import SKIPPED
from reflect.interview.answers import Answers, Item
from reflect.interview.state import Interview
from reflect.interview.stations import Station

UNSAID = "…"
"""Stands in a question for what was not answered."""


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
        follow_up=tuple(unbuild(each) for each in flow.follow_up),
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


def answers_of(interview: Interview) -> tuple[Answer, ...]:
    """Every question that was shown, in order, with what was said to it."""
    found: dict[str, dict[Item | None, Station]] = {}
    for station in interview.reached():
        if isinstance(station.step, Asked):
            found.setdefault(station.step.id, {}).setdefault(station.answers.item, station)
    return tuple(_answer(interview.answers(), [*places.values()]) for places in found.values())


def _answer(answers: Answers, places: Sequence[Station]) -> Answer:
    """The answer to a question that was asked at these places: one, or one for each item."""
    question = places[0].step
    assert isinstance(question, Asked)
    seen = [place.answers.at(place.answers.item) for place in places]
    asked = _common(question.ask, seen)
    each = tuple(_each(question, here, asked, here.item, answers) for here in seen if here.item)
    return Answer(
        id=question.id,
        asked=asked,
        type=question.type,
        said=SKIPPED if each else _said(answers, question, None),
        section=_section(places[0], bool(each)),
        private=question.private,
        names=question.names,
        each=each or None,
        fields=_fields(question, answers, seen) if isinstance(question, Group) else (),
        range=(question.range.low, question.range.high) if isinstance(question, Scale) else None,
        about=answers.reference_to(question.about) if question.about else None,
        follow_up=unbuild(question.follow_up) if question.follow_up else None,
        becomes=question.becomes.plain() if question.becomes else None,
    )


def _each(question: Asked, here: Answers, common: str, item: Item, answers: Answers) -> EachSaid:
    own = here.fill(question.ask, missing=UNSAID) or ""
    asked = None if own == common.replace(HOLE, item.text) else own
    return EachSaid(item.key, item.text, _said(answers, question, item.key), asked, item.about)


def _said(answers: Answers, question: Asked, item: str | None) -> Said:
    # What a newer program wrote beside it in the draft may mean something else in an entry.
    return replace(answers.of_question(question.id, item) or SKIPPED, extra={})


def _common(text: str, seen: Sequence[Answers], own: Container[str] = ()) -> str:
    """A text of the flow as it is true of every place it was seen from: with a hole for the item, and a mark for what is
    not the same everywhere, which the fields (`own`) of a record never are."""

    def words(reference: str) -> str:
        if reference == IT:
            return HOLE
        found = {UNSAID} if reference in own else {here.words(reference) for here in seen}
        return found.pop() if len(found) == 1 else UNSAID

    return texts.fill(text, words, missing=UNSAID) or ""


def _fields(group: Group, answers: Answers, seen: Sequence[Answers]) -> tuple[AskedField, ...]:
    own = {each.id for each in group.fields}
    return tuple(replace(each, asked=_common(each.asked, seen, own)) for each in answers.fields(group))


def _section(station: Station, repeated: bool) -> str | None:
    """The title of the section, without the item where the whole section is repeated."""
    for _, section, step in walk(station.answers.flow):
        if step is station.step:
            if repeated and isinstance(section, Section) and section.each:
                return replace(station.answers.at(None), private=False).fill(section.title, missing=UNSAID)
            return station.section
    return station.section
