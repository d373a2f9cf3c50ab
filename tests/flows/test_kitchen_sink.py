"""The kitchen-sink flows hold every type and every key that the language has, so that tests through them miss none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from inspect import get_annotations
from pathlib import Path
from typing import Any

import pytest

from reflect.flow import conditions, model, options, questions
from reflect.flow.conditions import Condition
from reflect.flow.model import STEPS
from reflect.flow.notation import Parsed
from reflect.flow.shapes import key_of
from reflect.library.document import read
from reflect.library.flows import Library
from tests.flows.method import HERE, PROMPTS

# One flow cannot hold all: what is thrown away must not be on disk before the end, and a draft that waits must be.
FILES = [HERE / "kitchen_sink.yaml", HERE / "kitchen_sink_halting.yaml"]
TREE = [read(path.read_bytes()).tree for path in FILES]


def keys(tree: Any) -> Iterator[str]:
    """Every key of every mapping."""
    if isinstance(tree, dict):
        yield from tree
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from keys(each)


def mappings(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from mappings(each)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_sound(path: Path) -> None:
    assert Library(PROMPTS).check(path).flow == path.stem


def test_it_has_every_type() -> None:
    assert {each["type"] for each in mappings(TREE) if isinstance(each.get("type"), str)} == {*STEPS}


def test_it_has_every_key_of_every_type() -> None:
    for kind, step in STEPS.items():
        written = {key for each in mappings(TREE) if each.get("type") == kind for key in each}
        assert {key_of(name) for name in get_annotations(step)} <= written, kind


def test_it_has_every_key_of_every_other_model() -> None:
    kinds = [each for module in (conditions, model, options, questions) for each in vars(module).values()]
    wanted = {
        key_of(field.name)
        for kind in kinds
        if isinstance(kind, type) and is_dataclass(kind) and not issubclass(kind, (Parsed, conditions.Test))
        for field in fields(kind)
    }
    assert wanted - {*keys(TREE)} == set()


def test_it_has_every_notation() -> None:
    assert {*Condition.WORDS, *conditions.Test.KEYS, "from", "order", "of", "due", "at_most"} <= {*keys(TREE)}
