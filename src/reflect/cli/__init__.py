"""The command `reflect`: reads options, makes one call into the domain, hands what comes back to whoever paints it."""

from __future__ import annotations

import gc
import sys

# Type checkers know it by its name; to import it from `typing` takes longer than all that `--version` does.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reflect.cli.place import Place

BROKEN_PIPE = 141
INTERRUPTED = 130
VERSION = ["--version"]
NEW_THINGS = 50_000
"""How many new things in memory are looked through for what can be freed: a short command makes fewer."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives back its exit code; the one place where errors become words on stderr."""
    args = sys.argv[1:] if argv is None else argv
    if list(args) == VERSION and _version_said():
        return 0
    gc.set_threshold(NEW_THINGS)
    from reflect.cli.place import Place
    from reflect.errors import NOT_POSSIBLE

    place = Place.here()
    _keep_to_kind_and_place(place)
    try:
        return run(args, place)
    except Exception as error:  # noqa: BLE001 (a traceback, or the error's own words, could hold what somebody wrote)
        place.complain(_own_mistake(error))
        return NOT_POSSIBLE
    finally:
        place.let_go()
        # The process ends here; else all that is in memory would be looked through a last time.
        gc.freeze()


def run(args: Sequence[str], place: Place) -> int:
    """Runs one command in `place`."""
    from reflect.errors import NOT_POSSIBLE, ReflectError

    code = 0
    try:
        code = _version(place) if list(args) == VERSION else _command(args, place)
        place.flush()
    except ReflectError as error:
        place.complain(error.message, error.details)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return code or BROKEN_PIPE
    except OSError as error:
        # A command that was ended by a signal says so even when its terminal is gone.
        if not code:
            place.complain(f"This could not be done: {error.strerror or 'the system refused'}. What was saved stays.")
        return code or NOT_POSSIBLE
    return code


def _version_said() -> bool:
    """Says the version before anything is imported. False where that fails; `run` then tries, and knows what to say."""
    from reflect import __version__

    try:
        sys.stdout.write(f"reflect {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):
        return False
    return True


def _version(place: Place) -> int:
    from reflect import __version__

    place.write(f"reflect {__version__}\n")
    return 0


def _command(args: Sequence[str], place: Place) -> int:
    """Runs a command of the table or of a flow. Raises WrongOptions."""
    import typer
    from typer._click.exceptions import ClickException  # typer has no public name for the parent of its usage errors

    from reflect.cli.commands import group
    from reflect.cli.help_text import make_help_visible
    from reflect.errors import WrongOptions

    make_help_visible()
    try:
        command = group()
        # The command's own `main` has answers to a closed pipe and to Ctrl-C that are not ours.
        with command.make_context("reflect", list(args), obj=place) as context:
            _sweep(place)
            code = command.invoke(context)
    except typer.Exit as left:
        return left.exit_code
    except ClickException as error:
        message, at = error.format_message(), getattr(error, "ctx", None)
        stop = "" if message.endswith((".", "?")) else "."
        raise WrongOptions(
            f"{message}{stop} `{at.command_path if at else 'reflect'} -h` shows what there is."
        ) from None
    return code if isinstance(code, int) else 0


def _sweep(place: Place) -> None:
    """Removes what a program that crashed left of the texts in its editor. There is hardly ever anything to look at."""
    from contextlib import suppress

    from reflect.errors import NotSaved

    try:
        folders = place.folders
    except NotSaved:
        return
    for each in {folders.editor(place.environ), folders.aside}:
        # What cannot be looked into is no reason not to go on.
        with suppress(OSError):
            if each.is_dir():
                from reflect.terminal.editor_files import sweep

                sweep(each, place.file_clock())


def _keep_to_kind_and_place(place: Place) -> None:
    """Has Python, too, say no words of an error that nobody foresaw and that comes by here: one in a thread, in what is
    thrown away, at the end, and warnings."""
    import contextlib
    import threading
    import warnings

    def told(error: BaseException | None) -> None:
        # At the very end there may be nothing left to say it with.
        with contextlib.suppress(Exception):
            if isinstance(error, Exception):
                place.complain(_own_mistake(error))

    def warned(_words: Warning | str, kind: type[Warning], file: str, line: int, *_more: object) -> None:
        with contextlib.suppress(Exception):
            place.complain(f"A warning ({kind.__name__}, {file} line {line}).")

    sys.excepthook = lambda _kind, error, _trace: told(error)
    sys.unraisablehook = lambda found: told(found.exc_value)
    threading.excepthook = lambda found: told(found.exc_value)
    warnings.showwarning = warned  # type: ignore[assignment] # only as much of it as is told


def _own_mistake(error: Exception) -> str:
    """What is said of an error nobody foresaw: its kind and its place in the program, never its words."""
    from pathlib import Path

    trace, place = error.__traceback__, ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "reflect" in file.parts:
            place = f", {file.parent.name}/{file.name} line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"This is a mistake in the program ({type(error).__name__}{place}); what was saved stays. Please report it."
