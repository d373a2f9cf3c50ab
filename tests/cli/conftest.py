"""What the tests of the commands begin with."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from reflect.cli.made_up_year import make_up
from reflect.library import checks, safety, suggestions
from reflect.library.flows import shipped_prompts
from tests.cli.running import INVOICE, LAST_EVENING, Reflect


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the case of examples/invoice has been told, in both flows."""
    home = tmp_path_factory.mktemp("told") / "home"
    reflect = Reflect(home)
    read_everything(reflect)
    reflect.made("define", "--answers", str(INVOICE / "define.yaml"))
    reflect.made("debrief", "-s", "invoice", "--answers", str(INVOICE / "debrief.yaml"))
    return home


@pytest.fixture(scope="session")
def a_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the made-up year on its last evening, LAST_EVENING; only to be read."""
    home = tmp_path_factory.mktemp("year") / "home"
    home.mkdir()
    make_up(home, shipped_prompts(), LAST_EVENING)
    return home


def read_everything(reflect: Reflect) -> None:
    """Has every file that came with the program read once, and so kept in the cache: to read YAML takes most of the time
    of a test that is about something else."""
    library = reflect.place().library
    for name in library.files():
        library.load(name)
    for each in (checks, safety, suggestions):
        each.load(library)


@pytest.fixture
def reflect(told: Path, tmp_path: Path) -> Reflect:
    """Somebody who has never used it, but for the cache of parsed flows, which saves these tests their time."""
    shutil.copytree(told / "cache", tmp_path / "home" / "cache")
    return Reflect(tmp_path / "home")


@pytest.fixture
def invoice(told: Path, tmp_path: Path) -> Reflect:
    """Somebody who has told the case of examples/invoice."""
    shutil.copytree(told, tmp_path / "invoice" / "home")
    later = Reflect(tmp_path / "invoice" / "home", random_bytes=random.Random(8).randbytes)
    later.clock.moment = later.clock.moment.replace(hour=13)
    return later
