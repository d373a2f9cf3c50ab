"""What was read and found sound once, kept as JSON; who keeps it says whether it is still true."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import reflect
from reflect.config.folders import make_private


def kept(folder: Path | None, name: str) -> dict[str, Any]:
    """What this very program kept under `name`. Raises OSError and whatever else a file that holds something else raises:
    ValueError, KeyError, TypeError, RecursionError."""
    if folder is None:
        raise FileNotFoundError
    found = json.loads((folder / f"{name}.json").read_bytes())
    if found["program"] != reflect.__version__:
        raise ValueError("kept by another version")
    return dict(found)


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
