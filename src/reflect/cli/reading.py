"""The commands that read: list, show, setbacks, drafts, where."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import Annotated, Any

import typer

from reflect.cli.filters import sought_by
from reflect.cli.place import Place
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import WrongOptions
from reflect.index.sought import Sought
from reflect.journal.names import find_draft
from reflect.journal.overview import titles as titles_of
from reflect.pages.blocks import Quiet
from reflect.pages.lists import drafts_page, list_page, setbacks_page
from reflect.pages.visible import one_line

NEWEST = 20

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
About = Annotated[str | None, typer.Option("--setback", "-s", metavar="REF", help="Only about this setback.")]


def entries(
    ctx: typer.Context,
    number: Annotated[int, typer.Option("-n", min=1, help="How many of the newest.")] = NEWEST,
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Finished on this day or later: 2026-03-01, last Friday, 2w.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Finished on this day or earlier.")] = None,
    flow: Annotated[str | None, typer.Option(metavar="FLOW", help="Only of this flow.")] = None,
    setback: About = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION=ANSWER",
            help="Only with this answer: question id, and option key, number or words. Repeatable.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Your entries, newest first."""
    place: Place = ctx.obj
    sought = sought_by(place, flow, setback, since, until)
    answers = [_pair(each) for each in where or ()]
    found = (each for each in place.catalogue.entries(sought) if not answers or _says(each, answers, place.today))
    # One more than is shown is read, to know whether there are older ones.
    taken = list(found if everything else itertools.islice(found, number + 1))
    shown = taken if everything else taken[:number]
    titles = titles_of(place.journal, shown)
    if as_json:
        place.write_json([as_row(place, each, titles) for each in shown])
    else:
        place.show(
            list_page(
                shown,
                titles,
                today=place.today,
                more=len(taken) > len(shown),
                sought=bool(answers) or sought != Sought(),
            )
        )
    place.mention_unreadable()


def _says(entry: Entry, answers: list[tuple[str, str]], today: dt.date) -> bool:
    """Whether an entry has all of these answers; one that is sealed says nothing."""
    return not entry.sealed(today) and all(_answered(entry, question, wanted) for question, wanted in answers)


def _answered(entry: Entry, question: str, wanted: str) -> bool:
    """Whether an entry has this answer: an option by its key, a number, a text, or an item with these words."""
    answer = entry.answer(question)
    if answer is None or answer.private:
        return False
    values: list[Any] = []
    for said in answer.sayings():
        values += said.value if isinstance(said.value, list) else [said.value]
    words = {True: "yes", False: "no"}
    plain = [each.get("text") if isinstance(each, dict) else each for each in values]
    return wanted in [words[each] if isinstance(each, bool) else str(each) for each in plain if each is not None]


def _pair(text: str) -> tuple[str, str]:
    question, equals, wanted = text.partition("=")
    if not equals or not question or not wanted:
        raise WrongOptions(f"--where takes QUESTION=ANSWER, the id of a question and an answer to it, not '{text}'.")
    return question, wanted


def as_row(place: Place, entry: Entry, titles: dict[str, str | None]) -> dict[str, Any]:
    """An entry in a list, in JSON; `titles` are those of setbacks, by id."""
    return {
        "id": entry.id,
        "flow": entry.flow.id,
        "setback": entry.setback,
        "setback_title": titles.get(entry.setback) if entry.setback else None,
        "title": None if entry.sealed(place.today) else entry.summary,
        "finished": entry.finished.isoformat(timespec="seconds"),
        "file": str(place.journal.path_of(entry.id)),
    }


