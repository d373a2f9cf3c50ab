"""Finds the files of the journal by folder and file names alone, the newest first."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from reflect.journal import ids
from reflect.journal.reading import UnreadableFile, reason

SUFFIX = ".json"

YEAR = re.compile(r"[0-9]{4}")
MONTH = re.compile(r"0[1-9]|1[0-2]")
"""How the folders of entries are named."""


class JournalFile(NamedTuple):
    """A file as found in `folder`, before it is read: its id is its name."""

    id: str
    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / (self.id + SUFFIX)


def entry_place(entry_id: str) -> Path:
    """Where the entry with this id stands, below the folder of entries: the month of its id, in UTC."""
    moment = ids.when(entry_id)
    return Path(f"{moment.year:04d}", f"{moment.month:02d}", entry_id + SUFFIX)


def entry_files(entries: Path) -> Iterator[JournalFile | UnreadableFile]:
    """The entries below the folder `entries`, newest first, reading one folder at a time."""
    for year in folders(entries, YEAR):
        if isinstance(year, UnreadableFile):
            yield year
            continue
        for month in folders(year, MONTH):
            if isinstance(month, UnreadableFile):
                yield month
                continue
            yield from month_files(month)


def month_files(month: Path) -> Iterator[JournalFile | UnreadableFile]:
    """The entries in the folder of a month, newest first."""
    wanted = (int(month.parent.name), int(month.name))
    for file in files(month):
        if isinstance(file, JournalFile) and _month(file.id) != wanted:
            yield UnreadableFile(file.path, "it does not belong into this month's folder")
        else:
            yield file


def files(folder: Path) -> Iterator[JournalFile | UnreadableFile]:
    """The files in `folder` that are named by an id, the newest id first; what is not ours is passed over."""
    names = _names(folder, lambda item: item.name.endswith(SUFFIX) and not item.name.startswith("."))
    if isinstance(names, UnreadableFile):
        yield names
        return
    for name in names:
        stem = name.removesuffix(SUFFIX)
        yield JournalFile(stem, folder) if ids.is_id(stem) else UnreadableFile(folder / name, "its name is not an id")


def _month(entry_id: str) -> tuple[int, int]:
    moment = ids.when(entry_id)
    return moment.year, moment.month


def folders(folder: Path, form: re.Pattern[str]) -> Iterator[Path | UnreadableFile]:
    """What is in `folder` under a name of the `form`, YEAR or MONTH, the latest first."""
    names = _names(folder, lambda item: form.fullmatch(item.name) is not None)
    if isinstance(names, UnreadableFile):
        yield names
        return
    for name in names:
        yield folder / name


def _names(folder: Path, ours: Callable[[os.DirEntry[str]], bool]) -> list[str] | UnreadableFile:
    try:
        if folder.is_symlink():
            return UnreadableFile(folder, reason(OSError(errno.ELOOP, "")))
        with os.scandir(folder) as items:
            return sorted((item.name for item in items if ours(item)), reverse=True)
    except FileNotFoundError:
        return []
    except OSError as error:
        return UnreadableFile(folder, reason(error))
