"""The command `reflect`: reads options, makes one call into the domain, hands what comes back to whoever paints it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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

        sys.stdout.write(f"reflect {__version__}\n")
        return 0
    from reflect.cli.place import Place

    return run(args, Place.here())


def run(args: Sequence[str], place: Place) -> int:
    """Runs one command in `place`."""
    from typer._click.exceptions import ClickException  # typer has no public name for the parent of its usage errors

    from reflect.cli.commands import group
    from reflect.errors import USAGE, ReflectError

    try:
        code = group(place).main(list(args), prog_name="reflect", standalone_mode=False, obj=place)
        place.flush()
    except ReflectError as error:
        place.complain(error.message, error.details)
        return error.exit_code
    except ClickException as error:
        message = error.format_message()
        place.complain(f"{message}{'' if message.endswith(('.', '?')) else '.'} `reflect -h` shows what there is.")
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        place.let_go()
        return BROKEN_PIPE
    return code if isinstance(code, int) else 0
