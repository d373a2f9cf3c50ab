"""What is read on a terminal: painted where that is wanted, and through the pager when it is long."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from reflect.cli import run
from tests.cli.running import Ran, Reflect


class Screen(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(reflect: Reflect, *args: str, **environ: str) -> Ran:
    place = reflect.place(**{"TERM": "xterm", "COLUMNS": "70", "LINES": "400", "PATH": "/usr/bin:/bin", **environ})
    place.stdout = screen = Screen()
    code = run(args, place)
    assert isinstance(place.stderr, io.StringIO)
    return Ran(code, screen.getvalue(), place.stderr.getvalue())


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """A pager that keeps what it is given beside itself."""
    path = tmp_path / "a pager"
    path.write_text('#!/bin/sh\ncat > "$0.read"\n', encoding="utf-8")
    path.chmod(0o700)
    return path


def words(page: str) -> list[str]:
    """The lines of a page that hold words, and not only a rule."""
    return [line.rstrip() for line in page.splitlines() if re.search(r"\w", line)]


def test_a_terminal_is_painted_and_the_words_are_the_same(invoice: Reflect) -> None:
    assert "\x1b[" in shown(invoice, "show", "last").out
    for plainly in ({"NO_COLOR": "1", "TERM": "dumb"}, {"TERM": "dumb"}):
        ran = shown(invoice, "show", "last", **plainly)
        assert "\x1b" not in ran.out
        assert words(ran.out) == words(invoice("show", "last", COLUMNS="70").out)


def test_no_colour_means_none(invoice: Reflect) -> None:
    out = shown(invoice, "list", NO_COLOR="1").out
    assert not any(f"\x1b[{number}" in out for number in (*range(30, 38), *range(90, 98)))


def test_what_is_longer_than_the_screen_goes_through_the_pager(invoice: Reflect, pager: Path) -> None:
    ran = shown(invoice, "show", "last", LINES="20", PAGER=f"'{pager}'")
    assert (ran.code, ran.out) == (0, "")
    read = pager.with_name("a pager.read").read_text(encoding="utf-8")
    assert "Really in spring" in read


def test_what_fits_the_screen_does_not(invoice: Reflect, pager: Path) -> None:
    assert "Really in spring" in shown(invoice, "show", "last", PAGER=f"'{pager}'").out
    assert not pager.with_name("a pager.read").exists()


@pytest.mark.parametrize("name", ["no-such-pager", 'less "', "'", " ", "/", "{broken}"])
def test_a_pager_that_cannot_be_run_is_done_without(invoice: Reflect, tmp_path: Path, name: str) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\0\1\2")
    broken.chmod(0o700)
    ran = shown(invoice, "show", "last", LINES="20", PAGER=name.format(broken=broken))
    assert (ran.code, ran.err) == (0, "")
    assert "Really in spring" in ran.out


def test_text_cannot_steer_the_terminal(reflect: Reflect) -> None:
    reflect.made(
        "define", "--answers", "-",
        stdin="""{"ongoing": "no", "title": "a\\u001b]0;x\\u0007b", "when": "2025-12-01", "what": "\\u009b2J [bold]c[/bold]",
        "nature": "done_to_me", "first": "first", "severity": "small", "one_line": "\\u202eabc"}""",
    )  # fmt: skip
    for args in (("show", "last"), ("list",), ("setbacks",), (), ("show", "last", "--json")):
        out = shown(reflect, *args, TERM="dumb").out
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out) or "--json" in args
    assert "[bold]c[/bold]" in shown(reflect, "show", "last", TERM="dumb").out
