"""The command that looks back: the views over what was written."""

from __future__ import annotations

from typing import Annotated

import typer

from reflect.cli.looking import ground_of
from reflect.cli.place import Place
from reflect.entry.ids import short
from reflect.errors import UnknownName, WrongOptions
from reflect.flow.notation import did_you_mean
from reflect.insights.views import NAMES, VIEWS, known, looked_at, tells
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
    about = place.catalogue.setback(setback).id if setback else None
    if name is not None and about is None and not known(name).alone:
        raise WrongOptions(f"-s REF says for which setback: reflect insights {name} -s REF.")
    hidden = set(place.settings.hidden) if name is None else set()
    listed = [each for each in VIEWS if each.name not in hidden and (each.alone or about)]
    if name:
        view = looked_at(name, ground, about)
        if as_json:
            place.write_json(view.to_json())
        else:
            place.show(view_page(view, ground), paged=True)
    elif as_json:
        place.write_json([looked_at(each.name, ground, about).to_json() for each in listed if not each.asked])
    else:
        views = [looked_at(each.name, ground, about) for each in listed if each.first]
        first = [each for each in views if each.found is not None and each.drawn]
        # Those that are only named are looked at no further than to know that they have something to tell.
        others = [each.name for each in listed if not each.first and tells(each.name, ground, about)]
        place.show(insights_page(first, others, ground, f" -s {short(about)}" if about else ""), paged=True)
    place.mention_unreadable()


def _group(place: Place, name: str | None, *, alone: bool) -> None:
    """Asks about signs. Raises WrongOptions for any other view, and beside other options."""
    from reflect.cli.sign_groups import group_signs
    from reflect.insights.signs import NAME

    if name != NAME or not alone:
        raise WrongOptions(f"--group is about all {NAME} and goes with nothing else: reflect insights {NAME} --group.")
    group_signs(place)
