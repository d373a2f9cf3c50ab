"""How a draft becomes an entry: neither lost nor written twice, whatever comes between."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace

from reflect.entry import model
from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.errors import NotSaved
from reflect.journal.drafts import Drafts
from reflect.journal.files import ENTRIES, SETBACKS, Files, encoded, place
from reflect.journal.reading import UnreadableFile


class Finishing:
    """Finishes `drafts` among the journal's `files`. Writing is for those who hold the journal's lock."""

    def __init__(self, files: Files, drafts: Drafts, mint: Callable[[], str]) -> None:
        self._files = files
        self._drafts = drafts
        self._mint = mint
        # The ids of entries that were being written when finishing failed, by draft.
        self._noted: dict[str, str] = {}

    def finish(self, draft: Draft, entry_for: Callable[[str], Entry]) -> Entry:
        """The entry that the draft became; `entry_for` makes it, given its id. Raises NotSaved, MaybeNotSafe.

        The id is noted in the draft before the entry is written, and the draft goes only when the entry is safe; so after
        a failure or a crash, finishing once more neither loses the entry nor writes it twice.
        """
        draft = replace(draft, entry=draft.entry or self._noted.get(draft.id))
        entry = self._finished_before(draft, entry_for)
        if entry is not None:
            self._files.confirm(place(ENTRIES, entry.id))
        else:
            draft = self.save(draft if draft.entry is not None else replace(draft, entry=self._mint()))
            entry = entry_for(draft.entry or "")
            self._noted[draft.id] = entry.id
            self.add(entry)
        # The entry is safe; a draft that cannot be removed now is dropped at a later start.
        with contextlib.suppress(NotSaved):
            self._drafts.remove(draft)
        return entry

    def save(self, draft: Draft) -> Draft:
        """The draft as it is saved, see `Drafts.save`."""
        self._bring_back(draft.setback)
        return self._drafts.save(draft, finished=lambda entry_id: self._files.exists(place(ENTRIES, entry_id)))

    def add(self, entry: Entry) -> None:
        """Writes a new entry. Raises FileExists, NotSaved, MaybeNotSafe."""
        data = encoded(entry.to_json(), entry.format, model.FORMAT)
        self._bring_back(entry.setback)
        self._files.put(place(ENTRIES, entry.id), data, new=True)

    def has_entry(self, draft: Draft) -> bool:
        """Whether the draft is finished: the entry that it became can be read."""
        return draft.entry is not None and isinstance(
            self._files.load(place(ENTRIES, draft.entry), Entry.from_json), Entry
        )

    def drop(self, finished: Iterable[Draft]) -> None:
        """Removes drafts whose entry is written, once the disk confirms that. Raises NotSaved, MaybeNotSafe."""
        for each in finished:
            self._files.confirm(place(ENTRIES, each.entry or ""))
            self._drafts.remove(each)

    def _finished_before(self, draft: Draft, entry_for: Callable[[str], Entry]) -> Entry | None:
        if draft.entry is None:
            return None
        found = self._files.load(place(ENTRIES, draft.entry), Entry.from_json)
        if isinstance(found, UnreadableFile):
            return None
        wanted = entry_for(draft.entry)
        same = found.to_json()["answers"] == wanted.to_json()["answers"] and found.setback == wanted.setback
        return found if same else None

    def _bring_back(self, setback_id: str | None) -> None:
        # Another program may have discarded the last draft of a setback that is being written about here.
        if setback_id is not None:
            self._files.bring_back(place(SETBACKS, setback_id))
