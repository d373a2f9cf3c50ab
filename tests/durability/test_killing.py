"""kill -9 at random points, at small size; `python -m tests.durability --only killing` is the full one."""

from __future__ import annotations

import pytest

from tests.durability import killed_commands, killed_interviews
from tests.durability.figures import Figures
from tests.durability.killing import measure
from tests.durability.kinds import KINDS


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Figures]:
    """Interviews and commands, killed a few times."""
    (rounds,) = (each.small for each in KINDS if each.name == "killing")
    return measure(rounds, tmp_path_factory.mktemp("killing"), seed=7)


def test_an_interview_that_is_killed_loses_nothing_that_was_acknowledged(killed: list[Figures]) -> None:
    interviews, _ = killed
    assert {name: interviews.counts[name] for name in interviews.zeros} == dict.fromkeys(killed_interviews.ZEROS, 0)
    assert interviews.held
    assert interviews.counts["kills"] == interviews.rounds
    assert interviews.counts["answers acknowledged"] > interviews.rounds


def test_it_was_killed_at_each_kind_of_point(killed: list[Figures]) -> None:
    interviews, _ = killed
    assert all(interviews.counts[moment] for moment in killed_interviews.MOMENTS)
    assert interviews.counts["in plain lines"]
    assert interviews.counts["ended before the kill"] <= interviews.rounds / 2


def test_a_command_that_is_killed_loses_nothing_that_was_acknowledged(killed: list[Figures]) -> None:
    _, commands = killed
    assert {name: commands.counts[name] for name in commands.zeros} == dict.fromkeys(killed_commands.ZEROS, 0)
    assert commands.held
    assert commands.counts["acknowledged"]
