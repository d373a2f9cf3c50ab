"""Prompts for typing: one line, several lines, and one item per line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import questionary
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Always
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, HSplit, Layout, Window
from prompt_toolkit.layout.containers import Container

from reflect.interview.asking import Answered
from reflect.pages.visible import one_line
from reflect.terminal.keys import MARGIN, Screen, prompt, quiet
from reflect.terminal.leaving import Prompt
from reflect.terminal.wrapping import WordWrapped

OFFERED = 6
"""Suggestions that are named; Tab goes through all of them."""


@dataclass(frozen=True)
class Typed:
    """What a prompt for typing begins with: the text in it, what Tab offers, what is said above it line by line, and
    the keys for going away that are named below. Of its text, `whole` makes what is half typed at the question."""

    text: str = ""
    suggestions: tuple[str, ...] = ()
    nudges: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    whole: Callable[[str], str] = str


def line(screen: Screen, begins: Typed) -> Prompt:
    """One line. Answered with its text; what is pasted into it becomes one line."""
    own = KeyBindings()
    question, buffer = _question(screen, begins, multiline=False)

    @own.add(Keys.ControlM, eager=True)
    @own.add(Keys.ControlJ, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(buffer.text))

    @own.add(Keys.ControlD, eager=True)
    def _(event: KeyPressEvent) -> None:
        if buffer.text:
            buffer.delete()
        else:
            event.app.exit(result=Answered(""))

    @own.add(Keys.BracketedPaste, eager=True)
    def _(event: KeyPressEvent) -> None:
        buffer.insert_text(" ".join(_pasted(event).split("\n")))

    if begins.suggestions:
        own.add(Keys.Down, eager=True)(lambda _event: _suggest(buffer, begins.suggestions))
    return _arranged(screen, question, buffer, own, begins, keys=("Enter: go on", *begins.keys))


def lines(screen: Screen, begins: Typed) -> Prompt:
    """Several lines. Answered with the text."""
    own = KeyBindings()
    question, buffer = _question(screen, begins, multiline=True)

    @own.add(Keys.ControlD, eager=True)
    @own.add(Keys.Escape, Keys.ControlM, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(buffer.text))

    _paste_whole(own, buffer)
    return _arranged(screen, question, buffer, own, begins, keys=("Enter: new line", "Ctrl-D: done", *begins.keys))


def items(screen: Screen, begins: Typed) -> Prompt:
    """One item per line. Answered with the list of them."""
    own = KeyBindings()
    question, buffer = _question(screen, begins, multiline=True)

    @own.add(Keys.ControlD, eager=True)
    @own.add(Keys.Escape, Keys.ControlM, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(_items(buffer)))

    @own.add(Keys.ControlM, eager=True)
    @own.add(Keys.ControlJ, eager=True)
    def _(event: KeyPressEvent) -> None:
        document = buffer.document
        if not document.current_line.strip() and document.cursor_position_row == document.line_count - 1:
            event.app.exit(result=Answered(_items(buffer)))
        else:
            buffer.newline(copy_margin=False)

    _paste_whole(own, buffer)
    return _arranged(screen, question, buffer, own, begins, keys=("Enter: next item, twice: done", *begins.keys))


def _question(screen: Screen, begins: Typed, *, multiline: bool) -> tuple[questionary.Question, Buffer]:
    question = questionary.text(
        screen.mark,
        default=begins.text,
        qmark="",
        multiline=multiline,
        instruction="",
        complete_while_typing=False,
        **screen.options,
    )
    buffer = question.application.layout.get_buffer_by_name(DEFAULT_BUFFER)
    assert buffer
    return question, buffer


def _arranged(
    screen: Screen,
    question: questionary.Question,
    buffer: Buffer,
    own: KeyBindings,
    begins: Typed,
    *,
    keys: Sequence[str],
) -> Prompt:
    """The question with a layout of its own: nudges above, rows that wrap between words, the keys below."""
    application = question.application
    given = application.layout.current_control
    assert isinstance(given, BufferControl)
    control = WordWrapped(
        buffer=buffer, input_processors=given.input_processors, include_default_input_processors=False
    )
    control.margin = MARGIN

    def before(row: int, _wrap: int) -> StyleAndTextTuples:
        return [("class:question", f" {screen.mark} ")] if row == 0 else [("", " " * MARGIN)]

    typing = Window(control, get_line_prefix=before, dont_extend_height=Always(), wrap_lines=Always())

    def width() -> int:
        return application.output.get_size().columns

    parts: list[Container] = [typing, quiet(lambda: keys, width, apart=True)]
    if begins.nudges:
        parts.insert(0, quiet(lambda: _nudge(buffer, begins.nudges), width))
    if begins.suggestions:
        first, *more = (one_line(each) for each in begins.suggestions[:OFFERED])
        offered = [f"Tab: {first}", *more]
        parts.insert(-1, quiet(lambda: offered, width, apart=True))
    application.layout = Layout(HSplit(parts), focused_element=typing)
    # Without suggestions Tab does nothing: a tab in an answer helps nobody.
    own.add(Keys.ControlI, eager=True)(lambda _event: _suggest(buffer, begins.suggestions))
    return prompt(question, lambda: begins.whole(buffer.text), own)


def _items(buffer: Buffer) -> list[str]:
    return [item for item in (line.strip() for line in buffer.text.split("\n")) if item]


def _nudge(buffer: Buffer, nudges: Sequence[str]) -> list[str]:
    """The prompt for the item that is being written; none when all have been shown."""
    done = len([each for each in buffer.document.lines[: buffer.document.cursor_position_row] if each.strip()])
    return [nudges[done]] if done < len(nudges) else []


def _suggest(buffer: Buffer, suggestions: Sequence[str]) -> None:
    """Puts the next suggestion that fits in place of the line the cursor is on."""
    document = buffer.document
    here = document.current_line.strip().casefold()
    folded = [each.casefold() for each in suggestions]
    if here in folded:
        chosen = suggestions[(folded.index(here) + 1) % len(suggestions)]
    else:
        starting = [each for each in suggestions if each.casefold().startswith(here)]
        chosen = next(iter([*starting, *(each for each in suggestions if here in each.casefold())]), "")
    if chosen:
        rows = [*document.lines]
        row = document.cursor_position_row
        rows[row] = " ".join(chosen.split())
        text = "\n".join(rows)
        buffer.set_document(Document(text, len("\n".join(rows[: row + 1]))))


def _paste_whole(own: KeyBindings, buffer: Buffer) -> None:
    @own.add(Keys.BracketedPaste, eager=True)
    def _(event: KeyPressEvent) -> None:
        buffer.insert_text(_pasted(event))


def _pasted(event: KeyPressEvent) -> str:
    return event.data.replace("\r\n", "\n").replace("\r", "\n")
