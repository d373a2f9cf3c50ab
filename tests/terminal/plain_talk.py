"""Leads a small flow through plain mode with lines from a stream, and tells what came of it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reflect.flow.model import Flow
from reflect.interview.asking import converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.plain.asker import PlainAsker
from reflect.terminal.plain.dialogue import Editor
from tests.terminal.conversation import TODAY, Told, flow


@dataclass(frozen=True)
class Back:
    """What an editor hands back."""

    text: str
    problem: str | None = None


@dataclass
class Scribe:
    """An editor that writes what it was told to, and remembers what it was given."""

    writes: Sequence[Back]
    opened: list[str] = field(default_factory=list)

    def edit(self, text: str, keep: object = None, stop: object = None) -> Back:
        self.opened.append(text)
        return self.writes[len(self.opened) - 1]


def say(
    of: Flow | Mapping[str, Any],
    *lines: str,
    begin: Interview | None = None,
    past: Past | None = None,
    width: int = 60,
    editor: Editor | None = None,
    kept: list[str] | None = None,
    unfinished: str = "",
) -> Told:
    """Answers `of` (a flow, or its one question) with `lines`; when they are used up, the stream ends."""
    one = of if isinstance(of, Flow) else flow(of)
    page = io.StringIO()
    saved: list[Interview] = []
    typed = io.StringIO("".join(f"{line}\n" for line in lines) + unfinished)
    keep = None if kept is None else kept.append
    at = begin or Interview(one, past or Past(), TODAY)
    with PlainAsker(typed, page, width=width, today=at.today, editor=editor, keep=keep) as asker:
        told = converse(at, asker, saved.append)
    return Told(told, page.getvalue(), saved)
