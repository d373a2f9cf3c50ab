"""The console that is printed on, and whether prompts can be put there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from typing import IO

from rich.console import Console, ConsoleDimensions, ConsoleRenderable, RenderHook
from rich.text import Text

from reflect.pages.visible import visible

WIDEST = 100


def console(stream: IO[str], environ: Mapping[str, str]) -> Console:
    """The console on `stream`: no wider than is good to read, without colour where NO_COLOR or TERM says so.

    Nothing that is printed on it is markup, and of no text anything but colours reaches the terminal.
    """
    found = Console(file=stream, highlight=False, markup=False, emoji=False, _environ=environ)
    width = found.width
    if found.is_dumb_terminal:
        # For rich these are 80 columns wide, whatever they are.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            width = int(environ.get("COLUMNS") or 0) or os.get_terminal_size(stream.fileno()).columns or width
    found.push_render_hook(Harmless())
    found.size = ConsoleDimensions(min(width, WIDEST), found.height)
    return found


class Harmless(RenderHook):
    """Makes every text visible that is about to be printed: rich lets through what steers a terminal, or drops it."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """What is printed in place of `renderables`."""
        return [_harmless(each) if isinstance(each, Text) else each for each in renderables]


def _harmless(text: Text) -> Text:
    shown = visible(text.plain)
    # Whoever lays a page out makes its words visible before they are counted; these here were forgotten.
    return text if shown == text.plain else Text(shown, style=text.style)


def drivable() -> bool:
    """Whether prompts that move the cursor can be put on this terminal; they cannot in every console of Windows."""
    from prompt_toolkit.application import get_app_session

    try:
        session = get_app_session()
        return bool(session.output and session.input)
    except Exception:  # noqa: BLE001 - whatever it is that a console cannot do, it can still show lines
        return False
