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

from reflect.entry.model import OTHER
from reflect.interview.answers import Item
from reflect.interview.asking import Answered
from reflect.pages.visible import one_line
from reflect.terminal.columns import wrapped
from reflect.terminal.keys import MARGIN, Screen, prompt, quiet
from reflect.terminal.leaving import Prompt

EMPTY = ""
"""The value of the last choice, which leaves the question empty; no option has an empty key."""
"""The value of the choice whose free words are asked for."""
WORDS = f"{OTHER}: "
LONG = 15
"""Options from which a list can be searched by typing."""
BOX = 2


@dataclass(frozen=True)
class Picked:
    """What a list begins with: the options, those picked before by their keys, the free words that are written already
    and not answered yet, the label for leaving it empty, whether a blank row comes first, and the keys for going away
    that are named below."""

    options: tuple[Item, ...]
    picked: tuple[str, ...] = ()
    words: str = ""
    empty: str | None = None
    apart: bool = False
    keys: tuple[str, ...] = ()


def marks(picked: Sequence[str], words: str) -> str:
    """What is half picked, as text: a key a line; the free words stand with theirs, which is the last."""
    return "\n".join(f"{WORDS}{words}" if key == OTHER and words else key for key in picked)


def unmarked(typed: str) -> tuple[tuple[str, ...], str]:
    """The keys and the free words in what `marks` made."""
    keys, other, words = f"\n{typed}".partition(f"\n{WORDS}")
    return (*keys.split("\n")[1:], *([OTHER] if other else [])), words


def one(screen: Screen, begins: Picked, width: Callable[[], int]) -> Prompt:
    """One of the options, in so many columns. Answered with its key, or with None when it is left empty."""
    options = [*begins.options, *([Item(EMPTY, begins.empty)] if begins.empty else [])]
    keys = [each.key for each in options]
    first = next((key for key in begins.picked if key in keys), keys[0])
    search = len(options) > LONG
    question = questionary.select(
        "",
        [questionary.Choice(each.key, each.key, shortcut_key=None) for each in options],
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
    _labelled(question, control, options, width, MARGIN)
    own = KeyBindings()

    @own.add(Keys.ControlM, eager=True)
    @own.add(Keys.ControlJ, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(control.get_pointed_at().value or None))

    if not search:
        for letter, key in (("y", "yes"), ("n", "no")):
            if key in keys:
                own.add(letter, eager=True)(_pointing(control, keys.index(key)))
    named = ("Enter: choose", *(["type to search"] if search else []), *begins.keys)
    # Pointing answers nothing; words that were written stay, wherever it points.
    half = marks((OTHER,), begins.words) if begins.words else ""
    return _arranged(question, control, own, keys=named, typed=lambda: half, apart=begins.apart)


def several(screen: Screen, begins: Picked, width: Callable[[], int]) -> Prompt:
    """Any of the options, in so many columns. Answered with the list of their keys."""
    search = len(begins.options) > LONG
    question = questionary.checkbox(
        "",
        [
            questionary.Choice(each.key, each.key, checked=each.key in begins.picked, shortcut_key=None)
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
    _labelled(question, control, begins.options, width, MARGIN + BOX)
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
    named = ("Space: mark", "Enter: go on", *(["type to search"] if search else []), *begins.keys)
    return _arranged(question, control, own, keys=named, typed=lambda: marks(picked(), begins.words))


def _labelled(
    question: questionary.Question,
    control: InquirerControl,
    options: Sequence[Item],
    width: Callable[[], int],
    indent: int,
) -> None:
    """Gives the choices their labels, wrapped under their own beginning; questionary cuts what does not fit."""
    choices = list(control.choices)
    wide: int | None = None

    def label(_application: object) -> None:
        nonlocal wide
        if wide == (now := width()):
            return
        wide = now
        for choice, option in zip(choices, options, strict=True):
            rows = wrapped(one_line(option.text), max(8, now - indent - 1))
            choice.title = ("\n" + " " * indent).join(rows)

    label(question.application)
    question.application.before_render += label


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
    return prompt(question, typed, own)
