"""Where sentences begin and end, and that what is found stands where it is said to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.checks.sentences import LONGEST, found, sentences, words

TEXTS = st.text(st.sampled_from('aI \n\r\t.!?-*1)":"’…é\u00a0'), max_size=80) | st.text(max_size=60)


def told(text: str) -> list[str]:
    return [each.text for each in sentences(text)]


CUT = {
    "One. Two! Three? Four": ["One.", "Two!", "Three?", "Four"],
    'He said "no." Then he left.': ['He said "no."', "Then he left."],
    "It is 3.5 per cent, e.g. so.": ["It is 3.5 per cent, e.g.", "so."],
    "Dear Ruth,\n\nI am sorry\nif it hurt.": ["Dear Ruth,", "I am sorry if it hurt."],
    "This:\n- one\n* two\n1. three\n2) four": ["This:", "one", "two", "three", "four"],
    "One\r\n\r\nTwo\r\n  wraps": ["One", "Two   wraps"],
    "\n\n  \n": [],
    "- I did not check.": ["I did not check."],
    "a well-known case": ["a well-known case"],
}


@pytest.mark.parametrize("text", CUT)
def test_a_text_is_cut_into_sentences(text: str) -> None:
    assert [" ".join(each.split()) for each in told(text)] == [" ".join(each.split()) for each in CUT[text]]


@given(TEXTS)
def test_every_sentence_stands_where_it_is_said_to(text: str) -> None:
    end = 0
    for each in sentences(text):
        assert each.start >= end
        assert each.text
        there = text[each.start : each.start + len(each.text)]
        assert ["" if one.isspace() else one for one in there] == ["" if one.isspace() else one for one in each.text]
        end = each.start + len(each.text)


@given(TEXTS)
def test_no_word_is_passed_over(text: str) -> None:
    inside = {at for each in sentences(text) for at in range(each.start, each.start + len(each.text))}
    assert {at for at, each in enumerate(text) if each.isalpha()} <= inside


@given(st.lists(st.sampled_from(["so", "sorry", "on"]), min_size=LONGEST // 4, max_size=LONGEST))
def test_a_sentence_that_is_too_long_is_looked_at_in_pieces(said: list[str]) -> None:
    text = " ".join(said)
    assert all(len(each.text) <= LONGEST for each in sentences(text))
    assert len([*found(r"\bsorry\b", sentences(text))]) == said.count("sorry")


def test_a_word_without_an_end_is_cut_too() -> None:
    assert [len(each.text) for each in sentences("a" * (2 * LONGEST + 5))] == [LONGEST, LONGEST, 5]


def test_a_line_that_wraps_is_no_end() -> None:
    text = "I am sorry\r\nif it hurt."
    assert [text[start:end] for start, end in found(r"sorry\s+if", sentences(text))] == ["sorry\r\nif"]


def test_what_goes_across_sentences_is_found_once_and_only_when_it_may() -> None:
    text = "I am sorry.\n\nHowever, it was late. However, it was cold."
    pattern = r"sorry\.\s+however"
    assert [text[start:end] for start, end in found(pattern, sentences(text), across=True)] == ["sorry.\n\nHowever"]
    assert not [*found(pattern, sentences(text))]
    assert len([*found("however", sentences(text), across=True)]) == 2


def test_no_more_than_the_next_sentence_is_looked_at() -> None:
    assert not [*found(r"one.*three", sentences("One. Two. Three."), across=True)]


def test_a_pattern_that_finds_nothing_at_all_finds_nothing() -> None:
    assert not [*found("x*", sentences("One. Two."))]


@pytest.mark.parametrize(("text", "number"), [("", 0), ("I didn’t ask.", 3), ("a second-hand car - mine", 4)])
def test_words_are_counted(text: str, number: int) -> None:
    assert len(words(text)) == number
