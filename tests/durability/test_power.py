"""Power cuts, at small size; `python -m tests.durability --only power` is the full one. Where it cannot be, it says why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.durability.disks import KINDS as DISKS
from tests.durability.disks import Disk, missing
from tests.durability.figures import Figures
from tests.durability.kinds import KINDS
from tests.durability.power import measure

SYS_ADMIN = 21
"""The number of the capability with which one may mount."""


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Figures]:
    """A few power cuts on disks of each kind."""
    (rounds,) = (each.small for each in KINDS if each.name == "power")
    return dict(zip(DISKS, measure(rounds, tmp_path_factory.mktemp("power"), seed=7), strict=True))


@pytest.mark.parametrize("kind", DISKS)
def test_a_power_cut_takes_nothing_that_was_acknowledged(cut: dict[str, Figures], kind: str) -> None:
    figures = cut[kind]
    if figures.skipped:
        pytest.skip(figures.skipped)
    assert {name: figures.counts[name] for name in figures.zeros} == dict.fromkeys(figures.zeros, 0)
    assert figures.held
    assert figures.counts["cuts"] == figures.rounds
    assert figures.counts["acknowledged"]
    assert figures.counts["journals begun"]


@pytest.mark.parametrize("kind", DISKS)
def test_what_was_not_brought_onto_the_disk_is_gone_after_a_cut(tmp_path: Path, kind: str) -> None:
    if why := missing(kind, tmp_path / "trying"):
        pytest.skip(why)
    disk = Disk(kind, tmp_path)
    try:
        disk.mount()
        for name in ("synced", "not synced"):
            with (disk.root / name).open("wb") as file:
                file.write(b"words")
                if name == "synced":
                    file.flush()
                    os.fsync(file.fileno())
        disk.cut()
        disk.unmount()
        disk.mount()
        there = {each.name: each.read_bytes() for each in disk.root.iterdir() if each.is_file()}
        disk.unmount()
    finally:
        disk.put_away()
    assert there["synced"] == b"words"
    assert there.get("not synced", b"") == b""


def test_where_it_can_be_tested_it_was(cut: dict[str, Figures]) -> None:
    if why := _cannot():
        pytest.skip(why)
    assert {kind: figures.skipped for kind, figures in cut.items()} == dict.fromkeys(DISKS)


def _cannot() -> str | None:
    """Why power cuts may be left out here, looked at in another way than they themselves do."""
    if not os.environ.get("CI"):
        return "this is not CI: what is missing for power cuts may be missing"
    if os.geteuid() != 0:
        return "it takes root to mount a disk"
    if not Path("/dev/loop-control").exists():
        return "there are no loop devices here"
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (capable,) = (line.split()[1] for line in status.splitlines() if line.startswith("CapEff:"))
    return None if int(capable, 16) >> SYS_ADMIN & 1 else "this root may not mount anything"
