"""The command that looks back: the views over what was written."""

from __future__ import annotations

from typing import Annotated

import typer

from reflect.cli.looking import ground_of
from reflect.cli.place import Place
from reflect.entry.ids import short
from reflect.errors import UnknownName, WrongOptions
from reflect.flow.notation import did_you_mean
from reflect.insights.views import NAMES, VIEWS, known, looked_at
from reflect.journal.names import find_setback
from reflect.pages.insights import insights_page, view_page


def insights(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="One view: " + ", ".join(NAMES) + ".", show_default=False),
    ] = None,
    setback: Annotated[
        str | None, typer.Option("--setback", "-s", metavar="REF", help="Only about this setback.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with the entries each number comes from.")] = False,
    group: Annotated[
        bool, typer.Option("--group", help="With signs: asks which of them are one and the same.", show_default=False)
    ] = False,
) -> None:
    """What your entries show: what is owed, what was kept, what comes back."""
    place: Place = ctx.obj
    if name is not None and name not in NAMES:
        hint = did_you_mean(name, NAMES) or f"; there are {', '.join(NAMES)}."
        raise UnknownName(f"There is no view '{name}'{hint}")
    if group:
        _group(place, name, alone=not setback and not as_json)
        return
    ground = ground_of(place)
    about = find_setback(place.journal.setbacks(), setback).id if setback else None
    if name is not None and about is None and not known(name).alone:
        raise WrongOptions(f"-s REF says for which setback: reflect insights {name} -s REF.")
    hidden = set(place.settings.hidden) if name is None else set()
    shown = [name] if name else [each.name for each in VIEWS if each.name not in hidden and (each.alone or about)]
    views = [looked_at(each, ground, about) for each in shown]
    if as_json:
        told = [each for each in views if name or not known(each.name).asked]
        place.write_json(told[0].to_json() if name else [each.to_json() for each in told])
    elif name:
        place.show(view_page(views[0], ground), paged=True)
    else:
        telling = [each for each in views if each.found is not None and each.drawn]
        first = [each for each in telling if known(each.name).first]
        others = [each.name for each in telling if not known(each.name).first]
        place.show(insights_page(first, others, ground, f" -s {short(about)}" if about else ""), paged=True)
    place.mention_unreadable()


def _group(place: Place, name: str | None, *, alone: bool) -> None:
    """Asks about signs. Raises WrongOptions for any other view, and beside other options."""
    from reflect.cli.sign_groups import group_signs
    from reflect.insights.signs import NAME

    if name != NAME or not alone:
        raise WrongOptions(f"--group is about all {NAME} and goes with nothing else: reflect insights {NAME} --group.")
    group_signs(place)
