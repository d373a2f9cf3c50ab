"""No character of somebody's text steers the screen it is read on, or hides words from whoever reads it."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.pages.visible import STEERING, escaped, glyph, one_line, visible
from tests.pages.steering import steers

OUR = {code for first, last in STEERING for code in range(first, last + 1)}
KEPT = {
    "emoji joined": "👩\u200d👩\u200d👧 ✌\ufe0f 👍🏽 🏳\ufe0f\u200d🌈",
    "Devanagari and Malayalam": "क्\u200dष न്\u200dറ",
    "Persian": "می\u200cخواهم",
    "Khmer": "ខ្ញុំ\u200bស្រឡាញ់",
    "Mongolian": "ᠬᠠᠭᠠᠨ\u180eᠠ",
    "a Japanese name": "葛\U000e0100城",
    "a soft hyphen": "Zusammen\u00adarbeit",
    "no break": "10\u00a0km\u2060/h",
    "private use": "\ue0b0\uf8ff",
    "Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "no character yet": "\u0378\U0001faff",
    "marks": "e\u0301 Zalgo\u0336",
}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x00", "␀"),
        ("\x7f", "␡"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\u202eb", "a<U+202E>b"),
        ("\u061c\u2066\u200f\ufeff", "<U+061C><U+2066><U+200F><U+FEFF>"),
        ("one\u2028two\u2029", "one<U+2028>two<U+2029>"),
        ("\ud83d", "\ufffd"),
        ("a\tb", "a    b"),
        ("one\r\ntwo\rthree\n", "one\ntwo␍three\n"),
        ("sure\U000e006e\U000e006f", "sure<U+E006E><U+E006F>"),
        ("🏴\U000e006e\U000e007f", "🏴<U+E006E><U+E007F>"),
        ("[bold]ünï 👩‍👩‍👧 e\u0301[/bold]", "[bold]ünï 👩‍👩‍👧 e\u0301[/bold]"),
    ],
)
def test_what_would_steer_a_terminal_is_shown_and_the_rest_left_as_it_is(written: str, shown: str) -> None:
    assert visible(written) == shown


def test_all_that_steers_by_what_unicode_says_of_it_is_shown() -> None:
    assert not [code for code in range(sys.maxunicode + 1) if steers(chr(code)) and code not in OUR]


def test_nothing_else_is_shown_but_places_kept_free_for_what_cannot_be_seen() -> None:
    rest = {code for code in OUR if not steers(chr(code))}
    assert {unicodedata.category(chr(code)) for code in rest} == {"Cn"}


@pytest.mark.parametrize("name", KEPT)
def test_what_cannot_be_seen_and_is_needed_stays_where_it_is(name: str) -> None:
    assert visible(KEPT[name]) == KEPT[name]
    assert escaped(KEPT[name]) == KEPT[name]


@given(st.text(st.characters()))
def test_nothing_that_steers_is_left_but_newlines(text: str) -> None:
    assert not [character for character in visible(text) if steers(character)]


@given(st.text(st.characters()))
def test_making_visible_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_one_line_draws_lines_and_spaces_together() -> None:
    assert one_line("  a \n\n b\tc ") == "a b c"


def test_nothing_that_steers_counts_as_printable() -> None:
    assert not [code for code in OUR if chr(code).isprintable()]


def test_every_glyph_is_visible_itself() -> None:
    assert not [code for code in OUR if visible(glyph(chr(code))) != glyph(chr(code))]


HALVES = st.characters() | st.sampled_from("\x7f\x9b\u202e\u2028\ufeff\ud83d\U000e0041\U0001f600")


@given(st.recursive(st.text(HALVES), lambda inner: st.lists(inner) | st.dictionaries(st.text(HALVES), inner)))
def test_escaped_json_has_the_same_value_and_nothing_that_steers(value: object) -> None:
    text = escaped(json.dumps(value, ensure_ascii=False, indent=2))
    assert not [character for character in text if steers(character)]
    assert text.encode("utf-8")
    # Halves that come together are one character for whoever reads them, as they are in every other JSON.
    assert json.loads(text) == json.loads(json.dumps(value))
