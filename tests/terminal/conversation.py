"""Leads a small flow through the full asker with keys from a pipe, and tells what came of it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.output import DummyOutput, Output
from rich.console import Console

from reflect.entry.draft import Typing
from reflect.entry.said import Said
from reflect.flow.build import build
from reflect.flow.language import check
from reflect.flow.model import Flow
from reflect.interview.asking import Conversation, converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.full.asker import FullAsker

TODAY = dt.date(2026, 3, 4)

ENTER = "\r"
DONE = "\x04"
BACK = "\x1b[Z"
STOP = "\x03"
DOWN = "\x1b[B"
UP = "\x1b[A"
TAB = "\t"
CLEAR = "\x15"
ALT_ENTER = "\x1b\r"

LIBRARY_KEYS = cache(load_key_bindings)
"""They are the same at every prompt, and to make them anew for each of hundreds would take half the time."""


def pasted(text: str) -> str:
    """`text` as a terminal hands over a paste."""
    return f"\x1b[200~{text}\x1b[201~"


@dataclass
class Told:
    """What came of a conversation: how it ended, what was printed, and every interview that was saved."""

    conversation: Conversation
    screen: str
    saved: list[Interview] = field(default_factory=list)

    @property
    def values(self) -> list[Any]:
        return [each.said.value for each in self.conversation.interview.trail]

    @property
    def last(self) -> Said:
        return self.conversation.interview.trail[-1].said

    @property
    def typing(self) -> Typing | None:
        return self.conversation.interview.typing


def flow(*steps: Mapping[str, Any]) -> Flow:
    """A flow of these steps, sound as any that is loaded."""
    plain = {"flow": "small", "version": 1, "title": "Small", "about": "A small flow.", "steps": [*steps]}
    found, problems = check(plain, {})
    assert found is not None, problems
    assert not problems, problems
    return build(plain)


def talk(
    of: Flow | Mapping[str, Any],
    keys: str,
    *,
    begin: Interview | None = None,
    past: Past | None = None,
    output: Output | None = None,
    width: int = 60,
) -> Told:
    """Answers `of` (a flow, or its one question) with `keys`; when they are used up, the terminal closes."""
    one = of if isinstance(of, Flow) else flow(of)
    page = io.StringIO()
    console = Console(file=page, width=width, force_terminal=False, no_color=True)
    saved: list[Interview] = []
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        pipe.close()
        at = begin or Interview(one, past or Past(), TODAY)
        with FullAsker(console, input=pipe, output=output or DummyOutput(), today=at.today) as asker:
            told = converse(at, asker, saved.append)
    return Told(told, page.getvalue(), saved)
