"""The rules by which a promise that is asked about comes back, one by one."""

from __future__ import annotations

import pytest

from reflect.entry.model import Answer
from reflect.entry.said import EachSaid
from tests.followups.making import answer, checkin, day, entry, said, spoke
from tests.followups.steps import KEPT, REF, SOMETIME, STEP, all_of, made, new_day, of, said_on, stands

# ------------------------------------------------------------------------------------------------------ the first day


def test_it_is_ahead_until_its_day_and_due_from_then_on() -> None:
    assert stands("2027-03-03", made()) == ("ahead", "2027-03-04")
    assert stands("2027-03-04", made()) == ("due", "2027-03-04")
    assert stands("2030-01-01", made()) == ("due", "2027-03-04")


@pytest.mark.parametrize(
    ("finished", "back"),
    [
        ("2028-02-26", "2028-02-29"),
        ("2027-02-26", "2027-03-01"),
        ("2027-12-31", "2028-01-03"),
        ("2028-03-25 23:30 +00:00", "2028-03-28"),
        ("2027-03-01 01:00 +14:00", "2027-03-04"),
        ("2027-02-28 00:30 -11:00", "2027-03-03"),
    ],
)
def test_days_are_counted_from_the_day_on_the_wall_where_it_was_written(finished: str, back: str) -> None:
    wrote = entry("e1", "own", finished, answer("what", "write", promises=STEP))
    assert stands("2030-01-01", wrote) == ("due", back)


@pytest.mark.parametrize(
    ("finished", "span", "back"),
    [
        ("2028-01-31", "1m", "2028-02-29"),
        ("2027-01-31", "1m", "2027-02-28"),
        ("2027-08-31", "3m", "2027-11-30"),
        ("2028-02-29", "1y", "2029-02-28"),
        ("2027-12-31", "2m", "2028-02-29"),
    ],
)
def test_a_month_that_is_too_short_gives_its_last_day(finished: str, span: str, back: str) -> None:
    wrote = entry("e1", "own", finished, answer("what", "write", promises={**STEP, "in": span}))
    assert stands("2030-01-01", wrote) == ("due", back)


@pytest.mark.parametrize(
    ("value", "words", "back"),
    [("2027-03-10", None, "2027-03-11"), (None, "after the summer", "2027-03-04"), (None, None, None)],
)
def test_a_date_question_is_its_own_day(value: str | None, words: str | None, back: str | None) -> None:
    when = answer("what", value, "date", words=words, promises={**STEP, "after": "1d"})
    found = all_of("2030-01-01", entry("e1", "own", "2027-03-01", when))
    assert [each.date.isoformat() for each in found.values()] == ([back] if back else [])


def test_a_day_that_nobody_could_read_and_no_other_makes_nothing() -> None:
    when = answer("what", None, "date", words="some day", promises={"kind": "step", "text": "x"})
    assert all_of("2030-01-01", entry("e1", "own", "2027-03-01", when)) == {}


def test_each_item_each_record_and_each_choice_is_a_promise_of_its_own() -> None:
    things = answer(
        "things", [{"key": "i1", "text": "a"}, {"key": "i2", "text": "b"}], "list", promises=STEP | of("things")
    )
    marks = answer("marks", ["x", "y"], "choices", promises=STEP | of("marks"))
    deals = answer("deals", [{"key": "r1", "who": "Ann"}], "group", fields=[("who", "text")], promises=STEP | of("who"))
    per = answer("per", promises=STEP | of("it"), each=[EachSaid("f1", "the first", said("yes"))])
    left_empty = answer("none", None, "text", promises=STEP)
    found = all_of("2027-03-04", entry("e1", "own", "2027-03-01", things, marks, deals, per, left_empty))
    assert {ref: each.text for ref, each in found.items()} == {
        "e1/things/i1": "a",
        "e1/things/i2": "b",
        "e1/marks/x": "x",
        "e1/marks/y": "y",
        "e1/deals/r1": "Ann",
        "e1/per/f1": "the first",
    }


