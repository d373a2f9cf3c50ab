"""`export`: an entry, a setback or the whole journal as Markdown."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reflect.cli.days import day_named
from reflect.cli.place import Place
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import NothingThere, WrongOptions
from reflect.flow.notation import did_you_mean
from reflect.journal.overview import titles
from reflect.pages.account import FOR_OTHERS, NAMES, Telling
from reflect.pages.answers import names_in
from reflect.pages.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LOOK_OVER = "Initials stand for the people you named where you were asked; read it once more, others may be in it."
INITIALS, AS_IT_IS = "initials", "as_it_is"


class For(Enum):
    """Whom an export is for."""

    SELF = "self"
    OTHERS = "others"


def export(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Argument(metavar="[REF]", help="SETBACK, SETBACK/FLOW, the end of an id, or last.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every entry, the oldest first.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write a new file, for you only.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over the file if it exists.")] = False,
    for_: Annotated[
        For,
        typer.Option(
            "--for", help="others: what happened, what you learned and what changes, with initials, without moods."
        ),
    ] = For.SELF,
    letters: Annotated[bool, typer.Option("--letters", help="With the letters that were written.")] = False,
    section: Annotated[
        list[str] | None,
        typer.Option(metavar="PART", help=f"Of a setback only this part: {', '.join(NAMES)}. Repeatable."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what was written on this day or later: 2026-03-01, 2w.")
    ] = None,
    as_initials: Annotated[
        bool, typer.Option("--initials", help="Initials for names; blanks for addresses and long numbers.")
    ] = False,
) -> None:
    """An entry, a setback or all of it as Markdown, without what is private."""
    place: Place = ctx.obj
    if (ref is None) != everything:
        raise WrongOptions("Say what to export: an entry or a setback (REF), or --all of it.")
    if force and output is None:
        raise WrongOptions("--force goes with -o FILE.")
    for name in section or ():
        if name not in NAMES:
            raise WrongOptions(
                f"There is no part '{name}'{did_you_mean(name, NAMES) or '; there are ' + ', '.join(NAMES)}."
            )
    if for_ is For.OTHERS and section and not {*section} & {*FOR_OTHERS}:
        raise WrongOptions(f"Others are told no more than {', '.join(FOR_OTHERS)}.")
    how = Telling(
        letters,
        for_ is For.OTHERS,
        frozenset(section or ()),
        day_named(since, place.today) if since is not None else None,
    )
    if ref is None:
        if section or how.for_others:
            raise WrongOptions("--section and --for others go with a setback, not with --all.")
        _put_all(place, how, output, force=force, as_initials=as_initials)
        return
    found = place.catalogue.find(ref)
    if isinstance(found, Entry) and (section or since):
        raise WrongOptions("--section and --since go with a setback, not with one entry.")
    if isinstance(found, Entry) and how.for_others and not _told_to_others(found):
        raise NothingThere(
            "Nothing of this entry is for others; --for others goes with a setback, or with what happened."
        )
    text, names = _written(place, found, how), _names(place, found)
    _put(place, text, names, output, force=force, as_initials=as_initials or how.for_others)


def _told_to_others(entry: Entry) -> bool:
    from reflect.pages.for_others import shown_to_others

    return bool(shown_to_others(entry))


def _written(place: Place, found: Entry | Setback, how: Telling) -> str:
    from reflect.export.markdown import entry_markdown, setback_markdown

    if isinstance(found, Entry):
        title = titles(place.journal, [found]).get(found.setback or "")
        return entry_markdown(found, today=place.today, title=title, how=how)
    from reflect.cli.looking import ground_about

    ground, entries = ground_about(place, found)
    return setback_markdown(found, entries, ground, how)


def _put(place: Place, text: str, names: Sequence[str], output: Path | None, *, force: bool, as_initials: bool) -> None:
    """Writes the text to where it belongs; people are named in it only if that is wanted, or nobody is there to say."""
    from reflect.export.anonymous import people_in, without_names
    from reflect.journal.durable import write_new

    there = () if as_initials else people_in(text, names)
    if there and place.has_terminal:
        as_initials = _wants_initials(place, there)
        there = ()
    if as_initials:
        text = without_names(text, names)
    if output is None:
        place.write(text)
    else:
        write_new(output, text.encode("utf-8", "replace"), replace=force)
        place.say(f"Written to {one_line(str(output))}. What is private was left out.")
    place.mention_unreadable()
    if as_initials:
        place.say(LOOK_OVER)
    if there:
        place.say(f"It names {', '.join(map(one_line, there))}. --initials puts initials in their place.")


def _put_all(place: Place, how: Telling, output: Path | None, *, force: bool, as_initials: bool) -> None:
    """Writes every entry to where it belongs, one after the other: a long life needs no more memory than a short one."""
    from reflect.export.anonymous import NAMED, without_names
    from reflect.export.markdown import journal_markdown
    from reflect.journal.durable import write_new

    names = dict[str, None]()

    def noting(entries: Iterable[Entry]) -> Iterator[Entry]:
        for each in entries:
            names.update(dict.fromkeys(names_in(each)))
            yield each

    if as_initials or place.has_terminal:
        # Whoever is named late may be spoken of early.
        for _ in noting(place.catalogue.oldest_first()):
            pass
        as_initials = as_initials or (bool(names) and _wants_initials(place, [*names][:NAMED]))
    since = how.since
    entries = (each for each in place.catalogue.oldest_first() if since is None or each.finished.date() >= since)
    known = {each.id: each.title for each in place.catalogue.setbacks()}
    pieces = journal_markdown(noting(entries), known, today=place.today, how=how)
    if as_initials:
        pieces = (without_names(each, names) for each in pieces)
    if output is None:
        for each in pieces:
            place.write(each)
    else:
        write_new(output, (each.encode("utf-8", "replace") for each in pieces), replace=force)
        place.say(f"Written to {one_line(str(output))}. What is private was left out.")
    place.mention_unreadable()
    if as_initials:
        place.say(LOOK_OVER)
    elif names and not place.has_terminal:
        shown = ", ".join(map(one_line, [*names][:NAMED]))
        place.say(
            f"It names people: {shown}{' and others' if len(names) > NAMED else ''}. --initials puts initials in their place."
        )


def _wants_initials(place: Place, there: Sequence[str]) -> bool:
    """Asks whether the people who are named become initials; initials are what stands there."""
    from reflect.cli.choosing import choose
    from reflect.cli.who_asks import asker_at
    from reflect.interview.answers import Item

    names = ", ".join(map(one_line, there))
    options = [Item(INITIALS, "initials in their place"), Item(AS_IT_IS, "as it is")]
    with asker_at(place) as asker:
        return (
            choose(asker, f"These names are in the text: {names}. How shall they stand?", options, INITIALS) == INITIALS
        )


def _names(place: Place, found: Entry | Setback) -> list[str]:
    """The people named anywhere about the same: whoever is named in one entry is spoken of in the others too.

    An entry about no setback in particular, a check-in for example, may speak of all that was ever written.
    """
    about = found.setback if isinstance(found, Entry) else found.id
    told = place.catalogue.around(about) if about else place.catalogue.oldest_first()
    return list(dict.fromkeys(name for each in told for name in names_in(each)))
