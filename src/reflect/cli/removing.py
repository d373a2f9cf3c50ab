"""The commands that take something out of the journal, or back: delete, undo, forget."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from reflect.cli import who_asks
from reflect.cli.choosing import choose
from reflect.cli.place import Place
from reflect.entry.change import Change
from reflect.entry.ids import short
from reflect.entry.model import Entry
from reflect.entry.setback import UNTITLED, Setback
from reflect.entry.words import day_in_words
from reflect.errors import NoTerminal, NothingThere, ReflectError, UnknownName, WrongOptions
from reflect.interview.answers import Item
from reflect.journal.files import DRAFTS, ENTRIES, SETBACKS
from reflect.journal.names import find
from reflect.pages.moments import counted
from reflect.pages.visible import one_line

Json = Annotated[bool, typer.Option("--json", help="Say what was done as JSON.")]

FORGET, UNDO, LEAVE = "forget", "undo", "leave"
DONE = {
    "edit": "an answer was changed",
    "delete": "something was put into the trash",
    "discard": "a draft was put into the trash",
    "rename": "a setback got another title",
    "close": "a setback was closed",
    "reopen": "a setback was opened again",
}
LEFT = "Nothing was removed."
OUT_OF_REACH = (
    "What this cannot reach: backups and copies of the journal, what a synced folder or another machine holds, what you "
    "exported, what is still on the screen of a terminal or open in another reflect, and places on the disk that are freed "
    "and not yet written over."
)
NAMED = 5
"""How many entries with the same words are named one by one."""


def delete(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="SETBACK, SETBACK/FLOW, the end of an id, or last.")],
    as_json: Json = False,
) -> None:
    """Put an entry or a setback into the trash."""
    place: Place = ctx.obj
    found = place.catalogue.find(ref)
    entries = place.journal.delete(found)
    if as_json:
        place.write_json({"deleted": found.id, "entries": [*entries], "trash": str(place.journal.folder / "trash")})
    else:
        place.say(
            f"In the trash: {_called(found, len(entries))}. `reflect undo` brings it back; "
            f"`reflect forget {short(found.id)}` removes it for good."
        )
    place.mention_unreadable()


def undo(ctx: typer.Context, as_json: Json = False) -> None:
    """Take the last change back."""
    place: Place = ctx.obj
    if not _is_of_today(place):
        place.say("Nothing was taken back.")
        return
    change = place.journal.undo()
    if as_json:
        place.write_json(
            {
                "undone": change.what,
                "made": change.made.isoformat(timespec="seconds"),
                "files": [{"kind": each.kind, "id": each.id} for each in change.files],
            }
        )
    else:
        place.say(_taken_back(place, change))


def forget(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Argument(
            metavar="[REF]",
            help="SETBACK, SETBACK/FLOW, the end of an id, or last; also in the trash.",
            show_default=False,
        ),
    ] = None,
    trash: Annotated[bool, typer.Option("--trash", help="Everything in the trash.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Without asking once more.")] = False,
    as_json: Json = False,
) -> None:
    """Remove something for good, with all that speaks of it."""
    place: Place = ctx.obj
    if (ref is None) != trash:
        raise WrongOptions("Name what is to be forgotten, or --trash for everything in the trash.")
    if ref is None:
        names, called = place.journal.trash.ids(), _in_the_trash(place)
        if not names:
            raise NothingThere("There is nothing in the trash.")
    else:
        found = _anywhere(place, ref)
        names, called = [found.id], _called(found, _count(place, found))
    if not yes and not _is_meant(place, called):
        place.say(LEFT)
        return
    forgotten = place.journal.forget(names)
    _forget_the_index(place)
    if as_json:
        place.write_json(
            {
                "forgotten": names,
                "entries": [*forgotten.entries],
                "drafts": [*forgotten.drafts],
                "unreadable": [str(each) for each in forgotten.left],
                "same_words": [*forgotten.echoes],
            }
        )
        return
    place.say(f"Forgotten: {called}.")
    if forgotten.echoes:
        named = ", ".join(short(each) for each in forgotten.echoes[:NAMED])
        more = f" and {counted(len(forgotten.echoes) - NAMED, 'other')}" if len(forgotten.echoes) > NAMED else ""
        place.say(
            f"The same words still stand in {named}{more}; `reflect show` reads them, `reflect forget` removes them."
        )
    for each in forgotten.left:
        place.complain(f"{each} may speak of it; it could not be read or changed, and was left as it is.")
    if place.folders.aside.is_dir():
        place.say(f"What an editor did not hand back may still lie in {place.folders.aside}.")
    place.say(OUT_OF_REACH)


# --------------------------------------------------------------------------------------------------------- what is meant


def _anywhere(place: Place, ref: str) -> Entry | Setback:
    """The entry or setback that is meant, in the journal or else in the trash. Raises what naming one does."""
    try:
        return place.catalogue.find(ref)
    except (UnknownName, NothingThere) as error:
        missing = error
    with contextlib.suppress(UnknownName, NothingThere):
        return find(place.journal.trash, ref)
    raise missing


def _count(place: Place, found: Entry | Setback) -> int:
    """How many entries go along with a setback, the trash included."""
    if isinstance(found, Entry):
        return 1
    there = place.catalogue.entries_of(found.id)
    return len(there) + sum(each.setback == found.id for each in place.journal.trash.entries())


def _is_meant(place: Place, called: str) -> bool:
    """Whether it is to be removed, as the person says. Raises NoTerminal."""
    if not place.has_terminal:
        raise NoTerminal("Nobody can be asked here, there is no terminal; --yes removes it without asking.")
    text = f"This removes for good: {called}. Nothing brings it back."
    options = (Item(LEAVE, "Leave it as it is"), Item(FORGET, "Remove it for good"))
    with who_asks.asker_at(place) as asker:
        return choose(asker, text, options) == FORGET


def _is_of_today(place: Place) -> bool:
    """Whether the last change is to be taken back: one of today is what is meant; an older one is named and asked about."""
    last = place.journal.last_change() if place.has_terminal else None
    if last is None or last.made.date() >= place.today:
        return True
    text = f"The last change is of {day_in_words(last.made.date())}: {DONE.get(last.what, last.what)}. Take it back?"
    options = (Item(LEAVE, "Leave it as it is"), Item(UNDO, "Take it back"))
    with who_asks.asker_at(place) as asker:
        return choose(asker, text, options) == UNDO


def _in_the_trash(place: Place) -> str:
    """What lies in the trash, in a sentence."""
    trash = place.journal.trash
    titles = ", ".join(f"“{one_line(each.title or '') or UNTITLED}”" for each in trash.setbacks()[:NAMED])
    counts = [counted(sum(1 for _ in trash.entries()), "entry", "entries"), counted(len(trash.drafts()), "draft")]
    return f"everything in the trash: {', '.join(filter(None, (titles, *counts)))}"


def _forget_the_index(place: Place) -> None:
    """Takes the index off the disk: it may hold words of what was forgotten, and is made anew when it is needed."""
    from reflect.index.store import Unusable

    index = place.raw_index
    if index is None:
        return
    try:
        index.remove()
    except Unusable:
        place.complain(
            f"The index in {place.folders.cache} could not be removed and may hold words of it; delete that folder."
        )


# ---------------------------------------------------------------------------------------------------------- what is said


def _called(found: Entry | Setback, entries: int) -> str:
    """What an entry or a setback is called in a sentence."""
    if isinstance(found, Entry):
        return f"{one_line(found.flow.id)} of {day_in_words(found.finished.date())} ({short(found.id)})"
    title = one_line(found.title or "") or UNTITLED
    return f"“{title}” with {counted(entries, 'entry', 'entries')}" if entries else f"“{title}”"


def _taken_back(place: Place, change: Change) -> str:
    """What was taken back, in a sentence."""
    main = change.files[-1] if change.what in ("delete", "discard") else change.files[0]
    name = short(main.id)
    try:
        if change.what == "discard":
            draft = next(each.id for each in change.files if each.kind == DRAFTS)
            return f"The draft is back: `reflect resume {short(draft)}` goes on with it."
        if main.kind == SETBACKS:
            setback = place.journal.setback(main.id)
            title = one_line(setback.title or "") or UNTITLED
            return {
                "rename": f"It is called “{title}” again.",
                "close": f"Open again: {title}.",
                "reopen": f"Closed again: {title}.",
            }.get(change.what, f"Back from the trash: “{title}”. `reflect show {name}` reads it.")
        if main.kind == ENTRIES:
            called = _called(place.journal.entry(main.id), 1)
            if change.what == "edit":
                return f"Taken back: the change of {called}. It reads as before: `reflect show {name}`."
            return f"Back from the trash: {called}. `reflect show {name}` reads it."
    except ReflectError:
        # It is back, and cannot be read; the next command that reads it says why.
        pass
    return f"Taken back: {change.what} of {day_in_words(change.made.date())}."
