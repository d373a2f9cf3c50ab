"""When saving fails on a terminal: what was answered stays in memory until the person has said where to keep it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from reflect.cli.choosing import Left, ask_for, choose
from reflect.cli.place import Place
from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.errors import FileExists, MaybeNotSafe, NotSaved, ReflectError
from reflect.interview.answers import Item
from reflect.interview.asking import Asker
from reflect.interview.state import Interview
from reflect.journal.folder import Journal

T = TypeVar("T")


class Sits(Protocol):
    """One sitting: an interview that is kept in a draft of `journal` until it is finished."""

    journal: Journal
    draft: Draft

    @property
    def kept(self) -> bool:
        """Whether anything of it is on disk."""

    def save(self, interview: Interview) -> None:
        """Makes the interview durable. Raises NotSaved."""

    def finish(self, interview: Interview) -> Entry | None:
        """What became of it. Raises NotSaved."""


class Saving:
    """How an interview is saved: answer by answer, while something is being typed, and at the end.

    When it cannot be saved, the person may try again, or name another folder to keep it in; `home` is that folder.
    """

    def __init__(self, place: Place, asker: Asker, sitting: Sits, begins: Interview) -> None:
        self.place, self.asker, self.sitting = place, asker, sitting
        self.last = begins
        self.home: Path | None = None
        self.saved = False

    def __call__(self, interview: Interview) -> None:
        """Makes the interview durable. Raises NotSaved when the person gives up."""
        self._until_done(lambda: self.sitting.save(interview))
        self.last = interview
        self.saved = self.saved or self.sitting.kept

    def finish(self, interview: Interview) -> Entry | None:
        """Makes the entry; None when nothing was to be kept. Raises NotSaved when the person gives up."""
        return self._until_done(lambda: self.sitting.finish(interview))

    def typed(self, text: str) -> None:
        """Keeps what is half typed at the question that is open. Raises NotSaved."""
        self.sitting.save(self.last.half_typed(text))

    def command(self, words: str) -> str:
        """A command for the person to type, for the journal in which this is kept."""
        return f"`REFLECT_HOME={self.home} {words}`" if self.home else f"`{words}`"

    def _until_done(self, act: Callable[[], T]) -> T:
        while True:
            try:
                return act()
            except NotSaved as error:
                self._mend(error)

    def _mend(self, error: NotSaved) -> None:
        """Asks what to do about a failed save; leaving gives up what is not saved, and says so first."""
        self.asker.remark((error.message, "Your answers are still here, in memory."))
        lost = (
            error if isinstance(error, MaybeNotSafe) else NotSaved(f"{error.message} What was answered since is lost.")
        )
        options = (
            Item("again", "Try once more"),
            Item("elsewhere", "Keep this in another folder"),
            Item("leave", "Leave; what is not saved is lost"),
        )
        try:
            answer = choose(self.asker, "What now?", options)
            folder = ask_for(self.asker, "Which folder?") if answer == "elsewhere" else None
        except Left:
            raise lost from None
        if answer == "leave":
            raise lost from None
        if folder:
            self._move(folder)

    def _move(self, folder: str) -> None:
        """Goes on in a journal below another folder, with the setback this is about."""
        try:
            home = Path(folder).expanduser().absolute()
        except RuntimeError:
            self.asker.remark(("There is no such home folder.",))
            return
        sitting, elsewhere = self.sitting, self.place.journal_in(home / "journal")
        try:
            if sitting.draft.setback is not None:
                elsewhere.save_setback(sitting.journal.setback(sitting.draft.setback))
            if sitting.draft.edits is not None:
                # One that was brought there before is gone on with.
                with suppress(FileExists):
                    elsewhere.add_entry(sitting.journal.entry(sitting.draft.edits.entry))
        except ReflectError as error:
            self.asker.remark((error.message,))
            return
        sitting.journal = elsewhere
        sitting.draft = replace(sitting.draft, entry=None)
        self.home = home
        self.asker.remark((f"From here on it is kept below {home}. {self.command('reflect resume')} goes on with it.",))
