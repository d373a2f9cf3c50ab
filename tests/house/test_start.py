"""Starting is quick: what is heavy is not imported by the commands that can do without."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import time
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

FLOWS = {"reflect.library.flows", "reflect.flow.model", "reflect.flow.questions"}
NOT_IN_A_LIST = FLOWS | {
    "reflect.config.settings", "reflect.entry.draft", "reflect.entry.sign_group", "reflect.followups", "reflect.insights",
    "reflect.interview", "reflect.journal.drafts", "reflect.journal.sign_groups", "reflect.pages.answers",
    "reflect.pages.found", "reflect.pages.plots", "reflect.pages.reading", "reflect.terminal.plots",
    "reflect.terminal.screen", "reflect.terminal.seldom",
}  # fmt: skip
NOT_IN_WHAT_IS_DUE = {"hashlib", "reflect.flow.model", "reflect.flow.questions", "reflect.flow.scope"}
MODULES_OF_A_LIST = 45
"""Of our own; each costs every list a little."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reflect = Reflect(tmp_path_factory.mktemp("start") / "home")
    reflect.define("A broken vase")
    reflect.put_off()
    # The rules about what comes next are read once, and then come from the cache, as flows do; so does the flow that goes
    # over what is due.
    reflect.clock.moment += dt.timedelta(days=10)
    assert reflect().code == 0
    # What was kept within a moment of the change of a file is in doubt for as long as nobody keeps it anew.
    for each in (reflect.home / "cache").rglob("*.json"):
        os.utime(each, (later := time.time() + 60, later))
    return reflect.home


def modules(*command: str, home: Path) -> set[str]:
    """All modules that a Python process imports, output to a pipe."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        env={**os.environ, "REFLECT_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(re.findall(r"^import time: +\d+ \| +\d+ \| +(\S+)$", ran.stderr, re.MULTILINE))


def all_imported(home: Path, *args: str) -> set[str]:
    """All modules that a command imports, as it is begun by its name."""
    found = modules("-c", "import sys; from reflect.cli import main; sys.exit(main())", *args, home=home)
    assert "reflect.cli" in found
    return found


def imported(home: Path, *args: str) -> set[str]:
    """The top-level packages that a command imports."""
    return {name.partition(".")[0] for name in all_imported(home, *args)}


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_heavy_is_imported_by(home: Path, command: str) -> None:
    assert not imported(home, *command.split()) & HEAVY


def test_the_version_needs_no_command_line_library(home: Path) -> None:
    assert "typer" not in imported(home, "--version")
    assert "typer" in imported(home, "list")


def test_the_version_needs_next_to_nothing(home: Path) -> None:
    bare = modules("-c", "pass", home=home)
    assert all_imported(home, "--version") - bare <= {"__future__", "gc", "reflect", "reflect.cli"}


def test_a_list_imports_only_what_a_list_is_made_of(home: Path) -> None:
    found = {name for name in all_imported(home, "list") if name.startswith("reflect")}
    assert not found & NOT_IN_A_LIST
    assert len(found) <= MODULES_OF_A_LIST


@pytest.mark.parametrize("command", ["list", "list --json", "show last", "setbacks", "where"])
def test_a_command_of_the_table_does_without_the_flows(home: Path, command: str) -> None:
    assert not all_imported(home, *command.split()) & FLOWS


@pytest.mark.parametrize("command", ["", "due", "due --all", "next"])
def test_what_is_due_is_told_without_the_language_of_the_flows(home: Path, command: str) -> None:
    found = all_imported(home, *command.split())
    assert "reflect.flow.promises" in found
    assert not found & NOT_IN_WHAT_IS_DUE


def test_what_is_due_is_told_without_what_could_be_next(home: Path) -> None:
    assert "reflect.insights.next" not in all_imported(home, "due")
    assert "reflect.insights.next" in all_imported(home, "next")


def test_no_command_imports_what_only_another_needs(home: Path) -> None:
    assert "ruamel" in imported(home, "flows", "check")
    assert "sqlite3" not in imported(home, "list")
