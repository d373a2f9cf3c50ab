"""No acknowledged answer is lost: not to a failure at any step, nor to another program at the same draft."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reflect.entry.draft import Draft, Spot, Typing
from reflect.entry.model import Entry
from reflect.errors import MaybeNotSafe, NotSaved, UnknownName, Unreadable
from reflect.journal.folder import Journal
from tests.journal.making import Clock, a_draft, an_entry, entries_in, files_below, journal_in, minter, words_of

WRITING = ["open", "fchmod", "write", "fsync", "close", "replace", "link", "unlink", "mkdir", "chmod", "flock"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Journal:
    return journal_in(tmp_path, clock)


@pytest.fixture
def draft(clock: Clock) -> Draft:
    return a_draft(minter(clock)())


def saying(draft: Draft, words: str) -> Draft:
    return replace(draft, trail=a_draft(draft.id, words).trail)


def entry_from(draft: Draft) -> Callable[[str], Entry]:
    return lambda entry_id: an_entry(entry_id, words_of(draft), setback=draft.setback)


def words_on_disk(folder: Path) -> list[str]:
    """What is said in the drafts, as a program sees it that has just been started."""
    return sorted(words_of(each) for each in journal_in(folder).drafts())


class Calls:
    """Counts the system calls of a piece of work, and makes one of them fail."""

    def __init__(self, fail_at: int, number: int) -> None:
        self.fail_at = fail_at
        self.number = number
        self.count = 0

    @property
    def failed(self) -> bool:
        return self.count >= self.fail_at

    @contextmanager
    def watched(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in WRITING:
                module = fcntl if name == "flock" else os
                patch.setattr(module, name, self._failing(name, getattr(module, name)))
            yield

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count != self.fail_at:
                return real(*args, **kwargs)
            if name == "close":
                real(*args)
            raise OSError(self.number, os.strerror(self.number))

        return call


def test_a_draft_comes_back_as_it_was_saved(journal: Journal, clock: Clock, draft: Draft) -> None:
    wanted = replace(
        draft, typing=Typing(Spot("how", record=1, field="who"), "half a wo"), quick=True, extra={"x": [1]}
    )

    saved = journal.save_draft(wanted)

    assert saved == replace(wanted, saved=clock.moment)
    assert journal.drafts() == [saved]
    assert journal.draft(saved.id) == saved


def test_drafts_come_with_the_one_saved_last_first(journal: Journal, clock: Clock) -> None:
    mint = minter(clock)
    first, second = journal.save_draft(a_draft(mint())), journal.save_draft(a_draft(mint()))
    assert journal.drafts() == [second, first]

    again = journal.save_draft(first)

    assert journal.drafts() == [again, second]


def test_saving_a_draft_again_replaces_it(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    for words in ("one", "two", "three"):
        draft = journal.save_draft(saying(draft, words))

    assert words_on_disk(tmp_path) == ["three"]


def test_going_on_with_a_draft_in_a_new_program_replaces_it(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    saved = journal.save_draft(draft)

    by_list, by_id = journal_in(tmp_path), journal_in(tmp_path)
    first = by_list.save_draft(saying(by_list.drafts()[0], "one"))
    second = by_id.save_draft(saying(by_id.draft(saved.id), "two"))

    assert first.id == second.id == saved.id
    assert words_on_disk(tmp_path) == ["two"]


def test_two_programs_at_one_draft_keep_both(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    draft = journal.save_draft(draft)
    other = journal_in(tmp_path)
    theirs = other.draft(draft.id)

    mine = journal.save_draft(saying(draft, "mine"))
    theirs = other.save_draft(saying(theirs, "theirs"))

    assert mine.id == draft.id
    assert theirs.id != draft.id
    assert words_on_disk(tmp_path) == ["mine", "theirs"]

    journal.save_draft(saying(mine, "mine, longer"))
    other.save_draft(saying(theirs, "theirs, longer"))
    assert words_on_disk(tmp_path) == ["mine, longer", "theirs, longer"]


def test_looking_at_the_drafts_does_not_let_one_write_over_what_another_program_saved(
    tmp_path: Path, journal: Journal, draft: Draft
) -> None:
    draft = journal.save_draft(draft)
    other = journal_in(tmp_path)
    other.save_draft(saying(other.draft(draft.id), "theirs"))

    journal.drafts()
    journal.save_draft(saying(draft, "mine"))

    assert words_on_disk(tmp_path) == ["mine", "theirs"]


def test_a_draft_never_read_here_is_not_written_over(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    draft = journal.save_draft(draft)

    copy = journal_in(tmp_path).save_draft(saying(draft, "another"))

    assert copy.id != draft.id
    assert words_on_disk(tmp_path) == ["Well", "another"]


def test_a_draft_changed_by_hand_is_not_written_over(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    draft = journal.save_draft(draft)
    path = tmp_path / "drafts" / f"{draft.id}.json"
    path.write_text(path.read_text().replace("Well", "By hand"))

    journal.save_draft(saying(draft, "mine"))

    assert words_on_disk(tmp_path) == ["By hand", "mine"]


def test_a_draft_discarded_by_another_program_is_kept_by_the_one_still_writing(
    tmp_path: Path, journal: Journal, draft: Draft
) -> None:
    made = journal.add_setback("Lost the keys")
    draft = journal.save_draft(replace(draft, setback=made.id))
    other = journal_in(tmp_path)
    other.discard_draft(other.draft(draft.id))
    assert other.setbacks() == []

    journal.save_draft(saying(draft, "mine"))

    assert words_on_disk(tmp_path) == ["mine"]
    assert journal_in(tmp_path).setbacks() == [made]


def test_a_draft_finished_by_another_program_is_kept_by_the_one_still_writing(
    tmp_path: Path, journal: Journal, draft: Draft
) -> None:
    draft = journal.save_draft(replace(draft, entry=minter(Clock())()))
    other = journal_in(tmp_path)
    theirs = saying(other.draft(draft.id), "theirs")
    other.finish(theirs, entry_from(theirs))

    mine = journal.save_draft(saying(draft, "mine"))
    assert mine.entry != draft.entry
    assert journal.drop_finished_drafts() == []
    journal.finish(mine, entry_from(mine))

    assert sorted(words_of(each) for each in entries_in(journal)) == ["mine", "theirs"]
    assert words_on_disk(tmp_path) == []


def test_two_programs_finishing_one_draft_keep_both(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    draft = journal.save_draft(replace(draft, entry=minter(Clock())()))
    other = journal_in(tmp_path)
    theirs = saying(other.draft(draft.id), "theirs")
    mine = saying(draft, "mine")

    other.finish(theirs, entry_from(theirs))
    journal.finish(mine, entry_from(mine))

    assert sorted(words_of(each) for each in entries_in(journal)) == ["mine", "theirs"]


def test_finishing_turns_the_draft_into_an_entry(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    saved = journal.save_draft(draft)

    entry = journal.finish(saved, entry_from(saved))

    assert list(journal.entries()) == [entry]
    assert files_below(tmp_path) == {f"entries/2026/11/{entry.id}.json"}


def test_the_entrys_id_is_in_the_draft_before_the_entry_is_written(journal: Journal, draft: Draft) -> None:
    saved = journal.save_draft(draft)
    noted: list[str | None] = []

    def entry_for(entry_id: str) -> Entry:
        noted.extend(each.entry for each in journal.drafts())
        return an_entry(entry_id)

    entry = journal.finish(saved, entry_for)

    assert noted == [entry.id]


def test_a_draft_whose_entry_is_written_is_dropped(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    entry = an_entry(minter(Clock())())
    left = journal.save_draft(replace(draft, entry=entry.id))
    open_still = journal.save_draft(a_draft(minter(Clock())(), entry=minter(Clock())()))
    journal.add_entry(entry)

    assert journal.drop_finished_drafts() == [left]

    assert journal.drafts() == [open_still]
    assert list(journal.entries()) == [entry]


def test_words_added_to_a_draft_whose_entry_is_written_are_not_dropped_with_it(
    tmp_path: Path, journal: Journal, draft: Draft
) -> None:
    entry = an_entry(minter(Clock())())
    left = journal.save_draft(replace(draft, entry=entry.id))
    journal.add_entry(entry)

    more = journal.save_draft(saying(left, "more"))

    assert journal.drop_finished_drafts() == [left]
    assert words_on_disk(tmp_path) == ["more"]
    assert words_of(journal.finish(more, entry_from(more))) == "more"
    assert sorted(words_of(each) for each in entries_in(journal)) == ["Well enough.", "more"]


def test_finishing_keeps_other_programs_from_writing(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    saved = journal.save_draft(draft)
    lock = os.open(tmp_path / ".lock", os.O_RDWR)

    def entry_for(entry_id: str) -> Entry:
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return an_entry(entry_id)

    try:
        journal.finish(saved, entry_for)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(lock)


def test_a_draft_whose_entry_cannot_be_read_is_not_dropped(journal: Journal, draft: Draft) -> None:
    entry = an_entry(minter(Clock())())
    left = journal.save_draft(replace(draft, entry=entry.id))
    journal.add_entry(entry)
    journal.path_of(entry.id).write_bytes(b"")

    assert journal.drop_finished_drafts() == []

    assert journal.drafts() == [left]


@pytest.mark.parametrize("field", ["setback", "entry"])
def test_a_draft_that_points_out_of_the_journal_is_unreadable(
    tmp_path: Path, journal: Journal, draft: Draft, field: str
) -> None:
    draft = journal.save_draft(draft)
    path = tmp_path / "drafts" / f"{draft.id}.json"
    path.write_text(path.read_text().replace(f'"{field}": null', f'"{field}": "../../x"'))

    assert journal.drafts() == []
    assert journal.drop_finished_drafts() == []
    assert [each.path for each in journal.unreadable()] == [path]
    with pytest.raises(Unreadable):
        journal.draft(draft.id)


def test_a_discarded_draft_is_in_the_trash_with_its_bare_setback(
    tmp_path: Path, journal: Journal, draft: Draft
) -> None:
    made = journal.add_setback("Lost the keys")
    draft = journal.save_draft(replace(draft, setback=made.id))

    journal.discard_draft(draft)

    assert journal.drafts() == [] and journal.setbacks() == []
    left = {each for each in files_below(tmp_path) if not each.startswith("changes/")}
    assert left == {f"trash/drafts/{draft.id}.json", f"trash/setbacks/{made.id}.json"}
    with pytest.raises(UnknownName):
        journal.discard_draft(draft)


def test_a_setback_stays_while_something_hangs_on_it(journal: Journal, clock: Clock) -> None:
    mint = minter(clock)
    made = journal.add_setback("Lost the keys")
    drafts = [journal.save_draft(a_draft(mint(), setback=made.id)) for _ in range(2)]

    journal.discard_draft(drafts[0])
    assert journal.setbacks() == [made]

    journal.add_entry(an_entry(mint(), setback=made.id))
    journal.discard_draft(drafts[1])
    assert journal.setbacks() == [made]


def test_a_setback_stays_when_what_may_hang_on_it_cannot_be_read(journal: Journal, clock: Clock) -> None:
    mint = minter(clock)
    made = journal.add_setback("Lost the keys")
    entry = an_entry(mint(), setback=made.id)
    journal.add_entry(entry)
    path = journal.path_of(entry.id)
    path.write_bytes(path.read_bytes()[:-20])

    journal.discard_draft(journal.save_draft(a_draft(mint(), setback=made.id)))

    assert journal.setbacks() == [made]


def test_a_draft_can_be_saved_again_after_it_was_discarded_here(tmp_path: Path, journal: Journal, draft: Draft) -> None:
    journal.discard_draft(journal.save_draft(draft))

    again = journal.save_draft(draft)

    assert again.id == draft.id
    assert words_on_disk(tmp_path) == ["Well"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS], ids=errno.errorcode.get)
def test_saving_fails_whole_or_not_at_all_whichever_call_fails(tmp_path: Path, number: int) -> None:
    for fail_at in range(1, 200):
        folder = tmp_path / str(fail_at)
        journal = journal_in(folder)
        draft = journal.save_draft(a_draft(minter(Clock())(), "old"))
        calls = Calls(fail_at, number)
        told = "saved"

        with calls.watched():
            try:
                draft = journal.save_draft(saying(draft, "new"))
            except MaybeNotSafe:
                told = "perhaps"
            except NotSaved:
                told = "not saved"

        if not calls.failed:
            break
        assert words_on_disk(folder) == (["old"] if told == "not saved" else ["new"])
        assert journal.save_draft(saying(draft, "newer")).id == draft.id
        assert words_on_disk(folder) == ["newer"]
    assert fail_at > 10


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS], ids=errno.errorcode.get)
@pytest.mark.parametrize("restarted", [False, True])
def test_finishing_loses_nothing_and_writes_nothing_twice_whichever_call_fails(
    tmp_path: Path, number: int, restarted: bool
) -> None:
    for fail_at in range(1, 200):
        folder = tmp_path / str(fail_at)
        journal = journal_in(folder)
        draft = journal.save_draft(a_draft(minter(Clock())(), "all of it"))
        calls = Calls(fail_at, number)
        failed = False

        with calls.watched():
            try:
                journal.finish(draft, entry_from(draft))
            except NotSaved:
                failed = True

        if not calls.failed:
            break
        if failed and not restarted:
            journal.finish(draft, entry_from(draft))
        if failed and restarted:
            journal = journal_in(folder)
            journal.drop_finished_drafts()
            for each in journal.drafts():
                journal.finish(each, entry_from(each))
        journal_in(folder).drop_finished_drafts()
        assert [words_of(each) for each in entries_in(journal_in(folder))] == ["all of it"]
        assert words_on_disk(folder) == []
    assert fail_at > 20


def test_the_first_draft_of_all_can_be_saved_again_after_any_call_failed(tmp_path: Path, clock: Clock) -> None:
    for fail_at in range(1, 200):
        folder = tmp_path / str(fail_at) / "deep" / "journal"
        journal = journal_in(folder, clock)
        draft = a_draft(minter(clock)())
        calls = Calls(fail_at, errno.ENOSPC)

        with calls.watched(), suppress(NotSaved):
            journal.save_draft(draft)

        if not calls.failed:
            break
        assert journal.save_draft(saying(draft, "again")).id == draft.id
        assert words_on_disk(folder) == ["again"]
    assert fail_at > 20
