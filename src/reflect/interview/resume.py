"""From an interview to its draft, and from a draft back to the interview, also when the flow has changed meanwhile."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from reflect.entry.draft import Draft, Given, Spot
from reflect.entry.model import OTHER, Said
from reflect.flow.model import Flow
from reflect.flow.questions import Choice, Choices, Date, Entries, Group, Items, Question, Scale, YesNo, fields_of
from reflect.interview.accept import SKIPPED, Accepting, Invalid, accept
from reflect.interview.answers import repeated
from reflect.interview.ask import Ask
from reflect.interview.finish import flow_name
from reflect.interview.past import Past
from reflect.interview.state import Halt, Interview


def drafted(interview: Interview, draft: Draft, saved: dt.datetime) -> Draft:
    """`draft` brought up to where `interview` stands."""
    return replace(
        draft,
        flow=replace(flow_name(interview.flow), extra=draft.flow.extra),
        trail=interview.trail,
        kept=tuple(Given(spot, said) for spot, said in interview.kept.items()),
        typing=interview.typing,
        quick=interview.quick,
        saved=saved,
    )


@dataclass(frozen=True)
class Resumed:
    """An interview taken up again, and what was said to questions that the flow no longer asks like that."""

    interview: Interview
    left_over: tuple[Given, ...]


def resume(flow: Flow, past: Past, today: dt.date, draft: Draft) -> Resumed:
    """The interview that `draft` holds.

    With the flow it began with, it is the same state. With a changed one, what still fits is replayed as far as the new
    way leads; later answers wait at their questions; what fits nowhere is handed back. A halt asks its question anew.
    """
    waiting = {given.spot: given.said for given in (*draft.kept, *draft.trail)}
    on_the_way = {given.spot for given in draft.trail}
    at = Interview(flow, past, today, quick=draft.quick, typing=draft.typing)
    while isinstance(ask := at.current, Ask) and ask.spot in on_the_way and (said := _fitting(ask, waiting, today)):
        del waiting[ask.spot]
        at = at.give(said)
    fits = {spot: said for spot, said in waiting.items() if _has_place(flow, spot, said)}
    left = [Given(spot, said) for spot, said in waiting.items() if spot not in fits and not said.skipped]
    typing = draft.typing
    if typing is not None and not _has_place(flow, typing.spot, SKIPPED):
        left.append(Given(typing.spot, Said(value=typing.text)))
        typing = None
    at = replace(at, kept=fits, typing=typing)
    if isinstance(halt := at.current, Halt):
        at = at.back_to(halt.again)
    return Resumed(at, tuple(left))


def _fitting(ask: Ask, waiting: dict[Spot, Said], today: dt.date) -> Said | None:
    """The answer that waits for this question, if it still is one."""
    said = waiting[ask.spot]
    if said.skipped:
        return said
    if not _shaped(ask.question, said):
        return None
    raw = _raw(ask.question, said)
    try:
        again = accept(raw, Accepting(ask.question, ask.options, today, said))
    except Invalid:
        return None
    # Only whether it fits is taken from accepting it anew: a date that lay ahead then may be past by now.
    return None if again.skipped else said


def _raw(question: Question, said: Said) -> object:
    """What `accept` would take for an answer that was accepted before."""
    if question.type == "date":
        return "today" if said.value or said.said else None
    if isinstance(said.value, list):
        return [{OTHER: said.other} if each == OTHER and said.other else _key(question, each) for each in said.value]
    return {OTHER: said.other} if said.value == OTHER and said.other else said.value


def _key(question: Question, item: object) -> object:
    return item["key"] if question.type == "entries" and isinstance(item, dict) else item


def _has_place(flow: Flow, spot: Spot, said: Said) -> bool:
    """Whether a question of the flow could take this answer back one day."""
    question = flow.questions.get(spot.question)
    if question is None or repeated(flow, spot.question) != (spot.item is not None):
        return False
    if isinstance(question, Group) != (spot.record is not None):
        return False
    inner = next((each for each in fields_of(question) if each.id == spot.field), None) if spot.field else question
    return inner is not None and _shaped(inner, said)


def _shaped(question: Question, said: Said) -> bool:
    """Whether a stored answer has the shape that answers to this type of question have."""
    value = said.value
    if said.skipped:
        return True
    if isinstance(question, Choice | Choices):
        keys = value if isinstance(value, list) else [value]
        return isinstance(value, list) == isinstance(question, Choices) and all(
            _offered(question, said, k) for k in keys
        )
    if said.labels or (said.said is not None and not isinstance(question, Date)):
        return False
    if isinstance(question, Date):
        return bool(said.said) if value is None else _is_day(value)
    if isinstance(question, Items | Entries):
        return isinstance(value, list) and all(_is_item(each) for each in value)
    if isinstance(question, YesNo | Group):
        return isinstance(value, bool)
    if isinstance(question, Scale):
        low, high = question.range.low, question.range.high
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    return isinstance(value, str)


def _offered(question: Choice | Choices, said: Said, key: object) -> bool:
    """Whether an option is still there; what comes from other answers may come back with them."""
    if not isinstance(key, str) or key not in said.labels:
        return False
    if key == OTHER and (question.other or said.other):
        return question.other is not None
    return not question.options.fixed or key in dict(question.options.fixed)


def _is_item(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("key"), str) and isinstance(value.get("text"), str)


def _is_day(value: object) -> bool:
    try:
        dt.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
