"""Folds entries and drafts into what was promised and how each of it stands on a day.

A follow-up that asks comes back on its day, and is due from then on until a check-in has spoken of it. What was said there
decides: done or let go; a new day; or not yet, and then it is asked again as long after the first time as its flow says
(`again`; after the last of these it is let go), else as long after as where no day was given, else in a week. Left
unanswered, it stays due; the second time in a row it rests.

One that opens a flow comes back on each of its days and is met by an entry of that flow; the last day stands as long as
the pause before it. Whatever ends it (`until`), or a later entry that says the same anew, takes it away.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reflect.entry.model import Entry, FlowName
from reflect.entry.plain import frozen
from reflect.flow.promises import FlowFollowUp
from reflect.flow.promises import FollowUp as Declared
from reflect.flow.spans import Span
from reflect.followups.making import Made, Making, after
from reflect.followups.model import KEPT_PRIVATE, UNANSWERED, WEEK, FollowUp, State
from reflect.followups.order import InOrder
from reflect.followups.telling import BEGIN, DONE, DROPPED, HOLDS, OPEN, PARTLY, STAYS, Told, told

if TYPE_CHECKING:
    from reflect.entry.draft import Draft


def follow_ups(
    entries: Iterable[Entry], drafts: Iterable[Draft], today: dt.date, *, closed: Container[str] = ()
) -> tuple[FollowUp, ...]:
    """Every follow-up there ever was, as it stands on `today`, in the order in which they were made.

    `closed` are the ids of the setbacks that were put away: what belongs to them rests. What is sealed on that day says
    nothing, and a private promise does not say its words.
    """
    return _Fold(entries, drafts, today, closed).found()


class _Standing(NamedTuple):
    """How a follow-up stands after what was said of it: the day it comes back, and the words it has now."""

    date: dt.date
    state: State
    text: str


class _Fold:
    """One folding, on one day."""

    def __init__(
        self, entries: Iterable[Entry], drafts: Iterable[Draft], today: dt.date, closed: Container[str]
    ) -> None:
        self.entries = sorted((each for each in entries if not each.sealed(today)), key=lambda each: each.moment)
        self.drafts = sorted(drafts, key=lambda each: (each.saved, each.id))
        self.today = today
        self.closed = closed
        self.told = told(self.entries)
        self._around: dict[str | None, list[Entry]] = {}
        self._of_flow: defaultdict[str, InOrder] = defaultdict(InOrder)
        self._about: defaultdict[tuple[str, str | None], InOrder] = defaultdict(InOrder)
        for each in self.entries:
            self._around.setdefault(each.setback, []).append(each)
            self._of_flow[each.flow.id].add(each)
            self._about[each.flow.id, each.setback].add(each)
        home = {draft.id: draft.setback for draft in self.drafts}
        home |= {entry.id: entry.setback for entry in self.entries}
        self.making = Making(
            lambda setback: self._around.get(setback, []), lambda flow, setback: self._about[flow, setback].first, home
        )

    def found(self) -> tuple[FollowUp, ...]:
        made = [each for entry in self.entries for each in self.making.of_entry(entry)]
        made += [each for draft in self.drafts for each in self._waiting(draft)]
        found = [self._standing(each) for each in made if not self._said_anew(each)]
        return tuple(self._gone_over(found))

    def _waiting(self, draft: Draft) -> Iterable[Made]:
        """What waits with a draft that goes on another day."""
        stood_for = Entry(
            draft.id, FlowName("", 0, ""), draft.setback, draft.started, draft.saved, answers=draft.promised
        )
        return self.making.of_entry(stood_for, draft.id)

    def _said_anew(self, made: Made) -> bool:
        """Whether a later entry of the same flow, about the same, says anew when it or another flow is opened."""
        if not made.by_flow and not made.opens_itself:
            return False
        own = self._about[made.entry.flow.id, made.entry.setback]
        return any(self.making.says_anew(each, made) for each in own.after(made.at))

    def _gone_over(self, found: Sequence[FollowUp]) -> Iterable[FollowUp]:
        """What goes over other promises is done when none of them is open any more."""
        still_open = {(each.entry, each.kind) for each in found if each.open}
        for each in found:
            nothing_left = each.over and not any((each.entry, kind) in still_open for kind in each.over)
            yield replace(each, state=State.DONE) if nothing_left and each.open else each

    # ----------------------------------------------------------------------------------------------------- one follow-up

    def _standing(self, made: Made) -> FollowUp:
        said = self.told.get(made.ref, [])
        declared = made.declared
        stands = self._opened(made, said) if declared.opens else self._asked(made, said)
        if made.setback in self.closed and stands.state in (State.AHEAD, State.DUE, State.BEGUN):
            stands = stands._replace(state=State.RESTING)
        with_ = declared.with_.answers if isinstance(declared, Declared) and declared.with_ else ()
        return frozen(
            FollowUp,
            ref=made.ref,
            kind=declared.kind,
            text=KEPT_PRIVATE if made.private else stands.text,
            date=stands.date,
            first=made.date,
            state=stands.state,
            entry=made.entry.id,
            made=made.entry.finished.date(),
            people="" if made.private else made.people,
            setback=made.setback,
            draft=made.draft,
            opens=declared.opens,
            with_=with_,
            fields=() if made.private else made.fields,
            over=declared.over if isinstance(declared, Declared) else (),
            told=tuple(replace(each, text=None) for each in said) if made.private else tuple(said),
            private=made.private,
        )

    def _asked(self, made: Made, said: Sequence[Told]) -> _Standing:
        """How something that is asked about stands."""
        declared = made.declared
        date, text, unanswered, held = made.date, made.text, 0, False
        state: State | None = None
        first: dt.date | None = None
        for each in said:
            text = each.text or text
            unanswered = unanswered + 1 if each.unanswered else 0
            if each.unanswered and state:
                # What has ended is not taken up again by being passed by.
                continue
            state = None
            if each.meaning in (DONE, DROPPED):
                state = State(each.meaning)
            elif each.date is not None:
                date, first, held = each.date, None, False
            elif isinstance(each.meaning, Span):
                date, first, held = after(each.meaning, each.day), None, False
            elif each.meaning not in (STAYS, BEGIN):
                first = first or each.day
                # What is in place stays so when it is passed by.
                held = each.meaning == HOLDS or (held and each.unanswered)
                following = min(
                    (day for span in declared.again if (day := after(span, first)) > each.day), default=None
                )
                if following:
                    date = following
                elif held:
                    state = State.DONE
                elif declared.again:
                    state = State.DROPPED
                elif not each.unanswered:
                    date = _usual(declared, each.day)
        if self._ended(made) and state is not State.DROPPED:
            state = State.DONE
        return _Standing(date, state or self._by_day(date, unanswered), text)

    def _opened(self, made: Made, said: Sequence[Told]) -> _Standing:
        """How something that opens a flow stands."""
        declared = made.declared
        days = sorted({made.date, *(after(span, made.date) for span in declared.again)})
        lasts = days[-1] - days[-2] if len(days) > 1 else WEEK
        text, not_before, unanswered, held = made.text, dt.date.min, 0, list[dt.date]()
        ended: State | None = None
        for each in said:
            text = each.text or text
            unanswered = unanswered + 1 if each.unanswered else 0
            if each.unanswered:
                continue
            ended = State(each.meaning) if each.meaning in (DONE, DROPPED) else None
            if each.date is not None:
                not_before = each.date
            elif each.meaning in (OPEN, PARTLY):
                not_before = next((day for day in days if day > each.day), _usual(declared, each.day))
            elif isinstance(each.meaning, Span):
                not_before = after(each.meaning, each.day)
            elif each.meaning == HOLDS:
                held.append(each.day)
        days = sorted({max(day, not_before) for day in days})
        met = self._met(made)
        # Another run of the same flow before that day is not what was meant.
        if met and not (made.opens_itself and met < days[0]):
            held.append(met)
        state, date = self._round(days, lasts, held) if declared.again else self._once(days[0], held)
        if ended is State.DROPPED:
            state = State.DROPPED
        elif ended or self._ended(made):
            state = State.DONE
        elif state is State.DUE and unanswered >= UNANSWERED:
            state = State.RESTING
        elif state in (State.DUE, State.AHEAD) and not made.draft and self._begun(made):
            state = State.BEGUN
        return _Standing(date, state, text)

    def _once(self, day: dt.date, met: Sequence[dt.date]) -> tuple[State, dt.date]:
        return (State.DONE, day) if met else (self._by_day(day, 0), day)

    def _round(self, days: Sequence[dt.date], lasts: dt.timedelta, met: Sequence[dt.date]) -> tuple[State, dt.date]:
        """How something that comes round stands: the last day that has come, or the next one when that was met.

        The last of all days stands as long as `lasts`.
        """
        come = [day for day in days if day <= self.today]
        if not come:
            return State.AHEAD, days[0]
        place = len(come) - 1
        if any(day >= come[-1] for day in met):
            return (State.AHEAD, days[place + 1]) if place + 1 < len(days) else (State.DONE, come[-1])
        if place + 1 == len(days) and self.today - come[-1] >= lasts:
            return State.DONE, come[-1]
        return State.DUE, come[-1]

    def _met(self, made: Made) -> dt.date | None:
        """The last day on which there was what a follow-up was to open: made later, about the same, and begun with its
        answers; None where it never was."""
        declared, opened = made.declared, made.declared.opens or ""
        begun_with = declared.with_.answers if isinstance(declared, Declared) and declared.with_ else ()
        same = [self._of_flow[opened]]
        if made.setback is not None:
            same = [self._about[opened, None], self._about[opened, made.setback]]
        if not begun_with:
            days = [each.last_day_after(made.at) for each in same]
        else:
            later = (entry for each in same for entry in each.after(made.at))
            days = [each.finished.date() for each in later if _begins_with(each, begun_with)]
        return max(filter(None, days), default=None)

    def _ended(self, made: Made) -> bool:
        """Whether there is an entry, made later and about the same, that ends it."""
        until = made.declared.until
        return until is not None and self._about[until.entry, made.setback].any_after(made.at)

    def _begun(self, made: Made) -> bool:
        """Whether a draft of what it opens is there already."""
        return any(
            each.flow.id == made.declared.opens and each.setback == made.setback and each.started >= made.entry.finished
            for each in self.drafts
        )

    def _by_day(self, date: dt.date, unanswered: int) -> State:
        if date > self.today:
            return State.AHEAD
        return State.RESTING if unanswered >= UNANSWERED else State.DUE


def _usual(declared: Declared | FlowFollowUp, day: dt.date) -> dt.date:
    """The day something comes back where nobody said when: as long after as where no day was given, or in a week."""
    span = declared.in_
    return after(span if span and span.count else Span(7, "d"), day)


def _begins_with(entry: Entry, answers: Iterable[tuple[str, str]]) -> bool:
    return all((given := entry.answer(name)) and given.said.value == word for name, word in answers)
