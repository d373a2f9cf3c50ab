"""What a long answer gives where one line is wanted."""

from __future__ import annotations

import pytest

from reflect.entry.words import SENTENCE, first_sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("I sent it. Then I left.", "I sent it."),
        ("I sent it\nwithout looking. Then I left.", "I sent it without looking."),
        ("sent it twice\ndid not look\nwent home", "sent it twice"),
        ("", ""),
    ],
)
def test_it_is_the_first_sentence_or_the_first_line(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_it_is_never_longer_than_is_good_on_a_line() -> None:
    assert len(first_sentence("word " * 50_000)) <= SENTENCE
    assert first_sentence("word " * 50_000).endswith("word…")
