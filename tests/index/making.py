"""Puts journals made at random onto the disk, and looks at them through an index whose clock can be set."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import UnknownName, Unreadable
from reflect.index.lookup import Index
from reflect.journal.files import DRAFTS, ENTRIES, SETBACKS, Files, place
from reflect.journal.folder import Journal
from reflect.journal.ids import Minter
from reflect.journal.json_text import encode
from tests.insights import journals

_NAMED = re.compile(r'"([esd]\d+)(?=["/])')


class FileClock:
    """The clock of the machine, that only tests move: long after whatever was written."""

    def __init__(self) -> None:
        self.ahead = 3600.0

    def __call__(self) -> float:
        import time

        return time.time() + self.ahead


@dataclass
class OnDisk:
    """A journal in a folder, and the index of it in another one."""

    base: Path
    clock: FileClock = field(default_factory=FileClock)
    ids: dict[str, str] = field(default_factory=dict)
    chance: Random = field(default_factory=lambda: Random(7))

    @property
    def root(self) -> Path:
        return self.base / "journal"

    @property
    def cache(self) -> Path:
        return self.base / "cache"

    @property
    def files(self) -> Files:
        return Files(self.root)

    def journal(self) -> Journal:
        return Journal(self.root, now=lambda: dt.datetime(2026, 3, 7, tzinfo=dt.UTC), mint=lambda: "")

    def index(self, today: dt.date) -> Index:
        """The index, up to date."""
        found = Index(self.cache, self.files, today=today, clock=self.clock)
        found.refresh()
        return found

    def load(self, names: Iterable[str]) -> list[Entry]:
        journal, found = self.journal(), []
        for name in names:
            try:
                found.append(journal.entry(name))
            except (Unreadable, UnknownName):
                continue
        return found

    def named(self, made: Any) -> Any:
        """JSON of a journal made at random, with ids in place of its names. Those not known yet are minted at `now`."""
        return json.loads(_NAMED.sub(lambda match: f'"{self.ids.get(match[1], match[1])}', json.dumps(made)))

    def mint(self, name: str, when: dt.datetime) -> str:
        return self.ids.setdefault(name, Minter(lambda: when, self.chance.randbytes)())

    def write_setback(self, setback: Setback) -> None:
        self.put(SETBACKS, self.mint(setback.id, setback.created), self.named(setback.to_json()))

    def write_entry(self, entry: Entry) -> str:
        name = self.mint(entry.id, entry.finished)
        self.put(ENTRIES, name, self.named(entry.to_json()))
        return name

    def write_draft(self, draft: Draft) -> None:
        self.put(DRAFTS, self.mint(draft.id, draft.started), self.named(draft.to_json()))

    def put(self, kind: str, name: str, data: Any) -> Path:
        path = self.root / place(kind, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(data))
        return path

    def entries(self) -> list[Entry]:
        return [each for each in self.journal().entries() if isinstance(each, Entry)]


def on_disk(base: Path, made: journals.Journal) -> OnDisk:
    """A journal made at random, on the disk."""
    disk = OnDisk(base)
    for setback in made.setbacks:
        disk.mint(setback.id, setback.created)
    for entry in made.entries:
        disk.mint(entry.id, entry.finished)
    for setback in made.setbacks:
        disk.write_setback(setback)
    for entry in made.entries:
        disk.write_entry(entry)
    return disk
