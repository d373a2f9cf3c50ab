"""Prompts for typing: one line, several lines, and one item per line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import questionary
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.containers import Container

from reflect.interview.asking import Answered
from reflect.pages.visible import one_line
from reflect.terminal.full.day_line import DayLine
from reflect.terminal.full.keys import MARGIN, Screen, prompt, quiet
from reflect.terminal.full.leaving import Prompt, ToEditor
from reflect.terminal.full.typing_keys import add_typing, in_one_line, insert, pasted
from reflect.terminal.full.wrapping import WordWrapped

OFFERED = 6
"""Suggestions that are named; Tab goes through all of them."""
EDITOR_KEY = "Ctrl-X Ctrl-E: editor"
NUDGE_KEY = "+: next prompt"


@dataclass(frozen=True)
class Typed:
    """What a prompt for typing begins with.

    The text in it, and the text `before` that taking back leads to; what Tab offers; what is said above it line by line;
    the keys for going away that are named below. Of its text, `whole` makes what is half typed at the question, and
    `read` the line below that says what is understood. `editor` is whether the text can go on in an editor; `cursor` is
    the character of the text before which one goes on (None: at its end). A text that is only `proposed` gives way to the
    first character that is typed.
    """

    text: str = ""
    suggestions: tuple[str, ...] = ()
    nudges: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    whole: Callable[[str], str] = str
    before: str | None = None
    read: Callable[[str], str] | None = None
    editor: bool = False
    cursor: int | None = None
    proposed: bool = False

    @property
    def editing(self) -> tuple[str, ...]:
        """The key for the editor, where it leads to one."""
        return (EDITOR_KEY,) if self.editor else ()


def line(screen: Screen, begins: Typed) -> Prompt:
    """One line. Answered with its text; what is pasted into it becomes one line."""
    own = KeyBindings()
    question, control = _question(screen, begins, multiline=False)
    buffer = control.buffer

    @own.add(Keys.ControlM, eager=True)
    @own.add(Keys.ControlJ, eager=True)
    @own.add(Keys.Escape, Keys.ControlM, eager=True)
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
        insert(buffer, in_one_line(pasted(event)))

    if begins.proposed and buffer.text:
        buffer.on_text_insert += partial(_give_way, buffer.text)

    if begins.suggestions:
        below = Condition(control.is_on_last_row)
        own.add(Keys.Down, eager=True, filter=below)(lambda _event: _suggest(buffer, begins.suggestions))
    return _arranged(screen, question, control, own, begins, keys=("Enter: go on", *begins.keys))


def lines(screen: Screen, begins: Typed) -> Prompt:
    """Several lines. Answered with the text."""
    own = KeyBindings()
    question, control = _question(screen, begins, multiline=True)

    @own.add(Keys.ControlD, eager=True)
    @own.add(Keys.Escape, Keys.ControlM, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(control.buffer.text))

    _paste_whole(own, control.buffer)
    keys = ("Enter: new line", "Ctrl-D: done", *begins.editing, *begins.keys)
    return _arranged(screen, question, control, own, begins, keys=keys)


def items(screen: Screen, begins: Typed) -> Prompt:
    """One item per line. Answered with the list of them."""
    own = KeyBindings()
    question, control = _question(screen, begins, multiline=True)
    buffer = control.buffer
    nudges = _Nudges(buffer, begins.nudges)

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

    if begins.nudges:
        empty = Condition(lambda: not buffer.document.current_line.strip())
        own.add("+", eager=True, filter=empty)(lambda _event: nudges.step())
    _paste_whole(own, buffer)
    more = (NUDGE_KEY,) if begins.nudges else ()
    keys = ("Enter: next item, twice: done", *more, *begins.editing, *begins.keys)
    return _arranged(screen, question, control, own, begins, keys=keys, above=nudges.shown)


def _question(screen: Screen, begins: Typed, *, multiline: bool) -> tuple[questionary.Question, WordWrapped]:
    text = begins.text if multiline else in_one_line(begins.text)
    question = questionary.text(
        screen.mark,
        default=text,
        qmark="",
        multiline=multiline,
        instruction="",
        complete_while_typing=False,
        **screen.options,
    )
    buffer = question.application.layout.get_buffer_by_name(DEFAULT_BUFFER)
    assert buffer
    if begins.cursor is not None:
        # Lines that became one have moved what stands behind them; what follows the cursor is as long as it was.
        behind = begins.text[max(0, begins.cursor) :]
        buffer.cursor_position = len(text) - len(behind if multiline else in_one_line(behind))
    if begins.before is not None:
        question.application.pre_run_callables.append(partial(_behind, buffer, begins.before))
    control = WordWrapped(buffer=buffer, include_default_input_processors=False)
    control.margin = MARGIN
    return question, control


def _arranged(
    screen: Screen,
    question: questionary.Question,
    control: WordWrapped,
    own: KeyBindings,
    begins: Typed,
    *,
    keys: Sequence[str],
    above: Callable[[], Sequence[str]] | None = None,
) -> Prompt:
    """The question with a layout of its own: what is said `above`, rows that wrap between words, the keys below."""
    application = question.application
    buffer = control.buffer

    def before(row: int, _wrap: int) -> StyleAndTextTuples:
        return [("class:question", f" {screen.mark} ")] if row == 0 else [("", " " * MARGIN)]

    typing = Window(control, get_line_prefix=before, dont_extend_height=Always(), wrap_lines=Always())

    def width() -> int:
        return application.output.get_size().columns

    parts: list[Container] = [typing]
    if above or begins.nudges:
        parts.insert(0, quiet(above or (lambda: begins.nudges), width))
    if begins.read:
        day = DayLine(begins.read, lambda: buffer.text)
        day.follow(application)
        parts.append(quiet(lambda: [one_line(day.line)], width))
    if begins.suggestions:
        first, *more = (one_line(each) for each in begins.suggestions[:OFFERED])
        offered = [f"Tab: {first}", *more]
        parts.append(quiet(lambda: offered, width, apart=True))
    parts.append(quiet(lambda: keys, width, apart=True))
    application.layout = Layout(HSplit(parts), focused_element=typing)

    def page() -> int:
        return max(1, application.output.get_size().rows // 2)

    add_typing(own, control, page)
    # Without suggestions Tab does nothing: a tab in an answer helps nobody.
    own.add(Keys.ControlI, eager=True)(lambda _event: _suggest(buffer, begins.suggestions))
    if begins.editor:

        @own.add(Keys.ControlX, Keys.ControlE)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=ToEditor(buffer.text))

    return prompt(question, lambda: begins.whole(buffer.text), own)


@dataclass
class _Nudges:
    """One at a time of `nudges`: the next with each item that is written into `buffer`, or when it is asked for."""

    buffer: Buffer
    nudges: Sequence[str]
    skipped: int = 0

    def shown(self) -> list[str]:
        """The prompt for the item that is being written; none when all have been shown."""
        place = self._place()
        return [self.nudges[place]] if place < len(self.nudges) else []

    def step(self) -> None:
        """Goes on to the next; after the last one to the first again."""
        self.skipped += 1 if self._place() < len(self.nudges) - 1 else -self._place()

    def _place(self) -> int:
        document = self.buffer.document
        return self.skipped + sum(bool(each.strip()) for each in document.lines[: document.cursor_position_row])


def _give_way(proposed: str, buffer: Buffer) -> None:
    """Leaves of a text that was only proposed nothing but what was typed behind it."""
    typed = buffer.text.removeprefix(proposed)
    if typed and typed != buffer.text:
        buffer.set_document(Document(typed))


def _behind(buffer: Buffer, before: str) -> None:
    """Has taking back lead to the text `before`."""
    now = buffer.document
    buffer.set_document(Document(before))
    buffer.save_to_undo_stack()
    buffer.set_document(now)


def _items(buffer: Buffer) -> list[str]:
    return [item for item in (line.strip() for line in buffer.text.split("\n")) if item]


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
        insert(buffer, pasted(event))
