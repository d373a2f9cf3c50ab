"""What other programs write into a journal, however little sense it makes, never stops the fold."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.plain import Misshapen
from reflect.followups.fold import follow_ups
from tests.followups.making import answer, day, entry

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "more"
SOME_WORDS = st.sampled_from(
    (
        *("", "a", "e1", "e1/q", "e1/q/k", "c/d", "own", "yes", "done", "holds", "date", "text", "{", "[[", "]", "}{"),
        *("4d", "0d", "9999y", "100y", "-1d", "٣d", "2027-03-01", "9999-12-31", "0001-01-01", "2027-13-45"),
        *("{q}", "{it}", "{q.a|other.q.a}", "[{q}]", "kind", "group", "list", "choice", "choices", "yesno", "scale"),
        *("long", "\ud800", "\x00"),
    )
)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=True) | SOME_WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SOME_WORDS, inner, max_size=3),
    max_leaves=6,
)
CONDITION = st.dictionaries(st.sampled_from(["q", "own.q.a", "any", "entry", "no_entry", "due", ""]), ANYTHING)
OTHERWISE = {"kind": SOME_WORDS, "text": SOME_WORDS}
DECLARED = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("kind", "text", "people", "on", "in", "after", "opens"), SOME_WORDS | ANYTHING),
        "again": st.lists(SOME_WORDS, max_size=3) | ANYTHING,
        "unless": CONDITION | ANYTHING,
        "when": CONDITION | ANYTHING,
        "until": st.fixed_dictionaries({"entry": ANYTHING}) | ANYTHING,
        "with": st.dictionaries(SOME_WORDS, SOME_WORDS) | ANYTHING,
        "over": st.lists(ANYTHING, max_size=2) | ANYTHING,
    },
) | st.builds(
    lambda sound, more: {**sound, **more},
    st.fixed_dictionaries({"kind": SOME_WORDS, "text": SOME_WORDS, "in": st.sampled_from(["0d", "1d", "100y"])}),
    st.dictionaries(
        st.sampled_from(["on", "after", "again", "unless", "when", "until", "with", "over", "opens", "people"]),
        ANYTHING,
    ),
)
BECOMES = st.dictionaries(SOME_WORDS, SOME_WORDS) | SOME_WORDS | ANYTHING
SAID = st.fixed_dictionaries(
    {"value": ANYTHING},
    optional={"said": SOME_WORDS, "other": SOME_WORDS, "labels": st.dictionaries(SOME_WORDS, SOME_WORDS)},
) | st.just({"skipped": True})
EACH = st.builds(
    lambda about, its, said: {**its, **about, **said},
    st.fixed_dictionaries({}, optional={"about": SOME_WORDS, "asked": SOME_WORDS}),
    st.fixed_dictionaries({"key": SOME_WORDS, "text": SOME_WORDS}),
    SAID,
)
FIELDS: st.SearchStrategy[Any] = st.lists(
    st.fixed_dictionaries(
        {"id": SOME_WORDS, "asked": SOME_WORDS, "type": SOME_WORDS}, optional={"labels": st.just({})}
    ),
    max_size=2,
)
ANSWER = st.builds(
    lambda its, said: {**its, **said},
    st.fixed_dictionaries(
        {"id": st.sampled_from(["q", "a", "kind", ""]), "section": st.none(), "asked": SOME_WORDS, "type": SOME_WORDS},
        optional={"follow_up": DECLARED, "becomes": BECOMES, "fields": FIELDS, "private": ANYTHING},
    ),
    SAID | st.fixed_dictionaries({"each": st.lists(EACH, max_size=3)}),
)
MOMENT = st.sampled_from(
    ["2027-03-01T12:00:00+00:00", "2027-03-01T12:00:00+14:00", "9999-12-31T23:59:59-11:00", "0001-01-01T00:00:00+14:00"]
)
ABOUT = st.sampled_from([None, "s1", ""])
ENTRY = st.fixed_dictionaries(
    {
        "format": st.integers(1, 3),
        "id": st.sampled_from(["e1", "e2", "c", ""]),
        "flow": st.fixed_dictionaries({"id": SOME_WORDS, "version": st.just(1), "title": SOME_WORDS}),
        "setback": ABOUT,
        "started": MOMENT,
        "finished": MOMENT,
        "answers": st.lists(ANSWER, max_size=3),
        "follow_up": st.lists(DECLARED, max_size=2),
    },
    optional={"sealed_until": st.sampled_from(["2027-03-05", "9999-12-31"])},
)
DRAFT = st.fixed_dictionaries(
    {
        "format": st.just(1),
        "id": st.sampled_from(["e1", "d1"]),
        "flow": st.fixed_dictionaries(
            {"id": SOME_WORDS, "version": st.just(1), "title": SOME_WORDS, "sha256": SOME_WORDS}
        ),
        "setback": ABOUT,
        "started": MOMENT,
        "saved": MOMENT,
        "promised": st.lists(ANSWER, max_size=2),
    }
)
DAYS = st.sampled_from([dt.date(2027, 3, 4), dt.date.max, dt.date.min]) | st.dates()


def read(entries: list[Any], drafts: list[Any]) -> tuple[list[Entry], list[Draft]]:
    """Those of them that can be read as what they are; the others are named and left alone elsewhere."""
    return list(_readable(Entry.from_json, entries)), list(_readable(Draft.from_json, drafts))


def _readable(make: Any, data: list[Any]) -> Any:
    for each in data:
        try:
            yield make(each)
        except Misshapen:
            continue


@settings(max_examples=2000 if LONG else 120)
@given(st.lists(ENTRY, max_size=4), st.lists(DRAFT, max_size=2), DAYS, st.sampled_from([(), ("s1",)]))
def test_nothing_that_stands_in_a_journal_stops_the_fold(
    entries: list[Any], drafts: list[Any], today: dt.date, closed: tuple[str, ...]
) -> None:
    for each in follow_ups(*read(entries, drafts), today, closed=closed):
        assert isinstance(each.text, str)
        assert isinstance(each.kind, str)
        assert isinstance(each.people, str)
        assert isinstance(each.open, bool)


@pytest.mark.parametrize(
    "declared",
    [
        {},
        {"kind": "step"},
        {"kind": ["step"], "in": "3d", "text": "x"},
        {"kind": "step", "in": "3d", "text": 5},
        {"kind": "step", "in": "3d", "text": "{what"},
        {"kind": "step", "in": "3d", "text": "[{what}"},
        {"kind": "step", "in": "soon", "text": "x"},
        {"kind": "step", "in": "3d", "text": "x", "over": [{}], "again": [[]]},
        {"kind": "step", "in": "3d", "text": "x", "opens": {}},
        {"kind": "step", "in": "3d", "text": "x", "opens": ["walk"]},
        {"kind": "step", "in": "3d", "text": "x", "on": ["by"], "until": "x"},
        {"kind": "step", "in": "3d", "text": "x", "until": {"entry": ["walk"]}},
        {"kind": "step", "in": "3d", "text": "x", "again": 3},
        {"kind": "step", "in": "3d", "text": "x", "unless": "yes", "when": "yes"},
    ],
)
def test_a_promise_that_cannot_be_read_is_passed_over_and_the_others_are_not(declared: dict[str, Any]) -> None:
    sound = {"kind": "step", "in": "3d", "text": "{what}"}
    wrote = entry(
        "e1",
        "own",
        "2027-03-01",
        answer("odd", [{"key": "r1", "by": "x"}], "group", promises=declared),
        answer("what", "write", promises=sound),
        comes_back=[declared, {**sound, "kind": "back"}],
    )
    assert [each.ref for each in follow_ups([wrote], (), day("2027-03-04"))] == ["e1/what", "e1/back"]


def test_a_day_beyond_the_calendar_is_its_last_day() -> None:
    promise = {"kind": "step", "after": "100y", "again": ["100y"], "opens": "walk", "text": "x"}
    wrote = entry("e1", "own", "2027-03-01", answer("when", "9990-01-01", "date", promises=promise))
    (found,) = follow_ups([wrote], (), dt.date.max)
    assert (found.state.value, found.date) == ("due", dt.date.max)
