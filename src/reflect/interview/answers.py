"""The answers so far, and what can be asked of them: conditions, items, words. Reads this interview and the past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from reflect.entry.draft import Spot
from reflect.entry.plain import Json
from reflect.entry.said import OTHER, AskedField, Said
from reflect.entry.words import field_in_words, in_words, item_in_words, record_in_words
from reflect.flow import texts
from reflect.flow.conditions import Condition
from reflect.flow.model import Flow, repeated_over
from reflect.flow.options import Each, Options
from reflect.flow.questions import Choice, Choices, Field, Group, Reopen, Scale, fields_of
from reflect.flow.scope import split
from reflect.flow.texts import IT, NAME, OF_IT
from reflect.interview.held import WRITTEN, Held, holds, keyed, narrow, of_entry, put
from reflect.interview.past import Past


@dataclass(frozen=True)
class Item:
    """One item of an earlier answer: its stable key, its words, its place among those gone over (from 0), and in what.

    Of something that is due, `about` is the follow-up that brings it back, and `fields` its record in words. `beside` is
    what stands with it where it is offered, and is no part of an answer.
    """

    key: str
    text: str
    place: int = 0
    of: str | None = None
    about: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    beside: str = ""


@dataclass(frozen=True)
class Answers:
    """The answers given so far in an interview of `flow`, seen from one place in it.

    `given` may grow while this is in use. `item` is the item this place is about, `record` the one being filled in. Only
    a `private` place is told what was private; a condition looks at everything.
    """

    flow: Flow
    given: Mapping[Spot, Said]
    past: Past
    item: Item | None = None
    record: tuple[Group, int] | None = None
    private: bool = False

    def at(self, item: Item | None, record: tuple[Group, int] | None = None) -> Answers:
        """The same answers seen from another place."""
        here = item is self.item and record is self.record
        return self if here else replace(self, item=item, record=record)

    # -------------------------------------------------------------------------------------------------- looking up

    def said(self, spot: Spot) -> Said | None:
        """What was given at `spot`; None when it was not asked, or left empty."""
        said = self.given.get(spot)
        return None if said is None or said.skipped else said

    def records(self, group: Group, item: str | None) -> list[dict[str, Json]]:
        """The records of a group so far that have anything in them."""
        found: dict[int, dict[str, Json]] = {}
        for spot, said in self.given.items():
            if spot.question == group.id and spot.item == item and spot.record is not None and spot.field:
                record = found.setdefault(spot.record, {"key": str(spot.record)})
                if not said.skipped:
                    put(record, spot.field, said)
        return [record for record in found.values() if len(record) > 1]

    def of_question(self, name: str, item: str | None) -> Said | None:
        """What was said to a question of this flow, for one item of it; a group as its records, a letter as reopened."""
        question = self.flow.questions.get(name)
        if isinstance(question, Group):
            records = self.records(question, item)
            return Said(value=records) if records else None
        for again in reversed(self.flow.questions.values()):
            if isinstance(again, Reopen) and again.of == name and (said := self.said(Spot(again.id))):
                return said
        return self.said(Spot(name, item))

    def fields(self, group: Group) -> tuple[AskedField, ...]:
        """The fields of a group as they stand in the flow, with the labels of their options."""
        return tuple(
            AskedField(each.id, each.ask, each.type, self._labels(group, each), each.names) for each in group.fields
        )

    def _labels(self, group: Group, field: Field) -> dict[str, str]:
        """The labels of a field's options; of those that came from answers, the ones that were chosen."""
        if not isinstance(field, Choice | Choices):
            return {}
        labels = dict(field.options.fixed) | ({OTHER: field.other} if field.other else {})
        for spot, said in self.given.items():
            if spot.question == group.id and spot.field == field.id:
                labels |= said.labels
        return labels

    def told(self, reference: str) -> Held:
        """What a reference points at, as far as it may be told here."""
        return self._told(self._held(reference))

    def _told(self, held: Held) -> Held:
        """What may be told here of an answer found: of a private one nothing, unless this place is private too."""
        return Held() if held.private and not self.private else held

    def _held(self, reference: str) -> Held:
        """What a reference points at, empty when it was not answered."""
        if self.record and (found := self._in_record(reference)):
            return found
        if reference.startswith(OF_IT):
            words = dict(self.item.fields).get(reference.removeprefix(OF_IT)) if self.item else None
            return Held("text", (Said(value=words),), (None,)) if words else Held()
        other, name, field = split(self.flow, reference)
        if other is not None:
            return of_entry(self._around().latest(other), name, field)
        question = self.flow.questions[name]
        spots = [spot for spot in self.given if spot.question == name]
        items = list(dict.fromkeys(spot.item for spot in spots))
        # Inside a repetition the same item is meant, also when the question was not asked for it.
        if (
            self.item
            and (over := repeated_over(self.flow, name))
            and (self.item.key in items or over.of == self.item.of)
        ):
            items = [self.item.key]
        pairs = [(item, said) for item in items if (said := self.of_question(name, item)) is not None]
        fields = self.fields(question) if isinstance(question, Group) else ()
        opened = self.flow.questions[question.of] if isinstance(question, Reopen) else question
        private = getattr(opened, "private", False)
        held = Held(question.type, tuple(said for _, said in pairs), tuple(item for item, _ in pairs), fields, private)
        return narrow(held, field)

    def reference_to(self, reference: str) -> str | None:
        """An answer of an earlier entry as a reference into the journal: ENTRY/QUESTION; None when there is none."""
        flow, name, *_ = reference.split(".")
        entry = self._around().latest(flow)
        return f"{entry.id}/{name}" if entry and entry.answer(name) else None

    def _around(self) -> Past:
        """What was said before, as it is seen from what this place is about."""
        return self.past.around(self.item.key) if self.item and self.item.about else self.past

    def _in_record(self, reference: str) -> Held | None:
        assert self.record
        group, number = self.record
        field = next((each for each in group.fields if each.id == reference), None)
        if field is None:
            return None
        said = self.said(Spot(group.id, self.item.key if self.item else None, number, field.id))
        return Held(field.type, (said,) if said else (), (None,) if said else (), private=group.private)

    # -------------------------------------------------------------------------------------------------- conditions

    def holds(self, condition: Condition | None) -> bool:
        """Whether `condition` holds here; no condition always does."""
        return condition is None or holds(condition, self._held, self._around())

    # ------------------------------------------------------------------------------------------- items and options

    def items(self, reference: str) -> tuple[Item, ...]:
        """The items of an earlier answer: what was chosen, listed, or recorded."""
        return self._items(self.told(reference), reference)

    def _items(self, held: Held, reference: str) -> tuple[Item, ...]:
        found = []
        for each, said in zip(held.keys, held.sayings, strict=True):
            if not isinstance(said.value, list):
                found.append(Item(each or str(said.value), in_words(said, held.kind)))
                continue
            for key, part in keyed(said.value):
                words = self._line(reference, part, held) if held.kind == "group" else item_in_words(part, said)
                found.append(Item(f"{each}/{key}" if each else key, words))
        return tuple(item for item in found if item.text)

    def _line(self, reference: str, record: Json, held: Held) -> str:
        """A record of a group in one line: composed by its label, or the first of its fields."""
        other, name, _ = split(self.flow, reference)
        group = self.flow.questions.get(name)
        if other is not None or not isinstance(group, Group):
            return record_in_words(record, held.fields)
        words = {each.id: field_in_words(each, record) for each in held.fields}
        line = texts.fill(group.line(), lambda field: words.get(field, "")) or ""
        # What comes first may have been left empty.
        return line.lstrip(" ,:;") or record_in_words(record, held.fields)

    def each(self, each: Each) -> tuple[Item, ...]:
        """The items to go over: of an answer, or what is due."""
        if each.of is None:
            due = [one for one in self.past.due if one.kind in each.due]
            items = tuple(Item(one.key, one.text, about=one.about, fields=one.fields) for one in due)
        else:
            items = self.items(each.of)
        items = items[: each.at_most]
        return tuple(replace(item, place=place, of=each.of) for place, item in enumerate(items))

    def options(self, options: Options) -> tuple[Item, ...]:
        """What can be chosen here."""
        if options.fixed:
            return _fixed(options.fixed)
        found = [
            Item(f"{reference.split('.')[-1]}/{item.key}" if len(options.sources) > 1 else item.key, item.text)
            for reference in options.sources
            for item in (self._everywhere(reference) if options.everywhere else self.items(reference))
        ]
        return self._ordered(tuple(found), options.order) if options.order else tuple(found)

    def _everywhere(self, reference: str) -> Iterator[Item]:
        """The items of an answer in every entry there is, newest first, each item of words once."""
        other, name, field = split(self.flow, reference)
        seen: set[str] = set()
        for entry in reversed(self.past.everywhere):
            if entry.flow.id == other:
                for item in self._items(self._told(of_entry(entry, name, field)), reference):
                    if item.text.casefold() not in seen:
                        seen.add(item.text.casefold())
                        yield Item(f"{entry.id}/{name}/{item.key}", item.text)

    def _ordered(self, items: tuple[Item, ...], order: str) -> tuple[Item, ...]:
        """Best rated first: by the sum of the scales in the group that rated each item; equals keep their order."""
        group = self.flow.questions[order]
        scales = [each.id for each in fields_of(group) if isinstance(each, Scale)]

        def rating(item: Item) -> int:
            records = self.records(group, item.key) if isinstance(group, Group) else []
            return sum(record.get(scale, 0) for record in records for scale in scales)

        return tuple(sorted(items, key=rating, reverse=True))

    # ------------------------------------------------------------------------------------------------------- words

    def words(self, reference: str) -> str:
        """What a reference points at, in words on one line; "" when it is not answered."""
        if reference == IT:
            return self.item.text if self.item else ""
        if reference == NAME and not (self.record and any(each.id == NAME for each in self.record[0].fields)):
            return self.past.name
        held = self.told(reference)
        return "; ".join(filter(None, (self._in_words(reference, held, said) for said in held.sayings)))

    def _in_words(self, reference: str, held: Held, said: Said) -> str:
        if held.kind == "group" and isinstance(said.value, list):
            return "; ".join(filter(None, (self._line(reference, record, held) for record in said.value)))
        return in_words(said, held.kind)

    def whole(self, reference: str) -> tuple[str, ...]:
        """What a reference points at, as it was written: items one by one, a text with all its lines."""
        held = self.told(reference)
        if held.kind in WRITTEN:
            return tuple(said.value for said in held.sayings if isinstance(said.value, str))
        return tuple(item.text for item in self._items(held, reference))

    def fill(self, text: str, *, missing: str | None = "") -> str | None:
        """A text of the flow with its holes filled; see `texts.fill`."""
        return texts.fill(text, self.words, missing=missing)


@lru_cache(maxsize=512)
def _fixed(options: tuple[tuple[str, str], ...]) -> tuple[Item, ...]:
    """Options that never change as items: the way is walked anew with each answer, and comes past all of them."""
    return tuple(Item(key, label) for key, label in options)


def repeated(flow: Flow, name: str) -> bool:
    """Whether a question is asked once per item of something."""
    return repeated_over(flow, name) is not None
