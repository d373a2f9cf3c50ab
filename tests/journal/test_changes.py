"""Changes that can be taken back, one after the other; a crash in the midst of one, and other programs."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.change import Change
from reflect.entry.model import Answer, Entry
from reflect.entry.said import Said
from reflect.errors import ChangedSince, MaybeNotSafe, NothingThere, NotSaved, Unreadable
from reflect.journal import changes, durable
from reflect.journal.folder import Journal
from tests.journal.making import Clock, a_draft, an_entry, files_below, journal_in


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return journal_in(tmp_path)


def reworded(words: str, **more: object) -> object:
    def change(entry: Entry) -> Entry:
        return replace(entry, answers=(Answer("how", "How was it?", "long", Said(words)),))

    return change


def reword(journal: Journal, entry_id: str, words: str) -> Entry:
    return journal.change_entry(entry_id, reworded(words))  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the journal itself: not what is kept so that something can be taken back."""
    aside = ("changes/", "trash/")
    return {each: (folder / each).read_bytes() for each in files_below(folder) if not each.startswith(aside)}


def an_entry_in(journal: Journal, words: str = "Well enough.", setback: str | None = None) -> str:
    made = an_entry(journal._mint(), words, setback=setback)
    journal.add_entry(made)
    return made.id


DOING = st.lists(
    st.tuples(
        st.sampled_from(("edit", "rename", "close", "reopen", "delete entry", "delete setback", "discard", "undo")),
        st.integers(0, 5),
        st.text(max_size=20),
    ),
    max_size=14,
)


