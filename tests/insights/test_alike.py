"""Which short texts could mean the same: what is proposed, and what is not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.insights.alike import AT_A_TIME, alike, same, stems

FEW = ("queue", "grew", "phone", "rang", "quiet", "nobody", "log", "empty", "client", "asked", "the", "a")
WORDS = st.lists(st.sampled_from(FEW), max_size=5)
TEXTS = st.lists(WORDS.map(" ".join), max_size=12)


def proposed(*texts: str) -> list[set[str]]:
    return [{texts[place] for place in group} for group in alike([[each] for each in texts])]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The queue grew", "queue was growing for an hour"),
        ("Nobody answered my mail", "No answer to two mails"),
        ("She went quiet on the phone", "She was quiet in the meeting"),
        ("a bad feeling", "I had a bad feeling in the stomach"),
        ("The client asked twice", "The client asked for the third time"),
        ("replies came late", "a late reply"),
    ],
)
def test_texts_with_half_of_their_words_in_common_could_be_the_same_in_any_form(one: str, two: str) -> None:
    assert proposed(one, two, "something else entirely") == [{one, two}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The queue grew", "The phone rang"),
        ("nobody asked", "nobody answered"),
        ("It was late", "It was there before"),
        ("14 mails", "14 days of rain"),
        ("She asked", "The client asked for the third time when it would come"),
        ("", ""),
        ("the", "the"),
    ],
)
def test_texts_that_share_little_or_only_words_that_are_everywhere_are_not_proposed(one: str, two: str) -> None:
    assert proposed(one, two) == []


def test_a_word_that_is_in_many_texts_says_nothing_alone() -> None:
    assert proposed("client late", "client angry") == [{"client late", "client angry"}]
    assert proposed("client late", "client angry", "client silent", "client gone") == []


def test_each_one_of_a_group_is_like_each_other_one() -> None:
    assert proposed("queue growing", "queue phone", "phone quiet") == [{"queue growing", "queue phone"}]


def test_the_nearest_are_put_together_first() -> None:
    near = {"the log was empty", "empty log file"}
    assert proposed("empty", *sorted(near)) == [near]


def test_what_was_told_apart_is_not_proposed_again() -> None:
    texts = [["The queue grew"], ["queue was growing"]]
    assert alike(texts) == [(0, 1)]
    assert alike(texts, lambda one, two: (one, two) == (0, 1)) == []


def test_what_is_written_in_several_ways_is_like_something_in_any_of_them() -> None:
    assert alike([["Monday", "The queue grew"], ["growing queue"]]) == [(0, 1)]


def test_the_same_words_are_the_same_in_other_letters_and_with_other_signs() -> None:
    assert same("Nobody  asked.") == same("nobody asked") == same("NOBODY, asked!")
    assert same("Don’t ask") == same("don't ask")
    assert same("nobody asked") != same("nobody answered")
    assert same("?") != same("")


@given(TEXTS)
def test_no_text_is_proposed_twice_and_groups_are_small(texts: list[str]) -> None:
    groups = alike([[each] for each in texts])
    places = [place for group in groups for place in group]
    assert len(places) == len({*places})
    assert all(2 <= len(group) <= AT_A_TIME for group in groups)
    assert all(stems(texts[one]) & stems(texts[two]) for group in groups for one, two in combinations(group, 2))
