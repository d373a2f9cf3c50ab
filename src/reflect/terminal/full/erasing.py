"""Erases what a prompt showed so that nobody can scroll back to it."""

from __future__ import annotations

from prompt_toolkit.output import Output
from prompt_toolkit.output.vt100 import Vt100_Output

DOWN = "\x1b[K\x1b[C\x1b[J\x1b[D"
"""Erases from the first column of a row on: that row, and then all below it from the second column on."""


def erase_for_good(output: Output) -> None:
    """Has `output` erase what stands below without a copy of it.

    Of a screen that is erased from its very first corner on, some terminals (tmux is one) keep all rows for scrolling back.
    """
    if isinstance(output, Vt100_Output):
        output.erase_down = lambda: output.write_raw(DOWN)  # type: ignore[method-assign]
