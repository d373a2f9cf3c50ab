"""What views are worked out from: what may be seen of the journal beside other things, on the day it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.setback import UNTITLED, Setback
from reflect.entry.sign_group import SignGroup
from reflect.followups.model import FollowUp
from reflect.insights.finding import entry_of
from reflect.insights.kinds import Kinds

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True)
class Ground:
    """Entries, the oldest first, without answers that are private and without what is sealed; setbacks, the oldest first;
    follow-ups as they stand; drafts; and the day. What the person decided about signs: groups of those that are the same,
    and lists (references) of those that are not."""

    entries: tuple[Entry, ...]
    setbacks: tuple[Setback, ...]
    follow_ups: tuple[FollowUp, ...]
    drafts: tuple[Draft, ...]
    today: dt.date
    sign_groups: tuple[SignGroup, ...] = ()
    signs_apart: tuple[tuple[str, ...], ...] = ()
    kinds: Callable[[], Kinds | None] | None = None
    """Gives what setbacks are compared by; asked only where they are, for it takes a moment."""

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        setbacks: Iterable[Setback] = (),
        follow_ups: Iterable[FollowUp] = (),
        drafts: Iterable[Draft] = (),
        *,
        today: dt.date,
        sign_groups: Iterable[SignGroup] = (),
        signs_apart: Iterable[tuple[str, ...]] = (),
        kinds: Callable[[], Kinds | None] | None = None,
    ) -> Ground:
        """The ground of a journal; leaves out what may be seen only where it was written."""
        return cls(
            tuple(sorted((_seen(each, today) for each in entries), key=lambda each: each.moment)),
            tuple(sorted(setbacks, key=lambda each: (each.created, each.id))),
            tuple(follow_ups),
            tuple(drafts),
            today,
            tuple(sign_groups),
            tuple(signs_apart),
            kinds,
        )

    def flow(self, name: str, setback: str | None = None) -> tuple[Entry, ...]:
        """The entries of a flow, the oldest first; only those about a setback (id) where one is named."""
        return self._by_flow.get(name, ()) if setback is None else self._by_flow_about.get((name, setback), ())

    def about(self, setback: str | None) -> tuple[Entry, ...]:
        """The entries about a setback (id), or about none in particular, the oldest first."""
        return self._about.get(setback, ())

    def setback(self, setback: str | None) -> Setback | None:
        """The setback with this id, where there is one."""
        return self._setbacks.get(setback or "")

    def title(self, setback: str | None) -> str:
        """What a setback (id) is called."""
        found = self.setback(setback)
        return (found.title if found else None) or UNTITLED

    def home(self, ref: str) -> str | None:
        """The setback (id) that a reference is about: that of its entry, or of the follow-up made there."""
        if ref in self._follow_ups:
            return self._follow_ups[ref].setback
        entry = self._entries.get(ref.partition("/")[0])
        return entry.setback if entry else None

    def drawn(self, refs: Iterable[str]) -> tuple[str, ...]:
        """The entries (ids) that references point into, each once, in the order of time."""
        order = self.order
        there = {entry_of(ref) for ref in refs} & order.keys()
        return tuple(sorted(there, key=order.__getitem__))

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id."""
        return self._entries.get(entry_id)

    def follow_up(self, ref: str) -> FollowUp | None:
        """The follow-up with this reference."""
        return self._follow_ups.get(ref)

    def comes_back(self, setback: str | None) -> tuple[FollowUp, ...]:
        """The follow-ups that are about a setback (id), or about none in particular."""
        return self._comes_back.get(setback, ())

    def once(self, work: Callable[[Ground], T]) -> T:
        """What `work` makes of this ground: worked out when a view first needs it, and kept for the others."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        found: T = self._worked_out[work]
        return found

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each entry (id) in the order of time."""
        return {each.id: place for place, each in enumerate(self.entries)}

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {each.id: each for each in self.entries}

    @cached_property
    def _setbacks(self) -> dict[str, Setback]:
        return {each.id: each for each in self.setbacks}

    @cached_property
    def _follow_ups(self) -> dict[str, FollowUp]:
        return {each.ref: each for each in self.follow_ups}

    @cached_property
    def _by_flow(self) -> dict[str, tuple[Entry, ...]]:
        return _put_by(self.entries, lambda each: each.flow.id)

    @cached_property
    def _by_flow_about(self) -> dict[tuple[str, str | None], tuple[Entry, ...]]:
        return _put_by(self.entries, lambda each: (each.flow.id, each.setback))

    @cached_property
    def _about(self) -> dict[str | None, tuple[Entry, ...]]:
        return _put_by(self.entries, lambda each: each.setback)

    @cached_property
    def _comes_back(self) -> dict[str | None, tuple[FollowUp, ...]]:
        return _put_by(self.follow_ups, lambda each: each.setback)

    @cached_property
    def _worked_out(self) -> dict[Callable[[Ground], Any], Any]:
        return {}


def _put_by(things: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    """Things by a key that several of them have, each in their order."""
    found: dict[K, list[T]] = {}
    for each in things:
        found.setdefault(key(each), []).append(each)
    return {name: tuple(those) for name, those in found.items()}


def _seen(entry: Entry, today: dt.date) -> Entry:
    if entry.sealed(today):
        return replace(entry, answers=(), summary=None, earlier=(), follow_up=())
    return entry.without_private()
