"""The flows that came with the program, each read once for all tests of a process."""

from __future__ import annotations

from functools import cache

from reflect.flow.model import Flow
from reflect.library.flows import Library
from tests.flows.method import PROMPTS

LIBRARY = Library(PROMPTS)


@cache
def shipped_flow(name: str) -> Flow:
    """The flow called `name`."""
    return LIBRARY.load(name).flow
