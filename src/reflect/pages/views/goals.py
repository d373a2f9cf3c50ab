"""Where somebody is going: each goal with its next step, what is done, the stops, and how possible it feels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from reflect.entry.words import day_in_words
from reflect.followups.model import State
from reflect.insights.finding import Point
from reflect.insights.goals import Goal, Goals, Step, Week
from reflect.insights.ground import Ground
from reflect.pages.blocks import Block, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.plots import Bar, Bars
from reflect.pages.shortened import in_short
from reflect.pages.visible import one_line

GOALS, WEEKS, STOPS = 4, 6, 4
"""How many goals are shown, how many weeks with steps, and how many stops of a goal."""
WEEK = dt.timedelta(days=7)
LONG = 9
"""Weeks from which on nobody counts in weeks."""


def page(found: Goals, ground: Ground) -> Page:
    """The weeks in which steps were done, with the pauses between them; then the goals, those with something open first."""
    blocks: list[Block] = []
    if found.weeks:
        blocks += [Words("Steps done, week by week:"), Bars(tuple(_bars(found, ground.today)))]
        if earlier := sum(each.done.number for each in found.weeks[:-WEEKS]):
            blocks.append(Quiet(f"And {counted(earlier, 'step')} before that."))
    blocks += [_topic(each, ground) for each in found.goals[:GOALS]]
    if len(found.goals) > GOALS:
        blocks.append(Quiet(f"And {counted(len(found.goals) - GOALS, 'other goal')}."))
    return tuple(blocks)


def _bars(found: Goals, today: dt.date) -> Iterator[Bar]:
    """The last weeks with steps; weeks without one between them are a pause, and so are those up to now."""
    before: Week | None = None
    for each in found.weeks[-WEEKS:]:
        if before and (pause := _between(before.monday, each.monday)):
            yield Bar("a pause", (), _long(pause))
        yield Bar(f"week of {day_in_words(each.monday)}", (("full", each.done.number),), f"{each.done.number}")
        before = each
    goes_on = any(each.open and each.state is not State.RESTING for goal in found.goals for each in goal.steps)
    if before and goes_on and (pause := _between(before.monday, today - dt.timedelta(days=today.weekday()))):
        yield Bar("a pause", (), f"{_long(pause)} so far")


def _long(weeks: int) -> str:
    """How long a pause is, in weeks, and a long one in months."""
    return counted(weeks, "week") if weeks < LONG else f"about {round(weeks * 12 / 52)} months"


def _between(monday: dt.date, later: dt.date) -> int:
    """The whole weeks between two that begin on these days."""
    return max(0, (later - monday) // WEEK - 1)


def _topic(goal: Goal, ground: Ground) -> Topic:
    rows: list[Row] = []
    about = [one_line(ground.title(goal.setback))] if goal.setback else []
    rows.append(Row("from", (", ".join((*about, day_in_words(goal.day))),), quiet=True))
    if steps := _steps(goal.steps):
        rows.append(Row("steps", (steps,)))
    if done := [each for each in goal.steps if each.done]:
        last = max(done, key=lambda each: each.done or goal.day)
        rows.append(Row("done", (in_short(last.words.text),)))
    rows += _next(goal, ground)
    stops = [f"{in_short(each.words.text)}{', reached' if each.reached else ''}" for each in goal.stops[:STOPS]]
    if goal.milestone:
        stops.insert(1, f"at the first: {in_short(goal.milestone.text)}")
    if len(goal.stops) > STOPS:
        stops.append(f"and {len(goal.stops) - STOPS} more")
    rows += [Row("" if place else "stops", (each,)) for place, each in enumerate(stops)]
    if goal.possible:
        rows.append(Row("possible", (_possible(goal.possible),)))
    rows += [Row("treat", (f"{in_short(each)}, not yet had",)) for each in _treats(goal)]
    return Topic(in_short(goal.words.text), tuple(rows))


def _steps(steps: Sequence[Step]) -> str:
    """How many steps stand how."""
    partly = sum(each.partly for each in steps)
    parts = (
        (sum(each.state is State.DONE for each in steps), "done"),
        (partly, "partly"),
        (sum(each.open for each in steps) - partly, "open"),
        (sum(each.state is State.DROPPED for each in steps), "let go"),
    )
    return ", ".join(f"{number} {what}" for number, what in parts if number)


def _next(goal: Goal, ground: Ground) -> Iterator[Row]:
    """The next step with its day, what was in its way, and the plan for that."""
    still = [each for each in goal.steps if each.open]
    if not still:
        return
    step = min(still, key=lambda each: each.date or dt.date.max)
    yield Row("next", (f"{in_short(step.words.text)}{_when(step, ground.today)}",))
    if step.in_the_way:
        yield Row("in the way", (in_short(step.in_the_way.text),))
    if goal.plans:
        yield Row("your plan", (in_short(goal.plans[0].text),))


def _when(step: Step, today: dt.date) -> str:
    if step.date is None or step.state is State.RESTING:
        return ""
    if step.date == today:
        return ", today"
    return f", {'from ' if step.date < today else ''}{day_in_words(step.date)}"


def _possible(points: Sequence[Point]) -> str:
    """How possible it felt at first, and how it does now."""
    first, last = points[0], points[-1]
    now = f"{last.value} on {day_in_words(last.day)} (0 to 10)"
    if len(points) == 1:
        return now
    day = day_in_words(first.day)
    return f"{first.value} on {day.removesuffix(f' {last.day.year}')}, {now}"


def _treats(goal: Goal) -> Iterator[str]:
    """The treats of steps that are done, where they were not had."""
    for each in goal.steps:
        if each.state is State.DONE and each.treat and not each.treat.had:
            yield each.treat.words.text
