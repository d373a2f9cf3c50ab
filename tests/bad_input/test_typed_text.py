"""Text that no file can hold, and text of any length, typed or handed over: replaced with a word about it, and never dropped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import settings

from tests.cli.running import Reflect
from tests.cli.test_on_a_terminal import pager, shown
from tests.terminal.conversation import DONE, pasted, talk
from tests.terminal.plain_talk import say
from tests.terminal.questions import LONG, TEXT

__all__ = ["pager"]

SIZE = 10_000_000 if settings().max_examples >= 100_000 else 200_000
"""Ten megabytes with the long profile: to write and to read that much takes some ten seconds."""
PAGE = """\
flow: page
version: 1
title: A page
about: A page of your own.
needs: nothing
steps:
  - {id: page, ask: What is on your mind?, type: long}
  - {id: word, ask: In a word?, type: text}
  - {id: more, ask: What else?, type: list}
"""
HELD = "before {} between {} after"
UNHOLDABLE = {
    "NUL": "\0",
    "the first half of a pair": "\ud83d",
    "the second half": "\ude00",
    "both, the wrong way": "\ude00\ud83d",
}


@pytest.mark.parametrize("odd", UNHOLDABLE.values(), ids=UNHOLDABLE)
def test_what_no_file_can_hold_is_replaced_when_it_is_piped_and_that_is_said(reflect: Reflect, odd: str) -> None:
    reflect.own_flow("page", PAGE)
    text = HELD.format(odd, odd)
    told = json.dumps({"page": f"{text}\n{text}", "word": text, "more": [text, text]})
    ran = reflect("page", "--answers", "-", stdin=told)
    assert (ran.code, ran.err.count("U+FFFD")) == (0, 1)
    values = {each["id"]: each["value"] for each in reflect("show", "last", "--json").json["answers"]}
    seen = HELD.format(*["\ufffd" * len(odd)] * 2)
    assert values["page"] == f"{seen}\n{seen}"
    assert values["word"] == seen
    assert [each["text"] for each in values["more"]] == [seen, seen]


def test_both_halves_of_a_pair_that_are_piped_are_the_character_they_make(reflect: Reflect) -> None:
    reflect.own_flow("page", PAGE)
    ran = reflect("page", "--answers", "-", "--json", stdin='{"page": "a \\ud83d\\ude00 b"}')
    assert (ran.code, ran.err) == (0, "")
    assert "a \U0001f600 b" in reflect("show", "last").out


@pytest.mark.parametrize("odd", UNHOLDABLE.values(), ids=UNHOLDABLE)
def test_what_no_file_can_hold_is_replaced_when_it_is_typed_in_plain_mode_and_that_is_said(odd: str) -> None:
    told = say(LONG, HELD.format(odd, odd), ":done")
    assert told.values == [HELD.format(*["\ufffd" * len(odd)] * 2)]
    assert "U+FFFD" in told.screen


@pytest.mark.parametrize("question", [LONG, TEXT], ids=["long", "text"])
def test_what_no_file_can_hold_is_replaced_when_it_is_pasted(question: dict[str, object]) -> None:
    told = talk(question, pasted("before \0 after") + (DONE if question is LONG else "\r"))
    assert told.values == ["before \ufffd after"]
    assert "U+FFFD" in told.screen


@pytest.mark.parametrize("text", ["I am sorry \0, but you", "I am \udced\udca0\udc80 sorry"], ids=ascii)
def test_what_is_checked_may_hold_anything(reflect: Reflect, text: str) -> None:
    ran = reflect("check", "apology", "-", stdin=text)
    assert ran.code in (0, 1)
    assert "mistake in the program" not in ran.err
    assert "\0" not in ran.out


@pytest.mark.parametrize("kind", ["words", "lines", "one word"])
def test_a_very_long_answer_is_saved_and_shown_through_the_pager(reflect: Reflect, pager: Path, kind: str) -> None:
    reflect.own_flow("page", PAGE)
    text = {
        "words": "It went on and on " * (SIZE // 18),
        "lines": "It went on.\n" * (SIZE // 12),
        "one word": "on" * (SIZE // 2),
    }[kind]
    made = reflect.made("page", "--answers", "-", stdin=json.dumps({"page": text + "END", "word": "x"}))
    stored = json.loads(Path(made["file"]).read_bytes())
    assert stored["answers"][0]["value"] == text + "END"
    ran = shown(reflect, "show", "last", LINES="20", PAGER=f"'{pager}'")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    read = pager.with_name("a pager.read").read_text(encoding="utf-8")
    assert "".join(read.split()).count("on") >= text.count("on")
    assert "END" in "".join(read.split())
    assert max(map(len, read.splitlines())) <= 70 + len("\x1b[0m") * 4
