"""What the person decided about signs, kept in `signs.json` in the journal's folder (entry/sign_group.py says how)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reflect.entry.sign_group import FILE, FORMAT, SignGroups
from reflect.journal.files import Files, encoded
from reflect.journal.listing import SUFFIX
from reflect.journal.reader import Reader
from reflect.journal.reading import UnreadableFile

PLACE = Path(FILE + SUFFIX)


def read(files: Files, reader: Reader) -> SignGroups:
    """What was decided so far; nothing where the file cannot be read, which the reader then remembers."""
    if not files.exists(PLACE):
        return SignGroups()
    found = reader.noted(files.load(PLACE, SignGroups.from_json))
    return SignGroups() if isinstance(found, UnreadableFile) else found


def change(files: Files, reader: Reader, decide: Callable[[SignGroups], SignGroups]) -> SignGroups:
    """What stands on disk now as `decide` makes it; written only when that is something else.

    Raises Unreadable, NotSaved (also for what a newer program wrote), MaybeNotSafe.
    """
    with files.writing():
        there = files.exists(PLACE)
        found = reader.found(files.load(PLACE, SignGroups.from_json)) if there else SignGroups()
        changed = decide(found)
        if changed != found:
            files.put(PLACE, encoded(changed.to_json(), changed.format, FORMAT))
        return changed
