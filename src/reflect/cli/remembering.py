"""What earlier entries say to a flow that begins, as far as the flow speaks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reflect.entry.draft import Spot
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.flow.model import Flow, Section, ViewStep, goes_over, repeated_over
from reflect.flow.questions import Choice, Choices, Entries, fields_of
from reflect.interview.past import Past
from reflect.journal.folder import Journal

if TYPE_CHECKING:
    from reflect.cli.looking import Looking
    from reflect.cli.owing import Owed
    from reflect.followups.choosing import Spoken


@dataclass(frozen=True)
class Remembering:
    """Reads what a flow may refer to: those of the flows `names`, for the setback `about` (None: none in particular).

    `looking` tells what views show, and which setbacks are most like what answers say.

    `begun` are the places that its draft speaks of already, `prepared` those that an answers file speaks of, due things by
    their references or words; with `resting`, what rests is gone over too.
    """

    journal: Journal
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
        """What was said before."""
        owed = None
        if self._speaks_of_due():
            from reflect.cli.owing import Owed

            owed = Owed.of(self.journal, self.today)
        past = Past(
            entries=self._same(owed),
            everywhere=self._told(self._all(owed)) if self._chooses_everywhere() else (),
            setbacks=self._other_setbacks(),
            name=self.called,
            own=self._own(self._all(owed)) if self._asks_some() else (),
            begun=frozenset(each.question for each in (*self.begun, *self.prepared)),
            views=self._views(),
            alike=self.looking.alike if self.looking else None,
        )
        return self._with_due(past, owed) if owed else past

    def _views(self) -> dict[str, tuple[str, ...]]:
        if self.looking is None:
            return {}
        names = {each.view for each in self.flow.steps if isinstance(each, ViewStep)}
        return {name: self.looking.lines(name, self.about) for name in sorted(names)}

    def _with_due(self, past: Past, owed: Owed) -> Past:
        from reflect.followups.choosing import dues, gone_over, written

        kinds, flow = goes_over(self.flow), self.flow.flow
        prepared = written(owed.found, self._spoken(self.prepared), kinds, flow, resting=self.resting)
        begun = self._spoken(self.begun) | prepared
        chosen = gone_over(owed.found, kinds, flow=flow, begun=begun, resting=self.resting)
        asked = dues(chosen, owed.found, lambda about: self._told(owed.entries_of(about)), kinds, flow, begun=begun)
        due = frozenset(each.kind for each in owed.due if self.about in (None, each.setback))
        return replace(past, due=tuple(asked), kinds=due)

    def _spoken(self, spots: Collection[Spot]) -> set[Spoken]:
        """The due things that are spoken of at these places, by every kind that they may be of."""
        over = {each.question: repeated_over(self.flow, each.question) for each in spots}
        return {(kind, each.item) for each in spots if each.item and (of := over[each.question]) for kind in of.due}

    def _same(self, owed: Owed | None) -> tuple[Entry, ...]:
        """The entries about the same; for a flow that is about no setback, those of all that are open."""
        if not self.names:
            return ()
        if self.about is not None:
            return self._told(self.journal.entries_of(self.about))
        if self.flow.needs != "nothing" or self.flow.names_setback:
            return ()
        if owed is None:
            return ()
        return self._told(each for each in owed.entries if each.setback not in owed.closed)

    def _told(self, found: Iterable[object]) -> tuple[Entry, ...]:
        """The entries of the flows named, oldest first; one that is sealed is there and says nothing."""
        named = (each for each in found if isinstance(each, Entry) and each.flow.id in self.names)
        entries = (replace(each, answers=()) if each.sealed(self.today) else each for each in named)
        return tuple(sorted(entries, key=lambda each: each.moment))

    def _all(self, owed: Owed | None) -> Iterable[object]:
        """Every entry; read only where that was not done for what is owed."""
        return self.journal.entries() if owed is None else owed.entries

    def _own(self, found: Iterable[object]) -> tuple[Entry, ...]:
        own = (each for each in found if isinstance(each, Entry) and each.flow.id == self.flow.flow)
        return tuple(sorted(own, key=lambda each: each.moment))

    def _other_setbacks(self) -> tuple[Setback, ...]:
        if not any(isinstance(each, Entries) for each in self._asks()):
            return ()
        return tuple(each for each in self.journal.setbacks() if each.title and each.id != self.about)

    # ---------------------------------------------------------------------------------------- what the flow speaks of

    def _asks(self) -> list[object]:
        asks = [*self.flow.questions.values()]
        return [*asks, *(field for each in asks for field in fields_of(each))]

    def _chooses_everywhere(self) -> bool:
        return any(isinstance(each, Choice | Choices) and each.options.everywhere for each in self._asks())

    def _asks_some(self) -> bool:
        return any(isinstance(each, Section) and each.ask_some for each in self.flow.steps)

    def _speaks_of_due(self) -> bool:
        whens = (when for step in self.flow.steps if (when := getattr(step, "when", None)))
        return bool(goes_over(self.flow)) or any(branch.due for when in whens for _, branch in when.branches())
