"""Which short texts could mean the same: what is proposed, and what is not."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.insights.alike import AT_A_TIME, alike, same, stems

FEW = ("queue", "grew", "phone", "rang", "quiet", "nobody", "log", "empty", "client", "asked", "the", "a")
WORDS = st.lists(st.sampled_from(FEW), max_size=5)
PLACE = st.integers(0, 11)
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


@given(st.lists(st.lists(WORDS.map(" ".join), min_size=1, max_size=3), max_size=12), st.sets(st.tuples(PLACE, PLACE)))
def test_groups_are_those_of_holding_each_two_texts_side_by_side(
    texts: list[list[str]], told_apart: set[tuple[int, int]]
) -> None:
    said = [[stems(way) for way in ways] for ways in texts]
    having = Counter(stem for ways in said for stem in frozenset(chain.from_iterable(ways)))

    def near(one: frozenset[str], two: frozenset[str]) -> float:
        shared = one & two
        if len(shared) > 1:
            enough = 2 * len(shared) >= min(len(one), len(two))
        else:
            enough = max(len(one), len(two)) <= 2 and any(having[each] <= 3 for each in shared)
        return len(shared) / len(one | two) if enough and shared else 0.0

    close = {
        (one, two): max(near(left, right) for left in said[one] for right in said[two])
        for one, two in combinations(range(len(said)), 2)
        if (one, two) not in told_apart
    }
    groups = [{place} for place in range(len(said))]
    for one, two in sorted((pair for pair in close if close[pair]), key=lambda pair: (-close[pair], pair)):
        left, right = (next(group for group in groups if place in group) for place in (one, two))
        pairs = combinations(sorted(left | right), 2)
        if left is not right and len(left | right) <= AT_A_TIME and all(close.get(pair) for pair in pairs):
            groups = [each for each in groups if each not in (left, right)] + [left | right]
    wanted = sorted(tuple(sorted(each)) for each in groups if len(each) > 1)
    assert alike(texts, lambda one, two: (one, two) in told_apart) == wanted
