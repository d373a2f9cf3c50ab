"""What earlier entries say to a flow that begins, as far as the flow speaks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, overload

from reflect.entry.draft import Spot
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.flow.model import Flow, Section, ViewStep, goes_over, repeated_over
from reflect.flow.questions import Choice, Choices, Entries, fields_of
from reflect.flow.scope import split
from reflect.index.catalogue import Catalogue
from reflect.interview.past import Past

if TYPE_CHECKING:
    from reflect.cli.looking import Looking
    from reflect.followups.choosing import Spoken


LATEST = 100
"""How many of the latest entries are offered from to choose, and tell which questions of a flow have waited longest: nobody
reads a longer list, and what was not asked in as many runs was never asked."""


class Later(Sequence[Entry]):
    """Entries that `read` gives when they are first looked at."""

    def __init__(self, read: Callable[[], Sequence[Entry]]) -> None:
        self._read = read

    @cached_property
    def _entries(self) -> Sequence[Entry]:
        return self._read()

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...

    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        return self._entries[place]

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True)
class Remembering:
    """Reads what a flow may refer to: those of the flows `names`, for the setback `about` (None: none in particular).

    `looking` tells what views show, and which setbacks are most like what answers say.

    `begun` are the places that its draft speaks of already, `prepared` those that an answers file speaks of, due things by
    their references or words; with `resting`, what rests is gone over too.
    """

    catalogue: Catalogue
    flow: Flow
    names: frozenset[str]
    about: str | None
    today: dt.date
    called: str = ""
    looking: Looking | None = None
    begun: Collection[Spot] = ()
    prepared: Collection[Spot] = ()
    resting: bool = False

    def past(self) -> Past:
        """What was said before. What only some questions of a flow need is read when it is first looked at."""
        everywhere = self._chosen_everywhere()
        closed = frozenset(each.id for each in self.catalogue.setbacks() if each.closed)
        past = Past(
            entries=self._same(closed),
            everywhere=Later(lambda: self._told(self.catalogue.of_flows(everywhere, most=LATEST)))
            if everywhere
            else (),
            setbacks=self._other_setbacks(),
            name=self.called,
            own=Later(lambda: self.catalogue.of_flows({self.flow.flow}, most=LATEST)) if self._asks_some() else (),
            begun=frozenset(each.question for each in (*self.begun, *self.prepared)),
            views=self._views(),
            alike=self.looking.alike if self.looking else None,
        )
        return self._with_due(past) if self._speaks_of_due() else past

    def _views(self) -> dict[str, tuple[str, ...]]:
        if self.looking is None:
            return {}
        names = {each.view for each in self.flow.steps if isinstance(each, ViewStep)}
        return {name: self.looking.lines(name, self.about) for name in sorted(names)}

    def _with_due(self, past: Past) -> Past:
        from reflect.cli.owing import Owed
        from reflect.followups.choosing import dues, gone_over, written

        kinds, flow = goes_over(self.flow), self.flow.flow
        # What a draft has spoken of stays with it, also when it was done meanwhile.
        owed = (
            Owed.ever(self.catalogue, self.today)
            if self.begun
            else Owed.open(self.catalogue, self.today, away=self.resting)
        )
        prepared = written(owed.found, self._spoken(self.prepared), kinds, flow, resting=self.resting)
        begun = self._spoken(self.begun) | prepared
        chosen = gone_over(owed.found, kinds, flow=flow, begun=begun, resting=self.resting)
        asked = dues(chosen, owed.found, self._around, kinds, flow, begun=begun)
        due = frozenset(each.kind for each in owed.due if self.about in (None, each.setback))
        return replace(past, due=tuple(asked), kinds=due)

    def _around(self, about: str | None) -> tuple[Entry, ...]:
        """What is said around something that is due, by its setback."""
        return self._told(
            self.catalogue.entries_of(about) if about is not None else self.catalogue.about_none(self.names)
        )

    def _spoken(self, spots: Collection[Spot]) -> set[Spoken]:
        """The due things that are spoken of at these places, by every kind that they may be of."""
        over = {each.question: repeated_over(self.flow, each.question) for each in spots}
        return {(kind, each.item) for each in spots if each.item and (of := over[each.question]) for kind in of.due}

    def _same(self, closed: Collection[str]) -> tuple[Entry, ...]:
        """The entries about the same; for a flow that is about no setback, those of all that are open."""
        if not self.names:
            return ()
        if self.about is not None:
            return self._told(self.catalogue.entries_of(self.about))
        if self.flow.needs != "nothing" or self.flow.names_setback or not self._speaks_of_due():
            return ()
        # Of each flow the latest counts.
        latest = (self.catalogue.of_flows({name}, without=closed, most=1) for name in sorted(self.names))
        return self._told(each for found in latest for each in found)

    def _told(self, found: Iterable[object]) -> tuple[Entry, ...]:
        """The entries of the flows named, oldest first; one that is sealed is there and says nothing."""
        named = (each for each in found if isinstance(each, Entry) and each.flow.id in self.names)
        entries = (replace(each, answers=()) if each.sealed(self.today) else each for each in named)
        return tuple(sorted(entries, key=lambda each: each.moment))

    def _other_setbacks(self) -> tuple[Setback, ...]:
        if not any(isinstance(each, Entries) for each in self._asks()):
            return ()
        return tuple(each for each in self.catalogue.setbacks() if each.title and each.id != self.about)

    # ---------------------------------------------------------------------------------------- what the flow speaks of

    def _asks(self) -> list[object]:
        asks = [*self.flow.questions.values()]
        return [*asks, *(field for each in asks for field in fields_of(each))]

    def _chosen_everywhere(self) -> frozenset[str]:
        """The flows from all of whose entries something can be chosen."""
        asks = (each for each in self._asks() if isinstance(each, Choice | Choices) and each.options.everywhere)
        return frozenset(
            name for each in asks for source in each.options.sources if (name := split(self.flow, source)[0])
        )

    def _asks_some(self) -> bool:
        return any(isinstance(each, Section) and each.ask_some for each in self.flow.steps)

    def _speaks_of_due(self) -> bool:
        whens = (when for step in self.flow.steps if (when := getattr(step, "when", None)))
        return bool(goes_over(self.flow)) or any(branch.due for when in whens for _, branch in when.branches())
