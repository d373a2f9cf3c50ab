"""Who asks on a terminal: in full, or in plain lines where that is wanted or nothing else works."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Protocol, Self

import typer

from reflect.cli.choosing import Left
from reflect.cli.place import Place
from reflect.config.settings import PLAIN
from reflect.errors import NoTerminal
from reflect.interview.asking import Asker
from reflect.pages.visible import one_line

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

    def lent(self) -> AbstractContextManager[Callable[[], int | None]]:
        """Lends the terminal to another program; gives what tells the exit code of a signal that came meanwhile."""


def need_terminal(place: Place) -> None:
    """Raises NoTerminal when nobody can be asked."""
    if not place.has_terminal:
        raise NoTerminal("Nobody can be asked here, there is no terminal; give the answers with --answers FILE (or -).")


@contextmanager
def asker_at(place: Place, *, plain: bool = False) -> Iterator[TerminalAsker]:
    """Whoever asks at this terminal, for as long as somebody is asked; who leaves before the first question ends here.

    Plain lines are asked for with `plain`, by the setting of that name, or by a terminal that calls itself dumb.
    """
    _leave_no_trace()
    _tell_what_editors_left(place)
    asker = None if plain or _dumb(place) else _full(place)
    if asker is None:
        from reflect.terminal.plain.asker import PlainAsker

        asker = PlainAsker(place.stdin, place.stdout, today=place.today, editor=editor_at(place))
    try:
        with asker:
            yield asker
    except Left as left:
        raise typer.Exit(left.exit_code) from None


def editor_at(place: Place) -> Editor:
    """The person's own editor, with folders of ours for what it opens."""
    from reflect.terminal.editor import Editor

    folders = place.folders
    return Editor(place.environ, folders.editor(place.environ), aside=folders.aside)


def _tell_what_editors_left(place: Place) -> None:
    """Puts aside what was written in editors when the program ended before them, and was made safe nowhere; says where."""
    folders = place.folders
    there = [each for each in {folders.editor(place.environ), folders.aside} if each.is_dir()]
    if there:
        from reflect.terminal.editor_files import FOR_HOW_LONG, rescued

        for file in (file for each in there for file in rescued(each, folders.aside)):
            where = one_line(str(file))
            place.say(f"What you wrote in an editor is saved nowhere else; it stays {FOR_HOW_LONG}, in {where}")


def _leave_no_trace() -> None:
    """What is typed here may be for no disk: a crash writes no memory of this process to one, and no library says what it
    saw."""
    import logging

    logging.disable()
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_CORE)[1]
        # To Linux 1 means none, also where it hands what crashed to a program, which 0 does not hinder.
        least = 1 if sys.platform == "linux" and most != 0 else 0
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (least, most))


def _dumb(place: Place) -> bool:
    return place.environ.get("TERM", "").lower() in ("dumb", "unknown") or place.settings.asking == PLAIN


def _full(place: Place) -> TerminalAsker | None:
    """The full-terminal asker, None on a console that it cannot drive."""
    from reflect.terminal.console import console, drivable
    from reflect.terminal.full.asker import FullAsker

    if not drivable():
        place.say(NOT_FULL)
        return None
    return FullAsker(console(place.stdout, place.environ), editor=lambda: editor_at(place), today=place.today)
