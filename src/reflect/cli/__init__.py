"""The command `reflect`: reads options, makes one call into the domain, hands what comes back to whoever paints it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reflect.cli.place import Place

BROKEN_PIPE = 141
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives back its exit code; the one place where errors become words on stderr."""
    args = sys.argv[1:] if argv is None else list(argv)
    if args == ["--version"]:
        from reflect import __version__

        # When it cannot be written, `run` meets the same and says so.
        with contextlib.suppress(OSError):
            sys.stdout.write(f"reflect {__version__}\n")
            sys.stdout.flush()
            return 0
    from reflect.cli.place import Place

    place = Place.here()
    try:
        return run(args, place)
    except Exception as error:  # noqa: BLE001 (a traceback, or the error's own words, could hold what somebody wrote)
        place.complain(_own_mistake(error))
        place.let_go()
        return 1


def run(args: Sequence[str], place: Place) -> int:
    """Runs one command in `place`."""
    from typer._click.exceptions import ClickException  # typer has no public name for the parent of its usage errors

    from reflect.errors import NOT_POSSIBLE, USAGE, ReflectError

    try:
        code = _invoke(args, place)
        place.flush()
    except ReflectError as error:
        place.complain(error.message, error.details)
        return error.exit_code
    except ClickException as error:
        message = error.format_message()
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "reflect"
        place.complain(f"{message}{'' if message.endswith(('.', '?')) else '.'} `{command} -h` shows what there is.")
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        place.let_go()
        return BROKEN_PIPE
    except OSError as error:
        place.complain(f"This could not be done: {error.strerror or 'the system refused'}. What was saved stays.")
        place.let_go()
        return NOT_POSSIBLE
    return code


def _invoke(args: Sequence[str], place: Place) -> int:
    """Runs the command itself: its own `main` has answers to a closed pipe and to Ctrl-C that are not ours."""
    import typer

    from reflect.cli.commands import group

    try:
        command = group(place)
        with command.make_context("reflect", list(args), obj=place) as context:
            code = command.invoke(context)
    except typer.Exit as left:
        return left.exit_code
    return code if isinstance(code, int) else 0


def _own_mistake(error: Exception) -> str:
    """What is said of an error nobody foresaw: its kind and its place in the program, never its words."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "reflect" in file.parts:
            place = f", {file.parent.name}/{file.name} line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"This is a mistake in the program ({type(error).__name__}{place}); what was saved stays. Please report it."
