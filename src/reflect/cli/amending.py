"""One sitting at an answer of an entry that is to be changed: what is typed is kept in a draft until the entry has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path as FolderPath

from reflect.cli.changing import UNCHANGED
from reflect.cli.place import Place
from reflect.entry.amending import Amendment, amended, earlier, said_at
from reflect.entry.amending import Place as Where
from reflect.entry.draft import Draft, Edits, Spot, Typing
from reflect.entry.ids import short
from reflect.entry.model import Entry
from reflect.entry.said import Said
from reflect.errors import ChangedSince, UnknownName
from reflect.flow.model import Flow
from reflect.interview.amending import amending, said_now, settled, with_summary
from reflect.interview.past import Past
from reflect.interview.resume import drafted
from reflect.interview.state import Interview
from reflect.journal.folder import Journal
from reflect.pages.entry_sheet import sheet

BOTH_KEPT = "It had been changed elsewhere meanwhile. Both are kept: yours stands there now, the other among the earlier wordings."
SHEET = Spot("sheet")
"""Where the sheet of a whole entry is half typed."""


@dataclass
class Amending:
    """A draft that changes an entry, and the journal that holds both. `flow` is the entry's flow as it is now, if it is there.

    `met` is whether another program had changed the same answer meanwhile; `home` is where another folder was chosen to keep it.
    """

    journal: Journal
    flow: Flow | None
    draft: Draft
    now: Callable[[], dt.datetime]
    met: bool = False
    home: FolderPath | None = None
    changed: list[Where] = field(default_factory=list)
    _saved: bool = False

    @classmethod
    def begin(cls, place: Place, entry: Entry, where: Where | None) -> Amending:
        """Begins to change an answer of `entry`, or with None all of it. Nothing is written yet."""
        moment = place.now()
        said = said_at(entry, where) if where else None
        flow, sha256 = flow_of(place, entry)
        edits = Edits(entry.id, where, said or Said(skipped=True), sheet(entry, flow) if where is None else None)
        draft = Draft(place.mint(), entry.flow, sha256, entry.setback, moment, moment, edits=edits)
        return cls(place.journal, flow, draft, place.now)

    @classmethod
    def of_draft(cls, place: Place, draft: Draft, entry: Entry) -> Amending:
        """Goes on with a draft."""
        return cls(place.journal, flow_of(place, entry)[0], draft, place.now, _saved=True)

    @property
    def edits(self) -> Edits:
        assert self.draft.edits
        return self.draft.edits

    @property
    def kept(self) -> bool:
        """Whether what was typed is on disk."""
        return self._saved and self.journal.draft_path(self.draft.id).exists()

    def interview(self, entry: Entry, past: Past) -> Interview | None:
        """What asks for the answer once more; None where it cannot be put."""
        from reflect.entry.amending import places

        for where, answer, each in places(entry):
            if where == self.edits.place:
                return amending(entry, answer, each, self.flow, past, self.now().date())
        return None

    def save(self, interview: Interview) -> None:
        """Keeps what is typed so far. Raises NotSaved; then the draft before is intact."""
        if interview.trail or interview.typing or self._saved:
            self._keep(drafted(interview, self.draft, self.now()))

    def keep_sheet(self, text: str) -> None:
        """Keeps the sheet of the whole entry as it is half typed. Raises NotSaved."""
        self._keep(replace(self.draft, typing=Typing(SHEET, text)))

    def finish(self, interview: Interview) -> Entry | None:
        """The entry with the answer; the draft goes. Raises UnknownName, Unreadable, ChangedSince, NotSaved: then it stays."""
        where, before = self.edits.place, self.edits.before
        assert where
        try:
            entry = self.journal.entry(self.edits.entry)
        except UnknownName:
            kept = self.journal.draft_path(self.draft.id)
            raise UnknownName(
                f"The entry is not there any more (`reflect undo` brings back what was deleted last); what you wrote stays in {kept}."
            ) from None
        once = [each.said for each in earlier(entry) if each.place == where]
        once += [said for said in (said_at(entry, where),) if said is not None]
        after = settled(said_now(interview), before, once, interview.flow.questions[where.question])
        return self.amend([Amendment(where, before, after)])

    def amend(self, amendments: list[Amendment]) -> Entry:
        """The entry with these amendments; the draft goes. Raises as `finish`."""
        said = [each for each in amendments if replace(each.after, extra={}) != replace(each.before, extra={})]

        def change(entry: Entry) -> Entry:
            for each in said:
                found = said_at(entry, each.place)
                changed = amended(entry, each, self.now().replace(microsecond=0))
                if changed is None:
                    raise ChangedSince(
                        f"Nothing was changed: another program took '{each.place.question}' out of this entry meanwhile."
                    )
                self.met = self.met or found not in (each.before, each.after)
                entry = changed
            return with_summary(entry, self.flow) if said else entry

        entry = self.journal.change_entry(
            self.edits.entry, change, draft=self.draft if self._saved else None, title=self._title(said)
        )
        self._saved = False
        self.changed += [each.place for each in said]
        return entry

    def _title(self, said: list[Amendment]) -> str | None:
        """The title that the setback has from now on: where it was named by an answer, and is called that still."""
        name = self.flow.names_setback if self.flow else None
        found = next((each for each in said if name and each.place == Where(name)), None)
        if found is None or found.after.skipped or self.draft.setback is None:
            return None
        try:
            now = self.journal.setback(self.draft.setback).title
        except UnknownName:
            return None
        return str(found.after.value) if now == found.before.value else None

    def _keep(self, draft: Draft) -> None:
        self.draft = self.journal.save_draft(draft)
        self._saved = True


def flow_of(place: Place, entry: Entry) -> tuple[Flow | None, str]:
    """The flow of an entry as it is now, and the hash of its file; None and none where it is gone or broken."""
    from reflect.errors import BrokenFlow

    try:
        loaded = place.library.load(entry.flow.id)
    except (UnknownName, BrokenFlow):
        return None, ""
    return loaded.flow, loaded.sha256


def say_left(place: Place, sitting: Amending, code: int) -> int:
    """Says what became of an answer that was not finished; gives the exit code back."""
    place.say("")
    place.say("Saved, with what was half typed. `reflect resume` goes on from here." if sitting.kept else UNCHANGED)
    return code


def say_changed(place: Place, entry: Entry, sitting: Amending, *, as_json: bool) -> None:
    """Says what was changed, for a program or in a line with the way back, for the journal that it is in."""
    if as_json:
        place.write_json(
            {
                "entry": entry.id,
                "setback": entry.setback,
                "file": str(sitting.journal.path_of(entry.id)),
                "changed": [str(each) for each in sitting.changed],
            }
        )
    elif not sitting.changed:
        place.say(UNCHANGED)
    else:
        home = f"REFLECT_HOME={sitting.home} " if sitting.home else ""
        show, undo = f"`{home}reflect show {short(entry.id)} --history`", f"`{home}reflect undo`"
        place.say(f"Changed. {show} has the wording before; {undo} brings it back.")
    place.mention_unreadable()
