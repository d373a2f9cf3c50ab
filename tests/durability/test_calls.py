"""System calls of saves that fail: a few of the cases that `python -m tests.durability` goes through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.durability import calls
from tests.durability.stage import stage
from tests.durability.view import view
from tests.durability.writing_commands import SAVES

FEW = 8


@pytest.fixture(autouse=True)
def _looked_at() -> None:
    if (reason := calls.cannot()) is not None:
        pytest.skip(reason)


def test_a_save_at_which_a_call_fails_is_the_old_one_or_the_new_one_and_never_said_to_be_what_it_is_not(
    tmp_path: Path,
) -> None:
    figures = calls.measure(FEW, tmp_path, 3, SAVES[:5])
    assert figures.rounds == FEW
    assert figures.held, figures.counts


def test_every_call_of_a_save_is_among_the_cases(tmp_path: Path) -> None:
    rename = next(each for each in SAVES if each.command == "rename")
    with stage(tmp_path, [rename]) as at:
        found = calls.Looking(at, tmp_path).calls(rename)
        names = {calls.SAME.get(each.name, each.name) for each in found}
        assert {"openat", "chmod", "write", "fsync", "close", "rename", "link", "flock"} <= names
        renamed = next(each for each in found if calls.SAME.get(each.name, each.name) == "rename")
        before = view(at.anew(rename))
        came, counted = calls.Looking(at, tmp_path).done(calls.Case(rename, renamed, calls.KILL))
        assert came.code == -9
        assert counted == ["killed"]
        assert before != at.views(rename)[-1]
