"""What was learned, and what became of it: each lesson with what was to be done about it, and those that came back (V9 of
the method).

Lessons are those of debriefs, the one line of a `letgo` without any, and what somebody meant to do differently at the next
try. One has come back when it was learned of more than one setback, in the same or nearly the same words; taking it up
before a try is no coming back, but doing something about it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from reflect.entry.model import Entry
from reflect.flow.spans import Span
from reflect.followups.model import FollowUp, State
from reflect.followups.telling import DONE, DROPPED, HOLDS, PARTLY, STAYS, Told
from reflect.insights.answers import records, written
from reflect.insights.finding import Count, Saying, View, entry_of
from reflect.insights.ground import Ground
from reflect.insights.same_words import gathered


class Became(Enum):
    """What a check-in said had become of something."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    LET_GO = "let_go"
    AS_IT_IS = "as_it_is"
    """It was read again, and stays, perhaps in other words."""


class Standing(Enum):
    """How a lesson stands: something is to be done about it, was done, or was let go; or it was only noted."""

    AHEAD = "ahead"
    ACTED_ON = "acted_on"
    LET_GO = "let_go"
    NOTED = "noted"


@dataclass(frozen=True)
class Heard:
    """What one check-in (`ref`) said of it on a day: what became of it, the option that was chosen, and its new words."""

    day: dt.date
    ref: str
    became: Became
    option: str | None = None
    words: Saying | None = None


@dataclass(frozen=True)
class Lesson:
    """A lesson: the words, the flow it was written in, the setback (id) and the day; what is to be done about it; before
    which try it was written; and how it stands. `date` is the day on which it comes back, where it does."""

    words: Saying
    flow: str
    setback: str | None
    day: dt.date
    action: Saying | None = None
    before: Saying | None = None
    standing: Standing = Standing.NOTED
    state: State | None = None
    date: dt.date | None = None
    heard: tuple[Heard, ...] = ()

    @property
    def learned(self) -> bool:
        """Whether something was learned, not taken up before a try."""
        return self.before is None

    @property
    def of(self) -> str:
        """What it was learned of: the setback, or nothing but the entry itself."""
        return self.setback or entry_of(self.words.ref)


@dataclass(frozen=True)
class Learned:
    """What was learned, in the latest words: every lesson that says so, the oldest first, and whether it came back."""

    words: Saying
    standing: Standing
    came_back: bool
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class Lessons:
    """What was learned, the latest first; how many lessons there are, and how many stand how."""

    learned: tuple[Learned, ...]
    lessons: Count
    ahead: Count
    acted_on: Count
    let_go: Count
    noted: Count
    came_back: Count


def view(ground: Ground, about: str | None = None) -> View:
    """From debriefs, the lines of `letgo`, and what was to be different at the next try; those about a setback (id)."""
    entries = ground.entries if about is None else ground.about(about)
    found = [each for entry in entries for each in _lessons(ground, entry)]
    refs = [ref for each in found for ref in (each.words.ref, *(one.ref for one in each.heard))]
    used = [entry for each in {entry_of(ref) for ref in refs} if (entry := ground.entry(each))]
    drawn = tuple(each.id for each in sorted(used, key=lambda each: each.moment))
    if not found:
        return View("lessons", drawn, wants="It takes a lesson; there is none so far. A debrief asks for them.")
    learned = [_learned([found[place] for place in group]) for group in gathered(each.words.text for each in found)]
    place = {each.words.ref: number for number, each in enumerate(found)}
    learned.sort(key=lambda each: -place[each.words.ref])
    return View("lessons", drawn, _counted(learned, found))


def _counted(learned: Sequence[Learned], found: Iterable[Lesson]) -> Lessons:
    lessons = [each for each in found if each.learned]
    stands = {
        standing: Count(tuple(each.words.ref for each in lessons if each.standing is standing)) for standing in Standing
    }
    return Lessons(
        tuple(learned),
        Count(tuple(each.words.ref for each in lessons)),
        stands[Standing.AHEAD],
        stands[Standing.ACTED_ON],
        stands[Standing.LET_GO],
        stands[Standing.NOTED],
        Count(tuple(each.words.ref for each in learned if each.came_back)),
    )


def _learned(lessons: Sequence[Lesson]) -> Learned:
    """All lessons that say the same; something is ahead where it is for one of them."""
    own = [each for each in lessons if each.learned]
    stands = {each.standing for each in own or lessons}
    standing = next(each for each in (*Standing, Standing.NOTED) if each in stands)
    return Learned(
        (own or lessons)[-1].words,
        standing,
        len({each.of for each in own}) > 1,
        tuple(lessons),
    )


# ---------------------------------------------------------------------------------------------------------- a single lesson


def _lessons(ground: Ground, entry: Entry) -> Iterator[Lesson]:
    day = entry.finished.date()
    if entry.flow.id == "debrief":
        for record in records(entry, "lessons"):
            lesson, action = record.words("lesson"), record.words("action")
            if not (lesson or action):
                continue
            comes_back = ground.follow_up(record.ref)
            yield Lesson(
                Saying(lesson or action, record.ref),
                entry.flow.id,
                entry.setback,
                day,
                Saying(action, record.ref) if lesson and action else None,
                None,
                _standing(comes_back),
                comes_back.state if comes_back else None,
                comes_back.date if comes_back and comes_back.open else None,
                tuple(_heard(comes_back)) if comes_back else (),
            )
    elif entry.flow.id == "letgo" and (line := _line(entry, "lesson_first")):
        yield Lesson(line, entry.flow.id, entry.setback, day)
    elif entry.flow.id == "again" and (line := _line(entry, "different")):
        next_try = ground.follow_up(f"{entry.id}/when")
        yield Lesson(
            line,
            entry.flow.id,
            entry.setback,
            day,
            before=_line(entry, "what") or Saying("", line.ref),
            state=next_try.state if next_try else None,
            date=next_try.date if next_try and next_try.open else None,
            heard=tuple(_heard(next_try)) if next_try else (),
        )


def _line(entry: Entry, question: str) -> Saying | None:
    """What was written to a question, on one line."""
    found = written(entry, question)
    return Saying(" ".join(found.text.split()), found.ref) if found else None


def _standing(comes_back: FollowUp | None) -> Standing:
    if comes_back is None:
        return Standing.NOTED
    return {State.DONE: Standing.ACTED_ON, State.DROPPED: Standing.LET_GO}.get(comes_back.state, Standing.AHEAD)


def _heard(comes_back: FollowUp) -> Iterator[Heard]:
    for told in comes_back.told:
        if not told.unanswered:
            words = Saying(told.text, told.entry) if told.text else None
            yield Heard(told.day, told.entry, _became(told), told.option, words)


def _became(told: Told) -> Became:
    if told.meaning is None or isinstance(told.meaning, Span):
        return Became.NOT_YET
    known = {
        DONE: Became.DONE, HOLDS: Became.DONE, PARTLY: Became.PARTLY, DROPPED: Became.LET_GO, STAYS: Became.AS_IT_IS,
    }  # fmt: skip
    return known.get(told.meaning, Became.NOT_YET)