@given(DOING)
@settings(deadline=None, max_examples=15)
def test_whatever_was_done_is_taken_back_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, doing: list[tuple[str, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    journal = journal_in(folder)
    setbacks = [journal.add_setback(title).id for title in ("One", "Two")]
    entries = [an_entry_in(journal, words, setbacks[n % 2]) for n, words in enumerate(("A.", "B.", "C."))]
    drafts = [journal.save_draft(a_draft(journal._mint(), setback=setbacks[0])).id for _ in range(2)]
    before = [contents(folder)]
    for what, which, words in doing:
        if what == "undo" and len(before) > 1:
            journal.undo()
            before.pop()
            assert contents(folder) == before[-1]
            continue
        known = {each.stem for each in folder.rglob("*.json") if "trash" not in each.parts}
        setback, entry, draft = setbacks[which % 2], entries[which % 3], drafts[which % 2]
        if what == "edit" and entry in known:
            reword(journal, entry, words)
        elif what == "rename" and setback in known:
            journal.change_setback(setback, lambda each, words=words: replace(each, title=words), "rename")  # type: ignore[misc]
        elif what == "close" and setback in known:
            journal.change_setback(setback, lambda each: replace(each, closed=each.created), "close")
        elif what == "reopen" and setback in known:
            journal.change_setback(setback, lambda each: replace(each, closed=None), "reopen")
        elif what == "delete entry" and entry in known:
            journal.delete(journal.entry(entry))
        elif what == "delete setback" and setback in known:
            journal.delete(journal.setback(setback))
        elif what == "discard" and draft in known:
            journal.discard_draft(journal.draft(draft))
        if contents(folder) != before[-1]:
            before.append(contents(folder))
    while len(before) > 1:
        journal.undo()
        before.pop()
        assert contents(folder) == before[-1]
    with pytest.raises(NothingThere):
        journal.undo()
    assert contents(folder) == before[0]


def test_what_was_taken_back_is_not_lost_either(tmp_path: Path, journal: Journal) -> None:
    entry = an_entry_in(journal)
    reword(journal, entry, "A sentence nobody has heard.")

    journal.undo()

    kept = [path for path in files_below(tmp_path) if b"nobody has heard" in (tmp_path / path).read_bytes()]
    assert len(kept) == 1 and kept[0].startswith("trash/changes/")


def test_a_deleted_setback_takes_its_entries_and_drafts_along_and_brings_them_back(
    tmp_path: Path, journal: Journal
) -> None:
    mine, other = journal.add_setback("Mine").id, journal.add_setback("Another").id
    entries = [an_entry_in(journal, words, mine) for words in ("A.", "B.")]
    stays = an_entry_in(journal, "C.", other)
    draft = journal.save_draft(a_draft(journal._mint(), setback=mine)).id
    before = contents(tmp_path)

    gone = journal.delete(journal.setback(mine))

    assert sorted(gone) == sorted(entries)
    left = {Path(each).stem for each in contents(tmp_path)}
    assert left == {other, stays}
    journal.undo()
    assert contents(tmp_path) == before
    assert journal.draft(draft).setback == mine


def test_an_entry_of_it_that_cannot_be_read_stays_and_is_named(tmp_path: Path, journal: Journal) -> None:
    mine = journal.add_setback("Mine").id
    torn = journal.path_of(an_entry_in(journal, "A.", mine))
    torn.write_bytes(torn.read_bytes()[:-9])

    journal.delete(journal.setback(mine))

    assert torn.exists() and [each.path for each in journal.unreadable()] == [torn]


def test_a_change_that_changes_nothing_cannot_be_taken_back(tmp_path: Path, journal: Journal) -> None:
    entry = an_entry_in(journal, "A.")

    reword(journal, entry, "A.")

    assert not any(each.startswith("changes/") for each in files_below(tmp_path))


def test_what_another_program_changed_since_is_left_as_it_is(tmp_path: Path, journal: Journal) -> None:
    first, second = an_entry_in(journal, "A."), an_entry_in(journal, "B.")
    reword(journal, first, "A, later.")
    reword(journal, second, "B, later.")
    path = journal.path_of(second)
    path.write_text(path.read_text().replace("B, later.", "B, by hand."))
    by_hand = path.read_bytes()

    with pytest.raises(ChangedSince) as error:
        journal.undo()

    assert path.read_bytes() == by_hand and "B" not in error.value.message
    journal.undo()
    assert b"A, later." not in journal.path_of(first).read_bytes()
    assert any(b'\\"B.\\"' in each.read_bytes() for each in (tmp_path / "trash").rglob("*.json"))


def test_a_change_noted_and_not_made_is_passed_over(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = an_entry_in(journal, "A.")
    reword(journal, entry, "B.")
    whole = contents(tmp_path)
    real = durable.write

    def killed(path: Path, data: bytes, *, new: bool = False) -> None:
        if "entries" in path.parts:
            raise KeyboardInterrupt
        real(path, data, new=new)

    monkeypatch.setattr(durable, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        reword(journal, entry, "C.")
    monkeypatch.undo()
    assert contents(tmp_path) == whole
    assert len([*(tmp_path / "changes").iterdir()]) == 2

    journal.undo()

    assert b'"A."' in journal.path_of(entry).read_bytes()
    assert not [*(tmp_path / "changes").iterdir()]


@pytest.mark.parametrize("moves", range(4))
def test_a_delete_cut_short_is_taken_back_or_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    clock = Clock()
    journal = journal_in(tmp_path, clock)
    mine = journal.add_setback("Mine").id
    for words in ("A.", "B."):
        an_entry_in(journal, words, mine)
    journal.save_draft(a_draft(journal._mint(), setback=mine))
    before, real, made = contents(tmp_path), durable.move, 0

    def killed(source: Path, target: Path) -> None:
        nonlocal made
        if made == moves:
            raise KeyboardInterrupt
        made += 1
        real(source, target)

    monkeypatch.setattr(durable, "move", killed)
    with pytest.raises(KeyboardInterrupt):
        journal.delete(journal.setback(mine))
    monkeypatch.undo()

    # The setback goes last, so it can be named once more.
    again = journal_in(tmp_path, clock)
    again.delete(again.setback(mine))
    assert contents(tmp_path) == {}
    again.undo()
    if moves:
        again.undo()
    assert contents(tmp_path) == before


@pytest.mark.parametrize("step", range(3))
def test_an_undo_cut_short_is_finished_by_the_next(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    entry = an_entry_in(journal, "A.")
    reword(journal, entry, "B.")
    reword(journal, entry, "C.")
    stops = ("trash", "entries", "changes")[step]

    def killed(path: Path, data: bytes, *, new: bool = False) -> None:
        if stops in path.relative_to(tmp_path).parts[:1]:
            raise KeyboardInterrupt
        real(path, data, new=new)

    real = durable.write
    monkeypatch.setattr(durable, "write", killed)
    if stops == "changes":

        def not_removed(path: Path) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(durable, "remove", not_removed)
    with pytest.raises(KeyboardInterrupt):
        journal.undo()
    monkeypatch.undo()

    journal.undo()

    # Only the last one was to be taken back, and only that one is.
    assert b'"B."' in journal.path_of(entry).read_bytes()


def test_only_so_many_changes_are_kept(tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "KEPT", 3)
    entry = an_entry_in(journal, "0")
    for number in range(1, 6):
        reword(journal, entry, str(number))

    for _ in range(3):
        journal.undo()

    assert b'"2"' in journal.path_of(entry).read_bytes()
    with pytest.raises(NothingThere):
        journal.undo()


def test_a_note_that_cannot_be_read_does_not_stand_in_the_way_of_the_one_before(
    tmp_path: Path, journal: Journal
) -> None:
    entry = an_entry_in(journal, "A.")
    reword(journal, entry, "B.")
    reword(journal, entry, "C.")
    note = max((tmp_path / "changes").iterdir())
    note.write_bytes(b"{")

    with pytest.raises(ChangedSince):
        journal.undo()

    assert b'"C."' in journal.path_of(entry).read_bytes()
    assert (tmp_path / "trash" / "changes" / note.name).read_bytes() == b"{"
    # What the note before says was changed has been changed since, by a change nobody can tell any more.
    with pytest.raises(ChangedSince):
        journal.undo()
    assert b'"C."' in journal.path_of(entry).read_bytes()


def test_what_a_newer_program_changed_is_taken_back_there(tmp_path: Path, journal: Journal) -> None:
    entry = an_entry_in(journal, "A.")
    reword(journal, entry, "B.")
    (note,) = (tmp_path / "changes").iterdir()
    data = json.loads(note.read_bytes())
    note.write_text(json.dumps({**data, "format": 2, "what": "merge"}))

    with pytest.raises(Unreadable, match="newer"):
        journal.undo()

    assert note.exists() and b'"B."' in journal.path_of(entry).read_bytes()


def test_the_last_change_is_the_last_also_when_a_clock_was_set_back(tmp_path: Path) -> None:
    clock = Clock()
    journal = journal_in(tmp_path, clock)
    first, second = an_entry_in(journal, "A."), an_entry_in(journal, "B.")
    reword(journal, first, "A, later.")
    clock.moment -= dt.timedelta(hours=2)
    reword(journal, second, "B, later.")

    journal.undo()

    assert b"A, later." in journal.path_of(first).read_bytes()
    assert b"B, later." not in journal.path_of(second).read_bytes()


def test_a_disk_that_confirms_nothing_leaves_no_change_half_made(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = journal.add_setback("Mine").id
    for words in ("A.", "B."):
        an_entry_in(journal, words, mine)
    real = durable.move

    def unsure(source: Path, target: Path) -> None:
        real(source, target)
        raise MaybeNotSafe("Written, but perhaps not safe yet.")

    monkeypatch.setattr(durable, "move", unsure)
    with pytest.raises(MaybeNotSafe):
        journal.delete(journal.setback(mine))

    assert contents(tmp_path) == {}


def test_a_note_cannot_lead_out_of_the_journal(tmp_path: Path) -> None:
    journal = journal_in(tmp_path / "journal")
    entry = an_entry_in(journal, "A.")
    reword(journal, entry, "B.")
    outside = tmp_path / "outside.json"
    outside.write_text("theirs")
    (note,) = (tmp_path / "journal" / "changes").iterdir()
    data = json.loads(note.read_bytes())
    data["files"] = [
        {"kind": "..", "id": "outside", "before": "ours", "after": hashlib.sha256(b"theirs").hexdigest()},
    ]
    note.write_text(json.dumps(data))

    with pytest.raises(ChangedSince):
        journal.undo()

    assert outside.read_text() == "theirs"


def test_when_the_note_cannot_be_written_nothing_is_changed(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = an_entry_in(journal, "A.")
    before = files_below(tmp_path)

    def full(path: Path, data: bytes, *, new: bool = False) -> None:
        raise NotSaved("Not saved.")

    monkeypatch.setattr(durable, "write", full)
    with pytest.raises(NotSaved):
        reword(journal, entry, "B.")

    assert files_below(tmp_path) == before and b'"A."' in journal.path_of(entry).read_bytes()


def test_notes_are_their_owners_only(tmp_path: Path, journal: Journal) -> None:
    old = os.umask(0)
    try:
        reword(journal, an_entry_in(journal, "A."), "B.")
    finally:
        os.umask(old)
    folder = tmp_path / "changes"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(each.stat().st_mode & 0o777 == 0o600 for each in folder.iterdir())


def test_an_entry_of_a_newer_program_is_not_changed(journal: Journal) -> None:
    made = replace(an_entry(journal._mint()), format=1)
    journal.add_entry(made)
    path = journal.path_of(made.id)
    path.write_text(path.read_text().replace('"format": 1', '"format": 2', 1))
    before = path.read_bytes()

    with pytest.raises(NotSaved):
        reword(journal, made.id, "B.")

    assert path.read_bytes() == before


@given(st.builds(dict, a=st.text(), b=st.integers()))
@settings(deadline=None)
def test_a_note_comes_back_as_it_was(extra: dict[str, object]) -> None:
    data = {
        "format": 1,
        "id": "019a0000-0000-7000-8000-000000000000",
        "what": "edit",
        "made": "2026-03-07T12:00:00+00:00",
        "files": [
            {"kind": "entries", "id": "x", "before": "one", "after": "0" * 64},
            {"kind": "drafts", "id": "y"},
        ],
        **extra,
    }
    assert Change.from_json(data).to_json() == data


def test_an_undo_that_cannot_read_what_stands_there_keeps_its_note(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = an_entry_in(journal, "A.")
    reword(journal, entry, "B.")
    real = durable.read_bytes

    def ill(path: Path) -> bytes:
        if "entries" in path.parts:
            raise OSError(errno.EMFILE, "")
        return real(path)

    monkeypatch.setattr(durable, "read_bytes", ill)
    with pytest.raises(Unreadable):
        journal.undo()
    monkeypatch.undo()

    journal.undo()
    assert b'"A."' in journal.path_of(entry).read_bytes()


@pytest.mark.parametrize("moves", range(3))
def test_a_change_that_fails_between_two_files_is_taken_back(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    mine = journal.add_setback("Mine").id
    for words in ("A.", "B."):
        an_entry_in(journal, words, mine)
    before, real, made = contents(tmp_path), durable.move, 0

    def full(source: Path, target: Path) -> None:
        nonlocal made
        made += 1
        if made == moves + 1:
            raise NotSaved("Not saved: the disk is full.")
        real(source, target)

    monkeypatch.setattr(durable, "move", full)
    with pytest.raises(NotSaved, match=r"full\.$"):
        journal.delete(journal.setback(mine))

    assert contents(tmp_path) == before
    with pytest.raises(NothingThere):
        journal.undo()


def test_where_it_cannot_even_be_taken_back_undo_does_it_later(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = journal.add_setback("Mine").id
    for words in ("A.", "B."):
        an_entry_in(journal, words, mine)
    before, real, made = contents(tmp_path), durable.move, 0

    def full(source: Path, target: Path) -> None:
        nonlocal made
        made += 1
        if made > 1:
            raise NotSaved("Not saved: the disk is full.")
        real(source, target)

    monkeypatch.setattr(durable, "move", full)
    with pytest.raises(NotSaved, match=r"Only a part of it was done"):
        journal.delete(journal.setback(mine))
    monkeypatch.undo()

    assert contents(tmp_path) != before
    journal.undo()
    assert contents(tmp_path) == before
