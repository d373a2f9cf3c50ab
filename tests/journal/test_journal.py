"""The journal's folder: made when first written to, newest first, and never left by way of a link."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reflect.entry.setback import Setback
from reflect.errors import FileExists, NotSaved, UnknownName, Unreadable
from reflect.journal import durable
from reflect.journal.folder import Journal
from reflect.journal.reading import UnreadableFile
from tests.journal.making import NOON, Clock, a_draft, an_entry, entries_in, files_below, journal_in, minter, words_of


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Journal:
    return journal_in(tmp_path / "journal", clock)


def test_reading_an_empty_journal_makes_nothing(tmp_path: Path, journal: Journal) -> None:
    assert journal.is_empty()
    assert journal.setbacks() == []
    assert journal.drafts() == []
    assert list(journal.entries()) == []
    assert list(journal.entry_files()) == []
    assert journal.drop_finished_drafts() == []
    journal.sweep()

    assert journal.unreadable() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_journal_is_not_empty_once_something_is_written(tmp_path: Path, clock: Clock) -> None:
    mint = minter(clock)
    with_setback, with_entry, with_draft = (journal_in(tmp_path / name, clock) for name in "abc")

    with_setback.add_setback("Lost the keys")
    with_entry.add_entry(an_entry(mint()))
    with_draft.save_draft(a_draft(mint()))

    assert not with_setback.is_empty()
    assert not with_entry.is_empty()
    assert not with_draft.is_empty()


def test_a_journal_whose_first_write_failed_is_still_empty(
    journal: Journal, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "write", full)

    with pytest.raises(NotSaved):
        journal.save_draft(a_draft(minter(clock)()))

    assert journal.is_empty()


def test_setbacks_come_newest_first_and_as_they_were_saved(journal: Journal) -> None:
    first = journal.add_setback("Lost the keys")
    second = journal.add_setback(None)
    named = replace(second, title="Ein Fehler – groß", extra={"mood": [1, {"a": None}]})
    journal.save_setback(named)

    assert journal.setbacks() == [named, first]
    assert journal.setback(first.id) == first
    assert journal.setback(second.id) == named


def test_a_file_is_indented_utf_8_with_its_keys_in_order(tmp_path: Path, journal: Journal) -> None:
    made = journal.add_setback("Groß")

    assert (tmp_path / "journal" / "setbacks" / f"{made.id}.json").read_text("utf-8") == (
        "{\n"
        '  "format": 1,\n'
        f'  "id": "{made.id}",\n'
        '  "title": "Groß",\n'
        f'  "created": "{made.created.isoformat()}",\n'
        '  "closed": null\n'
        "}\n"
    )


def test_entries_stand_by_the_month_of_their_id_in_utc(tmp_path: Path, journal: Journal) -> None:
    # Half past midnight in Berlin on the first of December is still November in UTC.
    clock = Clock(dt.datetime(2026, 12, 1, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))))
    entry = an_entry(minter(clock)())

    journal.add_entry(entry)

    assert journal.path_of(entry.id) == tmp_path / "journal" / "entries" / "2026" / "11" / f"{entry.id}.json"
    assert journal.path_of(entry.id).is_file()


def test_everything_in_the_journal_is_its_owners_only(tmp_path: Path, journal: Journal, clock: Clock) -> None:
    mint = minter(clock)
    before = os.umask(0)
    try:
        made = journal.add_setback("Lost the keys")
        journal.add_entry(an_entry(mint(), setback=made.id))
        journal.discard_draft(journal.save_draft(a_draft(mint())))
        journal.save_draft(a_draft(mint()))
    finally:
        os.umask(before)

    paths = [tmp_path / "journal", *(tmp_path / "journal").rglob("*")]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in paths}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def test_entries_come_newest_first_over_months_and_years(journal: Journal) -> None:
    clock = Clock()
    mint = minter(clock)
    made = []
    for year, month in [(2024, 1), (2024, 12), (2025, 2), (2025, 11), (2026, 10)]:
        for day in (1, 2):
            clock.moment = dt.datetime(year, month, day, tzinfo=dt.UTC)
            made.append(mint())
            journal.add_entry(an_entry(made[-1]))

    assert [each.id for each in journal.entry_files()] == made[::-1]
    assert [each.id for each in entries_in(journal)] == made[::-1]


def test_the_newest_entries_are_found_without_reading_the_rest(
    journal: Journal, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mint = minter(clock)
    made = [mint() for _ in range(5)]
    for each in made:
        journal.add_entry(an_entry(each))
    read: list[str] = []
    really = durable.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path.stem)
        return really(path)

    monkeypatch.setattr(durable, "read_bytes", noted)

    first = next(journal.entries())

    assert not isinstance(first, UnreadableFile) and first.id == made[-1]
    assert read == made[-1:]


def test_an_entry_never_replaces_another(journal: Journal, clock: Clock) -> None:
    entry = an_entry(minter(clock)(), "First.")
    journal.add_entry(entry)

    with pytest.raises(FileExists):
        journal.add_entry(an_entry(entry.id, "Second."))

    assert words_of(journal.entry(entry.id)) == "First."


def test_the_entries_of_a_setback_are_those_that_hang_on_it(journal: Journal, clock: Clock) -> None:
    mint = minter(clock)
    mine, other = journal.add_setback("Mine"), journal.add_setback("Other")
    ids = [mint() for _ in range(4)]
    for entry_id, setback in zip(ids, (mine.id, other.id, None, mine.id), strict=True):
        journal.add_entry(an_entry(entry_id, f"Spoke of {mine.id}.", setback=setback))

    assert [each.id for each in journal.entries_of(mine.id) if not isinstance(each, UnreadableFile)] == [ids[3], ids[0]]


def test_an_unreadable_entry_of_a_setback_is_named_there_too(journal: Journal, clock: Clock) -> None:
    mine = journal.add_setback("Mine")
    entry = an_entry(minter(clock)(), setback=mine.id)
    journal.add_entry(entry)
    path = journal.path_of(entry.id)
    path.write_bytes(path.read_bytes()[:-3])

    (found,) = journal.entries_of(mine.id)

    assert isinstance(found, UnreadableFile) and found.path == path


def test_a_journal_folder_that_is_a_link_works(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    journal = journal_in(tmp_path / "link", clock)

    made = journal.add_setback("Lost the keys")
    entry = an_entry(minter(clock)(), setback=made.id)
    journal.add_entry(entry)

    assert journal.setbacks() == [made]
    assert list(journal.entries()) == [entry]
    assert files_below(tmp_path / "real") == {
        f"setbacks/{made.id}.json",
        f"entries/2026/11/{entry.id}.json",
    }


@pytest.mark.parametrize("place", ["entries", "entries/2026", "entries/2026/11"])
def test_a_folder_of_entries_that_is_a_link_is_neither_read_nor_written(
    tmp_path: Path, journal: Journal, clock: Clock, place: str
) -> None:
    mint = minter(clock)
    entry = an_entry(mint())
    journal.add_entry(entry)
    folder, outside = tmp_path / "journal" / place, tmp_path / "outside"
    folder.rename(outside)
    folder.symlink_to(outside)
    before = files_below(outside)

    (found,) = journal.entries()
    assert isinstance(found, UnreadableFile) and found.path == folder and found.reason == "it is a link"
    with pytest.raises(Unreadable, match="link"):
        journal.entry(entry.id)
    with pytest.raises(NotSaved, match="link"):
        journal.add_entry(an_entry(mint()))
    assert files_below(outside) == before


@pytest.mark.parametrize("place", ["setbacks", "drafts"])
def test_a_folder_of_setbacks_or_drafts_that_is_a_link_is_neither_read_nor_written(
    tmp_path: Path, journal: Journal, clock: Clock, place: str
) -> None:
    draft = journal.save_draft(a_draft(minter(clock)()))
    made = journal.add_setback("Lost the keys")
    folder, outside = tmp_path / "journal" / place, tmp_path / "outside"
    folder.rename(outside)
    folder.symlink_to(outside)
    before = files_below(outside)

    def read() -> object:
        return journal.setback(made.id) if place == "setbacks" else journal.draft(draft.id)

    def add() -> object:
        return journal.add_setback("Another") if place == "setbacks" else journal.save_draft(a_draft(minter(clock)()))

    assert (journal.setbacks() if place == "setbacks" else journal.drafts()) == []
    assert [each.reason for each in journal.unreadable()] == ["it is a link"]
    with pytest.raises(Unreadable, match="link"):
        read()
    with pytest.raises(NotSaved, match="link"):
        add()
    assert files_below(outside) == before


def test_a_file_in_place_of_a_folder_is_named_and_the_rest_works(tmp_path: Path, journal: Journal) -> None:
    made = journal.add_setback("Lost the keys")
    (tmp_path / "journal" / "entries").write_text("mine")

    (found,) = journal.entries()

    assert isinstance(found, UnreadableFile) and found.reason == "it is not a folder"
    assert journal.setbacks() == [made]


def test_what_is_not_ours_is_passed_over(tmp_path: Path, journal: Journal, clock: Clock) -> None:
    entry = an_entry(minter(clock)())
    journal.add_entry(entry)
    month = journal.path_of(entry.id).parent
    for name in ("notes.txt", ".DS_Store", ".new-0123456789abcdef", f"._{entry.id}.json"):
        (month / name).write_text("x")
    for name in ("13", "2", "attic"):
        (month.parent / name).mkdir()
    (month.parent.parent / "attic").mkdir()

    assert list(journal.entries()) == [entry]


def test_a_json_file_with_a_wrong_name_is_named(journal: Journal, clock: Clock) -> None:
    entry = an_entry(minter(clock)())
    journal.add_entry(entry)
    conflict = journal.path_of(entry.id).with_name(f"{entry.id} (conflict).json")
    conflict.write_bytes(journal.path_of(entry.id).read_bytes())

    assert entries_in(journal) == [entry]
    assert [(each.path, each.reason) for each in journal.unreadable()] == [(conflict, "its name is not an id")]


def test_a_copy_in_another_months_folder_is_not_a_second_entry(journal: Journal, clock: Clock) -> None:
    entry = an_entry(minter(clock)())
    journal.add_entry(entry)
    path = journal.path_of(entry.id)
    copy = path.parent.with_name("10") / path.name
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())

    assert entries_in(journal) == [entry]
    assert [each.path for each in journal.unreadable()] == [copy]


@pytest.mark.parametrize("name", ["../x", "CON", "", "01890a5d-ac96-774b-bcce-b302099a8057\n", "x" * 5000])
def test_what_is_no_id_is_never_a_path(tmp_path: Path, journal: Journal, clock: Clock, name: str) -> None:
    (tmp_path / "x.json").write_text("{}")

    for ask in (journal.entry, journal.setback, journal.draft, journal.path_of):
        with pytest.raises(UnknownName):
            ask(name)
    with pytest.raises(UnknownName):
        journal.add_entry(an_entry(name))
    with pytest.raises(UnknownName):
        journal.save_setback(Setback(name, None, NOON))
    with pytest.raises(UnknownName):
        journal.save_draft(a_draft(name))

    assert files_below(tmp_path) == {"x.json"}


def test_an_id_that_nothing_has_is_unknown(journal: Journal, clock: Clock) -> None:
    for ask in (journal.entry, journal.setback, journal.draft):
        with pytest.raises(UnknownName):
            ask(minter(clock)())


def test_what_a_newer_program_wrote_is_not_written_over(tmp_path: Path, journal: Journal, clock: Clock) -> None:
    mint = minter(clock)
    made = journal.add_setback("Lost the keys")
    before = files_below(tmp_path)

    with pytest.raises(NotSaved, match="newer"):
        journal.save_setback(replace(made, title="Found them", format=2))
    with pytest.raises(NotSaved, match="newer"):
        journal.add_entry(replace(an_entry(mint()), format=2))
    with pytest.raises(NotSaved, match="newer"):
        journal.save_draft(replace(a_draft(mint()), format=2))

    assert journal.setbacks() == [made]
    assert files_below(tmp_path) == before


def test_fields_of_another_program_nested_too_deep_to_write_are_refused(journal: Journal, clock: Clock) -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    with pytest.raises(NotSaved, match="too deep"):
        journal.add_entry(an_entry(minter(clock)(), extra={"deep": deep}))

    # Taken apart by hand: freeing it in one go would itself go too deep.
    while deep:
        deep = deep.pop()  # type: ignore[assignment]
    assert journal.is_empty()


def old(paths: Iterator[Path]) -> None:
    moment = (NOON - dt.timedelta(hours=2)).timestamp()
    for path in paths:
        path.write_text("half an ans")
        os.utime(path, (moment, moment))


def test_leftovers_of_killed_writers_are_swept_where_writing_happens(
    tmp_path: Path, journal: Journal, clock: Clock
) -> None:
    entry = an_entry(minter(clock)())
    journal.add_entry(entry)
    journal.add_setback("Lost the keys")
    journal.save_draft(a_draft(minter(clock)()))
    folders = [journal.path_of(entry.id).parent, tmp_path / "journal" / "setbacks", tmp_path / "journal" / "drafts"]
    before = files_below(tmp_path)
    old(folder / ".new-0123456789abcdef" for folder in folders)

    journal.sweep()

    assert files_below(tmp_path) == before
