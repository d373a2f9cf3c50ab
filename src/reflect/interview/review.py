"""All answers of an interview to look over: a row for each, and the place to go to when it is to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reflect.entry.draft import Spot
from reflect.entry.said import Said
from reflect.entry.words import in_words
from reflect.flow.model import Flow
from reflect.flow.questions import Asked, Group
from reflect.flow.scope import reopened
from reflect.interview.state import Interview
from reflect.interview.stations import Station

EMPTY = "(left empty)"
PRIVATE = "(kept, private)"
NOT_KEPT = "(private)"
MORE = "(another, or take one out)"


@dataclass(frozen=True)
class Reviewed:
    """One answer: where it was given, what was asked, and what was said to it in a line."""

    spot: Spot
    asked: str
    said: str


def review(interview: Interview) -> tuple[Reviewed, ...]:
    """The answers given so far in their order: of a group a row for each record, and one for what may be added."""
    found: list[Reviewed] = []
    records: set[tuple[str, str | None, int | None]] = set()
    for station in interview.reached():
        spot = station.spot
        assert spot is not None
        if isinstance(station.step, Group):
            record = (spot.question, spot.item, spot.record)
            if record not in records:
                found += _of_group(interview, station, station.step)
            records.add(record)
        else:
            found.append(Reviewed(spot, _asked(station), _said(station, interview.given[spot])))
    return tuple(found)


def _of_group(interview: Interview, station: Station, group: Group) -> Iterator[Reviewed]:
    """The row of a record, at its first place on the way: the question whether there is one, or its first field."""
    spot = station.spot
    assert spot is not None
    here = interview.answers().at(station.answers.item)
    asked = here.fill(group.ask, missing="…") or ""
    if spot.field is None and interview.given[spot].value is not True:
        yield Reviewed(spot, asked, MORE if here.records(group, spot.item) else EMPTY)
        return
    lines = {item.key.rpartition("/")[2]: item.text for item in here.items(group.id)}
    line = _hidden(interview.flow) if group.private else lines.get(str(spot.record))
    if line is None and spot.field and group.at_most == 1 and not group.required:
        # There is no question whether there is a record, whose row would say so.
        line = EMPTY
    first = next((each.spot for each in interview.trail if each.spot.field and _same_record(each.spot, spot)), None)
    if line and first:
        yield Reviewed(first, asked, line)


def _same_record(one: Spot, other: Spot) -> bool:
    return (one.question, one.item, one.record) == (other.question, other.item, other.record)


def _hidden(flow: Flow) -> str:
    return PRIVATE if flow.drafts == "each" else NOT_KEPT


def _asked(station: Station) -> str:
    assert station.question is not None
    here = station.answers
    if here.private:
        # A private question may speak of private answers, and of an item that is one.
        here = replace(here.at(None), private=False)
    return here.fill(station.question.ask, missing="…") or ""


def _said(station: Station, said: Said) -> str:
    question = station.question
    assert question is not None
    if said.skipped:
        return EMPTY
    opened = reopened(station.answers.flow, question)
    if isinstance(opened, Asked) and opened.private:
        return _hidden(station.answers.flow)
    return in_words(said, opened.type)
