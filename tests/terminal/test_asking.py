from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console

from reflect.entry.said import Said
from reflect.entry.setback import Setback
from reflect.flow.model import Flow
from reflect.interview.asking import MORE_HOPED, ONCE_MORE, Ending, converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.library.flows import Library
from reflect.terminal.full.asker import FullAsker
from tests.terminal.conversation import (
    ALT_ENTER,
    BACK,
    CLEAR,
    DONE,
    DOWN,
    ENTER,
    STOP,
    TAB,
    TODAY,
    UP,
    Told,
    flow,
    pasted,
    talk,
)
from tests.terminal.questions import DATE, IDEAS, KIND, LETTER, LONG, PARTS, PEOPLE, SCALE, SURE, TEXT

BACKSPACE = "\x7f"


def seen(question: dict[str, Any], keys: str, rows: int = 24) -> tuple[Told, str]:
    """What came of a question, and what its prompts wrote on a screen of so many rows."""
    written = io.StringIO()
    told = talk(question, keys, output=Vt100_Output(written, lambda: Size(rows, 80), term="xterm", enable_cpr=False))
    return told, written.getvalue()


# ------------------------------------------------------------------------------------------------------- answering


@pytest.mark.parametrize(
    ("question", "keys", "value"),
    [
        (TEXT, "a page" + ENTER, "a page"),
        (LONG, "one" + ENTER + "two" + DONE, "one\ntwo"),
        (LONG, "one" + ALT_ENTER, "one"),
        (LETTER, CLEAR + "Dear Marta," + ENTER + "sorry." + DONE, "Dear Marta,\nsorry."),
        (SCALE, "7" + ENTER, 7),
        (DATE, "2026-03-01" + ENTER, "2026-03-01"),
        (SURE, DOWN + ENTER, True),
        (SURE, UP + ENTER, False),
        (SURE, DOWN + DOWN + ENTER, False),
        (SURE, "n" + ENTER, False),
        (SURE, "ny" + ENTER, True),
        (SURE | {"required": True}, ENTER, True),
        (SURE | {"default": "no"}, ENTER, False),
        (KIND, "j" + ENTER, "slip"),
        (KIND, "jjk" + ENTER, "slip"),
        (KIND, "jk" + ENTER, None),
        (KIND | {"required": True}, "jk" + ENTER, "slip"),
        (KIND | {"default": "plan"}, ENTER, "plan"),
        (PARTS, " " + DOWN + DOWN + " " + ENTER, ["people", "time"]),
        (IDEAS, "one" + ENTER + "two" + ENTER + ENTER, [{"key": "1", "text": "one"}, {"key": "2", "text": "two"}]),
        (IDEAS, "one" + DONE, [{"key": "1", "text": "one"}]),
    ],
)
def test_each_type_is_answered_with_its_keys(question: dict[str, Any], keys: str, value: object) -> None:
    told = talk(question, keys)
    assert told.conversation.ending is Ending.FINISHED
    assert told.values == [value]


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        (TEXT, ENTER),
        (TEXT, DONE),
        (LONG, DONE),
        (SCALE, ENTER),
        (DATE, ENTER),
        (SURE, ENTER),
        (SURE, DONE),
        (KIND, ENTER),
        (KIND, DONE),
        (PARTS, ENTER),
        (IDEAS, ENTER),
        (LETTER, CLEAR + DONE),
    ],
)
def test_each_type_can_be_left_empty(question: dict[str, Any], keys: str) -> None:
    told = talk(question, keys)
    assert told.last.skipped
    assert "(left empty)" in told.screen


def one_of(count: int, **more: str) -> dict[str, Any]:
    """A choice that may be left empty, of so many options and some `more`."""
    options = {f"o{number}": f"option {number:02}" for number in range(count)} | more
    return {"type": "choice", "id": "one", "ask": "Which?", "options": options}


@pytest.mark.parametrize("rows", [24, 12])
@pytest.mark.parametrize("count", [3, 12, 30])
@pytest.mark.parametrize(
    ("keys", "place"), [("", None), (DOWN, 0), (DOWN + DOWN, 1), (UP, -1), (UP + UP, -2), (UP + DOWN + DOWN, 0)]
)
def test_down_leads_to_the_first_option_and_up_to_the_last_one_in_any_window(
    keys: str, place: int | None, count: int, rows: int
) -> None:
    of = one_of(count)
    told, _ = seen(of, keys + ENTER, rows)
    assert told.values == [None if place is None else [*of["options"]][place]]


