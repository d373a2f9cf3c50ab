"""What a flow that is to begin needs: what it builds on, the setback it is about, and whether a draft of it goes on."""

from __future__ import annotations

from reflect.cli.choosing import choose_setback, go_on_or_anew
from reflect.cli.place import Place
from reflect.entry.draft import Draft
from reflect.entry.setback import Setback
from reflect.errors import NothingThere
from reflect.interview.asking import Asker
from reflect.library.flows import Loaded


def need_entry(place: Place, loaded: Loaded) -> None:
    """Raises NothingThere where a flow builds on another, of which there is no entry yet."""
    needed = loaded.flow.needs_entry
    if needed and not place.catalogue.has(needed):
        raise NothingThere(f"{loaded.flow.flow} builds on {needed}, and there is no entry of it yet: reflect {needed}")


def subject(place: Place, asker: Asker, loaded: Loaded, ref: str | None) -> tuple[Setback | None, str | None]:
    """The setback a flow is about, or the title of a new one; neither where the flow needs none or names it itself."""
    if ref is not None:
        return place.catalogue.setback(ref), None
    flow = loaded.flow
    if flow.names_setback or flow.needs == "nothing":
        return None, None
    still_open = (each for each in place.catalogue.setbacks() if each.closed is None)
    found = place.catalogue.standings(still_open, place.journal.unfinished())
    return choose_setback(asker, found, place.today, optional=flow.needs == "setback_if_any")


def earlier_draft(place: Place, asker: Asker, loaded: Loaded, setback: Setback | None, *, new: bool) -> Draft | None:
    """A draft of the same flow for the same setback, if the person wants to go on with it.

    Where no setback was named, because the flow names it itself or needs none, any draft of the flow may be meant;
    nothing can be for a `new` one.
    """
    interviews = (each for each in place.journal.unfinished() if each.edits is None)
    of_flow = [each for each in interviews if each.flow.id == loaded.flow.flow]
    same = [each for each in of_flow if not new and (setback is None or each.setback == setback.id)]
    return same[0] if same and go_on_or_anew(asker, same[0], place.today) else None
