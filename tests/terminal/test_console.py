"""The console that pages are printed on."""

from __future__ import annotations

import io
import os

import pytest

from reflect.terminal.console import WIDEST, console


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 7


@pytest.mark.parametrize(("columns", "width"), [(40, 40), (60, 60), (300, WIDEST)])
def test_a_terminal_that_calls_itself_dumb_is_as_wide_as_it_is(
    monkeypatch: pytest.MonkeyPatch, columns: int, width: int
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((columns, 24)))
    assert console(Terminal(), {"TERM": "dumb"}).width == width


def test_what_the_person_says_it_is_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((60, 24)))
    assert console(Terminal(), {"TERM": "dumb", "COLUMNS": "50"}).width == 50
