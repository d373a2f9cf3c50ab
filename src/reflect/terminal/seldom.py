"""Lays out the blocks that only few pages have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reflect.pages.found import Found
from reflect.terminal.parts import Line

if TYPE_CHECKING:
    from reflect.pages.plots import Plot


def seldom(block: Found | Plot, measure: int, indent: int) -> Iterator[Line]:
    """The lines of `block`, `measure` columns wide; what belongs under something is set in by `indent`."""
    if isinstance(block, Found):
        from reflect.terminal.passages import found_lines

        yield from found_lines(block, measure, indent)
    else:
        from reflect.terminal.plots import plot

        yield from plot(block, measure)
