"""What a catalogue says by the index after single changes, each of which once was, or could be, missed."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import cast

import pytest

from reflect.index import stamps
from reflect.index.catalogue import Catalogue
from reflect.index.sought import Sought
from reflect.index.stamps import SETTLES, UNSURE, stamp
from reflect.journal.files import ENTRIES, SETBACKS
from tests.index import alike
from tests.index.making import OnDisk, on_disk
from tests.index.naive import Word, scan
from tests.index.outside import Outside, Talking
from tests.index.test_searching import names, search

MOMENT = 1_750_000_000


@pytest.fixture
def disk(tmp_path: Path) -> OnDisk:
    return on_disk(tmp_path, Talking(5, 20).journal())


@pytest.fixture
def today() -> dt.date:
    return Talking(5, 20).journal().today


def one_of(disk: OnDisk, at: int = 3) -> Path:
    return sorted((disk.root / ENTRIES).glob("*/*/*.json"))[at]


def holds(disk: OnDisk, today: dt.date) -> None:
    expected = scan(disk.entries(), Word("queue"), Sought(), today)
    assert names(search(disk, Word("queue"), Sought(), today)) == expected
    alike.holds(disk, today, (), Random(1))


def odd(data: bytes) -> bytes:
    return data.replace(b'"format": 1', b'"format": 0')


@pytest.mark.parametrize(
    "spoil",
    [
        odd,
        lambda data: data.replace(b'"started": "', b'"started": "?'),
        lambda data: data.replace(b"+00:00", b""),
        lambda data: data.replace(b'"id": "01', b'"id": "02'),
        lambda data: data.replace(b'"labels": {', b'"labels": {"odd": 5, '),
        lambda data: data.replace(b'"asked": "', b'"asked": 5, "was": "'),
        lambda data: data.replace(b'"summary": null', b'"summary": 5'),
        lambda _: b"",
        lambda _: b"[]",
    ],
)
def test_an_entry_that_does_not_hold_up_counts_for_nothing_and_is_named(
    disk: OnDisk, today: dt.date, spoil: object
) -> None:
    for at in range(0, 20, 3):
        path = one_of(disk, at)
        path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    holds(disk, today)


def test_what_was_mended_in_place_is_read_at_once(disk: OnDisk, today: dt.date) -> None:
    entry, setback = one_of(disk), min((disk.root / SETBACKS).glob("*.json"))
    kept = {path: path.read_bytes() for path in (entry, setback)}
    for path in kept:
        path.write_bytes(b"?")
    disk.index(today)
    for path, data in kept.items():
        path.write_bytes(data)
        os.utime(path, ns=(MOMENT * 10**9, MOMENT * 10**9))
        holds(disk, today)
    assert not disk.index(today).unreadable()
    assert not disk.index(today).unreadable_setbacks()


def test_what_was_changed_in_place_is_found_when_its_folder_changes(disk: OnDisk, today: dt.date) -> None:
    path = one_of(disk)
    disk.index(today)
    other = disk.journal().entry(one_of(disk, 7).stem)
    changed = replace(disk.journal().entry(path.stem), answers=other.answers, flow=other.flow)
    disk.put(ENTRIES, path.stem, changed.to_json())
    os.utime(path, ns=(MOMENT * 10**9, MOMENT * 10**9))
    (path.parent / "something").write_text("else")
    holds(disk, today)


def test_a_sealed_entry_that_is_deleted_on_its_day_leaves_nothing(disk: OnDisk, today: dt.date) -> None:
    path = one_of(disk)
    entry = replace(disk.journal().entry(path.stem), sealed_until=today + dt.timedelta(days=1))
    disk.put(ENTRIES, path.stem, entry.to_json())
    disk.index(today)
    path.unlink()
    index = disk.index(today + dt.timedelta(days=1))
    assert index.ending(path.stem.replace("-", "")) == []
    assert index.unreadable() == []
    holds(disk, today + dt.timedelta(days=1))


@pytest.mark.parametrize("folder", ["0000/01", "0000/12", "1969/12", "1970/01", "9999/12", "2026/13", "x/y"])
def test_folders_of_any_year_may_stand_there_come_and_go(disk: OnDisk, today: dt.date, folder: str) -> None:
    one = one_of(disk)
    strange = disk.root / ENTRIES / folder
    disk.index(today)
    strange.mkdir(parents=True)
    (strange / one.name).write_bytes(one.read_bytes())
    holds(disk, today)
    shutil.rmtree(strange)
    holds(disk, today)


def test_half_characters_in_a_file_do_not_keep_it_out_of_the_index(disk: OnDisk, today: dt.date) -> None:
    for at, (there, half) in enumerate(
        [
            (b'"type": "choice",\n      "value": "', b"\\ud800"),
            (b'"value": "', b"queue \\udfff "),
            (b'"flow": {\n    "id": "', b"\\ud800"),
            (b'"title": "', b"\\ud800"),
        ]
    ):
        for path in (one_of(disk, at * 2), *(disk.root / SETBACKS).glob("*.json")):
            path.write_bytes(path.read_bytes().replace(there, there + half))
    found = scan(disk.entries(), Word("queue"), Sought(), today)
    assert names(search(disk, Word("queue"), Sought(), today)) == found
    assert len(disk.index(today).entries(Sought())) == 20


def test_the_clock_of_files_may_go_anywhere(disk: OnDisk, today: dt.date) -> None:
    chance = Random(3)
    further = [replace(each, id=f"e{each.id[1:]}0") for each in Talking(9, 8).journal().entries]
    outside = Outside(disk, further, chance)
    for ahead in (0.0, -1e7, 3600.0, 1e10, -5.0, 1.0):
        disk.clock.ahead = ahead
        outside.add()
        outside.replace()
        outside.delete()
        holds(disk, today)


def at(time: float, size: int = 5) -> os.stat_result:
    """What is known of a file that was changed at a time."""
    nanoseconds = int(time * 10**9)
    told = SimpleNamespace(
        st_ino=7, st_size=size, st_mtime=time, st_ctime=time, st_mtime_ns=nanoseconds, st_ctime_ns=nanoseconds
    )
    return cast("os.stat_result", told)


def test_a_change_within_two_seconds_is_seen_though_no_time_shows_it(
    disk: OnDisk, today: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system that counts in steps of two seconds, and knows a file by nothing else."""

    def seen(path: Path | str) -> os.stat_result:
        Path(path).lstat()
        return at(MOMENT)

    monkeypatch.setattr(stamps, "os", SimpleNamespace(lstat=seen, name=os.name, sep=os.sep))
    monkeypatch.setattr(disk, "clock", lambda: MOMENT + SETTLES - 0.001)
    outside = Outside(disk, [replace(each, id=f"{each.id}0") for each in Talking(9, 6).journal().entries], Random(3))
    holds(disk, today)
    for change in (outside.add, outside.edit, outside.replace, outside.edit, outside.delete, outside.retitle):
        change()
        holds(disk, today)


def test_a_stamp_says_whether_it_may_change_unseen() -> None:
    now = 1_000_000.0
    assert stamp(at(now), now) == stamp(at(now - 1.9), now) == stamp(at(now + 500), now) == UNSURE
    assert stamp(at(now - 2), now) != UNSURE
    assert len({stamp(each, now) for each in (at(now - 9), at(now - 9), at(now - 8), at(now - 9, size=6))}) == 3


def test_what_rests_with_its_setback_is_counted_and_not_read(disk: OnDisk, today: dt.date) -> None:
    index = disk.index(today)
    closed = frozenset(each.id for each in disk.journal().setbacks())
    for told in (Catalogue(disk.journal(), lambda: index), Catalogue(disk.journal())):
        waiting = told.waiting((), closed, today)
        everything = told.waiting((), closed, today, away=True)
        assert len(everything.found) == len(waiting.found) + waiting.away
