"""No character of somebody's text steers the screen it is read on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.pages.visible import _STEERING, one_line, visible

STEERING = {
    *range(0x20),
    *range(0x7F, 0xA0),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
} | {
    0x200E,
    0x200F,
    0xFEFF,
}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x00", "␀"),
        ("\x7f", "␡"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\u202eb", "a<U+202E>b"),
        ("\u2066\u200f\ufeff", "<U+2066><U+200F><U+FEFF>"),
        ("one\u2028two\u2029", "one<U+2028>two<U+2029>"),
        ("\ud83d", "\ufffd"),
        ("a\tb", "a    b"),
        ("one\r\ntwo\rthree\n", "one\ntwo␍three\n"),
        ("[bold]ünï 👩‍👩‍👧 e\u0301[/bold]", "[bold]ünï 👩‍👩‍👧 e\u0301[/bold]"),
    ],
)
def test_what_would_steer_a_terminal_is_shown_and_the_rest_left_as_it_is(written: str, shown: str) -> None:
    assert visible(written) == shown


@given(st.text(st.characters()))
def test_nothing_that_steers_is_left_but_newlines(text: str) -> None:
    assert not STEERING & {ord(character) for character in visible(text).replace("\n", "")}


@given(st.text(st.characters()))
def test_making_visible_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_one_line_draws_lines_and_spaces_together() -> None:
    assert one_line("  a \n\n b\tc ") == "a b c"


def test_nothing_that_steers_counts_as_printable() -> None:
    steering = re.compile(_STEERING)
    assert not [code for code in range(0x110000) if steering.match(chr(code)) and chr(code).isprintable()]
