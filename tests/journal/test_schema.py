"""The published JSON Schema of an entry says what is written, so that other programs can read the journal."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.amending import Earlier, Place
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.plain import Json
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.flow.becoming import MEANINGS
from reflect.flow.build import unbuild
from reflect.flow.promises import FlowFollowUp, FollowUp
from reflect.flow.questions import Asked
from reflect.flow.spans import Span
from reflect.journal.ids import when
from tests.interview.making import finished
from tests.interview.walks import NAMES, Walker, beginning, flow_named
from tests.journal.making import NOON, Clock, an_entry, journal_in, minter

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "entry.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

IDS = st.integers(0, 2**74 - 1).map(
    lambda number: minter(Clock(NOON + dt.timedelta(seconds=number % 10**9)))()  # some years from now
)
KEYS = st.text(min_size=1, max_size=8)
LABELS = st.dictionaries(KEYS, st.text(), max_size=3)
DAYS = st.dates().map(dt.date.isoformat)
MOMENTS = st.builds(
    lambda seconds, minutes: (NOON + dt.timedelta(seconds=seconds)).astimezone(
        dt.timezone(dt.timedelta(minutes=minutes))
    ),
    st.integers(-(10**9), 10**9),
    st.integers(-14 * 60, 14 * 60),
)
JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
UNKNOWN = st.dictionaries(st.text(min_size=1).map(lambda name: f"x_{name}"), JSON, max_size=2)
ITEMS = st.lists(st.fixed_dictionaries({"key": KEYS, "text": st.text()}), max_size=3)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"key": KEYS},
        optional={
            "who": st.text() | st.none(),
            "on": DAYS | st.none(),
            "told": st.booleans(),
            "said": st.dictionaries(KEYS, st.text(), max_size=2),
            "other": st.dictionaries(KEYS, st.text(), max_size=2),
        },
    ),
    max_size=3,
)
VALUES: dict[str, st.SearchStrategy[Json]] = {
    "text": st.text(),
    "long": st.text(),
    "letter": st.text(),
    "choice": KEYS,
    "choices": st.lists(KEYS, max_size=3),
    "scale": st.integers(0, 10),
    "date": DAYS | st.none(),
    "yesno": st.booleans(),
    "list": ITEMS,
    "entries": ITEMS,
    "group": RECORDS,
}
FIELDS = st.lists(st.builds(AskedField, KEYS, st.text(), st.sampled_from(sorted(VALUES)), LABELS), max_size=2).map(
    tuple
)


def sayings(kind: str) -> st.SearchStrategy[Said]:
    words = st.none() | st.text()
    return st.just(Said(skipped=True)) | st.builds(Said, VALUES[kind], st.just(value=False), words, words, LABELS)


FLOWS = [flow_named(name) for name in NAMES]
ASKED = [each for flow in FLOWS for each in flow.questions.values() if isinstance(each, Asked)]
PROMISES = [unbuild(each.follow_up) for each in ASKED if each.follow_up]
BECOMES = [each.becomes.plain() for each in ASKED if each.becomes]
COMING_BACK = [unbuild(each) for flow in FLOWS for each in flow.follow_up]


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    kind = draw(st.sampled_from(sorted(VALUES)))
    words = st.none() | st.text()
    each_said = st.builds(EachSaid, KEYS, st.text(), sayings(kind), words, words)
    each = draw(st.none() | st.lists(each_said, max_size=3).map(tuple))
    return Answer(
        id=draw(KEYS),
        asked=draw(st.text()),
        type=kind,
        said=draw(sayings(kind)) if each is None else Said(skipped=True),
        section=draw(st.none() | st.text()),
        private=draw(st.booleans()),
        each=each,
        fields=draw(FIELDS) if kind == "group" else (),
        range=(0, 10) if kind == "scale" else None,
        about=draw(words),
        follow_up=draw(st.none() | st.sampled_from(PROMISES)),
        becomes=draw(st.none() | st.sampled_from(BECOMES)),
        extra=draw(UNKNOWN),
    )


WORDINGS = st.builds(
    Earlier,
    st.builds(Place, KEYS, st.none() | KEYS),
    st.sampled_from(sorted(VALUES)).flatmap(sayings),
    MOMENTS,
).map(Earlier.to_json)
ENTRIES = st.builds(
    Entry,
    id=IDS,
    flow=st.builds(FlowName, KEYS, st.integers(1, 99), st.text()),
    setback=st.none() | IDS,
    started=MOMENTS,
    finished=MOMENTS,
    answers=st.lists(answers(), max_size=4).map(tuple),
    summary=st.none() | st.text(),
    earlier=st.lists(WORDINGS, max_size=2).map(tuple),
    sealed_until=st.none() | st.dates(),
    follow_up=st.lists(st.sampled_from(COMING_BACK), max_size=2).map(tuple),
    format=st.just(1),
    extra=UNKNOWN,
)


@settings(deadline=None)
@given(ENTRIES)
def test_whatever_is_written_fits_the_schema_and_comes_back_the_same(entry: Entry) -> None:
    with tempfile.TemporaryDirectory() as folder:
        journal = journal_in(Path(folder))

        journal.add_entry(entry)

        path = journal.path_of(entry.id)
        VALIDATOR.validate(json.loads(path.read_text("utf-8")))
        assert path.parts[-3:-1] == (f"{when(entry.id):%Y}", f"{when(entry.id):%m}")
        assert journal.entry(entry.id) == entry


@pytest.mark.parametrize("name", NAMES)
def test_the_entry_of_each_flow_fits_the_schema(name: str) -> None:
    for seed in range(3):
        random = Random(seed)
        end = Walker(random).to_the_end(beginning(name, random))
        if end.current is None:
            VALIDATOR.validate(finished(end).to_json())


def test_the_schema_is_itself_sound() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def whole() -> dict[str, Any]:
    return an_entry(minter(Clock())()).to_json()


def answer(**fields: Json) -> dict[str, Any]:
    return {**whole(), "answers": [{"id": "how", "section": None, "asked": "How?", **fields}]}


@pytest.mark.parametrize("field", Entry.KEYS)
def test_the_schema_knows_every_field_of_an_entry(field: str) -> None:
    assert field in SCHEMA["properties"]


@pytest.mark.parametrize("field", Answer.KEYS)
def test_the_schema_knows_every_field_of_an_answer(field: str) -> None:
    known = {**SCHEMA["$defs"]["answer"]["properties"], **SCHEMA["$defs"]["said"]["properties"], "value": {}}
    assert field in known


@pytest.mark.parametrize("field", EachSaid.KEYS)
def test_the_schema_knows_every_field_of_an_answer_for_one_item(field: str) -> None:
    each = SCHEMA["$defs"]["answer"]["properties"]["each"]["items"]["properties"]
    assert field in {**each, **SCHEMA["$defs"]["said"]["properties"], "value": {}}


@pytest.mark.parametrize("kind", [FollowUp, FlowFollowUp])
def test_the_schema_knows_everything_that_a_flow_says_of_what_comes_back(kind: type) -> None:
    named = {each.name.rstrip("_") for each in dataclasses.fields(kind)}
    assert named <= SCHEMA["$defs"]["follow_up"]["properties"].keys()


def test_the_schema_knows_every_meaning_of_an_answer() -> None:
    meanings = SCHEMA["$defs"]["answer"]["properties"]["becomes"]["oneOf"][1]["additionalProperties"]["anyOf"]
    assert meanings[0]["enum"] == [*MEANINGS]
    assert SCHEMA["$defs"]["span"]["pattern"] == Span.described()["pattern"]


@pytest.mark.parametrize(
    "value",
    [
        {**whole(), "follow_up": {"kind": "look"}},
        {**whole(), "follow_up": [{"kind": "look"}]},
        {**whole(), "follow_up": [{"kind": "look", "text": "x", "in": "soon"}]},
        answer(type="text", value="x", follow_up={"kind": "look", "text": "x", "again": "4d"}),
        answer(type="text", value="x", becomes="day"),
        answer(type="choice", value="x", becomes={"x": "soon"}),
        answer(type="text", each=[{"key": "a", "text": "b", "value": "c", "about": None}]),
        {**whole(), "format": 2},
        {**whole(), "id": "../x"},
        {**whole(), "setback": "x"},
        {**whole(), "started": "2026-11-20T12:00:00"},
        {**whole(), "sealed_until": "tomorrow"},
        {key: value for key, value in whole().items() if key != "flow"},
        answer(type="text"),
        answer(type="text", value="x", skipped=True),
        answer(type="text", value=1),
        answer(type="text", value="x", each=[]),
        answer(type="choices", value="x"),
        answer(type="yesno", value="yes"),
        answer(type="scale", value="3"),
        answer(type="date", value="tomorrow"),
        answer(type="list", value=["x"]),
        answer(type="list", value=[{"key": "a"}]),
        answer(type="group", value=[{"who": "x"}]),
        answer(type="text", each=[{"key": "a", "text": "b", "value": 1}]),
        answer(type="text", each=[{"key": "a", "text": "b"}]),
        answer(type="text", each=[{"key": "a", "value": "b"}]),
        answer(type="choice", value="a", labels={"a": 1}),
        answer(type="scale", value=1, range=[1]),
    ],
    ids=lambda value: json.dumps(value.get("answers", value))[-60:],
)
def test_the_schema_refuses(value: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(value)
