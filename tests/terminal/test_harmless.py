"""Each way to a terminal makes visible what is put on it, also where whoever calls it has forgotten to."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from reflect.pages.blocks import Words
from reflect.pages.visible import STEERING
from reflect.terminal import layout
from reflect.terminal.console import console
from reflect.terminal.paint import plain, rich_page
from reflect.terminal.plain.teletype import Teletype
from reflect.terminal.plain.typed_line import Keys, TypedLine
from reflect.terminal.progress import Bar
from tests.pages.steering import steers
from tests.terminal.conversation import ENTER, pasted
from tests.terminal.looking import shown_for

NASTY = "a\x1b]52;c;x\x07\x9b2J\u202eb\u2066\u061c\ufeff\U000e0041\x7f\x00c"
SHOWN = "a␛]52;c;x␇<U+009B>2J<U+202E>b<U+2066><U+061C><U+FEFF><U+E0041>␡␀c"
FRAGILE = "👩\u200d👧 क्\u200dष می\u200cخ e\u0301 葛\U000e0100"


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_a_console_prints_nothing_that_steers_and_reads_no_markup() -> None:
    out = io.StringIO()
    shown = console(out, {"COLUMNS": "200"})
    shown.print(f"{NASTY} [bold]{FRAGILE}[/] [link=http://x]", soft_wrap=True)
    # rich takes a bell out of every text by itself.
    assert out.getvalue() == f"{SHOWN.replace('␇', '')} [bold]{FRAGILE}[/] [link=http://x]\n"


def test_a_page_that_was_laid_out_without_care_is_painted_harmless_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(layout, "visible", str)
    page = (Words(NASTY),)
    assert plain(page, 100) == f"{SHOWN}\n"
    out = io.StringIO()
    rich_page(page, console(out, {"COLUMNS": "100"}))
    assert out.getvalue() == f"{SHOWN}\n"


def test_plain_lines_and_their_prompts_are_harmless() -> None:
    out = io.StringIO()
    teletype = Teletype(io.StringIO("answer\n"), out, 100)
    teletype.write(NASTY)
    teletype.line(f"{NASTY}> ")
    assert out.getvalue() == f"{SHOWN}{SHOWN}> \n"


def test_the_echo_of_a_line_goes_back_over_what_was_typed_and_is_harmless() -> None:
    echo, _, _ = TypedLine(Keys()).take(f"{NASTY.replace(chr(127), '')}\x7f\r")
    assert not [each for each in echo if steers(each) and each != "\b"]
    assert echo.endswith("\b \b")


def test_a_bar_names_harmlessly_what_goes_on() -> None:
    out = io.StringIO()
    moments = iter((0.0, 5.0))
    with Bar("a\x1b]0;x\x9b2J", out, lambda: next(moments), {}) as bar:
        bar(1, 9)
    assert "a␛]0;x<U+009B>2J" in out.getvalue()


def test_a_prompt_shows_what_is_pasted_into_it_and_keeps_what_belongs_together() -> None:
    text = shown_for({"id": "q", "ask": "What?", "type": "text"}, pasted(f"{NASTY}{FRAGILE} end"), "end")
    assert SHOWN in text
    assert FRAGILE.split()[1] in text
    assert "\u200d" in text
    assert not [each for each in text if steers(each) and each not in "\r\x1b"]


def test_a_prompt_shows_what_stood_there_already_and_what_tab_offers() -> None:
    question: dict[str, Any] = {
        "id": "q",
        "ask": "What?",
        "type": "text",
        "default": f"{NASTY.replace(']', '')} stands",
    }
    assert SHOWN.replace("]", "") in shown_for(question, "", "stands")
    question = {"id": "q", "ask": "Which?", "type": "choice", "options": {"a": f"{NASTY} offered", "b": "B"}}
    assert SHOWN in shown_for(question, "", "offered")
    question = {"id": "q", "ask": "What?", "type": "list", "nudges": [f"{NASTY} nudged"]}
    assert SHOWN in shown_for(question, f"x{ENTER}", "nudged")


def test_the_cursor_stands_where_a_glyph_ends() -> None:
    """What is drawn wider than one column is counted so, or the cursor would stand somewhere else."""
    from prompt_toolkit.layout.screen import Char
    from wcwidth import wcswidth

    from reflect.terminal.full.glyphs import show_what_steers

    show_what_steers()
    for first, last in STEERING:
        for code in {first, last}:
            char = Char(chr(code))
            assert char.width == wcswidth(char.char) > 0
