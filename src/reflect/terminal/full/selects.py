"""Prompts for picking: one of a list, or any of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application, get_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.dimension import Dimension
from questionary import Question

from reflect.entry.said import OTHER
from reflect.interview.answers import Item
from reflect.interview.asking import Answered
from reflect.terminal.full.keys import MARGIN, Screen, packed, prompt, quiet
from reflect.terminal.full.leaving import Prompt
from reflect.terminal.full.list_rows import LEAST, ListRows, Picked, Row
from reflect.terminal.full.listing import Listing
from reflect.terminal.half import marks

EMPTY = ""
"""The key of the row that leaves the question empty; no option has an empty one."""
CHOOSE = "Enter: choose"
ALL_AGAIN = "Esc: all of them"


def one(screen: Screen, begins: Picked, width: Callable[[], int]) -> Prompt:
    """One of the options, in so many columns. Answered with its key, or with None when it is left empty.

    The row that leaves it empty is the last one; of a list that does not fit the screen it is the first, so that one who
    stands there sees how the list begins. The keys lead to the same options either way, round at the ends.
    """
    shown = _listed(screen, begins, (*begins.options, *_leaving(begins)))
    size = (screen.output or get_app_session().output).get_size()
    if not shown.fits(width(), size.rows - _below(size, (CHOOSE, *begins.keys))):
        shown = _listed(screen, begins, (*_leaving(begins), *begins.options))
    listing = shown.listing
    keys = [each.key for each in listing.options]
    own = KeyBindings()

    @own.add(Keys.ControlM, eager=True)
    @own.add(Keys.ControlJ, eager=True)
    def _(event: KeyPressEvent) -> None:
        if listing.pointed:
            event.app.exit(result=Answered(listing.pointed.key or None))

    @own.add(Keys.ControlD, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Answered(None))

    if not shown.searched:
        for letter, key in (("y", "yes"), ("n", "no")):
            if key in keys:
                own.add(letter, eager=True)(_pointing(listing, keys.index(key)))
    # Pointing answers nothing; words that were written stay, wherever it points.
    half = marks((OTHER,), begins.words) if begins.words else ""

    def named() -> tuple[str, ...]:
        return (CHOOSE,) if listing.pointed else ()

    return _arranged(shown, width, own, keys=named, typed=lambda: half)


def _leaving(begins: Picked) -> tuple[Item, ...]:
    return (Item(EMPTY, begins.empty),) if begins.empty else ()


def _listed(screen: Screen, begins: Picked, options: tuple[Item, ...]) -> ListRows:
    """A list of these options, where one stands at the first of them that was picked."""
    keys = {each.key for each in options}
    pointed = next((key for key in begins.picked if key in keys), None)
    return ListRows(screen, begins, Listing(options, pointed, hang=True))


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
        return _below(application.output.get_size(), named())

    def rows() -> list[Row]:
        size = application.output.get_size()
        return shown.rows(size, width(), size.rows - below())

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
    layout = Layout(HSplit([body, ConditionalContainer(foot, filter=Condition(lambda: below() > 0))]))
    application: Application[Any] = Application(layout=layout, **shown.screen.options)
    return prompt(Question(application), typed, own)


def _below(size: Size, named: tuple[str, ...]) -> int:
    """Rows for the keys that are named below a list, in a window of that `size`; none where they would leave too few."""
    rows = 1 + len(packed(named, size.columns - MARGIN))
    return rows if size.rows >= rows + LEAST else 0


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
