"""What a person sees: the whole screen at each type of prompt, in three widths."""

from __future__ import annotations

import datetime as dt
import io
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pyte
import pyte.modes
import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from reflect.cli.choosing import Left, choose
from reflect.entry.setback import Setback
from reflect.interview.answers import Item
from reflect.interview.asking import converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.full.asker import FullAsker
from reflect.terminal.full.transcript import Transcript
from tests.terminal.conversation import BACK, CLEAR, DONE, DOWN, ENTER, STOP, TAB, TODAY, UP, flow

ROWS = 24
NARROW = 40
BACKSPACE = "\x7f"
DAY = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
PAST = Past(
    setbacks=(
        Setback("b", "The export to the accountant had the wrong year in it, which nobody saw for a week", DAY),
        Setback("a", "Wrong quote", DAY),
    )
)
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
SURE = {"type": "yesno", "id": "sure", "ask": "Is it still doing harm?"}
MOOD = {"type": "scale", "id": "mood", "ask": "How are you?", "hint": "0 = awful, 10 = fine.", "private": True}
BY = {"type": "date", "id": "by", "ask": "By when?", "only": "future", "hint": "A day, or how long from now."}
CAUSES = (
    "time pressure",
    "a tool that allows it",
    "a rule that nobody had explained, or that had been explained once, years ago, to somebody who has left since",
    "tiredness",
    "a habit from another place",
)
MANY: dict[str, Any] = {
    "type": "choice",
    "id": "cause",
    "ask": "Which of these comes closest to what was behind it?",
    "options": {f"c{number}": f"{CAUSES[number % 5]}, {number + 1}" for number in range(30)},
}
REVIEW = [
    Item("end", "Finish"),
    *(
        Item(f"q{number}", f"{asked}\n{said}")
        for number, (asked, said) in enumerate(
            [
                ("Give it a short name, so you can find it again.", "Invoices went out twice"),
                ("In three or four sentences: what happened?", STORY),
                ("Is it still doing harm?", "no"),
            ]
            * 6
        )
    ),
]
LIKE = {"type": "entries", "id": "like", "ask": "Which earlier setbacks were like it?"}
LETTER = {
    "type": "letter",
    "id": "letter",
    "ask": "Change this until it is yours.",
    "template": ["Dear all,", "[On {title} the invoices went out twice, and that was my doing. I am sorry.]"],
}
MARTA = ENTER + "Marta" + ENTER + ENTER
TEAM = (
    UP + ENTER + "the team that is on call in the week of the first of May, and whoever looks after the board" + ENTER
)
THREE = MARTA + TEAM + ENTER + UP + ENTER + "P." + ENTER + ENTER

CASES: dict[str, tuple[list[dict[str, Any]], str, str, str]] = {
    # The questions, the keys until the screen is photographed, what it shows then, the keys that answer.
    "text": ([SECTION, NOTE, TEXT], "Invoice run", "› Invoice run", ENTER),
    "text with suggestions": ([LIST, TYPED], "a box to tick" + DONE, "Tab: a box", TAB + ENTER),
    "long": ([TEXT, LONG], "Invoices" + ENTER + STORY.replace("\n", ENTER), "Send again", DONE),
    "back": ([SECTION, TEXT, LONG], "Invoices" + ENTER + BACK, "‹ back", " twice" + ENTER + "x" + DONE),
    "first": ([SECTION, TEXT], "Invoices" + BACK + BACK, "This is the first", ENTER),
    "choice": ([KIND], DOWN + DOWN, "› a wrong plan", ENTER),
    "choice at first": ([KIND], "", "› leave empty", ENTER),
    "choice of many": ([MANY], DOWN * 3, "› a rule", ENTER),
    "choice of many at first": ([MANY], "", "› leave empty", ENTER),
    "choice searched": ([MANY], "Nobody had explained, o", "6 found", DOWN + ENTER),
    "choice not found": ([MANY], "xyz", "Nothing here", CLEAR + ENTER),
    "choice at the end": ([MANY], UP, "› a habit", ENTER),
    "choices": ([FEEL], " " + DOWN + " ", "› ● anger", ENTER),
    "choices searched": ([MANY | {"type": "choices"}], DOWN + " " + "somebody who", "6 found", ENTER + ENTER),
    "entries": ([LIKE], DOWN + " ", "› ●", ENTER),
    "free words": ([KIND], UP + ENTER + "a sto", "a sto", "rm" + ENTER),
    "scale": ([MOOD], "7", "› 7", ENTER),
    "scale refused": ([MOOD], "77" + ENTER + ENTER, "whole number", BACKSPACE + ENTER),
    "required": ([KIND | {"required": True}], DONE, "leave empty", ENTER),
    "date": ([BY], "2026-03-20", "2026-03-20", ENTER),
    "yesno": ([SURE], "n", "› no", ENTER),
    "list": ([LIST], "a box to tick" + ENTER + "a", "\n   a\n", DONE),
    "letter": ([TEXT, LETTER], "4 March" + ENTER, "On 4 March", DONE),
    "group gate": ([PEOPLE], "", "a new person", DOWN + ENTER),
    "group first field": ([PEOPLE], ENTER, "Who?", "M." + ENTER + ENTER + ENTER),
    "group field": ([PEOPLE], ENTER + "Marta" + ENTER, "2026-03-06", ENTER + ENTER),
    "group again": ([PEOPLE], MARTA, "take it out", ENTER),
    "group of three": ([PEOPLE], THREE, "3. P.", ENTER),
    "group record to change": ([PEOPLE], THREE + DOWN + ENTER + DOWN, "› the team", ENTER + ENTER + ENTER + ENTER),
    "group record taken out": ([PEOPLE], THREE + DOWN + DOWN + ENTER + ENTER, "Taken out: Marta", ENTER),
}


