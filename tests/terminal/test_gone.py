"""A real terminal that goes away in the middle of an answer, and a process that is told to stop."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
HALF = "At 16:40 I sent"


def asking(file: Path, kind: str) -> pexpect.spawn[str]:
    """A process that asks, with half an answer typed and seen on its screen."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tests.terminal.asking_alone", str(file), kind],
        cwd=str(ROOT),
        env={**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        encoding="utf-8",
        timeout=30,
        dimensions=(24, 80),
    )
    child.expect("Ctrl-C: stop")
    child.send(HALF)
    child.expect("sent")
    return child


def kept(file: Path) -> str:
    return str(json.loads(file.read_text(encoding="utf-8"))["typed"])


@pytest.mark.parametrize("kind", ["text", "long", "list"])
@pytest.mark.parametrize(
    ("ends", "code"),
    [
        pytest.param(lambda child: child.kill(signal.SIGTERM), 143, id="SIGTERM"),
        pytest.param(lambda child: child.kill(signal.SIGHUP), 129, id="SIGHUP"),
        pytest.param(lambda child: child.sendcontrol("c"), 130, id="Ctrl-C"),
    ],
)
def test_what_is_half_typed_is_kept_when_told_to_stop(
    tmp_path: Path, kind: str, ends: Callable[[pexpect.spawn[str]], object], code: int
) -> None:
    child = asking(tmp_path / "kept", kind)
    ends(child)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    assert kept(tmp_path / "kept") == HALF


@pytest.mark.parametrize("kind", ["text", "long"])
def test_what_is_half_typed_is_kept_when_the_terminal_closes(tmp_path: Path, kind: str) -> None:
    child = asking(tmp_path / "kept", kind)
    os.close(child.child_fd)
    assert child.pid
    _, status = os.waitpid(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 129
    assert kept(tmp_path / "kept") == HALF


def test_what_is_half_typed_is_kept_soon_enough_to_survive_a_kill(tmp_path: Path) -> None:
    child = asking(tmp_path / "kept", "long")
    while not (tmp_path / "kept").exists():
        child.expect([pexpect.TIMEOUT, pexpect.EOF], timeout=0.1)
    child.kill(signal.SIGKILL)
    child.expect(pexpect.EOF)
    child.close()
    assert kept(tmp_path / "kept") == HALF
