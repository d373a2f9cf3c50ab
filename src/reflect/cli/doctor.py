"""The command that looks whether everything in the journal is in order, and mends what is safe to mend."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from reflect.cli.place import Place
from reflect.errors import NOT_POSSIBLE, BrokenFlow, BrokenSettings, NotSaved
from reflect.journal.checkup import Checkup, checkup
from reflect.journal.checkup_finding import Finding
from reflect.pages.doctor import Counts, doctor_page

if TYPE_CHECKING:
    from reflect.index.lookup import Index

FEW = 3
"""How many different reasons are said for which something could not be mended."""


def doctor(
    ctx: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is safe to mend; nothing is deleted.", show_default=False)
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Every finding as JSON.", show_default=False)] = False,
) -> None:
    """Look whether everything in the journal is in order, and mend what can be."""
    place: Place = ctx.obj
    with place.progress("Reading the journal") as progress:
        found = checkup(place.folders.journal, now=place.now(), cache=place.folders.cache, fix=fix, progress=progress)
    told = found or Checkup()
    told.findings += _around(place)
    if found:
        told.findings += _index(place, found)
    if fix:
        told.mend()
    told.tidy()
    for refused in [*dict.fromkeys(each.message for each in told.refused)][:FEW]:
        place.complain(refused)
    if as_json:
        place.write_json([each.to_json() for each in told.findings])
    else:
        counts = Counts(told.entries, told.setbacks, told.drafts) if found else None
        place.show(doctor_page(str(place.folders.journal), counts, told.findings), paged=True)
    if any(each.left for each in told.findings):
        raise typer.Exit(NOT_POSSIBLE)


def _around(place: Place) -> Iterator[Finding]:
    """What is not in order in a person's settings and own flows."""
    from reflect.config.settings import read_settings

    try:
        read_settings(place.folders.config)
    except BrokenSettings as error:
        yield Finding("settings", str(place.folders.settings), error.message)
    for flow in place.library.files().values():
        if flow.own:
            try:
                place.library.load(flow.id)
            except BrokenFlow:
                yield Finding("flow", str(flow.path), f"It does not load; `reflect flows check {flow.id}` says more.")


def _index(place: Place, found: Checkup) -> Iterator[Finding]:
    """Whether the index of the journal holds what its files hold; it is a cache, and can be made anew at any moment."""
    index = place.index
    if index is None:
        return
    from reflect.index.checkup import agrees

    if not agrees(index, found.marks, place.journal):
        says = "It holds something else than the files do; they were changed in a way that could not be noticed."
        yield Finding("index", str(index.store.path), says, partial(_make_anew, place, index))


def _make_anew(place: Place, index: Index) -> None:
    from reflect.index.checkup import make_anew
    from reflect.index.store import Unusable

    try:
        with place.progress("Looking through the journal") as progress:
            make_anew(index, progress)
    except Unusable:
        raise NotSaved(f"Not mended: {index.store.path} cannot be written. It may be deleted at any moment.") from None
