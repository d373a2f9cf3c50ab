"""One answer of an entry put once more: as a flow of that question alone, so that it is asked and accepted as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from reflect.entry.draft import Spot
from reflect.entry.model import Answer, Entry
from reflect.entry.said import HOLE, OTHER, AskedField, EachSaid, Said
from reflect.flow.conditions import Condition
from reflect.flow.model import FIELDS, Flow
from reflect.flow.options import Options, Range
from reflect.flow.questions import (
    Asked,
    Choice,
    Choices,
    Date,
    Entries,
    Field,
    Group,
    Items,
    Letter,
    Question,
    Scale,
    Text,
    fields_of,
)
from reflect.flow.texts import escaped, references
from reflect.interview.accept import SKIPPED
from reflect.interview.answers import Answers
from reflect.interview.past import Past
from reflect.interview.state import Interview

LONGEST_KEY = 10
"""Digits of a key that counts as a number, and one more; another program may call its items as it likes."""
_KINDS: dict[str, type[Any]] = {**FIELDS, Letter.type: Letter, Entries.type: Entries, Group.type: Group}


def amending(
    entry: Entry, answer: Answer, each: EachSaid | None, flow: Flow | None, past: Past, today: dt.date
) -> Interview | None:
    """The interview that asks for an answer of `entry` once more, for one item of it with `each`; what was said stands there.

    `flow` is the entry's flow as it is now, None when it is gone. None for an answer that cannot be put: of a kind that is
    not known here, with records that another program numbered otherwise, or left empty where nothing is known to choose from.
    """
    known = flow.questions.get(answer.id) if flow else None
    question = _question(entry, answer, each, known if isinstance(known, Asked) and known.type == answer.type else None)
    said = answer.said if each is None else each.said
    given = None if question is None else _given(question, said)
    if question is None or given is None:
        return None
    own = Flow(
        flow=entry.flow.id,
        version=max(1, entry.flow.version),
        title=entry.flow.title,
        about="",
        steps=(cast(Question, question),),
    )
    begun = Interview(own, past, today, kept=given)
    if not isinstance(question, Group):
        return begun if begun.current is not None else None
    # With records, one begins where they can be looked over; where there is no room for more, at the first.
    overlooking = replace(begun, ahead=frozenset(given)).forward()
    return begun if overlooking.current is None else overlooking


def said_now(interview: Interview) -> Said:
    """What is said in an interview that `amending` made, when it is finished."""
    name = next(iter(interview.flow.questions))
    return replace(interview.answers().of_question(name, None) or SKIPPED, extra={})


def settled(said: Said, before: Said, earlier: Iterable[Said], question: Question) -> Said:
    """What is said now, with keys by which items and records are found again: none that another one ever had at this place.

    `before` is what stood there and `earlier` what stood there once. A record keeps the fields of other programs.
    """
    if not isinstance(said.value, list) or not all(isinstance(each, dict) for each in said.value):
        return said
    known = _by_key(before)
    top = max(
        (
            int(key)
            for each in (before, *earlier)
            for key in _by_key(each)
            if key.isdecimal() and len(key) < LONGEST_KEY
        ),
        default=0,
    )
    ours = {*(each.id for each in fields_of(question)), "key", "text", "said", "other"}
    settled: list[Any] = []
    for each in said.value:
        if each["key"] in known:
            others = {name: value for name, value in known[each["key"]].items() if name not in ours}
            settled.append({**each, **others})
        elif question.type == Entries.type:
            settled.append(each)
        else:
            top += 1
            settled.append({**each, "key": str(top)})
    return replace(said, value=settled)


def _by_key(said: Said) -> dict[str, Mapping[str, Any]]:
    """The items or records of an answer by their keys."""
    held = said.value if isinstance(said.value, list) else []
    return {str(each["key"]): each for each in held if isinstance(each, dict) and "key" in each}


def with_summary(entry: Entry, flow: Flow | None) -> Entry:
    """The entry with its line for lists as its answers now make it; as it is where the flow is gone or says nothing."""
    if flow is None or flow.summary is None:
        return entry
    told = {name.partition(".")[0] for name in references(flow.summary)}
    if any(answer.private and answer.id in told for answer in entry.answers):
        # It was private when it was said, whatever the flow says of it now.
        return entry
    given = {spot: said for answer in entry.answers for spot, said in _spots(answer)}
    words = Answers(flow, given, Past()).fill(flow.summary)
    return replace(entry, summary=words.strip()) if words and words.strip() else entry


# --------------------------------------------------------------------------------------------------------- the question


def _question(entry: Entry, answer: Answer, each: EachSaid | None, known: Asked | None) -> Asked | None:
    """The question by itself, in the words in which it was asked: what it took from other answers is fixed now."""
    kind = _KINDS.get(answer.type)
    if kind is None:
        return None
    asked = answer.asked if each is None else each.asked or answer.asked.replace(HOLE, each.text)
    question = known or _bare(kind, answer.id)
    plain: dict[str, Any] = {
        "ask": escaped(asked),
        "hint": _fixed_words(question.hint),
        "private": answer.private,
        "names": answer.names,
        **dict.fromkeys(("when", "each", "follow_up", "becomes", "about", "show")),
        "required": False,
    }
    said = answer.said if each is None else each.said
    return replace(question, **plain, **_alone(entry, question, answer, said))


def _bare(kind: type[Any], name: str) -> Any:
    """A question of a kind, with nothing yet to choose from or to fill in."""
    needed: dict[type[Any], dict[str, Any]] = {
        Choice: {"options": Options()},
        Choices: {"options": Options()},
        Group: {"fields": ()},
    }
    return kind(id=name, ask="", **needed.get(kind, {}))


def _alone(entry: Entry, question: Asked, answer: Answer, said: Said) -> dict[str, Any]:
    """What a type of question has besides, without anything of other answers."""
    if isinstance(question, Choice | Choices):
        return _choosing(entry, question, said.labels)
    if isinstance(question, Group):
        return {
            "fields": tuple(_field(entry, each, question, answer) for each in answer.fields),
            "label": _own_words(question.label, {each.id for each in answer.fields}),
        }
    if isinstance(question, Scale):
        ends = answer.range or (question.range.low, question.range.high)
        return {"range": Range(*ends), "default": None}
    if isinstance(question, Letter):
        return {"template": ()}
    if isinstance(question, Entries):
        return {"order": None}
    return _single(question)


def _single(question: Asked) -> dict[str, Any]:
    if isinstance(question, Date):
        # A day that lay ahead then may be past by now.
        return {"default": None, "only": None}
    if isinstance(question, Items):
        return {"suggest": None, "nudges": ()}
    return {"default": None, **({"suggest": None} if isinstance(question, Text) else {})}


def _choosing(entry: Entry, question: Choice | Choices, chosen: Mapping[str, str]) -> dict[str, Any]:
    """What can be chosen: what the flow offers now, what other answers of this entry offer, and what was chosen."""
    offered = dict(question.options.fixed)
    for source in question.options.sources:
        held = entry.answer(source.partition(".")[0])
        value = held.said.value if held else None
        many = len(question.options.sources) > 1
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict) and isinstance(item.get("text"), str) and isinstance(item.get("key"), str):
                offered[f"{source}/{item['key']}" if many else item["key"]] = item["text"]
    other = question.other or chosen.get(OTHER)
    offered |= {key: label for key, label in chosen.items() if key not in offered and key != OTHER}
    if not offered and other is not None:
        # Where the flow is gone, the free answer may be all that is known.
        offered, other = {OTHER: other}, None
    none: dict[str, Any] = {"default": ()} if isinstance(question, Choices) else {"default": None}
    return {"options": Options(fixed=tuple(offered.items())), "other": other, **none}


def _field(entry: Entry, field: AskedField, group: Group, answer: Answer) -> Field:
    """A field of a group as it was asked."""
    known = next((each for each in group.fields if each.id == field.id and each.type == field.type), None)
    kind = FIELDS.get(field.type, Text)
    own = {each.id for each in answer.fields}
    question = known or _bare(kind, field.id)
    alone = _alone(entry, question, answer, Said(labels=field.labels))
    if isinstance(question, Scale):
        alone["range"] = question.range
    if isinstance(question, Text | Items):
        alone["suggest"] = None
    made: Field = replace(
        question, ask=escaped(field.asked), hint=_fixed_words(question.hint), when=_inside(question.when, own), **alone
    )
    return made


def _inside(condition: Condition | None, fields: set[str]) -> Condition | None:
    """A condition that speaks of fields of the same record alone; another does not hold back what was asked then."""
    if condition is None:
        return None
    branches = [each for _, each in condition.branches()]
    alone = all(name in fields for each in branches for name, _ in each.tests)
    return condition if alone and not any(each.entry or each.no_entry or each.due for each in branches) else None


def _fixed_words(text: str | None) -> str | None:
    return text if text is not None and not references(text) else None


def _own_words(text: str | None, fields: set[str]) -> str | None:
    return text if text is not None and fields.issuperset(references(text)) else None


# -------------------------------------------------------------------------------------------------------- what was said


def _given(question: Asked, said: Said) -> dict[Spot, Said] | None:
    """What was said, by the places where it is asked for; None where the records cannot be told apart by number."""
    if not isinstance(question, Group):
        return {} if said.skipped else {Spot(question.id): replace(said, extra={})}
    records = _numbered(said)
    if records is None:
        return None
    found: dict[Spot, Said] = {}
    for number in range(1, max(records, default=0) + 1):
        record = records.get(number, {})
        found[Spot(question.id, record=number)] = Said(value=True)
        for field in question.fields:
            spot = Spot(question.id, record=number, field=field.id)
            found[spot] = _of_field(field, record)
    return found


def _numbered(said: Said) -> dict[int, Mapping[str, Any]] | None:
    records: dict[int, Mapping[str, Any]] = {}
    for each in said.value if isinstance(said.value, list) else ():
        key = each.get("key") if isinstance(each, dict) else None
        if not isinstance(key, str) or not key.isdecimal() or len(key) > 3 or not int(key) or int(key) in records:
            return None
        records[int(key)] = each
    return records


def _of_field(field: Field, record: Mapping[str, Any]) -> Said:
    labels = dict(field.options.fixed) if isinstance(field, Choice | Choices) else {}
    said = AskedField(field.id, field.ask, field.type, labels).said_in(record)
    if said.skipped or (said.value is None and said.said is None):
        return SKIPPED
    keys = said.value if isinstance(said.value, list) else [said.value]
    if isinstance(field, Choice | Choices):
        own = {OTHER: field.other} if field.other else {}
        return replace(said, labels={key: ({**labels, **own}).get(key, key) for key in keys if isinstance(key, str)})
    return replace(said, labels={})


def _spots(answer: Answer) -> Iterator[tuple[Spot, Said]]:
    for key, said in [(None, answer.said)] if answer.each is None else [(each.key, each.said) for each in answer.each]:
        records = _numbered(said) if answer.type == Group.type else None
        if records is None:
            yield Spot(answer.id, key), said
            continue
        for number, record in records.items():
            for field in answer.fields:
                yield Spot(answer.id, key, number, field.id), field.said_in(record)
