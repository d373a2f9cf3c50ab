"""Starting is quick: what is heavy is not imported by the commands that can do without."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Reflect

HEAVY = {
    "pydantic", "pydantic_core", "questionary", "prompt_toolkit", "jinja2", "ruamel", "yaml", "dateparser", "rich",
    "tomllib", "tomlkit",
}  # fmt: skip
COMMANDS = [
    "--help", "--version", "", "list", "list --json", "list --since 2026-01-01", "show last", "show last --json",
    "show vase", "setbacks", "setbacks --json", "drafts", "due", "due --json", "due --quiet", "next", "where", "define --help",
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reflect = Reflect(tmp_path_factory.mktemp("start") / "home")
    reflect.define("A broken vase")
    reflect.put_off()
    # The rules about what comes next are read once, and then come from the cache, as flows do; so does the flow that goes
    # over what is due.
    reflect.clock.moment += dt.timedelta(days=10)
    assert reflect().code == 0
    return reflect.home


def imported(home: Path, *args: str) -> set[str]:
    """The top-level packages that a command imports, output to a pipe."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reflect", *args],
        env={**os.environ, "REFLECT_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    names = re.findall(r"^import time: +\d+ \| +\d+ \| +(\S+)$", ran.stderr, re.MULTILINE)
    assert "reflect.cli" in names
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_heavy_is_imported_by(home: Path, command: str) -> None:
    assert not imported(home, *command.split()) & HEAVY


def test_the_version_needs_no_command_line_library(home: Path) -> None:
    assert "typer" not in imported(home, "--version")
    assert "typer" in imported(home, "list")


def test_no_command_imports_what_only_another_needs(home: Path) -> None:
    assert "ruamel" in imported(home, "flows", "check")
    assert "sqlite3" not in imported(home, "list")