class Terminal(io.StringIO):
    """A screen of so many columns. When it shows `until` with the prompt, it is photographed and `then` is typed."""

    def __init__(self, columns: int, pipe: PipeInput, until: str, then: str) -> None:
        super().__init__()
        self.screen = pyte.Screen(columns, ROWS)
        self.screen.set_mode(pyte.modes.LNM)
        self.stream = pyte.Stream(self.screen)
        self.pipe, self.until, self.then = pipe, until, then
        self.photograph: str | None = None

    def write(self, text: str) -> int:
        self.stream.feed(text)
        return len(text)

    @property
    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def flush(self) -> None:
        shown = self.shown
        if self.photograph is None and "Ctrl-C: " in shown and self.until in shown:
            self.photograph = shown
            self.pipe.send_text(self.then)


class Narrowed(Terminal):
    """A screen that is drawn narrower as soon as it shows a prompt."""

    def flush(self) -> None:
        if self.screen.columns > NARROW and any("Ctrl-C: stop" in line for line in self.screen.display):
            self.screen.resize(ROWS, NARROW)
            signal.raise_signal(signal.SIGWINCH)
        super().flush()


def asking(steps: list[dict[str, Any]]) -> Callable[[FullAsker], object]:
    return lambda asker: converse(Interview(flow(*steps), PAST, TODAY), asker, lambda _each: None)


def photographed(
    put: Callable[[FullAsker], object],
    keys: str,
    until: str,
    columns: int,
    then: str = STOP,
    kind: type[Terminal] = Terminal,
) -> tuple[str, str]:
    """The screen of what is `put` when it shows `until`, and when `then` was typed."""
    with create_pipe_input() as pipe:
        terminal = kind(columns, pipe, until, then)
        # A prompt that never shows what is waited for is ended, not waited for.
        watch = threading.Timer(20, pipe.close)
        watch.start()
        pipe.send_text(keys)
        output = Vt100_Output(terminal, lambda: Size(ROWS, terminal.screen.columns), term="xterm", enable_cpr=False)
        console = Console(file=terminal, width=columns, force_terminal=True, color_system=None)
        put(FullAsker(console, input=pipe, output=output))
        watch.cancel()
    assert terminal.photograph is not None
    return terminal.photograph, terminal.shown


@pytest.mark.parametrize("columns", [100, 60, 40])
@pytest.mark.parametrize("case", [*CASES])
def test_the_screen_at_each_prompt(case: str, columns: int, snapshot: SnapshotAssertion) -> None:
    steps, keys, until, then = CASES[case]
    asked, answered = photographed(asking(steps), keys, until, columns, then)
    assert "Ctrl-C: stop" not in answered
    assert asked == snapshot(name="asked")
    assert answered == snapshot(name="answered")


@pytest.mark.parametrize("columns", [100, 60, 40])
def test_the_screen_of_a_list_of_all_answers(columns: int, snapshot: SnapshotAssertion) -> None:
    def put(asker: FullAsker) -> None:
        with suppress(Left):
            choose(asker, "Here is what you wrote.", REVIEW)

    asked, answered = photographed(put, DOWN + DOWN, "› In three", columns, ENTER)
    assert asked == snapshot(name="asked")
    assert answered == snapshot(name="answered")
    found, _ = photographed(put, "212 of them. The", "› In three", columns)
    assert found == snapshot(name="searched")


@pytest.mark.parametrize(("kind", "keys"), [(KIND, UP + ENTER), (FEEL, DOWN + DOWN + " " + ENTER)])
def test_free_words_stand_with_their_option_when_one_comes_back_to_the_list(kind: dict[str, Any], keys: str) -> None:
    shown, _ = photographed(asking([kind]), keys + "a storm in a cup" + BACK, "  a storm", 60)
    rows = [row.strip() for row in shown.split("\n")]
    assert rows[rows.index("a storm in a cup") - 1].endswith("something else")


@pytest.mark.skipif(not hasattr(signal, "SIGWINCH"), reason="this system does not tell when a window is resized")
def test_a_list_wraps_anew_when_the_window_is_made_narrower() -> None:
    shown, _ = photographed(asking([KIND]), "jj", "hand did\n     something else\n", 100, kind=Narrowed)
    rows = shown.split("\n")
    assert rows[2:7] == [
        "   a slip: the plan was right, and in",
        "     the middle of it the hand did",
        "     something else",
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
    steps, keys, *_ = CASES[case]
    shown, _ = photographed(asking(steps), keys, "", 20)
    asked = next(step["ask"] for step in steps if "ask" in step)
    assert set(asked.split()) <= set(shown.split())
