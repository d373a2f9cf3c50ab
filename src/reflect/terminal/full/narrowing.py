"""Erases a prompt whole when the window was made narrower: the terminal has broken its rows into more than were drawn."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.layout.screen import Screen
from prompt_toolkit.output.vt100 import Vt100_Output

CUT = ("linux", "rxvt", "st", "vt", "cons", "dumb")
"""Terminals, by the beginning of their names, that cut rows off instead of breaking them."""


def erase_whole(application: Application[Any], environ: Mapping[str, str] = os.environ) -> None:
    """Has `application` erase all rows of what it drew in a window that was wider."""
    output, renderer = application.output, application.renderer
    if not isinstance(output, Vt100_Output) or cuts(output.term or "", environ):
        return
    erase, drawn_at = renderer.erase, 0

    def drawn(_application: Application[Any]) -> None:
        nonlocal drawn_at
        drawn_at = output.get_size().columns

    def erase_with_more(leave_alternate_screen: bool = True) -> None:
        screen, now = renderer.last_rendered_screen, output.get_size().columns
        if screen and now < drawn_at:
            cursor = screen.get_cursor_position(application.layout.current_window)
            output.cursor_up(added_rows(widths(screen, cursor.y), cursor.x, now))
        erase(leave_alternate_screen)

    application.before_render += drawn
    renderer.erase = erase_with_more  # type: ignore[method-assign]


def cuts(term: str, environ: Mapping[str, str]) -> bool:
    """Whether a terminal leaves rows as they are when it becomes narrower; erasing more would take what stands above."""
    return "XTERM_VERSION" in environ or term.startswith(CUT)


def added_rows(above: list[int], cursor: int, columns: int) -> int:
    """How many rows the terminal makes over the cursor in addition, of rows so wide `above` it and its own before it.

    Where the cursor stands at the very edge, terminals differ; rather one row too few than one that was there before.
    """
    return sum(max(0, width - 1) // columns for width in above) + max(0, cursor - 1) // columns


def widths(drawn: Screen, rows: int) -> list[int]:
    """How wide the first `rows` rows are, without blank ends."""
    return [
        max((x + 1 for x, char in drawn.data_buffer[y].items() if char.char.strip()), default=0) for y in range(rows)
    ]
