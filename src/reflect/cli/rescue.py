"""When saving fails in the middle of an interview: nothing typed is lost while somebody is there to say where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reflect.cli.choosing import Left, ask_for, choose
from reflect.cli.place import Place
from reflect.cli.sitting import Sitting
from reflect.errors import NotSaved, ReflectError
from reflect.interview.answers import Item
from reflect.interview.asking import Asker
from reflect.interview.state import Interview


def saving(place: Place, asker: Asker, sitting: Sitting) -> Callable[[Interview], None]:
    """How each answer is saved: when it fails, the person may try again, or name another folder to keep it in."""

    def save(interview: Interview) -> None:
        while True:
            try:
                sitting.save(interview)
            except NotSaved as error:
                _mend(place, asker, sitting, error)
            else:
                return

    return save


def _mend(place: Place, asker: Asker, sitting: Sitting, error: NotSaved) -> None:
    """Asks what to do about a failed save; leaving gives up what is not saved, and says so first."""
    asker.remark((error.message, "Your answers are still here, in memory."))
    options = (
        Item("again", "Try once more"),
        Item("elsewhere", "Keep this in another folder"),
        Item("leave", "Leave; what is not saved is lost"),
    )
    try:
        answer = choose(asker, "What now?", options)
        folder = ask_for(asker, "Which folder?") if answer == "elsewhere" else None
    except Left as left:
        raise error from left
    if answer == "leave":
        raise error
    if folder is not None:
        _move(place, asker, sitting, Path(folder).expanduser().absolute())


def _move(place: Place, asker: Asker, sitting: Sitting, home: Path) -> None:
    """Goes on in a journal below another folder, with the setback this is about."""
    elsewhere = place.journal_in(home / "journal")
    try:
        if sitting.draft.setback is not None:
            elsewhere.save_setback(sitting.journal.setback(sitting.draft.setback))
    except ReflectError as error:
        asker.remark((error.message,))
        return
    sitting.journal = elsewhere
    sitting.draft = replace(sitting.draft, entry=None)
    asker.remark((f"From here on it is kept below {home}. To go on with it later: REFLECT_HOME={home} reflect resume",))
