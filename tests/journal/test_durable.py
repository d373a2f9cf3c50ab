"""A file is whole or not there, its owner's only, and nobody is told it is saved when it may not be."""

from __future__ import annotations

import datetime as dt
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reflect.errors import FileExists, MaybeNotSafe, NotSaved
from reflect.journal import durable
from reflect.journal.lock import locked
from tests.journal.making import NOON

Inject = Callable[..., None]

ERRNOS = {
    errno.ENOSPC: "disk is full",
    errno.EIO: "input/output error",
    errno.EROFS: "read-only",
    errno.EMFILE: "too many files",
    errno.EFBIG: "too large",
    errno.EACCES: "no permission",
    errno.EDOM: os.strerror(errno.EDOM),
}


@pytest.fixture(params=[0o000, 0o022, 0o277], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def inject(monkeypatch: pytest.MonkeyPatch) -> Inject:
    """Makes the `call`th call (from 1) of a function of `os` fail with an errno, after `then` (such as really closing)."""

    def fail(name: str, number: int, call: int = 1, then: Callable[..., Any] | None = None) -> None:
        real = getattr(os, name)
        count = 0

        def failing(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count != call:
                return real(*args, **kwargs)
            if then is not None:
                then(*args)
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, name, failing)

    return fail


@pytest.fixture
def short_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.write
    monkeypatch.setattr(os, "write", lambda number, data: really(number, data[:4]))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_stands_there_and_replaces_what_stood_there(tmp_path: Path) -> None:
    durable.write(tmp_path / "a", b"one")
    durable.write(tmp_path / "a", b"two")

    assert (tmp_path / "a").read_bytes() == b"two"
    assert names(tmp_path) == ["a"]


def test_a_new_file_never_replaces_another(tmp_path: Path) -> None:
    durable.write(tmp_path / "a", b"one", new=True)

    with pytest.raises(FileExists):
        durable.write(tmp_path / "a", b"two", new=True)

    assert (tmp_path / "a").read_bytes() == b"one"
    assert (tmp_path / "a").stat().st_nlink == 1
    assert names(tmp_path) == ["a"]


def test_files_and_folders_are_their_owners_only_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "x" / "y" / "z"

    durable.make_folder(folder)
    durable.write(folder / "replaced", b"text")
    durable.write(folder / "new", b"text", new=True)
    with locked(folder):
        pass

    assert [mode(tmp_path / each) for each in ("x", "x/y", "x/y/z")] == [0o700] * 3
    assert {path.name: mode(path) for path in folder.iterdir()} == {"replaced": 0o600, "new": 0o600, ".lock": 0o600}


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own").chmod(0o750)

    durable.make_folder(tmp_path / "own")

    assert mode(tmp_path / "own") == 0o750


@pytest.mark.usefixtures("short_writes")
def test_every_byte_is_written_when_the_system_takes_only_a_few_at_a_time(tmp_path: Path) -> None:
    durable.write(tmp_path / "a", b"0123456789")

    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_a_system_that_takes_nothing_is_an_error_and_not_an_endless_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", lambda number, data: 0)

    with pytest.raises(NotSaved, match="input/output"):
        durable.write(tmp_path / "a", b"text")

    assert names(tmp_path) == []


def test_the_file_is_on_the_disk_before_it_has_its_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def noted(name: str) -> None:
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            kind = ""
            if name == "fsync":
                kind = " of a folder" if stat.S_ISDIR(os.fstat(args[0]).st_mode) else " of a file"
            seen.append(name + kind)
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, call)

    for each in ("write", "fsync", "close", "replace", "link"):
        noted(each)

    durable.write(tmp_path / "a", b"text")
    durable.write(tmp_path / "b", b"text", new=True)

    safe = ["write", "fsync of a file", "close"]
    assert seen == [*safe, "replace", "fsync of a folder", "close", *safe, "link", "fsync of a folder", "close"]


@pytest.mark.usefixtures("short_writes")
@pytest.mark.parametrize("number", ERRNOS, ids=errno.errorcode.get)
@pytest.mark.parametrize("new", [False, True])
@pytest.mark.parametrize(
    "step", ["open 1", "open 2", "fchmod 1", "write 1", "write 2", "fsync 1", "close 1"], ids=lambda step: step
)
def test_an_error_before_the_file_has_its_name_leaves_everything_as_it_was(
    tmp_path: Path, inject: Inject, step: str, number: int, new: bool
) -> None:
    path = tmp_path / "a"
    if not new:
        durable.write(path, b"the old text")
    name, call = step.split()
    inject(name, number, int(call), then=os.close if name == "close" else None)

    with pytest.raises(NotSaved) as caught:
        durable.write(path, b"the new text", new=new)

    assert not isinstance(caught.value, MaybeNotSafe)
    assert ERRNOS[number] in caught.value.message
    assert "\n" not in caught.value.message
    assert "text" not in caught.value.message
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == ({} if new else {"a": b"the old text"})


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS], ids=errno.errorcode.get)
@pytest.mark.parametrize("new", [False, True])
def test_an_error_while_the_file_gets_its_name_leaves_everything_as_it_was(
    tmp_path: Path, inject: Inject, number: int, new: bool
) -> None:
    path = tmp_path / "a"
    if not new:
        durable.write(path, b"old")
    inject("link" if new else "replace", number)

    with pytest.raises(NotSaved) as caught:
        durable.write(path, b"new", new=new)

    assert not isinstance(caught.value, MaybeNotSafe)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == ({} if new else {"a": b"old"})


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
@pytest.mark.parametrize("new", [False, True])
def test_an_error_after_the_file_has_its_name_says_that_it_may_not_be_safe(
    tmp_path: Path, inject: Inject, number: int, new: bool
) -> None:
    inject("fsync", number, call=2)

    with pytest.raises(MaybeNotSafe) as caught:
        durable.write(tmp_path / "a", b"new", new=new)

    assert ERRNOS[number] in caught.value.message
    assert (tmp_path / "a").read_bytes() == b"new"
    assert names(tmp_path) == ["a"]


