"""A promise while the days are walked, for the second opinion: where it hangs, and what each check-in does to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reflect.entry.model import Answer, Entry
from reflect.entry.said import EachSaid, Said
from tests.followups.reading import Place, day_of, later, option_of

ENDS = ("done", "dropped")


@dataclass(eq=False)
class Promise:
    """A promise while the days are walked: what its flow said of it, where it was made, what became of it so far."""

    ref: str
    declared: Mapping[str, Any]
    entry: Entry
    place: Place
    first: dt.date
    setback: str | None
    draft: str | None = None
    date: dt.date = dt.date.min
    ended: str | None = None
    ended_by_entry: bool = False
    new_words: str | None = None
    asked_first: dt.date | None = None
    unanswered: int = 0
    asked: int = 0
    put_off: dt.date | None = None
    met: list[dt.date] = field(default_factory=list)
    held: list[dt.date] = field(default_factory=list)
    in_place: bool = False

    @property
    def spans(self) -> list[str]:
        return list(self.declared.get("again", []))

    @property
    def rounds(self) -> list[dt.date]:
        """The days on which it comes round: the first, and so long after it as its flow says."""
        return sorted({self.first, *(later(self.first, span) for span in self.spans)})

    @property
    def private(self) -> bool:
        return self.place.answer is not None and self.place.answer.private


# ------------------------------------------------------------------------------------------------------- what is promised


def places(entry: Entry, answer: Answer) -> Iterator[tuple[str, Place]]:
    """Each single promise that an answer makes, with its reference."""
    sayings: list[tuple[EachSaid | None, Said]] = [(None, answer.said)]
    if answer.each is not None:
        sayings = [(each, each.said) for each in answer.each]
    for each, said in sayings:
        if said.skipped:
            continue
        ref = f"{entry.id}/{answer.id}" + (f"/{each.key}" if each else "")
        if not isinstance(said.value, list):
            yield ref, Place(answer, each, said)
            continue
        for part in said.value:
            key = part["key"] if isinstance(part, dict) else part
            yield f"{ref}/{key}", Place(answer, each, said, part)


def first_day(declared: Mapping[str, Any], place: Place, made: dt.date) -> dt.date | None:
    given = None
    if isinstance(place.part, dict) and declared.get("on"):
        given = day_of(place.part.get(declared["on"]))
    elif place.answer is not None and place.answer.type == "date" and place.said is not None:
        given = day_of(place.said.value)
    if given is not None:
        return later(given, declared["after"]) if "after" in declared else given
    return later(made, declared["in"]) if "in" in declared else None


# ---------------------------------------------------------------------------------------------- what a check-in says of it


def meant(spoken: Sequence[tuple[Answer, EachSaid]]) -> tuple[str | None, dt.date | None, str | None]:
    """What the answers about one thing mean together, the new day they give, the new words."""
    answered = [(answer, each.said) for answer, each in spoken if not each.said.skipped]
    date, said = None, None
    for answer, one in answered:
        if answer.becomes == "date" and date is None:
            date = day_of(one.value)
        if answer.becomes == "text" and said is None and not answer.private:
            said = " ".join(str(one.value).split())
    if any(isinstance(answer.becomes, dict) for answer, _ in spoken):
        meaning = None
        for answer, one in answered:
            if isinstance(answer.becomes, dict):
                meaning = answer.becomes.get(option_of(one))
        return meaning, date, said
    if date is not None:
        return None, date, said
    if any(answer.becomes is None for answer, _ in answered):
        return "done", None, said
    return ("open" if answered else None), None, said


def hear_about(promise: Promise, day: dt.date, meaning: str | None, date: dt.date | None, said: str | None) -> None:
    """One check-in, on `day`, spoke of a promise."""
    promise.asked += 1
    promise.new_words = said or promise.new_words
    if meaning is None and date is None:
        promise.unanswered += 1
        if promise.ended:
            return
    else:
        promise.unanswered = 0
        promise.ended = None
    if meaning in ENDS:
        promise.ended = meaning
    elif promise.declared.get("opens"):
        hear_about_opening(promise, day, meaning, date)
    else:
        hear_about_asking(promise, day, meaning, date)


def hear_about_opening(promise: Promise, day: dt.date, meaning: str | None, date: dt.date | None) -> None:
    if date is not None:
        promise.put_off = date
    elif meaning in ("open", "partly"):
        following = [each for each in promise.rounds if each > day]
        promise.put_off = following[0] if following else some_time_after(promise, day)
    elif meaning == "holds":
        promise.held.append(day)
    elif meaning not in (None, "begin", "stays"):
        promise.put_off = later(day, str(meaning))


def hear_about_asking(promise: Promise, day: dt.date, meaning: str | None, date: dt.date | None) -> None:
    if date is not None:
        promise.date, promise.asked_first, promise.in_place = date, None, False
        return
    if meaning in ("stays", "begin"):
        return
    if promise.asked_first is None:
        promise.asked_first = day
    if meaning not in (None, "open", "partly", "holds"):
        promise.date, promise.asked_first, promise.in_place = later(day, str(meaning)), None, False
        return
    if meaning is not None:
        promise.in_place = meaning == "holds"
    following = sorted(each for span in promise.spans if (each := later(promise.asked_first, span)) > day)
    if following:
        promise.date = following[0]
    elif promise.in_place:
        promise.ended = "done"
    elif promise.spans:
        promise.ended = "dropped"
    elif meaning is not None:
        promise.date = some_time_after(promise, day)


def some_time_after(promise: Promise, day: dt.date) -> dt.date:
    span = promise.declared.get("in", "0d")
    return later(day, span) if later(day, span) > day else later(day, "7d")
