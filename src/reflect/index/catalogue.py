"""What there is in a journal: found by the index where there is one, else by reading everything.

What is given back was read from the files, or is as the index knows it where only ids, titles and times are asked for.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, TypeVar

from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import UnknownName, Unreadable
from reflect.index.progress import Progress, quietly
from reflect.index.sought import Sought
from reflect.journal import names, overview
from reflect.journal.folder import Journal
from reflect.journal.names import find_setback

if TYPE_CHECKING:
    from reflect.entry.draft import Draft
    from reflect.entry.standing import Done, Standing
    from reflect.followups.model import FollowUp
    from reflect.index.lookup import Index
    from reflect.index.owing import Waiting

KEPT = 500
"""How many entries that were read are kept in memory; what is asked for twice in a command is less."""
T = TypeVar("T")


class Catalogue:
    """The catalogue of `journal`; `index` gives the index of it as it is now, or None. `progress` shows how far something is
    that may take long."""

    def __init__(
        self,
        journal: Journal,
        index: Callable[[], Index | None] = lambda: None,
        progress: Callable[[str], AbstractContextManager[Progress]] = lambda _: nullcontext(quietly),
    ) -> None:
        self.journal = journal
        self._index = index
        self._progress = progress
        self._known: dict[str, tuple[tuple[int, ...], Entry]] = {}

    def setbacks(self) -> list[Setback]:
        """Every setback that can be read, the newest first, by id, title and times."""
        found = self._by_index(lambda index: index.setbacks())
        return self.journal.setbacks() if found is None else found

    def setback(self, ref: str) -> Setback:
        """The setback that `ref` means, as it stands in its file. Raises NothingThere, UnknownName, AmbiguousName,
        Unreadable."""
        return self.journal.setback(find_setback(self.setbacks(), ref).id)

    def find(self, ref: str) -> Entry | Setback:
        """The entry or setback that `ref` means, as it stands in its file; see `names.find`."""
        found = names.find(self, ref)
        return found if isinstance(found, Entry) else self.journal.setback(found.id)

    def newest(self) -> Entry | None:
        """The newest entry that can be read."""
        return self.journal.newest()

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id. Raises UnknownName, Unreadable."""
        return self.journal.entry(entry_id)

    def ending(self, digits: str) -> list[str]:
        """The entries (ids) whose id ends in these hexadecimal digits, the newest first."""
        found = self._by_index(lambda index: index.ending(digits))
        return self.journal.ending(digits) if found is None else found

    def latest(self, setback: str, flow: str) -> Entry | None:
        """The newest entry of a flow about a setback (id)."""
        return next(self.entries(Sought(flow, setback)), None)

    def entries(self, sought: Sought) -> Iterator[Entry]:
        """The entries that are looked for, the newest first, each read when it is asked for. Only by flow, setback and day."""
        # The newest of all are found quicker by their names.
        found_ids = self._by_index(lambda index: index.entries(sought)) if sought != Sought() else None
        found = self.journal.entries() if found_ids is None else self.read(found_ids)
        # What was changed in place may be something else now.
        return (each for each in found if isinstance(each, Entry) and sought.takes(each))

    def entries_of(self, setback: str) -> list[Entry]:
        """The entries about a setback (id), oldest first."""
        found_ids = self._by_index(lambda index: index.entries(Sought(setback=setback)))
        found = self.journal.entries_of(setback) if found_ids is None else self.read(found_ids)
        return _in_order(each for each in found if isinstance(each, Entry) and each.setback == setback)

    def about_none(self, flows: Collection[str], since: dt.datetime | None = None) -> list[Entry]:
        """The entries of some flows that are about no setback, oldest first; with `since`, none that was finished before."""
        found_ids = self._by_index(lambda index: index.about_none(flows, since))
        found = (
            self.journal.entries(since=since and since - overview.CLOCKS) if found_ids is None else self.read(found_ids)
        )
        loose = (each for each in found if isinstance(each, Entry) and each.setback is None and each.flow.id in flows)
        return _in_order(each for each in loose if since is None or each.finished >= since)

    def of_flows(
        self, flows: Collection[str], *, without: Collection[str] = (), most: int | None = None
    ) -> list[Entry]:
        """The entries of some flows, oldest first, those about some setbacks (ids) left out; with `most`, only so many of the
        newest."""
        found_ids = self._by_index(lambda index: index.of_flows(flows, without))
        found = self.journal.entries() if found_ids is None else self.read(found_ids)
        told = (
            each
            for each in found
            if isinstance(each, Entry)
            and each.flow.id in flows
            and (each.setback is None or each.setback not in without)
        )
        return _in_order(itertools.islice(told, most))

    def around(self, setback: str) -> list[Entry]:
        """The entries about a setback (id), with those about none in particular that may speak of it, or be what was promised
        for it, oldest first."""
        read = self._by_index(lambda index: self._around(index, setback))
        found = self.journal.entries_of(setback, loose=True) if read is None else read
        return _in_order(each for each in found if isinstance(each, Entry) and each.setback in (None, setback))

    def has(self, flow: str) -> bool:
        """Whether there is an entry of a flow."""
        return next(self.entries(Sought(flow=flow)), None) is not None

    def oldest_first(self) -> Iterator[Entry]:
        """Every entry that can be read, in the order of their ids, each read when it is asked for."""
        for each in reversed([*self.journal.entry_files()]):
            with contextlib.suppress(Unreadable, UnknownName):
                yield self.journal.entry(each.id)

    def every_entry(self) -> list[Entry]:
        """Every entry that can be read, oldest first."""
        return _in_order(each for each in self.journal.entries() if isinstance(each, Entry))

    def done(self, setbacks: Iterable[str]) -> dict[str, tuple[Done, ...]]:
        """What has been done for each of these setbacks (ids), oldest first."""
        listed = [*setbacks]
        found = self._by_index(lambda index: index.done(listed))
        return overview.done(self.journal, listed) if found is None else found

    def flow_counts(self, setbacks: Iterable[str]) -> dict[str, dict[str, int]]:
        """How many entries of which flow each of these setbacks (ids) has."""
        counts = {setback: Counter(one.flow for one in each) for setback, each in self.done(setbacks).items()}
        return {setback: dict(sorted(flows.items())) for setback, flows in counts.items()}

    def standings(self, setbacks: Iterable[Setback], drafts: Collection[Draft]) -> list[Standing]:
        """Where each of `setbacks` stands, the one last written about first. `drafts` are all there are."""
        from reflect.entry.standing import Standing

        listed = [*setbacks]
        done = self.done(each.id for each in listed)
        found = [
            Standing(each, done[each.id], tuple(draft for draft in drafts if draft.setback == each.id))
            for each in listed
        ]
        return sorted(found, key=lambda each: (each.last, each.setback.id), reverse=True)

    def waiting(
        self, drafts: Collection[Draft], closed: Collection[str], today: dt.date, *, away: bool = False
    ) -> Waiting:
        """What is open of all that was promised, see `index.owing`."""
        from reflect.index import owing

        found = self._by_index(lambda index: self._waiting(index, drafts, closed, today, away=away))
        if found is not None:
            return found
        return owing.Waiting(tuple(each for each in self.follow_ups(drafts, closed, today) if each.open), 0)

    def follow_ups(self, drafts: Collection[Draft], closed: Collection[str], today: dt.date) -> tuple[FollowUp, ...]:
        """Everything that was ever promised, see `followups.fold`."""
        from reflect.followups.fold import follow_ups

        return follow_ups(self.every_entry(), drafts, today, closed=closed)

    def read(self, found: Iterable[str]) -> Iterator[Entry]:
        """The entries with these ids, in their order; what is not there or cannot be read is passed over, and noted."""
        for name in found:
            with contextlib.suppress(Unreadable, UnknownName, OSError):
                # Several questions about one journal ask for the same few entries.
                seen = self.journal.path_of(name).lstat()
                mark = (seen.st_ino, seen.st_size, seen.st_mtime_ns)
                if name not in self._known or self._known[name][0] != mark:
                    if len(self._known) >= KEPT:
                        self._known.clear()
                    self._known[name] = mark, self.journal.entry(name)
                yield self._known[name][1]

    def _waiting(
        self, index: Index, drafts: Collection[Draft], closed: Collection[str], today: dt.date, *, away: bool
    ) -> Waiting:
        from reflect.index import owing

        with self._progress("Looking for what is open") as progress:
            return owing.waiting(
                index, lambda names: [*self.read(names)], drafts, closed, today, away=away, progress=progress
            )

    def _around(self, index: Index, setback: str) -> list[Entry]:
        from reflect.index import owing

        found = {each.id: each for each in self.read(index.around(setback))}
        runs = index.runs_of(owing.mentioned(found.values()))
        names = (*owing.answering(index, found.values()), *(name for name, _, about, _ in runs if about is None))
        return [*found.values(), *self.read(name for name in dict.fromkeys(names) if name not in found)]

    def note_unreadable(self) -> None:
        """Has the journal remember what cannot be read, which whoever reads everything would have met."""
        self._by_index(lambda _: None)

    def _by_index(self, ask: Callable[[Index], T]) -> T | None:
        """What the index answers; None where there is none that can be used."""
        index = self._index()
        if index is None:
            return None
        from reflect.index.store import Unusable

        try:
            found = ask(index)
            self._note_unreadable(index)
        except Unusable:
            return None
        return found

    def _note_unreadable(self, index: Index) -> None:
        """Has the journal remember what cannot be read, which whoever reads everything would have met."""
        for each in index.strange():
            self.journal.note(each)
        for _ in self.read(index.unreadable()):
            pass
        for name in index.unreadable_setbacks():
            with contextlib.suppress(Unreadable, UnknownName):
                self.journal.setback(name)


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: each.moment)
