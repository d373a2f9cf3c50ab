"""What an entry promises: each follow-up as it was made, before anything became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reflect.entry.model import Answer, Entry
from reflect.entry.plain import Json
from reflect.entry.said import EachSaid, Said
from reflect.entry.words import field_in_words, in_words, item_in_words
from reflect.flow import texts
from reflect.flow.conditions import Condition
from reflect.flow.promises import FlowFollowUp
from reflect.flow.promises import FollowUp as Declared
from reflect.flow.spans import Span
from reflect.flow.texts import IT
from reflect.followups.declared import as_declared
from reflect.followups.order import Moment
from reflect.interview.held import Held, holds, keyed, of_answer, of_entry
from reflect.interview.past import Past


def after(span: Span, day: dt.date) -> dt.date:
    """The day that lies a span after `day`, or the last day of the calendar."""
    try:
        return span.after(day)
    except (ValueError, OverflowError):
        return dt.date.max


class Made(NamedTuple):
    """A follow-up as it was made: its reference, what its flow says of it, its words, the day it first comes back.

    `at` is when it was made, as entries are ordered; `draft` the draft it is bound to.
    """

    ref: str
    declared: Declared | FlowFollowUp
    text: str
    people: str
    date: dt.date
    entry: Entry
    setback: str | None
    draft: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    private: bool = False

    @property
    def at(self) -> Moment:
        return self.entry.moment

    @property
    def by_flow(self) -> bool:
        """Whether it comes back because its flow was done, not because of one answer."""
        return isinstance(self.declared, FlowFollowUp)

    @property
    def opens_itself(self) -> bool:
        """Whether it opens the flow that made it once more, whatever is answered there."""
        once_more = self.draft is None and self.declared.opens == self.entry.flow.id
        return once_more and isinstance(self.declared, Declared) and self.declared.with_ is None


class _Spot(NamedTuple):
    """What one follow-up hangs on: an answer, for one item of it or none, and one part of it or none."""

    answer: Answer
    said: Said
    each: str | None = None
    part: tuple[str, Json] | None = None


@dataclass(frozen=True)
class Making:
    """Makes the follow-ups of entries, the oldest first. `around` gives the entries of a setback (by id or None), oldest
    first, `first` the first of them of a flow; `home` the setback of an entry or a draft, by its id, and of each follow-up
    made so far, by its reference."""

    around: Callable[[str | None], Sequence[Entry]]
    first: Callable[[str, str | None], Entry | None]
    home: dict[str, str | None] = field(default_factory=dict)

    def of_entry(self, entry: Entry, draft: str | None = None) -> Iterator[Made]:
        """What `entry` promises, in its order. `draft` is the draft it stands for, where it is none yet."""
        for answer in entry.having("follow_up"):
            if declared := as_declared(Declared, answer.follow_up or {}):
                for spot in _spots(answer):
                    if made := self._made(entry, declared, spot, draft):
                        yield made
        for follow in entry.follow_up:
            if flow_declared := as_declared(FlowFollowUp, follow):
                yield from self._of_flow(entry, flow_declared)

    def says_anew(self, entry: Entry, made: Made) -> bool:
        """Whether a later entry of the same flow takes the place of what an earlier one `made`: it answers everything that
        hangs on, or the question when it is to come back."""
        if isinstance(made.declared, FlowFollowUp):
            if not any(follow.get("kind") == made.declared.kind for follow in entry.follow_up):
                return False
            of, when = self._words(entry, entry.setback).held, made.declared.when
            names = [name for _, branch in when.branches() for name, _ in branch.tests] if when else []
            return all(of(name).sayings for name in names)
        answer = entry.answer(made.ref.split("/")[1]) if made.opens_itself else None
        return answer is not None and any(not said.skipped for said in answer.sayings())

    # ------------------------------------------------------------------------------------------------------- one of them

    def _made(self, entry: Entry, declared: Declared, spot: _Spot, draft: str | None) -> Made | None:
        setback = self._setback(entry, spot.each)
        words = self._words(entry, setback, spot)
        if declared.unless and words.hold(declared.unless):
            return None
        date = _date(declared, spot, entry.finished.date())
        if date is None:
            return None
        if spot.answer.type == "group" and not spot.answer.private and not _says(declared.text, words):
            # A record with nothing but a day in it, which the flow may have proposed, promises nothing.
            return None
        text = texts.fill(declared.text, words) or ""
        people = texts.fill(declared.people, words) or "" if declared.people else ""
        # A question asked once per thing that is due keeps the whole reference of each as its key.
        ref = "/".join(filter(None, (entry.id, spot.answer.id, spot.each, spot.part[0] if spot.part else None)))
        tidy = _in_a_line(text) or entry.flow.title
        self.home[ref] = setback
        return Made(
            ref, declared, tidy, people, date, entry, setback, draft, _fields(spot), private=spot.answer.private
        )

    def _words(self, entry: Entry, setback: str | None, spot: _Spot | None = None) -> _Words:
        return _Words(entry, self.around(setback), lambda flow: self.first(flow, setback), spot)

    def _setback(self, entry: Entry, about: str | None) -> str | None:
        """What a follow-up is about: what its entry is, or what was spoken of where it was made."""
        if about is None:
            return entry.setback
        return self.home.get(about, self.home.get(about.partition("/")[0], entry.setback))

    def _of_flow(self, entry: Entry, declared: FlowFollowUp) -> Iterator[Made]:
        words = self._words(entry, entry.setback)
        if declared.when and not words.hold(declared.when):
            return
        text = _in_a_line(texts.fill(declared.text, words) or "")
        date = after(declared.in_, entry.finished.date())
        ref = f"{entry.id}/{declared.kind}"
        self.home[ref] = entry.setback
        yield Made(ref, declared, text, "", date, entry, entry.setback)


@dataclass(frozen=True)
class _Words:
    """Finds what a reference means from where a follow-up stands, and says it in words."""

    entry: Entry
    entries: Sequence[Entry]
    first: Callable[[str], Entry | None]
    spot: _Spot | None = None
    known: dict[str, str] = field(default_factory=dict)
    """What was said in words already: it is asked first whether a reference says anything, then what."""

    def hold(self, condition: Condition) -> bool:
        """Whether `condition` held when the entry was made: what is done later takes back no promise by itself."""
        flows = {flow for _, branch in condition.branches() for flow in (*branch.entry, *branch.no_entry)}
        done = (first for flow in flows if (first := self.first(flow)) and first.moment <= self.entry.moment)
        return holds(condition, self.held, Past(tuple(done)))

    def __call__(self, reference: str) -> str:
        found = self.known.get(reference)
        if found is None:
            held = self.held(reference)
            said = () if held.private else [in_words(said, held.kind, held.fields) for said in held.sayings]
            found = self.known[reference] = "; ".join(filter(None, said))
        return found

    def held(self, reference: str) -> Held:
        """The answer that a reference points at: in the record, in this entry, or in the latest of another flow."""
        first, *rest = reference.split(".")
        if self.spot and (found := self._here(reference)):
            return found
        answer = self.entry.answer(first)
        own = answer is not None and (not rest or any(each.id == rest[0] for each in answer.fields))
        if answer is not None and own:
            return of_answer(answer, self._of_this_item(answer), rest[0] if rest else None)
        if not rest:
            return Held()
        other = next((each for each in reversed(self.entries) if each.flow.id == first), None)
        return of_entry(other, rest[0], rest[1] if len(rest) > 1 else None)

    def _here(self, reference: str) -> Held | None:
        """The record or the item that the follow-up itself hangs on."""
        assert self.spot
        answer, part = self.spot.answer, self.spot.part
        if reference == IT:
            each = next((one for one in answer.each or () if one.key == self.spot.each), None)
            return Held("text", (Said(value=each.text),), (None,)) if each else None
        if part is None:
            return None
        if reference == answer.id and answer.type != "group":
            return Held("text", (Said(value=item_in_words(part[1], self.spot.said)),), (None,))
        asked = next((each for each in answer.fields if each.id == reference), None)
        if asked is None or not isinstance(part[1], dict):
            return None
        said = asked.said_in(part[1])
        return Held(asked.type) if said.skipped else Held(asked.type, (said,), (None,))

    def _of_this_item(self, answer: Answer) -> Sequence[EachSaid] | None:
        """Of an answer that was given once per item, only what was said for the item this is about."""
        key = self.spot.each if self.spot else None
        return [each for each in answer.each or () if each.key == key] or answer.each


def _spots(answer: Answer) -> Iterator[_Spot]:
    """Everything in an answer that promises by itself: each record, each item, for each item it was asked for."""
    pairs: list[tuple[str | None, Said]] = [(None, answer.said)]
    if answer.each is not None:
        pairs = [(each.key, each.said) for each in answer.each]
    for key, said in pairs:
        if said.skipped:
            continue
        if isinstance(said.value, list):
            for part in keyed(said.value):
                yield _Spot(answer, said, key, part)
        else:
            yield _Spot(answer, said, key)


def _says(text: str, words: Callable[[str], str]) -> bool:
    """Whether anything was said of what a text names; one that names nothing says itself."""
    named = texts.references(text)
    return not named or any(words(each) for each in named)


def _in_a_line(text: str) -> str:
    """A text on one line, without the stop of its last sentence: it stands inside other sentences."""
    line = " ".join(text.split())
    return line if line.endswith("..") else line.removesuffix(".")


def _date(declared: Declared, spot: _Spot, made: dt.date) -> dt.date | None:
    """The day it comes back first: the one that was given, or the one the flow names where none was; None for none."""
    given: Json = None
    if declared.on and spot.part and isinstance(spot.part[1], dict):
        given = spot.part[1].get(declared.on)
    elif spot.answer.type == "date":
        given = spot.said.value
    try:
        day = dt.date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        day = None
    if day is None and declared.in_:
        day = after(declared.in_, made)
    elif day is not None and declared.after:
        day = after(declared.after, day)
    return day


def _fields(spot: _Spot) -> tuple[tuple[str, str], ...]:
    """The record of a promise in words, field by field."""
    if spot.part is None or not isinstance(spot.part[1], dict):
        return ()
    record = spot.part[1]
    return tuple((each.id, words) for each in spot.answer.fields if (words := field_in_words(each, record)))
