"""What a file of answers speaks of, before anything is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reflect.entry.draft import Spot
from reflect.terminal.sheet.left_over import blank


def spoken_of(answers: Mapping[str, Any]) -> frozenset[Spot]:
    """Each question that `answers` hold something for; where that is a mapping, each of its keys as an item as well."""
    written = {name: value for name, value in answers.items() if not blank(value)}
    items = {
        Spot(name, str(key))
        for name, value in written.items()
        if isinstance(value, dict)
        for key, part in value.items()
        if not blank(part)
    }
    return frozenset({*items, *(Spot(name) for name in written)})
