"""Where somebody is going, as it is read: weeks with steps and the pauses between, and each goal with what comes next."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Entry
from reflect.insights.views import looked_at
from reflect.pages.insights import view_page
from reflect.pages.views.goals import GOALS, STOPS, WEEKS
from reflect.terminal.paint import plain
from tests.followups.making import checkin, spoke
from tests.insights.believable import INVOICE, ground, setback
from tests.insights.test_goals import ASK, LET, SIDE, TEACH, became, goals, listed, per_goal, steps

SEA = goals(
    "g2",
    "2026-03-10",
    {"two days off a month": steps(("Tell Ines which days", None, None))},
    per_goal("confidence", "scale", {"two days off a month": 7}),
    about=None,
)
SPRING = (
    TEACH,
    SEA,
    became("c1", "2026-03-08", (ASK, "done")),
    became("c2", "2026-03-12", ("g2/steps/two days off a month/r0", "done")),
    checkin("c3", "2026-03-18", spoke("belief_now", "g1/review/teach", 6, kind="scale")),
    became(
        "c4", "2026-04-09", (SIDE, "done"), (LET, "part"), more=(spoke("in_way", LET, "She was ill.", kind="text"),)
    ),
)


def page(*entries: Entry, width: int = 60, today: str = "2026-04-29") -> list[str]:
    """The lines of the page drawn from these entries."""
    of = ground(*entries, setbacks=(INVOICE,), today=today)
    return plain(view_page(looked_at("goals", of), of), width).splitlines()


@pytest.mark.parametrize("width", [100, 60, 40])
def test_the_page_is_calm_to_read_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(["", *page(*SPRING, width=width)]) == snapshot


def weeks(lines: list[str]) -> list[str]:
    """The lines of the weeks."""
    start = lines.index("Steps done, week by week:") + 2
    return lines[start : lines.index("", start)]


def test_a_pause_is_shown_as_a_pause() -> None:
    assert weeks(page(*SPRING)) == [
        "week of 2 March 2026  #  1",
        "week of 9 March 2026  #  1",
        "a pause                  3 weeks",
        "week of 6 April 2026  #  1",
        "a pause                  2 weeks so far",
    ]


def test_a_week_that_is_not_over_is_no_pause() -> None:
    for today, last in (("2026-04-12", 1), ("2026-04-13", 1), ("2026-04-19", 1), ("2026-04-20", 2)):
        lines = weeks(page(*SPRING, today=today))
        assert len(lines) == 3 + last
    assert lines[-1] == "a pause                  1 week so far"


def test_where_nothing_is_open_there_is_no_pause_either() -> None:
    assert weeks(page(SEA, SPRING[3])) == ["week of 9 March 2026  #  1"]


@pytest.mark.parametrize(
    ("today", "pause"), [("2026-06-14", "8 weeks"), ("2026-06-15", "about 2 months"), ("2027-04-12", "about 12 months")]
)
def test_a_long_pause_is_told_in_months(today: str, pause: str) -> None:
    assert weeks(page(*SPRING, today=today))[-1] == f"a pause                  {pause} so far"


def test_what_rests_makes_no_pause() -> None:
    of = ground(*SPRING, setbacks=(setback("s1", closed="2026-04-10"),), today="2026-04-29")
    lines = plain(view_page(looked_at("goals", of), of), 60).splitlines()
    assert weeks(lines)[-1] == "week of 6 April 2026  #  1"


def test_of_many_weeks_the_last_are_shown_and_the_steps_before_counted() -> None:
    days = [f"2026-01-{day:02}" for day in (1, 8, 15, 22, 29)] + [f"2026-02-{day:02}" for day in (5, 12, 19)]
    many = goals("g1", "2025-12-20", {"x": steps(*((f"step {day}", None, None) for day in days))})
    told = [became(f"c{number}", day, (f"g1/steps/x/r{number}", "done")) for number, day in enumerate(days)]
    lines = page(many, *told, today="2026-03-30")
    assert len(weeks(lines)) == WEEKS
    assert f"And {len(days) - WEEKS} steps before that." in lines


def test_a_goal_shows_its_next_step_with_what_was_in_its_way_and_the_plan_for_it() -> None:
    lines = page(*SPRING, width=100)
    assert "    next         Let her run it, from 16 April 2026" in lines
    assert "    in the way   She was ill." in lines
    assert "    your plan    If I want to take the mouse, then I read the next line out" in lines


@pytest.mark.parametrize(
    ("today", "when"),
    [("2026-03-04", ", 5 March 2026"), ("2026-03-05", ", today"), ("2026-03-06", ", from 5 March 2026")],
)
def test_a_step_waits_from_its_day_on(today: str, when: str) -> None:
    assert f"    next        Ask Marta who{when}" in page(TEACH, today=today)


def test_steps_are_counted_by_how_they_stand() -> None:
    assert "    steps       3 open" in page(TEACH)
    assert "    steps        2 done, 1 partly" in page(*SPRING)
    assert "    steps       2 open, 1 let go" in page(TEACH, became("c1", "2026-03-08", (ASK, "drop")))


def test_how_possible_it_felt_is_shown_then_and_now() -> None:
    assert "    possible     4 on 3 March, 6 on 18 March 2026 (0 to 10)" in page(*SPRING)
    assert "    possible    4 on 3 March 2026 (0 to 10)" in page(TEACH)
    late = checkin("c3", "2027-01-18", spoke("belief_now", "g1/review/teach", 6, kind="scale"))
    assert "    possible    4 on 3 March 2026, 6 on 18 January 2027 (0 to 10)" in page(
        TEACH, late, width=100, today="2027-02-01"
    )


def test_a_treat_not_yet_had_is_named_once_its_step_is_done() -> None:
    assert not any("not yet had" in line for line in page(TEACH))
    assert "    treat        lunch by the river, not yet had" in page(*SPRING)


def test_stops_are_only_named_and_the_first_is_marked_as_was_planned() -> None:
    stops = [line.strip().removeprefix("stops").strip() for line in page(*SPRING)]
    place = stops.index("run it side by side, reached")
    assert stops[place + 1 : place + 3] == ["at the first: Hang up the sheet", "she runs it alone"]
    many = goals("g1", "2026-03-03", {"x": []}, per_goal("stops", "list", {"x": listed(*"abcdef")}))
    assert f"            and {6 - STOPS} more" in page(many)
    alone = goals("g1", "2026-03-03", {"x": []}, per_goal("milestone", "text", {"x": "a walk"}))
    assert "    stops   at the first: a walk" in page(alone)


def test_of_many_goals_a_few_are_shown_and_the_others_counted() -> None:
    many = goals("g1", "2026-03-03", {f"goal{number}": steps(("x", None, None)) for number in range(GOALS + 1)})
    assert "And 1 other goal." in page(many)
    assert sum(line.startswith("goal") for line in page(many)) == GOALS


def test_nothing_is_counted_that_could_be_lost() -> None:
    words = "\n".join(page(*SPRING)).casefold()
    assert not any(each in words for each in ("streak", "in a row", "%", "missed", "failed", "overdue", "late", "!"))
