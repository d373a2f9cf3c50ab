"""Own words in short."""

from __future__ import annotations

from reflect.pages.shortened import FEW, in_short


def test_a_few_words_stay_whole_on_one_line() -> None:
    assert in_short("There was a check.\nIt looked at the file.") == "There was a check. It looked at the file."
    assert in_short("x" * FEW) == "x" * FEW


def test_of_many_words_the_first_sentence_stands_for_all() -> None:
    assert in_short("There was a check. " + "It looked at the file. " * 20) == "There was a check."


def test_what_would_steer_a_terminal_is_shown_instead() -> None:
    assert in_short("a\x1b[2Jb") == "a␛[2Jb"
