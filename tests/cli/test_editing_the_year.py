"""Every answer of the made-up year, which runs all shipped flows, can be changed: one by one, and in a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reflect.entry.amending import Place, places
from reflect.entry.model import Answer, Entry
from reflect.entry.said import EachSaid, Said
from reflect.flow.model import Flow
from reflect.interview.amending import amending, said_now, with_summary
from reflect.interview.ask import Ask
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.journal.folder import Journal
from reflect.pages.entry_sheet import sheet
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.entry_sheet import amendments
from tests.cli.running import LAST_EVENING, Reflect
from tests.flows.shipped import shipped_flow


@pytest.fixture(scope="module")
def journal(a_year: Path) -> Journal:
    return Reflect(a_year).place().journal


@pytest.fixture(scope="module")
def entries(journal: Journal) -> list[Entry]:
    found = [each for each in journal.entries() if isinstance(each, Entry)]
    assert len({each.flow.id for each in found}) >= 14
    return found


@pytest.fixture(params=["its flow", "no flow"])
def flow_of(request: pytest.FixtureRequest) -> Any:
    """Gives the flow of an entry; none where the flow is gone."""
    return (lambda entry: shipped_flow(entry.flow.id)) if request.param == "its flow" else (lambda entry: None)


def asking(
    entry: Entry, answer: Answer, each: EachSaid | None, flow: Flow | None, journal: Journal
) -> Interview | None:
    found = amending(entry, answer, each, flow, Past(setbacks=tuple(journal.setbacks())), LAST_EVENING.date())
    # What was left empty, and could be chosen among the answers of other entries, is not known any more.
    assert found is not None or ((each or answer).said.skipped and answer.type in ("choice", "choices"))
    return found


def all_of(entries: list[Entry]) -> Iterator[tuple[Entry, Place, Answer, EachSaid | None, Said]]:
    for entry in entries:
        for place, answer, each in places(entry):
            yield entry, place, answer, each, answer.said if each is None else each.said


def test_an_answer_that_is_given_again_as_it_stands_is_the_same(
    entries: list[Entry], journal: Journal, flow_of: Any
) -> None:
    for entry, _, answer, each, said in all_of(entries):
        if (interview := asking(entry, answer, each, flow_of(entry), journal)) is None:
            continue
        while isinstance(ask := interview.current, Ask):
            again = ask.old if ask.old is not None else interview.understood(False if ask.gate else None)
            interview = interview.give(again).forward()
        assert said_now(interview) == replace(said, extra={})


def test_the_question_is_put_in_the_words_in_which_it_was_asked(entries: list[Entry], journal: Journal) -> None:
    for entry, _, answer, each, _ in all_of(entries):
        if (interview := asking(entry, answer, each, shipped_flow(entry.flow.id), journal)) is None:
            continue
        ask = interview.current
        assert isinstance(ask, Ask)
        asked = answer.asked if each is None else each.asked or answer.asked.replace("{it}", each.text)
        assert (ask.heading if ask.group else ask.text) == asked
        assert (ask.group.private if ask.group else getattr(ask.question, "private", False)) == answer.private


def test_a_sheet_that_is_not_touched_changes_nothing(entries: list[Entry], journal: Journal, flow_of: Any) -> None:
    for entry in entries:
        flow = flow_of(entry)
        file = AnswersFile.parse("sheet", sheet(entry, flow).encode())
        assert amendments(entry, file, lambda a, e: asking(entry, a, e, flow, journal)) == ()  # noqa: B023


def test_what_a_sheet_says_is_accepted_as_it_stands(
    entries: list[Entry], journal: Journal, flow_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if each answer had been touched: nothing is refused, and nothing but a day's own words becomes other words.
    monkeypatch.setattr("reflect.terminal.sheet.entry_sheet._at", lambda tree, path: object())
    for entry in entries:
        flow = flow_of(entry)
        file = AnswersFile.parse("sheet", sheet(entry, flow).encode())
        for found in amendments(entry, file, lambda a, e: asking(entry, a, e, flow, journal)):  # noqa: B023
            assert plainly(found.after) == plainly(found.before)


def plainly(said: Said) -> Any:
    """What is said, without the words of a day, and without the order of what was chosen."""
    value = sorted(said.value, key=str) if isinstance(said.value, list) else said.value
    return value, said.skipped, said.other, said.labels


def test_a_line_for_lists_is_as_the_answers_make_it(entries: list[Entry]) -> None:
    for entry in entries:
        assert with_summary(entry, shipped_flow(entry.flow.id)).summary == entry.summary