@pytest.mark.parametrize(("count", "rows"), [(30, 24), (30, 12), (12, 12)])
def test_a_list_that_is_long_for_its_window_is_seen_from_its_top(count: int, rows: int) -> None:
    _, shown = seen(one_of(count), STOP, rows)
    assert shown.index("leave empty") < shown.index("option 00") < shown.index("more below")
    assert "more above" not in shown


def test_a_list_that_fits_its_window_ends_with_leaving_it_empty() -> None:
    _, shown = seen(KIND, STOP, 12)
    assert shown.index("a slip") < shown.index("something else") < shown.index("leave empty")


def test_what_is_looked_for_in_a_long_list_is_found_before_leaving_it_empty() -> None:
    assert talk(one_of(20, staff="an employee"), "emp" + ENTER).values == ["staff"]
    assert talk(one_of(20, staff="an employee"), "emp" + DOWN + ENTER).values == [None]


def test_an_answer_that_is_not_among_the_options_any_more_is_no_other_one() -> None:
    two = flow(IDEAS, {"type": "choice", "id": "pick", "ask": "Which first?", "options": {"from": "ideas"}}, TEXT)
    listed = "one" + ENTER + "two" + DONE
    told = talk(two, listed + UP + ENTER + BACK + BACK + BACKSPACE * 3 + DONE + ENTER + ENTER)
    assert told.values[1:] == [None, None]


def test_a_date_keeps_the_words_it_was_said_in() -> None:
    told = talk(DATE, "last Monday" + ENTER)
    assert told.last == Said(value="2026-03-02", said="last Monday")
    assert "last Monday: 2 March 2026" in told.screen


def test_the_free_answer_of_a_choice_is_asked_for_in_words() -> None:
    told = talk(KIND, UP + ENTER + "a storm" + ENTER)
    assert (told.last.value, told.last.other) == ("other", "a storm")
    assert "› a storm" in told.screen


def test_the_free_answer_of_choices_is_asked_for_in_words() -> None:
    told = talk(PARTS, " " + UP + " " + ENTER + "the weather" + ENTER)
    assert (told.last.value, told.last.other) == (["people", "other"], "the weather")


def test_a_free_answer_without_words_is_the_option_alone() -> None:
    told = talk(KIND, UP + ENTER + ENTER)
    assert (told.last.value, told.last.other) == ("other", None)


def test_back_from_the_free_words_is_back_to_the_list_with_its_marks() -> None:
    told = talk(PARTS, " " + UP + " " + ENTER + "the weather" + BACK + UP + " " + ENTER)
    assert told.last.value == ["people"]


def test_earlier_setbacks_are_picked_from_a_list() -> None:
    day = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    past = Past(setbacks=(Setback("b", "Second", day), Setback("a", "First", day)))
    told = talk({"type": "entries", "id": "like", "ask": "Which were like it?"}, DOWN + " " + ENTER, past=past)
    assert told.last.value == [{"key": "a", "text": "First"}]


def test_a_letter_is_read_once_more_with_its_text_in_place() -> None:
    two = flow(LETTER, {"type": "reopen", "id": "again", "of": "letter", "ask": "Once more."})
    told = talk(two, DONE + ENTER + "Yours" + DONE)
    assert told.values == ["Dear all,", "Dear all,\nYours"]


def test_a_group_is_asked_record_by_record_until_that_is_all() -> None:
    told = talk(PEOPLE, ENTER + "Marta" + ENTER + "y" + ENTER + "y" + ENTER + "P." + ENTER + "n" + ENTER + ENTER)
    assert told.conversation.ending is Ending.FINISHED
    assert told.values == [True, "Marta", True, True, "P.", False, False]
    assert [name for name in ("Person 1", "Person 2", "Person 3") if name in told.screen] == ["Person 1", "Person 2"]
    assert told.screen.count("Who needs to know?") == 1


def test_a_group_can_have_no_record() -> None:
    told = talk(PEOPLE, DOWN + ENTER)
    assert told.values == [False]
    assert "(left empty)" in told.screen


@pytest.mark.parametrize("group", [PEOPLE, PEOPLE | {"required": True, "at_least": 1}], ids=["asked", "at once"])
def test_whoever_presses_enter_comes_through_a_group(group: dict[str, Any]) -> None:
    told = talk(group, ENTER * 8)
    assert told.conversation.ending is Ending.FINISHED
    assert told.screen.count("Person 1") == 1


def test_a_long_list_of_options_is_searched_by_typing() -> None:
    options = {f"o{number}": f"option {number:02}" for number in range(20)}
    told = talk({"type": "choice", "id": "many", "ask": "Which?", "options": options}, "17" + ENTER)
    assert told.values == ["o17"]


