"""How it went from day to day: all moods on one plot, the course of each setback, and what came before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from reflect.entry.words import day_in_words
from reflect.insights.ground import Ground
from reflect.insights.mood import Change, Course, Mood, Moods
from reflect.pages.blocks import Block, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted, day_lately
from reflect.pages.plots import Dots, Mark
from reflect.pages.visible import one_line

MOST = 5
"""How many setbacks and flows are shown."""
DAYS = 8
"""How many days of a course are shown."""
HEAVY = 1
"""The mood up to which somebody is told where others can be found (method/21)."""
LATELY = dt.timedelta(days=7)

COMMON = "Being lower right after a debrief is common: looking at hard things can do that for a while."
OTHERS = (
    "If it is as heavy now: `reflect support` helps to choose somebody to tell, and `reflect lifeline` shows where to "
    "find others."
)


def page(found: Moods, ground: Ground) -> Page:
    """The plot, where it stands now, the setbacks, and the flows."""
    blocks: list[Block] = [*_all(found.moods, ground.today)]
    courses = [each for each in found.courses if len(each.moods) < len(found.moods)]
    blocks += [Topic(one_line(ground.title(each.setback)), (Row("", tuple(_course(each))),)) for each in courses[:MOST]]
    if len(courses) > MOST:
        blocks.append(Quiet(f"And {counted(len(courses) - MOST, 'earlier setback')}: reflect insights mood -s REF."))
    if found.changes:
        rows = tuple(Row(one_line(each.title), _change(each)) for each in found.changes[:MOST])
        blocks.append(Topic("After, compared with before", rows))
    if found.lower.number or found.debriefs.number:
        blocks.append(Quiet(COMMON))
    last = found.moods[-1].point
    if last.value <= HEAVY and ground.today - last.day <= LATELY:
        blocks.append(Words(OTHERS))
    return tuple(blocks)


def _all(moods: Sequence[Mood], today: dt.date) -> Page:
    """All moods to be looked at, and the lowest and the latest in words."""
    points = [each.point for each in moods]
    last, lowest = points[-1], min(points, key=lambda each: (each.value, -each.day.toordinal()))
    if points[0].day == last.day:
        return (Words(f"{_sentence(day_lately(last.day, today))}: {_values(moods)}."),)
    marks: tuple[tuple[Mark, str], ...] = (("full", "before, or asked once"), ("light", "after"))
    plot = Dots(
        tuple((each.point.day, each.point.value, "light" if each.when == "after" else "full") for each in moods),
        meaning=marks if any(each.when == "after" for each in moods) else (),
    )
    latest = f"The latest is {last.value}, {_on(last.day, today)}."
    if lowest.value < last.value:
        return plot, Words(f"The lowest was {lowest.value}, {_on(lowest.day, today)}. {latest}")
    return plot, Words(latest)


def _course(course: Course) -> list[str]:
    """The moods of each day, in words; of many days the first and the last."""
    first = course.moods[0].point.day
    days = [(day, _values(list(moods))) for day, moods in groupby(course.moods, key=lambda each: each.point.day)]
    texts = [
        f"{day_in_words(day)}: {values}" if day == first else f"{_after((day - first).days)}: {values}"
        for day, values in days
    ]
    if len(texts) <= DAYS + 1:
        return texts
    half = DAYS // 2
    return [*texts[:half], f"({counted(len(texts) - 2 * half, 'day')} between)", *texts[-half:]]


def _values(moods: Sequence[Mood]) -> str:
    """The moods of a day one after the other, the same one after itself once."""
    values = [str(value) for value, _ in groupby(each.point.value for each in moods)]
    if len(values) > DAYS:
        values = [*values[: DAYS // 2], "...", *values[-DAYS // 2 :]]
    return ", then ".join((", ".join(values[:-1]), values[-1])) if len(values) > 1 else values[0]


def _after(days: int) -> str:
    return f"after {counted(days, 'day')}"


def _on(day: dt.date, today: dt.date) -> str:
    words = day_lately(day, today)
    return words if words in ("today", "yesterday") else f"on {words}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _change(change: Change) -> tuple[str, str]:
    size = f"{abs(change.median):g}"
    words = f"{size} {'higher' if change.median > 0 else 'lower'}" if change.median else "the same"
    times = len(change.pairs)
    return words, "once" if times == 1 else f"in the middle of {times} times"
