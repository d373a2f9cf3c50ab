"""What was read and found sound once, kept as JSON; who keeps it says whether it is still true.

Nobody need read a file once more to know that it is still the same, if it looks the same from outside: of the same size, in
the same place, changed last at the same moment, and that a while before this was noted. A file that is written twice within
a moment may look the same each time.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import reflect
from reflect.config.folders import make_private

MOMENT = 2 * 10**9
"""So many nanoseconds may lie between two changes of a file that leave it with the same times, on a coarse disk."""
Looks = dict[str, list[int] | None]
"""How files look from outside, by name; None for one that is not there."""


def kept(folder: Path | None, name: str) -> dict[str, Any]:
    """What this very program kept under `name`, and when (`at`, in nanoseconds as the disk counts them). Raises OSError and
    whatever else a file that holds something else raises: ValueError, KeyError, TypeError, RecursionError."""
    if folder is None:
        raise FileNotFoundError
    with (folder / f"{name}.json").open("rb") as file:
        found, at = json.loads(file.read()), os.fstat(file.fileno()).st_mtime_ns
    if found["program"] != reflect.__version__:
        raise ValueError("kept by another version")
    return {**found, "at": at}


def kept_or_none(folder: Path | None, name: str) -> dict[str, Any] | None:
    """What this very program kept under `name`, if it did, as `kept`."""
    try:
        return kept(folder, name)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def looks(paths: Mapping[str, Path | None]) -> Looks:
    """How these files look from outside."""
    return {name: _look(path) for name, path in paths.items()}


def cannot_have_changed(noted: Looks, now: Looks, at: int) -> bool:
    """Whether files that look like this `now` are the same as when their looks were `noted`, at that time."""
    return noted == now and all(at - max(times) > MOMENT for _, _, *times in filter(None, now.values()))


def _look(path: Path | None) -> list[int] | None:
    try:
        seen = path.stat() if path else None
    except OSError:
        return None
    # The second time changes when somebody takes away the right to read it.
    return [seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns] if seen else None


def keep(folder: Path | None, name: str, value: dict[str, Any]) -> None:
    """Keeps `value`; a cache that cannot be written is done without."""
    if folder is None:
        return
    import tempfile

    with contextlib.suppress(OSError):
        make_private(folder)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"program": reflect.__version__, **value}, file)
            Path(temporary).replace(folder / f"{name}.json")
        except OSError:
            Path(temporary).unlink(missing_ok=True)
