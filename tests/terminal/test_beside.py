"""Two texts side by side: in columns where there is room, else one below the other, and all their words there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reflect.pages.blocks import Beside
from reflect.pages.spoken import lines_of
from reflect.pages.visible import visible
from reflect.terminal.columns import columns
from reflect.terminal.layout import GAP, SIDE
from reflect.terminal.paint import plain
from tests.terminal.test_paint import TEXT

NARROW = 2 * SIDE + GAP - 1
TWO = Beside(
    "Then, 3 March", "I started the run by hand and did not look.", "Now", "A bad afternoon.\n\nThey still buy from us."
)


def test_they_stand_in_columns_where_there_is_room() -> None:
    assert plain((TWO,), NARROW + 1).splitlines() == [
        "Then, 3 March                Now",
        "I started the run by hand    A bad afternoon.",
        "and did not look.",
        "                             They still buy from us.",
    ]


def test_the_second_stands_below_the_first_where_there_is_none() -> None:
    assert plain((TWO,), 40).splitlines() == [
        "Then, 3 March",
        "  I started the run by hand and did not",
        "  look.",
        "",
        "Now",
        "  A bad afternoon.",
        "",
        "  They still buy from us.",
    ]
    assert plain((TWO,), NARROW).splitlines()[0] == "Then, 3 March"


def test_an_empty_side_leaves_its_column_empty() -> None:
    assert plain((Beside("Then", "", "Now", "A day."),), 60).splitlines() == [
        f"{'Then':<31}Now",
        f"{'':<31}A day.",
    ]


def test_aloud_one_is_said_after_the_other() -> None:
    assert lines_of((TWO,)) == (
        "Then, 3 March",
        "  I started the run by hand and did not look.",
        "Now",
        "  A bad afternoon.",
        "  They still buy from us.",
    )


@given(st.builds(Beside, TEXT, TEXT, TEXT, TEXT), st.integers(20, 120))
def test_whatever_they_say_no_line_is_wider_than_the_screen_and_nothing_steers_it(block: Beside, width: int) -> None:
    painted = plain((block,), width)
    assert all(columns(line) <= width for line in painted.split("\n"))
    assert visible(painted) == painted


@given(st.builds(Beside, TEXT, TEXT, TEXT, TEXT), st.integers(20, 120))
def test_no_character_is_lost(block: Beside, width: int) -> None:
    def letters(text: str) -> list[str]:
        return sorted("".join(visible(text).split()))

    said = block.left_title + block.left + block.right_title + block.right
    assert letters(plain((block,), width)) == letters(said)
