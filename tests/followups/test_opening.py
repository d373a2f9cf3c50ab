"""The rules for a promise that opens a flow, and for what ends one."""

from __future__ import annotations

from typing import Any

import pytest

from reflect.entry.model import Entry
from tests.followups.making import draft, entry
from tests.followups.steps import REF, SOMETIME, all_of, made, new_day, said_on, stands


def opening(**more: Any) -> Entry:
    """Opens `walk`; first on 4 March 2027, and with `again` also on the 6th and the 8th."""
    return made(opens="walk", **more)


def test_an_entry_of_its_flow_meets_it_at_any_time_after() -> None:
    assert stands("2027-03-04", opening(), entry("e0", "walk", "2027-02-28"))[0] == "due"
    assert stands("2027-03-02", opening(), entry("e2", "walk", "2027-03-02"))[0] == "done"
    assert stands("2027-03-04", opening(), entry("e2", "walk", "2027-03-02", about="s2"))[0] == "due"
    assert stands("2027-03-04", opening(), entry("e2", "walk", "2027-03-02", about=None))[0] == "done"


def test_a_draft_begun_later_about_the_same_makes_it_begun() -> None:
    later, before = draft("d1", "walk", "2027-03-02"), draft("d1", "walk", "2027-02-28")
    other = draft("d1", "walk", "2027-03-02", about="s2")
    states = [all_of("2027-03-04", opening(), drafts=(each,))[REF].state.value for each in (later, before, other)]
    assert states == ["begun", "due", "due"]


def test_coming_round_it_is_there_from_each_day_until_it_is_met() -> None:
    walked = entry("e2", "walk", "2027-03-05")
    rounds = opening(again=["2d", "4d"])
    assert stands("2027-03-05", rounds) == ("due", "2027-03-04")
    assert stands("2027-03-05", rounds, walked) == ("ahead", "2027-03-06")
    assert stands("2027-03-06", rounds, walked) == ("due", "2027-03-06")
    assert stands("2027-03-09", rounds) == ("due", "2027-03-08")
    assert stands("2027-03-10", rounds)[0] == "done"


def test_another_day_is_its_next_day_or_so_long_after() -> None:
    rounds, later = opening(again=["2d", "4d"]), said_on("2027-03-04", "later", SOMETIME)
    assert stands("2027-03-05", rounds, later) == ("ahead", "2027-03-06")
    assert stands("2027-03-05", opening(), later) == ("ahead", "2027-03-07")
    moved = said_on("2027-03-04", None, SOMETIME, new_day("2027-03-20"))
    assert stands("2027-03-05", opening(), moved) == ("ahead", "2027-03-20")


def test_put_off_on_its_last_day_it_stands_as_long_as_the_last_day_would() -> None:
    rounds, later = opening(again=["2d", "4d"]), said_on("2027-03-08", "later", SOMETIME)
    assert stands("2027-03-10", rounds, later) == ("ahead", "2027-03-11")
    assert stands("2027-03-12", rounds, later) == ("due", "2027-03-11")
    assert stands("2027-03-13", rounds, later)[0] == "done"


@pytest.mark.parametrize(
    ("option", "state"), [("off", "dropped"), ("now", "due"), ("same", "due"), ("fine", "done"), ("done", "done")]
)
def test_what_is_said_of_it_counts_for_what_opens_a_flow_too(option: str, state: str) -> None:
    means = {**SOMETIME, "done": "done"}
    assert stands("2027-03-05", opening(), said_on("2027-03-04", option, means))[0] == state
    assert (
        stands("2027-03-06", opening(), said_on("2027-03-04", option, means), said_on("2027-03-05", None))[0] == state
    )


def test_what_holds_this_time_comes_round_the_next() -> None:
    rounds, fine = opening(again=["2d", "4d"]), said_on("2027-03-04", "fine", SOMETIME)
    assert stands("2027-03-05", rounds, fine) == ("ahead", "2027-03-06")


def test_what_opens_a_flow_rests_too_when_passed_by_twice() -> None:
    passed = [said_on("2027-03-05", None), said_on("2027-03-06", None)]
    assert stands("2027-03-07", opening(), *passed)[0] == "resting"


@pytest.mark.parametrize("more", [{}, {"opens": "walk"}])
def test_an_entry_of_the_flow_named_ends_it(more: dict[str, Any]) -> None:
    until = made(until={"entry": "rest"}, **more)
    assert stands("2027-03-05", until, entry("e2", "rest", "2027-03-02"))[0] == "done"
    assert stands("2027-03-05", until, entry("e2", "rest", "2027-03-02", about="s2"))[0] == "due"
    assert stands("2027-03-05", until, entry("e0", "rest", "2027-02-28"))[0] == "due"
