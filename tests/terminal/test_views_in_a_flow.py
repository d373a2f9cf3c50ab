"""A view in the midst of a flow, as the two ways of asking a person show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.output import DummyOutput

from reflect.interview.past import Past
from reflect.terminal.columns import columns
from tests.terminal.conversation import ENTER, flow, talk
from tests.terminal.plain_talk import say

LINES = (
    "Ann",
    "- print two hundred new posters, and bring them to the fair office before noon (from 3 March 2026)",
    "  to Ann",
)
STEPS: tuple[dict[str, Any], ...] = (
    {"type": "view", "view": "open", "ask": "Still open towards others:", "hint": "Finish or move them."},
    {"id": "a", "ask": "What now?", "type": "text"},
)


class Narrow(DummyOutput):
    """A screen of so many columns."""

    def __init__(self, width: int) -> None:
        self.width = width

    def get_size(self) -> Size:
        return Size(rows=40, columns=self.width)


def full(width: int, past: Past) -> str:
    return talk(flow(*STEPS), f"on{ENTER}", past=past, output=Narrow(width), width=width).screen


def plain(width: int, past: Past) -> str:
    return say(flow(*STEPS), "on", past=past, width=width).screen


@pytest.mark.parametrize("shown", [full, plain])
def test_the_view_stands_above_the_question(shown: Callable[[int, Past], str]) -> None:
    screen = shown(60, Past(views={"open": LINES}))
    places = [screen.index(each) for each in ("Still open towards others:", "Finish or move them.", "Ann", "What now?")]
    assert places == sorted(places)
    assert "Still open" not in shown(60, Past())


@pytest.mark.parametrize("width", [100, 60, 40, 20])
@pytest.mark.parametrize("shown", [full, plain])
def test_its_lines_fit_and_lose_no_word(shown: Callable[[int, Past], str], width: int) -> None:
    screen = shown(width, Past(views={"open": LINES}))
    assert max(columns(line) for line in screen.splitlines()) <= width
    assert " ".join(LINES[1].split()) in " ".join(screen.split())


@pytest.mark.parametrize("shown", [full, plain])
def test_what_would_steer_the_terminal_is_shown_instead(shown: Callable[[int, Past], str]) -> None:
    screen = shown(60, Past(views={"open": ("- call \x1b[2JAnn [bold]now[/bold]",)}))
    assert "\x1b" not in screen
    assert "[bold]now[/bold]" in screen
