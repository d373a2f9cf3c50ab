"""Whatever other programs do to the files, what is found by the index is what stands in them."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.index import alike
from tests.index.making import OnDisk
from tests.index.naive import scan, something, told_in
from tests.index.outside import AS_THEY_ARE, Outside, Talking, spoil_cache
from tests.index.test_searching import filters, names, search

CLOCKS = (3600.0, 3600.0, 0.0, -1e6, 1e9)


@settings(max_examples=6, phases=AS_THEY_ARE)
@given(seed=st.integers(0, 2**32))
def test_after_any_changes_the_index_answers_as_the_files_do(seed: int) -> None:
    chance = Random(seed)
    made = Talking(seed, 22).journal()
    with tempfile.TemporaryDirectory() as base:
        disk = OnDisk(Path(base))
        for setback in made.setbacks:
            disk.write_setback(setback)
        for entry in made.entries:
            disk.mint(entry.id, entry.finished)
        outside = Outside(disk, made.entries, chance)
        for _ in range(8):
            outside.add()
        today = made.today
        for _ in range(9):
            done = [outside.change() for _ in range(chance.randint(1, 3))]
            done.append(spoil_cache(disk, chance))
            disk.clock.ahead = chance.choice(CLOCKS)
            if chance.random() < 0.6:
                # On another day everything is looked at; it may also be an earlier one.
                today += dt.timedelta(days=chance.choice((-40, -3, 1, 1, 10, 40)))
                outside.in_place.clear()
                outside.setbacks_in_place = False
            _holds(disk, outside, today, chance, done)


def _holds(disk: OnDisk, outside: Outside, today: dt.date, chance: Random, done: list[str]) -> None:
    entries = disk.entries()
    there = [text for each in entries for text in told_in(each)]
    for _ in range(4):
        wanted = something(chance, there, depth=1) if chance.random() < 0.8 else None
        sought = filters(chance, entries, today)
        expected = scan(entries, wanted, sought, today)
        found = names(search(disk, wanted, sought, today), newest=chance.random() < 0.5)
        assert {*found} <= {*expected}, done
        assert {*expected} - {*found} <= outside.in_place, done
        assert len({*found}) == len(found)
    if not outside.in_place and not outside.setbacks_in_place:
        alike.holds(disk, today, (), chance)
