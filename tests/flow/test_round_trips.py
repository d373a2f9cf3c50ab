"""What was read from a flow file and checked once is the same after every way through plain JSON values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from reflect.flow.build import build, unbuild
from reflect.flow.conditions import Condition
from reflect.flow.days import Day
from reflect.flow.language import check
from reflect.flow.model import Flow
from reflect.flow.options import Each, Options, Range
from reflect.flow.spans import Span
from reflect.library.document import read
from reflect.library.flows import Library
from tests.flow.making import CONDITIONS, DAYS, EACHES, FLOWS, OPTIONS, RANGES, SPANS
from tests.flows.method import HERE, PROMPTS

FILES = sorted([*(each.path for each in Library(PROMPTS).files().values()), *HERE.rglob("*.yaml")])

steady = settings(deadline=None, derandomize=True)


def through_json(value: object) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_flow_file_is_the_same_flow_after_the_cache(path: Path) -> None:
    flow, _ = check(read(path.read_bytes()).tree)
    assert flow is not None
    assert build(through_json(unbuild(flow))) == flow


@settings(steady, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(FLOWS)
def test_any_flow_is_the_same_flow_after_the_cache(flow: Flow) -> None:
    assert build(through_json(unbuild(flow))) == flow


@steady
@given(CONDITIONS)
def test_a_condition_is_read_back_as_it_was(condition: Condition) -> None:
    assert Condition.parse(through_json(condition.plain())) == condition


@steady
@given(OPTIONS)
def test_options_are_read_back_as_they_were(options: Options) -> None:
    assert Options.parse(through_json(options.plain())) == options


@steady
@given(EACHES)
def test_a_repetition_is_read_back_as_it_was(each: Each) -> None:
    assert Each.parse(through_json(each.plain())) == each


@steady
@given(SPANS)
def test_a_span_is_read_back_as_it_was(span: Span) -> None:
    assert Span.parse(span.plain()) == span


@steady
@given(DAYS)
def test_a_day_is_read_back_as_it_was(day: Day) -> None:
    assert Day.parse(day.plain()) == day


@steady
@given(RANGES)
def test_a_range_is_read_back_as_it_was(ends: Range) -> None:
    assert Range.parse(ends.plain()) == ends
