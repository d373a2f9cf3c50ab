"""Help: every command has it, and it says what the table says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from typer.core import TyperGroup

from reflect.cli.commands import COMMANDS, Commands, group
from tests.cli.running import Reflect

FLOWS = [
    "again", "apologize", "checkin", "debrief", "define", "feedback", "goals", "gratitude", "letgo", "respond", "share",
    "strengths", "support", "unload",
]  # fmt: skip
NAMES = [*FLOWS, *(known.name for known in COMMANDS)]


def commands(of: TyperGroup, place: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every command below, by its path."""
    context = of.make_context("reflect", [], obj=place, resilient_parsing=True)
    for name in of.list_commands(context):
        command = of.get_command(context, name)
        yield (*path, name), command
        if isinstance(command, TyperGroup):
            yield from commands(command, place, (*path, name))


@pytest.fixture
def tree(reflect: Reflect) -> dict[tuple[str, ...], object]:
    place = reflect.place()
    made = group()
    assert isinstance(made, Commands)
    return dict(commands(made, place))


def test_the_commands_are_these(tree: dict[tuple[str, ...], object]) -> None:
    below = {("flows", name) for name in ("list", "show", "check", "schema")}
    assert tree.keys() == {(name,) for name in NAMES} | below


def test_every_command_has_a_line_of_help_and_every_option_too(tree: dict[tuple[str, ...], object]) -> None:
    for path, command in tree.items():
        line = getattr(command, "help", "")
        assert line, path
        assert line.strip().endswith("."), path
        for option in getattr(command, "params", ()):
            if option.param_type_name == "option":
                assert option.help.endswith("."), (path, option.name)


def test_every_command_answers_to_help(
    reflect: Reflect, tree: dict[tuple[str, ...], object], capsys: pytest.CaptureFixture[str]
) -> None:
    for path in ((), *tree):
        for flag in ("-h", "--help"):
            ran = reflect(*path, flag)
            said = capsys.readouterr()
            assert (ran.code, ran.err, said.err) == (0, "", ""), path
            assert said.out.startswith(f"Usage: {' '.join(('reflect', *path))} ")


def test_the_help_lists_flows_first_with_what_each_is_about(
    reflect: Reflect, capsys: pytest.CaptureFixture[str]
) -> None:
    reflect("-h")
    out = capsys.readouterr().out
    assert out.index("Flows:") < out.index("  debrief") < out.index("Commands:") < out.index("  resume")
    for known in COMMANDS:
        assert known.about in " ".join(out.split())


def test_asking_for_help_makes_nothing(reflect: Reflect) -> None:
    for args in (("-h",), ("define", "-h"), ("drafts", "-h")):
        reflect(*args)
    assert not reflect.journal.exists()


def test_the_version_is_said_with_and_without_other_options(reflect: Reflect) -> None:
    from reflect import __version__

    assert reflect("--version").out == f"reflect {__version__}\n"


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_help_breaks_between_words_only(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert reflect("define", "-h").code == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= columns
    assert {"part", "title,", "message", "standard"} <= set(out.split())
