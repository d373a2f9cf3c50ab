"""What lists say about entries and setbacks beyond the files themselves: titles, and how many entries of which flow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reflect.entry.model import Entry
from reflect.errors import UnknownName, Unreadable
from reflect.journal.folder import Journal


def titles(journal: Journal, entries: Iterable[Entry]) -> dict[str, str | None]:
    """The titles of the setbacks that `entries` are about, by id; None for one without, or one that cannot be read."""
    found: dict[str, str | None] = {}
    for each in {entry.setback for entry in entries if entry.setback}:
        try:
            found[each] = journal.setback(each).title
        except (Unreadable, UnknownName):
            found[each] = None
    return found


def flow_counts(journal: Journal, setbacks: Iterable[str]) -> dict[str, dict[str, int]]:
    """How many entries of which flow each of these setbacks (ids) has."""
    counts: dict[str, Counter[str]] = {each: Counter() for each in setbacks}
    for entry in journal.entries():
        if isinstance(entry, Entry) and entry.setback in counts:
            counts[entry.setback][entry.flow.id] += 1
    return {setback: dict(sorted(flows.items())) for setback, flows in counts.items()}
