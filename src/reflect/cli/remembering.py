"""What earlier entries say to a flow that begins, as far as the flow speaks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from reflect.cli.owing import Owed
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.flow.model import Flow, Section, goes_over
from reflect.flow.questions import Choice, Choices, Entries, fields_of
from reflect.followups.choosing import dues, gone_over
from reflect.interview.past import Past
from reflect.journal.folder import Journal


@dataclass(frozen=True)
class Remembering:
    """Reads what a flow may refer to: those of the flows `names`, for the setback `about` (None: none in particular).

    `begun` are the references of due things that its draft speaks of already; with `resting`, what rests is gone over too.
    """

    journal: Journal
    flow: Flow
    names: frozenset[str]
    about: str | None
    today: dt.date
    called: str = ""
    begun: Collection[str] = ()
    resting: bool = False

    def past(self) -> Past:
        """What was said before."""
        owed = Owed.of(self.journal, self.today) if self._speaks_of_due() else None
        past = Past(
            entries=self._same(owed),
            everywhere=self._told(self.journal.entries()) if self._chooses_everywhere() else (),
            setbacks=self._other_setbacks(),
            name=self.called,
            own=self._own() if self._asks_some() else (),
        )
        return self._with_due(past, owed) if owed else past

    def _with_due(self, past: Past, owed: Owed) -> Past:
        kinds, flow = goes_over(self.flow), self.flow.flow
        chosen = gone_over(owed.found, kinds, flow=flow, begun=self.begun, resting=self.resting)
        due = frozenset(each.kind for each in owed.due if self.about in (None, each.setback))
        return replace(past, due=tuple(dues(chosen, owed.found, owed.entries_of, kinds, flow)), kinds=due)

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
        return tuple(sorted(entries, key=_moment))

    def _own(self) -> tuple[Entry, ...]:
        own = (each for each in self.journal.entries() if isinstance(each, Entry) and each.flow.id == self.flow.flow)
        return tuple(sorted(own, key=_moment))

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


def _moment(entry: Entry) -> tuple[dt.datetime, str]:
    return entry.finished, entry.id
