"""What says the same: other forms of the same words in any order, and with care, for it is counted together."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reflect.insights.same_words import Words, gathered

SAME = [
    ("Ask before I guess", "Ask instead of guessing"),
    ("Read the number aloud before sending", "I read the numbers out loud before I send them"),
    ("Never send on a Friday", "Don't send on Fridays."),
    ("Two people look at each quote", "each quote is looked at by two people"),
    ("A second pair of eyes on every quote", "Every quote gets a second pair of eyes"),
    ("staying calm", "I stayed calm"),
    ("listening", "Listening!"),
    ("listening", "I listen"),
    ("Ask for help", "asking P. for help"),
    ("Tell them earlier", "tell them early"),
    ("Say no.", "say no"),
    ("Ärger", "ärger!"),
    ("落ち着くこと", "落ち着くこと。"),
]
NOT_THE_SAME = [
    ("Check the number before sending", "Check the address before sending"),
    ("Send on Fridays", "Never send on Fridays"),
    ("Say yes", "Say no"),
    ("Ask for help", "Ask for the list"),
    ("Say it early", "Leave the house early"),
    ("Say it early", "Do it early"),
    ("Read the log", "Write the log"),
    ("patience", "staying calm"),
    ("What I can do in my sleep needs the list", "The list of who is on call needs a second name"),
    ("Call before I leave", "Leave a note"),
    ("", "Call"),
    ("It is what it is", "Was it so?"),
]


def says_the_same(one: str, two: str) -> bool:
    return Words.of(one).near(Words.of(two)) > 0


@pytest.mark.parametrize(("one", "two"), SAME)
def test_other_forms_of_the_same_words_say_the_same(one: str, two: str) -> None:
    assert says_the_same(one, two)


@pytest.mark.parametrize(("one", "two"), NOT_THE_SAME)
def test_what_only_looks_alike_does_not_say_the_same(one: str, two: str) -> None:
    assert not says_the_same(one, two)


PIECES = ("ask", "asked", "guess", "the list", "not", "never", "early", "door", "number", "sending", "Ärger", "", ".")
TEXT = st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)


@given(TEXT, TEXT)
def test_it_is_the_same_from_both_sides_and_a_text_says_the_same_as_itself(one: str, two: str) -> None:
    assert says_the_same(one, two) == says_the_same(two, one)
    assert says_the_same(one, one)


@given(st.lists(TEXT | st.text(max_size=9), max_size=25))
@example(["", " ", "."])
def test_groups_are_those_of_holding_each_text_beside_the_first_of_every_group(texts: list[str]) -> None:
    groups: list[list[int]] = []
    for place, text in enumerate(texts):
        nearest, home = 0.0, None
        for group in groups:
            near = Words.of(text).near(Words.of(texts[group[0]]))
            if near > nearest:
                nearest, home = near, group
        if home is None:
            groups.append([place])
        else:
            home.append(place)
    assert gathered(texts) == [tuple(each) for each in groups]


def test_what_is_near_to_two_that_differ_goes_to_the_nearer_one_and_does_not_join_them() -> None:
    texts = ["ask Ann about the list", "ask Ann and Bo about the number", "ask Ann about the list and the number"]
    assert gathered(texts) == [(0, 2), (1,)]
    assert gathered(["read the number", "read the number at the door", "read it at the door"]) == [(0, 1), (2,)]


def test_between_two_that_are_as_near_it_goes_to_the_older_one() -> None:
    assert gathered(["ask Ann at the door", "ask Bo at the door", "ask at the door"]) == [(0, 2), (1,)]
