"""Tells by their times which folders and files of the journal may have changed, without reading them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

Stamps = Mapping[str, str]
"""Folders (below the journal) or files (by id), each with its stamp."""
UNSURE = ""
"""The stamp of what changed so lately that it could change once more without a later time."""
ABSENT = "-"
"""The stamp of what is not there."""
SETTLES = 2.0
"""Seconds after which a change shows in the times: some file systems count in steps of two."""


def stamp(found: os.stat_result, now: float) -> str:
    """What a file or folder can be known by that has not changed: another file, size or time is another stamp.

    `now` are the seconds of the same clock. What was changed less than SETTLES before it, or after it, as where the clock
    went back, is UNSURE.
    """
    if now - max(found.st_mtime, found.st_ctime if os.name != "nt" else 0.0) < SETTLES:
        return UNSURE
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def stamp_of(path: str | Path, now: float) -> str:
    """The stamp of what stands at `path`, of a link itself; ABSENT where nothing stands there that can be looked at."""
    try:
        return stamp(os.lstat(path), now)
    except OSError:
        return ABSENT


def unchanged(root: Path, folders: Stamps, now: float) -> bool:
    """Whether every folder of the journal at `root` has the stamp it had; `now` as for `stamps.stamp`."""
    base = f"{root}{os.sep}"
    return bool(folders) and all(
        seen != UNSURE and stamp_of(base + path, now) == seen for path, seen in folders.items()
    )
