"""What the command that measures everything says of figures, and that it knows every kind."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.durability.__main__ import code, table
from tests.durability.figures import Figures
from tests.durability.kinds import KINDS

HELD = Figures("kills", 1000, {"kills": 1000, "lost": 0}, frozenset(("lost",)))
NOT_HELD = Figures("cuts", 500, {"cuts": 500, "lost": 2}, frozenset(("lost",)))
SKIPPED = Figures("disks", 0, skipped="it takes root")


def test_what_did_not_hold_is_said_and_ends_with_1() -> None:
    assert table([HELD, NOT_HELD, SKIPPED]).splitlines()[2:] == [
        "| kills | 1,000 | kills: 1,000 | lost: 0 | yes |",
        "| cuts | 500 | cuts: 500 | lost: 2 | NO |",
        "| disks | – | – | – | skipped: it takes root |",
    ]
    assert code([HELD, NOT_HELD, SKIPPED]) == 1


def test_what_was_skipped_is_no_failure() -> None:
    assert code([HELD, SKIPPED]) == 0
    assert not SKIPPED.held


@pytest.mark.parametrize("kind", [each.name for each in KINDS])
def test_every_kind_can_be_measured(kind: str) -> None:
    assert callable(import_module(f"tests.durability.{kind}").measure)