# ------------------------------------------------------------------------------------------- pasting and suggesting


def test_a_paste_into_one_line_becomes_one_line() -> None:
    assert talk(TEXT, pasted("one\r\ntwo\nthree") + ENTER).values == ["one two three"]


def test_a_paste_of_any_length_arrives_whole() -> None:
    text = "\n".join(f"{number} words in a line" for number in range(2000))
    assert talk(LONG, pasted(text) + DONE).values == [text]


def test_a_paste_into_a_list_is_one_item_per_line() -> None:
    told = talk(IDEAS, pasted("one\n\n two \nthree") + ENTER + ENTER)
    assert [item["text"] for item in told.last.value] == ["one", "two", "three"]


def test_tab_puts_in_the_suggestion_that_fits_and_then_the_next() -> None:
    two = flow(IDEAS, TEXT | {"suggest": "ideas"})
    listed = "coffee" + ENTER + "a list" + ENTER + "a call" + ENTER + ENTER
    assert talk(two, listed + "a" + TAB + ENTER).values[-1] == "a list"
    assert talk(two, listed + "a" + TAB + TAB + ENTER).values[-1] == "a call"
    assert talk(two, listed + DOWN + ENTER).values[-1] == "coffee"


# ------------------------------------------------------------------------------------------------- going back


@pytest.mark.parametrize(
    ("question", "keys", "change", "before", "after"),
    [
        (TEXT, "old" + ENTER, "er" + ENTER, "old", "older"),
        (LONG, "old" + ENTER + "words" + DONE, "s" + DONE, "old\nwords", "old\nwordss"),
        (SCALE, "1" + ENTER, "0" + ENTER, 1, 10),
        (SURE, "n" + ENTER, ENTER, False, False),
        (KIND, DOWN + DOWN + ENTER, ENTER, "plan", "plan"),
        (PARTS, " " + ENTER, DOWN + " " + ENTER, ["people"], ["people", "money"]),
    ],
)
def test_back_has_the_old_answer_in_place(
    question: dict[str, Any], keys: str, change: str, before: object, after: object
) -> None:
    two = flow(question, TEXT | {"id": "next", "ask": "And then?"})
    told = talk(two, keys + BACK + change + ENTER)
    assert told.saved[0].trail[0].said.value == before
    assert told.values == [after, None]
    assert "‹ back" in told.screen


def test_back_has_the_free_words_in_place() -> None:
    two = flow(KIND, TEXT)
    told = talk(two, UP + ENTER + "a sto" + ENTER + BACK + ENTER + "rm" + ENTER + ENTER)
    assert told.conversation.interview.trail[0].said.other == "a storm"


def test_back_keeps_a_date_in_its_own_words() -> None:
    told = talk(flow(DATE, TEXT), "yesterday" + ENTER + BACK + ENTER + ENTER)
    assert told.conversation.interview.trail[0].said == Said(value="2026-03-03", said="yesterday")


def test_back_keeps_the_keys_of_list_items() -> None:
    told = talk(flow(IDEAS, TEXT), "one" + ENTER + "two" + DONE + BACK + UP + CLEAR + "first" + DONE + ENTER)
    assert told.values[0] == [{"key": "1", "text": "first"}, {"key": "2", "text": "two"}]


@pytest.mark.parametrize("question", [LONG, SCALE, DATE, SURE, KIND, PARTS, IDEAS, LETTER, PEOPLE])
def test_every_type_goes_back(question: dict[str, Any]) -> None:
    told = talk(flow(TEXT, question), "one" + ENTER + BACK + CLEAR + "two" + ENTER)
    assert told.values == ["two"]


def test_back_at_the_first_question_says_so_and_keeps_what_was_typed() -> None:
    told, shown = seen(TEXT, "half" + BACK + BACK + " a thing" + ENTER)
    assert told.values == ["half a thing"]
    assert "This is the first question" in shown
    assert "This is the first question" not in told.screen


# ---------------------------------------------------------------------------------------------------- refusing


def test_a_required_question_is_put_once_more_and_then_left_empty() -> None:
    told, shown = seen(TEXT | {"required": True}, ENTER + ENTER)
    assert told.last.skipped
    assert "This one matters for what follows." in shown
    assert ONCE_MORE.startswith("This one matters for what follows.")


def test_a_required_choice_can_be_left_empty_when_it_is_put_once_more() -> None:
    told = talk(KIND | {"required": True}, DONE + ENTER)
    assert told.last.skipped


