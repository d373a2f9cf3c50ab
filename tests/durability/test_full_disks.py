"""Commands that write on disks that are full, read-only or ill: a few of the cases of `python -m tests.durability`."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflect.cli.commands import COMMANDS
from tests.durability.full_disks import measure
from tests.durability.writing_commands import DEMO, READS, WRITES

FEW = 5


def test_every_command_is_among_those_that_write_or_those_that_only_read() -> None:
    writes = {each.command for each in (*WRITES, DEMO)}
    assert writes - {"flow"} | READS.keys() == {each.name for each in COMMANDS}
    assert not writes & READS.keys()


def test_each_of_them_is_called_by_a_name_of_its_own() -> None:
    names = [each.name for each in (*WRITES, DEMO)]
    assert len({*names}) == len(names)


def test_what_was_there_before_stays_and_what_went_wrong_is_told_in_a_line(tmp_path: Path) -> None:
    full, other = measure(FEW, tmp_path, 4)
    assert other.held, other.counts
    assert other.counts["not saved"]
    if full.skipped:
        pytest.skip(full.skipped)
    assert full.held, full.counts
    assert full.counts["not saved"]
