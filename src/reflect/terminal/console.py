"""The console that is printed on, and whether prompts can be put there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from typing import IO

from rich.console import Console, ConsoleDimensions

WIDEST = 100


def console(stream: IO[str], environ: Mapping[str, str]) -> Console:
    """The console on `stream`: no wider than is good to read, without colour where NO_COLOR or TERM says so."""
    found = Console(file=stream, highlight=False, markup=False, emoji=False, _environ=environ)
    width = found.width
    if found.is_dumb_terminal:
        # For rich these are 80 columns wide, whatever they are.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            width = int(environ.get("COLUMNS") or 0) or os.get_terminal_size(stream.fileno()).columns or width
    found.size = ConsoleDimensions(min(width, WIDEST), found.height)
    return found


def drivable() -> bool:
    """Whether prompts that move the cursor can be put on this terminal; they cannot in every console of Windows."""
    from prompt_toolkit.application import get_app_session

    try:
        session = get_app_session()
        return bool(session.output and session.input)
    except Exception:  # noqa: BLE001 - whatever it is that a console cannot do, it can still show lines
        return False
