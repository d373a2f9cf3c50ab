"""Something wrong in a flow, and where."""

from __future__ import annotations

from dataclasses import dataclass

from reflect.flow.notation import Path


@dataclass(frozen=True)
class Problem:
    """Something wrong in a flow: the path of keys and positions that leads to it, and what it is."""

    path: Path
    message: str
