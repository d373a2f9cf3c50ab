"""The kinds of tests of durability, by name: where each is measured, and how many rounds it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tests.durability.figures import Figures

Measure = Callable[[int, Path, int], Figures | Iterable[Figures]]
"""Takes the rounds, a folder to work in, and a seed."""


@dataclass(frozen=True)
class Kind:
    """A kind of test: its name, which is that of its module here, its rounds at full and at small size, and whether some of
    it takes root."""

    name: str
    full: int
    small: int
    root: bool = False

    def measure(self, rounds: int, work: Path, seed: int) -> list[Figures]:
        """What comes of so many rounds in the folder `work`, which is made."""
        work.mkdir(parents=True)
        measure: Measure = import_module(f"tests.durability.{self.name}").measure
        came = measure(rounds, work, seed)
        return [came] if isinstance(came, Figures) else [*came]


ALL = 1_000_000
"""More rounds than there are cases, of the kinds that go through cases: then it is each of them."""
KINDS = (
    Kind("killing", 1000, 25),
    Kind("power", 500, 10, root=True),
    Kind("calls", ALL, 40),
    Kind("full_disks", ALL, 40, root=True),
    Kind("writers", 1000, 10),
    Kind("signals", ALL, 10),
)