def test_what_is_said_of_one_item_is_not_put_into_the_words_of_another() -> None:
    per = answer("per", promises=STEP | {"text": "{per}[ ({detail})]"}, each=[
        EachSaid("f1", "one", said("first")), EachSaid("f2", "two", said("second")),
    ])  # fmt: skip
    detail = answer("detail", each=[EachSaid("f1", "one", said(None)), EachSaid("f2", "two", said("in May"))])
    found = all_of("2027-03-04", entry("e1", "own", "2027-03-01", detail, per))
    assert [each.text for each in found.values()] == ["first", "second (in May)"]


# ----------------------------------------------------------------------------------------------- what a check-in says


@pytest.mark.parametrize(("option", "state"), [("done", "done"), ("drop", "dropped")])
def test_done_and_no_longer_fitting_end_it(option: str, state: str) -> None:
    assert stands("2030-01-01", made(), said_on("2027-03-05", option))[0] == state


@pytest.mark.parametrize("option", ["part", "not_yet"])
def test_partly_and_not_yet_bring_it_back_so_long_after_the_check_in(option: str) -> None:
    assert stands("2027-03-12", made(), said_on("2027-03-10", option)) == ("ahead", "2027-03-13")


def test_not_yet_brings_back_in_a_week_what_was_for_the_same_day() -> None:
    assert stands("2027-03-12", made(**{"in": "0d"}), said_on("2027-03-10", "not_yet")) == ("ahead", "2027-03-17")


def test_partly_with_a_new_day_is_that_day() -> None:
    assert stands("2027-03-12", made(), said_on("2027-03-05", "part", KEPT, new_day("2027-04-01"))) == (
        "ahead",
        "2027-04-01",
    )


def test_it_can_be_given_a_new_day_again_and_again() -> None:
    days = ["2027-03-10", "2027-03-20", "2027-02-01", "2028-02-29"]
    moved = [said_on(f"2027-03-0{n}", "not_yet", KEPT, new_day(each)) for n, each in enumerate(days, 4)]
    for n, each in enumerate(days, 1):
        assert stands("2028-02-29", made(), *moved[:n])[1] == each


def test_done_with_a_new_day_is_done() -> None:
    assert stands("2027-03-12", made(), said_on("2027-03-05", "done", KEPT, new_day("2027-04-01")))[0] == "done"


@pytest.mark.parametrize(("option", "back"), [("soon", "2027-03-19"), ("month", "2027-04-05")])
def test_a_span_is_counted_from_the_check_in(option: str, back: str) -> None:
    assert stands("2027-03-06", made(), said_on("2027-03-05", option, SOMETIME)) == ("ahead", back)


@pytest.mark.parametrize("option", ["same", "now"])
def test_what_stays_as_it_is_keeps_its_day(option: str) -> None:
    assert stands("2027-03-05", made(), said_on("2027-03-02", option, SOMETIME)) == ("due", "2027-03-04")
    again = made(again=["4d"])
    assert stands("2027-03-05", again, said_on("2027-03-02", option, SOMETIME)) == ("due", "2027-03-04")
    moved = said_on("2027-03-02", option, SOMETIME, new_day("2027-03-09"))
    assert stands("2027-03-05", made(), moved) == ("ahead", "2027-03-09")


def test_what_holds_is_done_when_it_was_to_be_looked_at_once() -> None:
    assert stands("2027-03-06", made(), said_on("2027-03-05", "fine", SOMETIME))[0] == "done"


@pytest.mark.parametrize("means", [None, "text"])
def test_new_words_take_the_place_of_the_old(means: str | None) -> None:
    anew = spoke("words", REF, "half of\nthe letter", "text", kind="text")
    also = [] if means else [spoke("how", REF, "not_yet", KEPT)]
    found = all_of("2027-03-06", made(), checkin("c1", "2027-03-05", *also, anew))[REF]
    assert (found.text, found.state.value, found.date) == ("half of the letter", "ahead", day("2027-03-08"))


def test_where_nothing_says_what_an_answer_means_any_answer_is_enough() -> None:
    asked = made()
    assert stands("2027-03-06", asked, checkin("c1", "2027-03-05", spoke("how", REF, "It went well.")))[0] == "done"
    assert stands("2027-03-06", asked, checkin("c1", "2027-03-05", spoke("how", REF)))[0] == "due"


