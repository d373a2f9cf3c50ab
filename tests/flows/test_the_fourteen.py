"""All fourteen flows of the method in the flow language: the shipped ones, and the others as test data."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflect.flow.build import build, unbuild
from reflect.flow.model import STEPS
from reflect.library.flows import Library
from tests.flows.method import METHOD, PROMPTS, SHIPPED


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(PROMPTS)


def test_all_fourteen_are_there(library: Library) -> None:
    assert [*library.files()] == sorted(METHOD) == sorted(SHIPPED)
    assert len(METHOD) == 14


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
