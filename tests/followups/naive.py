"""Every promise walked through day by day, the slow way: what the fold of follow-ups is held against.

Written from the method's table of follow-ups, with nothing of the fold in it. What was written is gone through in the
order of time and changes plain records; what comes round is then walked from its first day to today. Texts, conditions
and spans are read here in their own small way (`tests.followups.reading`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import EachSaid
from tests.followups.promises import ENDS, Promise, first_day, hear_about, meant, places
from tests.followups.reading import Place, all_answered, fits, words

DAY = dt.timedelta(days=1)
SECRET = "something you kept private"


@dataclass(frozen=True)
class Stands:
    """How a promise stands on a day. Of one that has ended, the day it would come back means nothing."""

    ref: str
    kind: str
    state: str
    date: dt.date | None
    text: str
    people: str
    setback: str | None
    draft: str | None
    first: dt.date
    asked: int
    over: tuple[str, ...] = ()


def standing(
    entries: Sequence[Entry], drafts: Sequence[Draft], today: dt.date, closed: Collection[str] = ()
) -> list[Stands]:
    """Every promise as it stands on `today`: those of entries in the order of time, then those of drafts."""
    read = [each for each in entries if each.sealed_until is None or each.sealed_until <= today]
    days = _Days(read, drafts, today)
    for what in days.in_order_of_time():
        days.take(what)
    promises = [each for each in days.promises if days.still_meant(each)]
    promises.sort(key=lambda each: each.draft is not None)
    states = [(each, days.state(each)) for each in promises]
    found = []
    for each, before in states:
        state = before
        over = each.declared.get("over", [])
        beside = [(other.declared["kind"], its) for other, its in states if other.entry.id == each.entry.id]
        if over and state not in ENDS and not any(kind in over and its not in ENDS for kind, its in beside):
            state = "done"
        if each.setback in closed and state in ("ahead", "due", "begun"):
            state = "resting"
        found.append(days.in_words(each, state))
    return found


def due(
    entries: Sequence[Entry], drafts: Sequence[Draft], today: dt.date, closed: Collection[str] = ()
) -> list[Stands]:
    """What is due on `today`."""
    return [each for each in standing(entries, drafts, today, closed) if each.state == "due"]


class _Days:
    """The days as they are walked."""

    def __init__(self, entries: Sequence[Entry], drafts: Sequence[Draft], today: dt.date) -> None:
        self.entries = sorted(entries, key=lambda each: (each.finished, each.id))
        self.drafts = drafts
        self.today = today
        self.about: dict[str | None, list[Entry]] = {}
        self.promises: list[Promise] = []
        self.too_early: dict[str, list[tuple[dt.date, Any, dt.date | None, str | None]]] = {}

    def in_order_of_time(self) -> list[Entry | Draft]:
        moments: list[tuple[dt.datetime, str, Entry | Draft]]
        moments = [(each.finished, each.id, each) for each in self.entries]
        moments += [(each.saved, each.id, each) for each in self.drafts]
        return [what for *_, what in sorted(moments, key=lambda each: each[:2])]

    def take(self, what: Entry | Draft) -> None:
        if isinstance(what, Draft):
            holder = Entry(what.id, FlowName("", 0, ""), what.setback, what.started, what.saved, what.promised)
            self.make(holder, what.id)
            return
        self.hear(what)
        for each in self.promises:
            self.see(what, each)
        self.make(what, None)

    # ---------------------------------------------------------------------------------------- what an entry does to others

    def see(self, entry: Entry, promise: Promise) -> None:
        """Something else was written after a promise was made: it may be what the promise opens, or end it."""
        until = promise.declared.get("until")
        if until and entry.flow.id == until["entry"] and entry.setback == promise.setback:
            promise.ended_by_entry = True
        if promise.declared.get("opens") != entry.flow.id:
            return
        if promise.setback is not None and entry.setback is not None and promise.setback != entry.setback:
            return
        for question, word in promise.declared.get("with", {}).items():
            answer = entry.answer(question)
            if answer is None or answer.said.value != word:
                return
        promise.met.append(entry.finished.date())

    def hear(self, entry: Entry) -> None:
        """What a check-in says, thing by thing."""
        things: dict[str, list[tuple[Answer, EachSaid]]] = {}
        lists: dict[str, bool] = {}
        for answer in entry.answers:
            for each in answer.each or ():
                if each.about is None:
                    continue
                things.setdefault(each.key, []).append((answer, each))
                if each.about != each.key:
                    lists[each.about] = lists.get(each.about, False) or not each.said.skipped
        day = entry.finished.date()
        for ref in dict.fromkeys([*things, *lists]):
            spoken = things.get(ref, [])
            answered = any(not each.said.skipped for _, each in spoken)
            asked_itself = any(each.about == each.key for _, each in spoken)
            if not answered and not asked_itself and ref not in lists:
                # Only gone over as an item of something else, and passed by.
                continue
            meaning, date, said = meant(spoken)
            if ref in lists and lists[ref] and meaning is None and date is None:
                meaning = "done"
            holders = [each for each in self.promises if each.ref == ref]
            for promise in holders:
                hear_about(promise, day, meaning, date, said)
            if not holders:
                self.too_early.setdefault(ref, []).append((day, meaning, date, said))

    # ------------------------------------------------------------------------------------------------- what is promised

    def make(self, entry: Entry, draft: str | None) -> None:
        for answer in entry.answers:
            if answer.follow_up is not None:
                for ref, place in places(entry, answer):
                    self.promise(ref, answer.follow_up, entry, place, draft)
        for declared in entry.follow_up:
            self.promise(f"{entry.id}/{declared['kind']}", declared, entry, Place(), draft)

    def promise(self, ref: str, declared: Mapping[str, Any], entry: Entry, place: Place, draft: str | None) -> None:
        day = first_day(declared, place, entry.finished.date())
        if day is None:
            return
        setback = self.home(place, entry)
        made = Promise(ref, declared, entry, place, day, setback, draft, day)
        self.promises.append(made)
        for what in self.too_early.get(ref, []):
            hear_about(made, *what)

    def home(self, place: Place, entry: Entry) -> str | None:
        """What a promise is about: as its entry; made while something due was spoken of, as that."""
        if place.each is None:
            return entry.setback
        about = [each for each in self.promises if each.ref == place.each.key]
        if about:
            return about[-1].setback
        there = [each for each in self.entries if each.id == place.each.key.split("/")[0]]
        return there[0].setback if there else entry.setback

    def around(self, promise: Promise) -> list[Entry]:
        """The entries about the same, the oldest first."""
        if promise.setback not in self.about:
            self.about[promise.setback] = [each for each in self.entries if each.setback == promise.setback]
        return self.about[promise.setback]

    def still_meant(self, promise: Promise) -> bool:
        """Whether it was made at all, and nothing later says the same anew."""
        declared, place, entry = promise.declared, promise.place, promise.entry
        around = self.around(promise)
        following = [
            each
            for each in self.entries
            if each.flow.id == entry.flow.id
            and each.setback == entry.setback
            and (each.finished, each.id) > (entry.finished, entry.id)
        ]
        if place.answer is not None:
            if (
                place.answer.type == "group"
                and not place.answer.private
                and "{" in declared["text"]
                and not any(
                    words("{" + hole + "}", place, entry, around)
                    for hole in re.findall(r"\{([^}]*)\}", declared["text"])
                )
            ):
                return False
            unless = declared.get("unless")
            if unless and fits(unless, place, entry, around):
                return False
            if declared.get("opens") != entry.flow.id or "with" in declared or promise.draft is not None:
                return True
            # It opens the flow it stands in: when that is to be is said anew each time.
            again = [each.answer(place.answer.id) for each in following]
            return not any(one is not None and any(not said.skipped for said in one.sayings()) for one in again)
        when = declared.get("when")
        if when and not fits(when, place, entry, around):
            return False
        for each in following:
            alike = any(one.get("kind") == declared["kind"] for one in each.follow_up)
            if alike and all_answered(when or {}, each, around):
                return False
        return True

    # ----------------------------------------------------------------------------------------------- how it stands today

    def state(self, promise: Promise) -> str:
        if promise.ended == "dropped":
            return "dropped"
        if promise.ended == "done" or promise.ended_by_entry:
            return "done"
        opens = promise.declared.get("opens")
        if not opens:
            state = "due" if promise.date <= self.today else "ahead"
        elif promise.spans:
            state = self.coming_round(promise)
        else:
            promise.date = max(promise.first, promise.put_off or promise.first)
            state = "done" if self.met(promise) else "due" if promise.date <= self.today else "ahead"
        if state == "due" and promise.unanswered >= 2:
            return "resting"
        if opens and state in ("due", "ahead") and promise.draft is None:
            for draft in self.drafts:
                after = draft.started >= promise.entry.finished
                if draft.flow.id == opens and draft.setback == promise.setback and after:
                    return "begun"
        return state

    def met(self, promise: Promise) -> list[dt.date]:
        """The days on which it was met. What opens the flow it stands in is not met by a run before its day."""
        itself = promise.declared.get("opens") == promise.entry.flow.id and "with" not in promise.declared
        if not itself or promise.place.answer is None or promise.draft is not None:
            return promise.met + promise.held
        day = max(promise.first, promise.put_off or promise.first)
        return [each for each in promise.met if each >= day] + promise.held

    def coming_round(self, promise: Promise) -> str:
        """Walks every day from the first on: on each of its days it is there, until it is met."""
        rounds = promise.rounds
        lasts = rounds[-1] - rounds[-2] if len(rounds) > 1 else dt.timedelta(days=7)
        off = promise.put_off
        days = [day for day in rounds if off is None or day > off]
        if off is not None and len(days) < len(rounds):
            days.insert(0, off)
        state, day = "ahead", days[0]
        promise.date = days[0]
        met = self.met(promise)
        end = max([self.today, *met])
        while day <= end:
            if day in days and day <= self.today:
                state, promise.date = "due", day
            if day in met and state == "due":
                state = "done"
                following = [each for each in days if each > promise.date]
                if following:
                    state, promise.date = "ahead", following[0]
            if day <= self.today and day >= days[-1] + lasts:
                state = "done"
            day += DAY
        return state

    def in_words(self, promise: Promise, state: str) -> Stands:
        declared, place = promise.declared, promise.place
        around = self.around(promise)
        text = promise.new_words or without_stop(
            " ".join(words(declared["text"], place, promise.entry, around).split())
        )
        if place.answer is not None:
            text = text or promise.entry.flow.title
        people = words(declared.get("people", ""), place, promise.entry, around)
        return Stands(
            promise.ref,
            declared["kind"],
            state,
            None if state in ENDS else promise.date,
            SECRET if promise.private else text,
            "" if promise.private else people,
            promise.setback,
            promise.draft,
            promise.first,
            promise.asked,
            tuple(declared.get("over", ())),
        )


def without_stop(text: str) -> str:
    """A text that stands inside other sentences: without the stop of its own."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text
