"""One address stands in the whole program, and no telephone number: both grow old where nobody sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reflect.library.flows import SAFETY, shipped_prompts
from tests.house.test_ids import SRC, texts

ADDRESS = "findahelpline.com"
# The name of the dialect that a schema is written in: for editors, and nobody is sent there.
DIALECT = "https://json-schema.org/draft/2020-12/schema"
HOST = re.compile(
    r"[\w-]+://[^\s\"']+|\bwww\.[^\s\"']+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|io|dev|app|help|health|care|edu|gov|int|eu|us|uk|ie|de|at|ch|fr|es|ca|au|nz|in)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\+?\d(?:[ ()./-]{0,2}\d){5,}|(?<![\w.])(?:911|112|999|988|111|113|0800)\b")
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b")
FILES = sorted([*SRC.rglob("*.py"), *(path for path in shipped_prompts().rglob("*") if path.is_file())])


def said(path: Path) -> Iterator[str]:
    """What a file may say to somebody: the texts of a module, every line of another file."""
    text = path.read_text(encoding="utf-8")
    yield from (each for _, each in texts(text)) if path.suffix == ".py" else text.splitlines()


def hosts(text: str) -> list[str]:
    return HOST.findall(text.replace(DIALECT, ""))


def numbers(text: str) -> list[str]:
    return NUMBER.findall(DAY.sub("", text.replace(DIALECT, "")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_other_address_and_no_telephone_number_stands_in(path: Path) -> None:
    for text in said(path):
        assert set(hosts(text)) <= ({ADDRESS} if path.name == SAFETY else set()), text
        assert not numbers(text), text


def test_the_one_address_is_there_once() -> None:
    assert (shipped_prompts() / SAFETY).read_text(encoding="utf-8").count(ADDRESS) == 1


@pytest.mark.parametrize(
    "text", ["see www.example.invalid", "https://x.y", "at crisis-line.org", "help.example.co.uk", "ftp://a"]
)
def test_an_address_would_be_found(text: str) -> None:
    assert hosts(text)


@pytest.mark.parametrize("text", ["call 116 123", "0800 111 0 111", "+44 20 7946 0000", "dial 988", "(555) 010-9999"])
def test_a_telephone_number_would_be_found(text: str) -> None:
    assert numbers(text)


def test_days_and_ordinary_numbers_are_neither() -> None:
    assert not numbers("from 2026-03-01, 3.4.2026 or 5 to 8 minutes of 2000")
    assert not hosts("apologize.letter, flow.question and config.toml")