def show(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="SETBACK, SETBACK/FLOW, the end of an id, or last.")],
    history: Annotated[
        bool, typer.Option("--history", help="Of an entry, what was changed in it: the wordings before.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read an entry, or everything about a setback."""
    place: Place = ctx.obj
    found = place.catalogue.find(ref)
    if history and not isinstance(found, Entry):
        raise WrongOptions(f"'{ref}' is a setback; --history is of one entry: name it (SETBACK/FLOW).")
    if isinstance(found, Entry):
        if as_json:
            place.write_json(_whole(found, place.today))
        else:
            from reflect.pages.history import history_page
            from reflect.pages.reading import entry_page

            title = titles_of(place.journal, [found]).get(found.setback or "")
            page = history_page if history else entry_page
            place.show(page(found, today=place.today, title=title), paged=True)
        place.mention_unreadable()
        return
    if as_json:
        told = place.catalogue.entries_of(found.id)
        place.write_json({"setback": found.to_json(), "entries": [_shared(each, place.today) for each in told]})
    else:
        from reflect.cli.looking import ground_about
        from reflect.pages.story import story_page

        ground, entries = ground_about(place, found)
        place.show(story_page(found, entries, ground), paged=True)
    place.mention_unreadable()


def _whole(entry: Entry, today: dt.date) -> dict[str, Any]:
    """The stored entry; of a sealed one only that it is, and until when."""
    if entry.sealed(today):
        entry = replace(entry, summary=None, answers=(), earlier=(), follow_up=(), extra={})
    return entry.to_json()


def _shared(entry: Entry, today: dt.date) -> dict[str, Any]:
    """The stored entry without private answers, which are shown when it is opened by itself and nowhere else."""
    from reflect.pages.reading import shared

    return {**_whole(entry, today), "earlier": []} | (
        {} if entry.sealed(today) else {"answers": [each.to_json() for each in shared(entry)]}
    )


def setbacks(ctx: typer.Context, as_json: Json = False) -> None:
    """Your setbacks, newest first."""
    place: Place = ctx.obj
    known = place.catalogue.setbacks()
    counts = place.catalogue.flow_counts([each.id for each in known])
    if as_json:
        place.write_json([as_listed(each, counts[each.id]) for each in known])
    else:
        place.show(setbacks_page(known, counts))
    place.mention_unreadable()


def as_listed(setback: Setback, flows: dict[str, int]) -> dict[str, Any]:
    """A setback in JSON, with how many entries of which flow it has."""
    data = setback.to_json()
    return {**{key: data[key] for key in ("id", "title", "created", "closed")}, "flows": flows}


def drafts(
    ctx: typer.Context,
    discard: Annotated[str | None, typer.Option(metavar="REF", help="Move this draft to the trash.")] = None,
    as_json: Json = False,
) -> None:
    """What is unfinished."""
    place: Place = ctx.obj
    if discard is not None:
        draft = find_draft(place.journal, discard)
        place.journal.discard_draft(draft)
        if as_json:
            place.write_json({"discarded": draft.id, "trash": str(place.journal.folder / "trash")})
            return
        trash = place.journal.folder / "trash"
        words = f"The draft of {draft.flow.id} is in the trash: {trash}. reflect undo brings it back."
        place.show((Quiet(words),))
        return
    found = place.journal.unfinished()
    titles = {each.id: each.title for each in place.catalogue.setbacks()}
    if as_json:
        place.write_json(
            [
                {
                    "id": each.id,
                    "flow": each.flow.id,
                    "setback": each.setback,
                    "setback_title": titles.get(each.setback) if each.setback else None,
                    "saved": each.saved.isoformat(timespec="seconds"),
                    "answered": each.answered,
                    "edits": each.edits.entry if each.edits else None,
                }
                for each in found
            ]
        )
    else:
        place.show(drafts_page(found, titles, today=place.today))
    place.mention_unreadable()


def where(ctx: typer.Context, as_json: Json = False) -> None:
    """The folders where everything is kept."""
    place: Place = ctx.obj
    found = {
        "journal": place.folders.journal,
        "flows": place.folders.prompts,
        "config": place.folders.config,
        "cache": place.folders.cache,
    }
    if as_json:
        place.write_json({name: str(path) for name, path in found.items()})
        return
    meaning = {
        "journal": "everything you wrote",
        "flows": "your own flows",
        "config": "settings",
        "cache": "may be deleted at any moment",
    }
    for name, path in found.items():
        place.write(f"{name:<8} {one_line(str(path))}  ({meaning[name]})\n")
