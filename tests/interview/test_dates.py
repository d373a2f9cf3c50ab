"""Days in people's words, on Saturday 7 March 2026 unless another day is named."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reflect.entry.words import MONTHS, WEEKDAYS
from reflect.flow.questions import Date
from reflect.interview.accept import Accepting, Invalid, accept
from reflect.interview.dates import Only, Reading, Unclear, reading, understand
from tests.interview.making import TODAY

BOTH_WAYS = "Day and month could be either way round; write 3 April or 4 March."

TODAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)) | st.sampled_from(
    [dt.date(2028, 2, 29), dt.date(2027, 12, 31), dt.date(2028, 1, 1), dt.date(2028, 3, 1), dt.date(2027, 2, 28)]
)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)) | st.just(dt.date(2028, 2, 29))
ONLY: st.SearchStrategy[Only] = st.sampled_from(["past", "future", None])

# d: day, m: month, mm: its name, y: year, ww: the weekday, th: the ending of an ordinal.
YEARLESS = [
    "{d} {mm}", "{mm} {d}", "{d}{th} {mm}", "the {d}{th} of {mm}", "{mm} the {d}{th}", "{d} {mmm}", "{mmm}. {d}",
    "{d}.{mm}", " {d}  {mm} ,", "on {d} {mm}", "{mm} {d}{th} at 10:30",
]  # fmt: skip
FORMS = [
    "{y:04}-{m:02}-{d:02}", "{y}-{m}-{d}", "{y}/{m}/{d}", "{d}.{m}.{y}", "{d:02}.{m:02}.{y}.", "{d} {mm} {y}",
    "{mm} {d}, {y}", "{mm} {d}{th} {y}", "{d}{th} of {mm}, {y}", "{ww}, {d} {mm} {y}", "{ww} {mm} {d} {y}",
    "{www} {d} {mmm} {y}", "{d}-{mmm}-{y}", "{d} {mm} {y} ({ww})", "by {d} {mm} {y}.", "{d} {mm} {y} in the morning",
    "{www} {mmm} {d} 10:20:00 {y}",
]  # fmt: skip


def written(value: dt.date, form: str) -> str:
    month, weekday = MONTHS[value.month - 1], WEEKDAYS[value.weekday()]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value.day % 10 if value.day not in (11, 12, 13) else 0, "th")
    return form.format(
        d=value.day, m=value.month, y=value.year, mm=month, mmm=month[:3], ww=weekday, www=weekday[:3], th=ending
    )


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
        ("the day before yesterday", "2026-03-05"),
        ("tonight", "2026-03-07"),
        ("this morning", "2026-03-07"),
        ("right now", "2026-03-07"),
        ("by the end of the day", "2026-03-07"),
        ("last night", "2026-03-06"),
        ("yesterday evening", "2026-03-06"),
        ("tomorrow at 5 p.m.", "2026-03-08"),
        ("tomorrow in the early afternoon", "2026-03-08"),
        ("17:30 on 9 March 2026", "2026-03-09"),
        ("3.4.2026 10:30", "2026-04-03"),
        ("2w", "2026-03-21"),
        ("in 2w", "2026-03-21"),
        ("2w ago", "2026-02-21"),
        ("-2w", "2026-02-21"),
        ("+4d", "2026-03-11"),
        ("3 d", "2026-03-10"),
        ("1m", "2026-04-07"),
        ("in a month", "2026-04-07"),
        ("in 2 years' time", "2028-03-07"),
        ("two weeks from now", "2026-03-21"),
        ("a week today", "2026-03-14"),
        ("a week tomorrow", "2026-03-15"),
        ("within two weeks", "2026-03-21"),
        ("in a fortnight", "2026-03-21"),
        ("a fortnight ago", "2026-02-21"),
        ("two days ago", "2026-03-05"),
        ("1 week and 2 days ago", "2026-02-26"),
        ("in 1 month and 2 weeks", "2026-04-21"),
        ("Friday week", "2026-03-20"),
        ("a week on Friday", "2026-03-20"),
        ("a week from next Friday", "2026-03-20"),
        ("Friday in two weeks", "2026-03-27"),
        ("Saturday week", "2026-03-14"),
        ("this Saturday", "2026-03-07"),
        ("this coming Friday", "2026-03-13"),
        ("Friday next week", "2026-03-13"),
        ("last week on Tuesday", "2026-02-24"),
        ("Monday of this week", "2026-03-02"),
        ("end of the month", "2026-03-31"),
        ("by the end of this month", "2026-03-31"),
        ("end of last month", "2026-02-28"),
        ("at the end of next month", "2026-04-30"),
        ("the last day of the month", "2026-03-31"),
        ("month-end", "2026-03-31"),
        ("end of the year", "2026-12-31"),
        ("end of 2025", "2025-12-31"),
        ("end of February 2028", "2028-02-29"),
        ("the 3rd of next month", "2026-04-03"),
        ("Fri, 6 March", "2026-03-06"),
        ("Friday 13 March", "2026-03-13"),
        ("6 March (Friday)", "2026-03-06"),
        ("Friday the 13th", "2026-02-13"),
        ("Tue Mar 3 10:20:00 2026", "2026-03-03"),
        ("next Friday", "2026-03-13"),
        ("by  friday", "2026-03-13"),
        ("last Friday", "2026-03-06"),
        ("next Saturday", "2026-03-14"),
        ("last Saturday", "2026-02-28"),
        ("2026-3-1", "2026-03-01"),
        ("2026/3/1", "2026-03-01"),
        ("by 2026-03-09", "2026-03-09"),
        ("3 March 2025", "2025-03-03"),
        ("3rd of March 2025", "2025-03-03"),
        ("March 3rd, 2025.", "2025-03-03"),
        ("3-Mar-25", "2025-03-03"),
        ("3. march '99", "1999-03-03"),
        ("3March", "2026-03-03"),
        ("the first of March", "2026-03-01"),
        ("3 March last year", "2025-03-03"),
        ("SEPT. 5 , 2025", "2025-09-05"),
        ("“Friday...”", "2026-03-06"),
        ("Friday, at the latest", "2026-03-06"),
        ("New Year’s Eve", "2025-12-31"),
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
        ("March 7th", "2026-03-07", "2026-03-07"),
        ("31/12", "2025-12-31", "2026-12-31"),
        ("12/31", "2025-12-31", "2026-12-31"),
        ("the 15th", "2026-02-15", "2026-03-15"),
        ("31st", "2026-01-31", "2026-03-31"),
        ("end of March", "2025-03-31", "2026-03-31"),
        ("end of Feb", "2026-02-28", "2027-02-28"),
        ("Christmas Eve", "2025-12-24", "2026-12-24"),
    ],
)
def test_a_day_without_a_year_lies_where_the_question_looks(words: str, behind: str, ahead: str) -> None:
    assert day(words, "past") == day(words) == behind
    assert day(words, "future") == ahead


@pytest.mark.parametrize("words", ["3/4/2026", "3/4", "3-4-2026", "03 / 04 / 26"])
@pytest.mark.parametrize("only", [None, "past", "future"])
def test_a_day_that_could_be_read_both_ways_is_asked_for_again(words: str, only: Only) -> None:
    year = " 2026" if words.endswith("26") else ""
    assert unclear(words, only) == f"Day and month could be either way round; write 3 April{year} or 4 March{year}."


def test_a_weekday_that_does_not_fit_the_date_is_asked_for_again() -> None:
    assert unclear("Monday 6 March 2026") == (
        "6 March 2026 is a Friday, not a Monday; write the day of the month or the day of the week."
    )
    assert "not a Monday" in unclear("Monday 6 March", "past")
    assert "not a Monday" in unclear("6 March, Monday", "future")


def test_a_weekday_tells_the_side_of_a_date_without_a_year() -> None:
    # 6 March 2027 is a Saturday: yesterday is meant, although a day ahead is asked for.
    assert day("Friday 6 March", "future") == "2026-03-06"


def test_a_span_without_a_direction_lies_where_the_question_looks() -> None:
    assert (day("2w", "past"), day("2w", "future")) == ("2026-02-21", "2026-03-21")
    assert (day("3 days", "past"), day("3 days", "future"), day("3 days")) == ("2026-03-04", "2026-03-10", None)
    assert (day("in 2w", "past"), day("2w ago", "future")) == ("2026-03-21", "2026-02-21")


@pytest.mark.parametrize(
    "words", ["2026-02-30", "2026-13-01", "31/2/2026", "31.2.", "29.2.2027", "0000-01-01", "13/14"]
)
def test_a_day_that_there_is_not_is_refused(words: str) -> None:
    assert unclear(words) == f"The calendar has no {words.rstrip('.')}."


NO_DAYS = [
    # A longer time than a day.
    "last autumn", "last summer", "in spring", "next week", "last week", "this week", "next month", "last month",
    "next year", "last year", "May", "mar", "dec", "March 2026", "in March", "mid March", "early next month",
    "beginning of June", "late March", "end of next week", "end of the week", "at the weekend", "next weekend",
    "Christmas", "Easter", "1990", "2026", "a month ago", "three months ago", "two years ago", "1 year, 2 months ago",
    # No time that could be told.
    "a while ago", "some day soon", "some day next week", "soon", "never", "one day", "a day", "a day or two ago",
    "a few days ago", "the other day", "any day now", "now and then", "from now on", "on and off", "in the end",
    "when he is back", "when Ilse left, the week before the audit, I think", "before Friday", "after Friday",
    "not before Friday", "maybe Friday", "around 3 March", "3-5 March", "March 3-25", "between Monday and Friday",
    "on the Friday", "3 days in May", "May 3 days ago", "3 days before Christmas", "in 99999 years", "9999y",
    "in 9000y", "-9999y", "9999y ago", "the 40th", "from time to time", "24 hours", "two hours ago", "in a second",
    # No time at all.
    "12:30", "12.30", "at 5", "at noon", "6", "3", "3.", "second", "the second", "first", "may be", "May be.",
    "it may", "march on", "March on 3", "march 5 people out", "sat down with Tom", "sat in the car", "on the sun deck",
    "sun and moon", "we wed", "mon ami", "a mark of 3", "10 %", "version 3.4.5", "room 12/3/4", "1/2/3/4", "m", "d", "w",
    "in", "on", "by", "ago", "next", "last", "today and tomorrow", "today is bad", "yesterday's news", "?", "...", "-",
    "last Friday the boss left", "in two weeks or so", "I do not know", "Apr.", "dec 10 10", "aug 99", "2026 weeks", "2026 d", "in 2026 weeks",
    # Other languages are kept as they are.
    "gestern", "mañana", "3 mars", "3. März", "le 3 avril", "hier", "вчера", "昨天", "٣ مارس", "３ March",
]  # fmt: skip


@pytest.mark.parametrize("words", NO_DAYS)
@pytest.mark.parametrize("only", [None, "past", "future"])
def test_what_names_no_day_is_kept_as_words(words: str, only: Only) -> None:
    found = understand(words, TODAY, only)
    assert (found.day, found.said) == (None, words)


def test_a_story_is_not_searched_for_a_day() -> None:
    found = understand("today " * 20_000, TODAY)
    assert (found.day, found.said) == (None, ("today " * 20_000).strip())


def test_the_words_are_kept_beside_the_day_unless_they_are_the_day() -> None:
    assert understand("next  Friday", TODAY).said == "next Friday"
    assert understand("2026-03-01", TODAY).said is None


@pytest.mark.parametrize(
    ("words", "today", "expected"),
    [
        ("in 1y", "2028-02-29", "2029-02-28"),
        ("1m", "2026-01-31", "2026-02-28"),
        ("1m ago", "2026-03-31", "2026-02-28"),
        ("end of next month", "2026-12-05", "2027-01-31"),
        ("end of last month", "2026-01-05", "2025-12-31"),
        ("3rd of last month", "2026-01-05", "2025-12-03"),
        ("Friday in two weeks", "2026-12-25", "2027-01-08"),
        ("yesterday", "2028-03-01", "2028-02-29"),
    ],
)
def test_leap_days_and_short_months(words: str, today: str, expected: str) -> None:
    assert day(words, None, dt.date.fromisoformat(today)) == expected


@given(st.integers(0, 6), st.sampled_from([3, 9]), TODAYS)
def test_next_is_ahead_and_last_is_behind_within_a_week(number: int, length: int, today: dt.date) -> None:
    for word, low, high in (("next", 1, 7), ("last", -7, -1)):
        found = understand(f"{word} {WEEKDAYS[number][:length]}", today).day
        assert found is not None
        assert found.weekday() == number
        assert low <= (found - today).days <= high


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), ONLY)
def test_an_iso_day_is_that_day(value: dt.date, only: Only) -> None:
    assert understand(value.isoformat(), TODAY, only).day == value


@given(DAYS, st.sampled_from(FORMS), TODAYS, ONLY)
def test_a_day_written_in_any_form_that_can_be_read_in_one_way_comes_back(
    value: dt.date, form: str, today: dt.date, only: Only
) -> None:
    assert understand(written(value, form), today, only).day == value


@given(DAYS, st.sampled_from(YEARLESS), TODAYS, ONLY)
def test_a_day_without_a_year_is_the_nearest_on_the_side_asked_for(
    value: dt.date, form: str, today: dt.date, only: Only
) -> None:
    found = understand(written(value, form), today, only).day
    assert found is not None
    assert (found.month, found.day) == (value.month, value.day)
    leap = 8 if (value.month, value.day) == (2, 29) else 1
    if only == "future":
        assert today <= found <= today + dt.timedelta(days=366 * leap)
    else:
        assert today >= found >= today - dt.timedelta(days=366 * leap)


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from("/-"), st.sampled_from(["", "2026", "26"]), TODAYS, ONLY)
def test_day_and_month_that_could_be_swapped_are_always_asked_for(
    first: int, second: int, mark: str, year: str, today: dt.date, only: Only
) -> None:
    words = mark.join(filter(None, (str(first), str(second), year)))
    if first == second:
        assert understand(words, today, only).day is not None
    else:
        assert "either way round" in unclear(words, only, today)


@given(st.integers(1, 12), st.integers(13, 31), st.sampled_from("/-"), TODAYS, ONLY)
def test_a_number_above_twelve_is_the_day_on_either_side(
    month: int, number: int, mark: str, today: dt.date, only: Only
) -> None:
    assume(number <= calendar.monthrange(2028, month)[1])
    found = understand(f"{month}{mark}{number}", today, only).day
    assert found is not None
    assert (found.month, found.day) == (month, number)
    assert understand(f"{number}{mark}{month}", today, only).day == found


@given(st.integers(0, 500), st.sampled_from(["day", "week"]), TODAYS)
def test_so_many_days_or_weeks_ahead_are_as_many_behind(count: int, unit: str, today: dt.date) -> None:
    away = dt.timedelta(**{f"{unit}s": count})
    plural = unit if count == 1 else f"{unit}s"
    assert understand(f"in {count} {plural}", today).day == today + away
    assert understand(f"{count} {plural} ago", today).day == today - away
    assert understand(f"{count}{unit[0]}", today, "future").day == today + away
    assert understand(f"{count}{unit[0]}", today, "past").day == today - away


NUMERALS = st.from_regex(r"\A[0-9]{1,4}[/.-][0-9]{1,3}([/.-][0-9]{1,4})?\.?\Z")
PIECES = (
    "in", "next", "last", "3", "99999", "march", "may", "feb", "31", "week", "months", "day", "ago", "years", "2w", "friday",
    "-", "the", "of", "end", "on", "by", "2026", "10:30", "and", "a", "3rd", "this", "year", "sat", "at",
)  # fmt: skip
PHRASES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" ".join)
WORDS = NUMERALS | PHRASES | st.text(max_size=12)


@given(WORDS, TODAYS, ONLY)
def test_whatever_is_written_it_is_unclear_or_kept_as_it_was_said(words: str, today: dt.date, only: Only) -> None:
    try:
        found = understand(words, today, only)
    except Unclear:
        return
    plain = " ".join(words.split())
    assert found.said == (None if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", plain) else plain)


@given(PHRASES, TODAYS, ONLY)
def test_a_day_never_contradicts_the_words_it_was_found_in(words: str, today: dt.date, only: Only) -> None:
    try:
        found = understand(words, today, only).day
    except Unclear:
        return
    if found is None:
        return
    parts = words.split()
    for place, month in ((3, "march"), (5, "may"), (2, "feb")):
        assert month not in parts or found.month == place
    assert "friday" not in parts or found.weekday() == 4
    assert "2026" not in parts or found.year == 2026
    assert "ago" not in parts or found <= today


# ------------------------------------------------------------------------------------------ shown before it is accepted


@pytest.mark.parametrize(
    ("words", "only", "expected"),
    [
        ("next Friday", "future", Reading("Friday, 13 March 2026, in 6 days", dt.date(2026, 3, 13))),
        ("yesterday", "past", Reading("Friday, 6 March 2026, yesterday", dt.date(2026, 3, 6))),
        ("today", None, Reading("Saturday, 7 March 2026, today", TODAY)),
        ("tomorrow", None, Reading("Sunday, 8 March 2026, tomorrow", dt.date(2026, 3, 8))),
        ("a week ago", "past", Reading("Saturday, 28 February 2026, 7 days ago", dt.date(2026, 2, 28))),
        ("in two weeks", "future", Reading("Saturday, 21 March 2026, in 2 weeks", dt.date(2026, 3, 21))),
        ("3 April 2028", "future", Reading("Monday, 3 April 2028", dt.date(2028, 4, 3))),
        ("2026-03-06", "past", Reading("Friday, 6 March 2026, yesterday", dt.date(2026, 3, 6), plain=True)),
        ("last autumn", "past", Reading("Kept in your words.")),
        ("", "past", Reading("", plain=True)),
        (" \n ", None, Reading("", plain=True)),
        ("3/4", None, Reading("Day and month could be either way round; write 3 April or 4 March.", refused=True)),
        ("Feb 30", None, Reading("The calendar has no 30 February.", refused=True)),
        (
            "Friday 6 March",
            "future",
            Reading("That is Friday, 6 March 2026, which has been; a day from today on is asked for.", refused=True),
        ),
        ("2w ago", "future", Reading("That is Saturday, 21 February 2026, which has been; a day from today on is asked for.", refused=True)),
    ],
)  # fmt: skip
def test_what_is_shown_before_a_day_is_accepted(words: str, only: Only, expected: Reading) -> None:
    assert reading(words, TODAY, only) == expected


@given(WORDS | st.sampled_from(NO_DAYS) | DAYS.map(str), TODAYS, ONLY)
def test_what_is_shown_is_what_is_accepted(words: str, today: dt.date, only: Only) -> None:
    shown = reading(words, today, only)
    accepting = Accepting(Date(id="q", ask="?", only=only), (), today)
    if shown.refused:
        with pytest.raises(Invalid) as caught:
            accept(words, accepting)
        assert shown == Reading(caught.value.message, refused=True)
        return
    said = accept(words, accepting)
    assert said.value == (shown.day.isoformat() if shown.day else None)
    assert shown.plain == (said.said is None)
    assert (shown.line == "Kept in your words.") == (said.said is not None and said.value is None)


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
        ("tomorrow", "past", "That is Sunday, 8 March 2026, which lies ahead; a day that has been is asked for."),
        ("in 2w", "past", "That is Saturday, 21 March 2026, which lies ahead; a day that has been is asked for."),
        ("yesterday", "future", "That is Friday, 6 March 2026, which has been; a day from today on is asked for."),
        (["today"], None, "A day: 2026-03-01, yesterday, in two weeks, or in your own words."),
        ("3/4", None, BOTH_WAYS),
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


def test_dateparser_is_not_imported_for_what_is_read_here() -> None:
    program = (
        "import datetime as dt, sys\n"
        "from reflect.interview.dates import understand\n"
        "for words in sys.argv[1:]: understand(words, dt.date(2026, 3, 7))\n"
        "print('dateparser' in sys.modules)"
    )

    def imported(*words: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True, timeout=60
        ).stdout.strip()

    assert (
        imported("today", "3 March", "next Friday", "in two weeks", "2w", "when he is back", "last autumn") == "False"
    )
    assert imported("1 week and 2 days ago") == "True"
