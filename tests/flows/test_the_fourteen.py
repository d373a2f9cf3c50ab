"""All fourteen flows of the method in the flow language: the shipped ones, and the others as test data."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from reflect.flow.build import build, unbuild
from reflect.flow.model import STEPS
from reflect.library.flows import Library
from tests.flows.method import HERE, METHOD, PROMPTS, SHIPPED, facts

# What the method asks for in its prose and lists on no page: the card, and the questions of follow-ups F10, F15 to F17.
UNLISTED = {"cue", "reread", "reported", "shared_what", "talked"}
# A follow-up that depends on which option was chosen stands on the flow; F22 stands on the answer it comes from.
ELSEWHERE = {"gratitude": "rhythm", "checkin": "apology"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("prompts")
    for path in [*(HERE / "every_flow").glob("*.yaml"), *(PROMPTS / f"{name}.yaml" for name in SHIPPED)]:
        shutil.copy(path, folder)
    return Library(folder)


def test_all_fourteen_are_there(library: Library) -> None:
    assert [*library.files()] == sorted(METHOD)
    assert len(METHOD) == 14


@pytest.mark.parametrize("name", METHOD)
def test_a_flow_of_the_method_can_be_said_in_the_language(name: str, library: Library) -> None:
    found = {key: fact for key, fact in facts(library.load(name).flow).items() if key not in UNLISTED}
    expected: dict[str, dict[str, Any]] = {step["id"]: dict(step) for step in METHOD[name]["steps"]}
    if moved := ELSEWHERE.get(name):
        assert found[moved].pop("follow_up", None) != expected[moved].pop("follow_up", None)
    assert found == expected


@pytest.mark.parametrize("name", METHOD)
def test_a_flow_comes_back_from_the_cache_as_it_was(name: str, library: Library, tmp_path: Path) -> None:
    flow = library.load(name).flow
    assert build(unbuild(flow)) == flow
    cached = Library(library.shipped, cache=tmp_path)
    assert cached.load(name) == cached.load(name) == library.load(name)


def test_every_type_of_the_language_is_needed_by_one_of_them(library: Library) -> None:
    assert {step.type for name in METHOD for step in library.load(name).flow.steps} == STEPS.keys()


def test_what_comes_round_as_often_as_was_chosen_stands_on_the_flow(library: Library) -> None:
    follow_ups = library.load("gratitude").flow.follow_up
    assert [unbuild(each.when) for each in follow_ups] == [
        {"rhythm": "daily"},
        {"rhythm": "some"},
        {"rhythm": "weekly"},
    ]
