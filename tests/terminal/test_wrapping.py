from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth

from reflect.terminal.full.wrapping import rows

LINES = st.text(alphabet="ab  \u4e16é", max_size=60)
WIDTHS = st.integers(min_value=2, max_value=20)


def shown(line: str, width: int) -> list[str]:
    return [line[start:end] for start, end in rows(line, width)]


def test_a_line_breaks_between_words() -> None:
    assert [row.rstrip() for row in shown("the page hung so I went back", 10)] == ["the page", "hung so I", "went back"]


def test_a_word_that_is_longer_than_a_row_breaks_where_the_row_ends() -> None:
    assert shown("abcdefgh", 3) == ["abc", "def", "gh"]


def test_an_empty_line_has_one_row() -> None:
    assert shown("", 5) == [""]


@given(line=LINES, width=WIDTHS)
def test_no_row_is_wider_than_the_screen(line: str, width: int) -> None:
    assert all(get_cwidth(row) <= width for row in shown(line, width))


@given(line=LINES, width=WIDTHS)
def test_only_spaces_between_two_rows_are_not_shown(line: str, width: int) -> None:
    end = 0
    for start, after in rows(line, width):
        assert line[end:start].strip(" ") == ""
        end = after
    assert line[end:].strip(" ") == ""


@given(words=st.lists(st.text(alphabet="abc", min_size=1, max_size=8), min_size=1), width=st.integers(8, 30))
def test_no_word_that_fits_is_broken(words: list[str], width: int) -> None:
    assert " ".join(row.strip() for row in shown(" ".join(words), width)).split() == words


@given(line=st.text(alphabet="ab  ", max_size=60), width=WIDTHS)
def test_wide_and_narrow_letters_are_wrapped_by_the_same_rule(line: str, width: int) -> None:
    wide = line.replace("a", "\u0301a")
    plain = [row.replace("\u0301", "") for row in shown(wide, width)]
    assert [each.rstrip() for each in plain] == [each.rstrip() for each in shown(line, width)]
