"""What has been done for a setback, what to call it, and changing it while others write too."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from reflect.entry.model import FlowName
from reflect.entry.setback import Setback
from reflect.errors import NotSaved, UnknownName, Unreadable
from reflect.journal import durable
from reflect.journal.folder import Journal
from reflect.journal.names import find_setback
from reflect.journal.overview import done, references
from tests.journal.making import Clock, an_entry, journal_in, minter


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Journal:
    return journal_in(tmp_path / "journal", clock)


def wrote(journal: Journal, clock: Clock, setback: Setback | None, flow: str) -> str:
    moment = clock()
    entry = an_entry(minter(clock)(), setback=setback.id if setback else None, flow=FlowName(flow, 1, flow))
    journal.add_entry(replace(entry, finished=moment))
    return entry.id


def test_what_was_done_is_in_the_order_of_time_and_only_for_those_asked_about(journal: Journal, clock: Clock) -> None:
    one, other = journal.add_setback("One"), journal.add_setback("Other")
    made = [wrote(journal, clock, one, flow) for flow in ("walk", "look", "walk")]
    wrote(journal, clock, other, "walk")
    wrote(journal, clock, None, "walk")
    assert [(each.id, each.flow) for each in done(journal, [one.id])[one.id]] == [
        *zip(made, ["walk", "look", "walk"], strict=True)
    ]
    assert done(journal, []) == {}


def test_entries_older_than_the_setbacks_are_not_read(
    journal: Journal, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote(journal, clock, journal.add_setback("Old"), "walk")
    clock.moment += dt.timedelta(days=100)
    setback = journal.add_setback("New")
    made = wrote(journal, clock, setback, "walk")
    read: list[str] = []
    read_bytes = durable.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path.stem)
        return read_bytes(path)

    monkeypatch.setattr(durable, "read_bytes", noted)
    assert len(done(journal, [setback.id])[setback.id]) == 1
    assert read == [made]


def test_the_short_id_is_what_to_type_unless_it_means_another_one_too(journal: Journal) -> None:
    one = journal.add_setback("One")
    other = journal.add_setback(one.id[-6:])
    setbacks = journal.setbacks()
    named = references(setbacks, setbacks)
    assert named == {one.id: one.id, other.id: other.id[-6:]}
    assert [find_setback(setbacks, named[each.id]) for each in setbacks] == setbacks


def test_setbacks_whose_ids_end_alike_have_longer_names(journal: Journal) -> None:
    one = journal.add_setback("One")
    twin = replace(one, id=one.id[:-7] + ("0" if one.id[-7] != "0" else "1") + one.id[-6:], title="Two")
    journal.save_setback(twin)
    setbacks = journal.setbacks()
    named = references(setbacks, setbacks)
    assert {len(each) for each in named.values()} == {7}
    assert [find_setback(setbacks, named[each.id]) for each in setbacks] == setbacks


def test_one_that_cannot_be_read_just_now_is_called_by_its_short_id_all_the_same(journal: Journal) -> None:
    one, other = journal.add_setback("One"), journal.add_setback("Other")
    assert references([other], [one, other]) == {one.id: one.id[-6:], other.id: other.id[-6:]}


# ------------------------------------------------------------------------------------------------ changing one


def test_a_change_is_made_to_what_is_on_disk_now(journal: Journal, tmp_path: Path) -> None:
    setback = journal.add_setback("One")
    path = tmp_path / "journal" / "setbacks" / f"{setback.id}.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "title": "Two", "colour": "blue"}), "utf-8")
    before, after = journal.change_setback(setback.id, lambda each: replace(each, closed=each.created), "close")
    assert (before.title, before.closed) == ("Two", None)
    assert (after.title, after.closed, after.extra) == ("Two", setback.created, {"colour": "blue"})
    assert journal.setback(setback.id) == after


def test_a_change_that_changes_nothing_writes_nothing(journal: Journal, tmp_path: Path) -> None:
    setback = journal.add_setback("One")
    path = tmp_path / "journal" / "setbacks" / f"{setback.id}.json"
    before = path.stat().st_ino
    assert journal.change_setback(setback.id, lambda each: replace(each, title="One"), "rename") == (setback, setback)
    assert path.stat().st_ino == before


def test_what_cannot_be_changed_is_said_and_left_as_it_is(journal: Journal, tmp_path: Path) -> None:
    setback = journal.add_setback("One")
    path = tmp_path / "journal" / "setbacks" / f"{setback.id}.json"
    with pytest.raises(UnknownName):
        journal.change_setback(minter(Clock())(), lambda each: each, "rename")
    path.write_text("{", encoding="utf-8")
    with pytest.raises(Unreadable):
        journal.change_setback(setback.id, lambda each: replace(each, title="Two"), "rename")
    assert path.read_text(encoding="utf-8") == "{"


def test_a_disk_that_fails_leaves_it_as_it_was(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    setback = journal.add_setback("One")

    def full(*args: object, **kwargs: object) -> None:
        raise NotSaved("Not saved.")

    monkeypatch.setattr(durable, "write", full)
    with pytest.raises(NotSaved):
        journal.change_setback(setback.id, lambda each: replace(each, title="Two"), "rename")
    assert journal.setback(setback.id) == setback
