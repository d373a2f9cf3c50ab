"""The commands for whoever looks for help: where to find people, and how this is used; neither leaves anything behind."""

from __future__ import annotations

import typer

from reflect.cli.place import Place
from reflect.errors import NothingThere
from reflect.library.flows import SAFETY
from reflect.library.safety import load
from reflect.pages.lifeline import lifeline_page


def lifeline(ctx: typer.Context) -> None:
    """Where to find people who can help; nothing is recorded."""
    place: Place = ctx.obj
    safety = load(place.library, keep=False).safety
    if safety is None:
        raise NothingThere(f"The file {SAFETY} is missing from the program; install it again.")
    place.show(lifeline_page(safety.pointer, place.settings.contacts))


def usual_help(ctx: typer.Context) -> None:
    """What `reflect -h` says."""
    place: Place = ctx.obj
    place.write(f"{ctx.find_root().get_help()}\n")
