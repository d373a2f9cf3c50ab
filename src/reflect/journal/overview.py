"""What lists say about entries and setbacks beyond the files themselves: titles, what was done for each, what to call it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import AmbiguousName, UnknownName, Unreadable
from reflect.journal import ids
from reflect.journal.folder import Journal
from reflect.journal.names import find_setback, handles

if TYPE_CHECKING:
    from reflect.entry.standing import Done

CLOCKS = dt.timedelta(days=2)
"""How far apart the clocks of two machines may be that write one journal."""


def titles(journal: Journal, entries: Iterable[Entry]) -> dict[str, str | None]:
    """The titles of the setbacks that `entries` are about, by id; None for one without, or one that cannot be read."""
    found: dict[str, str | None] = {}
    for each in {entry.setback for entry in entries if entry.setback}:
        try:
            found[each] = journal.setback(each).title
        except (Unreadable, UnknownName):
            found[each] = None
    return found


def done(journal: Journal, setbacks: Iterable[str]) -> dict[str, tuple[Done, ...]]:
    """What has been done for each of these setbacks (ids), oldest first. Entries older than all of them are not read."""
    from reflect.entry.standing import Done

    found: dict[str, list[Done]] = {each: [] for each in setbacks}
    if not found:
        return {}
    for entry in journal.entries(since=min(map(ids.when, found)) - CLOCKS):
        if isinstance(entry, Entry) and entry.setback in found:
            found[entry.setback].append(Done(entry.id, entry.flow.id, entry.finished))
    return {setback: tuple(sorted(each, key=lambda one: (one.finished, one.id))) for setback, each in found.items()}


def references(setbacks: Sequence[Setback], wanted: Iterable[Setback]) -> dict[str, str]:
    """What to type for each of the `wanted` among all `setbacks`, by id: its short id, or its whole id where that means
    another one too."""
    wanted = [*wanted]
    # One that could not be read among the others has a name all the same.
    known = [*setbacks, *(each for each in wanted if each not in setbacks)]
    found = handles([each.id for each in known])
    named: dict[str, str] = {}
    for each in wanted:
        named[each.id] = each.id
        with contextlib.suppress(AmbiguousName):
            if find_setback(known, found[each.id]) == each:
                named[each.id] = found[each.id]
    return named
