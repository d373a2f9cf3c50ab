"""What somebody finds in a home when they look: every file by what it says, and what was left behind half-written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reflect.journal.durable import TEMPORARY
from reflect.journal.lock import NAME as LOCK

View = dict[str, Any]
TORN = "(torn)"


def view(home: Path) -> View:
    """Every file below the home but the cache, by its path: what it says, and TORN for JSON that is none.

    A draft is what it holds, whenever it was saved and whatever its entry is to be called; one whose entry is there is
    left out, as it is dropped by whoever meets it.
    """
    found = {str(path.relative_to(home)): _said(path) for path in files(home)}
    return {name: each for name, each in found.items() if not _finished(name, each, found)}


def files(home: Path) -> Iterator[Path]:
    """The files below the home that are somebody's: without the cache, locks, and what is half-written."""
    for folder, folders, names in os.walk(home):
        if Path(folder) == home and "cache" in folders:
            folders.remove("cache")
        yield from (Path(folder, name) for name in names if name != LOCK and not name.startswith(TEMPORARY))


def half_written(home: Path) -> list[str]:
    """The files that somebody was still writing."""
    found = home.rglob(f"{TEMPORARY}*")
    return sorted(str(path.relative_to(home)) for path in found if path.relative_to(home).parts[0] != "cache")


def watching(home: Path, log: Path) -> None:
    """From here on, in this process, `log` gets what there is below the home after each change of a name."""
    for name in ("replace", "rename", "link", "unlink"):
        setattr(os, name, _then(getattr(os, name), home, log))


def _then(real: Any, home: Path, log: Path) -> Any:
    def called(*args: Any, **options: Any) -> Any:
        gave = real(*args, **options)
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(view(home)) + "\n")
        return gave

    return called


def _said(path: Path) -> Any:
    data = path.read_bytes()
    if path.suffix != ".json":
        return data.decode("utf-8", "backslashreplace")
    try:
        said = json.loads(data)
    except ValueError:
        return TORN
    return {**said, "saved": "", "noted": said["entry"], "entry": ""} if "drafts" in path.parts else said


def _finished(name: str, said: Any, found: View) -> bool:
    if said == TORN or not name.startswith("journal/drafts/"):
        return False
    noted = said.pop("noted")
    return bool(noted) and any(each.endswith(f"{noted}.json") for each in found if each.startswith("journal/entries/"))
