"""Somebody's `reflect`, with the flow `define` and what goes with it read once for all tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Reflect


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of somebody who has told of one setback."""
    home = tmp_path_factory.mktemp("begun") / "home"
    Reflect(home).define()
    return home


@pytest.fixture
def reflect(begun: Path, tmp_path: Path) -> Reflect:
    """Somebody who has never used it, but for the cache of parsed flows."""
    shutil.copytree(begun / "cache" / "flows", tmp_path / "home" / "cache" / "flows")
    return Reflect(tmp_path / "home")
