"""The lock that keeps two programs from writing at once, and how long somebody waits for it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from reflect.errors import NotSaved
from reflect.journal import lock

HOLDS = """
import sys
import time
from pathlib import Path
from reflect.journal.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_whoever_does_not_want_to_wait_is_told_that_it_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(tmp_path)], stdin=-1, stdout=-1, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(NotSaved), lock.locked(tmp_path, tries=4):
            pass
        assert pauses == [lock.PAUSE] * 3
        holder.communicate()
    with lock.locked(tmp_path, tries=1):
        pass


def test_it_is_tried_again_until_it_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(tmp_path)], stdin=-1, stdout=-1, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        monkeypatch.setattr(time, "sleep", lambda _: holder.communicate())
        with lock.locked(tmp_path, tries=2):
            assert holder.returncode == 0
