"""Journals of two years, made at random: the flows at hand and some of somebody's own, on journeys, over awkward days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import AskedField, EachSaid, Said
from tests.followups import naive
from tests.followups.flows_at_hand import ANYWAY, NEW_DAY, OWN, Question, asked_when_due, own_flow, shipped
from tests.followups.making import SKIPPED, checkin, draft

FIRST = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
ZONES: tuple[dt.tzinfo, ...] = (
    ZoneInfo("Europe/London"),
    ZoneInfo("America/New_York"),
    ZoneInfo("Asia/Kathmandu"),
    ZoneInfo("Pacific/Kiritimati"),
    dt.timezone(dt.timedelta(hours=-11)),
)
# Midnights and hours beside which a day is easily got wrong: leap day, ends of months and years, clocks put on and back.
AWKWARD = tuple(
    dt.datetime.fromisoformat(f"{each}+00:00")
    for each in (
        "2027-03-14T07:00",
        "2027-03-28T01:00",
        "2027-05-01T00:00",
        "2027-10-31T01:00",
        "2027-11-07T06:00",
        "2027-12-31T10:00",
        "2028-01-01T00:00",
        "2028-01-31T23:00",
        "2028-02-29T00:00",
        "2028-02-29T23:59",
        "2028-03-12T07:00",
        "2028-03-26T01:00",
        "2028-10-29T01:00",
        "2028-12-31T23:59",
    )
)
SHORT = 50
SETBACKS = (None, "s1", "s2", "s3")
WORDS = ("the invoice", "call Ann", "a second look, twice", "Bo and Cy", "ask first; then send", "the 1st draft")


@dataclass(frozen=True)
class Journal:
    """All that was written in some time, in the order in which it was. `closed` says when setbacks were put away."""

    entries: tuple[Entry, ...]
    drafts: tuple[Draft, ...]
    closed: tuple[tuple[str, dt.datetime], ...]

    def until(self, now: dt.datetime) -> Journal:
        """What there was at a moment."""
        return Journal(
            tuple(each for each in self.entries if each.finished <= now),
            tuple(each for each in self.drafts if each.saved <= now),
            tuple(each for each in self.closed if each[1] <= now),
        )

    @property
    def put_away(self) -> frozenset[str]:
        return frozenset(setback for setback, _ in self.closed)


class Writing:
    """Somebody who writes for two years; what comes next depends on chance, and on what is due by the second opinion."""

    def __init__(self, seed: int, size: int) -> None:
        self.chance = Random(seed)
        self.size = size
        sheets = [*shipped()[1], *(own_flow(self.chance, name) for name in OWN)]
        self.usual = next(each for each in sheets if each.flow == "checkin")
        promising = [each for each in sheets if each.comes_back or any(one.promises for one in each.questions)]
        # In a short time only a few flows, so that much happens to the same promises.
        self.sheets = promising if size > SHORT else self.chance.sample(promising, 2)
        self.often = 0.35 if size > SHORT else 0.55
        self.now = FIRST
        self.zone: dt.tzinfo = ZONES[0]
        self.entries: list[Entry] = []
        self.drafts: list[Draft] = []
        self.closed: list[tuple[str, dt.datetime]] = []

    def journal(self) -> Journal:
        for number in range(self.size):
            self.time_goes_by()
            chance = self.chance.random()
            if chance < self.often:
                self.entries.append(self.checkin(f"c{number}"))
            elif chance < self.often + 0.05:
                self.drafts.append(self.draft(f"d{number}"))
            elif chance < self.often + 0.07 and len(self.closed) < 2 and number > self.size * 0.6:
                self.closed.append((str(self.chance.choice(SETBACKS[1:])), self.here))
            else:
                self.entries.append(self.entry(f"e{number}"))
        return Journal(tuple(self.entries), tuple(self.drafts), tuple(self.closed))

    @property
    def here(self) -> dt.datetime:
        """The moment as the clock on the wall has it, with the offset of that day and place."""
        here = self.now.astimezone(self.zone)
        return here.replace(tzinfo=dt.timezone(here.utcoffset() or dt.timedelta()))

    def time_goes_by(self) -> None:
        chance = self.chance
        if chance.random() < 0.15:
            self.zone = chance.choice((*ZONES, dt.timezone(dt.timedelta(hours=chance.randint(-11, 14)))))
        coming = [each for each in AWKWARD if each > self.now]
        if chance.random() < 0.12 and coming and coming[0] - self.now < dt.timedelta(days=40):
            self.now = coming[0] + dt.timedelta(minutes=chance.choice((-61, -1, 0, 1, 61)))
            return
        days = chance.choice((0.001, 0.03, 0.3, 1, 1, 2, 3, 7, 14, 45))
        self.now += dt.timedelta(minutes=chance.randint(1, int(days * 24 * 60)))

    def entry(self, identity: str) -> Entry:
        chance = self.chance
        sheet = chance.choice(self.sheets)
        finished = self.here
        sealed = finished.date() + dt.timedelta(days=chance.randint(0, 30)) if chance.random() < 0.05 else None
        return Entry(
            identity,
            FlowName(sheet.flow, 1, sheet.flow),
            chance.choice(SETBACKS),
            finished - dt.timedelta(minutes=5),
            finished,
            tuple(self.answer(each) for each in sheet.questions if chance.random() < 0.9),
            sealed_until=sealed,
            follow_up=sheet.comes_back,
        )

    def answer(self, question: Question) -> Answer:
        each = None
        if question.each:
            keys = self.chance.sample(("k1", "k2", "k3"), self.chance.randint(1, 3))
            each = tuple(EachSaid(key, f"item {key}", self.said(question)) for key in keys)
        return self.answer_of(question, each)

    def answer_of(self, question: Question, each: tuple[EachSaid, ...] | None) -> Answer:
        return Answer(
            question.id,
            f"{question.id}?",
            question.type,
            self.said(question) if each is None else SKIPPED,
            private=question.private,
            each=each,
            fields=tuple(AskedField(name, f"{name}?", kind) for name, kind in question.fields),
            follow_up=question.promises,
            becomes=question.becomes,
        )

    def said(self, question: Question) -> Said:
        chance = self.chance
        if chance.random() < 0.15:
            return SKIPPED
        if question.type == "group":
            return Said([self.record(question, f"r{number}") for number in range(chance.randint(1, 3))])
        if question.type == "list":
            return Said([{"key": f"i{number}", "text": self.words()} for number in range(chance.randint(1, 3))])
        if question.type == "choices":
            picked = chance.sample(question.options, chance.randint(1, len(question.options)))
            return Said(picked, labels={key: f"label of {key}" for key in question.options})
        return self.single(question.type, question.options)

    def single(self, kind: str, options: Sequence[str] = ()) -> Said:
        chance = self.chance
        if kind == "date":
            return Said(None, said="some day") if chance.random() < 0.1 else Said(self.day().isoformat())
        if kind == "yesno":
            return Said(chance.random() < 0.5)
        if kind == "scale":
            return Said(chance.randint(0, 10))
        if kind == "choice" and options:
            return Said(chance.choice(options), labels={key: f"label of {key}" for key in options})
        return Said(self.words())

    def record(self, question: Question, key: str) -> dict[str, Any]:
        record: dict[str, Any] = {"key": key}
        for name, kind in question.fields:
            if self.chance.random() < 0.75:
                said = self.single(kind)
                record[name] = said.value
                if said.said is not None:
                    record.setdefault("said", {})[name] = said.said
        return record

    def words(self) -> str:
        return f"{self.chance.choice(WORDS)} {self.chance.randint(1, 99)}"

    def day(self) -> dt.date:
        """A day that somebody names: soon mostly, sometimes one that is easily got wrong."""
        chance = self.chance
        if chance.random() < 0.2:
            ahead = [each.date() for each in AWKWARD if each > self.now]
            return chance.choice(ahead or [dt.date(2029, 2, 28)])
        return self.here.date() + dt.timedelta(days=chance.choice((-1, 0, 1, 2, 3, 7, 14, 30, 31, 90)))

    # --------------------------------------------------------------------------------------- check-ins, and what is begun

    def checkin(self, identity: str) -> Entry:
        chance, today = self.chance, self.here.date()
        put_away = {setback for setback, _ in self.closed}
        found = naive.standing(self.entries, self.drafts, today, put_away)
        coming = [each for each in found if each.state == "due"]
        spoken = coming[-5:] if chance.random() < 0.7 else chance.sample(coming, min(5, len(coming)))
        if chance.random() < 0.3 and found:
            spoken.append(chance.choice(found))
        asked: dict[Question, list[EachSaid]] = {}
        for each in spoken:
            for question, said in self.about(each, found):
                asked.setdefault(question, []).append(said)
        if chance.random() < 0.1:
            asked.setdefault(NEW_DAY, []).append(
                EachSaid("nowhere/at/all", "", self.said(NEW_DAY), about="nowhere/at/all")
            )
        answers = [self.answer_of(question, tuple(each)) for question, each in asked.items()]
        answers += [self.answer(each) for each in self.usual.questions if chance.random() < 0.3]
        return replace(checkin(identity, self.here, *answers), follow_up=self.usual.comes_back)

    def about(self, each: naive.Stands, found: Sequence[naive.Stands]) -> Iterator[tuple[Question, EachSaid]]:
        """What is asked about one thing, and answered or not."""
        chance = self.chance
        mine = each.ref.split("/")[0]
        items = [one for one in found if each.over and one.kind in each.over and one.ref.split("/")[0] == mine]
        ways = asked_when_due().get(each.kind, ())
        way = chance.choice(ways) if ways and chance.random() < 0.75 else chance.choice(ANYWAY)
        passed_by = chance.random() < 0.25
        for one in items or [each]:
            for question in way:
                empty = passed_by or chance.random() < 0.3
                said = SKIPPED if empty else self.said(question)
                yield question, EachSaid(one.ref, one.text, said, about=each.ref)

    def draft(self, identity: str) -> Draft:
        """Something begun, about what may have promised it; sometimes it waits for a day."""
        chance = self.chance
        setback = chance.choice(SETBACKS)
        if chance.random() < 0.5:
            return draft(identity, chance.choice(self.sheets).flow, self.here, about=setback)
        waits = Question("book", "date", {"kind": "booking", "opens": "debrief", "text": "the debrief", "in": "7d"})
        began = self.here - dt.timedelta(minutes=chance.choice((0, 30)))
        return draft(identity, "debrief", began, self.answer(waits), saved=self.here, about=setback)


def journals(most: int, least: int = 1) -> st.SearchStrategy[Journal]:
    """Journals of between `least` and `most` moments at which something was written, left, or put away."""
    return st.builds(lambda seed, size: Writing(seed, size).journal(), st.integers(0, 2**32), st.integers(least, most))
