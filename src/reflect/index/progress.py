"""How somebody is told of how far the index is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Is told how many of how many entries have been read."""


def quietly(_done: int, _of: int) -> None:
    """Progress that nobody is told."""
