"""Looks on while keys are typed: what the prompts show, up to what is waited for."""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Callable, Mapping
from typing import Any

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from reflect.interview.asking import converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.full.asker import FullAsker
from tests.terminal.conversation import STOP, TODAY, flow


class Sized(DummyOutput):
    """A screen of that many columns that remembers what was written, and calls `seen` with all of it each time."""

    def __init__(self, columns: int = 80, seen: Callable[[str], None] | None = None) -> None:
        self.columns = columns
        self.seen = seen
        self.written = ""

    def get_size(self) -> Size:
        return Size(rows=24, columns=self.columns)

    def write(self, data: str) -> None:
        self.written += data

    def write_raw(self, data: str) -> None:
        self.written += data

    def flush(self) -> None:
        if self.seen:
            self.seen(self.written)


def shown_for(question: Mapping[str, Any], keys: str, until: str, today: dt.date | None = TODAY) -> str:
    """All that was shown when `keys` were typed, up to `until`, when the prompt is left; or to the end of patience."""
    with create_pipe_input() as pipe:

        def seen(written: str) -> None:
            if until in written:
                pipe.send_text(STOP)

        output = Sized(seen=seen)
        patience = threading.Timer(20, pipe.close)
        patience.start()
        pipe.send_text(keys)
        asker = FullAsker(Console(file=io.StringIO(), width=80), input=pipe, output=output, today=today)
        converse(Interview(flow(question), Past(), TODAY), asker, lambda _each: None)
        patience.cancel()
    return output.written
