"""Drafts on disk: saved after every answer, and never over what another program saved meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from reflect.entry.draft import FORMAT, Draft
from reflect.journal import durable, reading
from reflect.journal.files import DRAFTS, Files, encoded, place
from reflect.journal.ids import is_id
from reflect.journal.listing import JournalFile
from reflect.journal.reading import UnreadableFile

LEFT_OVER = "left_over"
"""The field of a draft with answers that have no question in the flow any more."""


class Drafts:
    """The drafts among the journal's `files`. Writing is for those who hold the journal's lock."""

    def __init__(self, files: Files, *, now: Callable[[], dt.datetime], mint: Callable[[], str]) -> None:
        self._files = files
        self._now = now
        self._mint = mint
        # By id, what the disk may hold unless another program wrote there; None stands for no file. Two may be possible,
        # when a save was interrupted between putting the file in place and hearing of it.
        self._known: dict[str, set[bytes | None]] = {}

    def all(self) -> Iterator[Draft | UnreadableFile]:
        """Every draft. What is read for the first time is what a later `save` expects to find."""
        for each in self._files.listed(DRAFTS):
            yield self._read(each.id) if isinstance(each, JournalFile) else each

    def reopen(self, draft_id: str) -> Draft | UnreadableFile:
        """The draft as it is on disk now, which is what a later `save` expects to find."""
        self._known.pop(draft_id, None)
        return self._read(draft_id)

    def save(self, draft: Draft, finished: Callable[[str], bool]) -> Draft:
        """The draft as saved, with the time of saving.

        When another program changed, finished or discarded it meanwhile (`finished` says whether there is an entry with
        an id), that stays as it is and this one gets an id of its own, for its entry too. Raises NotSaved, MaybeNotSafe.
        """
        saved = replace(draft, saved=self._now().replace(microsecond=0))
        if self._moved_on(draft.id) or (draft.entry is not None and finished(draft.entry)):
            saved = replace(saved, id=self._mint(), entry=self._mint() if draft.entry is not None else None)
        data = encoded(saved.to_json(), saved.format, FORMAT)
        before = self._known.get(saved.id, {None})
        self._known[saved.id] = {*before, data}
        self._files.put(place(DRAFTS, saved.id), data, new=before == {None})
        self._known[saved.id] = {data}
        return saved

    def remove(self, draft: Draft) -> None:
        """Removes one that is finished, for good; with answers left over from another version of its flow, into the trash.

        Raises NotSaved, MaybeNotSafe.
        """
        if draft.extra.get(LEFT_OVER):
            self._files.throw_away(place(DRAFTS, draft.id))
        else:
            self._files.remove(place(DRAFTS, draft.id))
        self.gone(draft.id)

    def gone(self, draft_id: str) -> None:
        """Notes that it is not there any more."""
        self._known.pop(draft_id, None)

    def _read(self, draft_id: str) -> Draft | UnreadableFile:
        where = place(DRAFTS, draft_id)
        data = self._files.raw(where)
        if isinstance(data, UnreadableFile):
            return data
        self._known.setdefault(draft_id, {data})
        found = reading.shaped(self._files.path(where), data, Draft.from_json)
        if isinstance(found, Draft) and not all(
            is_id(each) for each in (found.setback, found.entry) if each is not None
        ):
            return UnreadableFile(self._files.path(where), "what it belongs to is not named by an id")
        return found

    def _moved_on(self, draft_id: str) -> bool:
        path = self._files.path(place(DRAFTS, draft_id))
        found: bytes | None
        try:
            found = durable.read_bytes(path)
        except FileNotFoundError:
            found = None
        except OSError as error:
            raise durable.not_saved(path, error) from None
        return found not in self._known.get(draft_id, {None})
