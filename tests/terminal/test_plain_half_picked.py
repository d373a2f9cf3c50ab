"""What is half typed where a number is asked for, in plain mode: marks and free words stay, and never cost each other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.terminal.plain_talk import say
from tests.terminal.questions import KIND, PARTS

WORDS = "my own words"


def without_other(question: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in question.items() if key != "other"}


@pytest.mark.parametrize(
    ("question", "line", "half"),
    [
        (KIND, WORDS, f"other: {WORDS}"),
        (KIND, "1", None),
        (KIND, "a wrong plan", None),
        (KIND, "  ", None),
        (without_other(KIND), WORDS, None),
        (PARTS, "1 2", "people\nmoney"),
        (PARTS, "2,", "money"),
        (PARTS, WORDS, f"other: {WORDS}"),
        (PARTS, f"1, {WORDS}", f"people\nother: {WORDS}"),
        (PARTS, "1 4", "people\nother"),
        (PARTS, " ", None),
        (without_other(PARTS), f"1, {WORDS}", "people"),
        (without_other(PARTS), WORDS, None),
    ],
)
def test_an_unfinished_line_is_kept_as_what_it_picks_and_as_free_words(
    question: dict[str, Any], line: str, half: str | None
) -> None:
    typing = say(question, unfinished=line).typing
    assert (typing.text if typing else None) == half


@pytest.mark.parametrize(("question", "other"), [(KIND, "3"), (PARTS, "1 4")])
def test_a_number_that_is_half_typed_costs_no_free_words(question: dict[str, Any], other: str) -> None:
    left = say(question, other, unfinished=WORDS)
    again = say(question, begin=left.conversation.interview, unfinished="1")
    assert left.typing
    assert left.typing.text.endswith(f"other: {WORDS}")
    assert again.typing == left.typing