@pytest.mark.parametrize(
    ("iso", "words", "back"), [("2027-03-20", None, "2027-03-20"), (None, "in spring", "2027-03-08")]
)
def test_asked_only_for_a_new_day_it_goes_on(iso: str | None, words: str | None, back: str) -> None:
    assert stands("2027-03-06", made(), checkin("c1", "2027-03-05", new_day(iso, words))) == ("ahead", back)


def test_the_last_word_counts_and_silence_is_none() -> None:
    done, silence = said_on("2027-03-05", "done"), said_on("2027-03-06", None)
    assert stands("2027-03-07", made(), done, silence)[0] == "done"
    assert stands("2027-03-07", made(), done, said_on("2027-03-06", "not_yet")) == ("ahead", "2027-03-09")


def test_the_last_word_is_the_one_said_last_wherever_it_was_said() -> None:
    east = said_on("2027-03-06 10:00 +14:00", "not_yet")
    west = said_on("2027-03-05 12:00 -11:00", "done")
    assert stands("2027-03-07", made(), west, east)[0] == "done"


def test_of_two_questions_that_decide_the_second_does() -> None:
    both = said_on("2027-03-05", "not_yet", KEPT, spoke("sure", REF, "done", KEPT))
    assert stands("2027-03-07", made(), both)[0] == "done"


# -------------------------------------------------------------------------------------------------- unanswered, and again


def test_unanswered_twice_in_a_row_it_rests() -> None:
    first, second = said_on("2027-03-05", None), said_on("2027-03-06", None)
    assert stands("2027-03-06", made(), first) == ("due", "2027-03-04")
    assert stands("2027-03-06", made(), first, second) == ("resting", "2027-03-04")


@pytest.mark.parametrize("also", [(), (new_day("2027-03-05"),)])
def test_an_answer_in_between_begins_the_count_anew(also: tuple[Answer, ...]) -> None:
    between = said_on("2027-03-06", None if also else "not_yet", KEPT, *also)
    silences = [said_on(f"2027-03-{each}", None) for each in ("05", "10", "11")]
    assert stands("2027-03-12", made(), silences[0], between, silences[1])[0] == "due"
    assert stands("2027-03-12", made(), silences[0], between, *silences[1:])[0] == "resting"


def test_resting_it_can_still_be_answered() -> None:
    silences = [said_on("2027-03-05", None), said_on("2027-03-06", None)]
    assert stands("2027-03-20", made(), *silences, said_on("2027-03-10", "done"))[0] == "done"


def test_asked_again_it_is_counted_from_the_first_time_it_was_asked() -> None:
    asked = made(again=["4d", "8d"])
    spoken = [said_on("2027-03-06", "not_yet"), said_on("2027-03-11", None), said_on("2027-03-14", "part")]
    assert stands("2027-03-07", asked, *spoken[:1]) == ("ahead", "2027-03-10")
    assert stands("2027-03-12", asked, *spoken[:2]) == ("ahead", "2027-03-14")
    assert stands("2027-03-15", asked, *spoken)[0] == "dropped"


@pytest.mark.parametrize(("option", "state"), [("fine", "done"), ("later", "dropped"), (None, "done")])
def test_after_the_last_time_what_holds_is_done_and_the_rest_is_let_go(option: str | None, state: str) -> None:
    asked = made(again=["4d"])
    first, last = said_on("2027-03-05", "fine", SOMETIME), said_on("2027-03-09", option, SOMETIME)
    assert stands("2027-03-09", asked, first) == ("due", "2027-03-09")
    assert stands("2027-03-09", asked, first, last)[0] == state


def test_a_new_day_begins_the_times_anew() -> None:
    asked = made(again=["4d"])
    first, moved = said_on("2027-03-05", "not_yet"), said_on("2027-03-09", "not_yet", KEPT, new_day("2027-03-20"))
    assert stands("2027-03-22", asked, first, moved, said_on("2027-03-21", "part")) == ("ahead", "2027-03-25")


def test_times_in_any_order_come_in_the_order_of_their_days() -> None:
    asked = made(again=["8d", "4d"])
    assert stands("2027-03-06", asked, said_on("2027-03-05", "not_yet")) == ("ahead", "2027-03-09")
