"""Every kind of bad input is held by tests that there are, and every format of an export by a row."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
import typer

from reflect.cli.commands import group
from tests.bad_input.table import ROWS, Row

TESTS = Path(__file__).parents[1]
NAMED = sorted({test for row in ROWS for test in row.tests})
KNOWN = frozenset({"md", "markdown", "json"})
"""The formats that have rows with tests."""


@cache
def functions(file: str) -> frozenset[str]:
    """The functions in a file of tests."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


@pytest.mark.parametrize("named", NAMED)
def test_every_test_of_the_table_is_there(named: str) -> None:
    file, name = named.split("::")
    assert name in functions(file)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.given)
def test_every_row_is_held_by_a_test_or_is_about_a_format_that_there_is_not(row: Row) -> None:
    assert bool(row.tests) != (row.format is not None)


def offered() -> frozenset[str]:
    """What an export can be written as besides Markdown: the choices of `--format`, and every word of the help."""
    with typer.Context(group()) as context:
        command = group().get_command(context, "export")
        assert command is not None
        options = [each for each in command.get_params(context) if "--format" in each.opts]
        choices = {str(each).lower() for option in options for each in getattr(option.type, "choices", ())}
        named = command.get_help(context).lower()
    return frozenset(choices | {each for each in ("html", "ics") if each in named})


def test_every_format_that_is_offered_has_its_row() -> None:
    waiting = {row.format for row in ROWS if row.format}
    assert offered() & waiting == set(), "give its row the tests that hold it, and take its format away"
    assert offered() <= KNOWN | waiting


def test_every_test_here_is_in_the_table() -> None:
    here = {
        f"bad_input/{path.name}": functions(f"bad_input/{path.name}")
        for path in Path(__file__).parent.glob("test_*.py")
    }
    unheard = {
        f"{file}::{name}"
        for file, names in here.items()
        if file != f"bad_input/{Path(__file__).name}" and "test_any" not in file
        for name in names
        if name.startswith("test_") and f"{file}::{name}" not in NAMED
    }
    assert unheard <= ALSO


ALSO = {
    "bad_input/test_typed_text.py::test_both_halves_of_a_pair_that_are_piped_are_the_character_they_make",
    "bad_input/test_typed_text.py::test_what_is_checked_may_hold_anything",
}
"""Tests of what follows from a row, beside the row itself."""
