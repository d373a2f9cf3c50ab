"""An entry read from a file is checked whole and made in part: nobody can tell by what it says."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import replace
from operator import methodcaller
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reflect.entry.model import Entry
from reflect.entry.plain import Json, Misshapen
from tests.entry import naive_reading

WHOLE: dict[str, Json] = {
    "format": 1,
    "id": "e1",
    "flow": {"id": "debrief", "version": 1, "title": "Debrief"},
    "setback": None,
    "started": "2026-03-01T20:00:00+01:00",
    "finished": "2026-03-01T20:09:00+01:00",
    "summary": None,
    "answers": [
        {"id": "mood", "section": None, "asked": "How?", "type": "scale", "value": 3, "range": [0, 10]},
        {"id": "gone", "asked": "Why?", "type": "long", "skipped": True, "private": True},
        {
            "id": "by", "section": "Then", "asked": "When?", "type": "date", "value": None, "said": "soon",
            "follow_up": {"kind": "promise", "text": "it"}, "becomes": {"yes": "done"}, "names": True, "newer": [1],
        },
        {"id": "cause", "asked": "What?", "type": "choice", "value": "other", "other": "rain", "labels": {"other": "x"}},
        {
            "id": "stands", "asked": "{it}?", "type": "choice", "about": "e0/affected", "becomes": "date",
            "each": [
                {"key": "e0/a", "text": "call", "about": "e0/a", "value": "yes", "labels": {"yes": "yes"}},
                {"key": "e0/b", "text": "ask", "asked": "ask?", "skipped": True, "newer": {"a": 1}},
            ],
        },
        {
            "id": "signs", "asked": "Which?", "type": "group", "value": [{"key": "1", "sign": "noise"}],
            "fields": [
                {"id": "sign", "asked": "What?", "type": "text", "names": True, "newer": 1},
                {"id": "did", "asked": "And?", "type": "choice", "labels": {"acted": "acted"}},
            ],
        },
        {"id": "mood", "asked": "Again?", "type": "scale", "value": 4},
    ],
    "earlier": [],
    "follow_up": [{"kind": "round", "in": "2d", "text": "again"}],
}  # fmt: skip
QUESTIONS = ["mood", "gone", "by", "cause", "stands", "signs", "nothing"]
ODD: st.SearchStrategy[Json] = st.sampled_from(
    [None, True, False, 0, 1, 1.5, "", "x", [], [1, 2], [True, 0], [1], ["x"], {}, {"a": 1}, {"a": "b"}, [{}]]
)


def places(value: Json, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to everything in a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in inner for found in places(each, (*path, key)))]


ANSWERED = [each for each in places(WHOLE) if each]
KEYS = sorted({each[-1] for each in ANSWERED if isinstance(each[-1], str)})


@st.composite
def spoilt(draw: st.DrawFn) -> Json:
    """An entry as a file may hold it, with up to three things in it changed, added or gone."""
    data = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(0, 3))):
        *path, last = draw(st.sampled_from(ANSWERED))
        at: Any = data
        for key in path:
            at = at[key] if (isinstance(at, dict) and key in at) or (isinstance(at, list) and key < len(at)) else None
            if not isinstance(at, dict | list):
                break
        if isinstance(at, list) and isinstance(last, int) and last < len(at):
            at[last] = draw(ODD)
        elif isinstance(at, dict):
            key = draw(st.just(last) | st.sampled_from(KEYS))
            if draw(st.booleans()):
                at.pop(key, None)
            else:
                at[key] = draw(ODD)
    return data


def told(read: Callable[[Json], Entry], data: Json) -> Entry | str:
    """The entry, or what is wrong with it."""
    try:
        return read(data)
    except Misshapen as error:
        return str(error)


@settings(max_examples=400)
@given(spoilt())
@example(WHOLE)
def test_a_file_is_an_entry_or_is_not_and_for_the_same_reason_as_when_all_of_it_is_made(data: Json) -> None:
    assert told(Entry.from_json, data) == told(naive_reading.read, data)
    assert repr(told(Entry.from_json, data)) == repr(told(naive_reading.read, data))


LOOKS: dict[str, Callable[[Entry], Any]] = {
    **{name: methodcaller("answer", name) for name in QUESTIONS},
    "per item": lambda entry: [*entry.having("each")],
    "promising": lambda entry: [*entry.having("follow_up")],
    "answered": lambda entry: entry.answered,
    "all": lambda entry: entry.answers,
    "json": Entry.to_json,
    "not private": lambda entry: entry.without_private(),
    "named of these": lambda entry: [entry.without_private().answer(name) for name in QUESTIONS],
    "replaced": lambda entry: replace(entry, summary="so"),
    "emptied": lambda entry: replace(entry, answers=()),
    "copied": copy.deepcopy,
    "pickled": lambda entry: pickle.loads(pickle.dumps(entry)),
}


@settings(max_examples=200)
@given(spoilt(), st.lists(st.sampled_from(sorted(LOOKS)), max_size=5))
def test_whatever_is_looked_at_first_is_what_it_would_be_if_all_were_made(data: Json, looks: list[str]) -> None:
    naive = told(naive_reading.read, data)
    if isinstance(naive, str):
        return
    entry = Entry.from_json(data)
    for look in looks:
        assert LOOKS[look](entry) == LOOKS[look](naive)
    assert entry == naive


def test_an_answer_is_made_once() -> None:
    entry = Entry.from_json(WHOLE)
    first = entry.answer("cause")
    assert first is not None and entry.answer("cause") is first and first in entry.answers
    assert any(each is first for each in entry.answers)


def test_nothing_can_be_put_into_an_entry_or_an_answer_that_was_read() -> None:
    entry = Entry.from_json(WHOLE)
    for value, name in ((entry, "answers"), (entry.answer("mood"), "said")):
        with pytest.raises(AttributeError):
            setattr(value, name, None)


def test_an_entry_has_no_other_attributes_than_its_own() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = Entry.from_json(WHOLE).nothing  # type: ignore[attr-defined]
