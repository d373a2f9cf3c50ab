"""The answers so far, and what can be asked of them: conditions, items, words. Reads this interview and the past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reflect.entry.draft import Spot
from reflect.entry.model import Said
from reflect.entry.plain import Json
from reflect.entry.words import first_words, in_words, item_in_words
from reflect.flow import texts
from reflect.flow.conditions import Condition
from reflect.flow.model import Flow, walk
from reflect.flow.options import Each, Options
from reflect.flow.questions import Asked, Group, Reopen, Scale, fields_of
from reflect.flow.scope import IT, NAME, split
from reflect.interview.held import Held, field_of, narrow, of_entry, passes, put
from reflect.interview.past import Past


@dataclass(frozen=True)
class Item:
    """One item of an earlier answer: its stable key, its words, and its place among those gone over (from 0)."""

    key: str
    text: str
    place: int = 0


@dataclass(frozen=True)
class Answers:
    """The answers given so far in an interview of `flow`, seen from one place in it.

    `given` may grow while this is in use. `item` is the item this place is about, `record` the one being filled in.
    """

    flow: Flow
    given: Mapping[Spot, Said]
    past: Past
    item: Item | None = None
    record: tuple[Group, int] | None = None

    def at(self, item: Item | None, record: tuple[Group, int] | None = None) -> Answers:
        """The same answers seen from another place."""
        return replace(self, item=item, record=record)

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
        for again in self.flow.questions.values():
            if isinstance(again, Reopen) and again.of == name and (said := self.said(Spot(again.id))):
                return said
        return self.said(Spot(name, item))

    def _held(self, reference: str) -> Held:
        """What a reference points at, empty when it was not answered."""
        if self.record and (found := self._in_record(reference)):
            return found
        other, name, field = split(self.flow, reference)
        if other is not None:
            return of_entry(self.past.latest(other), name, field)
        question = self.flow.questions[name]
        spots = [spot for spot in self.given if spot.question == name]
        items = list(dict.fromkeys(spot.item for spot in spots))
        # Inside a repetition the same item is meant.
        if self.item and self.item.key in items and repeated(self.flow, name):
            items = [self.item.key]
        pairs = [(item, said) for item in items if (said := self.of_question(name, item)) is not None]
        held = Held(question.type, tuple(said for _, said in pairs), tuple(item for item, _ in pairs))
        return narrow(held, field, next((each.type for each in fields_of(question) if each.id == field), ""))

    def _in_record(self, reference: str) -> Held | None:
        assert self.record
        group, number = self.record
        field = next((each for each in group.fields if each.id == reference), None)
        if field is None:
            return None
        said = self.said(Spot(group.id, self.item.key if self.item else None, number, field.id))
        return Held(field.type, (said,) if said else (), (None,) if said else ())

    # -------------------------------------------------------------------------------------------------- conditions

    def holds(self, condition: Condition | None) -> bool:
        """Whether `condition` holds here; no condition always does."""
        if condition is None:
            return True
        return (
            all(passes(self._held(reference), test) for reference, test in condition.tests)
            and all(self.past.latest(flow) is not None for flow in condition.entry)
            and all(self.past.latest(flow) is None for flow in condition.no_entry)
            and (not condition.any or any(self.holds(branch) for branch in condition.any))
        )

    # ------------------------------------------------------------------------------------------- items and options

    def items(self, reference: str) -> tuple[Item, ...]:
        """The items of an earlier answer: what was chosen, listed, or recorded."""
        return self._items(self._held(reference), reference)

    def _items(self, held: Held, reference: str) -> tuple[Item, ...]:
        found = []
        for each, said in zip(held.keys, held.sayings, strict=True):
            if not isinstance(said.value, list):
                found.append(Item(each or str(said.value), in_words(said, held.kind)))
                continue
            for part in said.value:
                key = part["key"] if isinstance(part, dict) else str(part)
                words = self._line(reference, part) if held.kind == "group" else item_in_words(part, said)
                found.append(Item(f"{each}/{key}" if each else key, words))
        return tuple(item for item in found if item.text)

    def _line(self, reference: str, record: Mapping[str, Json]) -> str:
        """A record of a group in one line: composed by its label, or its first words."""
        other, name, _ = split(self.flow, reference)
        group = self.flow.questions.get(name)
        if other is not None or not isinstance(group, Group):
            return first_words(record)
        held = {each.id: field_of(record, each.id, each.type) for each in group.fields}
        labels = {each.id: dict(options.fixed) for each in group.fields if (options := _options(each))}
        words = {
            name: in_words(replace(said, labels=labels.get(name, {})), kind)
            for name, (kind, said) in held.items()
            if said
        }
        return texts.fill(group.line(), lambda field: words.get(field, "")) or first_words(record)

    def each(self, each: Each) -> tuple[Item, ...]:
        """The items to go over; none for what is due, which only a check-in knows."""
        items = self.items(each.of)[: each.at_most] if each.of else ()
        return tuple(replace(item, place=place) for place, item in enumerate(items))

    def options(self, options: Options) -> tuple[Item, ...]:
        """What can be chosen here."""
        if options.fixed:
            return tuple(Item(key, label) for key, label in options.fixed)
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
                for item in self._items(of_entry(entry, name, field), reference):
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
            return ""
        held = self._held(reference)
        parts = [self._in_words(reference, held.kind, said) for said in held.sayings]
        return "; ".join(part for part in parts if part)

    def _in_words(self, reference: str, kind: str, said: Said) -> str:
        if kind == "group" and isinstance(said.value, list):
            return in_words(said, kind, {record["key"]: self._line(reference, record) for record in said.value})
        return in_words(said, kind)

    def whole(self, reference: str) -> tuple[str, ...]:
        """What a reference points at, as it was written: items one by one, a text with all its lines."""
        held = self._held(reference)
        if held.kind in ("text", "long", "letter"):
            return tuple(str(said.value) for said in held.sayings if not said.skipped)
        return tuple(item.text for item in self._items(held, reference)) if held.sayings else ()

    def fill(self, text: str, *, missing: str | None = "") -> str | None:
        """A text of the flow with its holes filled; see `texts.fill`."""
        return texts.fill(text, self.words, missing=missing)


def repeated(flow: Flow, name: str) -> bool:
    """Whether a question is asked once per item of something."""
    return any(
        getattr(step, "id", None) == name and bool(getattr(step, "each", None) or (section and section.each))
        for _, section, step in walk(flow)
    )


def _options(field: Asked) -> Options | None:
    return getattr(field, "options", None)