def test_what_was_not_taken_stands_there_to_be_mended() -> None:
    told, shown = seen(SCALE, "77" + ENTER + "\x7f" + ENTER)
    assert told.values == [7]
    assert "A whole number from 0 to 10." in shown
    assert told.screen.count("How are you?") == 1


def test_too_many_marks_stand_there_to_be_taken_away() -> None:
    told = talk(PARTS | {"at_most": 1}, " " + DOWN + " " + ENTER + " " + ENTER)
    assert told.values == [["money"]]


def test_a_list_that_is_short_of_what_is_hoped_for_is_kept_when_it_is_given_again() -> None:
    told, shown = seen(IDEAS | {"at_least": 2}, "one" + ENTER + ENTER + DONE)
    assert told.values == [[{"key": "1", "text": "one"}]]
    assert MORE_HOPED.format("2")[:30] in shown


def test_why_an_answer_was_not_taken_goes_when_it_is_mended() -> None:
    told = talk(SCALE, "77" + ENTER + ENTER + "\x7f" + ENTER)
    assert told.screen == "\nHow are you?  1 of 1\nFrom 0 to 10.\n › 7\n"


def test_marks_are_kept_however_the_list_is_left_behind() -> None:
    assert talk(PARTS, " " + DOWN + " " + DONE).values == [["people", "money"]]


# ----------------------------------------------------------------------------------------------------- leaving


@pytest.mark.parametrize(
    ("question", "keys", "typed"),
    [
        (TEXT, "half a", "half a"),
        (LONG, "half" + ENTER + "a", "half\na"),
        (SCALE, "1", "1"),
        (DATE, "yest", "yest"),
        (IDEAS, "one" + ENTER + "tw", "one\ntw"),
        (PARTS, " " + DOWN + " ", "people\nmoney"),
        (PARTS, " " + UP + " " + ENTER + "the wea", "people\nother: the wea"),
        (KIND, UP + ENTER + "a sto", "other: a sto"),
        (LETTER, CLEAR + "Dear", "Dear"),
    ],
)
@pytest.mark.parametrize(("gesture", "code"), [(STOP, 130), ("", 129)], ids=["Ctrl-C", "closed terminal"])
def test_whoever_leaves_finds_the_half_typed_answer_again(
    question: dict[str, Any], keys: str, typed: str, gesture: str, code: int
) -> None:
    told = talk(question, keys + gesture)
    assert (told.conversation.ending, told.conversation.exit_code) == (Ending.LEFT, code)
    assert told.typing
    assert told.typing.text == typed
    assert told.saved[-1].typing == told.typing
    again = talk(question, STOP, begin=told.conversation.interview)
    assert again.typing == told.typing


def test_half_typed_free_words_stand_there_again() -> None:
    left = talk(PARTS, " " + UP + " " + ENTER + "the wea" + STOP)
    told = talk(PARTS, ENTER + "ther" + ENTER, begin=left.conversation.interview)
    assert (told.last.value, told.last.other) == (["people", "other"], "the weather")


@pytest.mark.parametrize("question", [SURE, KIND, PEOPLE])
def test_leaving_a_list_that_is_only_pointed_at_answers_nothing(question: dict[str, Any]) -> None:
    told = talk(question, DOWN + STOP)
    assert told.conversation.exit_code == 130
    assert told.typing is None
    assert told.values == []


# --------------------------------------------------------------------------------------------- what is printed


def test_sections_notes_hints_examples_and_the_place_on_the_way_are_printed() -> None:
    told = talk(
        flow(
            {"type": "section", "title": "Begin"},
            {"type": "note", "text": "Take your time."},
            TEXT | {"hint": "A few words.", "example": "the page hung"},
            SCALE,
        ),
        "it" + ENTER + "3" + ENTER,
    )
    lines = [line for line in told.screen.split("\n") if line]
    assert lines == [
        "Begin",
        "Take your time.",
        "What?  1 of 2",
        "A few words.",
        "For example: the page hung",
        " › it",
        "How are you?  2 of 2",
        "From 0 to 10.",
        " › 3",
    ]


def test_the_ends_of_a_scale_are_not_said_again_after_a_hint_that_names_them() -> None:
    assert "From 0 to 10." not in talk(SCALE | {"hint": "0 = awful, 10 = good."}, "3" + ENTER).screen
    assert "From 0 to 10." in talk(SCALE | {"hint": "It may be 10 times lower."}, "3" + ENTER).screen


