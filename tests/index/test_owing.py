"""What is open by the index is what the whole journal says is open, whatever was written, changed or taken away."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.draft import Draft
from reflect.followups.fold import follow_ups
from reflect.followups.model import FollowUp, State
from reflect.index import owing
from reflect.index.owing import waiting
from reflect.journal.files import ENTRIES, place
from tests.index.making import OnDisk
from tests.index.outside import AS_THEY_ARE
from tests.insights.journals import Journal, Writing


def whole(disk: OnDisk, today: dt.date, closed: frozenset[str], drafts: Sequence[Draft]) -> list[FollowUp]:
    return [each for each in follow_ups(disk.entries(), drafts, today, closed=closed) if each.open]


def holds(disk: OnDisk, today: dt.date, closed: frozenset[str], drafts: Sequence[Draft] = ()) -> None:
    wanted = whole(disk, today, closed, drafts)
    found = waiting(disk.index(today), disk.load, drafts, closed, today)
    there = {each.ref for each in found.found}
    assert list(found.found) == [each for each in wanted if each.ref in there]
    left_out = [each for each in wanted if each.ref not in there]
    assert all(each.state is State.RESTING and each.setback in closed for each in left_out)
    assert len(left_out) == found.away
    everything = waiting(disk.index(today), disk.load, drafts, closed, today, away=True)
    assert (list(everything.found), everything.away) == (wanted, 0)


def drafts_of(disk: OnDisk, made: Journal, chance: Random) -> list[Draft]:
    """The drafts of a journal made at random, some of which wait with a promise of an entry for the day they go on."""
    promising = [tuple(answer for answer in each.answers if answer.follow_up) for each in made.entries]
    found = []
    for each in made.drafts:
        promised = chance.choice(promising) if promising and chance.random() < 0.7 else ()
        disk.mint(each.id, each.started)
        found.append(Draft.from_json(disk.named(replace(each, promised=promised).to_json())))
    return found


@pytest.mark.parametrize("many", [3, owing.MANY])
@settings(max_examples=9, phases=AS_THEY_ARE)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 30))
def test_what_is_open_is_the_same_as_by_reading_everything(many: int, seed: int, size: int) -> None:
    with mock.patch.object(owing, "MANY", many):
        lives(seed, size)


def lives(seed: int, size: int) -> None:
    """A journal that is written, read and changed for a while, in any order."""
    writing, chance = Writing(seed, size), Random(seed)
    made = writing.journal()
    with tempfile.TemporaryDirectory() as base:
        disk = OnDisk(Path(base))
        for setback in made.setbacks:
            disk.write_setback(setback)
        for entry in made.entries:
            disk.mint(entry.id, entry.finished)
        closed = frozenset(disk.ids[each.id] for each in made.setbacks if each.closed)
        drafts = drafts_of(disk, made, chance)
        today = made.today
        waits = list(made.entries)
        if chance.random() < 0.3:
            chance.shuffle(waits)
        for entry in waits:
            disk.write_entry(entry)
            today = max(today, entry.finished.date()) if chance.random() < 0.8 else entry.finished.date()
            if chance.random() < 0.3:
                there = chance.sample(drafts, chance.randint(0, len(drafts)))
                holds(disk, today, closed if chance.random() < 0.7 else frozenset(), there)
            if chance.random() < 0.1:
                gone = chance.choice(disk.entries())
                (disk.root / place(ENTRIES, gone.id)).unlink()
            if chance.random() < 0.1 and (found := disk.entries()):
                changed = chance.choice(found)
                kept = tuple(each for each in changed.answers if chance.random() < 0.7)
                path = disk.root / place(ENTRIES, changed.id)
                path.unlink()
                disk.put(ENTRIES, changed.id, replace(changed, answers=kept).to_json())
        holds(disk, today, closed, drafts)
        holds(disk, today + dt.timedelta(days=chance.choice((0, 1, 30, 400))), closed, drafts)
        holds(disk, today - dt.timedelta(days=chance.choice((0, 1, 30, 400))), closed, drafts)


def test_what_is_over_is_not_read_again(tmp_path: Path) -> None:
    writing = Writing(3, 60)
    made = writing.journal()
    disk = OnDisk(tmp_path)
    for setback in made.setbacks:
        disk.write_setback(setback)
    for entry in made.entries:
        disk.write_entry(entry)
    day = made.today + dt.timedelta(days=4000)
    read: Counter[str] = Counter()

    def load(names: object) -> list[object]:
        listed = list(names)  # type: ignore[call-overload]
        read.update(listed)
        return disk.load(listed)  # type: ignore[return-value]

    closed = frozenset(disk.ids[each.id] for each in made.setbacks)
    waiting(disk.index(day), load, (), closed, day)  # type: ignore[arg-type]
    first = sum(read.values())
    read.clear()
    waiting(disk.index(day), load, (), closed, day)  # type: ignore[arg-type]
    assert sum(read.values()) < first / 2
