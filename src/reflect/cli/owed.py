"""The commands about what comes back and what could come next: `due` and `next`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reflect.cli.commands import typed
from reflect.cli.owing import Owed, come_back
from reflect.entry.ids import short
from reflect.followups.choosing import in_order
from reflect.followups.model import State
from reflect.pages.due import Owing, due_page

if TYPE_CHECKING:
    from reflect.cli.place import Place
    from reflect.followups.model import FollowUp

NOTHING = 1
"""The exit code of `due --quiet` when nothing is due."""
SHOWN = 5


def due(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Also what comes back later, and what rests.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing: exit code 0 if something is due, else 1.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What has come back: promises, steps, dates you set."""
    place: Place = ctx.obj
    setbacks = place.catalogue.setbacks()
    owed = Owed.open(place.catalogue, place.today, away=every, setbacks=setbacks)
    if quiet:
        raise typer.Exit(0 if owed.due else NOTHING)
    shown = _all_waiting(owed.found) if every else in_order(owed.due)
    titles = {each.id: each.title for each in setbacks}
    if as_json:
        place.write_json([_row(each, titles) for each in shown])
        place.mention_unreadable()
        return
    back = come_back(place) if shown or owed.found or owed.away else None
    flows = place.library.files()
    found = [Owing(each, titles.get(each.setback or ""), opening(each, flows, back)) for each in shown]
    place.show(
        due_page(
            found,
            today=place.today,
            resting=owed.resting,
            ahead=owed.ahead,
            come_back=back,
        ),
        paged=True,
    )
    place.mention_unreadable()


def next_steps(
    ctx: typer.Context,
    setback: Annotated[
        str | None,
        typer.Option("--setback", "-s", metavar="REF", help="The setback: part of its title, its id, or last."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What you could do next, and the reason; nothing is asked of you."""
    # What is due is told without knowing what could be next.
    from reflect.cli.stepping import Steps
    from reflect.pages.next import next_page, steps_for

    place: Place = ctx.obj
    steps = Steps(place, place.journal)
    named = place.catalogue.setback(setback) if setback else None
    shown = [named] if named else [each for each in steps.setbacks if each.closed is None]
    found = [(each, steps.next_for(each.id)) for each in shown]
    if as_json:
        place.write_json(
            [
                {
                    "setback": each.id,
                    "setback_title": each.title,
                    "suggestions": [{"flow": one.flow, "because": one.because} for one in suggested],
                }
                for each, suggested in found
            ]
        )
        place.mention_unreadable()
        return
    listed = [(each, steps_for(suggested, steps.reference(each))) for each, suggested in found[: 1 if named else SHOWN]]
    place.show(next_page(listed, len(steps.owed.due), steps.owed.ahead, come_back(place)))
    place.mention_unreadable()


def opening(each: FollowUp, flows: Container[str], back: str | None) -> str | None:
    """What to type to open what a follow-up opens; None for one that is asked about, that is the check-in itself, which is
    opened with `back`, or that opens none of the `flows` there are."""
    if each.draft:
        return f"reflect resume {short(each.draft)}"
    if each.opens is None or each.opens not in flows or typed(each.opens) == back:
        return None
    return typed(each.opens) + (f" -s {short(each.setback)}" if each.setback else "")


def _all_waiting(found: Iterable[FollowUp]) -> list[FollowUp]:
    """All that is open: what is due, what was begun, what lies ahead in the order of its days, and then what rests."""
    places = (State.DUE, State.BEGUN, State.AHEAD, State.RESTING)
    return sorted(
        in_order(each for each in found if each.state in places),
        key=lambda each: (places.index(each.state), each.date if each.state is State.AHEAD else dt.date.min),
    )


def _row(each: FollowUp, titles: dict[str, str | None]) -> dict[str, Any]:
    return {
        "ref": each.ref,
        "kind": each.kind,
        "text": each.text,
        "people": each.people,
        "date": each.date.isoformat(),
        "state": each.state.value,
        "setback": each.setback,
        "setback_title": titles.get(each.setback or ""),
        "entry": None if each.draft else each.entry,
        "draft": each.draft,
        "opens": each.opens,
    }
