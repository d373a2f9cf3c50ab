"""The published JSON Schema of a flow file is current, accepts every flow there is, and sees the usual mistakes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from reflect.flow.language import schema
from reflect.library.flows import Library
from tests.flow.checking import whole
from tests.flows.method import HERE, PROMPTS

PUBLISHED = PROMPTS / "flow.schema.json"
FILES = sorted([*(each.path for each in Library(PROMPTS).files().values()), *HERE.rglob("*.yaml")])


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(published)
    return Draft202012Validator(published)


def as_an_editor_reads(text: str) -> Any:
    """YAML 1.2, in which 5 and true are no texts."""
    return YAML(typ="safe", pure=True).load(text)


def test_the_published_schema_is_current() -> None:
    text = PUBLISHED.read_text(encoding="utf-8")
    assert json.loads(text) == schema(), "write it anew: reflect flows schema > prompts/flow.schema.json"
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_flow_is_valid(path: Path, validator: Draft202012Validator) -> None:
    validator.validate(as_an_editor_reads(path.read_text(encoding="utf-8")))


RIGHT = {
    "minutes as one number": "minutes: 5",
    "a fixed default day": "steps: [{id: q, ask: When?, type: date, default: '2026-03-01'}]",
    "a default in two weeks": "steps: [{id: q, ask: When?, type: date, default: 2w}]",
    "a number for an option": "steps: [{id: q, ask: Which?, type: choice, options: {a: 1, b: 2}}]",
    "a test against a number": "steps: [{id: q, ask: Why?, type: text, when: {define.worth: [1, 2]}}]",
}
WRONG = {
    "an unknown key": "titel: Mine",
    "an unknown key of a question": "steps: [{id: q, ask: Why?, type: text, hnit: Because}]",
    "a key of another type": "steps: [{id: q, ask: Why?, type: text, range: 0-5}]",
    "an unknown type": "steps: [{id: q, ask: Why?, type: txt}]",
    "a missing type": "steps: [{id: q, ask: Why?}]",
    "a missing ask": "steps: [{id: q, type: text}]",
    "a missing id": "steps: [{ask: Why?, type: text}]",
    "no steps": "steps: []",
    "an id in capitals": "steps: [{id: Q, ask: Why?, type: text}]",
    "nothing after a key": "title:",
    "an empty text": "title: ''",
    "a version of 0": "version: 0",
    "a wrong word where there are few": "needs: setbak",
    "a view that is none": "steps: [{type: view, view: cause}]",
    "options as a list": "steps: [{id: q, ask: Which?, type: choice, options: [a, b]}]",
    "an unknown key beside from": "steps: [{id: q, ask: Which?, type: choice, options: {from: a, ordr: b}}]",
    "a condition as a text": "steps: [{id: q, ask: Why?, type: text, when: yes}]",
    "a test that tests nothing": "steps: [{id: q, ask: Why?, type: text, when: {a: {}}}]",
    "any inside any": "steps: [{id: q, ask: Why?, type: text, when: {any: [{a: b}, {any: [{a: b}, {c: d}]}]}}]",
    "a repetition over two things": "steps: [{id: q, ask: Why?, type: text, each: {of: a, due: b}}]",
    "a default date that is none": "steps: [{id: q, ask: When?, type: date, default: soon}]",
    "a span that is none": "seal: {when: {q: x}, for: a while}",
    "a range that is none": "steps: [{id: q, ask: How bad?, type: scale, range: 0..10}]",
    "a group in a group": "steps: [{id: q, ask: Who?, type: group, fields: [{id: a, ask: A?, type: group}]}]",
    "a group without fields": "steps: [{id: q, ask: Who?, type: group, fields: []}]",
    "an unknown key of a field": "steps: [{id: q, ask: W?, type: group, fields: [{id: a, ak: A?, type: text}]}]",
    "an unknown key in a letter": "steps: [{id: q, ask: Yours?, type: letter, template: [{txt: Dear you}]}]",
    "a follow-up without a kind": "steps: [{id: q, ask: When?, type: date, follow_up: {text: look}}]",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_valid(text: str, validator: Draft202012Validator) -> None:
    validator.validate(as_an_editor_reads(whole(text)))


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_a_usual_mistake_is_not_valid(text: str, validator: Draft202012Validator) -> None:
    assert not validator.is_valid(as_an_editor_reads(whole(text)))


def test_what_is_shared_by_all_questions_is_explained_on_each() -> None:
    definitions = schema()["$defs"]
    for name in ("Text", "Group", "Letter"):
        assert "earlier answer" in definitions[name]["properties"]["ask"]["description"]
