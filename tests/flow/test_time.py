"""Spans of time and default days fall on days that are in the calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.flow.days import Day
from reflect.flow.notation import Wrong
from reflect.flow.spans import Span

TODAYS = st.dates(dt.date(1990, 1, 1), dt.date(2200, 12, 31))


@pytest.mark.parametrize(
    ("span", "today", "day"),
    [
        ("0d", "2026-03-01", "2026-03-01"),
        ("4d", "2026-02-26", "2026-03-02"),
        ("2w", "2026-12-24", "2027-01-07"),
        ("1m", "2026-01-31", "2026-02-28"),
        ("1m", "2028-01-31", "2028-02-29"),
        ("3m", "2026-11-30", "2027-02-28"),
        ("12m", "2026-05-05", "2027-05-05"),
        ("1y", "2028-02-29", "2029-02-28"),
        ("+2w", "2026-03-01", "2026-03-15"),
    ],
)
def test_a_span_ends_on_a_day_of_the_calendar(span: str, today: str, day: str) -> None:
    assert Span.parse(span).after(dt.date.fromisoformat(today)) == dt.date.fromisoformat(day)


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 9999), st.sampled_from("dwmy"), TODAYS)
def test_a_span_that_can_be_read_has_an_end(count: int, unit: str, today: dt.date) -> None:
    try:
        span = Span.parse(f"{count}{unit}")
    except Wrong:
        assert count > 100
        return
    assert today <= span.after(today) <= today.replace(year=today.year + 102, day=1)


@pytest.mark.parametrize(
    ("day", "meant"),
    [("today", "2026-03-01"), ("2w", "2026-03-15"), ("2026-12-24", "2026-12-24"), (" 1d ", "2026-03-02")],
)
def test_a_default_day_is_seen_from_today(day: str, meant: str) -> None:
    assert Day.parse(day).on(dt.date(2026, 3, 1)) == dt.date.fromisoformat(meant)
