"""Holds what the index knows of each entry and setback against what their files hold, all of them."""

from __future__ import annotations

import datetime as dt
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping

from reflect.entry.setback import Setback
from reflect.index.lookup import Index
from reflect.index.progress import Progress, quietly
from reflect.index.store import Unusable
from reflect.journal import reading
from reflect.journal.folder import Journal
from reflect.journal.reading import UnreadableFile

_AT_ONCE = 5_000
"""How many entries are held in memory of what the index knows."""


def agrees(index: Index, marks: Mapping[str, int], journal: Journal) -> bool:
    """Whether an index that was just refreshed holds what the files hold. One that cannot be used is done without.

    `marks` are what the files of the entries (ids) held when they were read: length and CRC-32 in one number, -1 for what
    could not be read.
    """
    try:
        found = [each for each in _different(index, marks) if _is_different(index, journal, each)]
        return not found and _known(index.setbacks()) == _known(journal.setbacks())
    except Unusable:
        return True


def make_anew(index: Index, progress: Progress = quietly) -> None:
    """Throws the index away and makes it anew. Raises Unusable."""
    index.store.remove()
    index.refresh(progress)


def _different(index: Index, marks: Mapping[str, int]) -> Iterator[str]:
    """The entries (ids) of which the index knows something else than was read, or nothing, or that are not there."""
    last, known = "", 0
    while rows := index.store.read("SELECT id, bytes FROM entries WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)):
        last = str(rows[-1][0])
        for name, mark in rows:
            if name in marks and mark == _mark(marks[name]):
                known += 1
            else:
                yield str(name)
    if known < len(marks):
        there = {str(name) for (name,) in index.store.read("SELECT id FROM entries")}
        yield from (name for name in marks if name not in there)


def _is_different(index: Index, journal: Journal, entry: str) -> bool:
    """Whether it is still so: another program may have written between the one look and the other."""
    path = journal.path_of(entry)
    data = reading.raw(path)
    here = "" if isinstance(data, UnreadableFile) else f"{len(data)} {zlib.crc32(data)}"
    known = index.store.read("SELECT bytes FROM entries WHERE id = ?", (entry,))
    return known != ([(here,)] if os.path.lexists(path) else [])


def _known(setbacks: Iterable[Setback]) -> dict[str, tuple[bytes, dt.datetime | None]]:
    """What the index knows of setbacks, which is kept without half characters."""
    return {each.id: ((each.title or "").encode("utf-8", "replace"), each.closed) for each in setbacks}


def _mark(mark: int) -> str:
    """As the index keeps it."""
    return "" if mark < 0 else f"{mark >> 32} {mark & 0xFFFFFFFF}"
