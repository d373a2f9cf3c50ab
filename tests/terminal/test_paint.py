"""Pages on a screen: never wider than it, never steering it, and the words all there."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from syrupy.assertion import SnapshotAssertion
from wcwidth import wcswidth

from reflect.pages.blocks import (
    About,
    Asked,
    Block,
    Facts,
    Heading,
    Items,
    Page,
    Quiet,
    Records,
    Row,
    Table,
    Topic,
    Words,
)
from reflect.pages.lists import drafts_page, list_page, setbacks_page
from reflect.pages.reading import entry_page
from reflect.pages.story import story_page
from reflect.pages.visible import visible
from reflect.terminal.columns import columns, wrapped
from reflect.terminal.paint import plain, rich_page
from tests.pages.case import (
    CHECKIN,
    DEBRIEF,
    DEFINE,
    HALF,
    INVOICE,
    NAMELESS,
    PROMISED,
    QUOTE,
    SEALED,
    SETBACK,
    TODAY,
    ground,
)

LATER = dt.date(2026, 3, 12)
STORY = (DEFINE, PROMISED, SEALED, CHECKIN)
TITLES = {SETBACK: INVOICE.title, NAMELESS.id: None}
PAGES = {
    "define": entry_page(DEFINE, today=TODAY, title=INVOICE.title),
    "debrief": entry_page(DEBRIEF, today=TODAY, title=INVOICE.title),
    "setback": story_page(INVOICE, STORY, ground(*STORY, today=LATER)),
    "list": list_page([SEALED, DEBRIEF, DEFINE], TITLES, today=TODAY, more=True),
    "setbacks": setbacks_page(
        [INVOICE, NAMELESS, QUOTE],
        {SETBACK: {"define": 1, "debrief": 1, "unload": 1}, QUOTE.id: {"define": 1, "apologize": 2}},
    ),
    "drafts": drafts_page([HALF], TITLES, today=TODAY),
}
WIDTHS = [100, 60, 40]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_calm_to_read_at_every_width(name: str, width: int, snapshot: SnapshotAssertion) -> None:
    assert f"\n{plain(PAGES[name], width)}" == snapshot


@pytest.mark.parametrize("width", [*WIDTHS, 30, 20])
@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_wider_than_the_screen_or_ends_in_a_space(name: str, width: int) -> None:
    lines = plain(PAGES[name], width).split("\n")
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


TEXT = st.text(st.characters()) | st.text("ab 漢字👩\u200d👩❤\ufe0fe\u0301\x1b[]\n\t", max_size=200)
BLOCK = st.one_of(
    st.builds(Heading, TEXT, st.integers(1, 3)),
    st.builds(Facts, st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3).map(tuple)),
    st.builds(Asked, TEXT, st.none() | TEXT),
    st.builds(About, TEXT),
    st.builds(Words, TEXT),
    st.builds(Items, st.lists(TEXT, min_size=1, max_size=3).map(tuple)),
    st.builds(Quiet, TEXT),
    st.integers(1, 4).flatmap(
        lambda size: st.builds(
            Records,
            st.tuples(*[TEXT] * size),
            st.lists(st.tuples(*[TEXT] * size), min_size=1, max_size=3).map(tuple),
        )
    ),
    st.integers(1, 4).flatmap(
        lambda size: st.builds(
            Table,
            st.tuples(*[TEXT] * size),
            st.lists(st.tuples(*[TEXT] * size), min_size=1, max_size=3).map(tuple),
            st.integers(0, size - 1),
        )
    ),
    st.builds(
        Topic,
        TEXT,
        st.lists(st.builds(Row, TEXT, st.lists(TEXT, max_size=3).map(tuple), st.booleans()), max_size=3).map(tuple),
    ),
)
PAGE: st.SearchStrategy[Page] = st.lists(BLOCK, max_size=6).map(tuple)


@given(PAGE, st.integers(20, 120))
def test_whatever_is_on_a_page_no_line_is_wider_than_the_screen(page: Page, width: int) -> None:
    assert all(columns(line) <= width for line in plain(page, width).split("\n"))


@given(PAGE, st.integers(1, 120))
def test_whatever_is_on_a_page_nothing_in_it_steers_the_terminal(page: Page, width: int) -> None:
    painted = plain(page, width)
    assert visible(painted) == painted


@given(TEXT, st.integers(8, 60))
def test_wrapping_keeps_every_character_but_spaces(text: str, width: int) -> None:
    seen = visible(text)
    assert "".join("".join(wrapped(seen, width)).split()) == "".join(seen.split())


@given(st.lists(st.text("ab漢é", min_size=1, max_size=7), min_size=1, max_size=40))
def test_words_that_fit_a_line_are_never_broken(words: list[str]) -> None:
    assert " ".join(wrapped(" ".join(words), 14)).split() == words


def test_lines_and_indentation_somebody_typed_are_kept() -> None:
    assert plain((Words("one\n    two\n\n\nthree"),), 40) == "one\n    two\n\n\nthree\n"


def test_a_word_longer_than_the_line_is_broken_where_the_line_ends() -> None:
    assert list(wrapped("漢" * 7 + " end", 9)) == ["漢漢漢漢", "漢漢漢", "end"]


def test_a_mark_stays_with_the_letter_it_belongs_to() -> None:
    assert list(wrapped("e\u0301" * 5, 3)) == ["e\u0301" * 3, "e\u0301" * 2]


def test_columns_are_those_of_the_terminal() -> None:
    assert [columns(text) for text in ("abc", "漢字", "e\u0301", "👩\u200d👩\u200d👧")] == [3, 4, 1, 2]
    assert wcswidth("❤\ufe0f") == columns("❤\ufe0f") == 2


def test_a_field_keeps_its_name_when_it_is_the_only_one_answered() -> None:
    page = (Records(("What?", "By when?"), (("call", ""), ("", "soon"))),)
    assert plain(page, 60) == "1. What?     call\n\n2. By when?  soon\n"


def test_records_of_a_single_field_need_no_name() -> None:
    assert plain((Records(("What?",), (("call",), ("write",))),), 60) == "1. call\n\n2. write\n"


def test_table_columns_line_up_under_wide_characters() -> None:
    lines = plain((Table(("What", "Id"), (("漢字", "1"), ("ab", "2"))),), 40).splitlines()
    assert [columns(line.split(last)[0]) for line, last in zip(lines, ("Id", "1", "2"), strict=True)] == [7, 7, 7]


TOPIC = Topic(
    "A late reply",
    (
        Row("Done", ("look today",)),
        Row("Next", ("reflect walk -s 207031",)),
        Row("", ("For some air.",)),
        Row("Or", ("reflect plan -s 207031", "reflect tell -s 207031"), quiet=True),
    ),
)


def test_rows_of_a_topic_stand_beside_each_other_where_there_is_room() -> None:
    assert plain((TOPIC,), 60).splitlines() == [
        "A late reply",
        "    Done   look today",
        "    Next   reflect walk -s 207031",
        "           For some air.",
        "    Or     reflect plan -s 207031   reflect tell -s 207031",
    ]


def test_a_command_goes_to_the_next_line_whole() -> None:
    assert plain((TOPIC,), 40).splitlines()[-2:] == [
        "  Or     reflect plan -s 207031",
        "         reflect tell -s 207031",
    ]


def painted(page: Page, width: int, encoding: str = "utf-8", *, colour: bool = True) -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding)
    console = Console(
        file=file, width=width, force_terminal=True, color_system="standard" if colour else None, _environ={}
    )
    rich_page(page, console)
    file.flush()
    return raw.getvalue().decode(encoding)


def test_markup_in_words_is_only_words() -> None:
    loud = "[bold]x[/bold] [/b] [link=http://a]y[/link] :smile: \x1b]52;c;eA==\x07"
    page: tuple[Block, ...] = (Heading(loud), Asked(loud), Words(loud), Items((loud,)), Quiet(loud))
    text = painted(page, 120, colour=False)
    assert text.count("[bold]x[/bold] [/b] [link=http://a]y[/link] :smile: ␛]52;c;eA==␇") == len(page)
    assert "\x1b]52" not in text


@pytest.mark.parametrize("name", PAGES)
def test_a_terminal_shows_the_same_lines_as_a_pipe(name: str) -> None:
    console = Console(file=(file := io.StringIO()), width=60, _environ={})
    rich_page(PAGES[name], console)
    straight = file.getvalue().translate(str.maketrans("━─┄", "=-."))
    assert straight == plain(PAGES[name], 60)


def test_a_question_is_bold_and_an_answer_is_not() -> None:
    assert painted((Asked("Why?"), Words("Rain.")), 40).splitlines() == ["\x1b[1mWhy?\x1b[0m", "  Rain."]


def test_a_terminal_without_unicode_gets_plain_rules() -> None:
    assert painted((Heading("Title"),), 40, "ascii", colour=False) == "Title\n=====\n"