def test_a_file_system_that_cannot_confirm_folders_is_no_error(tmp_path: Path, inject: Inject) -> None:
    inject("fsync", errno.EINVAL, call=2)

    durable.write(tmp_path / "a", b"new")

    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_file_system_without_hard_links_still_keeps_new_files_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*args: Any, **kwargs: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    durable.write(tmp_path / "a", b"one", new=True)

    with pytest.raises(FileExists):
        durable.write(tmp_path / "a", b"two", new=True)

    assert (tmp_path / "a").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)

    with pytest.raises(KeyboardInterrupt):
        durable.write(tmp_path / "a", b"text")

    assert names(tmp_path) == []


def test_a_folder_that_is_a_link_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to("elsewhere")

    with pytest.raises(NotSaved):
        durable.write(tmp_path / "link" / "a", b"text")

    assert names(tmp_path / "elsewhere") == []


def test_a_folder_that_is_not_on_the_disk_for_good_is_not_left_there(tmp_path: Path, inject: Inject) -> None:
    inject("fsync", errno.EIO)

    with pytest.raises(NotSaved):
        durable.make_folder(tmp_path / "x")

    assert names(tmp_path) == []


def test_a_file_where_a_folder_is_needed_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")

    with pytest.raises(NotSaved, match="not a folder"):
        durable.make_folder(tmp_path / "x" / "y")

    assert (tmp_path / "x").read_text() == "mine"


def test_a_file_that_cannot_be_removed_stays(tmp_path: Path, inject: Inject) -> None:
    durable.write(tmp_path / "a", b"text")
    inject("unlink", errno.EROFS)

    with pytest.raises(NotSaved, match="read-only"):
        durable.remove(tmp_path / "a")

    assert names(tmp_path) == ["a"]
    durable.remove(tmp_path / "a")
    durable.remove(tmp_path / "a")
    assert names(tmp_path) == []


def test_moving_fails_whole_or_not_at_all(tmp_path: Path, inject: Inject) -> None:
    durable.write(tmp_path / "a", b"text")
    inject("replace", errno.EIO)

    with pytest.raises(NotSaved):
        durable.move(tmp_path / "a", tmp_path / "trash" / "a")
    assert (tmp_path / "a").read_bytes() == b"text"

    durable.move(tmp_path / "a", tmp_path / "trash" / "a")
    assert (tmp_path / "trash" / "a").read_bytes() == b"text"
    assert names(tmp_path) == ["trash"]


def test_an_export_is_its_owners_only_and_never_overwrites_unless_told(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "export.md"
    durable.write_new(path, b"one")
    assert mode(path) == 0o600

    with pytest.raises(FileExists, match="--force"):
        durable.write_new(path, b"two")
    assert path.read_bytes() == b"one"

    durable.write_new(path, b"two", replace=True)
    assert path.read_bytes() == b"two"
    assert mode(path) == 0o600


def test_an_export_may_go_into_a_folder_that_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    durable.write_new(tmp_path / "link" / "a.md", b"text")

    assert (tmp_path / "real" / "a.md").read_bytes() == b"text"


def test_an_export_never_replaces_a_folder_or_a_device(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    for each in ("folder", "pipe"):
        with pytest.raises(FileExists, match="not a file"):
            durable.write_new(tmp_path / each, b"text", replace=True)
    assert names(tmp_path) == ["folder", "pipe"]


def test_forcing_an_export_onto_a_link_leaves_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "a.md").symlink_to("theirs")

    durable.write_new(tmp_path / "a.md", b"text", replace=True)

    assert (tmp_path / "theirs").read_text() == "theirs"
    assert (tmp_path / "a.md").read_bytes() == b"text"


def test_an_export_into_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="the folder is not there"):
        durable.write_new(tmp_path / "none" / "a.md", b"text")


def test_only_old_leftovers_of_our_own_are_swept(tmp_path: Path) -> None:
    ages = {".new-old": 61, ".new-young": 59, "other-old": 600}
    for name, minutes in ages.items():
        (tmp_path / name).write_text("text")
        moment = (NOON - dt.timedelta(minutes=minutes)).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    (tmp_path / ".new-folder").mkdir()
    os.utime(tmp_path / ".new-folder", (0, 0))
    (tmp_path / ".new-link").symlink_to("other-old")

    durable.sweep(tmp_path, NOON)

    assert names(tmp_path) == [".new-folder", ".new-link", ".new-young", "other-old"]
    durable.sweep(tmp_path / "none", NOON)


def test_the_lock_is_not_taken_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / ".lock").symlink_to("elsewhere")

    with pytest.raises(NotSaved, match="link"), locked(tmp_path):
        pass


def test_a_file_system_without_locks_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def no_locks(*args: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", no_locks)

    with locked(tmp_path):
        durable.write(tmp_path / "a", b"text")

    assert (tmp_path / "a").read_bytes() == b"text"
