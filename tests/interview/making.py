"""Small flows for tests, written as they stand in a file, and interviews of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from textwrap import dedent, indent
from typing import Any

from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.flow.language import check
from reflect.flow.model import Flow
from reflect.interview.ask import Ask
from reflect.interview.finish import entry_of, flow_name
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.library.document import read

TODAY = dt.date(2026, 3, 7)
NOW = dt.datetime(2026, 3, 7, 9, 30, tzinfo=dt.UTC)
NOTHING = Past()


def flow_of(steps: str, header: str = "", *others: Flow) -> Flow:
    """The flow with these steps (YAML), further keys in `header`, checked beside `others`."""
    head = "flow: trial\nversion: 1\ntitle: Trial\nabout: A trial.\n" + dedent(header)
    tree = read((head + "\nsteps:\n" + indent(dedent(steps), "  ")).encode()).tree
    flow, problems = check(tree, {each.flow: each for each in others})
    assert flow is not None, problems
    assert problems == []
    return flow


def begun(steps: str, header: str = "", *, past: Past = NOTHING, quick: bool = False) -> Interview:
    """An interview at its first question."""
    return Interview(flow_of(steps, header), past, TODAY, quick)


def say(interview: Interview, *answers: object) -> Interview:
    """The interview after `answers`, one for each question in turn."""
    for raw in answers:
        interview = interview.answer(raw)
    return interview


def here(interview: Interview) -> Ask:
    """The question that is open."""
    assert isinstance(interview.current, Ask)
    return interview.current


def drafted_first(flow: Flow) -> Draft:
    """A draft of `flow` with nothing in it."""
    return Draft("019cb5f0-0000-7aaa-8bbb-000000000001", flow_name(flow), "", None, NOW, NOW)


def finished(interview: Interview, number: int = 1) -> Entry:
    """The entry of a finished interview."""
    assert interview.current is None
    return entry_of(interview, drafted_first(interview.flow), f"019cb5f0-0000-7bbb-8bbb-{number:012}", NOW)


def stored(interview: Interview) -> dict[str, Any]:
    """What the entry of a finished interview holds for each question, as it is written."""
    return {each.id: each.to_json() for each in finished(interview).answers}


def setback(number: int, title: str | None) -> Setback:
    return Setback(id=f"019cb5f0-0000-7ccc-8bbb-{number:012}", title=title, created=NOW)


def asked(interview: Interview, answers: Mapping[str, object]) -> list[str]:
    """The ids asked when `answers` are given by question id and all else is left empty; to the end, or to a halt."""
    seen: list[str] = []
    while isinstance(ask := interview.current, Ask):
        if ask.spot.question not in seen:
            seen.append(ask.spot.question)
        interview = interview.answer(False if ask.gate else answers.get(ask.spot.question))
    return seen
