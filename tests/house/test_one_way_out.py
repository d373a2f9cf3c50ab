"""What reaches a terminal goes through a few places, which make it visible: nothing else writes, prints, or builds markup."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "reflect"

WAYS_OUT = {
    "cli/place.py": "Place: what commands say, on standard output and standard error",
    "cli/__init__.py": "the version, before anything is imported",
    "terminal/screen.py": "a painted page, to the screen or through the pager",
    "terminal/paint.py": "a page, line by line on the console",
    "terminal/console.py": "the console itself",
    "terminal/progress.py": "the bar",
    "terminal/full/transcript.py": "what stays of a conversation",
    "terminal/full/keys.py": "a word of the program's own while an editor is open",
    "terminal/full/erasing.py": "moves of the cursor",
    "terminal/plain/teletype.py": "plain lines",
}
"""The modules that may write to a stream, and what they write. Each of them is held in tests/terminal/test_harmless.py."""
FILES = {
    "journal/durable.py": "files of the journal",
    "journal/files.py": "files of the journal, through durable",
    "cli/settings.py": "the settings, through durable",
    "terminal/plain/calls.py": "a pipe to itself, by which a signal wakes the program",
}
"""The modules that write somewhere else under the same names, and where."""
OPENED = {"terminal/editor.py", "terminal/editor_files.py"}
"""Where the file is written that an editor opens."""
GIVEN = {
    "cli/who_asks.py": "to the askers", "cli/demo.py": "to a bar", "cli/made_up_year.py": "streams of its own, in memory",
    "terminal/plain/asker.py": "to the teletype",
}  # fmt: skip
"""The modules that hand a stream on, and to what."""

WRITING = {"write", "writelines", "write_raw", "print", "echo", "secho", "out", "print_exception", "input"}
MARKUP = {
    "ANSI", "HTML", "PygmentsTokens", "from_markup", "from_ansi", "render_markup", "print_formatted_text", "print_container",
    "set_title", "bell", "set_window_title", "render_str", "Markdown", "secho", "style", "print_json", "export_html",
}  # fmt: skip
"""What reads markup or sequences out of a text, or sends some."""
SWITCHES = {"markup", "emoji", "highlight", "rich_markup_mode"}
NAMED = {"stdout", "stderr", "__stdout__", "__stderr__"}
CONSOLES = {"Console", "Progress", "Live", "Status", "Prompt", "Confirm"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def on_a_place(called: ast.expr) -> bool:
    """Whether something is said through a Place: `place.write`, `self.place.write`, `ctx.obj.write`."""
    return isinstance(called, ast.Attribute) and name_of(called.value) in ("place", "obj")


def writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where something is written, printed or echoed, otherwise than through a Place."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in WRITING and not on_a_place(node.func):
            yield node.lineno, name_of(node.func)


def streams(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a standard stream is named."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in NAMED:
            yield node.lineno, node.attr


def markup(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a text would be read as markup, or a style that carries sequences is used."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in MARKUP:
            yield node.lineno, name_of(node.func)
        elif isinstance(node, ast.ImportFrom) and {each.name for each in node.names} & MARKUP:
            yield node.lineno, "import"
        elif isinstance(node, ast.keyword) and node.arg in SWITCHES and not is_off(node.value):
            yield node.value.lineno, node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "[ZeroWidthEscape]" in node.value:
            yield node.lineno, "ZeroWidthEscape"


def is_off(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value in (False, None)


def consoles(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where something that prints is made, of those that would read markup unless told otherwise."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in CONSOLES:
            yield node.lineno, name_of(node.func)


def test_nothing_but_the_ways_out_writes() -> None:
    found = [(module, *where) for module, tree in modules() for where in writes(tree)]
    assert not [each for each in found if each[0] not in {*WAYS_OUT, *FILES, *OPENED}]


def test_nothing_but_the_ways_out_has_a_stream() -> None:
    found = [(module, *where) for module, tree in modules() for where in streams(tree)]
    assert not [each for each in found if each[0] not in {*WAYS_OUT, *GIVEN}]


def test_nothing_is_read_as_markup() -> None:
    assert not [(module, *where) for module, tree in modules() for where in markup(tree)]


def test_there_is_one_console() -> None:
    found = {(module, name) for module, tree in modules() for _, name in consoles(tree)}
    # The year that is made up has a bar of rich's on the same console, for words of the program's own.
    assert found - {("terminal/full/prompts.py", "Prompt"), ("terminal/full/keys.py", "Prompt")} == {
        ("terminal/console.py", "Console"),
        ("cli/demo.py", "Progress"),
    }


def test_every_way_out_is_one() -> None:
    """A module that no longer writes is struck from the list."""
    found = {module for module, tree in modules() if [*writes(tree), *streams(tree)]}
    assert {*WAYS_OUT, *FILES} - {"terminal/console.py"} <= found


@pytest.mark.parametrize(
    "code",
    [
        "print('x')", "sys.stdout.write(x)", "stream.write(x)", "typer.echo(x)", "console.print(x)", "output.write_raw(x)",
        "os.write(1, x)", "sys.stdin.x; input(x)",
    ],
)  # fmt: skip
def test_writing_is_noticed(code: str) -> None:
    assert [*writes(ast.parse(code))]


@pytest.mark.parametrize(
    "code",
    [
        "HTML(x)", "ANSI(x)", "Text.from_markup(x)", "console.print(x, markup=True)", "Console(emoji=x)", "output.set_title(x)",
        "from prompt_toolkit.formatted_text import HTML", "Typer(rich_markup_mode='rich')", "[('[ZeroWidthEscape]', x)]",
    ],
)  # fmt: skip
def test_markup_is_noticed(code: str) -> None:
    assert [*markup(ast.parse(code))]
