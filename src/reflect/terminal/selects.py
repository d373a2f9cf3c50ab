"""Prompts for picking: one of a list, or any of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import questionary
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from questionary.prompts.common import InquirerControl

from reflect.interview.answers import Item
from reflect.interview.asking import Answered
from reflect.pages.visible import one_line
from reflect.terminal.columns import wrapped
from reflect.terminal.keys import MARGIN, Screen, prompt, quiet
from reflect.terminal.leaving import Prompt
from reflect.terminal.prompts import BACK, LEAVE

EMPTY = ""
"""The value of the last choice, which leaves the question empty; no option has an empty key."""
LONG = 15
"""Options from which a list can be searched by typing."""
BOX = 2


@dataclass(frozen=True)
class Picked:
    """What a list begins with: the options, those picked before by their keys, the label for leaving it empty,
    and whether a blank row comes first."""

    options: tuple[Item, ...]
    picked: tuple[str, ...] = ()
    empty: str | None = None
    apart: bool = False


def one(screen: Screen, begins: Picked, width: int) -> Prompt:
    """One of the options. Answered with its key, or with None when it is left empty."""
    options = [*begins.options, *([Item(EMPTY, begins.empty)] if begins.empty else [])]
    keys = [each.key for each in options]
    first = next((key for key in begins.picked if key in keys), keys[0])
    search = len(options) > LONG
    question = questionary.select(
        "",
        [_choice(each, width - MARGIN) for each in options],
        default=first,
        qmark="",
        pointer=screen.mark,
        use_jk_keys=not search,
        use_search_filter=search,
        instruction=" ",
        **screen.options,
    )
    control = _control(question)
    # Where one begins is where the pointer stands; questionary would go on marking it when the pointer has moved.
    control.selected_options.clear()
    own = KeyBindings()

    @own.add(Keys.ControlM, eager=True)
    @own.add(Keys.ControlJ, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(control.get_pointed_at().value or None))

    if not search:
        for letter, key in (("y", "yes"), ("n", "no")):
            if key in keys:
                own.add(letter, eager=True)(_pointing(control, keys.index(key)))
    named = ("Enter: choose", *(["type to search"] if search else []), BACK, LEAVE)
    return _arranged(question, control, own, keys=named, typed=lambda: "", apart=begins.apart)


def several(screen: Screen, begins: Picked, width: int) -> Prompt:
    """Any of the options. Answered with the list of their keys."""
    search = len(begins.options) > LONG
    question = questionary.checkbox(
        "",
        [
            _choice(each, width - MARGIN - BOX, checked=each.key in begins.picked, indent=MARGIN + BOX)
            for each in begins.options
        ],
        qmark="",
        pointer=screen.mark,
        use_jk_keys=not search,
        use_search_filter=search,
        instruction=" ",
        **screen.options,
    )
    control = _control(question)
    own = KeyBindings()

    def picked() -> list[str]:
        return [each.key for each in begins.options if each.key in control.selected_options]

    @own.add(Keys.ControlM, eager=True)
    @own.add(Keys.ControlJ, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(picked()))

    if not search:
        # questionary picks or turns round everything at a slip of a letter.
        for letter in ("a", "i"):
            own.add(letter, eager=True)(lambda _event: None)
    named = ("Space: mark", "Enter: go on", *(["type to search"] if search else []), BACK, LEAVE)
    return _arranged(question, control, own, keys=named, typed=lambda: "\n".join(picked()))


def _choice(item: Item, width: int, *, checked: bool = False, indent: int = MARGIN) -> questionary.Choice:
    """An option whose label wraps under its own beginning; questionary cuts what does not fit."""
    rows = list(wrapped(one_line(item.text), max(8, width - 1)))
    return questionary.Choice(("\n" + " " * indent).join(rows), value=item.key, checked=checked, shortcut_key=None)


def _control(question: questionary.Question) -> InquirerControl:
    return next(
        window.content
        for window in question.application.layout.find_all_windows()
        if isinstance(window.content, InquirerControl)
    )


def _pointing(control: InquirerControl, place: int) -> Callable[[KeyPressEvent], None]:
    def point(_event: KeyPressEvent) -> None:
        control.pointed_at = place

    return point


def _arranged(
    question: questionary.Question,
    control: InquirerControl,
    own: KeyBindings,
    *,
    keys: Sequence[str],
    typed: Callable[[], str],
    apart: bool = False,
) -> Prompt:
    """The question with a layout of its own: the list, what is searched for, and the keys below."""
    application = question.application

    @own.add(Keys.ControlD, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(None))

    def search() -> StyleAndTextTuples:
        return [("class:quiet", f"{' ' * MARGIN}/{control.search_filter or ''}")]

    def width() -> int:
        return application.output.get_size().columns

    searching = Condition(lambda: control.search_filter is not None)
    parts = [
        Window(control, always_hide_cursor=Always(), dont_extend_height=Always()),
        ConditionalContainer(Window(FormattedTextControl(search), height=1), filter=searching),
        quiet(lambda: keys, width, apart=True),
    ]
    if apart:
        parts.insert(0, Window(height=1))
    application.layout = Layout(HSplit(parts))
    return prompt(question, typed, own, leaves=typed)
