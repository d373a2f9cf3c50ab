"""What was found, in lines: all of it, no wider than the room, and marked where it was looked for."""

from __future__ import annotations

import io
from itertools import groupby, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console

from reflect.pages.found import Found, Passage
from reflect.pages.visible import visible
from reflect.terminal.columns import columns
from reflect.terminal.paint import plain, rich_page
from reflect.terminal.parts import Line, Part
from reflect.terminal.passages import found_lines, passage_lines

LETTERS = "ab .[/]é\u0301世界\t\x1b\x07\u202e\u2028\n"
ROOMS = st.integers(min_value=8, max_value=40)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A sentence with marks that do not touch, and sometimes what was asked."""
    text = draw(st.text(LETTERS, max_size=60))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = tuple(pairwise(places))[::2]
    return Passage(text, marks, draw(st.just("") | st.text(LETTERS, max_size=20)))


def bare(text: str) -> str:
    """`text` without spaces, which stand at the ends of lines or do not."""
    return "".join(text.split())


def of_part(lines: list[Line], *parts: Part) -> str:
    return "".join(span.text for line in lines for span in line if span.part in parts)


def highlighted(passage: Passage, room: int = 84) -> list[str]:
    """The lines, with what is marked in double brackets and what is quiet in round ones."""
    signs = {"marked": "«{}»", "quiet": "({})", "words": "{}"}
    return [
        "".join(
            signs[part].format("".join(span.text for span in spans))
            for part, spans in groupby(line, key=lambda span: span.part)
        )
        for line in passage_lines(passage, room)
    ]


@given(passage=passages(), room=ROOMS)
@example(Passage("", ()), 8)
@example(Passage("a b", ((0, 3),), " "), 8)
def test_what_is_marked_is_what_was_looked_for_and_nothing_is_lost(passage: Passage, room: int) -> None:
    lines = [*passage_lines(passage, room)]
    looked_for = "".join(passage.text[start:end] for start, end in passage.marks)
    assert bare(of_part(lines, "marked")) == bare(visible(looked_for))
    assert bare(of_part(lines, "words", "marked")) == bare(visible(passage.text))
    assert bare(of_part(lines, "quiet")) == bare(visible(passage.asked))


@given(passage=passages(), room=ROOMS)
def test_no_line_is_wider_than_its_room_and_none_steers_a_terminal(passage: Passage, room: int) -> None:
    for line in passage_lines(passage, room):
        text = "".join(span.text for span in line)
        assert columns(text) <= room
        assert text == visible(text)
        assert "\n" not in text


@given(title=st.text(LETTERS, max_size=60), facts=st.text(LETTERS, max_size=60), passage=passages(), room=ROOMS)
def test_no_line_of_a_found_entry_is_wider_than_its_measure(
    title: str, facts: str, passage: Passage, room: int
) -> None:
    block = Found(title, facts, (passage, Passage("A second one.")))
    for line in found_lines(block, room + 2, 2):
        assert columns("".join(span.text for span in line).rstrip()) <= room + 2


@pytest.mark.parametrize(
    ("passage", "room", "shown"),
    [
        (Passage("The deploy broke.", ((4, 10),)), 84, ["The «deploy» broke."]),
        (Passage("The deploy broke on Friday.", ((4, 16),)), 12, ["The «deploy»", "«broke» on", "Friday."]),
        (Passage("serious", ((0, 7),), "How big is it?"), 84, ["(How big is it? )«serious»"]),
        (Passage("serious", ((0, 7),), "How big is it?"), 12, ["(How big is)", "(it? )«serious»"]),
        (Passage("a\tb \x1b[1m c", ((2, 3), (4, 8))), 84, ["a    «b» «␛[1m» c"]),
        (Passage("世界世界世界", ((2, 4),)), 8, ["世界«世界»", "世界"]),
        (Passage("abcdefghijkl", ((6, 10),)), 8, ["abcdef«gh»", "«ij»kl"]),
        (Passage("so so so so", ((9, 11),)), 8, ["so so so", "«so»"]),
        (Passage("cafe\u0301 [bold]", ((0, 5),)), 84, ["«cafe\u0301» [bold]"]),
        (Passage("out \u202e in\u2028side", ((4, 5),)), 84, ["out «<U+202E>» in<U+2028>side"]),
    ],
)
def test_a_sentence_is_laid_out_like_this(passage: Passage, room: int, shown: list[str]) -> None:
    assert highlighted(passage, room) == shown


def test_an_entry_has_its_title_its_facts_and_its_passages_below_each_other() -> None:
    block = Found("The lost key", "define, 1 March 2026, 0a93f2", (Passage("I lost the key."), Passage("It is gone.")))
    assert plain((block, block), 60).split("\n\n") == [
        "The lost key\n    define, 1 March 2026, 0a93f2\n    I lost the key.\n    It is gone.",
        "The lost key\n    define, 1 March 2026, 0a93f2\n    I lost the key.\n    It is gone.\n",
    ]


def test_on_a_terminal_what_was_looked_for_is_underlined_and_in_no_colour() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", width=60, _environ={"TERM": "xterm"})
    rich_page((Found("Key", "define", (Passage("I lost [the] key.", ((2, 6),)),)),), console)
    assert out.getvalue() == (
        "\x1b[1mKey\x1b[0m\n\x1b[2m    \x1b[0m\x1b[2mdefine\x1b[0m\n    I \x1b[1;4mlost\x1b[0m [the] key.\n"
    )
