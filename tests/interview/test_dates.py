"""Days in people's words, on Saturday 7 March 2026 unless another day is named."""

from __future__ import annotations

import datetime as dt
import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.flow.questions import Date
from reflect.interview.accept import Accepting, Invalid, accept
from reflect.interview.dates import Only, Unclear, understand
from tests.interview.making import TODAY


def day(words: str, only: Only = None, today: dt.date = TODAY) -> str | None:
    found = understand(words, today, only).day
    return found.isoformat() if found else None


def unclear(words: str, only: Only = None, today: dt.date = TODAY) -> str:
    with pytest.raises(Unclear) as caught:
        understand(words, today, only)
    return str(caught.value)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "2026-03-07"),
        ("yesterday", "2026-03-06"),
        ("Tomorrow", "2026-03-08"),
        ("the day after tomorrow", "2026-03-09"),
        ("two weeks ago", "2026-02-21"),
        ("in ten days", "2026-03-17"),
        ("in two weeks", "2026-03-21"),
        ("last month", "2026-02-07"),
        ("next week", "2026-03-14"),
        ("last night", "2026-03-06"),
        ("2w", "2026-03-21"),
        ("in 2w", "2026-03-21"),
        ("+4d", "2026-03-11"),
        ("next Friday", "2026-03-13"),
        ("by  friday", "2026-03-13"),
        ("last Friday", "2026-03-06"),
        ("next Saturday", "2026-03-14"),
        ("last Saturday", "2026-02-28"),
        ("2026-3-1", "2026-03-01"),
        ("3 March 2025", "2025-03-03"),
        ("3.4.2026", "2026-04-03"),
        ("3.4.26", "2026-04-03"),
        ("13/4/2026", "2026-04-13"),
        ("4/13/2026", "2026-04-13"),
        ("4/4/2026", "2026-04-04"),
    ],
)
def test_a_day_in_words(words: str, expected: str) -> None:
    assert day(words) == expected
    assert day(f" {words} ") == expected


@pytest.mark.parametrize(
    ("words", "behind", "ahead"),
    [
        ("3 April", "2025-04-03", "2026-04-03"),
        ("3.4.", "2025-04-03", "2026-04-03"),
        ("13/4", "2025-04-13", "2026-04-13"),
        ("7.3.", "2026-03-07", "2026-03-07"),
        ("Friday", "2026-03-06", "2026-03-13"),
        ("29 February", "2024-02-29", "2028-02-29"),
        ("29.2.", "2024-02-29", "2028-02-29"),
    ],
)
def test_a_day_without_a_year_lies_where_the_question_looks(words: str, behind: str, ahead: str) -> None:
    assert day(words, "past") == day(words) == behind
    assert day(words, "future") == ahead


@pytest.mark.parametrize("words", ["3/4/2026", "3/4", "3-4-2026", "03 / 04 / 26"])
@pytest.mark.parametrize("only", [None, "past", "future"])
def test_a_day_that_could_be_read_both_ways_is_asked_for_again(words: str, only: Only) -> None:
    assert unclear(words, only) == "Day and month could be either way round; write it like 2026-04-03, or 3 April."


@pytest.mark.parametrize("words", ["2026-02-30", "2026-13-01", "31/2/2026", "31.2.", "29.2.2027", "0000-01-01"])
def test_a_day_that_there_is_not_is_refused(words: str) -> None:
    assert unclear(words) == f"The calendar has no {words.rstrip('.')}."


@pytest.mark.parametrize(
    "words",
    [
        "last autumn", "a while ago", "end of March", "May", "some day next week", "12:30", "1990", "6",
        "in 99999 years", "9999y", "in 9000y", "Christmas", "when Ilse left, the week before the audit, I think",
    ],
)  # fmt: skip
@pytest.mark.parametrize("only", [None, "past", "future"])
def test_what_names_no_day_is_kept_as_words(words: str, only: Only) -> None:
    found = understand(words, TODAY, only)
    assert (found.day, found.said) == (None, words)


def test_the_words_are_kept_beside_the_day_unless_they_are_the_day() -> None:
    assert understand("next  Friday", TODAY).said == "next Friday"
    assert understand("2026-03-01", TODAY).said is None


