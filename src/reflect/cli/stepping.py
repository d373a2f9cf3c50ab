"""What could be done next for each setback, from the rules, the entries and what is due."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reflect.cli.owing import Owed, come_back
from reflect.errors import BrokenFlow
from reflect.insights.next import Suggestion, suggestions
from reflect.interview.past import Past
from reflect.journal.overview import references
from reflect.library.suggestions import load
from reflect.pages.next import lines_after, steps_for

if TYPE_CHECKING:
    from reflect.cli.place import Place
    from reflect.entry.model import Entry
    from reflect.entry.setback import Setback
    from reflect.flow.model import Flow
    from reflect.flow.suggestions import Rule
    from reflect.index.catalogue import Catalogue
    from reflect.journal.folder import Journal


@dataclass(frozen=True)
class Steps:
    """Knows what could be done next for the setbacks of a journal."""

    place: Place
    journal: Journal

    @cached_property
    def setbacks(self) -> Sequence[Setback]:
        """All of them, newest first."""
        return self.catalogue.setbacks()

    @cached_property
    def owed(self) -> Owed:
        """What is owed in the whole journal."""
        return Owed.open(self.catalogue, self.place.today, setbacks=self.setbacks)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What there is in the journal."""
        return self.place.catalogue_of(self.journal)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules; none, and a word about it, where their file is broken."""
        try:
            return load(self.place.library)
        except BrokenFlow as error:
            self.place.complain(error.message, error.details)
            return ()

    @cached_property
    def flows(self) -> frozenset[str]:
        """Those of the flows named that can be begun. The rules were checked beside the flows that came with the program."""
        files, found = self.place.library.files(), set()
        named = frozenset[str]().union(*(rule.names for rule in self.rules))
        for each in (files[name] for name in named if name in files):
            with contextlib.suppress(BrokenFlow):
                found.add(self.place.library.load(each.id).flow.flow if each.own else each.id)
        return frozenset(found)

    def reference(self, setback: Setback) -> str:
        """What to type for a setback."""
        return references(self.setbacks, [setback])[setback.id]

    def next_for(self, setback: str) -> tuple[Suggestion, ...]:
        """What could be done next for a setback (its id), best first."""
        return self._suggested(setback, self.owed)

    def _suggested(self, setback: str, owed: Owed) -> tuple[Suggestion, ...]:
        """What the rules suggest, by the entries of a setback and what was written since about nothing in particular."""
        own = self.catalogue.entries_of(setback)
        named = frozenset[str]().union(*(rule.names for rule in self.rules))
        loose = self.catalogue.about_none(named, own[0].finished) if own else []
        entries = (replace(each, answers=()) if each.sealed(self.place.today) else each for each in (*own, *loose))
        kinds = frozenset(each.kind for each in owed.due if each.setback == setback)
        past = Past(tuple(sorted(entries, key=lambda each: each.moment)), kinds=kinds)
        return suggestions(self.rules, self.flows, past)

    def after(self, flow: Flow, setback: str | None, entry: Entry | None = None) -> tuple[str, ...]:
        """What could be done after a run of `flow` about a setback (its id, or None), in lines. `entry` is what it made;
        what that spoke of is not named again."""
        from reflect.flow.model import goes_over
        from reflect.followups.telling import told

        if goes_over(flow):
            spoken = told([entry]).keys() if entry else ()
            return lines_after(
                (), come_back(self.place) if any(each.ref not in spoken for each in self.owed.due) else None
            )
        found = next((each for each in self.setbacks if each.id == setback and each.closed is None), None)
        if found is None:
            return ()
        # Of a journal of many years, only what is about the same is read.
        owed = Owed.about(self.catalogue, found.id, self.place.today)
        others = [each for each in self._suggested(found.id, owed) if each.flow != flow.flow]
        return lines_after(steps_for(others, self.reference(found)))
