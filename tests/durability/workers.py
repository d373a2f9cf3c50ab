"""Several processes that work side by side, each of its own start, so that it has one thread and can be copied by forking."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

Came = TypeVar("Came")


def all_of(work: Callable[..., Came], calls: Sequence[tuple[Any, ...]]) -> list[Came]:
    """What `work`, a function of a module, gives for each of these arguments, all at the same time."""
    if not calls:
        return []
    with ProcessPoolExecutor(len(calls), mp_context=multiprocessing.get_context("spawn")) as pool:
        return [each.result() for each in [pool.submit(work, *args) for args in calls]]


def shares(whole: int, among: int) -> list[int]:
    """`whole` in so many nearly equal parts."""
    return [whole // among + (n < whole % among) for n in range(among)]


def ready(work: Path) -> Path:
    """A home below `work` in whose cache every file that came with the program is kept as it was read."""
    from tests.cli.conftest import read_everything
    from tests.cli.running import Reflect

    home = work / "ready"
    read_everything(Reflect(home))
    return home
