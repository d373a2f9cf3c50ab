"""What was typed at a private question is gone from the terminal with its prompt, also from what can be scrolled back to."""

from __future__ import annotations

import io
from typing import Any

import pyte
import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console

from reflect.interview.asking import converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.full.asker import FullAsker
from tests.terminal.conversation import BACK, DONE, STOP, TODAY, flow, pasted

ROWS, COLUMNS = 12, 40
PAGE = {"type": "long", "id": "page", "ask": "What is on your mind?", "private": True}
NEXT = {"type": "long", "id": "next", "ask": "What else?"}


class Keeping(pyte.HistoryScreen):  # type: ignore[misc,unused-ignore]
    """A screen that can be scrolled back, and on which nothing is lost that is erased from its first corner on."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, ROWS, history=1000)
        self.kept: list[str] = []
        self.set_mode(pyte.modes.LNM)

    def erase_in_display(self, how: int = 0, *args: Any, **options: Any) -> None:
        if how == 0 and (self.cursor.x, self.cursor.y) == (0, 0):
            self.kept += self.display
        super().erase_in_display(how, *args, **options)

    def words(self) -> str:
        """Everything that can be seen now or by scrolling back."""
        above = ["".join(line[column].data for column in range(COLUMNS)) for line in self.history.top]
        return "\n".join([*self.kept, *above, *self.display])


class Onto(io.StringIO):
    """What is written here stands on a screen."""

    def __init__(self, screen: Keeping) -> None:
        super().__init__()
        self._stream = pyte.Stream(screen)

    def write(self, text: str) -> int:
        self._stream.feed(text)
        return len(text)


AT_PAGE, AT_NEXT = "zorilla", "What else?"
THERE_AND_BACK = ((AT_PAGE, DONE), (AT_NEXT, BACK), (AT_PAGE, DONE), (AT_NEXT, DONE))
WAYS = {
    "answered": ((AT_PAGE, DONE), (AT_NEXT, DONE)),
    "answered twice": THERE_AND_BACK,
    "drawn anew": ((AT_PAGE, "\x0c"), *THERE_AND_BACK),
    "left": ((AT_PAGE, STOP),),
}
"""Keys, each with what stands on the screen when it is pressed."""


@pytest.mark.parametrize("rows", [2, ROWS - 4, ROWS, 5 * ROWS])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_nothing_of_a_page_can_be_scrolled_back_to(
    monkeypatch: pytest.MonkeyPatch, rows: int, way: tuple[tuple[str, str], ...]
) -> None:
    screen, keys = Keeping(), [*way]
    output = Vt100_Output(Onto(screen), lambda: Size(rows=ROWS, columns=COLUMNS), term="xterm", enable_cpr=False)
    with create_pipe_input() as pipe:
        flush = output.flush

        def pressing() -> None:
            flush()
            rows_now = "\n".join(screen.display)
            if keys and keys[0][0] in rows_now and "Ctrl-D" in rows_now:
                pipe.send_text(keys.pop(0)[1])

        monkeypatch.setattr(output, "flush", pressing)
        pipe.send_text(pasted("\n".join(f"zorilla {number}" for number in range(rows))))
        console = Console(file=Onto(screen), width=COLUMNS, force_terminal=False, no_color=True)
        with FullAsker(console, input=pipe, output=output) as asker:
            converse(Interview(flow(PAGE, NEXT), Past(), TODAY), asker, lambda _each: None)
    assert not keys
    assert "What is on your mind?" in screen.words()
    assert "zorilla" not in screen.words()
