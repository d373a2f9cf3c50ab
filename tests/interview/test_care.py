"""What is said with care at the end of a run."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import Said
from reflect.flow.conditions import Condition
from reflect.interview.care import Fall, Line, Pointer, Tip, Tips, closing_line, tip_for
from tests.interview.making import NOW, TODAY

HEAVY = Line(
    "heavy",
    when=Condition.parse({"end": {"at_most": 1}}),
    twice=Condition.parse({"any": [{"mood": {"at_most": 1}}, {"end": {"at_most": 1}}]}),
    days=7,
)
NIGHT = Line("night", twice=Condition.parse({"sleep": "night"}), days=60)
LOOK = Line("look", falls=Fall("start", "end", 4))
LINES = (HEAVY, NIGHT, LOOK)
TIPS = Tips(
    (Tip("A", ("walk", "talk"), "a"), Tip("B", ("walk",), "b"), Tip("C", ("talk",), "c"), Tip("D", ("walk",), "d")),
    Condition.parse({"any": [{"end": {"at_most": 3}}, {"sleep": "night"}]}),
)
POINTER = Pointer("written", "unwritten", ("one", "two"), "yours:", "saved", "unsaved", "nothing", "go", "go, unsaved")


def entry(ago: int, *, sealed: dt.date | None = None, flow: str = "walk", **answers: object) -> Entry:
    told = tuple(Answer(key, "?", "scale", Said(value, skipped=value is None)) for key, value in answers.items())
    moment = NOW - dt.timedelta(days=ago)
    return Entry("019cb5f0", FlowName(flow, 1, flow), None, moment, moment, told, sealed_until=sealed)


def said(*earlier: Entry, **answers: object) -> str | None:
    return closing_line(LINES, answers, earlier, TODAY)


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ({"end": 0}, "heavy"),
        ({"end": 1}, "heavy"),
        ({"end": 2}, None),
        ({"end": None}, None),
        ({}, None),
        ({"mood": 0}, None),
        ({"start": 6, "end": 2}, "look"),
        ({"start": 10, "end": 2}, "look"),
        ({"start": 5, "end": 2}, None),
        ({"start": 2, "end": 6}, None),
        ({"start": 6, "end": None}, None),
        ({"start": None, "end": 2}, None),
        ({"start": 6}, None),
        ({"start": 9, "end": 1}, "heavy"),
        ({"start": True, "end": "x"}, None),
        ({"sleep": "night"}, None),
    ],
)
def test_the_most_serious_line_that_fits_a_run_is_said(answers: dict[str, object], line: str | None) -> None:
    assert said(**answers) == line


@pytest.mark.parametrize(("ago", "line"), [(0, "heavy"), (1, "heavy"), (7, "heavy"), (8, None), (-1, "heavy")])
def test_low_twice_within_the_days_is_heavy(ago: int, line: str | None) -> None:
    assert said(entry(ago, mood=1), mood=0) == line
    assert said(entry(ago, end=0), mood=1) == line
    assert said(entry(3, mood=9), entry(ago, flow="other", mood=1), entry(2), mood=1) == line


def test_low_once_now_or_once_before_is_not_twice() -> None:
    assert said(entry(1, mood=0), mood=2) is None
    assert said(entry(1, mood=2), mood=0) is None
    assert said(entry(1, mood=0)) is None
    assert said(entry(1, mood=None), mood=0) is None


def test_awake_at_night_twice_is_told_in_its_own_time() -> None:
    assert said(entry(60, sleep="night"), sleep="night") == "night"
    assert said(entry(61, sleep="night"), sleep="night") is None
    assert said(entry(5, sleep="daily"), sleep="night") is None
    assert said(entry(5, sleep="night"), sleep="night", start=9, end=3) == "night"


def test_what_is_sealed_tells_nothing_until_its_day() -> None:
    assert said(entry(2, mood=0, sealed=TODAY + dt.timedelta(days=1)), mood=0) is None
    assert said(entry(2, mood=0, sealed=TODAY), mood=0) == "heavy"


MOODS = st.none() | st.integers(0, 10)


@given(
    st.fixed_dictionaries({"start": MOODS, "mood": MOODS, "end": MOODS}),
    st.lists(st.tuples(st.integers(-2, 20), MOODS)),
)
def test_a_line_is_said_just_when_a_plain_reading_says_so(
    answers: dict[str, int | None], before: list[tuple[int, int | None]]
) -> None:
    start, mood, end = answers["start"], answers["mood"], answers["end"]
    low_before = any(ago <= 7 and each is not None and each <= 1 for ago, each in before)
    low_now = any(each is not None and each <= 1 for each in (mood, end))
    expected = None
    if (end is not None and end <= 1) or (low_now and low_before):
        expected = "heavy"
    elif start is not None and end is not None and start - end >= 4:
        expected = "look"
    assert closing_line(LINES, answers, [entry(ago, mood=each) for ago, each in before], TODAY) == expected


@given(st.integers(0, 500))
def test_the_tips_of_a_flow_come_in_turn(count: int) -> None:
    assert [tip_for(TIPS, "walk", count + each, {}) for each in range(3)] in (
        ["a", "b", "d"],
        ["b", "d", "a"],
        ["d", "a", "b"],
    )
    assert {tip_for(TIPS, "talk", count + each, {"end": 9}) for each in range(2)} == {"a", "c"}
    assert tip_for(TIPS, "sing", count, {}) is None


@given(st.integers(0, 50), st.booleans(), MOODS, st.sampled_from([None, "daily", "night"]))
def test_no_tip_is_given_after_a_hard_answer_or_where_something_was_said(
    count: int, told: bool, end: int | None, sleep: str | None
) -> None:
    hard = told or sleep == "night" or (end is not None and end <= 3)
    assert (tip_for(TIPS, "walk", count, {"end": end, "sleep": sleep}, said=told) is None) == hard


def test_without_tips_and_lines_nothing_is_said() -> None:
    assert tip_for(Tips(), "walk", 0, {}) is None
    assert closing_line((), {"end": 0}, (), TODAY) is None


def test_the_pointer_ends_as_it_is_kept_and_names_one_s_own_contacts_before() -> None:
    assert POINTER.paragraphs() == ("written", "one", "two", "saved")
    assert POINTER.paragraphs(kept=False) == ("written", "one", "two", "unsaved")
    assert POINTER.paragraphs(["Ada", "Dr Lee"]) == ("written", "one", "two", "yours:\nAda\nDr Lee", "saved")
    assert POINTER.page(["Ada"]) == ("unwritten", "one", "two", "yours:\nAda", "nothing")
    assert (POINTER.or_stop(), POINTER.or_stop(kept=False)) == ("go", "go, unsaved")
