"""Prompts for picking: one of a list, or any of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.dimension import Dimension
from questionary import Question

from reflect.entry.model import OTHER
from reflect.interview.answers import Item
from reflect.interview.asking import Answered
from reflect.terminal.half import marks
from reflect.terminal.keys import MARGIN, Screen, packed, prompt, quiet
from reflect.terminal.leaving import Prompt
from reflect.terminal.list_rows import LEAST, ListRows, Picked, Row
from reflect.terminal.listing import Listing

EMPTY = ""
"""The value of the last choice, which leaves the question empty; no option has an empty key."""
ALL_AGAIN = "Esc: all of them"


def one(screen: Screen, begins: Picked, width: Callable[[], int]) -> Prompt:
    """One of the options, in so many columns. Answered with its key, or with None when it is left empty."""
    options = [*begins.options, *([Item(EMPTY, begins.empty)] if begins.empty else [])]
    keys = [each.key for each in options]
    listing = Listing(options, next((key for key in begins.picked if key in keys), None), hang=True)
    own = KeyBindings()

    @own.add(Keys.ControlM, eager=True)
    @own.add(Keys.ControlJ, eager=True)
    def _(event: KeyPressEvent) -> None:
        if listing.pointed:
            event.app.exit(result=Answered(listing.pointed.key or None))

    @own.add(Keys.ControlD, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(None))

    shown = ListRows(screen, begins, listing)
    if not shown.searched:
        for letter, key in (("y", "yes"), ("n", "no")):
            if key in keys:
                own.add(letter, eager=True)(_pointing(listing, keys.index(key)))
    # Pointing answers nothing; words that were written stay, wherever it points.
    half = marks((OTHER,), begins.words) if begins.words else ""

    def named() -> tuple[str, ...]:
        return ("Enter: choose",) if listing.pointed else ()

    return _arranged(shown, width, own, keys=named, typed=lambda: half)


def several(screen: Screen, begins: Picked, width: Callable[[], int]) -> Prompt:
    """Any of the options, in so many columns. Answered with the list of their keys."""
    listing = Listing(begins.options)
    marked = {each.key for each in begins.options} & {*begins.picked}
    own = KeyBindings()

    def picked() -> list[str]:
        return [each.key for each in begins.options if each.key in marked]

    def mark() -> None:
        if listing.pointed:
            marked.symmetric_difference_update({listing.pointed.key})

    @own.add(Keys.ControlM, eager=True)
    @own.add(Keys.ControlJ, eager=True)
    def _(event: KeyPressEvent) -> None:
        # Whoever found what was looked for takes it with Enter; the space belongs to what is looked for.
        if listing.sought:
            mark()
            listing.seek("")
        else:
            event.app.exit(result=Answered(picked()))

    @own.add(Keys.ControlD, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(picked()))

    own.add(" ", filter=Condition(lambda: not listing.sought), eager=True)(lambda _event: mark())

    def keys() -> tuple[str, ...]:
        if not listing.sought:
            return ("Space: mark", "Enter: go on")
        if listing.pointed is None:
            return ()
        return (f"Enter: {'take the mark away' if listing.pointed.key in marked else 'mark'}",)

    shown = ListRows(screen, begins, listing, marked)
    return _arranged(shown, width, own, keys=keys, typed=lambda: marks(picked(), begins.words))


def _arranged(
    shown: ListRows,
    width: Callable[[], int],
    own: KeyBindings,
    *,
    keys: Callable[[], tuple[str, ...]],
    typed: Callable[[], str],
) -> Prompt:
    """The prompt for a list in so many columns, with its `own` bindings, its `keys` named below, and what is half picked."""
    listing = shown.listing
    _bind(own, listing, search=shown.searched)

    def named() -> tuple[str, ...]:
        return (*keys(), *([ALL_AGAIN] if listing.sought else []), *shown.begins.keys)

    def below() -> int:
        return 1 + len(packed(named(), application.output.get_size().columns - MARGIN))

    def roomy() -> bool:
        return application.output.get_size().rows >= below() + LEAST

    def rows() -> list[Row]:
        size = application.output.get_size()
        return shown.rows(size, width(), size.rows - (below() if roomy() else 0))

    def fragments() -> StyleAndTextTuples:
        return [fragment for row in rows() for fragment in (*row, ("", "\n"))][:-1]

    # The cursor, which is not seen, stays in the first column of the first row, where the list is erased from: when the
    # window is made narrower, rows above it would become more than were drawn.
    body = Window(
        FormattedTextControl(fragments),
        height=lambda: Dimension(min=1, preferred=len(rows()), max=len(rows())),
        always_hide_cursor=Always(),
        dont_extend_height=Always(),
    )
    foot = quiet(named, lambda: application.output.get_size().columns, apart=True)
    layout = Layout(HSplit([body, ConditionalContainer(foot, filter=Condition(roomy))]))
    application: Application[Any] = Application(layout=layout, **shown.screen.options)
    return prompt(Question(application), typed, own)


def _bind(own: KeyBindings, listing: Listing, *, search: bool) -> None:
    """The keys for going about in a list, and for what is typed to `search` it."""
    go: dict[Keys | str, tuple[Callable[[int], None], int]] = {
        Keys.Down: (listing.step, 1),
        Keys.ControlN: (listing.step, 1),
        Keys.Up: (listing.step, -1),
        Keys.ControlP: (listing.step, -1),
        Keys.PageDown: (listing.page, 1),
        Keys.PageUp: (listing.page, -1),
        Keys.End: (listing.end, 1),
        Keys.Home: (listing.end, -1),
    }
    if not search:
        go |= {"j": (listing.step, 1), "k": (listing.step, -1)}
    for key, (move, by) in go.items():
        own.add(key, eager=True)(_going(move, by))
    if not search:
        return

    @own.add(Keys.Any)
    @own.add(Keys.BracketedPaste)
    def _(event: KeyPressEvent) -> None:
        if (typed := " ".join(event.data.split("\n"))).isprintable():
            # The sign before what is looked for is typed by whoever takes it for a key.
            listing.seek(listing.sought + typed if listing.sought else typed.removeprefix("/"))

    @own.add(Keys.Backspace)
    def _(_event: KeyPressEvent) -> None:
        listing.seek(listing.sought[:-1])

    @own.add(Keys.ControlU)
    @own.add(Keys.Escape)
    def _(_event: KeyPressEvent) -> None:
        listing.seek("")


def _going(move: Callable[[int], None], by: int) -> Callable[[KeyPressEvent], None]:
    return lambda _event: move(by)


def _pointing(listing: Listing, place: int) -> Callable[[KeyPressEvent], None]:
    def point(_event: KeyPressEvent) -> None:
        listing.place = place

    return point
