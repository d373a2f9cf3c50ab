"""What is an answer to each type of question, what is none, and what is said about it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.said import Said
from reflect.flow.options import Options, Range
from reflect.flow.questions import Choice, Choices, Date, Entries, Items, Letter, Long, Question, Scale, Text, YesNo
from reflect.interview.accept import SKIPPED, Accepting, Invalid, accept, clean
from reflect.interview.answers import Item
from tests.interview.making import TODAY

OPTIONS = (Item("slip", "a slip"), Item("plan", "a plan that was wrong"), Item("yes", "of course"))
FIXED = Options(fixed=tuple((each.key, each.text) for each in OPTIONS))
LABELS = {each.key: each.text for each in OPTIONS}

TEXT, LONG, LETTER = Text(id="q", ask="?"), Long(id="q", ask="?"), Letter(id="q", ask="?")
SCALE, YES_NO, DATE = Scale(id="q", ask="?", range=Range(0, 10)), YesNo(id="q", ask="?"), Date(id="q", ask="?")
CHOICE, CHOICES = Choice(id="q", ask="?", options=FIXED), Choices(id="q", ask="?", options=FIXED)
FREE, FREER = (
    Choice(id="q", ask="?", options=FIXED, other="something else"),
    Choices(id="q", ask="?", options=FIXED, other="something else"),
)
LIST, ENTRIES = Items(id="q", ask="?"), Entries(id="q", ask="?")
ALL = (TEXT, LONG, LETTER, SCALE, YES_NO, DATE, CHOICE, CHOICES, FREE, FREER, LIST, ENTRIES)


def taken(raw: object, question: Question, before: Said | None = None) -> Said:
    return accept(raw, Accepting(question, OPTIONS, TODAY, before))


def refused(raw: object, question: Question) -> Invalid:
    with pytest.raises(Invalid) as caught:
        taken(raw, question)
    return caught.value


@pytest.mark.parametrize("question", ALL, ids=lambda each: each.type)
@pytest.mark.parametrize("raw", [None, "", "  ", "\n\t", []])
def test_nothing_is_a_skipped_answer(question: Question, raw: object) -> None:
    assert taken(raw, question) == SKIPPED


# ------------------------------------------------------------------------------------------------------------- texts


def test_a_text_is_one_line() -> None:
    assert taken("  two\r\n words\tmore ", TEXT).value == "two words more"


@pytest.mark.parametrize("question", [LONG, LETTER], ids=lambda each: each.type)
def test_a_long_answer_keeps_its_lines_and_its_indentation(question: Question) -> None:
    assert taken("\n  first\r\n\r\n* second\rthird  \n\n", question).value == "  first\n\n* second\nthird"


@pytest.mark.parametrize("question", [TEXT, LONG, LETTER], ids=lambda each: each.type)
@pytest.mark.parametrize("raw", [3, True, ["a"], {"a": "b"}])
def test_what_is_no_text_is_refused(question: Question, raw: object) -> None:
    assert refused(raw, question).message == "is a text"


def test_what_no_file_can_hold_is_replaced_and_nothing_is_dropped() -> None:
    assert taken("a\x00b\ud83d", TEXT).value == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"


def test_the_halves_of_a_character_are_joined() -> None:
    assert (
        taken("\ud83d\ude00 and \ude00\ud83d", TEXT).value
        == "😀 and \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
    )


@settings(derandomize=True, deadline=None)
@given(st.text(st.characters(codec=None)))
def test_a_cleaned_text_can_be_written_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert not {"\r", "\x00"} & set(cleaned)


@settings(derandomize=True, deadline=None)
@given(st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"])))
def test_a_text_that_a_file_can_hold_is_not_touched(text: str) -> None:
    assert clean(text) == text


# ----------------------------------------------------------------------------------------------- numbers, yes and no


@pytest.mark.parametrize(("raw", "value"), [(0, 0), ("10", 10), (" 7 ", 7)])
def test_a_scale_takes_a_whole_number_between_its_ends(raw: object, value: int) -> None:
    assert taken(raw, SCALE) == Said(value=value)


@pytest.mark.parametrize("raw", [-1, 11, "eleven", "5.5", "9" * 5000, True, ["5"], {}])
def test_a_scale_refuses_anything_else_and_names_its_ends(raw: object) -> None:
    assert refused(raw, SCALE).message == "A whole number from 0 to 10."


@pytest.mark.parametrize(
    ("raw", "value"),
    [(True, True), ("yes", True), ("YES", True), ("y", True), ("true", True), (False, False), (" No ", False), ("n", False)],
)  # fmt: skip
def test_yes_and_no_are_words(raw: object, value: bool) -> None:
    assert taken(raw, YES_NO) == Said(value=value)


@pytest.mark.parametrize("raw", ["perhaps", 1, "1", ["yes"]])
def test_what_is_neither_yes_nor_no_is_refused(raw: object) -> None:
    assert refused(raw, YES_NO).message == "Yes or no."


# ----------------------------------------------------------------------------------------------------------- options


@pytest.mark.parametrize("raw", ["plan", " plan ", "a plan that was wrong", "A Plan That Was WRONG"])
def test_an_option_is_named_by_its_key_or_its_label(raw: str) -> None:
    assert taken(raw, CHOICE) == Said(value="plan", labels={"plan": "a plan that was wrong"})


def test_a_truth_value_is_the_option_of_that_word() -> None:
    assert taken(True, CHOICE).value == "yes"


def test_no_such_option_is_refused_with_those_there_are() -> None:
    assert refused("pln", CHOICE).message == "is none of slip, plan, yes; did you mean 'plan'?"


def test_the_key_goes_before_the_label_of_another_option() -> None:
    options = (Item("a", "b"), Item("b", "a"))
    assert accept("a", Accepting(CHOICE, options, TODAY)).value == "a"


def test_a_label_that_two_options_share_names_neither() -> None:
    options = (Item("1", "the same"), Item("2", "the same"))
    with pytest.raises(Invalid):
        accept("the same", Accepting(CHOICE, options, TODAY))


def test_a_choice_is_not_a_list() -> None:
    assert refused(["slip"], CHOICE).message == "One option, not a list."


@pytest.mark.parametrize("raw", [{"other": " my own "}, {"other": "my own"}])
def test_a_free_answer_stands_beside_the_option_other(raw: object) -> None:
    assert taken(raw, FREE) == Said(value="other", other="my own", labels={"other": "something else"})


@pytest.mark.parametrize("raw", ["other", "Something else"])
def test_other_may_be_chosen_without_words(raw: str) -> None:
    assert taken(raw, FREE) == Said(value="other", labels={"other": "something else"})


@pytest.mark.parametrize("raw", [{"other": ""}, {"other": 3}, {"words": "x"}, {"other": "x", "more": "y"}, {}])
def test_a_free_answer_has_one_form(raw: object) -> None:
    assert refused(raw, FREE).message == "a free answer is written {other: ...}"


def test_where_nothing_else_can_be_said_a_free_answer_is_refused() -> None:
    assert refused({"other": "x"}, CHOICE).message == "is no option"


def test_choices_are_stored_once_each_in_the_order_of_the_options() -> None:
    said = taken(["of course", "slip", "slip"], CHOICES)
    assert said == Said(value=["slip", "yes"], labels={"slip": "a slip", "yes": "of course"})


def test_one_choice_needs_no_list() -> None:
    assert taken("slip", CHOICES).value == ["slip"]


def test_a_free_answer_among_choices_comes_last() -> None:
    said = taken([{"other": "my own"}, "plan"], FREER)
    assert (said.value, said.other) == (["plan", "other"], "my own")
    assert said.labels == {"plan": "a plan that was wrong", "other": "something else"}


def test_two_free_answers_are_not_quietly_one() -> None:
    wrong = refused([{"other": "this"}, {"other": "that"}], FREER)
    assert wrong.path == (1,)
    assert "once" in wrong.message


def test_an_option_that_is_called_other_is_an_option_like_any() -> None:
    options = (Item("other", "the other one"), Item("slip", "a slip"))
    said = accept(["slip", "other"], Accepting(CHOICES, options, TODAY))
    assert said == Said(value=["other", "slip"], labels={"other": "the other one", "slip": "a slip"})


def test_a_wrong_choice_is_named_by_its_place() -> None:
    wrong = refused(["slip", "nothing", "plan"], CHOICES)
    assert (wrong.message, wrong.path) == ("is none of slip, plan, yes", (1,))


def test_not_more_choices_than_there_may_be() -> None:
    two = Choices(id="q", ask="?", options=FIXED, at_most=2)
    assert taken(["slip", "plan", "slip"], two).value == ["slip", "plan"]
    assert refused(["slip", "plan", "yes"], two).message == "At most 2."


def test_entries_are_named_by_id_or_title_and_kept_with_their_words() -> None:
    said = taken(["A slip", "yes", "slip"], ENTRIES)
    assert said.value == [{"key": "slip", "text": "a slip"}, {"key": "yes", "text": "of course"}]


def test_a_wrong_entry_is_named_by_its_place() -> None:
    assert refused(["slip", "nothing"], ENTRIES).path == (1,)


def test_not_more_entries_than_there_may_be() -> None:
    one = Entries(id="q", ask="?", at_most=1)
    assert taken(["slip", "a slip"], one).value == [{"key": "slip", "text": "a slip"}]
    assert refused(["slip", "plan"], one).message == "At most 1."


# ------------------------------------------------------------------------------------------------------------- lists


def keys(said: Said) -> list[tuple[str, str]]:
    return [(each["key"], each["text"]) for each in said.value]


def test_items_get_keys_and_are_one_line_each() -> None:
    assert keys(taken(["first ", "", " second\nline", "   "], LIST)) == [("1", "first"), ("2", "second line")]


def test_a_text_is_a_list_with_an_item_on_each_line() -> None:
    assert keys(taken("first\n\n second \r\nthird", LIST)) == [("1", "first"), ("2", "second"), ("3", "third")]


def test_a_list_of_empty_lines_is_skipped() -> None:
    assert taken(["", "  "], LIST) == SKIPPED


def test_what_is_no_item_is_named_by_its_place() -> None:
    wrong = refused(["a", 3], LIST)
    assert (wrong.message, wrong.path) == ("is a text", (1,))


def test_not_more_items_than_there_may_be() -> None:
    two = Items(id="q", ask="?", at_most=2)
    assert len(taken(["a", " ", "b"], two).value) == 2
    assert refused(["a", "b", "c"], two).message == "At most 2."


THREE = Said(value=[{"key": "1", "text": "a"}, {"key": "2", "text": "b"}, {"key": "3", "text": "c"}])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (["c", "a", "b"], [("3", "c"), ("1", "a"), ("2", "b")]),
        (["a", "bee", "c"], [("1", "a"), ("2", "bee"), ("3", "c")]),
        (["a", "c"], [("1", "a"), ("3", "c")]),
        (["a", "b", "c", "d"], [("1", "a"), ("2", "b"), ("3", "c"), ("4", "d")]),
        (["new", "a", "b", "c"], [("4", "new"), ("1", "a"), ("2", "b"), ("3", "c")]),
        (["b", "c", "d"], [("2", "b"), ("3", "c"), ("4", "d")]),
        (["a", "a", "a"], [("1", "a"), ("2", "a"), ("3", "a")]),
    ],
    ids=["moved", "reworded", "taken out", "added", "put before", "one out and one in", "the same words"],
)
def test_an_item_keeps_its_key_while_the_list_is_edited(raw: list[str], expected: list[tuple[str, str]]) -> None:
    assert keys(taken(raw, LIST, before=THREE)) == expected


words = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6)


@settings(derandomize=True, deadline=None)
@given(words, words)
def test_keys_are_never_given_twice_and_known_words_keep_theirs(first: list[str], second: list[str]) -> None:
    before = taken(first, LIST)
    after = taken(second, LIST, before=before)
    found = [each["key"] for each in after.value]
    assert len(set(found)) == len(found)
    assert [each["text"] for each in after.value] == second
    held = {each["text"]: each["key"] for each in reversed(before.value)}
    for word in dict.fromkeys(second):
        if first.count(word) == 1 and word in held:
            assert held[word] in found


# ------------------------------------------------------------------------------------------------------- everything

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["slip", "other", "yes", "2w"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["other", "text", "key"]), inner),
    max_leaves=6,
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.sampled_from(ALL), values)
def test_anything_at_all_is_an_answer_or_is_refused_and_the_answer_is_taken_again(question: Question, raw: Any) -> None:
    try:
        said = taken(raw, question)
    except Invalid:
        return
    assert Said.from_json(said.to_json()) == said


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.sampled_from([YES_NO, SCALE, DATE, LIST, ENTRIES, TEXT]), st.text(min_size=3, alphabet="qxzj"))
def test_a_refusal_does_not_repeat_what_was_written(question: Question, raw: str) -> None:
    message = ""
    try:
        taken(raw, question)
    except Invalid as invalid:
        message = invalid.message
    assert raw not in message
