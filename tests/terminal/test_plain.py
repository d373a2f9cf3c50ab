"""Plain mode: every type of question, every command, and nothing printed that a screen reader could not read."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.cli.choosing import ask_for, choose
from reflect.entry.said import Said
from reflect.entry.setback import Setback
from reflect.interview.answers import Item
from reflect.interview.asking import MORE_HOPED, ONCE_MORE, Ending, converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.columns import columns
from reflect.terminal.plain.asker import PlainAsker
from reflect.terminal.plain.typed_line import Keys, TypedLine
from tests.terminal.conversation import TODAY, flow
from tests.terminal.plain_talk import Back, Scribe, say
from tests.terminal.questions import DATE, IDEAS, KIND, LETTER, LONG, PARTS, PEOPLE, SCALE, SURE, TEXT

MORE = TEXT | {"id": "more", "ask": "More?"}
STORY = "At 16:40 I sent it.\n\nThen I saw it."


def items(*texts: str) -> list[dict[str, str]]:
    return [{"key": str(number), "text": text} for number, text in enumerate(texts, 1)]


# ------------------------------------------------------------------------------------------------------- answering


@pytest.mark.parametrize(
    ("question", "lines", "value"),
    [
        (TEXT, ["a page"], "a page"),
        (LONG, ["one", "", "two", ":done"], "one\n\ntwo"),
        (LONG, ["one", ":Done "], "one"),
        (LETTER, [""], "Dear all,"),
        (LETTER, ["3", "Dear Marta,", "sorry.", ":done"], "Dear Marta,\nsorry."),
        (SCALE, ["7"], 7),
        (DATE, ["2026-03-01"], "2026-03-01"),
        (SURE, ["yes"], True),
        (SURE, ["2"], False),
        (SURE, ["N"], False),
        (KIND, ["2"], "plan"),
        (KIND, ["A slip"], "slip"),
        (KIND, ["plan"], "plan"),
        (PARTS, ["1 3"], ["people", "time"]),
        (PARTS, ["3,1"], ["people", "time"]),
        (PARTS, ["people, Money"], ["people", "money"]),
        (IDEAS, ["one", "two", ""], items("one", "two")),
        (IDEAS, ["one", ":done"], items("one")),
    ],
)  # fmt: skip
def test_each_type_is_answered_with_lines(question: dict[str, Any], lines: list[str], value: object) -> None:
    told = say(question, *lines)
    assert told.conversation.ending is Ending.FINISHED
    assert told.values == [value]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        *((each, "") for each in (TEXT, SCALE, DATE, SURE, KIND, PARTS, IDEAS)),
        *((each, ":skip") for each in (TEXT, LONG, SCALE, DATE, SURE, KIND, PARTS, IDEAS, LETTER)),
        (LONG, ":done"),
    ],
)
def test_each_type_can_be_left_empty(question: dict[str, Any], line: str) -> None:
    told = say(question, line)
    assert told.conversation.ending is Ending.FINISHED
    assert told.last.skipped
    assert "Left empty." in told.screen


def test_the_free_answer_of_a_choice_is_asked_for_in_words() -> None:
    told = say(KIND, "3", "a storm")
    assert (told.last.value, told.last.other) == ("other", "a storm")
    assert "Kept: something else: a storm" in told.screen


def test_words_that_are_no_option_are_taken_for_the_free_answer_when_enter_says_so() -> None:
    told = say(KIND, "a storm", "")
    assert (told.last.value, told.last.other) == ("other", "a storm")
    assert "Now: a storm" in told.screen


def test_words_that_are_no_option_are_none_where_there_is_no_free_answer() -> None:
    closed = {"type": "choice", "id": "kind", "ask": "What kind?", "options": {"a": "a slip", "b": "a plan"}}
    told = say(closed, "slip", "1")
    assert told.last.value == "a"
    assert "slip is none of these.\nIt is in: 1, a slip." in told.screen


def test_choices_with_free_words_keep_both() -> None:
    told = say(PARTS, "1, the weather", "")
    assert (told.last.value, told.last.other) == (["people", "other"], "the weather")


def test_free_words_that_are_left_out_leave_the_option_alone() -> None:
    assert say(KIND, "3", "").last == Said(value="other", labels={"other": "something else"})


def test_back_from_the_free_words_is_back_to_the_list_and_they_stay() -> None:
    assert say(PARTS, "1, the weather", ":back", "2").last.value == ["money"]
    kept = say(PARTS, "1, the weather", ":back", "", "").last
    assert (kept.value, kept.other) == (["people", "other"], "the weather")
    left = say(PARTS, "a slip of the pen", ":back", ":save")
    assert left.typing
    assert left.typing.text == "other: a slip of the pen"


def test_earlier_setbacks_are_picked_by_number() -> None:
    day = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    past = Past(setbacks=(Setback("b", "Second", day), Setback("a", "First", day)))
    told = say({"type": "entries", "id": "like", "ask": "Which were like it?"}, "2", past=past)
    assert told.last.value == [{"key": "a", "text": "First"}]


def test_a_suggestion_is_taken_by_its_number() -> None:
    small = flow(IDEAS, {"type": "text", "id": "first", "ask": "Which first?", "suggest": "ideas"})
    told = say(small, "sleep", "a list", "", "2")
    assert told.last.value == "a list"
    assert "1. sleep\n2. a list" in told.screen


def test_nudges_come_one_at_a_time() -> None:
    told = say(IDEAS | {"nudges": ["At work?", "At home?"]}, "one", "two", "three", "")
    assert told.last.value == items("one", "two", "three")
    assert told.screen.index("At work?") < told.screen.index("At home?")
    assert told.screen.count("At home?") == 1


# ----------------------------------------------------------------------------------------------------------- dates


def test_a_date_is_shown_before_it_is_accepted() -> None:
    told = say(DATE, "last Monday", "")
    assert told.last == Said(value="2026-03-02", said="last Monday")
    assert "Monday, 2 March 2026, 2 days ago\nEnter takes it" in told.screen
    assert 'Kept: 2 March 2026 ("last Monday")' in told.screen


def test_another_day_can_be_written_instead() -> None:
    assert say(DATE, "last Monday", "last Tuesday", "").last == Said(value="2026-03-03", said="last Tuesday")


def test_words_that_are_no_day_are_kept_when_that_is_wanted() -> None:
    told = say(DATE, "some time in autumn", "")
    assert told.last == Said(value=None, said="some time in autumn")
    assert "Kept in your words." in told.screen


def test_a_day_on_the_wrong_side_is_refused_and_asked_again() -> None:
    told = say(DATE, "tomorrow", "2026-03-01")
    assert told.last.value == "2026-03-01"
    assert "lies ahead" in told.screen


def test_a_day_written_in_figures_needs_no_confirming() -> None:
    assert "Enter takes it" not in say(DATE, "2026-03-01").screen


def test_a_day_that_stands_there_stays_that_day_although_its_words_mean_another_by_now() -> None:
    first = say(flow(DATE, TEXT), "yesterday", "", ":back", ":save").conversation.interview
    later = say(first.flow, "", "a", begin=replace(first, today=dt.date(2026, 3, 9)))
    assert later.conversation.interview.trail[0].said.value == "2026-03-03"


# ---------------------------------------------------------------------------------------------- what stands there


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (TEXT, ["a page"]),
        (LONG, [*STORY.split("\n"), ":done"]),
        (SCALE, ["3"]),
        (DATE, ["last Monday", ""]),
        (DATE, ["some time in autumn", ""]),
        (SURE, ["no"]),
        (KIND, ["2"]),
        (KIND, ["3", "a storm"]),
        (PARTS, ["1 4", "the weather"]),
        (IDEAS, ["one", "two", ""]),
        (LETTER, ["3", "Dear Marta,", ":done"]),
    ],
)
def test_enter_keeps_the_old_answer_after_going_back(question: dict[str, Any], lines: list[str]) -> None:
    told = say(flow(question, MORE), *lines, ":back", "", "x")
    once = say(question, *lines)
    assert told.conversation.interview.trail[0].said == once.last
    assert told.conversation.ending is Ending.FINISHED


@pytest.mark.parametrize("question", [TEXT, SCALE, DATE, SURE, KIND, PARTS])
def test_the_old_answer_is_said_and_can_be_emptied(question: dict[str, Any]) -> None:
    line = "1" if question is not DATE else "2026-03-01"
    told = say(flow(question, MORE), line, ":back", ":skip", "x")
    assert "Now: " in told.screen
    assert told.conversation.interview.trail[0].said.skipped


def test_a_text_that_stands_there_can_be_added_to() -> None:
    told = say(flow(LONG, MORE), "one", ":done", ":back", "2", "two", ":done", "x")
    assert told.values[0] == "one\ntwo"


def test_words_written_where_a_number_is_asked_for_are_added_and_never_lost() -> None:
    told = say(flow(LONG, MORE), "one", ":done", ":back", "two", "three", ":done", "x")
    assert told.values[0] == "one\ntwo\nthree"


def test_a_text_that_stands_there_is_not_lost_when_nothing_new_is_written() -> None:
    told = say(flow(LONG, MORE), "one", ":done", ":back", "3", ":done", "1", "x")
    assert told.values[0] == "one"
    assert "what stood there stays" in told.screen


def test_a_number_that_is_not_offered_is_no_text() -> None:
    assert say(flow(LONG, MORE), "one", ":done", ":back", "9", "", "x").values[0] == "one"


def test_one_line_of_a_text_can_be_changed_and_one_taken_out() -> None:
    told = say(
        flow(LONG, MORE), "one", "", "two", "three", ":done", ":back", "4", "2", "TWO", "4", "3", ":skip", "", "x"
    )
    assert told.values[0] == "one\n\nTWO"


def test_one_item_can_be_changed_and_keeps_its_key() -> None:
    told = say(flow(IDEAS, MORE), "one", "two", "", ":back", "4", "1", "uno", "", "x")
    assert told.values[0] == items("uno", "two")


def test_skipping_what_was_just_written_is_asked_about() -> None:
    assert say(LONG, "one", ":skip", "two", ":done").values == ["one\ntwo"]
    assert say(LONG, "one", ":skip", ":skip").last.skipped


def test_a_composed_text_is_read_out_and_kept_by_enter() -> None:
    reopened = {"type": "reopen", "id": "again", "of": "letter", "ask": "Once more."}
    told = say(flow(LETTER, MORE, reopened), "3", "Dear Marta,", "sorry.", ":done", "x", "")
    assert told.last.value == "Dear Marta,\nsorry."
    assert "It begins like this:\n  Dear Marta,\n  sorry." in told.screen


# --------------------------------------------------------------------------------------------------------- editing


def test_the_editor_opens_what_was_written_and_its_text_stands_there_then() -> None:
    editor = Scribe([Back("one\ntwo")])
    told = say(LONG, "one", ":edit", "", editor=editor)
    assert editor.opened == ["one"]
    assert told.values == ["one\ntwo"]


def test_the_editor_opens_a_line_a_list_and_free_words() -> None:
    editor = Scribe([Back("a book"), Back("one\ntwo"), Back("a gale")])
    told = say(flow(TEXT, IDEAS, KIND), ":edit", "", "one", ":edit", "", "3", ":edit", "", editor=editor)
    assert told.values == ["a book", items("one", "two"), "other"]
    assert told.last.other == "a gale"


def test_an_editor_that_cannot_be_used_says_so_and_nothing_is_lost() -> None:
    editor = Scribe([Back("one", "There is no such editor.")])
    told = say(LONG, "one", ":edit", "1", editor=editor)
    assert told.values == ["one"]
    assert "There is no such editor." in told.screen


def test_without_an_editor_it_is_said_that_there_is_none() -> None:
    told = say(LONG, "one", ":edit", "", ":done")
    assert told.values == ["one"]
    assert "There is no editor" in told.screen


def test_what_is_in_the_editor_is_kept_while_it_is_open() -> None:
    class Busy(Scribe):
        def edit(self, text: str, keep: Any = None, stop: Any = None) -> Back:
            keep("one and a half")
            return Back(text)

    kept: list[str] = []
    say(LONG, "one", ":edit", "", editor=Busy([]), kept=kept)
    assert "one and a half" in kept


# ----------------------------------------------------------------------------------------------------------- groups


def test_a_group_is_filled_record_by_record() -> None:
    told = say(PEOPLE, "1", "Ada", "yes", "1", "Ben", "no", "")
    assert told.conversation.ending is Ending.FINISHED
    assert told.values == [True, "Ada", True, True, "Ben", False, False]
    assert "Person 1: Ada" in told.screen
    assert "Person 2: Ben" in told.screen
    assert "1. add another person\n2. that is all\n3. change one of them\n4. take one of them out" in told.screen


def test_the_only_record_is_changed_or_taken_out_by_its_name() -> None:
    told = say(PEOPLE, "1", "Ada", "yes", "2")
    assert "1. add another person\n2. that is all\n3. change it\n4. take it out" in told.screen


def test_a_record_that_is_gone_on_with_is_not_told_before_it_is_whole() -> None:
    half = say(PEOPLE, "1", "Ada", ":save").conversation.interview
    told = say(PEOPLE, "yes", "2", begin=half)
    assert told.conversation.ending is Ending.FINISHED
    assert "1. Ada" not in told.screen
    assert "Person 1: Ada" in told.screen


def test_a_group_can_stay_without_records() -> None:
    told = say(PEOPLE, "none")
    assert told.values == [False]
    assert "Left empty." in told.screen


@pytest.mark.parametrize("group", [PEOPLE, PEOPLE | {"required": True, "at_least": 1}], ids=["asked", "at once"])
def test_whoever_presses_enter_comes_through_a_group(group: dict[str, Any]) -> None:
    told = say(group, *[""] * 8)
    assert told.conversation.ending is Ending.FINISHED
    assert "Enter alone: none." in told.screen


def test_a_record_can_be_changed() -> None:
    told = say(PEOPLE, "1", "Ada", "yes", "1", "Ben", "no", "3", "1", "Eva", "", "2")
    assert told.conversation.ending is Ending.FINISHED
    whos = [each.said.value for each in told.conversation.interview.trail if each.spot.field == "who"]
    assert whos == ["Eva", "Ben"]
    assert "This is what there is now:\n1. Eva\n2. Ben" in told.screen


def test_a_record_is_taken_out_when_that_was_confirmed() -> None:
    told = say(PEOPLE, "1", "Ada", "yes", "1", "Ben", "no", "4", "2", "", "4", "1", "1", "2")
    assert told.conversation.ending is Ending.FINISHED
    assert [each.text for each in told.conversation.interview.answers().items("people")] == ["Ben"]
    assert "This goes out: Ada" in told.screen


# ----------------------------------------------------------------------------------------------------- the commands


@pytest.mark.parametrize("question", [TEXT, LONG, SCALE, DATE, SURE, KIND, PARTS, IDEAS, LETTER, PEOPLE])
def test_one_goes_back_leaves_and_asks_for_help_at_each_type(question: dict[str, Any]) -> None:
    told = say(flow(TEXT, question | {"id": "q"}), "a", ":help", ":back", ":BACK", "b", ":save")
    assert "This is the first question" in told.screen
    assert ":back, one question back" in told.screen
    assert told.values == ["b"]
    assert (told.conversation.ending, told.conversation.exit_code) == (Ending.LEFT, 130)


def test_a_line_that_begins_with_two_colons_begins_with_one() -> None:
    assert say(LONG, "::back", " ::) ", ":)", ":-(", "a :save", ":done").values == [":back\n :) \n:)\n:-(\na :save"]


def test_a_command_with_a_slip_in_it_is_asked_about() -> None:
    told = say(flow(TEXT, MORE), "a", ":bakc", ":back", "b", ":bakc", "")
    assert told.values == ["b", ":bakc"]
    assert "There is no :bakc; did you mean ':back'?" in told.screen


def test_in_a_text_of_several_lines_a_slip_and_the_line_after_it_both_stay() -> None:
    assert say(LONG, "one", ":dnoe", "two", ":done").values == ["one\n:dnoe\ntwo"]


def test_a_word_after_a_colon_that_is_far_from_any_command_is_text() -> None:
    assert say(TEXT, ":apologies").values == [":apologies"]


def test_before_there_is_an_interview_there_is_nothing_to_go_back_to_and_nothing_kept() -> None:
    page = io.StringIO()
    asker = PlainAsker(io.StringIO(":back\n:help\n2\na title\n"), page, width=60)
    assert choose(asker, "Which one?", [Item("a", "this"), Item("b", "that")]) == "b"
    assert ask_for(asker, "Its name?") == "a title"
    assert "There is nothing before this question." in page.getvalue()
    assert ":save, leaves." in page.getvalue()
    assert ":back," not in page.getvalue()


def test_what_a_command_asks_while_an_interview_is_kept_is_not_half_typed_at_it_and_says_that_all_is_kept() -> None:
    page, kept = io.StringIO(), list[str]()
    asker = PlainAsker(io.StringIO(":help\n2\na title\n"), page, width=60, keep=kept.append)
    assert choose(asker, "Which one?", [Item("a", "this"), Item("b", "that")]) == "b"
    assert ask_for(asker, "Its name?") == "a title"
    assert kept == []
    assert ":save, stops here; all is kept." in " ".join(page.getvalue().split())


@pytest.mark.parametrize(("saved", "told"), [(True, ":save, stops here; all is kept."), (False, ":save, leaves.")])
def test_help_says_that_all_is_kept_only_when_the_last_answer_is_safe(saved: bool, told: str) -> None:
    page = io.StringIO()
    asker = PlainAsker(io.StringIO("a\n:help\n2\n"), page, width=60, keep=list[str]().append)

    def asked(_each: Interview | None = None) -> None:
        choose(asker, "What now?", [Item("a", "this"), Item("b", "that")])

    converse(Interview(flow(TEXT), Past(), TODAY), asker, (lambda _each: None) if saved else asked)
    if saved:
        asked()
    assert told in " ".join(page.getvalue().split())


def test_help_does_not_promise_to_keep_what_is_never_on_disk() -> None:
    asker = PlainAsker(io.StringIO(":help\n"), page := io.StringIO(), width=60)
    asker.kept = False
    converse(Interview(flow(TEXT), Past(), TODAY), asker, lambda _: None)
    assert "stops here; nothing is kept" in page.getvalue()


def test_a_required_question_is_put_once_more() -> None:
    told = say(TEXT | {"required": True}, "", "")
    assert ONCE_MORE in " ".join(told.screen.split())
    assert told.last.skipped


def test_an_old_answer_that_is_emptied_where_one_is_needed_is_not_taken_again_by_enter() -> None:
    told = say(flow(KIND | {"required": True}, MORE), "1", ":back", ":skip", "", "x")
    assert told.conversation.interview.trail[0].said.skipped


def test_fewer_items_than_hoped_for_are_all_there_when_it_is_asked_again() -> None:
    told = say(IDEAS | {"at_least": 3}, "one", "two", "", "")
    assert told.last.value == items("one", "two")
    assert MORE_HOPED.format(3) in " ".join(told.screen.split())


def test_more_items_than_are_taken_are_all_there_to_be_changed() -> None:
    told = say(IDEAS | {"at_most": 2}, "one", "two", "three", "", "4", "3", ":skip", "")
    assert told.last.value == items("one", "two")


def test_a_number_outside_of_a_scale_is_asked_again() -> None:
    told = say(SCALE, "11", "10")
    assert told.values == [10]


# -------------------------------------------------------------------------------------------------------- half typed


def test_when_the_stream_ends_all_lines_are_half_typed() -> None:
    told = say(LONG, "one", "two", unfinished="thr")
    assert (told.conversation.ending, told.conversation.exit_code) == (Ending.LEFT, 129)
    assert told.typing
    assert told.typing.text == "one\ntwo\nthr"


def test_each_finished_line_is_kept() -> None:
    kept: list[str] = []
    say(LONG, "one", "two", ":done", kept=kept)
    assert kept == ["one\n", "one\ntwo\n"]


@pytest.mark.parametrize(
    ("question", "lines", "half"),
    [
        (TEXT, [], "At 16"),
        (SCALE, [], "1"),
        (KIND, ["3"], "other: a sto"),
        (PARTS, ["1 4"], "people\nother: a sto"),
        (LONG, ["one"], "one\nAt 16"),
        (IDEAS, ["one"], "one\nAt 16"),
    ],
)
def test_what_is_half_typed_stands_there_again_and_stays_when_one_leaves_again(
    question: dict[str, Any], lines: list[str], half: str
) -> None:
    unfinished = half.rpartition("\n")[2].removeprefix("other: ")
    left = say(question, *lines, unfinished=unfinished)
    assert left.typing
    assert left.typing.text == half
    again = say(question, ":save", begin=left.conversation.interview)
    assert again.typing == left.typing
    shown = say(question, begin=left.conversation.interview).screen
    assert unfinished in shown


def test_a_sentence_that_was_left_in_the_middle_goes_on() -> None:
    left = say(LONG, "one", unfinished="At 16:40")
    told = say(LONG, "2", "I sent it.", "Then.", ":done", begin=left.conversation.interview)
    assert told.values == ["one\nAt 16:40 I sent it.\nThen."]


def test_half_typed_words_stay_while_one_goes_back() -> None:
    told = say(flow(TEXT, LONG), "a", "one", "two", ":back", "", "")
    assert told.values == ["a", "one\ntwo"]


def test_half_typed_words_are_kept_when_writing_anew_is_left() -> None:
    told = say(flow(LONG, MORE), "one", ":done", ":back", "3", ":save")
    assert told.typing is None
    again = say(flow(LONG, MORE), "", "x", begin=told.conversation.interview)
    assert again.values[0] == "one"


# ---------------------------------------------------------------------------------------------------- what is printed

HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202egnirts \x08\x7f\rover [bold]x[/]"


def test_what_a_question_has_around_it_is_all_said() -> None:
    small = flow(
        {"type": "section", "title": "Safe first"},
        {"type": "note", "text": "Rough is fine."},
        TEXT | {"hint": "A hint.", "example": "An example."},
        MORE | {"show": {"before": "what", "after": "what"}},
    )
    told = say(small, "a page", "b")
    for words in ("Section: Safe first", "Rough is fine.", "1 of 2: What?", "A hint.", "For example: An example."):
        assert words in told.screen
    assert told.screen.count("You wrote earlier:\n  a page") == 2


def test_a_private_answer_is_not_said_again() -> None:
    assert "secret" not in say(TEXT | {"private": True}, "secret").screen


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=200), st.integers(20, 90))
def test_whatever_is_in_a_text_nothing_steers_the_terminal_and_no_row_is_too_wide(words: str, width: int) -> None:
    lines = [words.replace(":", ";"), "1", words.replace(":", ";"), ":done", "", "1", "2"]
    ask = {"ask": HOSTILE, "hint": HOSTILE, "example": HOSTILE}
    small = flow(TEXT | ask, KIND | ask, LONG | ask, LETTER | ask, IDEAS | ask)
    told = say(small, *lines, ":back", ":back", ":back", ":back", ":back", ":help", "", "", "", "", width=width)
    assert not [each for each in told.screen if each != "\n" and (ord(each) < 32 or 0x7F <= ord(each) < 0xA0)]
    assert max(columns(row) for row in told.screen.split("\n")) <= width


def test_at_forty_columns_nothing_is_cut_off() -> None:
    label = "a very long label that says at length what could have happened and in which order it did"
    told = say(KIND | {"options": {"a": label, "b": "b"}}, "1", width=40)
    assert max(map(len, told.screen.split("\n"))) <= 40
    assert label in " ".join(told.screen.split())


def test_plain_mode_loads_no_screen_library() -> None:
    code = (
        "import sys; import reflect.terminal.plain.asker; print([m for m in sys.modules if m.split('.')[0] in NAMES])"
    )
    names = {"rich", "questionary", "prompt_toolkit", "pydantic", "dateparser"}
    run = subprocess.run([sys.executable, "-c", f"NAMES = {names}\n{code}"], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


class Broken:
    """A terminal that nothing can be written to."""

    encoding = "ascii"

    def write(self, _text: str) -> int:
        raise BrokenPipeError

    def flush(self) -> None:
        raise BrokenPipeError


def test_what_cannot_be_said_keeps_no_answer_from_being_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.terminal.plain_talk.io.StringIO", _first_only())
    assert say(TEXT, "a page").values == ["a page"]


def _first_only() -> Any:
    import io

    real = io.StringIO

    def made(*begins: str) -> Any:
        return real(*begins) if begins else Saying()

    return made


class Saying(Broken):
    def getvalue(self) -> str:
        return ""


# --------------------------------------------------------------------------------------------------------- the keys


@given(st.lists(st.text(st.characters(exclude_characters="\r\n\x1b\x04\x15\x17\x08\x7f"), max_size=8)))
def test_a_line_is_what_was_typed_however_it_comes_in_pieces(pieces: list[str]) -> None:
    line = TypedLine(Keys())
    for piece in pieces:
        assert line.take(piece)[1:] == ("", None)
    assert line.text == "".join(pieces)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("ab\x7fc", "ac"),
        ("\x7fa", "a"),
        ("cafe\u0301\x7f", "caf"),
        ("a😀\x08b", "ab"),
        ("one two \x17three", "one three"),
        ("one\x15two", "two"),
        ("a\x1b[Db\x1b[3~c\x1bOAd", "abcd"),
        ("a\x1bb", "a\x1bb"),
    ],
)
def test_keys_take_back_what_stands_at_the_end(typed: str, text: str) -> None:
    line = TypedLine(Keys())
    for character in typed:
        line.take(character) if character != "\x1b" else None
    whole = TypedLine(Keys())
    whole.take(typed)
    assert whole.text == text


def test_an_arrow_key_that_comes_in_pieces_waits_for_the_rest() -> None:
    line = TypedLine(Keys())
    _, rest, _ = line.take("a\x1b[")
    assert rest == "\x1b["
    line.take(f"{rest}Db")
    assert line.text == "ab"


def test_what_is_taken_back_is_blanked_column_by_column() -> None:
    line = TypedLine(Keys())
    line.take("a界")
    assert line.take("\x7f")[0] == "\b\b  \b\b"


def test_what_there_is_of_a_group_is_told_apart_from_what_can_be_done() -> None:
    repairs = flow({"type": "group", "id": "acts", "ask": "What will you do?", "item": "act", "fields": [TEXT]}, LONG)
    at = Interview(repairs, Past(), TODAY).answer(True).answer("I call them").answer(True).answer("I write")
    told = say(repairs, ":save", begin=at)
    after = told.screen.partition("What will you do?")[2]
    assert [line for line in after.splitlines() if line.strip()][:3] == ["So far:", "1. I call them", "2. I write"]
