"""Gathers what views are worked out from: the journal as it may be looked at today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reflect.cli.place import Place

if TYPE_CHECKING:
    from reflect.entry.model import Answer, Entry
    from reflect.entry.setback import Setback
    from reflect.insights.ground import Ground


def lines_in_a_flow(place: Place) -> Callable[[str, str | None], tuple[str, ...]]:
    """What a view (by name) shows about a setback (id), or altogether, in lines; none where there is too little."""

    def lines(name: str, about: str | None) -> tuple[str, ...]:
        from reflect.insights.views import known, looked_at
        from reflect.pages.insights import found_blocks
        from reflect.pages.spoken import lines_of

        ground = ground_of(place)
        view = looked_at(name, ground, None if known(name).others else about)
        nothing = view.found is None or getattr(view.found, "nothing", False)
        return () if nothing else lines_of(found_blocks(view, ground))

    return lines


def alike_in(place: Place) -> Callable[[tuple[Answer, ...]], Mapping[str, str]]:
    """What tells which setbacks are like what answers say, best first, those that are very like it with the reason. The
    journal is read when it is
    first asked."""
    known: dict[str, Mapping[str, str]] = {}

    def alike(answers: tuple[Answer, ...]) -> Mapping[str, str]:
        from reflect.insights.similar import NO_KINDS, profile, profiles, ranked
        from reflect.library.kinds import load

        said = repr([(each.id, each.said.value) for each in answers])
        if said not in known:
            kinds = load(place.library) or NO_KINDS
            found = ranked(profiles(ground_of(place), kinds), profile("", answers, kinds), kinds)
            known[said] = {each.setback: "; ".join(each.reasons) for each in found}
        return known[said]

    return alike


def ground_about(place: Place, setback: Setback) -> tuple[Ground, tuple[Entry, ...]]:
    """What is about one setback, and its entries as they stand, with those about none in particular."""
    from reflect.entry.model import Entry
    from reflect.followups.fold import follow_ups
    from reflect.insights.ground import Ground

    about = place.journal.entries_of(setback.id, loose=True)
    entries = tuple(sorted((each for each in about if isinstance(each, Entry)), key=lambda each: each.moment))
    drafts = [each for each in place.journal.unfinished() if each.setback == setback.id]
    closed = frozenset({setback.id} if setback.closed else ())
    found = follow_ups(entries, drafts, place.today, closed=closed)
    return Ground.of(entries, [setback], found, drafts, today=place.today), entries


def ground_of(place: Place) -> Ground:
    """The whole journal, with what is owed in it."""
    from reflect.cli.owing import Owed
    from reflect.insights.ground import Ground
    from reflect.library.kinds import load

    owed = Owed.of(place.journal, place.today)
    signs = place.journal.sign_groups()
    return Ground.of(
        owed.entries,
        place.journal.setbacks(),
        owed.found,
        place.journal.unfinished(),
        today=place.today,
        sign_groups=signs.groups,
        signs_apart=signs.apart,
        kinds=lambda: load(place.library),
    )