def test_a_long_answer_leaves_its_first_lines_on_the_screen() -> None:
    told = talk(LONG, ENTER.join("abcdefgh") + DONE)
    assert " › a\n   b\n   c\n   (+ 5 lines)\n" in told.screen


def test_a_private_answer_does_not_stay_on_the_screen() -> None:
    told = talk(LONG | {"private": True}, "nobody else" + DONE)
    assert "nobody else" not in told.screen
    assert "(kept, private)" in told.screen


def test_own_earlier_words_are_shown_before_and_after() -> None:
    told = talk(flow(TEXT, LONG | {"show": {"before": "what"}}), "the [bold]page" + ENTER + "it hung" + DONE)
    assert "You wrote:\n │ the [bold]page\n" in told.screen


def test_the_hint_of_a_group_is_filled_in_where_the_group_begins() -> None:
    group = PEOPLE | {"hint": "as with {what}", "show": {"before": "what"}}
    for each in (group, group | {"required": True}):
        told = talk(flow(TEXT, each), "the page" + ENTER + ENTER + ENTER + STOP)
        assert told.screen.count("as with the page") == 1
        assert "{what}" not in told.screen
        assert told.screen.count("You wrote:") == 1


def test_an_answer_is_neither_markup_nor_steering() -> None:
    told = talk(TEXT, pasted("[red]x[/] \x9b31m \u202e :smile: {b}") + ENTER)
    assert "[red]x[/] <U+009B>31m <U+202E> :smile: {b}" in told.screen
    assert told.values == ["[red]x[/] \x9b31m \u202e :smile: {b}"]


def test_an_answer_is_acknowledged_only_when_it_is_safe() -> None:
    def full(_interview: Interview) -> None:
        raise OSError("the disk is full")

    page = io.StringIO()
    with create_pipe_input() as pipe:
        pipe.send_text("one" + ENTER)
        asker = FullAsker(Console(file=page, width=60), input=pipe, output=DummyOutput())
        with pytest.raises(OSError, match="disk"):
            converse(Interview(flow(TEXT), Past(), TODAY), asker, full)
    assert "What?" in page.getvalue()
    assert "one" not in page.getvalue()


# -------------------------------------------------------------------------------------------------- everything


@pytest.fixture
def kitchen_sink() -> Flow:
    root = Path(__file__).parents[2]
    return Library(root / "prompts").check(root / "tests" / "flows" / "kitchen_sink.yaml")


def test_the_kitchen_sink_is_answered_from_end_to_end(kitchen_sink: Flow) -> None:
    opening = "The run" + ENTER + "It hung." + DONE + ENTER + ENTER + ENTER + ENTER
    parts = DOWN + " " + ENTER + "one" + ENTER + "two" + ENTER + ENTER + "closer" + ENTER + "closest" + ENTER
    weighing = "3" + ENTER + "5" + ENTER + DOWN + ENTER + ENTER
    person = ENTER + "M." + ENTER + ENTER + "n" + ENTER + ENTER + ENTER + "hi" + DONE + "a point" + DONE + "2" + ENTER
    ending = "n" + ENTER + "fine" + ENTER + "Yours" + DONE + DONE + DONE + ENTER
    told = talk(kitchen_sink, opening + parts + weighing + person + ending)
    assert told.conversation.ending is Ending.FINISHED
    assert {each.spot.question for each in told.conversation.interview.trail} == {
        *("subject", "story", "day", "how_bad", "sure", "kind", "parts", "ideas", "closer", "rating", "pick", "seen"),
        *("people", "mood", "letter", "card", "again", "keep"),
    }
    values = {each.spot.question: each.said.value for each in told.conversation.interview.trail}
    assert values["parts"] == ["people", "money"]
    assert values["pick"] == "2"
    assert values["again"] == values["letter"]
    assert told.screen.rstrip().endswith("That is all.")


@pytest.mark.parametrize("of", [KIND, SURE])
def test_what_was_left_empty_stays_so_when_one_comes_back_and_goes_on(of: dict[str, Any]) -> None:
    told = talk(flow(of, TEXT), DONE + BACK + ENTER + "x" + ENTER)
    assert told.values == [None, "x"]


def test_a_day_in_words_that_stands_there_stays_the_same_day_tomorrow() -> None:
    at = Interview(flow(DATE, TEXT), Past(), TODAY).answer("yesterday")
    tomorrow = replace(at, today=TODAY + dt.timedelta(days=1))
    told = talk(flow(DATE, TEXT), BACK + ENTER + "x" + ENTER, begin=tomorrow)
    assert told.values == [at.trail[0].said.value, "x"]
