"""What every prompt has in common: its colours, its keys for going back and leaving, and the dim line that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from prompt_toolkit.application import get_app_session
from prompt_toolkit.filters import Always
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Window
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style
from questionary import Question

from reflect.interview.asking import Back, Leave
from reflect.terminal.columns import columns, wrapped
from reflect.terminal.exit_codes import INTERRUPTED
from reflect.terminal.full.bursts import watched
from reflect.terminal.full.erasing import erase_for_good
from reflect.terminal.full.glyphs import show_what_steers
from reflect.terminal.full.leaving import Prompt
from reflect.terminal.full.narrowing import erase_whole

MARGIN = 3
"""Columns before what is typed or picked; the mark stands in the middle one."""
WAITING = "Your text is open in the editor."

STYLE = Style(
    [
        ("question", "noinherit ansicyan"),
        ("answer", "noinherit"),
        ("pointer", "noinherit ansicyan"),
        ("highlighted", "noinherit bold"),
        # prompt_toolkit shows what is selected in reverse video, which looks like where one stands.
        ("selected", "noinherit noreverse ansicyan"),
        ("quiet", "noinherit ansibrightblack"),
    ]
)
UNCOLOURED = Style(
    [
        ("question", "noinherit"),
        ("answer", "noinherit"),
        ("pointer", "noinherit bold"),
        ("highlighted", "noinherit bold"),
        ("selected", "noinherit noreverse"),
        ("quiet", "noinherit"),
    ]
)


@dataclass(frozen=True)
class Screen:
    """Where prompts are shown: prompt_toolkit's input and output (None for the terminal), and what it can show."""

    input: Input | None = None
    output: Output | None = None
    colours: bool = True
    ascii: bool = False

    @property
    def mark(self) -> str:
        """What stands before an answer."""
        return ">" if self.ascii else "›"

    @property
    def columns(self) -> int:
        """How wide it is now; a window can be drawn larger or smaller at any time."""
        return (self.output or get_app_session().output).get_size().columns

    @property
    def reading(self) -> Input:
        """Where keys come from."""
        return watched(self.input or get_app_session().input)

    @contextmanager
    def given_away(self) -> Iterator[None]:
        """Leaves the terminal to another program, with a line for when that one opens a window of its own."""
        output = self.output or get_app_session().output
        # A terminal that is gone is noticed by the next prompt.
        with suppress(OSError):
            output.write(f"{' ' * MARGIN}{WAITING}"[: self.columns - 1])
            output.write_raw("\r\n")
            output.flush()
        with self.reading.cooked_mode():
            yield
        with suppress(OSError):
            output.cursor_up(1)
            output.write_raw("\r")
            output.erase_down()
            output.flush()

    @property
    def options(self) -> dict[str, Any]:
        """What questionary hands on to prompt_toolkit."""
        return {
            "style": STYLE if self.colours else UNCOLOURED,
            "include_default_pygments_style": False,
            "color_depth": ColorDepth.DEPTH_4_BIT if self.colours else ColorDepth.DEPTH_1_BIT,
            "input": self.reading,
            "output": self.output,
        }


def prompt(question: Question, typed: Callable[[], str], own: KeyBindings) -> Prompt:
    """The prompt for questionary's `question`, with the keys of every prompt and those of its `own`.

    `typed` is what is half typed at the question, as text.
    """
    application = question.application
    application.erase_when_done = True
    show_what_steers()
    erase_for_good(application.output)
    erase_whole(application)
    common = KeyBindings()

    @common.add(Keys.BackTab, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Back(typed() or None))

    @common.add(Keys.ControlC, eager=True)
    @common.add(Keys.ControlQ, eager=True)
    @common.add(Keys.SIGINT)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Leave(typed() or None, INTERRUPTED))

    # Of several eager bindings the last one counts.
    given = [application.key_bindings] if application.key_bindings else []
    application.key_bindings = merge_key_bindings([*given, own, common])
    return Prompt(application, typed)


def quiet(texts: Callable[[], Sequence[str]], width: Callable[[], int], *, apart: bool = False) -> Window:
    """Dim lines around a prompt, gone with it: `texts` side by side, each kept whole, in as many rows as they need.

    With `apart`, a blank row comes first.
    """

    def rows() -> list[str]:
        return [*([""] if apart else []), *packed(texts(), width() - MARGIN)]

    def fragments() -> StyleAndTextTuples:
        return [("class:quiet", "\n".join(" " * MARGIN + row for row in rows()))]

    return Window(
        FormattedTextControl(fragments), height=lambda: Dimension.exact(len(rows())), dont_extend_height=Always()
    )


def packed(texts: Sequence[str], width: int) -> list[str]:
    """Short texts side by side on as few lines as hold them; one that is longer than a line is wrapped."""
    lines: list[str] = []
    for text in texts:
        if lines and columns(lines[-1]) + 3 + columns(text) <= width:
            lines[-1] += f" · {text}"
        else:
            lines.extend(wrapped(text, max(8, width)))
    return lines
