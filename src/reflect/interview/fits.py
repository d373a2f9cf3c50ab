"""Whether an answer that was given before still answers its question, as that stands now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reflect.entry.said import OTHER, Said
from reflect.flow.questions import Choice, Choices, Date, Entries, Group, Items, Question, Scale, YesNo
from reflect.interview.accept import Accepting, Invalid, accept
from reflect.interview.answers import Item


def still_fits(question: Question, options: Sequence[Item], said: Said, today: dt.date) -> bool:
    """Whether `said`, accepted before, can be taken again at `question` with these options."""
    if said.skipped:
        return True
    if not shaped(question, said):
        return False
    try:
        # A date that lay ahead then may be past by now, and stays what was said.
        again = accept(_raw(question, said), Accepting(question, tuple(options), today, said))
    except Invalid:
        return False
    return not again.skipped


def _raw(question: Question, said: Said) -> object:
    """What `accept` would take for an answer that was accepted before."""
    if question.type == "date":
        return "today" if said.value or said.said else None
    if isinstance(said.value, list):
        return [{OTHER: said.other} if each == OTHER and said.other else _key(question, each) for each in said.value]
    return {OTHER: said.other} if said.value == OTHER and said.other else said.value


def _key(question: Question, item: object) -> object:
    return item["key"] if question.type == "entries" and isinstance(item, dict) else item


def shaped(question: Question, said: Said) -> bool:
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
