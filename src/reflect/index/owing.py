"""What may be open of all that was ever promised, from the entries that it hangs together with and no others.

The same as `followups.fold` says of the whole journal, for what is neither done nor let go. Most of a long life is over:
the index knows which entries have nothing open any more (`index.unsettled`), and these are not read.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from reflect.entry.draft import Draft
from reflect.entry.model import Entry, FlowName
from reflect.flow import texts
from reflect.flow.conditions import Condition
from reflect.flow.promises import FlowFollowUp
from reflect.flow.promises import FollowUp as Declared
from reflect.flow.texts import IT
from reflect.followups.declared import as_declared
from reflect.followups.fold import follow_ups
from reflect.followups.model import FollowUp, State
from reflect.index.lookup import Index
from reflect.index.progress import Progress, quietly

MANY = 200
"""How many entries are looked at together."""
OVER, OPEN, AWAY = 0, 1, 2
"""How an entry stands: nothing of it is open; something may be; or all that is rests with its setback."""


@dataclass(frozen=True)
class Waiting:
    """What is open: the follow-ups, in the order in which they were made, and how many more rest with setbacks that were
    put away."""

    found: tuple[FollowUp, ...]
    away: int


def waiting(
    index: Index,
    load: Callable[[Iterable[str]], list[Entry]],
    drafts: Collection[Draft],
    closed: Collection[str],
    today: dt.date,
    *,
    away: bool = False,
    progress: Progress = quietly,
) -> Waiting:
    """What is open on a day. `load` reads entries by their ids, passing over what cannot be read; `closed`
    are the setbacks (ids) that were put away; with `away`, what rests with these is among what is found. `progress` is
    told how far it is where much is not known yet. Raises Unusable."""
    return _Waiting(index, load, drafts, closed, today, away, progress).found()


@dataclass(frozen=True)
class _Waiting:
    index: Index
    load: Callable[[Iterable[str]], list[Entry]]
    drafts: Collection[Draft]
    closed: Collection[str]
    today: dt.date
    away: bool
    progress: Progress

    def found(self) -> Waiting:
        # Where much is not known yet, it is found out piece by piece, so that it takes no more memory than a piece does. What
        # is about one setback hangs together; of the rest, what comes later takes the place of what came before.
        unknown = [(setback or "", name) for name, setback, _, refs in self._listed() if refs is None]
        unknown.sort(reverse=True)
        whole = len(unknown) if len(unknown) > MANY else 0
        for start in range(0, whole, MANY):
            self.progress(start, whole)
            self._open_of({name: None for _, name in unknown[start : start + MANY]})
        self.progress(whole, whole)
        known, resting = dict[str, set[str] | None](), 0
        for name, setback, stands, refs in self._listed():
            listed = set(json.loads(refs)) if refs is not None else None
            if stands == AWAY and setback in self.closed and not self.away:
                resting += len(listed or ())
            else:
                known[name] = listed
        return Waiting(tuple(self._open_of(known)), resting)

    def _listed(self) -> list[tuple[str, str | None, int, str | None]]:
        return self.index.may_be_open(self.today)

    def _open_of(self, known: dict[str, set[str] | None]) -> list[FollowUp]:
        """What is open of these entries (ids), of which the references that may be open are known (None: they are not)."""
        turn = self.index.turn()
        entries = self._around(known)
        found = self._folded(known, entries)
        if later := self._later(entries, found):
            entries = [*(each for each in entries if each.id not in later), *self.load(later)]
            found = self._folded(known, entries)
        self.index.settle(turn, self.today, dict(self._settled(known, entries, found)))
        return [each for each in found if each.open]

    def _folded(self, known: dict[str, set[str] | None], entries: list[Entry]) -> list[FollowUp]:
        return [
            each
            for each in follow_ups(entries, self.drafts, self.today, closed=self.closed)
            if each.draft or (each.entry in known and self._doubtful(known[each.entry], each.ref))
        ]

    def _later(self, entries: list[Entry], found: list[FollowUp]) -> list[str]:
        """The entries (ids) that may say anew what is open still, because its flow was done: any later run about none may,
        though most often the latest does."""
        flows = {each.id: each.flow.id for each in entries if each.setback is None}
        first: dict[str, str] = {}
        for each in found:
            flow = flows.get(each.entry)
            if flow and each.open and (each.opens == flow or each.ref == f"{each.entry}/{each.kind}"):
                first[flow] = min(each.entry, first.get(flow, each.entry))
        read = {each.id for each in entries if each.answered}
        return [name for flow, entry in first.items() for name in self.index.later(flow, entry) if name not in read]

    def _doubtful(self, known: set[str] | None, ref: str) -> bool:
        return known is None or ref in known

    # ------------------------------------------------------------------------------------ what has to be read for it

    def _around(self, known: Collection[str]) -> list[Entry]:
        """The entries that what `known` ones promised hangs together with: all about the same setbacks, those that speak
        of them, those that they speak of, and of others what flow it was and when."""
        # What a draft waits with is not among what the index knows to be open.
        waits = [each for each in self.drafts if each.promised]
        names = self.index.hanging_together([*known, *(each.id for each in waits)])
        for about in {each.setback for each in waits if each.setback}:
            names += self.index.around(about)
        entries = self.load(dict.fromkeys(names))
        there = {each.id for each in entries}
        promising = [each for each in entries if each.id in known] + [_stood_for(each) for each in waits]
        further = self.load(name for name in answering(self.index, promising) if name not in there)
        there |= {each.id for each in further}
        stubs = [
            Entry(name, FlowName(flow, 0, ""), setback, finished, finished, ())
            for name, flow, setback, finished in self.index.runs_of(mentioned(promising))
            if name not in there
        ]
        return [*entries, *further, *stubs]

    # ------------------------------------------------------------------------------------------------ what is over

    def _settled(
        self, known: dict[str, set[str] | None], entries: list[Entry], found: list[FollowUp]
    ) -> Iterator[tuple[str, tuple[int, set[str] | None]]]:
        """How each of the `known` entries stands now, where that is another way than was known."""
        today = self.today
        still = {name: list[FollowUp]() for name in known}
        for each in found:
            if each.open and each.entry in still:
                still[each.entry].append(each)
        sealed = {each.setback for each in entries if each.sealed(today)}
        stays = self._staying(entries) if any(each.state is State.RESTING for each in found) else frozenset[str]()
        for entry in entries:
            if entry.id not in known or entry.setback in sealed or (sealed and None in sealed):
                continue
            open_now = still[entry.id]
            refs = {one.ref for one in open_now}
            # What opens a flow may be met by a run of it that is about nothing in particular.
            put_away = entry.setback is not None and all(
                one.state is State.RESTING
                and one.setback == entry.setback
                and one.setback in self.closed
                and one.opens is None
                for one in open_now
            )
            if entry.setback is None and any(_elsewhere(entry)):
                # Whether it promises anything may depend on what is answered elsewhere later.
                yield entry.id, (OPEN, None)
            elif not refs:
                yield entry.id, (OVER, refs)
            elif put_away and stays.issuperset(refs):
                yield entry.id, (AWAY, refs)
            elif known[entry.id] != refs:
                yield entry.id, (OPEN, refs)

    def _staying(self, entries: list[Entry]) -> frozenset[str]:
        """What stays open however many days pass: not what comes round a last time and is over then."""
        found = follow_ups(entries, self.drafts, dt.date.max, closed=self.closed)
        return frozenset(each.ref for each in found if each.open)


def _stood_for(draft: Draft) -> Entry:
    """What a draft waits with, as if it were an entry."""
    return Entry(draft.id, FlowName("", 0, ""), draft.setback, draft.started, draft.saved, draft.promised)


def answering(index: Index, promising: Collection[Entry]) -> list[str]:
    """The entries (ids) that may hang together with what `promising` ones promised by what was answered in them, wherever
    they belong."""
    begun = {flow for each in promising for flow in _begun_with(each)}
    begun_anywhere = {flow for each in promising if each.setback is None for flow in _begun_with(each)}
    told = {flow for each in promising if each.setback is None for flow in _elsewhere(each)}
    # Of what comes back because a flow was done, a later run takes the place of an earlier one.
    again = {each.flow.id for each in promising if each.setback is None}
    names = (*index.of_flows(begun_anywhere), *index.about_none(begun, None), *index.latest_about_none(told | again))
    return list(dict.fromkeys(names))


def mentioned(promising: Iterable[Entry]) -> set[str]:
    """The flows of which it counts for what `promising` entries promised that they were done, and when."""
    return {flow for each in promising for flow in _mentioned(each)}


def _declared(entry: Entry) -> Iterator[Declared | FlowFollowUp]:
    for answer in entry.answers:
        if answer.follow_up is not None and (declared := as_declared(Declared, answer.follow_up)):
            yield declared
    for follow in entry.follow_up:
        if by_flow := as_declared(FlowFollowUp, follow):
            yield by_flow


def _mentioned(entry: Entry) -> Iterator[str]:
    """The flows of which it counts for a follow-up of the entry that they were done, and when."""
    for each in _declared(entry):
        yield from filter(None, (each.opens, each.until and each.until.entry))
        for condition in _conditions(each):
            for _, branch in condition.branches():
                yield from (*branch.entry, *branch.no_entry)


def _begun_with(entry: Entry) -> Iterator[str]:
    """The flows that a follow-up opens with answers: only a run with these is what was meant."""
    for each in _declared(entry):
        if isinstance(each, Declared) and each.with_ and each.opens:
            yield each.opens


def _elsewhere(entry: Entry) -> Iterator[str]:
    """The flows to whose answers its follow-ups refer."""
    own = {IT, *(each.id for each in entry.answers)}
    for each in _declared(entry):
        tests = (ref for one in _conditions(each) for _, branch in one.branches() for ref, _ in branch.tests)
        named = (ref for text in (each.text, getattr(each, "people", None)) for ref in texts.references(text or ""))
        for ref in (*tests, *named):
            flow, dot, _ = ref.partition(".")
            if dot and flow not in own:
                yield flow


def _conditions(declared: Declared | FlowFollowUp) -> Iterator[Condition]:
    condition = declared.unless if isinstance(declared, Declared) else declared.when
    if condition:
        yield condition
