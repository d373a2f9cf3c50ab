"""What the files of a journal hold, read without the program's own reading, and what is wrong with them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.setback import Setback

TEMPORARY = ".new-"


@dataclass
class Holding:
    """Everything that could be read, by its id; `torn` are the files that could not, `temporary` those that were still
    being written. What is in the trash is held too."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    setbacks: dict[str, Setback] = field(default_factory=dict)
    thrown_away: dict[str, Draft | Entry | Setback] = field(default_factory=dict)
    torn: list[Path] = field(default_factory=list)
    temporary: list[Path] = field(default_factory=list)

    @property
    def beside_their_entry(self) -> list[str]:
        """The drafts whose entry is there."""
        return [each.id for each in self.drafts.values() if each.entry in self.entries]


def held(journal: Path) -> Holding:
    """What stands in the folder of a journal, which need not be there."""
    found = Holding()
    for path in sorted(journal.rglob("*")):
        if path.name.startswith(TEMPORARY):
            found.temporary.append(path)
        elif path.is_file() and path.suffix == ".json":
            kind, *_ = path.relative_to(journal).parts
            try:
                _take(found, kind, path, json.loads(path.read_bytes().decode("utf-8")))
            except (ValueError, KeyError, TypeError, OSError):
                found.torn.append(path)
    return found


def _take(found: Holding, kind: str, path: Path, data: Any) -> None:
    thrown_away = kind == "trash"
    if thrown_away:
        kind = path.parts[path.parts.index("trash") + 1]
    read: Draft | Entry | Setback
    if kind == "drafts":
        read = Draft.from_json(data)
    elif kind == "entries":
        read = Entry.from_json(data)
    elif kind == "setbacks":
        read = Setback.from_json(data)
    else:
        return
    if read.id != path.stem:
        raise ValueError("it is called another name")
    if thrown_away:
        found.thrown_away[read.id] = read
    elif isinstance(read, Draft):
        found.drafts[read.id] = read
    elif isinstance(read, Entry):
        found.entries[read.id] = read
    else:
        found.setbacks[read.id] = read
