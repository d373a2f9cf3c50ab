"""When saving fails in the middle of an interview: nothing typed is lost while somebody is there to say where to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reflect.cli.choosing import Left, ask_for, choose
from reflect.cli.place import Place
from reflect.cli.sitting import Sitting
from reflect.errors import NotSaved, ReflectError
from reflect.interview.answers import Item
from reflect.interview.asking import Asker
from reflect.interview.state import Interview


class Saving:
    """How an interview is saved, answer by answer and while something is being typed.

    When an answer cannot be saved, the person may try again, or name another folder to keep it in.
    """

    def __init__(self, place: Place, asker: Asker, sitting: Sitting, begins: Interview) -> None:
        self.place, self.asker, self.sitting = place, asker, sitting
        self.last = begins

    def __call__(self, interview: Interview) -> None:
        """Makes the interview durable. Raises NotSaved when the person gives up."""
        while True:
            try:
                self.sitting.save(interview)
            except NotSaved as error:
                _mend(self.place, self.asker, self.sitting, error)
            else:
                self.last = interview
                return

    def typed(self, text: str) -> None:
        """Keeps what is half typed at the question that is open. Raises NotSaved."""
        self.sitting.save(self.last.half_typed(text))


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
    if folder:
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
