"""`export`: an entry or a setback as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reflect.cli.place import Place
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import WrongOptions
from reflect.journal.names import find
from reflect.journal.overview import titles
from reflect.pages.answers import names_in
from reflect.pages.visible import one_line


def export(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="SETBACK, SETBACK/FLOW, the end of an id, or last.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write a new file, for you only.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over the file if it exists.")] = False,
    letters: Annotated[bool, typer.Option("--letters", help="With the letters that were written.")] = False,
    as_initials: Annotated[
        bool, typer.Option("--initials", help="Initials for names; blanks for addresses and long numbers.")
    ] = False,
) -> None:
    """An entry or a setback as Markdown, without what is private."""
    from reflect.export.anonymous import people_in, without_names
    from reflect.export.markdown import entry_markdown, setback_markdown
    from reflect.journal.durable import write_new

    place: Place = ctx.obj
    if force and output is None:
        raise WrongOptions("--force goes with -o FILE.")
    found = find(place.journal, ref)
    if isinstance(found, Entry):
        title = titles(place.journal, [found]).get(found.setback or "")
        text = entry_markdown(found, today=place.today, title=title, letters=letters)
    else:
        told = [each for each in place.journal.entries_of(found.id) if isinstance(each, Entry)]
        text = setback_markdown(found, told, today=place.today, letters=letters)
    names = _names(place, found)
    if as_initials:
        text = without_names(text, names)
    if output is None:
        place.write(text)
    else:
        write_new(output, text.encode("utf-8", "replace"), replace=force)
        place.say(f"Written to {output}. What is private was left out.")
    place.mention_unreadable()
    if not as_initials and (there := people_in(text, names)):
        place.say(f"It names {', '.join(map(one_line, there))}. --initials puts initials in their place.")


def _names(place: Place, found: Entry | Setback) -> list[str]:
    """The people named anywhere about the same: whoever is named in one entry is spoken of in the others too.

    An entry about no setback in particular, a check-in for example, may speak of all that was ever written.
    """
    about = found.setback if isinstance(found, Entry) else found.id
    told = place.journal.entries_of(about) if about else place.journal.entries()
    return list(dict.fromkeys(name for each in told if isinstance(each, Entry) for name in names_in(each)))
