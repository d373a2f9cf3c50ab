"""The journal of one person: setbacks, the entries that hang on them, and the drafts not finished yet."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reflect.entry import model, setback
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import NotSaved
from reflect.journal import durable, ids, reading
from reflect.journal.files import CHANGES, DRAFTS, ENTRIES, SETBACKS, TRASH, Files, encoded, place
from reflect.journal.listing import JournalFile
from reflect.journal.reader import Reader, unknown
from reflect.journal.reading import UnreadableFile

if TYPE_CHECKING:
    # Who only reads entries does without drafts and signs.
    from reflect.entry.change import Change, What
    from reflect.entry.draft import Draft
    from reflect.entry.sign_group import SignGroups
    from reflect.journal.changes import Changes, Put
    from reflect.journal.drafts import Drafts
    from reflect.journal.finishing import Finishing
    from reflect.journal.forgetting import Forgotten
    from reflect.journal.trash import Trash

_MONTHS_SWEPT = 2
_ABOUT_NONE = re.compile(rb'"setback"\s*:\s*null')


class Journal:
    """The journal in `folder`, which comes into being with the first thing written.

    `now` gives the aware present moment, `mint` a new id. Everything that writes raises NotSaved when it failed and all
    is as it was, and MaybeNotSafe when it is in place but the disk did not confirm it.
    """

    def __init__(self, folder: Path, *, now: Callable[[], dt.datetime], mint: Callable[[], str]) -> None:
        self.folder = folder
        self._files = Files(folder)
        self._now = now
        self._mint = mint
        self._reader = Reader(self._files)

    @cached_property
    def _drafts(self) -> Drafts:
        from reflect.journal.drafts import Drafts

        return Drafts(self._files, now=self._now, mint=self._mint)

    @cached_property
    def _finishing(self) -> Finishing:
        from reflect.journal.finishing import Finishing

        return Finishing(self._files, self._drafts, self._mint)

    @cached_property
    def _changes(self) -> Changes:
        from reflect.journal.changes import Changes

        return Changes(self._files, now=self._now, mint=self._mint)

    def is_empty(self) -> bool:
        """Whether nothing was ever written here."""
        folders = (self._files.root / kind for kind in (SETBACKS, ENTRIES, DRAFTS, TRASH))
        return not any(path.name for folder in folders if folder.is_dir() for path in folder.glob("[!.]*"))

    def unreadable(self) -> tuple[UnreadableFile, ...]:
        """The files that could not be read so far, in the order they were met."""
        return self._reader.unreadable

    @property
    def written(self) -> int:
        """How many times something was, or may have been, written through this journal."""
        return self._files.written

    def note(self, found: UnreadableFile) -> None:
        """Remembers something that could not be read, and was met by somebody else."""
        self._reader.noted(found)

    def sweep(self) -> None:
        """Removes what writers that were killed left half-written where writing happens: the older months stay shut."""
        months = (each.path.parent for each in self.entry_files())
        newest = [month for month, _ in itertools.islice(itertools.groupby(months), _MONTHS_SWEPT)]
        for folder in (self._files.root, *(self._files.root / kind for kind in (SETBACKS, DRAFTS, CHANGES)), *newest):
            durable.sweep(folder, self._now())

    def setbacks(self) -> list[Setback]:
        """Every setback that can be read, newest first."""
        listed = self._files.listed(SETBACKS)
        return sorted(
            self._reader.readable(listed, Setback.from_json), key=lambda each: (each.created, each.id), reverse=True
        )

    def setback(self, setback_id: str) -> Setback:
        """The setback with this id. Raises UnknownName, Unreadable."""
        return self._reader.one(SETBACKS, setback_id, Setback.from_json)

    def add_setback(self, title: str | None) -> Setback:
        """A new setback; without a title until it is given one."""
        made = Setback(id=self._mint(), title=title, created=self._now().replace(microsecond=0))
        self.save_setback(made)
        return made

    def save_setback(self, changed: Setback) -> None:
        """Puts the setback in place of what was saved of it before."""
        data = encoded(changed.to_json(), changed.format, setback.FORMAT)
        with self._files.writing():
            self._files.put(place(SETBACKS, changed.id), data)

    def title_setback(self, setback_id: str, title: str) -> None:
        """Gives the setback this title, whatever another program did with it meanwhile: out of the trash, or made anew.

        One that cannot be read stays as it is. Raises NotSaved, MaybeNotSafe.
        """
        with self._files.writing():
            # Another program may have discarded the last draft of a setback that is being written about here.
            self._files.bring_back(place(SETBACKS, setback_id))
            where = place(SETBACKS, setback_id)
            made = Setback(setback_id, title, self._now().replace(microsecond=0))
            found = self._files.load(where, Setback.from_json) if self._files.exists(where) else made
            if isinstance(found, Setback) and (found is made or found.title != title):
                changed = replace(found, title=title)
                self._files.put(where, encoded(changed.to_json(), changed.format, setback.FORMAT))

    def change_setback(
        self, setback_id: str, change: Callable[[Setback], Setback], what: What
    ) -> tuple[Setback, Setback]:
        """The setback as it is on disk now, and as `change` makes it; written only when that is something else. It can be
        taken back, as `what` it was.

        Raises UnknownName, Unreadable, NotSaved, MaybeNotSafe.
        """
        with self._files.writing():
            found = self._reader.one(SETBACKS, setback_id, Setback.from_json)
            changed = change(found)
            if changed != found:
                self._changes.make(what, [_put_setback(changed)])
            return found, changed

    def sign_groups(self) -> SignGroups:
        """What the person decided about signs; nothing where that cannot be read."""
        from reflect.journal import sign_groups

        return sign_groups.read(self._files, self._reader)

    def change_sign_groups(self, decide: Callable[[SignGroups], SignGroups]) -> SignGroups:
        """What stands on disk now of it, as `decide` makes it. Raises Unreadable, NotSaved, MaybeNotSafe."""
        from reflect.journal import sign_groups

        return sign_groups.change(self._files, self._reader, decide)

    def entry_files(self) -> Iterator[JournalFile]:
        """Every entry's id and path, newest first, without reading one."""
        for each in self._files.listed(ENTRIES):
            if isinstance(each, JournalFile):
                yield each
            else:
                self._reader.noted(each)

    def path_of(self, entry_id: str) -> Path:
        """Where the entry with this id stands, whether or not it exists. Raises UnknownName when it is no id."""
        return self._files.path(place(ENTRIES, entry_id))

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id. Raises UnknownName, Unreadable."""
        return self._reader.one(ENTRIES, entry_id, Entry.from_json)

    def entries(self, since: dt.datetime | None = None) -> Iterator[Entry | UnreadableFile]:
        """Every entry, newest first, each read when it is asked for; with `since`, none whose id is older than that."""
        for each in self._files.listed(ENTRIES):
            if since is not None and isinstance(each, JournalFile) and ids.when(each.id) < since:
                return
            yield self._reader.noted(
                reading.load(each.path, Entry.from_json) if isinstance(each, JournalFile) else each
            )

    def entries_of(
        self, setback_id: str, *, loose: bool = False, since: dt.datetime | None = None
    ) -> Iterator[Entry | UnreadableFile]:
        """The entries of one setback, newest first, and what cannot be read and may be one; with `loose`, also those that
        are about none; with `since`, none whose id is older than that."""
        for each in self._files.listed(ENTRIES):
            if since is not None and isinstance(each, JournalFile) and ids.when(each.id) < since:
                return
            data = reading.raw(each.path) if isinstance(each, JournalFile) else each
            if isinstance(data, UnreadableFile):
                yield self._reader.noted(data)
            # Looking for the id in the bytes first is much cheaper than reading JSON that is about something else.
            elif setback_id.encode() in data or (loose and _ABOUT_NONE.search(data)):
                found = self._reader.noted(reading.shaped(each.path, data, Entry.from_json))
                if isinstance(found, UnreadableFile) or found.setback == setback_id or (loose and not found.setback):
                    yield found

    def newest(self) -> Entry | None:
        """The newest entry that can be read."""
        return next((each for each in self.entries() if isinstance(each, Entry)), None)

    def ending(self, digits: str) -> list[str]:
        """The entries (ids) whose id ends in these hexadecimal digits, the newest first."""
        return [each.id for each in self.entry_files() if each.id.replace("-", "").endswith(digits)]

    def latest(self, setback: str, flow: str) -> Entry | None:
        """The newest entry of a flow about a setback (id)."""
        found = (each for each in self.entries_of(setback) if isinstance(each, Entry))
        return next((each for each in found if each.flow.id == flow), None)

    def add_entry(self, entry: Entry) -> None:
        """Adds an entry that never was a draft. Raises FileExists when its id is taken."""
        with self._files.writing():
            self._finishing.add(entry)

    def change_entry(
        self, entry_id: str, change: Callable[[Entry], Entry], draft: Draft | None = None, title: str | None = None
    ) -> Entry:
        """The entry as `change` makes it of what is on disk now; written only when that is something else, and can be taken
        back. With it goes the `draft` of the change, and its setback gets the `title`.

        Raises UnknownName, Unreadable, NotSaved (also for an entry of a newer program), MaybeNotSafe, and what `change` does.
        """
        from reflect.journal.changes import Put

        with self._files.writing():
            found = self._reader.one(ENTRIES, entry_id, Entry.from_json)
            changed = change(found)
            if changed != found:
                puts = [Put(ENTRIES, entry_id, encoded(changed.to_json(), changed.format, model.FORMAT))]
                if title is not None and found.setback is not None:
                    of = self._reader.one(SETBACKS, found.setback, Setback.from_json)
                    puts.append(_put_setback(replace(of, title=title)))
                self._changes.make("edit", puts)
            if draft is not None:
                # The entry is safe; a draft that cannot be removed now is offered once more, and nothing is lost.
                with contextlib.suppress(NotSaved):
                    self._drafts.remove(draft)
            return changed

    def delete(self, found: Entry | Setback) -> tuple[str, ...]:
        """Puts an entry into the trash, or a setback with all its entries; the drafts that hang on it go along. It can be
        taken back. Gives the ids of the entries.

        Raises UnknownName, NotSaved, MaybeNotSafe.
        """
        from reflect.journal.changes import Thrown

        with self._files.writing():
            about = [found] if isinstance(found, Entry) else [*self.entries_of(found.id)]
            # What cannot be read stays, and is named.
            entries = [each.id for each in about if isinstance(each, Entry)]
            gone = {*entries}
            drafts = [
                each.id
                for each in self.drafts()
                if (each.edits and each.edits.entry in gone)
                or (isinstance(found, Setback) and each.setback == found.id)
            ]
            thrown = [*(Thrown(DRAFTS, each) for each in drafts), *(Thrown(ENTRIES, each) for each in entries)]
            if isinstance(found, Setback):
                # The last, so that what is left of a delete that was cut short still has its setback.
                thrown.append(Thrown(SETBACKS, found.id))
            if not self._files.exists(place(*thrown[-1])):
                raise unknown(found.id)
            self._changes.make("delete", thrown=thrown)
            for each in drafts:
                self._drafts.gone(each)
            return tuple(entries)

    def last_change(self) -> Change | None:
        """The change that `undo` would take back; None where there is none, or it cannot be read."""
        return self._changes.last()

    def undo(self) -> Change:
        """Takes the last change back, see `Changes.undo`."""
        with self._files.writing():
            return self._changes.undo()

    @cached_property
    def trash(self) -> Trash:
        """What was deleted."""
        from reflect.journal.trash import Trash

        return Trash(self._files)

    def forget(self, names: Collection[str]) -> Forgotten:
        """Removes setbacks and entries (ids) for good, wherever they are, with all that speaks of them; the entries of each
        setback go along. Raises Unreadable, NotSaved, MaybeNotSafe."""
        from reflect.journal.forgetting import forget

        with self._files.writing():
            return forget(self._files, names)

    def confirm_entry(self, entry_id: str) -> Entry:
        """An entry that is in place, once the disk confirms that it stays. Raises UnknownName, Unreadable, MaybeNotSafe."""
        with self._files.writing():
            self._files.confirm(place(ENTRIES, entry_id))
        return self.entry(entry_id)

    def drafts(self) -> list[Draft]:
        """Every draft that can be read, the one saved last first."""
        noted = map(self._reader.noted, self._drafts.all())
        found = [each for each in noted if not isinstance(each, UnreadableFile)]
        return sorted(found, key=lambda each: (each.saved, each.id), reverse=True)

    def draft(self, draft_id: str) -> Draft:
        """The draft with this id as it is now, to go on with. Raises UnknownName, Unreadable."""
        if not self._files.exists(place(DRAFTS, draft_id)):
            raise unknown(draft_id)
        return self._reader.found(self._drafts.reopen(draft_id))

    def save_draft(self, draft: Draft) -> Draft:
        """The draft as it is saved; go on with that one.

        Its `saved` is now, and it has another id when another program changed, finished or discarded it meanwhile: then
        both are kept.
        """
        with self._files.writing():
            return self._finishing.save(draft)

    def discard_draft(self, draft: Draft) -> None:
        """Moves the draft into the trash, and its setback too when nothing else hangs on it. Raises UnknownName."""
        with self._files.writing():
            if not self._files.exists(place(DRAFTS, draft.id)):
                raise unknown(draft.id)
            self._discard(draft)

    def _discard(self, draft: Draft) -> None:
        from reflect.journal.changes import Thrown

        thrown = [Thrown(DRAFTS, draft.id)]
        if draft.setback is not None and self._is_bare(draft.setback, but=draft.id):
            thrown.append(Thrown(SETBACKS, draft.setback))
        self._changes.make("discard", thrown=thrown)
        self._drafts.gone(draft.id)

    def take_back(self, draft_id: str, setback_id: str | None) -> None:
        """Removes for good a draft nobody was told of, and the setback begun with it when nothing else hangs on it.

        Not by way of the trash: a full disk may have no room for its folder.
        """
        with self._files.writing():
            # What the disk does not confirm to be gone is gone all the same.
            with contextlib.suppress(NotSaved):
                self._files.remove(place(DRAFTS, draft_id))
            if setback_id is not None and self._is_bare(setback_id):
                with contextlib.suppress(NotSaved):
                    self._files.remove(place(SETBACKS, setback_id))

    def finish(self, draft: Draft, entry_for: Callable[[str], Entry]) -> Entry:
        """The entry that the draft became; `entry_for` makes it, given its id. Tried again, it is not written twice."""
        with self._files.writing():
            return self._finishing.finish(draft, entry_for)

    def draft_path(self, draft_id: str) -> Path:
        """Where the draft with this id stands. Raises UnknownName when it is no id."""
        return self._files.path(place(DRAFTS, draft_id))

    def unfinished(self) -> list[Draft]:
        """The drafts to go on with, the one saved last first. Those whose entry is safe are removed, if that can be done."""
        with contextlib.suppress(NotSaved):
            self.drop_finished_drafts()
        return [each for each in self.drafts() if not self._finishing.has_entry(each)]

    def drop_finished_drafts(self) -> list[Draft]:
        """Removes the drafts whose entry is written, which a crash left behind; gives them back."""
        finished = [each for each in self.drafts() if self._finishing.has_entry(each)]
        if finished:
            with self._files.writing():
                self._finishing.drop(finished)
        return finished

    def _is_bare(self, setback_id: str, but: str | None = None) -> bool:
        """Whether nothing hangs on the setback, but perhaps the draft `but`."""
        return self._files.exists(place(SETBACKS, setback_id)) and not any(
            self._files.mentions(kind, setback_id, but) for kind in (DRAFTS, ENTRIES)
        )


def _put_setback(changed: Setback) -> Put:
    from reflect.journal.changes import Put

    return Put(SETBACKS, changed.id, encoded(changed.to_json(), changed.format, setback.FORMAT))
