"""Gathers what views are worked out from: the journal as it may be looked at today."""

from __future__ import annotations

from reflect.cli.owing import Owed
from reflect.cli.place import Place
from reflect.insights.ground import Ground


def ground_of(place: Place) -> Ground:
    """The whole journal, with what is owed in it."""
    owed = Owed.of(place.journal, place.today)
    return Ground.of(owed.entries, place.journal.setbacks(), owed.found, place.journal.unfinished(), today=place.today)
