"""The flows that come with the program, held against the method they are written from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from reflect.flow.build import unbuild
from reflect.flow.model import Flow, Section, Stop, walk
from tests.flows.method import ELSEWHERE, METHOD, NOT_WHEN_WRONGED, OF_WHAT_WAS_SAID, PROMPTS, SHIPPED, UNLISTED, facts
from tests.flows.shipped import LIBRARY, shipped_flow

FLOWS = {name: shipped_flow(name) for name in SHIPPED}
# Commands that are no flow and that a text may send a person to.
COMMANDS = {"resume", "drafts", "setbacks", "list", "show", "export", "due", "next", "lifeline"}


def texts(value: Any) -> Iterator[str]:
    """Every text in a flow as plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def sections(flow: Flow) -> list[dict[str, Any]]:
    return [{"title": step.title, "when": step.when is not None} for step in flow.steps if isinstance(step, Section)]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_question_and_note_of_the_method_is_asked_in_its_order(name: str) -> None:
    found = [key for key in facts(FLOWS[name]) if key not in UNLISTED]
    assert found == [step["id"] for step in METHOD[name]["steps"]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [pytest.param(name, step, id=f"{name}.{step['id']}") for name in SHIPPED for step in METHOD[name]["steps"]],
)
def test_a_question_has_the_type_options_and_rows_of_the_method(name: str, expected: dict[str, Any]) -> None:
    found, expected = facts(FLOWS[name])[expected["id"]], dict(expected)
    if ELSEWHERE.get(name) == expected["id"]:
        assert found.pop("follow_up", None) != expected.pop("follow_up", None)
    step = next(each for _, _, each in walk(FLOWS[name]) if getattr(each, "id", None) == expected["id"])
    when = unbuild(getattr(step, "when", None))
    if expected["id"] in NOT_WHEN_WRONGED.get(name, ()):
        assert when == {"define.nature": {"not": "done_to_me"}}
        expected["when"] = True
    if expected["id"] in OF_WHAT_WAS_SAID.get(name, ()):
        said = {"thought": {"answered": True}}
        assert when in (said, {"any": [said, {"sounds": {"answered": True}}]})
        expected["when"] = True
    assert found == expected


def test_the_sections_of_define_are_those_of_the_method() -> None:
    assert sections(FLOWS["define"]) == METHOD["define"]["sections"]


def test_debrief_stops_where_the_method_hides_all_that_follows() -> None:
    flow = FLOWS["debrief"]
    titles = [each["title"] for each in sections(flow)]
    assert titles == [each["title"] for each in METHOD["debrief"]["sections"]]
    story = next(
        place for place, step in enumerate(flow.steps) if isinstance(step, Section) and step.title == titles[1]
    )
    stops = [step for step in flow.steps[:story] if isinstance(step, Stop)]
    assert [(unbuild(stop.when), stop.keep, stop.again) for stop in stops] == [
        ({"now": "later"}, "draft", "now"),
        ({"fresh": "raw"}, "draft", "fresh"),
    ]
    assert all(each["when"] for each in METHOD["debrief"]["sections"][1:])


@pytest.mark.parametrize("name", SHIPPED)
def test_title_and_minutes_are_those_of_the_method(name: str) -> None:
    flow = FLOWS[name]
    assert (flow.title, flow.minutes) == (METHOD[name]["title"], METHOD[name]["minutes"])


@pytest.mark.parametrize("name", SHIPPED)
def test_the_help_line_stands_in_the_first_kilobyte(name: str) -> None:
    flow, head = FLOWS[name], LIBRARY.files()[name].head()
    assert (head["title"], head["about"], head["minutes"]) == (flow.title, flow.about, flow.minutes)


@pytest.mark.parametrize("name", SHIPPED)
def test_an_editor_is_told_where_the_schema_is(name: str) -> None:
    first = (PROMPTS / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=./flow.schema.json"


@pytest.mark.parametrize("name", SHIPPED)
def test_no_text_shouts_or_winks(name: str) -> None:
    for text in texts(unbuild(FLOWS[name])):
        assert "!" not in text
        assert not [sign for sign in text if unicodedata.category(sign) in ("So", "Cs") or sign == "\ufe0f"], text


@pytest.mark.parametrize("name", SHIPPED)
def test_no_text_sends_a_person_to_a_command_that_is_not_there(name: str) -> None:
    known = COMMANDS | LIBRARY.files().keys()
    for text in texts(unbuild(FLOWS[name])):
        for code in re.findall(r"`([^`]*)`", text):
            command, _, word = code.partition(" ")
            assert (command == "reflect" and word in known) or code == "--quick", text
