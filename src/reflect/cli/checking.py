"""`check`: remarks on any text, a mail that is about to be sent for example."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reflect.cli.place import Place
from reflect.errors import NothingThere, UnknownName

STDIN = "-"


def check(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What the text is to be: apology.")],
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The text; - or nothing: standard input.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Gentle remarks on any text: phrases worth a second look, and what is not in it yet."""
    from reflect.checks.subject import Subject
    from reflect.checks.weighing import weigh
    from reflect.flow.notation import did_you_mean
    from reflect.library.checks import load
    from reflect.pages.remarks import remarks_page

    place: Place = ctx.obj
    loaded = load(place.library).values()
    checks = [each for each in loaded if what in each.sets]
    if not checks:
        known = sorted({name for each in loaded for name in each.sets})
        raise UnknownName(
            f"There is no '{what}' to check{did_you_mean(what, known) or '.'} There is {', '.join(known)}."
        )
    text = _text(place, file)
    remarks = weigh(checks, Subject(text), most=None)
    if as_json:
        place.write_json([each.to_json() for each in remarks])
    else:
        spoke = {each.check for each in remarks}
        place.show(
            remarks_page(remarks, text, [each.says for each in checks if each.says and each.id in spoke]), paged=True
        )


def _text(place: Place, file: str | None) -> str:
    """The text of `file` or of standard input, every character as it is there. Raises NothingThere."""
    name = "Standard input" if file in (None, STDIN) else str(file)
    if file in (None, STDIN) and place.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        place.say(f"Type or paste the text; {end} on a line of its own ends it.")
    try:
        data = _read(place, file)
    except OSError as error:
        raise NothingThere(f"{name} cannot be read ({error.strerror}).") from None
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NothingThere(f"{name} is not UTF-8 text (line {line}); save it as UTF-8 and try again.") from None


def _read(place: Place, file: str | None) -> bytes:
    if file is not None and file != STDIN:
        return Path(file).read_bytes()
    stream = getattr(place.stdin, "buffer", None)
    return bytes(stream.read()) if stream else place.stdin.read().encode("utf-8", "surrogateescape")
