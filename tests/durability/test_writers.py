"""Programs that write at once: a few of the rounds of `python -m tests.durability`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.durability.writers import TWO, WRITERS, both, many


def test_eight_programs_that_write_at_once_lose_nothing_and_tear_nothing(tmp_path: Path) -> None:
    figures = many(2, tmp_path / "journal")
    assert figures.held, figures.counts
    assert figures.counts["acknowledged"] == 2 * 5 * WRITERS


@pytest.mark.parametrize("kind", TWO)
def test_what_two_programs_make_of_one_thing_is_kept_from_both(tmp_path: Path, kind: str) -> None:
    figures = both(4, tmp_path / "journal", kind)
    assert figures.held, figures.counts
    assert figures.counts["kept"] == 4
