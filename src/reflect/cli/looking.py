"""Gathers what views are worked out from: the journal as it may be looked at today."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reflect.cli.place import Place

if TYPE_CHECKING:
    from reflect.insights.ground import Ground


def lines_in_a_flow(place: Place) -> Callable[[str, str | None], tuple[str, ...]]:
    """What a view (by name) shows about a setback (id), or altogether, in lines."""

    def lines(name: str, about: str | None) -> tuple[str, ...]:
        from reflect.insights.views import looked_at
        from reflect.pages.insights import found_blocks
        from reflect.pages.spoken import lines_of

        ground = ground_of(place)
        return lines_of(found_blocks(looked_at(name, ground, about), ground))

    return lines


def ground_of(place: Place) -> Ground:
    """The whole journal, with what is owed in it."""
    from reflect.cli.owing import Owed
    from reflect.insights.ground import Ground

    owed = Owed.of(place.journal, place.today)
    return Ground.of(owed.entries, place.journal.setbacks(), owed.found, place.journal.unfinished(), today=place.today)
