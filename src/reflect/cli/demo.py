"""`reflect demo`: a made-up year to look around in, in a shell until it is left, or in a folder that stays."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from reflect.cli.made_up_year import MARK, Around, around, make_up
from reflect.cli.place import Place
from reflect.config.folders import HOME, make_private
from reflect.errors import FileExists, NoTerminal, NothingThere, NotSaved
from reflect.library.flows import shipped_prompts
from reflect.pages.blocks import Facts, Page, Quiet, Words
from reflect.terminal.exit_codes import EXIT_CODES, INTERRUPTED

PREFIX = "reflect-demo-"
FROM_KEYS = {getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)}
FROM_OUTSIDE = {number for number in EXIT_CODES if number not in FROM_KEYS}
PATIENCE = 2.0
"""Seconds that a shell has to end, after it was asked to."""
EXIT = "`exit` leaves this year, and it is thrown away."
GONE = "The made-up year is thrown away."
OTHERWISE = """\
{home} was set before, and the start file of your shell may set it again: if `reflect where` does not name {folder}, \
leave with `exit` and use `reflect demo FOLDER`."""


def demo(
    ctx: typer.Context,
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="[FOLDER]",
            help="A new folder that stays. Without one, a shell opens in the year, and it is thrown away in the end.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """A made-up year to look around in. Your own journal, flows and settings are not touched."""
    place: Place = ctx.obj
    if folder is not None:
        _in_a_folder(place, folder)
        return
    here = place.environ.get(HOME)
    if here and (Path(here) / MARK).is_file():
        raise NothingThere(
            f"You are in a made-up year already: {here}. `exit` leaves it, where a shell was opened for it."
        )
    if not place.has_terminal:
        raise NoTerminal("A shell needs a terminal, and there is none; name a folder: reflect demo FOLDER.")
    with _signals() as signals, _temporary(signals) as home:
        _make(place, home)
        again = OTHERWISE.format(home=HOME, folder=home) if place.environ.get(HOME) else ""
        place.show(_hint(around(shipped_prompts()), f"{EXIT} {again}".rstrip()))
        place.flush()
        _shell(place, home, signals)
    place.say(GONE)


def _in_a_folder(place: Place, folder: str) -> None:
    """Makes the year in a new folder, and says how to look at it; a folder that was begun and not finished goes again."""
    try:
        home = Path(folder).expanduser().absolute()
        if os.path.lexists(home):
            raise FileExists(f"{home} is there already; name a folder that is not.")
        make_private(home)
    except (OSError, RuntimeError) as error:
        raise NotSaved(f"{folder} cannot be made ({getattr(error, 'strerror', None) or error}).") from None
    with _signals() as signals:
        try:
            _make(place, home)
        except BaseException:
            signals.quiet = True
            shutil.rmtree(home, ignore_errors=True)
            raise
    place.show(_hint(around(shipped_prompts()), _in_there(home)))


@contextmanager
def _temporary(signals: _Signals) -> Iterator[Path]:
    """A folder for as long as it is needed, for its owner only."""
    try:
        home = Path(tempfile.mkdtemp(prefix=PREFIX))
    except OSError as error:
        raise NotSaved(f"No folder could be made for it ({error.strerror}).") from None
    try:
        yield home
    finally:
        signals.quiet = True
        shutil.rmtree(home, ignore_errors=True)


def _make(place: Place, home: Path) -> None:
    with _telling(place) as told:
        make_up(home, shipped_prompts(), place.now(), told)


# -------------------------------------------------------------------------------------------------------- what is said


@contextmanager
def _telling(place: Place) -> Iterator[Callable[[int, int], None] | None]:
    """Shows on a terminal how far the year is, and takes it away again."""
    if not place.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn

    from reflect.terminal.console import console

    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24))
    with Progress(*columns, console=console(place.stderr, place.environ), transient=True) as shown:
        task = shown.add_task("A year is being written", total=None)
        yield lambda done, whole: shown.update(task, completed=done, total=whole)


def _hint(found: Around, end: str) -> Page:
    """What it is, what to try in it, and how it ends."""
    return (Words(found.hint), Facts(found.tries), Quiet(end))


def _in_there(home: Path) -> str:
    """How to look at a year in a folder."""
    if os.name == "nt":
        return f"It is kept in {home}. `set {HOME}={home}` comes first, in a window of its own."
    before = f"{HOME}={shlex.quote(str(home))}"
    return f"It is kept in {home}. Put {before} before each of these: `{before} reflect`."


# ----------------------------------------------------------------------------------------------------------- the shell


def _shell(place: Place, home: Path, signals: _Signals) -> None:
    """Opens the person's shell in the year, until they leave it."""
    shell = place.environ.get("COMSPEC", "cmd.exe") if os.name == "nt" else place.environ.get("SHELL") or "/bin/sh"
    # A shell that is just being started could not be ended any more.
    signals.of_the_shell = signals.holding = True
    try:
        started = subprocess.Popen([shell], env=_world(place, home))  # noqa: S603 (the person's own shell)
    except OSError as error:
        raise NotSaved(
            f"The shell {shell} could not be opened ({error.strerror}); `reflect demo FOLDER` does without one."
        ) from None
    try:
        signals.let_go()
        started.wait()
    finally:
        _end(started)


def _world(place: Place, home: Path) -> dict[str, str]:
    """The environment of the shell: the year is the home, and `reflect` is found where it was called from."""
    world = {**place.environ, HOME: str(home)}
    own = Path(sys.executable).parent
    path = world.get("PATH", os.defpath)
    if shutil.which("reflect", path=path) is None and shutil.which("reflect", path=str(own)):
        world["PATH"] = f"{own}{os.pathsep}{path}"
    return world


def _end(started: subprocess.Popen[bytes]) -> None:
    """Hangs up on a shell that outlives what it was opened by."""
    if started.poll() is None:
        with suppress(OSError):
            started.send_signal(getattr(signal, "SIGHUP", signal.SIGTERM))
        try:
            started.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


@dataclass
class _Signals:
    """What a signal means: it ends the making and the shell, but for those from keys, which are `of_the_shell` while it is
    open; what is cleared away in the end is not disturbed (`quiet`). While it is `holding`, one that comes is `held` until
    it is let go. `code` is how the process says what ended it."""

    of_the_shell: bool = False
    quiet: bool = False
    holding: bool = False
    held: int | None = None
    code: int = INTERRUPTED

    def let_go(self) -> None:
        """What was held comes now."""
        self.holding = False
        if self.held is not None:
            self(self.held, None)

    def __call__(self, number: int, _frame: object) -> None:
        if self.quiet or (self.of_the_shell and number not in FROM_OUTSIDE):
            return
        if self.holding:
            self.held = number
            return
        self.quiet, self.code = True, EXIT_CODES.get(number, INTERRUPTED)
        raise KeyboardInterrupt


@contextmanager
def _signals() -> Iterator[_Signals]:
    """Minds the signals for a while. They get a handler and not SIG_IGN, which the shell would inherit."""
    minding = _Signals()
    if threading.current_thread() is not threading.main_thread():
        yield minding
        return
    before: dict[int, Any] = {each: signal.signal(each, minding) for each in {*FROM_KEYS, *FROM_OUTSIDE}}
    try:
        yield minding
    except KeyboardInterrupt:
        raise typer.Exit(minding.code) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
