"""The command that changes an entry: one answer at a time where it is asked, or all of it in an editor or from a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from reflect.cli import who_asks
from reflect.cli.amending import BOTH_KEPT, Amending, say_changed, say_left
from reflect.cli.choosing import Left, choose, go_on_or_anew
from reflect.cli.editing_sheet import from_file, in_editor
from reflect.cli.place import Place
from reflect.cli.who_asks import TerminalAsker, need_terminal
from reflect.entry.amending import Place as Where
from reflect.entry.amending import places
from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry
from reflect.entry.said import HOLE, EachSaid
from reflect.entry.words import day_in_words, in_words
from reflect.errors import UnknownName, Unreadable, WrongOptions
from reflect.interview.answers import Item
from reflect.interview.asking import Ending, converse
from reflect.interview.past import Past
from reflect.interview.resume import resume

if TYPE_CHECKING:
    pass

DONE = "done"
EMPTY, PRIVATE = "(left empty)", "(kept, private)"
NOT_HERE = "This answer is of a kind that cannot be changed here; it stays as it is."


def edit(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="[REF]", help="The entry: SETBACK/FLOW, the end of its id, or last.")
    ] = "last",
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUESTION]",
            help="The answer, by the id of its question; chosen when left out.",
            show_default=False,
        ),
    ] = None,
    editor: Annotated[bool, typer.Option("--editor", "-e", help="All answers at once, in your own editor.")] = False,
    answers: Annotated[
        str | None,
        typer.Option(metavar="FILE|-", help="New answers by question id, YAML or JSON; - for standard input."),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Plain lines, for screen readers and simple terminals.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say what was changed as JSON.")] = False,
) -> None:
    """Change an answer; the wording before is kept with it."""
    place: Place = ctx.obj
    if sum((question is not None, editor, answers is not None)) > 1:
        raise WrongOptions("Name one answer, or --editor, or --answers: one of them says what is to be changed.")
    entry = _entry(place, ref)
    if answers is not None:
        from_file(place, entry, answers, as_json=as_json)
        return
    need_terminal(place)
    place.journal.sweep()
    wanted = _where(entry, question) if question is not None else None
    with who_asks.asker_at(place, plain=plain) as asker:
        asker.remark((f"{entry.flow.title}, {day_in_words(entry.finished.date())}",))
        if editor:
            in_editor(place, asker, entry, _begun(place, asker, entry, None), as_json=as_json)
        elif wanted is not None:
            _one(place, asker, entry, _begun(place, asker, entry, wanted), as_json=as_json)
        else:
            _one_by_one(place, asker, entry, as_json=as_json)


def go_on_editing(place: Place, asker: TerminalAsker, draft: Draft, *, as_json: bool) -> None:
    """Goes on with a draft that changes an entry. Raises UnknownName, Unreadable."""
    assert draft.edits
    try:
        entry = _open(place, place.journal.entry(draft.edits.entry))
    except UnknownName:
        kept = place.journal.draft_path(draft.id)
        raise UnknownName(
            f"The entry that this changes is not there any more; what you wrote stays in {kept}."
        ) from None
    sitting = Amending.of_draft(place, place.journal.draft(draft.id), entry)
    asker.remark((f"{entry.flow.title}, {day_in_words(entry.finished.date())}",))
    if draft.edits.place is None:
        in_editor(place, asker, entry, sitting, as_json=as_json)
    else:
        _one(place, asker, entry, sitting, as_json=as_json)


# ----------------------------------------------------------------------------------------------------------- what is meant


def _entry(place: Place, ref: str) -> Entry:
    found = place.catalogue.find(ref)
    if not isinstance(found, Entry):
        raise WrongOptions(
            f"'{ref}' is a setback; name an entry of it (SETBACK/FLOW), or give it another title: reflect rename"
        )
    return _open(place, found)


def _open(place: Place, entry: Entry) -> Entry:
    """The entry, if it may be read and changed. Raises WrongOptions, Unreadable."""
    if entry.newer:
        raise Unreadable("A newer reflect wrote this, so it can only be read here; update reflect to change it.")
    if entry.sealed_until and entry.sealed(place.today):
        raise WrongOptions(f"You sealed this until {day_in_words(entry.sealed_until)}; it can be changed then.")
    return entry


def _where(entry: Entry, name: str) -> Where:
    """The answer that is meant: by its question, and where that was asked for several things, /KEY. Raises UnknownName."""
    known = [where for where, _, _ in places(entry)]
    found = [each for each in known if name in (str(each), each.question)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownName(f"'{name}' was asked for several things; name one of them:", [str(each) for each in found])
    raise UnknownName(f"This entry has no answer '{name}'; it has these:", [str(each) for each in known])


def _begun(place: Place, asker: TerminalAsker, entry: Entry, where: Where | None) -> Amending:
    """A sitting that begins to change an answer, or goes on with what was half typed there before. Raises Left."""
    for draft in place.journal.unfinished():
        if draft.edits and (draft.edits.entry, draft.edits.place) == (entry.id, where):
            if not go_on_or_anew(asker, draft, place.today):
                break
            return Amending.of_draft(place, place.journal.draft(draft.id), entry)
    return Amending.begin(place, entry, where)


# ---------------------------------------------------------------------------------------------------------- as it is asked


def _one_by_one(place: Place, asker: TerminalAsker, entry: Entry, *, as_json: bool) -> None:
    """Lets answers be chosen and changed until there is none left to be changed."""
    last: Amending | None = None
    changed: list[Where] = []
    while True:
        listed = [*places(entry)]
        options = [Item(str(n), _row(answer, each)) for n, (_, answer, each) in enumerate(listed)]
        done = Item(DONE, "That is all" if changed else "Nothing, leave it as it is")
        try:
            key = choose(asker, "What is to be changed?", [done, *options], DONE)
        except Left:
            if last is not None:
                say_changed(place, entry, replace(last, changed=changed), as_json=as_json)
            raise
        if key == DONE:
            break
        sitting = _begun(place, asker, entry, listed[int(key)][0])
        entry = _ask(place, asker, entry, sitting)
        changed += sitting.changed
        last = sitting
    say_changed(place, entry, replace(last or Amending.begin(place, entry, None), changed=changed), as_json=as_json)


def _one(place: Place, asker: TerminalAsker, entry: Entry, sitting: Amending, *, as_json: bool) -> None:
    entry = _ask(place, asker, entry, sitting)
    say_changed(place, entry, sitting, as_json=as_json)


def _ask(place: Place, asker: TerminalAsker, entry: Entry, sitting: Amending) -> Entry:
    """Puts an answer once more; the entry as it is then. Whoever leaves ends the command here, with all kept."""
    from reflect.cli.listening import Listener
    from reflect.cli.rescue import Saving

    interview = sitting.interview(entry, Past(setbacks=tuple(place.catalogue.setbacks())))
    if interview is None:
        asker.remark((NOT_HERE,))
        return entry
    if sitting.kept:
        interview = resume(interview.flow, interview.past, place.today, sitting.draft).interview
    saving = Saving(place, asker, sitting, interview)
    asker.kept, asker.keep = True, saving.typed
    try:
        done = converse(interview, asker, saving, Listener(place, interview.flow, kept=True))
    except Left as left:
        raise typer.Exit(say_left(place, sitting, left.exit_code)) from None
    finally:
        asker.keep = None
    if done.ending is not Ending.FINISHED:
        raise typer.Exit(say_left(place, sitting, done.exit_code))
    changed = saving.finish(done.interview)
    sitting.home = saving.home
    if sitting.met:
        asker.remark((BOTH_KEPT,))
    return changed or entry


def _row(answer: Answer, each: EachSaid | None) -> str:
    """A row to choose: what was asked, and what was said to it."""
    asked = answer.asked if each is None else each.asked or answer.asked.replace(HOLE, each.text)
    said = answer.said if each is None else each.said
    if said.skipped:
        return f"{asked}\n{EMPTY}"
    return f"{asked}\n{PRIVATE if answer.private else in_words(said, answer.type)}"