@pytest.mark.parametrize(
    ("words", "today", "expected"),
    [
        ("in 1y", "2028-02-29", "2029-02-28"),
        ("1m", "2026-01-31", "2026-02-28"),
        ("yesterday", "2028-03-01", "2028-02-29"),
    ],
)
def test_leap_days_and_short_months(words: str, today: str, expected: str) -> None:
    assert day(words, None, dt.date.fromisoformat(today)) == expected


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@settings(derandomize=True, deadline=None)
@given(st.integers(0, 6), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_next_is_ahead_and_last_is_behind_within_a_week(number: int, today: dt.date) -> None:
    for word, low, high in (("next", 1, 7), ("last", -7, -1)):
        found = understand(f"{word} {WEEKDAYS[number]}", today).day
        assert found is not None
        assert found.weekday() == number
        assert low <= (found - today).days <= high


@settings(derandomize=True, deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.sampled_from(get_args(Only)[0].__args__))
def test_an_iso_day_is_that_day(value: dt.date, only: Only) -> None:
    assert understand(value.isoformat(), TODAY, only).day == value


NUMERALS = st.from_regex(r"\A\d{1,4}[/.-]\d{1,3}([/.-]\d{1,4})?\.?\Z")
PIECES = ("in", "next", "last", "3", "99999", "march", "feb", "31", "week", "day", "ago", "years", "2w", "friday", "-")
PHRASES = st.lists(st.sampled_from(PIECES)).map(" ".join)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(NUMERALS | PHRASES.filter(bool), st.sampled_from(["past", "future", None]))
def test_whatever_is_written_it_is_unclear_or_kept_as_it_was_said_and_a_numeric_date_is_a_day(
    words: str, only: Only
) -> None:
    try:
        found = understand(words, TODAY, only)
    except Unclear:
        return
    plain = " ".join(words.split())
    iso = re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", plain)
    assert found.said == (None if iso else plain)
    if iso or re.fullmatch(r"\d{1,2}([/.-])\d{1,2}(\1(\d{4}|\d{2}))?\.?", plain):
        assert found.day is not None


# --------------------------------------------------------------------------------------------- as answers to a question


def answered(words: object, only: Only) -> object:
    return accept(words, Accepting(Date(id="q", ask="?", only=only), (), TODAY)).to_json()


def test_an_answer_holds_the_day_and_the_words() -> None:
    assert answered("last Friday", "past") == {"value": "2026-03-06", "said": "last Friday"}
    assert answered("2026-03-06", "past") == {"value": "2026-03-06"}
    assert answered("last autumn", "past") == {"value": None, "said": "last autumn"}


@pytest.mark.parametrize(
    ("words", "only", "message"),
    [
        ("tomorrow", "past", "2026-03-08 lies ahead; a day that has been is asked for."),
        ("2w", "past", "2026-03-21 lies ahead; a day that has been is asked for."),
        ("yesterday", "future", "2026-03-06 has been; a day from today on is asked for."),
        (["today"], None, "A day: 2026-03-01, yesterday, in two weeks, or in your own words."),
        ("3/4", None, "Day and month could be either way round; write it like 2026-04-03, or 3 April."),
    ],
)
def test_a_day_on_the_wrong_side_is_refused(words: object, only: Only, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        answered(words, only)
    assert caught.value.message == message


@pytest.mark.parametrize("only", ["past", "future"])
def test_today_is_on_both_sides(only: Only) -> None:
    assert answered("2026-03-07", only) == {"value": "2026-03-07"}


@pytest.mark.parametrize("words", ["31 February", "30th of Feb", "February 30", "31 April 2026", "Nov 31st"])
def test_a_day_that_no_month_has_is_refused_however_it_is_said(words: str) -> None:
    with pytest.raises(Unclear, match="The calendar has no"):
        understand(words, dt.date(2026, 3, 7))


def test_the_last_days_of_months_are_days() -> None:
    for words in ("29 February 2024", "30 April 2026", "31 December"):
        assert understand(words, dt.date(2026, 3, 7), "past").day is not None
