"""A prompt is erased whole when the window became narrower."""

from __future__ import annotations

import io

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console

from reflect.interview.asking import converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.full.asker import FullAsker
from reflect.terminal.full.erasing import DOWN
from reflect.terminal.full.narrowing import added_rows, cuts
from tests.terminal.conversation import STOP, TODAY, flow


@pytest.mark.parametrize(
    ("above", "cursor", "columns", "rows"),
    [
        ([], 0, 60, 0),
        ([60], 0, 60, 0),
        ([61], 0, 60, 1),
        ([98, 0, 121], 59, 60, 3),
        ([], 60, 60, 0),
        ([], 61, 60, 1),
        ([10], 121, 60, 2),
    ],
)
def test_rows_that_are_wider_than_the_window_become_more(
    above: list[int], cursor: int, columns: int, rows: int
) -> None:
    assert added_rows(above, cursor, columns) == rows


@pytest.mark.parametrize(
    ("term", "environ", "found"),
    [
        ("xterm-256color", {}, False),
        ("tmux-256color", {}, False),
        ("xterm-256color", {"XTERM_VERSION": "XTerm(379)"}, True),
        ("linux", {}, True),
        ("rxvt-unicode-256color", {}, True),
    ],
)
def test_a_terminal_that_cuts_rows_off_is_known(term: str, environ: dict[str, str], found: bool) -> None:
    assert cuts(term, environ) is found


def test_the_prompt_goes_up_to_where_its_first_row_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XTERM_VERSION", raising=False)
    written, columns = io.StringIO(), [60]
    output = Vt100_Output(written, lambda: Size(rows=24, columns=columns[0]), term="xterm", enable_cpr=False)
    with create_pipe_input() as pipe:
        pipe.send_text("word " * 11 + "and a second row of words")
        asker = FullAsker(Console(file=io.StringIO(), width=60), input=pipe, output=output)
        flush = output.flush

        def narrow() -> None:
            flush()
            if "second" in written.getvalue() and columns[0] == 60:
                # The first row of 58 columns is two now; the cursor is in its second row.
                columns[0] = 40
                written.seek(0)
                written.truncate()
                pipe.send_text("\x0c" + STOP)

        monkeypatch.setattr(output, "flush", narrow)
        question = {"type": "text", "id": "what", "ask": "What?"}
        converse(Interview(flow(question), Past(), TODAY), asker, lambda _each: None)
    assert written.getvalue().startswith(f"\x1b[A\x1b[28D\x1b[A{DOWN}")
