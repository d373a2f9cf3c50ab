"""An entry changed all at once: from a file of answers, or as a sheet in the person's own editor."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from reflect.cli import who_asks
from reflect.cli.amending import BOTH_KEPT, Amending, flow_of, say_changed, say_left
from reflect.cli.choosing import choose
from reflect.cli.place import Place
from reflect.cli.who_asks import TerminalAsker
from reflect.entry.model import Answer, Entry
from reflect.entry.said import EachSaid
from reflect.errors import NotSaved, ReflectError, WrongAnswers
from reflect.interview.amending import amending
from reflect.interview.answers import Item
from reflect.interview.past import Past
from reflect.interview.state import Interview

if TYPE_CHECKING:
    from reflect.terminal.editor import Edited
    from reflect.terminal.sheet.answers_file import AnswersFile

AGAIN, ONCE_MORE, LEAVE = "again", "once_more", "leave"
KEPT_AS_DRAFT = "Leave it for now; what you wrote is kept as a draft"


def from_file(place: Place, entry: Entry, answers: str, *, as_json: bool) -> None:
    """Changes what a file of answers names (`-` for standard input). Raises WrongAnswers."""
    from reflect.cli.from_file import STDIN, read_answers
    from reflect.terminal.sheet.answers_file import AnswersFile

    file = AnswersFile.parse("<stdin>" if answers == STDIN else answers, read_answers(place, answers))
    sitting = Amending.begin(place, entry, None)
    entry = _amended(place, entry, sitting, file)
    if sitting.met:
        place.say(BOTH_KEPT)
    say_changed(place, entry, sitting, as_json=as_json)


def _amend(place: Place, entry: Entry, sitting: Amending, text: str, whole: str) -> Entry:
    """The entry with what is otherwise in a sheet than it was when it was begun (`whole`). Raises WrongAnswers."""
    from reflect.pages.entry_sheet import sheet
    from reflect.terminal.sheet.answers_file import AnswersFile

    now = place.journal.entry(entry.id)
    changed = _amended(place, now, sitting, AnswersFile.parse("the sheet", text.encode("utf-8", "replace")), whole)
    sitting.met = sitting.met or (bool(sitting.changed) and sheet(now, sitting.flow) != whole)
    return changed


def _amended(place: Place, entry: Entry, sitting: Amending, file: AnswersFile, base: str | None = None) -> Entry:
    """The entry with what a file of answers says. Raises WrongAnswers."""
    from reflect.terminal.sheet.entry_sheet import amendments

    past = Past(setbacks=tuple(place.catalogue.setbacks()))

    def asking(answer: Answer, each: EachSaid | None) -> Interview | None:
        return amending(entry, answer, each, flow_of(place, entry)[0], past, place.today)

    return sitting.amend([*amendments(entry, file, asking, base)])


def in_editor(place: Place, asker: TerminalAsker, entry: Entry, sitting: Amending, *, as_json: bool) -> None:
    """Hands the sheet of the entry to the editor until what comes back can be taken, or is left for another time."""
    from reflect.pages.entry_sheet import sheet

    whole = sitting.edits.sheet or sheet(entry, sitting.flow)
    text = sitting.draft.typing.text if sitting.draft.typing else whole
    again: tuple[Item, ...] = (Item(AGAIN, "Open it once more"),)
    choice = AGAIN
    while True:
        problem = None
        if choice == AGAIN:
            edited, code = _opened(place, asker, sitting, text, whole)
            text, problem = edited.text, edited.problem
            if code is not None:
                raise typer.Exit(say_left(place, sitting, code))
        try:
            if text.strip() == whole.strip():
                # Nobody has written anything yet, so there is nothing to keep, nor to ask.
                asker.remark((problem,) if problem else ())
                sitting.amend([])
                break
            sitting.keep_sheet(text)
            if problem is None:
                entry = _amend(place, entry, sitting, text, whole)
                break
            asker.remark((problem,))
            options = (*again, Item(LEAVE, KEPT_AS_DRAFT))
        except WrongAnswers as error:
            message = error.message.replace(
                "Nothing was saved.", "Nothing is changed yet; what you wrote is still here."
            )
            asker.remark((message, *error.details))
            options = (*again, Item(LEAVE, KEPT_AS_DRAFT))
        except NotSaved as error:
            asker.remark((error.message, "What you wrote is still here, in memory."))
            options = (Item(ONCE_MORE, "Try once more"), *again, Item(LEAVE, "Leave; what is not saved is lost"))
        choice = choose(asker, "What now?", options)
        if choice == LEAVE:
            raise typer.Exit(say_left(place, sitting, 0))
    if sitting.met:
        asker.remark((BOTH_KEPT,))
    say_changed(place, entry, sitting, as_json=as_json)


def _opened(place: Place, asker: TerminalAsker, sitting: Amending, text: str, whole: str) -> tuple[Edited, int | None]:
    """What the editor made of the text, kept in the draft while it is open; and the exit code of a signal that came."""

    def keep(words: str) -> bool:
        if words != whole:
            with suppress(ReflectError, OSError):
                sitting.keep_sheet(words)
                return True
        return words == whole

    with asker.lent() as called:
        edited = who_asks.editor_at(place).edit(text, keep, called)
        code = called()
    if code is not None:
        keep(edited.text)
    return edited, code
