"""A `reflect` that is watched from within its own process, or in which something goes wrong that nobody foresaw."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

OUTSIDE = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "urllib.Request", "http.client.connect", "smtplib.connect", "webbrowser.open",
)  # fmt: skip
NO_NETWORK = f"""\
import os, sys

def look(event, args, _outside=frozenset({OUTSIDE!r}), _file=os.environ["WATCHED"]):
    # What asyncio wakes itself with never leaves the machine.
    made = event == "socket.__new__" and args[1] not in (-1, 1)
    if made or event in _outside:
        number = os.open(_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(number, f"{{event}}\\n".encode())
        raise RuntimeError("the network")

sys.addaudithook(look)
"""
"""What notes in the file $WATCHED whatever reaches for the network, and lets nothing get there."""


def world(folder: Path, code: str, **more: str) -> Mapping[str, str]:
    """An environment in which each Python begins with `code`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    before = os.environ.get("PYTHONPATH", "")
    return {
        "PYTHONPATH": os.pathsep.join(filter(None, (str(folder), before))),
        "WATCHED": str(folder / "seen"),
        **more,
    }


def seen(folder: Path) -> str:
    """What was noted."""
    file = folder / "seen"
    return file.read_text(encoding="utf-8") if file.exists() else ""
