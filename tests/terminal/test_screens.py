"""What a person sees: the whole screen at each type of prompt, in three widths."""

from __future__ import annotations

import io
import signal
import threading
from typing import Any

import pyte
import pyte.modes
import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from reflect.interview.asking import converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.asker import FullAsker
from reflect.terminal.transcript import Transcript
from tests.terminal.conversation import BACK, DONE, DOWN, ENTER, STOP, TODAY, flow

ROWS = 32
NARROW = 40
SECTION = {"type": "section", "title": "What happened"}
NOTE = {"type": "note", "text": "Feeling shaken after a setback is normal. You don't have to feel better to begin."}
TEXT = {
    "type": "text",
    "id": "title",
    "ask": "Give it a short name, so you can find it again.",
    "hint": "A few words are enough.",
    "example": "Invoice run went out twice",
}
STORY = "At 16:40 I sent the month-end invoices, 212 of them.\nThe page hung, so I went back and pressed Send again."
LONG = {"type": "long", "id": "what", "ask": "In three or four sentences: what happened?", "show": {"before": "title"}}
KIND = {
    "type": "choice",
    "id": "kind",
    "ask": "Which of these comes closest?",
    "options": {
        "slip": "a slip: the plan was right, and in the middle of it the hand did something else",
        "plan": "a wrong plan",
    },
    "other": "something else",
}
FEEL = {
    "type": "choices",
    "id": "feel",
    "ask": "Which of these are around for you?",
    "options": {"shame": "shame", "anger": "anger, at somebody else or at what everybody takes for granted here"},
    "other": "something else",
}
LIST = {
    "type": "list",
    "id": "ideas",
    "ask": "What could have stopped it?",
    "nudges": ["Something cheap?", "Something that somebody else would have done?"],
}
PEOPLE: dict[str, Any] = {
    "type": "group",
    "id": "people",
    "ask": "Who needs to know, and by when?",
    "item": "person",
    "label": "{who}",
    "fields": [
        {"type": "text", "id": "who", "ask": "Who?"},
        {"type": "date", "id": "by", "ask": "By when?", "default": "2d"},
    ],
}
TYPED = TEXT | {"suggest": "ideas"}

CASES: dict[str, tuple[list[dict[str, Any]], str, str]] = {
    "text": ([SECTION, NOTE, TEXT], "Invoice run", "› Invoice run"),
    "text with suggestions": ([LIST, TYPED], "a box to tick" + DONE, "Tab: a box"),
    "long": ([TEXT, LONG], "Invoices" + ENTER + STORY.replace("\n", ENTER), "Send again"),
    "back": ([SECTION, TEXT, LONG], "Invoices" + ENTER + BACK, "‹ back"),
    "choice": ([KIND], DOWN, "› a wrong plan"),
    "choices": ([FEEL], " " + DOWN + " ", "› ● anger"),
    "free words": ([KIND], "jj" + ENTER + "a sto", "a sto"),
    "scale refused": ([{"type": "scale", "id": "mood", "ask": "How are you?"}], "77" + ENTER, "whole number"),
    "yesno": ([{"type": "yesno", "id": "sure", "ask": "Is it still doing harm?"}], "n", "› no"),
    "list": ([LIST], "a box to tick" + ENTER + "a", "\n   a\n"),
    "group gate": ([PEOPLE], "", "a new person"),
    "group field": ([PEOPLE], ENTER + "Marta" + ENTER, "2026-03-06"),
    "group again": ([PEOPLE], ENTER + "Marta" + ENTER + ENTER, "another person"),
}


class Terminal(io.StringIO):
    """A screen of so many columns. When it shows `until` with the prompt, it is photographed and Ctrl-C is pressed."""

    def __init__(self, columns: int, pipe: PipeInput, until: str) -> None:
        super().__init__()
        self.screen = pyte.Screen(columns, ROWS)
        self.screen.set_mode(pyte.modes.LNM)
        self.stream = pyte.Stream(self.screen)
        self.pipe, self.until = pipe, until
        self.photograph: str | None = None

    def write(self, text: str) -> int:
        self.stream.feed(text)
        return len(text)

    def flush(self) -> None:
        shown = "\n".join(line.rstrip() for line in self.screen.display).rstrip()
        if self.photograph is None and "Ctrl-C: stop" in shown and self.until in shown:
            self.photograph = shown
            self.pipe.send_text(STOP)


class Narrowed(Terminal):
    """A screen that is drawn narrower as soon as it shows a prompt."""

    def flush(self) -> None:
        if self.screen.columns > NARROW and any("Ctrl-C: stop" in line for line in self.screen.display):
            self.screen.resize(ROWS, NARROW)
            signal.raise_signal(signal.SIGWINCH)
        super().flush()


def photographed(
    steps: list[dict[str, Any]], keys: str, until: str, columns: int, kind: type[Terminal] = Terminal
) -> str:
    with create_pipe_input() as pipe:
        terminal = kind(columns, pipe, until)
        # A prompt that never shows what is waited for is ended, not waited for.
        watch = threading.Timer(20, pipe.close)
        watch.start()
        pipe.send_text(keys)
        output = Vt100_Output(terminal, lambda: Size(ROWS, terminal.screen.columns), term="xterm", enable_cpr=False)
        console = Console(file=terminal, width=columns, force_terminal=True, color_system=None)
        converse(
            Interview(flow(*steps), Past(), TODAY), FullAsker(console, input=pipe, output=output), lambda _each: None
        )
        watch.cancel()
    assert terminal.photograph is not None
    return terminal.photograph


@pytest.mark.parametrize("columns", [100, 60, 40])
@pytest.mark.parametrize("case", [*CASES])
def test_the_screen_at_each_prompt(case: str, columns: int, snapshot: SnapshotAssertion) -> None:
    steps, keys, until = CASES[case]
    assert photographed(steps, keys, until, columns) == snapshot


@pytest.mark.skipif(not hasattr(signal, "SIGWINCH"), reason="this system does not tell when a window is resized")
def test_a_list_wraps_anew_when_the_window_is_made_narrower() -> None:
    shown = photographed([KIND], "j", "hand did\n   something else\n", 100, Narrowed)
    rows = shown.split("\n")
    assert rows[2:7] == [
        "   a slip: the plan was right, and in",
        "   the middle of it the hand did",
        "   something else",
        " › a wrong plan",
        "   something else",
    ]


def test_what_is_printed_after_the_window_was_made_narrower_fits_it() -> None:
    page, wide = io.StringIO(), 60
    transcript = Transcript(Console(file=page, width=wide), lambda: wide)
    transcript.note(NOTE["text"])
    wide = NARROW
    transcript.note(NOTE["text"])
    before, after = page.getvalue().strip().split("\n\n")
    assert max(map(len, before.split("\n"))) > NARROW
    assert max(map(len, after.split("\n"))) <= NARROW


@pytest.mark.parametrize("case", [*CASES])
def test_no_word_of_a_question_is_broken_on_a_very_narrow_screen(case: str) -> None:
    steps, keys, _ = CASES[case]
    shown = photographed(steps, keys, "", 20)
    asked = next(step["ask"] for step in steps if "ask" in step)
    assert set(asked.split()) <= set(shown.split())
