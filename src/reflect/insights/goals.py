"""What became of goals: steps done by week, stops, how possible it feels, and treats not yet had (V12 of the method).

Nobody is asked whether a stop is reached. One is, where a step in the same words is done; of the others nothing is said.
Nothing is counted that could be lost: a week without a step is only a week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reflect.entry.model import Entry
from reflect.followups.model import FollowUp, State
from reflect.followups.telling import BEGIN, DONE, HOLDS, PARTLY, STAYS, Told
from reflect.insights.answers import Record, chosen, listed, number, records, spots, written
from reflect.insights.card import if_then
from reflect.insights.finding import Count, Point, Saying, View, entry_of
from reflect.insights.ground import Ground
from reflect.insights.same_words import Words


@dataclass(frozen=True)
class Treat:
    """A treat that was planned for a step, and the answer (`ref`) which says that it was had; None for not yet."""

    words: Saying
    had: str | None = None


@dataclass(frozen=True)
class Step:
    """A step as it stands: the day it is done (as a check-in said, `told`), or the one it comes back on; whether it was
    partly done; what was in its way."""

    words: Saying
    state: State | None = None
    date: dt.date | None = None
    done: dt.date | None = None
    told: str | None = None
    partly: bool = False
    in_the_way: Saying | None = None
    treat: Treat | None = None

    @property
    def open(self) -> bool:
        return self.state not in (State.DONE, State.DROPPED)


@dataclass(frozen=True)
class Stop:
    """A stop on the way, and the step (reference) in the same words that is done, where there is one."""

    words: Saying
    reached: str | None = None


@dataclass(frozen=True)
class Week:
    """A week, by its Monday, and the steps that were done in it."""

    monday: dt.date
    done: Count


@dataclass(frozen=True)
class Goal:
    """A goal: its words, setback (id) and day; steps and the weeks in which some were done; stops, and how the first of them
    is to be marked; how possible it felt, then and later; and the plans for what gets in the way."""

    words: Saying
    setback: str | None
    day: dt.date
    steps: tuple[Step, ...]
    weeks: tuple[Week, ...]
    stops: tuple[Stop, ...]
    milestone: Saying | None
    possible: tuple[Point, ...]
    plans: tuple[Saying, ...]

    @property
    def open(self) -> bool:
        return any(each.open for each in self.steps)


@dataclass(frozen=True)
class Goals:
    """The goals, those with something open first and then the latest; all weeks in which steps were done, in the order of
    time; how many steps there are, are done, are let go and are open; and the treats of done steps not yet had."""

    goals: tuple[Goal, ...]
    weeks: tuple[Week, ...]
    steps: Count
    done: Count
    let_go: Count
    open: Count
    treats: tuple[Treat, ...]


def view(ground: Ground, about: str | None = None) -> View:
    """From the goals that were taken up, and what check-ins said of them; those about a setback (id)."""
    heard = _Heard.of(ground)
    entries = ground.flow("goals", about)
    goals = [each for entry in entries for each in _goals(ground, heard, entry)]
    refs = [ref for each in goals for ref in _refs(each)]
    used = [entry for each in {entry_of(ref) for ref in refs} if (entry := ground.entry(each))]
    drawn = tuple(each.id for each in sorted(used, key=lambda each: each.moment))
    if not goals:
        return View("goals", drawn, wants="It takes a goal with a first step; there is none so far.")
    steps = [step for each in goals for step in each.steps]
    latest = goals[::-1]
    return View(
        "goals",
        drawn,
        Goals(
            (*(each for each in latest if each.open), *(each for each in latest if not each.open)),
            _weeks(steps),
            _count(steps),
            _count(each for each in steps if each.state is State.DONE),
            _count(each for each in steps if each.state is State.DROPPED),
            _count(each for each in steps if each.open),
            tuple(each.treat for each in steps if each.state is State.DONE and each.treat and not each.treat.had),
        ),
    )


def tells(ground: Ground, about: str | None = None) -> bool:
    """Whether a goal was taken up."""
    return any(any(_goals(ground, _Heard({}, {}, {}), entry)) for entry in ground.flow("goals", about))


@dataclass(frozen=True)
class _Heard:
    """What check-ins said, by the reference of what they spoke of: how possible it feels, treats had, what was in the way."""

    possible: Mapping[str, list[Point]]
    had: Mapping[str, str]
    in_the_way: Mapping[str, Saying]

    @classmethod
    def of(cls, ground: Ground) -> _Heard:
        possible: dict[str, list[Point]] = {}
        had: dict[str, str] = {}
        in_the_way: dict[str, Saying] = {}
        for entry in ground.flow("checkin"):
            for spot in spots(entry, "belief_now"):
                value = spot.said.value
                if spot.about and isinstance(value, int) and not isinstance(value, bool):
                    possible.setdefault(spot.about, []).append(Point(entry.finished.date(), value, spot.ref))
            had |= {each.about: each.ref for each in spots(entry, "treat") if each.about and each.said.value is True}
            in_the_way |= {
                each.about: Saying(each.words, each.ref)
                for each in spots(entry, "in_way")
                if each.about and each.words.strip()
            }
        return cls(possible, had, in_the_way)


def _goals(ground: Ground, heard: _Heard, entry: Entry) -> Iterator[Goal]:
    """The goals of an entry, in the order in which they were picked."""
    picked = {each.key: Saying(each.label, each.ref) for each in chosen(entry, "pick")}
    asked = [each.key for name in ("goal", "steps") if (answer := entry.answer(name)) for each in answer.each or ()]
    for key in dict.fromkeys((*picked, *asked)):
        one = _only(entry, key)
        steps = tuple(_step(ground, heard, each) for each in records(one, "steps") if each.words("step"))
        words = written(one, "goal") or picked.get(key)
        if words is None or not words.text.strip():
            continue
        then = number(one, "confidence")
        yield Goal(
            Saying(" ".join(words.text.split()), words.ref),
            entry.setback,
            entry.finished.date(),
            steps,
            _weeks(steps),
            tuple(_stops(listed(one, "stops"), steps)),
            written(one, "milestone"),
            (*([then] if then else []), *heard.possible.get(f"{entry.id}/review/{key}", ())),
            tuple(each for record in records(one, "ifthen") if (each := _plan(record))),
        )


def _only(entry: Entry, key: str) -> Entry:
    """An entry with only what was said about one of the goals that were picked."""
    return replace(
        entry,
        answers=tuple(
            replace(each, each=tuple(one for one in each.each if one.key == key))
            for each in entry.answers
            if each.each is not None
        ),
    )


def _step(ground: Ground, heard: _Heard, record: Record) -> Step:
    words, treat = Saying(record.words("step"), record.ref), record.words("treat")
    planned = Treat(Saying(treat, record.ref), heard.had.get(record.ref)) if treat else None
    comes_back = ground.follow_up(record.ref)
    if comes_back is None:
        return Step(words, in_the_way=heard.in_the_way.get(record.ref), treat=planned)
    ended = _ended(comes_back)
    return Step(
        words,
        comes_back.state,
        comes_back.date if comes_back.open else None,
        ended.day if ended else None,
        ended.entry if ended else None,
        _partly(comes_back),
        heard.in_the_way.get(record.ref),
        planned,
    )


def _ended(comes_back: FollowUp) -> Told | None:
    """The check-in since which it is done; what is said again later counts no second time."""
    found: Told | None = None
    for told in comes_back.told if comes_back.state is State.DONE else ():
        if told.meaning in (DONE, HOLDS):
            found = found or told
        elif not told.unanswered and (told.date or told.meaning not in (STAYS, BEGIN)):
            found = None
    return found


def _partly(comes_back: FollowUp) -> bool:
    """Whether it is open, and the last that was said of it is that a part is done."""
    said = [each for each in comes_back.told if not each.unanswered]
    return comes_back.open and bool(said) and said[-1].meaning == PARTLY


def _stops(stops: Iterable[Saying], steps: Iterable[Step]) -> Iterator[Stop]:
    done = [(Words.of(each.words.text), each.words.ref) for each in steps if each.state is State.DONE]
    for each in stops:
        words = Words.of(each.text) if done else None
        yield Stop(each, next((ref for step, ref in done if words and step.near(words) > 0), None))


def _plan(record: Record) -> Saying | None:
    """An if-then plan in a sentence."""
    moment, act = record.words("if"), record.words("then")
    return Saying(if_then(moment, act), record.ref) if moment and act else None


def _weeks(steps: Iterable[Step]) -> tuple[Week, ...]:
    weeks: dict[dt.date, list[str]] = {}
    for each in steps:
        if each.done:
            weeks.setdefault(each.done - dt.timedelta(days=each.done.weekday()), []).append(each.words.ref)
    return tuple(Week(monday, Count(tuple(weeks[monday]))) for monday in sorted(weeks))


def _count(steps: Iterable[Step]) -> Count:
    return Count(tuple(each.words.ref for each in steps))


def _refs(goal: Goal) -> Iterator[str]:
    """Every place that a goal is known from."""
    yield goal.words.ref
    yield from (each.ref for each in goal.possible)
    for each in goal.steps:
        yield from filter(None, (each.told, each.in_the_way and each.in_the_way.ref, each.treat and each.treat.had))
