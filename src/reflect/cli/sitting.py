"""One sitting at a flow: an interview whose draft is kept in the journal, until it is an entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from reflect.cli.looking import Looking
from reflect.cli.place import Place
from reflect.cli.remembering import Remembering
from reflect.entry.draft import Draft, Spot
from reflect.entry.model import Entry
from reflect.entry.said import Said
from reflect.entry.setback import Setback
from reflect.errors import MaybeNotSafe, NotSaved, ReflectError
from reflect.flow.model import Flow
from reflect.index.catalogue import Catalogue
from reflect.interview.finish import discarded, entry_of, flow_name, setback_title
from reflect.interview.past import Past
from reflect.interview.resume import drafted, resume
from reflect.interview.state import Interview
from reflect.journal.drafts import LEFT_OVER
from reflect.journal.folder import Journal
from reflect.library.flows import Loaded


@dataclass
class Sitting:
    """A flow, the draft it is kept in, and the journal that holds it.

    `new_title` is the title ("" for none) of a setback that begins with the first thing saved; None for one that the
    flow names, or when there is no new setback. `called` is what the person is called in letters; with `resting`, what
    rests is gone over too. `prepared` is what an answers file speaks of, its items by their keys or words. `begun` is a
    setback that this sitting began, `entry` the id of an entry that never was a draft. `looking` looks back for its flow.
    """

    journal: Journal
    loaded: Loaded
    draft: Draft
    now: Callable[[], dt.datetime]
    mint: Callable[[], str]
    catalogue: Catalogue
    new_title: str | None = None
    called: str = ""
    looking: Looking | None = None
    resting: bool = False
    prepared: frozenset[Spot] = frozenset()
    begun: Setback | None = None
    entry: str | None = None
    _offered: frozenset[Spot] = frozenset()
    # The title that the answers gave when the setback last had it from them.
    _titled: str | None = None

    @classmethod
    def begin(
        cls,
        place: Place,
        loaded: Loaded,
        *,
        setback: Setback | None = None,
        new_title: str | None = None,
        quick: bool = False,
        resting: bool = False,
        prepared: frozenset[Spot] = frozenset(),
    ) -> Sitting:
        """A sitting that begins a flow. Nothing is written yet."""
        started = place.now()
        draft = Draft(
            id=place.mint(),
            flow=flow_name(loaded.flow),
            sha256=loaded.sha256,
            setback=setback.id if setback else None,
            started=started,
            saved=started,
            quick=quick,
        )
        return cls(
            place.journal,
            loaded,
            draft,
            place.now,
            place.mint,
            place.catalogue,
            new_title=new_title,
            called=place.settings.name,
            looking=Looking(place),
            resting=resting,
            prepared=prepared,
        )

    @classmethod
    def of_draft(cls, place: Place, loaded: Loaded, draft: Draft) -> Sitting:
        """A sitting that goes on with a draft."""
        return cls(
            place.journal,
            loaded,
            draft,
            place.now,
            place.mint,
            place.catalogue,
            called=place.settings.name,
            looking=Looking(place),
        )

    @property
    def flow(self) -> Flow:
        return self.loaded.flow

    @property
    def on_disk(self) -> bool:
        """Whether drafts of this flow are kept at all."""
        return self.flow.drafts == "each"

    @property
    def kept(self) -> bool:
        """Whether anything of this sitting is on disk."""
        return self.on_disk and self.journal.draft_path(self.draft.id).exists()

    def interview(self) -> Interview:
        """The interview from its beginning. A setback that has a title already offers it where the flow asks for one."""
        at = Interview(self.flow, self.past(), self.now().date(), quick=self.draft.quick)
        title = self._title_now()
        if self.flow.names_setback and title:
            at = replace(at, kept={Spot(self.flow.names_setback): Said(value=title)})
            self._offered = frozenset(at.kept)
        return at

    def taken_up(self) -> Interview:
        """The interview where its draft was left. What no longer has a question stays in the draft, under `left_over`."""
        resumed = resume(self.flow, self.past(), self.now().date(), self.draft)
        left = [each.to_json() for each in resumed.left_over]
        held: list[Any] = [*self.left_over, *left]
        extra = {**self.draft.extra, LEFT_OVER: held} if held else self.draft.extra
        self.draft = replace(self.draft, sha256=self.loaded.sha256, extra=extra)
        self._titled = setback_title(resumed.interview)
        return resumed.interview

    @property
    def left_over(self) -> list[Any]:
        """Answers of this draft that have no question in the flow any more, as JSON."""
        held = self.draft.extra.get(LEFT_OVER)
        return held if isinstance(held, list) else []

    def past(self) -> Past:
        """What earlier entries say, as far as the flow speaks of them."""
        draft = self.draft
        begun = {each.spot for each in (*draft.trail, *draft.kept)} | ({draft.typing.spot} if draft.typing else set())
        return Remembering(
            self.catalogue,
            self.flow,
            self.loaded.names,
            self.draft.setback,
            self.now().date(),
            self.called,
            self.looking,
            begun,
            self.prepared,
            self.resting,
        ).past()

    def save(self, interview: Interview) -> None:
        """Makes the interview durable, and the setback with it. Raises NotSaved; then the draft before is intact."""
        if not self.on_disk or self._untouched(interview):
            return
        with self._whole():
            self._with_setback(interview)
            self.draft = self.journal.save_draft(drafted(interview, self.draft, self.now()))

    def _untouched(self, interview: Interview) -> bool:
        """Whether there is nothing to save: no answer, no word, and no draft that had any."""
        return not (interview.trail or interview.typing or self.draft.trail or interview.kept.keys() - self._offered)

    def finish(self, interview: Interview) -> Entry | None:
        """Makes the entry and removes the draft; None when the person chose that nothing be kept. Raises NotSaved."""
        if discarded(interview):
            return None
        finished = self.now()
        with self._whole():
            self._with_setback(interview)
            if not self.on_disk:
                return self._written_at_once(interview, finished)
            self.draft = drafted(interview, self.draft, finished)
            return self.journal.finish(self.draft, lambda name: entry_of(interview, self.draft, name, finished))

    def _written_at_once(self, interview: Interview, finished: dt.datetime) -> Entry:
        """The entry of an interview that has no draft. Tried again after a failure, it is not written twice."""
        if self.entry is not None and self._entry_in_place():
            return self.journal.confirm_entry(self.entry)
        self.entry = self.mint()
        entry = entry_of(interview, self.draft, self.entry, finished)
        self.journal.add_entry(entry)
        return entry

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Takes back what was begun, when the rest of it cannot be saved and nobody was told of any of it."""
        told = bool(self.draft.trail) or self.kept
        try:
            yield
        except NotSaved as error:
            if told or self._entry_in_place():
                raise
            self.take_back()
            if isinstance(error, MaybeNotSafe):
                raise NotSaved(
                    "Not saved: the disk did not confirm what was written, and it was taken back; check it and try again."
                ) from None
            raise

    def take_back(self) -> None:
        """After a failure: leaves nothing behind of what this sitting alone has begun, and nobody was told is safe."""
        with suppress(ReflectError):
            self.journal.take_back(self.draft.id, self.begun.id if self.begun else None)
        if self.begun:
            # When it is tried again, the setback is begun again, under the same id.
            self.draft = replace(self.draft, setback=None)

    def _entry_in_place(self) -> bool:
        """Whether the entry stands in the journal, although the disk did not confirm that it will stay."""
        try:
            noted = self.journal.draft(self.draft.id).entry if self.on_disk else self.entry
        except ReflectError:
            return False
        return noted is not None and self.journal.path_of(noted).exists()

    def _with_setback(self, interview: Interview) -> None:
        """The setback this is about, begun with the first thing saved, and with the title that was given to it.

        A title that was answered before gives way to another name that the setback was given since; only a new answer
        renames it.
        """
        title = setback_title(interview) or self.new_title or None
        if self.draft.setback is None:
            if self.new_title is not None or self.flow.names_setback:
                # The same one when saving is tried again: the disk may hold it already.
                begun = self.begun or Setback(self.mint(), title, self.now().replace(microsecond=0))
                self.begun = replace(begun, title=title)
                self.journal.save_setback(self.begun)
                self.draft = replace(self.draft, setback=self.begun.id)
        elif self.flow.names_setback and title:
            now = self._title_now()
            if title != now and (now is None or title != self._titled):
                self.journal.title_setback(self.draft.setback, title)
        self._titled = title or self._titled

    def _title_now(self) -> str | None:
        if self.draft.setback is None:
            return None
        try:
            return self.journal.setback(self.draft.setback).title
        except ReflectError:
            return None
