"""The filters that `list` and `search` have in common."""

from __future__ import annotations

from reflect.cli.days import day_named
from reflect.cli.place import Place
from reflect.index.sought import Sought, Ways


def sought_by(
    place: Place,
    flow: str | None,
    setback: str | None,
    since: str | None,
    until: str | None,
    chosen: tuple[Ways, ...] = (),
) -> Sought:
    """Which entries are looked for, by what was typed: a flow, a setback and days in words. Raises what looking these up
    raises: NothingThere, UnknownName, AmbiguousName, Unreadable, WrongOptions."""
    return Sought(
        flow,
        place.catalogue.setback(setback).id if setback else None,
        day_named(since, place.today) if since is not None else None,
        day_named(until, place.today) if until is not None else None,
        chosen,
    )
