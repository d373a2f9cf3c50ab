"""What could be done next for each setback, from the rules, the entries and what is due."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reflect.cli.owing import Owed
from reflect.cli.place import Place
from reflect.entry.setback import Setback
from reflect.errors import BrokenFlow
from reflect.flow.model import goes_over
from reflect.flow.suggestions import Rule
from reflect.insights.next import Suggestion, suggestions
from reflect.interview.past import Past
from reflect.journal.folder import Journal
from reflect.journal.overview import references
from reflect.library.suggestions import load
from reflect.pages.next import lines_after, steps_for


@dataclass(frozen=True)
class Steps:
    """Knows what could be done next: the journal's setbacks, newest first, and what is owed."""

    place: Place
    setbacks: Sequence[Setback]
    owed: Owed

    @classmethod
    def of(cls, place: Place, journal: Journal) -> Steps:
        return cls(place, journal.setbacks(), Owed.of(journal, place.today))

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
        return suggestions(self.rules, self.flows, self._past(setback))

    def after(self, flow: str, setback: str | None) -> tuple[str, ...]:
        """What could be done after a run of `flow` about a setback (its id, or None), in lines."""
        found = next((each for each in self.setbacks if each.id == setback and each.closed is None), None)
        suggested = [each for each in self.next_for(found.id) if each.flow != flow] if found else []
        steps = steps_for(suggested, self.reference(found)) if found else []
        back = come_back(self.place) if self.owed.due else None
        return lines_after(steps, len(self.owed.due), back, more=back == f"reflect {flow}")

    def _past(self, setback: str) -> Past:
        """The entries of a setback, with what was written since about nothing in particular."""
        own = self.owed.entries_of(setback)
        began = own[0].finished if own else None
        loose = (each for each in self.owed.entries_of(None) if began and each.finished > began)
        entries = (replace(each, answers=()) if each.sealed(self.place.today) else each for each in (*own, *loose))
        kinds = frozenset(each.kind for each in self.owed.due if each.setback == setback)
        return Past(tuple(sorted(entries, key=lambda each: (each.finished, each.id))), kinds=kinds)


def come_back(place: Place) -> str | None:
    """The command of the flow that goes over what is due; None where there is none."""
    heads = [(flow.id, flow.head().get("welcome", "")) for flow in place.library.files().values()]
    # Among the flows that somebody new is shown, it comes last.
    welcome = sorted(((int(number), name) for name, number in heads if number.isdecimal()), reverse=True)
    return next((f"reflect {name}" for _, name in welcome if _goes_over_due(place, name)), None)


def _goes_over_due(place: Place, name: str) -> bool:
    try:
        return bool(goes_over(place.library.load(name).flow))
    except BrokenFlow:
        return False
