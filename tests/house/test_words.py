"""The program's own words: every command is documented, and nothing shouts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reflect.cli.commands import COMMANDS
from reflect.library.document import read
from reflect.library.flows import Library, shipped_prompts
from reflect.pages.home import PRIVACY, WELCOME
from tests.cli.running import Reflect
from tests.house.test_ids import SRC, texts

ROOT = Path(__file__).parents[2]
FLOWS = [*Library(shipped_prompts()).files()]
NAMES = [*FLOWS, *(known.name for known in COMMANDS)]


def words(tree: Any) -> Iterator[str]:
    """Every text of a flow file."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from words(key)
            yield from words(value)
    elif isinstance(tree, list):
        for each in tree:
            yield from words(each)
    elif isinstance(tree, str):
        yield tree


def loud(text: str) -> list[str]:
    """What is an exclamation mark, an emoji, or another symbol that is only a picture."""
    return [each for each in text if each in "!\u203c\u2049\ufe0f" or unicodedata.category(each) == "So"]


def test_what_is_loud_would_be_found() -> None:
    assert loud("Well done!") == ["!"]
    assert loud("fine \U0001f600 \u2705") == ["\U0001f600", "\u2705"]
    assert loud('5 % of "it", 3 < 4, § 7 … – don’t') == []


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_names_every_command(name: str) -> None:
    assert re.search(rf"`reflect {name}\b", (ROOT / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FLOWS)
def test_the_questions_are_calm(name: str) -> None:
    found = [*words(read((shipped_prompts() / f"{name}.yaml").read_bytes()).tree)]
    asked = [each.ask for each in Library(shipped_prompts()).load(name).flow.questions.values()]
    assert len(asked) > 3
    assert {*asked} <= {*found}
    assert not [each for each in found if loud(each)]


@pytest.mark.parametrize("name", ["", *NAMES])
def test_the_help_is_calm(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Reflect(tmp_path)(*name.split(), "--help")
    assert not loud(capsys.readouterr().out)


def test_the_welcome_is_calm() -> None:
    assert not loud(f"{WELCOME} {PRIVACY}")


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=lambda path: str(path.relative_to(SRC)))
def test_the_messages_are_calm(path: Path) -> None:
    said = [text for _, text in texts(path.read_text(encoding="utf-8")) if re.search(r"\w \w", text)]
    # The sign itself may be spoken of, and Vim has a command that ends with it.
    said = [text.replace("'!'", "").replace("(!)", "").replace("silent! ", "") for text in said]
    assert not [text for text in said if loud(text)]


def test_the_pictures_of_the_readme_are_there_and_load_nothing_from_elsewhere() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert len(pictures) >= 3
    for each in pictures:
        svg = (ROOT / each).read_text("utf-8")
        assert set(re.findall(r"https?://[^\"' )]+", svg)) <= {"http://www.w3.org/2000/svg"}
        assert "$ reflect" in svg.replace("&#160;", " ")
