"""Gathers what views are worked out from: the journal as it may be looked at today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reflect.cli.place import Place

if TYPE_CHECKING:
    from reflect.entry.model import Answer, Entry
    from reflect.entry.setback import Setback
    from reflect.insights.ground import Ground


@dataclass(frozen=True)
class Looking:
    """Looks back for an interview; the journal is read when it is first asked, and once."""

    place: Place

    def lines(self, name: str, about: str | None) -> tuple[str, ...]:
        """What a view (by name) shows about a setback (id), or altogether, in lines; none where that is nothing."""
        from reflect.insights.views import known, looked_at
        from reflect.pages.insights import found_blocks
        from reflect.pages.spoken import lines_of

        view = looked_at(name, self._ground, None if known(name).others else about)
        return () if view.found is None or view.nothing else lines_of(found_blocks(view, self._ground))

    def alike(self, answers: tuple[Answer, ...]) -> Mapping[str, str]:
        """The setbacks (ids) that are like what answers say, best first, those that are very like it with the reason."""
        said = repr([(each.id, each.said.value) for each in answers])
        if said not in self._known:
            from reflect.insights.similar import NO_KINDS, profile, profiles, ranked

            kinds = (self._ground.kinds() if self._ground.kinds else None) or NO_KINDS
            found = ranked(profiles(self._ground, kinds), profile("", answers, kinds), kinds)
            self._known[said] = {each.setback: "; ".join(each.reasons) for each in found}
        return self._known[said]

    @cached_property
    def _ground(self) -> Ground:
        return ground_of(self.place)

    @cached_property
    def _known(self) -> dict[str, Mapping[str, str]]:
        # The way is walked anew with each answer, and comes past the same question again.
        return {}


def ground_about(place: Place, setback: Setback) -> tuple[Ground, tuple[Entry, ...]]:
    """What is about one setback, and its entries as they stand, with those about none in particular."""
    from reflect.followups.fold import follow_ups
    from reflect.insights.ground import Ground

    entries = tuple(place.catalogue.around(setback.id))
    drafts = [each for each in place.journal.unfinished() if each.setback == setback.id]
    closed = frozenset({setback.id} if setback.closed else ())
    found = follow_ups(entries, drafts, place.today, closed=closed)
    return Ground.of(entries, [setback], found, drafts, today=place.today), entries


def ground_of(place: Place) -> Ground:
    """The whole journal, with what is owed in it."""
    from reflect.followups.fold import follow_ups
    from reflect.insights.ground import Ground
    from reflect.library.kinds import load

    entries, setbacks, drafts = place.catalogue.every_entry(), place.journal.setbacks(), place.journal.unfinished()
    found = follow_ups(entries, drafts, place.today, closed={each.id for each in setbacks if each.closed})
    signs = place.journal.sign_groups()
    return Ground.of(
        entries,
        setbacks,
        found,
        drafts,
        today=place.today,
        sign_groups=signs.groups,
        signs_apart=signs.apart,
        kinds=lambda: load(place.library),
    )
