"""Texts are composed from answers: holes are filled, brackets fall out, and all else stays as it was written."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reflect.flow.texts import BadText, Bracket, Hole, fill, parse, references

ANSWERS = {"who": "Kim", "by": "Friday", "[x]": "{y}"}
steady = settings(deadline=None, derandomize=True)
MARKED = st.text(st.sampled_from("{}[]|ab ."), max_size=20)


def lookup(name: str) -> str:
    return ANSWERS.get(name, "")


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Tell {who}.", "Tell Kim."),
        ("Tell {nobody|who}.", "Tell Kim."),
        ("Tell { who | by }.", "Tell Kim."),
        ("Tell {nobody}.", "Tell ."),
        ("Tell {who}[, {by}].", "Tell Kim, Friday."),
        ("Tell {who}[, {never}].", "Tell Kim."),
        ("Tell {who}[, {by} {never}].", "Tell Kim."),
        ("Tell {who}[ at once].", "Tell Kim at once."),
        ("{{who}} [[{who}]]", "{who} [Kim]"),
        ("[a [[{who}]]]", "a [Kim]"),
        ("", ""),
    ],
)
def test_a_text_is_filled_with_answers(text: str, filled: str) -> None:
    assert fill(text, lookup) == filled


@pytest.mark.parametrize("text", ["{nobody}", "Tell {nobody}.", "{who} {nobody}"])
def test_a_text_falls_out_when_a_hole_stays_empty_and_none_was_to(text: str) -> None:
    assert fill(text, lookup, missing=None) is None
    assert fill(f"[{text}]", lookup, missing=None) == ""


def test_an_answer_is_never_read_as_a_text_of_the_flow() -> None:
    assert fill("{a}[ {a}]", lambda name: "{b} [c]") == "{b} [c] {b} [c]"


def test_the_parts_of_a_text_stand_in_order() -> None:
    assert parse("a {b|c}[d {e}]") == ("a ", Hole(("b", "c")), Bracket(("d ", Hole(("e",)))))
    assert references("a {b|c}[d {e}]") == ("b", "c", "e")


@steady
@given(st.text())
def test_a_text_without_braces_and_brackets_stays_as_it_is(text: str) -> None:
    assume(not set(text) & set("{}[]"))
    assert fill(text, lookup) == text
    assert fill(text, lookup, missing=None) == text
    assert references(text) == ()


@steady
@given(st.text())
def test_a_text_with_every_mark_doubled_stays_as_it_is(text: str) -> None:
    doubled = "".join(sign * 2 if sign in "{}[]" else sign for sign in text)
    assert fill(doubled, lookup) == text


@steady
@given(MARKED, st.text(max_size=5))
def test_a_text_that_can_be_read_can_be_filled_with_anything(text: str, answer: str) -> None:
    try:
        named = references(text)
    except BadText:
        assume(False)
    asked: list[str] = []

    def noted(name: str) -> str:
        asked.append(name)
        return answer

    filled = fill(text, noted)
    assert filled is not None
    assert set(asked) <= set(named)
    assert fill(text, noted, missing=None) in (filled, None)
