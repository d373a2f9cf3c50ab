"""The tail of an id, which is how people see and type it."""

from __future__ import annotations

SHORT = 6
"""How many hex digits of an id a person sees."""


def short(identity: str) -> str:
    """The last six hex digits of an id."""
    return identity[-SHORT:]
