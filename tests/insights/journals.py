"""Journals made at random from all shipped questions, for views: answered, left empty, odd, private, sealed, spoken of later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.entry.setback import Setback
from reflect.flow.build import unbuild
from reflect.flow.model import Flow, Section, walk
from reflect.flow.questions import Asked, Choice, Choices, Date, Entries, Group, Items, Scale, YesNo
from reflect.followups.fold import follow_ups
from reflect.followups.model import FollowUp
from reflect.insights.ground import Ground
from reflect.library.flows import Library, shipped_prompts

FIRST = dt.datetime(2026, 1, 5, 20, tzinfo=dt.UTC)
SKIPPED = Said(skipped=True)
# Few words, so that many answers are alike, in other letters too.
WORDS = (
    "nobody asked",
    "Nobody asked.",
    "the queue grew",
    "read it aloud",
    "Ann",
    "Ann and Bo",
    "a list by the door",
    "Ärger",
)


@cache
def shipped() -> tuple[Flow, ...]:
    library = Library(shipped_prompts())
    return tuple(library.load(name).flow for name in library.files())


@dataclass(frozen=True, repr=False)
class Journal:
    """Everything that was written, as it stands in the files, and the day it is."""

    entries: tuple[Entry, ...]
    setbacks: tuple[Setback, ...]
    drafts: tuple[Draft, ...]
    today: dt.date

    def ground(self) -> Ground:
        closed = frozenset(each.id for each in self.setbacks if each.closed)
        found = follow_ups(self.entries, self.drafts, self.today, closed=closed)
        return Ground.of(self.entries, self.setbacks, found, self.drafts, today=self.today)


class Writing:
    """Somebody who answers whatever is asked, by chance. `flows` are those they take; all of them where none is named."""

    def __init__(self, seed: int, size: int, flows: Sequence[str] = (), setbacks: int = 4) -> None:
        self.chance = Random(seed)
        self.size = size
        self.flows = [each for each in shipped() if not flows or each.flow in flows]
        self.names = [f"s{number}" for number in range(1, setbacks + 1)]
        self.entries: list[Entry] = []
        self.drafts: list[Draft] = []
        self.now = FIRST
        self.owed: tuple[tuple[int, int], tuple[FollowUp, ...]] = (0, 0), ()

    def journal(self) -> Journal:
        chance = self.chance
        for number in range(self.size):
            self.now += dt.timedelta(hours=chance.choice((0.01, 1, 5, 20, 24, 50, 200, 900)))
            flow = chance.choice(self.flows)
            if chance.random() < 0.06:
                self.drafts.append(self.draft(f"d{number}", flow))
            else:
                self.entries.append(self.entry(f"e{number}", flow))
        return Journal(
            tuple(self.entries),
            tuple(self.setback(name) for name in self.names),
            tuple(self.drafts),
            self.now.date() + dt.timedelta(days=chance.choice((0, 0, 1, 20, 100, 400))),
        )

    def setback(self, name: str) -> Setback:
        closed = self.now if self.chance.random() < 0.3 else None
        return Setback(name, None if self.chance.random() < 0.1 else f"The {name}", FIRST, closed=closed)

    def draft(self, identity: str, flow: Flow) -> Draft:
        about = self.chance.choice(self.names)
        return Draft(identity, FlowName(flow.flow, 1, flow.title), "0" * 64, about, self.now, self.now)

    def entry(self, identity: str, flow: Flow) -> Entry:
        chance = self.chance
        sealed = self.now.date() + dt.timedelta(days=chance.randint(0, 40)) if chance.random() < 0.04 else None
        loose = (flow.needs == "nothing" and flow.names_setback is None) or chance.random() < 0.05
        answers: dict[str, Answer] = {}
        for _, section, step in walk(flow):
            if isinstance(step, Asked) and chance.random() < 0.85:
                answers[step.id] = self.answer(step, section, answers)
        return Entry(
            identity,
            FlowName(flow.flow, 1, flow.title),
            None if loose else chance.choice(self.names),
            self.now - dt.timedelta(minutes=9),
            self.now,
            tuple(answers.values()),
            sealed_until=sealed,
            follow_up=tuple(unbuild(each) for each in flow.follow_up),
        )

    def answer(self, step: Asked, section: Section | None, answers: dict[str, Answer]) -> Answer:
        over = step.each or (section.each if section else None)
        each = None
        if over:
            items = self.due(over.due) if over.of is None else [(key, key, None) for key in self.keys(over.of, answers)]
            each = tuple(EachSaid(key, text, self.said(step, answers), about=about) for key, text, about in items)
        fields = step.fields if isinstance(step, Group) else ()
        return Answer(
            step.id,
            step.ask,
            str(getattr(step, "type", "text")),
            self.said(step, answers) if each is None else SKIPPED,
            private=step.private,
            each=each,
            fields=tuple(AskedField(one.id, one.ask, one.type, self.labels(one)) for one in fields),
            range=(step.range.low, step.range.high) if isinstance(step, Scale) else None,
            about=self.about(step.about) if step.about else None,
            follow_up=unbuild(step.follow_up) if step.follow_up else None,
            becomes=step.becomes.plain() if step.becomes else None,
        )

    def about(self, reference: str) -> str | None:
        flow, name = reference.split(".")[:2]
        found = [each.id for each in self.entries if each.flow.id == flow and each.answer(name)]
        return f"{self.chance.choice(found)}/{name}" if found else None

    def due(self, kinds: tuple[str, ...]) -> list[tuple[str, str, str | None]]:
        made = len(self.entries), len(self.drafts)
        if self.owed[0] != made:
            # Once for all questions of a check-in.
            self.owed = made, follow_ups(self.entries, self.drafts, self.now.date())
        mine = [each for each in self.owed[1] if each.kind in kinds and each.due]
        return [(each.ref, each.text, each.ref) for each in mine[:5]]

    def keys(self, reference: str, answers: dict[str, Answer]) -> list[str]:
        """The keys of an earlier answer in the same entry."""
        found = answers.get(reference.split(".", maxsplit=1)[0])
        value = found.said.value if found else None
        keys = (
            [each.get("key") if isinstance(each, dict) else each for each in value] if isinstance(value, list) else []
        )
        return [each for each in keys if isinstance(each, str)]

    def said(self, step: Any, answers: dict[str, Answer]) -> Said:
        chance = self.chance
        if chance.random() < 0.12:
            return SKIPPED
        if chance.random() < 0.02:
            return Said(chance.choice([{"odd": 1}, [[]], 7.5, "?", [], None, [None], True, -3]))
        if isinstance(step, Group):
            return Said([self.record(step, f"r{number}") for number in range(chance.randint(1, 3))])
        if isinstance(step, Items):
            return Said([{"key": f"i{number}", "text": self.words()} for number in range(chance.randint(1, 3))])
        if isinstance(step, Entries):
            picked = chance.sample(self.names, chance.randint(1, 2))
            return Said([{"key": name, "text": f"The {name}"} for name in picked])
        if isinstance(step, Choice | Choices):
            return self.picked(step, answers)
        return self.single(step)

    def picked(self, step: Choice | Choices, answers: dict[str, Answer]) -> Said:
        chance = self.chance
        labels = self.options(step, answers)
        if not labels:
            return SKIPPED
        if isinstance(step, Choice):
            key = chance.choice([*labels])
            return Said(key, labels=labels, other=self.words() if key == "other" and step.other else None)
        picked = chance.sample([*labels], chance.randint(1, min(3, len(labels))))
        return Said(picked, labels=labels, other=self.words() if "other" in picked and step.other else None)

    def options(self, step: Choice | Choices, answers: dict[str, Answer]) -> dict[str, str]:
        if step.options.fixed:
            return self.labels(step)
        if step.options.everywhere:
            flow, name, *field = step.options.sources[0].split(".")
            return dict(self.earlier(flow, name, field[0] if field else None))
        return {key: key for source in step.options.sources for key in self.keys(source, answers)}

    def earlier(self, flow: str, name: str, field: str | None) -> Iterator[tuple[str, str]]:
        for entry in self.entries:
            value = (found.said.value if (found := entry.answer(name)) else None) if entry.flow.id == flow else None
            for each in value if isinstance(value, list) else []:
                if isinstance(each, dict) and isinstance(text := each.get(field or "text"), str) and "key" in each:
                    yield f"{entry.id}/{name}/{each['key']}", text

    def labels(self, step: Any) -> dict[str, str]:
        if not isinstance(step, Choice | Choices):
            return {}
        return dict(step.options.fixed) | ({"other": step.other} if step.other else {})

    def single(self, step: Any) -> Said:
        chance = self.chance
        if isinstance(step, Date):
            day = self.now.date() + dt.timedelta(days=chance.choice((-400, -30, -1, 0, 1, 2, 7, 14, 30, 90)))
            return Said(None, said="some day") if chance.random() < 0.1 else Said(day.isoformat())
        if isinstance(step, YesNo):
            return Said(chance.random() < 0.5)
        if isinstance(step, Scale):
            return Said(chance.randint(step.range.low, step.range.high))
        return Said(self.words())

    def record(self, step: Group, key: str) -> dict[str, Any]:
        record: dict[str, Any] = {"key": key}
        for field in step.fields:
            if self.chance.random() < 0.8:
                said = self.picked(field, {}) if isinstance(field, Choice | Choices) else self.said(field, {})
                if not said.skipped:
                    record[field.id] = said.value
                    if said.other is not None:
                        record.setdefault("other", {})[field.id] = said.other
        return record

    def words(self) -> str:
        return self.chance.choice(WORDS)


def journals(most: int = 30, *, flows: Sequence[str] = (), setbacks: int = 4) -> st.SearchStrategy[Journal]:
    """Journals of up to `most` entries and drafts, of these flows (all where none is named)."""
    return st.builds(
        lambda seed, size: Writing(seed, size, flows, setbacks).journal(), st.integers(0, 2**32), st.integers(0, most)
    )
