"""What the person decided about signs, on disk: whole, private, and never over what somebody else decided."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from reflect.entry.sign_group import SignGroup, SignGroups
from reflect.errors import NotSaved, Unreadable
from reflect.journal import durable
from reflect.journal.folder import Journal
from tests.journal.making import NOON, files_below, journal_in
from tests.journal.test_many_programs import start

DECIDE = """
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    ref = f"{sys.argv[2]}-{number}"
    journal.change_sign_groups(lambda known: known.together(ref, [ref, f"{ref}-too"]))
    print(ref, flush=True)
"""
WRITERS, EACH = 3, 6


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return journal_in(tmp_path / "journal")


@pytest.fixture
def file(journal: Journal) -> Path:
    return journal.folder / "signs.json"


def queue(known: SignGroups) -> SignGroups:
    return known.together("The queue", ["e1/signs/1", "e2/signs/1"])


def test_nothing_was_decided_in_a_new_journal_and_reading_makes_nothing(tmp_path: Path, journal: Journal) -> None:
    assert journal.sign_groups() == SignGroups()
    assert [*tmp_path.iterdir()] == []


def test_a_decision_is_saved_for_its_owner_only(journal: Journal, file: Path) -> None:
    decided = journal.change_sign_groups(queue)
    assert decided.groups == (SignGroup("The queue", ("e1/signs/1", "e2/signs/1")),)
    assert journal_in(journal.folder).sign_groups() == decided
    assert files_below(journal.folder) == {"signs.json"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "format": 1,
        "groups": [{"name": "The queue", "signs": ["e1/signs/1", "e2/signs/1"]}],
    }


def test_a_decision_that_changes_nothing_writes_nothing(journal: Journal, file: Path) -> None:
    journal.change_sign_groups(lambda known: known)
    assert not file.exists()
    journal.change_sign_groups(queue)
    before = file.stat()
    journal.change_sign_groups(queue)
    assert file.stat().st_ino == before.st_ino


def test_a_decision_is_about_what_another_program_decided_meanwhile(journal: Journal) -> None:
    journal.sign_groups()
    journal_in(journal.folder).change_sign_groups(queue)
    journal.change_sign_groups(lambda known: known.together("The call", ["e3/signs/1", "e4/signs/1"]))
    assert [each.name for each in journal.sign_groups().groups] == ["The queue", "The call"]


def test_programs_that_decide_at_once_lose_nothing(journal: Journal) -> None:
    writers = [start(DECIDE, str(journal.folder), f"writer{number}", str(EACH)) for number in range(WRITERS)]
    for each in writers:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    acknowledged = [line for each in writers for line in each.communicate()[0].split()]
    assert [each.returncode for each in writers] == [0] * WRITERS
    assert len(acknowledged) == WRITERS * EACH
    assert {each.name for each in journal.sign_groups().groups} == {*acknowledged}


@pytest.mark.parametrize("broken", [b"", b"{", b'{"format": 1, "groups": 5}', b"\0\0\0", b'{"format": "1"}'])
def test_a_file_that_cannot_be_read_is_named_and_left_alone(journal: Journal, file: Path, broken: bytes) -> None:
    journal.change_sign_groups(queue)
    file.write_bytes(broken)
    assert journal.sign_groups() == SignGroups()
    assert [each.path for each in journal.unreadable()] == [file]
    with pytest.raises(Unreadable):
        journal.change_sign_groups(queue)
    assert file.read_bytes() == broken


def test_a_link_is_neither_read_nor_written_over(journal: Journal, file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text('{"format": 1, "groups": []}', encoding="utf-8")
    journal.add_setback("Any")
    file.symlink_to(elsewhere)
    assert journal.sign_groups() == SignGroups()
    with pytest.raises(Unreadable):
        journal.change_sign_groups(queue)
    assert file.is_symlink()


def test_what_a_newer_program_wrote_is_read_and_not_changed(journal: Journal, file: Path) -> None:
    newer = {"format": 2, "groups": [{"name": "x", "signs": ["a", "b"]}], "colours": True}
    journal.add_setback("Any")
    file.write_text(json.dumps(newer), encoding="utf-8")
    assert journal.sign_groups().groups == (SignGroup("x", ("a", "b")),)
    with pytest.raises(NotSaved):
        journal.change_sign_groups(queue)
    assert json.loads(file.read_text(encoding="utf-8")) == newer


def test_fields_of_another_program_stay(journal: Journal, file: Path) -> None:
    journal.add_setback("Any")
    file.write_text('{"format": 1, "groups": [], "colours": true}', encoding="utf-8")
    journal.change_sign_groups(queue)
    assert json.loads(file.read_text(encoding="utf-8"))["colours"] is True


def test_a_disk_that_is_full_leaves_what_was_decided(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    decided = journal.change_sign_groups(queue)

    def full(*_args: object) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(NotSaved):
        journal.change_sign_groups(lambda known: known.taken_apart(["e1/signs/1"]))
    monkeypatch.undo()
    assert journal.sign_groups() == decided
    assert files_below(journal.folder) == {"signs.json"}


def test_what_a_killed_writer_left_half_written_is_swept(journal: Journal) -> None:
    journal.change_sign_groups(queue)
    left = journal.folder / f"{durable.TEMPORARY}0123456789abcdef"
    left.write_bytes(b"half")
    old = NOON.timestamp() - 2 * durable.LEFT_OVER.total_seconds()
    os.utime(left, (old, old))
    journal.sweep()
    assert files_below(journal.folder) == {"signs.json"}
