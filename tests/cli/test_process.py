"""What only shows from outside: the process, its streams and its exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import SMALL

REFLECT = [sys.executable, "-m", "reflect"]


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV")}
    return {**kept, "REFLECT_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", **more}


def ended(
    *args: str, home: Path, stdin: bytes = b"", world: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    environ = environment(home, **(world or {}))
    return subprocess.run([*REFLECT, *args], env=environ, input=stdin, capture_output=True, check=False, timeout=60)


def test_the_exit_code_is_that_of_the_command(told: Path) -> None:
    assert ended("list", home=told).returncode == 0
    assert ended("show", "zebra", home=told).returncode == 1
    assert ended("lst", home=told).returncode == 2


@pytest.mark.parametrize(
    "args", [["list"], ["list", "--json"], ["show", "last"], ["export", "last"], ["-h"], ["--version"]]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_closed_pipe_is_no_cause_for_words(told: Path, args: list[str], unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [*REFLECT, *args],
            env=environment(told, PYTHONUNBUFFERED=unbuffered),
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("args", [["list"], ["--version"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_finds_no_room_is_told_in_one_line(told: Path, args: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*REFLECT, *args],
            env=environment(told, PYTHONUNBUFFERED=unbuffered),
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert ran.returncode == 1
    assert ran.stderr.decode().startswith("reflect: This could not be done: No space left on device.")
    assert ran.stderr.count(b"\n") == 1


def test_in_a_world_of_ascii_everything_is_saved_and_shown_as_well_as_it_can_be(tmp_path: Path) -> None:
    world = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    told = SMALL.format(title="Über die Brücke", line="Zu spät.").encode()
    assert ended("define", "--answers", "-", home=tmp_path, stdin=told, world=world).returncode == 0
    shown = ended("setbacks", home=tmp_path, world=world)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert b"?ber die Br?cke" in shown.stdout
    assert "Über die Brücke" in ended("setbacks", home=tmp_path, world={"PYTHONUTF8": "1"}).stdout.decode()


def test_answers_that_are_not_utf_8_are_a_mistake_of_the_file(tmp_path: Path) -> None:
    ran = ended("define", "--answers", "-", home=tmp_path, stdin=b"what: caf\xe9\n")
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"reflect: <stdin>:1:")
    assert ran.stderr.count(b"\n") == 1


def test_whatever_the_umask_a_journal_is_for_its_owner_only(tmp_path: Path) -> None:
    told = SMALL.format(title="A late reply", line="Late.").encode()
    ran = subprocess.run(
        [*REFLECT, "define", "--answers", "-"],
        env=environment(tmp_path / "home"),
        input=told,
        capture_output=True,
        check=True,
        timeout=60,
        umask=0,
    )
    assert ran.stdout == b""
    for path in (tmp_path / "home" / "journal", *(tmp_path / "home" / "journal").rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_nobody_is_asked_through_a_pipe(tmp_path: Path) -> None:
    ran = ended("define", home=tmp_path, stdin=b"\n\n\n")
    assert ran.returncode == 2
    assert b"--answers FILE" in ran.stderr
    assert not (tmp_path / "journal").exists()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_the_exit_code_stays_when_nothing_can_be_said_any_more(tmp_path: Path, unbuffered: str) -> None:
    for args, code in ((["show", "zebra"], 1), (["lst"], 2), (["define"], 2)):
        reading, writing = os.pipe()
        os.close(reading)
        try:
            ran = subprocess.run(
                [*REFLECT, *args],
                env=environment(tmp_path, PYTHONUNBUFFERED=unbuffered),
                stdin=subprocess.DEVNULL,
                stdout=writing,
                stderr=writing,
                check=False,
                timeout=60,
            )
        finally:
            os.close(writing)
        assert ran.returncode == code, args
