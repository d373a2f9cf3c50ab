"""Which words of an answer are weighed by which checks, and when: a text at once, a record when it is filled in, a group
when nothing more is added to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reflect.checks.model import Check
from reflect.checks.remark import Remark
from reflect.checks.subject import Record, Subject
from reflect.checks.weighing import weigh
from reflect.entry.draft import Spot
from reflect.entry.plain import Json
from reflect.entry.said import Said
from reflect.flow.questions import Asked, Date, Group, Items, Long, Reopen, Text
from reflect.interview.ask import Ask
from reflect.interview.held import Held, holds
from reflect.interview.past import Past
from reflect.interview.state import Interview

WHOLE = "group"
"""What a check is `of` that looks at all records of a group together."""


def checks_at(interview: Interview, ask: Ask) -> tuple[str, ...]:
    """The ids of the checks that look at the answer to a question, by the question and by the flow."""
    question = interview.flow.questions.get(ask.spot.question)
    if isinstance(question, Reopen):
        question = interview.flow.questions[question.of]
    own = question.checks if isinstance(question, Asked) else ()
    written = isinstance(ask.question, Text | Long) or (isinstance(question, Group) and not ask.gate)
    return tuple(dict.fromkeys((*own, *(interview.flow.checks if written else ()))))


def remarks_on(interview: Interview, ask: Ask, said: Said, checks: Iterable[Check]) -> tuple[Remark, ...]:
    """What `checks` say about an answer that was just given, in the interview as it stands after it; nothing that was
    said in this interview before."""
    listed = [*checks]
    if ask.group is None:
        return () if said.skipped else _weighed(interview, _subject(ask, said), listed)
    found: tuple[Remark, ...] = ()
    ahead = interview.current.spot if isinstance(interview.current, Ask) else None
    if not ask.gate and not _same(ahead, ask.spot, record=True):
        filled = [each for each in _records(interview, ask, promised=True) if each[0] == str(ask.spot.record)]
        subject = Subject(records=tuple(record for _, record in filled))
        found = _weighed(interview, subject, [each for each in listed if each.of != WHOLE]) if filled else ()
    if not found and not _same(ahead, ask.spot, record=False):
        subject = Subject(records=tuple(record for _, record in _records(interview, ask)))
        found = _weighed(interview, subject, [each for each in listed if each.of == WHOLE]) if subject.records else ()
    return found


def spot_of(ask: Ask, remark: Remark) -> Spot:
    """Where the words stand that a remark on an answer is about."""
    fields = {each.id for each in ask.group.fields} if ask.group else set()
    if remark.field in fields and ask.spot.field is not None:
        return replace(ask.spot, field=remark.field)
    return ask.spot


def _weighed(interview: Interview, subject: Subject, checks: list[Check]) -> tuple[Remark, ...]:
    if not checks:
        return ()
    answers = interview.answers()
    others = {name: words for name in interview.flow.questions if (words := "\n".join(answers.whole(name)))}
    return weigh(checks, replace(subject, answers=others), interview.raised)


def _subject(ask: Ask, said: Said) -> Subject:
    value = said.value
    if isinstance(ask.question, Items):
        return Subject(text="\n".join(str(each["text"]) for each in value))
    if (isinstance(value, str) and isinstance(ask.question, Text | Long)) or ask.question.type in ("letter", "reopen"):
        return Subject(text=str(value))
    if isinstance(value, list):
        return Subject(chosen=tuple(each for each in value if isinstance(each, str)))
    return Subject(chosen=(value,)) if isinstance(value, str) else Subject()


def _records(interview: Interview, ask: Ask, *, promised: bool = False) -> list[tuple[str, Record]]:
    """The records of the group so far that say anything, each with its key; with `promised`, without those that promise
    nothing, since they say that it is done."""
    assert ask.group
    group = ask.group
    found = interview.answers().records(group, ask.spot.item)
    return [(str(each["key"]), _record(group, each)) for each in found if not (promised and _settled(group, each))]


def _settled(group: Group, record: Mapping[str, Json]) -> bool:
    """Whether a record says of itself that nothing is left to be done."""
    unless = group.follow_up.unless if group.follow_up else None
    return unless is not None and holds(unless, lambda name: Held("", (Said(record.get(name)),)), Past())


def _record(group: Group, held: Mapping[str, Json]) -> Record:
    written = {
        each.id: str(held[each.id]) for each in group.fields if isinstance(each, Text | Long) and each.id in held
    }
    # A day in words that could not be read is a day all the same.
    days = {
        each.id: _day(held.get(each.id))
        for each in group.fields
        if isinstance(each, Date) and not (each.id in held and held[each.id] is None)
    }
    return Record(written, days)


def _day(value: Json) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None


def _same(ahead: Spot | None, spot: Spot, *, record: bool) -> bool:
    """Whether what is asked next is in the same group, or in the same `record` of it."""
    if ahead is None or (ahead.question, ahead.item) != (spot.question, spot.item):
        return False
    return not record or (ahead.record == spot.record and ahead.field is not None)
