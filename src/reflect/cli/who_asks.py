"""Who asks on a terminal: in full, or in plain lines where that is wanted or nothing else works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import typer

from reflect.cli.choosing import Left
from reflect.cli.place import Place
from reflect.config.settings import PLAIN
from reflect.errors import NoTerminal
from reflect.interview.asking import Asker

if TYPE_CHECKING:
    from reflect.terminal.editor import Editor

NOT_FULL = "This console shows lines only, so the questions come as plain lines; :help says what can be typed."


class TerminalAsker(Asker, AbstractContextManager["TerminalAsker", None], Protocol):
    """An asker on a terminal, as a context manager for the length of a conversation.

    `keep` makes safe what is half typed (None: nothing does); `kept` is whether answers outlive a conversation that is
    left.
    """

    keep: Callable[[str], None] | None
    kept: bool

    def __enter__(self) -> Self: ...


def need_terminal(place: Place) -> None:
    """Raises NoTerminal when nobody can be asked."""
    if not place.has_terminal:
        raise NoTerminal("Nobody can be asked here, there is no terminal; give the answers with --answers FILE (or -).")


@contextmanager
def asker_at(place: Place, *, plain: bool = False) -> Iterator[TerminalAsker]:
    """Whoever asks at this terminal, for as long as somebody is asked; who leaves before the first question ends here.

    Plain lines are asked for with `plain`, by the setting of that name, or by a terminal that calls itself dumb.
    """
    folder = place.folders.cache / "editor"
    if folder.is_dir():
        from reflect.terminal.editor import sweep

        sweep(folder)
    asker = None if plain or _dumb(place) else _full(place, folder)
    if asker is None:
        from reflect.terminal.editor import Editor
        from reflect.terminal.plain.asker import PlainAsker

        asker = PlainAsker(place.stdin, place.stdout, today=place.today, editor=Editor(place.environ, folder))
    try:
        with asker:
            yield asker
    except Left as left:
        raise typer.Exit(left.exit_code) from None


def _dumb(place: Place) -> bool:
    return place.environ.get("TERM", "").lower() in ("dumb", "unknown") or place.settings.asking == PLAIN


def _full(place: Place, folder: Path) -> TerminalAsker | None:
    """The full-terminal asker, None on a console that it cannot drive."""
    from reflect.terminal.console import console, drivable
    from reflect.terminal.full.asker import FullAsker

    if not drivable():
        place.say(NOT_FULL)
        return None

    def editor() -> Editor:
        from reflect.terminal.editor import Editor

        return Editor(place.environ, folder)

    return FullAsker(console(place.stdout, place.environ), editor=editor, today=place.today)
