"""What was said to be saved is missed when it is not there, and what was only begun is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reflect.entry.said import Said
from tests.durability.holding import held
from tests.durability.telling import Telling, Told, digest
from tests.journal.making import an_entry, journal_in

WELL, BADLY = {"how": digest(Said("Well."))}, {"how": digest(Said("Badly."))}


class Line:
    """A pipe with somebody at each end."""

    def __init__(self) -> None:
        self._ours, self._theirs = os.pipe()
        self.telling, self.told = Telling(self._theirs), Told()

    def heard(self, *, too_late: bool = False) -> Told:
        self.told.hear(os.read(self._ours, 65536), too_late=too_late)
        return self.told

    def close(self) -> None:
        os.close(self._ours)
        os.close(self._theirs)


@pytest.fixture
def line() -> Iterator[Line]:
    there = Line()
    yield there
    there.close()


def journal_with(folder: Path, words: str) -> str:
    """A journal with one entry that says this; its id."""
    journal = journal_in(folder)
    entry = an_entry(journal.add_setback("A setback").id, words)
    journal.add_entry(entry)
    return entry.id


def test_an_entry_that_is_gone_is_missed(tmp_path: Path, line: Line) -> None:
    entry = journal_with(tmp_path, "Well.")
    line.telling.did("entry", entry, WELL)
    assert line.heard().missing(held(tmp_path)) == []
    next((tmp_path / "entries").rglob("*.json")).unlink()
    assert line.told.missing(held(tmp_path)) == [("entry", entry)]


def test_other_words_than_those_that_were_saved_are_missed(tmp_path: Path, line: Line) -> None:
    entry = journal_with(tmp_path, "Badly.")
    line.telling.did("entry", entry, WELL)
    assert line.heard().missing(held(tmp_path)) == [("entry", entry)]


def test_what_was_begun_may_be_there_and_need_not(tmp_path: Path, line: Line) -> None:
    entry = journal_with(tmp_path, "Badly.")
    line.telling.did("entry", entry, WELL)
    line.telling.will("entry", entry, BADLY)
    assert line.heard().missing(held(tmp_path)) == []


def test_what_there_was_once_may_not_be_gone_the_next_time(tmp_path: Path, line: Line) -> None:
    entry = journal_with(tmp_path, "Badly.")
    line.telling.did("entry", entry, WELL)
    line.telling.will("entry", entry, BADLY)
    assert line.heard().missing(held(tmp_path)) == []
    (path,) = (tmp_path / "entries").rglob("*.json")
    path.write_text(path.read_text(encoding="utf-8").replace("Badly.", "Well."), encoding="utf-8")
    assert line.told.missing(held(tmp_path)) == [("entry", entry)]


def test_what_was_said_too_late_need_not_be_there(tmp_path: Path, line: Line) -> None:
    line.telling.did("entry", journal_with(tmp_path / "another", "Well."), WELL)
    assert line.heard(too_late=True).missing(held(tmp_path)) == []


def test_half_a_file_is_torn(tmp_path: Path) -> None:
    journal_with(tmp_path, "Well.")
    (path,) = (tmp_path / "entries").rglob("*.json")
    path.write_bytes(path.read_bytes()[:100])
    assert held(tmp_path).torn == [path]
