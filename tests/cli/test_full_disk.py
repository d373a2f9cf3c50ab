"""A disk that is full, or fails, at any moment of a command: what was saved before stays, and nothing half-written is left."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.running import SMALL, Reflect

ANSWERS = SMALL.format(title="A late reply", line="I answered too late.")


class Failing:
    """A call to the system that fails from the `first` time on, but for so many times as `until` says."""

    def __init__(self, real: Callable[..., Any], number: int, first: int, until: int | None = None) -> None:
        self.real = real
        self.number = number
        self.first = first
        self.until = until
        self.calls = 0
        self.failed = False

    def __call__(self, *args: Any, **options: Any) -> Any:
        self.calls += 1
        if self.calls >= self.first and (self.until is None or self.calls <= self.until):
            self.failed = True
            raise OSError(self.number, os.strerror(self.number))
        return self.real(*args, **options)


def temporary(reflect: Reflect) -> list[str]:
    return [each for each in reflect.kept() if "/.new-" in f"/{each}"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_when_nothing_can_be_written_nothing_is_left_behind(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, call, Failing(getattr(os, call), number, 1))
        ran = reflect("define", "--answers", "-", stdin=ANSWERS)
    assert ran.code == 1
    assert ran.complaint.startswith("Not saved: ")
    assert reflect.kept() == set()
    assert reflect.define()["entry"]


@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize("lasting", [True, False], ids=["from then on", "once"])
@pytest.mark.parametrize("first", range(1, 13))
def test_at_whichever_moment_it_fails_it_is_saved_whole_or_said_not_to_be(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, call: str, first: int, lasting: bool
) -> None:
    with monkeypatch.context() as patched:
        failing = Failing(getattr(os, call), errno.ENOSPC, first, None if lasting else first)
        patched.setattr(os, call, failing)
        ran = reflect("define", "--answers", "-", stdin=ANSWERS)
    assert temporary(reflect) == []
    listed = reflect("list", "--json").json
    if ran.code == 0:
        assert len(listed) == 1
        return
    assert failing.failed
    assert ran.code == 1
    if ran.complaint.startswith("Not saved"):
        assert reflect.kept() == set()
    else:
        assert ran.complaint.startswith("Written, but perhaps not safe yet")
        assert len(listed) == 1


def test_what_was_saved_before_stays_as_it_is(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    reflect.define()
    before = {each: (reflect.journal / each).read_bytes() for each in reflect.kept()}
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", Failing(os.write, errno.ENOSPC, 1))
        assert reflect("define", "--answers", "-", stdin=ANSWERS).code == 1
        assert reflect("debrief", "-s", "last", "--answers", "-", stdin="now: later\nbook: tomorrow\n").code == 1
    assert {each: (reflect.journal / each).read_bytes() for each in reflect.kept()} == before


def test_an_export_that_does_not_fit_leaves_no_file(invoice: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    target = invoice.home / "mine.md"
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", Failing(os.write, errno.ENOSPC, 1))
        ran = invoice("export", "last", "-o", str(target))
    assert ran.code == 1
    assert "the disk is full" in ran.complaint
    assert [each.name for each in invoice.home.iterdir() if each.is_file()] == []


@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize("first", range(1, 9))
def test_a_flow_that_halts_is_kept_whole_or_not_at_all(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, call: str, first: int
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, call, Failing(getattr(os, call), errno.ENOSPC, first))
        halting = "setback: A broken vase\nnow: later\nbook: in two days\n"
        ran = reflect("debrief", "--answers", "-", stdin=halting)
    if ran.code == 0:
        assert len(reflect("drafts", "--json").json) == 1
    else:
        assert ran.complaint.startswith("Not saved: ")
        assert reflect.kept() == set()
