"""From an interview to its draft, and from a draft back to the interview, also when the flow has changed meanwhile."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from reflect.entry.draft import Draft, Given, Spot
from reflect.entry.model import Said
from reflect.flow.model import Flow, Group, Question, Reopen, fields_of
from reflect.interview.accept import Accepting, Invalid, accept
from reflect.interview.finish import flow_name
from reflect.interview.past import Past
from reflect.interview.state import Ask, Halt, Interview


def drafted(interview: Interview, draft: Draft, saved: dt.datetime) -> Draft:
    """`draft` brought up to where `interview` stands."""
    return replace(
        draft,
        flow=flow_name(interview.flow),
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
    left = tuple(Given(spot, said) for spot, said in waiting.items() if spot not in fits and not said.skipped)
    at = replace(at, kept=fits, typing=draft.typing)
    if isinstance(halt := at.current, Halt):
        at = at.back_to(halt.again)
    return Resumed(at, left)


def _fitting(ask: Ask, waiting: dict[Spot, Said], today: dt.date) -> Said | None:
    """The answer that waits for this question, if it still is one."""
    said = waiting[ask.spot]
    if said.skipped:
        return said
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
        return [
            {"other": said.other} if each == "other" and said.other else _key(question, each) for each in said.value
        ]
    return {"other": said.other} if said.value == "other" and said.other else said.value


def _key(question: Question, item: object) -> object:
    return item["key"] if question.type == "entries" and isinstance(item, dict) else item


def _has_place(flow: Flow, spot: Spot, said: Said) -> bool:
    """Whether a question of the flow could take this answer back one day."""
    question = flow.questions.get(spot.question)
    if question is None:
        return False
    if spot.field is not None:
        inner = next((each for each in fields_of(question) if each.id == spot.field), None)
        return inner is not None and _same_kind(inner, said)
    if spot.record is not None:
        return isinstance(question, Group)
    return not isinstance(question, Group) and (isinstance(question, Reopen) or _same_kind(question, said))


def _same_kind(question: Question, said: Said) -> bool:
    """Whether a stored value has the shape that answers to this type of question have."""
    if said.skipped:
        return True
    kinds = {"scale": int, "yesno": bool, "choices": list, "list": list, "entries": list}
    if question.type == "date":
        return said.value is None or _is_day(said.value)
    value = said.value
    return isinstance(value, kinds.get(question.type, str)) and (question.type == "yesno") == isinstance(value, bool)


def _is_day(value: object) -> bool:
    try:
        dt.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
