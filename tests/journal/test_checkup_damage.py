"""Whatever became of a journal, looking through it ends well, mending it loses nothing, and what was whole stays as it was."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.journal import disk, durable
from reflect.journal.checkup import Checkup, checkup
from tests.journal.checkups import LOST, NOW, Made, aged, contents, told, write
from tests.journal.making import a_draft
from tests.journal.test_checkup import as_text

EXAMPLES = 40
"""How many journals are damaged in an ordinary run; HYPOTHESIS_PROFILE=long damages as many as it says."""
CASES = max(EXAMPLES, settings.default.max_examples if settings.default and settings.default.max_examples > 100 else 0)
Damage = Callable[[Path, random.Random], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("whole") / "journal")


# ------------------------------------------------------------------------------------------------------------- damages


def files_in(folder: Path) -> list[Path]:
    return sorted(
        each for each in folder.rglob("*") if not each.is_symlink() and each.is_file() and each.name != ".lock"
    )


def folders_in(folder: Path) -> list[Path]:
    return [folder, *sorted(each for each in folder.rglob("*") if not each.is_symlink() and each.is_dir())]


def cut(folder: Path, dice: random.Random) -> None:
    path = dice.choice(files_in(folder))
    path.write_bytes(path.read_bytes()[: dice.randrange(200)])


def overwritten(folder: Path, dice: random.Random) -> None:
    path = dice.choice(files_in(folder))
    data = bytearray(path.read_bytes() or b"x")
    for _ in range(dice.choice([1, 1, 8])):
        data[dice.randrange(len(data))] = dice.randrange(256)
    path.write_bytes(data)


def replaced(folder: Path, dice: random.Random) -> None:
    other = [
        b"",
        b"\0" * 50,
        b"[" * 100_000,
        b'{"format": 1}',
        b'{"format": 99}',
        b"\xff\xfe",
        b"null",
        b'{"id": 1, "id": 2}',
    ]
    dice.choice(files_in(folder)).write_bytes(dice.choice(other) + dice.randbytes(dice.choice([0, 0, 4])))


def another_value(folder: Path, dice: random.Random) -> None:
    path = dice.choice(files_in(folder))
    with contextlib.suppress(ValueError, TypeError):
        data = json.loads(path.read_bytes())
        key = dice.choice([*data, "setback", "entry", "format", "answers"])
        known = [each.stem for each in files_in(folder)]
        data[key] = dice.choice(
            [None, 2, True, [], {}, "", "../x", LOST, *known, [{"key": LOST}], [dice.choice(known)]]
        )
        path.write_text(as_text(data), encoding="utf-8")


def gone(folder: Path, dice: random.Random) -> None:
    dice.choice(files_in(folder)).unlink()


def folder_gone(folder: Path, dice: random.Random) -> None:
    shutil.rmtree(dice.choice(folders_in(folder)[1:]))


def moved(folder: Path, dice: random.Random) -> None:
    path, target = dice.choice(files_in(folder)), dice.choice(folders_in(folder))
    if not os.path.lexists(target / path.name):
        path.rename(target / path.name)


def copied(folder: Path, dice: random.Random) -> None:
    path = dice.choice(files_in(folder))
    target = dice.choice([*(each / path.name for each in folders_in(folder)), path.with_name(f"{LOST}.json")])
    if not os.path.lexists(target):
        shutil.copy(path, target)


def renamed(folder: Path, dice: random.Random) -> None:
    path = dice.choice([*files_in(folder), *folders_in(folder)[1:]])
    name = dice.choice(
        [f"{LOST}.json", "x.json", ".new-1", "2024", "13", "a\nb", "x\udc80.json", ".json", "CON.json", f"{path.name}~"]
    )
    if not os.path.lexists(path.with_name(name)):
        path.rename(path.with_name(name))


def open_to_all(folder: Path, dice: random.Random) -> None:
    path = dice.choice([*files_in(folder), *folders_in(folder)])
    path.chmod(dice.choice([0o644, 0o777, 0o755, 0o400, 0o000]))


def linked(folder: Path, dice: random.Random) -> None:
    path = dice.choice([*files_in(folder), *folders_in(folder)[1:]])
    elsewhere = Path(tempfile.mkdtemp(dir=folder.parent)) / path.name
    shutil.move(path, elsewhere)
    path.symlink_to(dice.choice([elsewhere, folder, Path("/nowhere"), path]))


def second_name(folder: Path, dice: random.Random) -> None:
    path = dice.choice(files_in(folder))
    with contextlib.suppress(OSError):
        os.link(path, path.with_name(dice.choice([".new-2", f"{LOST}.json"])))
        aged(path)


def left_half_written(folder: Path, dice: random.Random) -> None:
    path = dice.choice(folders_in(folder)) / f".new-{dice.randrange(9)}"
    if not os.path.lexists(path):
        aged(write(path, f"half {dice.random()}"))


def something_else(folder: Path, dice: random.Random) -> None:
    path = dice.choice(folders_in(folder)) / dice.choice([f"{LOST}.json", "x~", "notes", "signs.json", "2025"])
    if not os.path.lexists(path):
        if dice.random() < 0.5:
            os.mkfifo(path)
        else:
            path.mkdir(mode=dice.choice([0o700, 0o755]))


def left_behind(folder: Path, dice: random.Random) -> None:
    entries = (
        [each for each in files_in(folder / "entries") if len(each.stem) == 36] if (folder / "entries").is_dir() else []
    )
    drafts = folder / "drafts"
    if entries and drafts.is_dir() and not drafts.is_symlink():
        name = LOST[:-4] + f"{dice.randrange(0xFFFF):04x}"
        draft = a_draft(name, f"kept {dice.random()}", entry=dice.choice(entries).stem)
        write(drafts / f"{name}.json", as_text(draft.to_json()))


DAMAGES: tuple[Damage, ...] = (
    cut, overwritten, replaced, another_value, gone, folder_gone, moved, moved, copied, renamed, open_to_all, linked,
    second_name, left_half_written, something_else, left_behind,
)  # fmt: skip


def healthy(folder: Path, touched: set[str]) -> dict[str, bytes]:
    """What the files hold of which nothing was told that can be mended, other than their mode."""
    found = {str(path.relative_to(folder)): path for path in files_in(folder)}
    return {file: path.read_bytes() for file, path in found.items() if file not in touched}


@settings(max_examples=CASES)
@given(st.lists(st.tuples(st.sampled_from(range(len(DAMAGES))), st.integers(0, 2**32)), min_size=1, max_size=6))
def test_whatever_became_of_a_journal_nothing_of_it_is_lost_by_mending(
    whole: Made, damages: list[tuple[int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "journal"
        shutil.copytree(whole.folder, folder)
        for number, seed in damages:
            # What was damaged once may be gone.
            with contextlib.suppress(IndexError):
                DAMAGES[number](folder, random.Random(seed))
        first = looked(folder)
        before = contents(folder)
        outside = contents(Path(scratch))
        moves = {each.file for each in first.findings if each.fix and each.kind != "permissions"}
        kept = healthy(folder, moves)
        second = looked(folder, fix=True)
        # A folder that was closed to its owner shows more once it is open.
        assert before <= contents(folder)
        assert outside <= contents(Path(scratch))
        assert kept.items() <= healthy(folder, {each.file for each in second.findings if each.fix} - {*kept}).items()
        third = looked(folder, fix=True)
        assert before <= contents(folder)
        refused = {each.file for each in second.findings if each.fix and not each.mended}
        assert {each.file for each in third.findings if each.fix} <= refused
        assert bool(refused) == bool(second.refused)
        assert (third.entries, third.setbacks) == (second.entries, second.setbacks)


def looked(folder: Path, *, fix: bool = False) -> Checkup:
    found = checkup(folder, now=NOW, fix=fix)
    assert found is not None
    for each in found.findings:
        assert each.says.endswith(".")
        assert "Words of" not in each.says
        assert "Setback 1" not in each.says
    return found


# ------------------------------------------------------------------------------------------- mending that is cut short


def damaged(whole: Made, folder: Path) -> None:
    """A journal with one of everything that can be mended."""
    shutil.copytree(whole.folder, folder)
    first, second = whole.entries[:2]
    (folder / whole.place(first)).rename(folder / "entries" / f"{first}.json")
    (folder / "setbacks" / f"{whole.setbacks[0]}.json").unlink()
    (folder / "trash" / "setbacks").mkdir(mode=0o700, exist_ok=True)
    name = f"{whole.setbacks[1]}.json"
    (folder / "setbacks" / name).rename(folder / "trash" / "setbacks" / name)
    draft = a_draft(LOST, "finished", entry=second)
    write(folder / "drafts" / f"{LOST}.json", as_text(draft.to_json()))
    aged(write(folder / "drafts" / ".new-1", "half"))
    path = folder / whole.place(whole.entries[3])
    os.link(path, path.with_name(".new-2"))
    aged(path)
    (folder / "changes").chmod(0o755)


KINDS = {"place", "orphan", "finished", "half-written", "permissions"}


@pytest.mark.parametrize("number", [errno.ENOSPC])
def test_whatever_the_disk_refuses_all_stays_whole_and_is_mended_another_time(
    whole: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    for step in range(100):
        folder = tmp_path / str(step) / "journal"
        damaged(whole, folder)
        before = contents(folder)
        with monkeypatch.context() as patch:
            counted = refusing(patch, step, lambda: OSError(number, os.strerror(number)))
            found = looked(folder, fix=True)
        assert before <= contents(folder)
        left = [each for each in found.findings if each.left]
        assert bool(left) == bool(found.refused)
        again = looked(folder, fix=True)
        assert before <= contents(folder)
        assert [each for each in again.findings if each.left] == []
        assert looked(folder).findings == []
        shutil.rmtree(folder)
        if counted() <= step:
            assert step > 10
            return
    raise AssertionError("mending has no end")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_run_that_is_killed_at_any_step_leaves_all_whole(whole: Made, tmp_path: Path) -> None:
    for step in range(100):
        folder = tmp_path / str(step) / "journal"
        damaged(whole, folder)
        before = contents(folder)
        child = os.fork()
        if not child:
            with pytest.MonkeyPatch.context() as patch:
                refusing(patch, step, lambda: os._exit(9))
                looked(folder, fix=True)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended in (0, 9)
        assert before <= contents(folder)
        for path in folder.rglob("*.new-*"):
            aged(path)
        assert [each for each in looked(folder, fix=True).findings if each.left] == []
        assert before <= contents(folder)
        assert looked(folder).findings == []
        shutil.rmtree(folder)
        if not ended:
            assert step > 10
            return
    raise AssertionError("mending has no end")


def refusing(patch: pytest.MonkeyPatch, step: int, act: Callable[[], object]) -> Callable[[], int]:
    """Has every step of writing counted, and that of this number go wrong; gives how many there were."""
    count = 0

    def at(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def counted(*args: object, **kwargs: object) -> object:
            nonlocal count
            count += 1
            if count == step + 1:
                wrong = act()
                if isinstance(wrong, Exception):
                    raise wrong
            return real(*args, **kwargs)

        patch.setattr(owner, name, counted)

    for owner, name in (
        (disk, "sync"), (disk, "sync_names"), (os, "write"), (os, "link"), (os, "fchmod"), (Path, "replace"),
        (Path, "unlink"), (Path, "mkdir"),
    ):  # fmt: skip
        at(owner, name)
    return lambda: count


def test_one_of_everything_that_can_be_mended_is_found(whole: Made, tmp_path: Path) -> None:
    damaged(whole, tmp_path / "journal")
    assert {kind for kind, _ in told(looked(tmp_path / "journal").findings)} == KINDS


@pytest.mark.skipif(os.name == "nt", reason="a lock is taken otherwise there")
def test_nothing_is_mended_while_another_program_writes(
    whole: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "journal"
    damaged(whole, folder)
    acts = list[str]()

    def locked(name: str, real: Callable[..., None]) -> Callable[..., None]:
        def act(*args: object, **kwargs: object) -> None:
            with (folder / ".lock").open("rb") as lock, pytest.raises(BlockingIOError):
                disk.take_lock(lock.fileno(), wait=False)
            acts.append(name)
            real(*args, **kwargs)

        return act

    for name in ("move", "write", "remove"):
        monkeypatch.setattr(durable, name, locked(name, getattr(durable, name)))
    looked(folder, fix=True)
    assert sorted(acts) == ["move", "move", "move", "move", "remove", "write"]
