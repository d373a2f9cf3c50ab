"""What can be looked for, one kind after the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.checks.groups import FirstRecord, MoreRecords, OutOfOrder, Unsaid
from reflect.checks.looks import Absent, Begins, Chosen, FewerWords, Half, IfThen, MoreWords, NoDay, Shorter
from reflect.checks.model import Phrases
from reflect.checks.parts import Cue, Part, Parts, stretches
from reflect.checks.remark import Saying
from reflect.checks.subject import Record, Subject
from tests.checks.making import DAY, SAID, phrase, phrases, record, said

WORDS = st.lists(st.sampled_from(["one", "two's", "three-four", "drei", "é"]), max_size=12)
ISO = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
NAMED = r"(?P<day>\d{1,2}) (?P<month>[a-z]{3,})"
CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d)"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
EARLIEST, LATEST = dt.datetime.fromisoformat("1950-01-01"), dt.datetime.fromisoformat("2050-01-01")
ORDER = OutOfOrder("when", (ISO, NAMED, CLOCK), MONTHS, SAID)


def test_a_phrase_is_shown_where_it_stands_with_what_is_said_about_it() -> None:
    (remark,) = said(phrases("b+"), "aa bb")
    assert (remark.check, remark.phrase, remark.start, remark.end) == ("X1", "bb", 3, 5)
    assert (remark.level, remark.why, remark.instead, remark.field) == ("look", "The reason.", "Another way.", None)


def test_a_phrase_of_a_record_names_its_field() -> None:
    (remark,) = said(phrases("bb"), "", record(what="aa", notice="bb"))
    assert (remark.field, remark.start) == ("notice", 0)


def test_phrases_are_looked_for_in_the_fields_that_are_named_or_else_in_the_first() -> None:
    look = Phrases((phrase("bb"),), fields=("what",))
    assert [each.field for each in said(look, "", record(who="bb", what="bb"))] == ["what"]
    assert [each.field for each in said(look, "", record(who="bb", whom="bb"))] == ["who"]
    assert not said(look, "", Record({}, {}))
    assert [each.field for each in said(look, "bb")] == [None]


def test_none_of_the_phrases_is_meant_in_a_sentence_with_what_silences_all_of_them() -> None:
    look = Phrases((replace(phrase("b+"), unless="c"), phrase("d")), unless="mine")
    assert [each.phrase for each in said(look, "a bb. d. bb and d, mine. bb c d.")] == ["bb", "d", "d"]


def test_what_is_absent_is_missed_at_the_end_of_a_text_that_says_something() -> None:
    look = Absent("yet", SAID, unless="never")
    (remark,) = said(look, "I cannot. ")
    assert (remark.phrase, remark.start, remark.end) == ("", 10, 10)
    assert not said(look, "I can. I cannot yet.")
    assert not said(look, "I never will.")
    assert not said(look, " \n")


@given(WORDS, st.integers(1, 12))
def test_there_are_either_fewer_words_or_more_or_just_as_many(told: list[str], number: int) -> None:
    text = " ".join(told)
    fewer, more = bool(said(FewerWords(number, SAID), text)), bool(said(MoreWords(number, SAID), text))
    assert fewer == (0 < len(told) < number)
    assert more == (len(told) > number)


def test_a_short_text_that_begins_with_no_verb() -> None:
    look = Begins(("more", "the"), 3, SAID)
    (remark,) = said(look, " - More care")
    assert remark.phrase == "More"
    assert not said(look, "Ask for more")
    assert not said(look, "The export is read twice")
    assert not said(look, "")


@given(WORDS, WORDS)
def test_a_text_with_fewer_words_than_another_answer(told: list[str], other: list[str]) -> None:
    remarks = said(Shorter("result", SAID), " ".join(told), result=" ".join(other))
    assert bool(remarks) == (0 < len(told) < len(other))


def test_without_the_other_answer_nothing_is_shorter() -> None:
    assert not said(Shorter("result", SAID), "One.")


PLAN = IfThen(
    Half(r"\w+ \w+", Saying("moment", "?")),
    Half(r"(?!try)\w+", Saying("act", "?")),
    r"if (?P<moment>.+?), (?P<act>.+)",
    ("if", "then"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If the phone rings, let it ring", []),
        ("If stressed,\nbreathe", ["moment"]),
        ("If the phone rings, try harder", ["act"]),
        ("If stressed, try harder", ["moment", "act"]),
        ("Try harder", ["act"]),
        ("Ring Mara", []),
        (" ", []),
    ],
)
def test_a_plan_in_a_sentence(text: str, expected: list[str]) -> None:
    assert [each.why for each in said(PLAN, text)] == expected


def test_a_plan_in_two_fields() -> None:
    remarks = said(PLAN, "", Record({"if": "stressed", "then": "try harder"}, {}), Record({"if": "", "then": ""}, {}))
    assert [(each.field, each.start) for each in remarks] == [("if", 8), ("then", 10)]
    assert not said(PLAN, "", Record({"if": "the phone rings", "then": "let it"}, {}))


@pytest.mark.parametrize(
    ("days", "speaks"),
    [({}, False), ({"by": None}, True), ({"by": None, "from": DAY}, False), ({"by": None, "from": None}, True)],
)
def test_a_record_has_a_day_or_no_room_for_one(days: dict[str, dt.date | None], speaks: bool) -> None:
    assert bool(said(NoDay(SAID), "", Record({"what": "x"}, days))) == speaks


def test_an_option_is_chosen() -> None:
    look = Chosen(("night",), SAID)
    assert [*look.remarks("X1", Subject(chosen=("daily", "night")))]
    assert not [*look.remarks("X1", Subject(chosen=("daily",)))]


@given(st.integers(0, 6), st.integers(1, 5))
def test_more_records_than_so_many(number: int, most: int) -> None:
    assert bool(said(MoreRecords(most, SAID), "", *[record(what="x")] * number)) == (number > most)


def test_only_the_first_record_counts_as_the_beginning() -> None:
    look = FirstRecord("wrong", ("what",), SAID)
    assert [each.field for each in said(look, "", record(what="The wrong one"), record(what="x"))] == ["what"]
    assert not said(look, "", record(what="x"), record(what="The wrong one"))
    assert not said(look)


def test_what_nobody_said_in_any_record() -> None:
    look = Unsaid(("thought", "felt"), SAID)
    silent = record(what="x", thought="", felt=" ")
    assert [each.field for each in said(look, "", silent, silent)] == ["thought"]
    assert not said(look, "", silent, record(what="x", thought="", felt="calm"))
    assert not said(look, "", record(what="x"))


def when(*moments: str) -> list[str]:
    return [each.phrase for each in said(ORDER, "", *[Record({"when": each}, {}) for each in moments])]


@given(st.lists(st.datetimes(EARLIEST, LATEST), max_size=6))
def test_moments_with_a_year_are_in_order_when_they_are(moments: list[dt.datetime]) -> None:
    told = [f"{each:%Y-%m-%d %H:%M}" for each in moments]
    assert when(*sorted(told)) == []
    assert when(*told) == [now for before, now in pairwise(told) if now < before]


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        (("3 March", "2 March"), ["2 March"]),
        (("3 March 10:00", "3 March 09:00"), ["3 March 09:00"]),
        (("30 Dec", "2 Jan"), []),
        (("2026-12-30", "2 Jan"), []),
        (("10:00", "09:00"), ["09:00"]),
        (("23:00", "01:00"), []),
        (("3 March", "09:00", "2 March"), []),
        (("3 March", "", "2 March"), ["2 March"]),
        (("3 Merch", "2 Merch"), []),
        (("later", "sooner"), []),
    ],
)
def test_moments_in_words(moments: tuple[str, ...], expected: list[str]) -> None:
    assert when(*moments) == expected


def part(name: str, *, undated: bool = False, done: str = "") -> Part:
    cues = (Cue("its own name", rf"\b{name}\b"),)
    return Part(name, cues, SAID, SAID if undated else None, (Cue("done", done),) if done else ())


def test_a_promise_has_its_day_where_it_stands() -> None:
    look = Parts((part("act"), part("pay", undated=True, done="paid")), (Cue("a day", "on Monday"),))
    assert [each.start for each in said(look, "Nothing.")] == [8, 8]
    assert not said(look, "I act. I pay on Monday.")
    assert not said(look, "I act. I pay, and have paid.")
    assert len(said(look, "I act on Monday. I pay.")) == 1
    assert not said(look, "I act, and will pay:\n\n- half of it at once\n- the rest on Monday")
    assert len(said(look, "I act, and will pay:\n- half of it\n\nI come on Monday")) == 1
    assert not said(look, " ")


def test_a_line_that_ends_in_a_colon_goes_with_the_list_under_it() -> None:
    text = "This is it:\n- one. Two.\n- three\n\nFour"
    assert [each.text for each in stretches(text)] == [
        "This is it:", "This is it: one.", "This is it: Two.", "This is it: three", "Four",
    ]  # fmt: skip
