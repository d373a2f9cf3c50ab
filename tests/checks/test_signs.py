"""Signs: what they add up to, and how they are read from a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.checks.parts import Cue, Part, Parts
from reflect.checks.signs import HEARD, Sign, together, told
from reflect.library.check_files import read
from tests.checks.making import SAID, files, shipped

STARTS = {"act": -1.0, "pay": -1.0}
SIGNS = (Sign("I did", r"\bdid\b", (("act", 4.0), ("pay", -2.0))), Sign("I pay", r"\bpay\b", (("pay", 4.0),), "never"))


def test_a_sign_speaks_for_one_part_and_against_another() -> None:
    chances = told("I did it", SIGNS, STARTS)
    assert chances["act"] > 0.9
    assert chances["pay"] < told("It rains", SIGNS, STARTS)["pay"] < 0.5


def test_where_what_silences_it_is_found_a_sign_says_nothing() -> None:
    assert told("I pay", SIGNS, STARTS)["pay"] > 0.9
    assert told("I never pay", SIGNS, STARTS) == told("It rains", SIGNS, STARTS)


def test_what_tells_one_part_clearly_tells_less_of_another() -> None:
    both = (Sign("both", "x", (("act", 4.0), ("pay", 3.0))), Sign("pay", "y", (("pay", 3.0),)))
    assert told("x", both, STARTS)["pay"] < told("y", both, STARTS)["pay"]


@given(st.lists(st.floats(0, 1), max_size=8), st.floats(0, 1))
def test_one_more_clause_never_makes_a_part_less_likely(chances: list[float], more: float) -> None:
    before = together([{"act": each} for each in chances], "act")
    assert 0 <= before <= together([{"act": each} for each in (*chances, more)], "act") <= 1


def test_next_to_nothing_many_times_is_nothing() -> None:
    assert together([{"act": HEARD / 2}] * 1000, "act") == 0


def test_a_part_with_signs_is_there_when_they_speak_clearly_enough() -> None:
    act = Part("act", (Cue("act", "what I did:"),), SAID, start=-1.0, least=0.5)
    look = Parts((act, Part("pay", (), SAID, SAID, start=-1.0, least=0.5)), (Cue("a day", "Monday"),), SIGNS)
    assert look.missing("It rains.") == look.parts
    assert look.missing("I did it, and I pay on Monday.") == ()
    assert look.missing("I pay. What I did: nothing") == ()
    assert [each.id for each in look.undated("I pay. I did it on Monday.")] == ["pay"]
    assert look.undated("I did it. I pay on Monday.") == ()


def test_a_part_to_which_little_adds_up_is_looked_for_where_most_speaks_for_it() -> None:
    pay = Part("pay", (), SAID, SAID, start=-1.0, least=0.2)
    look = Parts((pay,), (Cue("a day", "Monday"),), SIGNS)
    assert [each.id for each in look.undated("It rains. I did it on Monday.")] == ["pay"]
    assert look.undated("It rains on Monday. I did it.") == ()


def test_the_shipped_signs_speak_of_parts_that_are_there() -> None:
    found = [look for check in shipped().values() for look in check.looks if isinstance(look, Parts)]
    assert found
    for parts in found:
        known = {part.id for part in parts.parts if part.start is not None}
        assert {part for sign in parts.signs for part, _ in sign.speaks} == known


@pytest.mark.parametrize(
    ("speaks", "says"),
    [
        ({"act": "much"}, "must be a number, not 'much'"),
        ({}, "'speaks' must be a mapping of names to numbers, at least one"),
        ("act", "'speaks' must be a mapping of names to numbers, at least one"),
    ],
)
def test_a_sign_that_cannot_be_weighed_is_a_problem(speaks: object, says: str) -> None:
    (tree,) = [
        dict(each) for each in files().values() if any(look["type"] == "parts" for look in each.get("looks", ()))
    ]
    tree["looks"] = [{**tree["looks"][0], "signs": [{"name": "a", "pattern": "b", "speaks": speaks}]}]
    check, problems = read(tree)
    assert check is None
    assert [each.message for each in problems] == [says]
