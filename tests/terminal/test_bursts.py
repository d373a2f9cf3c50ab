"""A paste that a terminal does not mark is told from typing; what is typed ahead is not taken for one."""

from __future__ import annotations

import os
import sys

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from reflect.terminal.full.bursts import SURELY, Bursts, is_paste, marked, watched

MAIL = "Hi Sam,\r\rthe deploy at 14:05 broke the export.\rI am on it.\r"


def pressed(text: str) -> list[KeyPress]:
    special = {"\r": Keys.ControlM, "\n": Keys.ControlJ, "\t": Keys.ControlI, "\x04": Keys.ControlD}
    return [KeyPress(special.get(each, each), each) for each in text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (MAIL, True),
        (MAIL.replace("\r", "\n"), True),
        ("x" * 40 + "\ry", True),
        ("x" * SURELY, True),
        ("", False),
        ("x" * 100, False),
        ("x" * 100 + "\r", False),
        ("x" * 100 + "\r\r", False),
        ("yes\r\rtold them\r", False),
        (MAIL + "\x04", False),
    ],
)
def test_several_lines_that_come_at_once_are_a_paste(text: str, found: bool) -> None:
    assert is_paste(pressed(text)) is found


def test_the_answer_of_the_terminal_about_its_cursor_is_no_part_of_a_paste() -> None:
    answer = KeyPress(Keys.CPRResponse, "\x1b[1;1R")
    keys = [*pressed(MAIL[:20]), answer, *pressed(MAIL[20:])]
    assert is_paste(keys)
    assert marked(keys) == [
        KeyPress(Keys.BracketedPaste, MAIL[:20]),
        answer,
        KeyPress(Keys.BracketedPaste, MAIL[20:]),
    ]


def test_tabs_in_a_paste_stay() -> None:
    assert marked(pressed("one\ttwo\rthree")) == [KeyPress(Keys.BracketedPaste, "one\ttwo\rthree")]


def test_what_is_no_terminal_is_not_watched() -> None:
    with create_pipe_input() as pipe:
        assert watched(pipe) is pipe


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_on_a_terminal_a_paste_of_any_length_is_one_key() -> None:
    import pty
    import tty

    from prompt_toolkit.input.vt100 import Vt100Input

    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    text = "\r".join(["a line of some words"] * 150)
    with os.fdopen(theirs) as terminal:
        found = watched(Vt100Input(terminal))
        assert isinstance(found, Bursts)
        assert watched(found) is found
        os.write(ours, text.encode())
        assert found.read_keys() == [KeyPress(Keys.BracketedPaste, text)]
        os.write(ours, b"yes\rno\r")
        assert [each.data for each in found.read_keys()] == [*"yes\rno\r"]
    os.close(ours)
