"""From an interview to its draft, and from a draft back to the interview, also when the flow has changed meanwhile."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from reflect.entry.draft import Draft, Given, Spot
from reflect.entry.model import Answer
from reflect.entry.said import Said
from reflect.flow.model import Flow, repeated_over
from reflect.flow.questions import Asked, Group, Question, fields_of
from reflect.interview.accept import SKIPPED
from reflect.interview.finish import answers_of, flow_name
from reflect.interview.fits import shaped
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.interview.way import Halt


def drafted(interview: Interview, draft: Draft, saved: dt.datetime) -> Draft:
    """`draft` brought up to where `interview` stands."""
    return replace(
        draft,
        flow=replace(flow_name(interview.flow), extra=draft.flow.extra),
        trail=interview.trail,
        kept=tuple(Given(spot, said) for spot, said in interview.kept.items()),
        ahead=tuple(sorted(interview.ahead & interview.kept.keys(), key=str)),
        typing=interview.typing,
        quick=interview.quick,
        saved=saved,
        promised=_waiting_for(interview),
        raised=tuple(sorted(interview.raised)),
    )


def _waiting_for(interview: Interview) -> tuple[Answer, ...]:
    """The answers that say when an interview which has halted goes on: those that open its own flow again."""
    if not isinstance(interview.current, Halt):
        return ()
    own = interview.flow.flow
    opening = {each.id for each in interview.flow.questions.values() if _opens(each) == own}
    return tuple(each for each in answers_of(interview) if each.id in opening)


def _opens(question: Question) -> str | None:
    follow_up = question.follow_up if isinstance(question, Asked) else None
    return follow_up.opens if follow_up else None


@dataclass(frozen=True)
class Resumed:
    """An interview taken up again, and what was said to questions that the flow no longer asks like that."""

    interview: Interview
    left_over: tuple[Given, ...]


def resume(flow: Flow, past: Past, today: dt.date, draft: Draft) -> Resumed:
    """The interview that `draft` holds.

    With the flow it began with, it is the same state. With a changed one, what still fits is replayed as far as the new
    way leads; later answers wait at their questions; what fits nowhere, or is about something due that is gone, is handed
    back. A halt asks its question anew.
    """
    waiting = {given.spot: given.said for given in (*draft.kept, *draft.trail)}
    on_the_way = frozenset(given.spot for given in draft.trail)
    begun = Interview(
        flow,
        past,
        today,
        quick=draft.quick,
        kept=waiting,
        typing=draft.typing,
        ahead=on_the_way,
        raised=frozenset(draft.raised),
    )
    at = begun.forward()
    fits = {spot: said for spot, said in at.kept.items() if _has_place(flow, past, spot, said)}
    left = [Given(spot, said) for spot, said in at.kept.items() if spot not in fits and not said.skipped]
    typing = draft.typing
    if typing is not None and not _has_place(flow, past, typing.spot, SKIPPED):
        left.append(Given(typing.spot, Said(value=typing.text)))
        typing = None
    at = replace(at, kept=fits, typing=typing, ahead=frozenset(draft.ahead))
    if isinstance(halt := at.current, Halt):
        at = at.back_to(halt.again)
    return Resumed(at, tuple(left))


def _has_place(flow: Flow, past: Past, spot: Spot, said: Said) -> bool:
    """Whether a question of the flow could take this answer back one day."""
    question = flow.questions.get(spot.question)
    over = repeated_over(flow, spot.question)
    if question is None or (over is not None) != (spot.item is not None):
        return False
    if over and over.due and spot.item not in {each.key for each in past.due if each.kind in over.due}:
        return False
    if isinstance(question, Group) != (spot.record is not None):
        return False
    inner = next((each for each in fields_of(question) if each.id == spot.field), None) if spot.field else question
    return inner is not None and shaped(inner, said)
