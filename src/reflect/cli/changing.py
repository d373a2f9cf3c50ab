"""The commands that change a setback: rename, close, reopen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

import typer

from reflect.cli import who_asks
from reflect.cli.choosing import ask_for, pick_setback
from reflect.cli.place import Place
from reflect.cli.reading import as_listed
from reflect.entry.setback import UNTITLED, Setback
from reflect.entry.words import day_in_words
from reflect.errors import NoTerminal, NothingThere, WrongOptions
from reflect.flow.questions import Text
from reflect.interview.accept import LOSES, Accepting, accept, loses
from reflect.interview.asking import Asker
from reflect.journal.overview import references
from reflect.pages.visible import one_line

STDIN = "-"
UNCHANGED = "Nothing was changed."

Ref = Annotated[
    str | None,
    typer.Argument(metavar="[REF]", help="The setback: part of its title, its id, or last.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Say what it is now as JSON.")]


def rename(
    ctx: typer.Context,
    ref: Ref = None,
    title: Annotated[
        str | None,
        typer.Argument(
            metavar="[TITLE]", help="Asked for when left out; - takes a line of standard input.", show_default=False
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Give a setback another title."""
    place: Place = ctx.obj
    words = _first_line(place) if title == STDIN else title
    if words is None:
        with _asker(
            place, "reflect rename REF TITLE, or reflect rename REF - with the title on standard input"
        ) as asker:
            found = _find(place, ref) or _pick(place, asker, "Which one?", closed=False)
            given = ask_for(asker, "What should it be called?", one_line(found.title or "")) if found else ""
    else:
        given, found = _title(words), _find(place, ref)
    if found is None or not given:
        _left(place, as_json=as_json)
        return
    before, after = place.journal.change_setback(found.id, lambda setback: replace(setback, title=given), "rename")
    if loses(words):
        place.say(LOSES)
    same = [each for each in place.catalogue.setbacks() if each.title == after.title and each.id != after.id]
    if before.title == after.title:
        said = f"It is called that already: {_called(after)}."
    else:
        was = f"it was “{_called(before)}”" if before.title else "it had no title"
        said = f"It is called “{_called(after)}” now; {was}. `reflect rename {_ref(place, after)}` changes it again."
    if same:
        said += " Another setback is called the same; the short id tells them apart."
    _say(place, after, said, as_json=as_json)


def close(ctx: typer.Context, ref: Ref = None, as_json: Json = False) -> None:
    """Put a setback away; nothing of it is lost."""
    place: Place = ctx.obj
    found = _named(place, ref, "reflect close REF", "Which one is to be closed?", closed=False)
    if found is None:
        _left(place, as_json=as_json)
        return
    now = place.now().replace(microsecond=0)
    before, after = place.journal.change_setback(
        found.id, lambda setback: replace(setback, closed=setback.closed or now), "close"
    )
    back = f"`reflect reopen {_ref(place, after)}` opens it again."
    already = f"Closed already, since {day_in_words(before.closed.date())}" if before.closed else "Closed"
    _say(place, after, f"{already}: {_called(after)}. {back}", as_json=as_json)


def reopen(ctx: typer.Context, ref: Ref = None, as_json: Json = False) -> None:
    """Take a closed setback up again."""
    place: Place = ctx.obj
    found = _named(place, ref, "reflect reopen REF", "Which one is to be opened again?", closed=True)
    if found is None:
        _left(place, as_json=as_json)
        return
    before, after = place.journal.change_setback(found.id, lambda setback: replace(setback, closed=None), "reopen")
    back = f"`reflect close {_ref(place, after)}` closes it again."
    _say(
        place, after, f"{'Open again' if before.closed else 'Open already'}: {_called(after)}. {back}", as_json=as_json
    )


# ------------------------------------------------------------------------------------------------------ which setback


def _named(place: Place, ref: str | None, usage: str, text: str, *, closed: bool) -> Setback | None:
    """The setback that `ref` means; without one, the one that is chosen, if any is."""
    if ref is not None:
        return _find(place, ref)
    with _asker(place, usage) as asker:
        return _pick(place, asker, text, closed=closed)


def _find(place: Place, ref: str | None) -> Setback | None:
    return None if ref is None else place.catalogue.setback(ref)


def _pick(place: Place, asker: Asker, text: str, *, closed: bool) -> Setback | None:
    """One of the open or of the closed setbacks, as the person chooses. Raises NothingThere."""
    found = [each for each in place.catalogue.setbacks() if (each.closed is not None) == closed]
    if not found:
        place.mention_unreadable()
        raise NothingThere(f"No setback is {'closed' if closed else 'open'}.")
    return pick_setback(asker, text, place.catalogue.standings(found, place.journal.unfinished()), place.today)


@contextmanager
def _asker(place: Place, usage: str) -> Iterator[Asker]:
    """Somebody who can be asked. Raises NoTerminal."""
    if not place.has_terminal:
        raise NoTerminal(f"Nobody can be asked here, there is no terminal; say all of it: {usage}.")
    with who_asks.asker_at(place) as asker:
        yield asker


# -------------------------------------------------------------------------------------------------------- what is said


def _first_line(place: Place) -> str:
    """The first line of standard input."""
    stream = getattr(place.stdin, "buffer", None)
    return str(stream.readline(), "utf-8", "surrogateescape") if stream else place.stdin.readline()


def _title(words: str) -> str:
    """A title as an answer would be kept. Raises WrongOptions when it is empty."""
    said = accept(words, Accepting(Text(id="title", ask=""), (), dt.date.min))
    if said.skipped or not said.value:
        raise WrongOptions("A title needs a word at least; leave TITLE out to be asked for it.")
    return str(said.value)


def _say(place: Place, setback: Setback, words: str, *, as_json: bool) -> None:
    """What became of it: a line for the person, or the setback for a program."""
    if as_json:
        place.write_json(as_listed(setback, place.catalogue.flow_counts([setback.id])[setback.id]))
    else:
        place.say(words)
    place.mention_unreadable()


def _left(place: Place, *, as_json: bool) -> None:
    if as_json:
        place.write_json(None)
    else:
        place.say(UNCHANGED)


def _called(setback: Setback) -> str:
    return one_line(setback.title or "") or UNTITLED


def _ref(place: Place, setback: Setback) -> str:
    return references(place.catalogue.setbacks(), [setback])[setback.id]
