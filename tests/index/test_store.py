"""The file of the index: whatever happened to it, it is used, made anew or done without, and nobody hears of it."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from unittest import mock

import pytest

from reflect.index.lookup import Index
from reflect.index.searching import Search
from reflect.index.sought import Sought
from reflect.index.store import Store, Unusable
from reflect.journal import disk as system
from reflect.journal.files import ENTRIES, Files
from tests.index import alike
from tests.index.making import OnDisk, on_disk
from tests.index.naive import Word, scan
from tests.index.outside import Talking
from tests.index.test_searching import names, search

QUEUE = Word("queue")


@pytest.fixture
def disk(tmp_path: Path) -> OnDisk:
    return on_disk(tmp_path, MADE)


MADE = Talking(5, 20).journal()
TODAY = MADE.today


def the_file(disk: OnDisk) -> Path:
    return disk.cache / "index.db"


def holds(disk: OnDisk, today: dt.date = TODAY) -> None:
    """That everything is answered as it is without an index."""
    expected = scan(disk.entries(), QUEUE, Sought(), today)
    assert expected
    assert names(search(disk, QUEUE, Sought(), today)) == expected
    alike.holds(disk, today, (), Random(1))


def further(disk: OnDisk, many: int) -> None:
    """Writes further entries, as many."""
    for number, entry in enumerate(Talking(6, 12).journal().entries[:many]):
        disk.write_entry(replace(entry, id=f"e{100 + number}"))


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def zeros_behind(data: bytes) -> bytes:
    return data[:8192] + bytes(len(data) - 8192)


def noise(data: bytes) -> bytes:
    return data[:4096] + Random(3).randbytes(len(data) - 4096)


def one_bad_page(number: int) -> Callable[[bytes], bytes]:
    def spoil(data: bytes) -> bytes:
        pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
        pages[number % len(pages)] = Random(number).randbytes(4096)
        return b"".join(pages)

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"\0", id="one byte"),
        pytest.param(lambda _: b"This is no database.\n" * 500, id="no database"),
        pytest.param(lambda data: data + b"\0" * 100, id="longer"),
        pytest.param(lambda data: b"X" * 100 + data[100:], id="no header"),
        pytest.param(half, id="half"),
        pytest.param(lambda data: data[:5000], id="a page and a bit"),
        pytest.param(zeros_behind, id="zeros"),
        pytest.param(noise, id="noise"),
        *(pytest.param(one_bad_page(number), id=f"page {number}") for number in range(1, 40, 3)),
    ],
)
def test_a_broken_index_is_made_anew(disk: OnDisk, spoil: Callable[[bytes], bytes]) -> None:
    disk.index(TODAY)
    the_file(disk).write_bytes(spoil(the_file(disk).read_bytes()))
    holds(disk)
    # And what is written then is taken in.
    further(disk, 1)
    holds(disk)


def test_the_index_of_another_program_is_made_anew(disk: OnDisk) -> None:
    disk.cache.mkdir()
    with sqlite3.connect(the_file(disk)) as other:
        other.execute("CREATE TABLE about (key, value, more)")
        other.execute("CREATE TABLE entries (id)")
    other.close()
    holds(disk)


@pytest.mark.parametrize("what", ["format", "program", "journal"])
def test_an_index_of_another_version_or_journal_is_made_anew(disk: OnDisk, what: str) -> None:
    disk.index(TODAY)
    with sqlite3.connect(the_file(disk)) as other:
        other.execute("UPDATE about SET value = value || '1' WHERE key = ?", (what,))
        other.execute("DELETE FROM entries")
    other.close()
    holds(disk)


@pytest.mark.parametrize(
    "spoil",
    [
        "DROP TABLE spoken",
        "DROP TABLE texts",
        "DROP TABLE folders",
        "UPDATE entries SET id = CAST(x'B7B7' AS TEXT) WHERE n = 3",
        "UPDATE about SET value = CAST(x'B7B7' AS TEXT) WHERE key = 'turn'",
        "UPDATE texts_data SET block = x'01' WHERE id > 100",
    ],
)
def test_an_index_that_lacks_something_is_made_anew(disk: OnDisk, spoil: str) -> None:
    disk.index(TODAY)
    with sqlite3.connect(the_file(disk)) as other:
        other.execute(spoil)
    other.close()
    holds(disk)
    assert len(disk.index(TODAY).entries(Sought())) == len(disk.entries())


def test_two_journals_that_share_a_cache_are_each_answered_for(disk: OnDisk, tmp_path: Path) -> None:
    other = on_disk(tmp_path / "other", Talking(8, 12).journal())
    shutil.rmtree(other.cache, ignore_errors=True)
    other.base.mkdir(exist_ok=True)
    other.cache.symlink_to(disk.cache)
    disk.cache.mkdir()
    for _ in range(2):
        holds(disk)
        alike.holds(other, TODAY, (), Random(2))


def test_an_index_of_another_journal_that_comes_meanwhile_says_nothing_of_this_one(
    disk: OnDisk, tmp_path: Path
) -> None:
    index = disk.index(TODAY)
    other = on_disk(tmp_path / "other", Talking(8, 12).journal())
    shutil.rmtree(disk.cache)
    disk.cache.mkdir()
    other.cache.symlink_to(disk.cache)
    other.index(TODAY)
    alike.holds(disk, TODAY, (), Random(1), index)
    with pytest.raises(Unusable):
        index.take_in([])
    alike.holds(disk, TODAY, (), Random(1), index)
    searched = Search(disk.journal(), index, None, Sought(flow="define"), TODAY)
    assert names(searched) == scan(disk.entries(), None, Sought(flow="define"), TODAY)


def test_an_index_that_was_never_filled_is_not_taken_for_one(disk: OnDisk) -> None:
    index = Index(disk.cache, disk.files, today=TODAY, clock=disk.clock)
    with pytest.raises(KeyboardInterrupt), index.store.writing(anew=True):
        raise KeyboardInterrupt
    assert the_file(disk).exists()
    assert not index.store.ours
    with pytest.raises(Unusable):
        index.entries(Sought())
    holds(disk)


def test_an_interrupt_leaves_the_index_as_it_was(disk: OnDisk) -> None:
    disk.index(TODAY)
    before = the_file(disk).read_bytes()
    further(disk, 4)
    index = Index(disk.cache, disk.files, today=TODAY, clock=disk.clock)

    def interrupted(done: int, of: int) -> None:
        if done == of - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.refresh(interrupted)
    assert the_file(disk).read_bytes() == before
    assert not (disk.cache / "index.db-journal").exists()
    index.refresh()
    alike.holds(disk, TODAY, (), Random(1), index)
    holds(disk)


def test_an_interrupt_of_the_first_time_leaves_none(disk: OnDisk) -> None:
    index = Index(disk.cache, disk.files, today=TODAY, clock=disk.clock)

    def interrupted(done: int, of: int) -> None:
        if done == of // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.refresh(interrupted)
    with pytest.raises(Unusable):
        index.entries(Sought())
    holds(disk)


def test_progress_goes_from_nothing_to_all(disk: OnDisk) -> None:
    told: list[tuple[int, int]] = []
    index = Index(disk.cache, disk.files, today=TODAY, clock=disk.clock)
    index.refresh(lambda done, of: told.append((done, of)))
    many = len(disk.entries())
    assert told == [(number, many) for number in range(many + 1)]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_index_is_its_owners_only_whatever_the_umask(disk: OnDisk, umask: int) -> None:
    before = os.umask(umask)
    try:
        disk.index(TODAY)
    finally:
        os.umask(before)
    assert stat.S_IMODE(the_file(disk).stat().st_mode) == 0o600
    assert stat.S_IMODE(disk.cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in disk.cache.iterdir()} == {0o600}


def refuse(*_: object, **__: object) -> Iterator[None]:
    raise PermissionError(errno.EPERM, "no")


@pytest.mark.parametrize("what", ["folder", "lock", "file", "database"])
def test_where_nothing_can_be_written_it_is_done_without(
    disk: OnDisk, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    if what == "folder":
        disk.cache.write_text("a file stands in its place")
    elif what == "lock":
        monkeypatch.setattr(system, "take_lock", refuse)
    elif what == "file":
        (disk.cache / "index.db").mkdir(parents=True)
    else:
        monkeypatch.setattr(sqlite3, "connect", _full)
    index = Index(disk.cache, disk.files, today=TODAY, clock=disk.clock)
    with pytest.raises(Unusable):
        index.refresh()
    expected = scan(disk.entries(), QUEUE, Sought(), TODAY)
    searched = search_with(disk, index)
    assert names(searched) == expected
    alike.holds(disk, TODAY, (), Random(1), index)


@pytest.mark.parametrize("in_place", [False, True])
def test_an_index_that_is_fresh_is_used_though_nothing_can_be_written(
    disk: OnDisk, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    disk.index(TODAY)
    monkeypatch.setattr(system, "take_lock", refuse)
    if in_place:
        path = min((disk.root / ENTRIES).glob("*/*/*.json"))
        path.write_bytes(path.read_bytes().replace(b"queue", b"other"))
        os.utime(path, ns=(10**18, 10**18))
    index = disk.index(TODAY)
    if not in_place:
        with mock.patch.object(Search, "_read_through", refuse):
            assert names(search_with(disk, index)) == scan(disk.entries(), QUEUE, Sought(), TODAY)
        alike.holds(disk, TODAY, (), Random(1), index)
    assert names(search_with(disk, index)) == scan(disk.entries(), QUEUE, Sought(), TODAY)


def test_a_full_disk_leaves_the_index_as_it_was_and_search_without(
    disk: OnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = disk.index(TODAY)
    further(disk, 1)
    connection = index.store._connection()
    connection.execute("PRAGMA max_page_count = 1")
    monkeypatch.setattr(index.store, "close", lambda: None)
    with pytest.raises(Unusable):
        _write_much(index)
    monkeypatch.undo()
    holds(disk)


@pytest.mark.parametrize("folder", [b"caf\xe9", "東京 ‿".encode()])
def test_a_journal_may_stand_anywhere(tmp_path: Path, folder: bytes) -> None:
    base = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + folder))
    try:
        base.mkdir()
    except OSError:
        # Some file systems have names in UTF-8 only.
        return
    disk = on_disk(base, Talking(5, 8).journal())
    disk.index(TODAY)
    assert Store(disk.cache, disk.root).ours
    alike.holds(disk, TODAY, (), Random(1))


def test_a_cache_that_goes_between_any_two_questions_is_made_again(disk: OnDisk) -> None:
    index = disk.index(TODAY)
    shutil.rmtree(disk.cache)
    alike.holds(disk, TODAY, (), Random(1), index)
    index.refresh()
    the_file(disk).unlink()
    alike.holds(disk, TODAY, (), Random(1), index)
    assert names(search_with(disk, index)) == scan(disk.entries(), QUEUE, Sought(), TODAY)
    holds(disk)


def test_a_journal_that_is_not_there_yet_has_nothing(tmp_path: Path) -> None:
    index = Index(tmp_path / "cache", Files(tmp_path / "journal"), today=TODAY, clock=lambda: 0.0)
    index.refresh()
    assert index.entries(Sought()) == []
    assert index.setbacks() == []


def search_with(disk: OnDisk, index: Index) -> Search:
    found = search(disk, QUEUE, Sought(), TODAY, by_index=False)
    return Search(found.journal, index, found.query, found.sought, TODAY)


def _write_much(index: Index) -> None:
    with index.store.writing() as db:
        db.execute("CREATE TABLE more (text)")
        db.execute("INSERT INTO more VALUES (zeroblob(1000000))")


def _full(*_: object, **__: object) -> sqlite3.Connection:
    raise sqlite3.OperationalError("database or disk is full")
