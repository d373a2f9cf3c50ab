"""Which things a check-in goes over: what is due, so many at a time; what it has spoken of stays with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reflect.followups.choosing import dues, gone_over, in_order, written
from reflect.followups.model import MOST, FollowUp, State
from reflect.interview.past import Due

DAY = dt.date(2027, 3, 1)


def follow_up(ref: str, kind: str = "step", text: str = "", state: State = State.DUE, **more: object) -> FollowUp:
    entry, *_ = ref.split("/")
    made = FollowUp(ref, kind, text or f"do {ref}", DAY, DAY, state, entry, DAY)
    return replace(made, **more)  # type: ignore[arg-type]


LESSON = follow_up("e1/lessons/1", "lesson", "ask first", State.AHEAD)
MEASURE = follow_up("e1/measures/1", "measure", "a list", State.AHEAD)
REREAD = follow_up("e1/return", "reread", over=("lesson", "measure"))
KINDS = ("step", "lesson", "measure", "reread")


def over(
    found: Sequence[FollowUp], *, begun: Collection[tuple[str, str]] = (), resting: bool = False, most: int = MOST
) -> list[tuple[str, str]]:
    """What is asked: kind and key of each."""
    chosen = gone_over(found, KINDS, begun=begun, resting=resting, most=most)
    return [(each.kind, each.key) for each in dues(chosen, found, lambda _: (), KINDS, begun=begun)]


def refs(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [key for _, key in pairs]


def test_promises_to_others_come_first_then_what_waits_longest() -> None:
    found = [
        follow_up("e1/b", date=DAY),
        follow_up("e1/a", date=DAY - dt.timedelta(days=1)),
        follow_up("e1/c", date=DAY + dt.timedelta(days=3), people="Ann"),
    ]
    assert refs(over(found)) == ["e1/c", "e1/a", "e1/b"]


def test_only_what_is_due_and_of_a_kind_that_is_gone_over_is_asked() -> None:
    states = [follow_up(f"e1/{each.value}", state=each) for each in State]
    assert refs(over([*states, follow_up("e1/other", "other")])) == ["e1/due"]
    assert refs(over(states, resting=True)) == ["e1/due", "e1/resting"]


def test_what_was_spoken_of_already_stays_whatever_became_of_it_elsewhere() -> None:
    found = [follow_up(f"e1/{number}") for number in range(8)] + [follow_up("e1/z", state=State.DONE)]
    asked = over(found, begun={("step", "e1/z"), ("step", "e1/7")})
    assert refs(asked) == ["e1/0", "e1/1", "e1/2", "e1/7", "e1/z"]


def test_however_many_were_spoken_of_all_of_them_stay() -> None:
    found = [follow_up(f"e1/{number}") for number in range(8)]
    assert refs(over(found, begun={("step", f"e1/{number}") for number in range(1, 8)})) == [
        f"e1/{number}" for number in range(1, 8)
    ]


def test_what_goes_over_other_promises_asks_about_each_that_is_open() -> None:
    found = [LESSON, replace(MEASURE, state=State.DONE), REREAD]
    assert over(found) == [("reread", "e1/lessons/1")]


def test_what_is_asked_by_itself_is_not_asked_among_what_something_else_goes_over() -> None:
    assert over([replace(LESSON, state=State.DUE), MEASURE, REREAD]) == [
        ("lesson", "e1/lessons/1"),
        ("reread", "e1/measures/1"),
    ]


def test_what_was_spoken_of_among_others_is_not_asked_by_itself_although_it_is_not_due() -> None:
    begun = {("reread", "e1/lessons/1")}
    assert over([LESSON, MEASURE, REREAD], begun=begun) == [("reread", "e1/lessons/1"), ("reread", "e1/measures/1")]


def test_what_was_spoken_of_among_others_stays_there_when_it_becomes_due_itself() -> None:
    begun = {("reread", "e1/lessons/1")}
    due = replace(LESSON, state=State.DUE)
    assert over([due, REREAD], begun=begun) == [("reread", "e1/lessons/1")]


def test_what_two_things_go_over_is_asked_once() -> None:
    again = follow_up("e1/return_2", "reread", over=("lesson",))
    assert over([LESSON, REREAD, again]) == [("reread", "e1/lessons/1")]


def test_the_people_it_was_promised_to_stand_beside_the_record() -> None:
    found = [follow_up("e1/a", fields=(("what", "call"),), people="Ann"), follow_up("e1/b")]
    given = [*dues(in_order(found), found, lambda _: (), KINDS)]
    assert given[0] == Due("e1/a", "e1/a", "step", "do e1/a", (("what", "call"), ("people", "Ann")))
    assert given[1].fields == ()


# ------------------------------------------------------------------------------------------------------- from a file


def test_what_a_file_speaks_of_is_found_by_its_reference_or_its_words() -> None:
    found = [follow_up("e1/a", text="Call Ann"), follow_up("e1/b", text="write"), LESSON, REREAD]
    assert written(found, {("step", "e1/b"), ("step", "call ann"), ("lesson", "write")}, KINDS) == {
        ("step", "e1/a"),
        ("step", "e1/b"),
    }
    assert written(found, {("reread", "Ask first")}, KINDS) == {("reread", "e1/lessons/1")}


def test_a_file_speaks_of_nothing_that_is_not_due() -> None:
    for state in State:
        found = [follow_up("e1/a", text="write", state=state)]
        due = {("step", "e1/a")} if state is State.DUE else set()
        assert written(found, {("step", "write"), ("step", "e1/a")}, KINDS) == due
    rests = follow_up("e1/a", state=State.RESTING)
    assert written([rests], {("step", "e1/a")}, KINDS, resting=True) == {("step", "e1/a")}


# --------------------------------------------------------------------------------------------------- whatever there is

SOME = st.lists(
    st.builds(
        lambda number, kind, state, people, day: follow_up(
            f"e{number % 2}/{kind}/{number}",
            kind,
            state=state,
            people=people,
            date=DAY + dt.timedelta(days=day),
            over=("lesson", "measure") if kind == "reread" else (),
        ),
        st.integers(0, 30),
        st.sampled_from(KINDS),
        st.sampled_from(State),
        st.sampled_from(("", "Ann")),
        st.integers(-5, 5),
    ),
    max_size=14,
    unique_by=lambda each: each.ref,
)


@given(SOME, SOME, st.sets(st.integers(0, 11), max_size=5))
def test_whatever_else_becomes_due_meanwhile_what_was_spoken_of_is_still_asked(
    before: list[FollowUp], others: list[FollowUp], picked: set[int]
) -> None:
    first = over(before)
    begun = {each for place, each in enumerate(first) if place in picked}
    later = [*before, *(each for each in others if each.ref not in {one.ref for one in before})]
    now = over(later, begun=begun)
    assert begun <= set(now)
    assert len({key for _, key in now}) == len(now)


@given(SOME)
def test_what_is_gone_over_was_due_and_no_more_than_so_many_at_a_time(found: list[FollowUp]) -> None:
    chosen = gone_over(found, KINDS)
    assert len(chosen) == min(MOST, sum(each.due for each in found))
    assert all(each.due for each in chosen)
    assert chosen == in_order(chosen)
