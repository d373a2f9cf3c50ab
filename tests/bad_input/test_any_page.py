"""Whatever is on a page, it is painted: no line wider than the screen, nothing in it that steers a terminal, no crash."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from wcwidth import wcswidth

from reflect.entry.model import Entry
from reflect.insights.views import NAMES, looked_at
from reflect.pages.blocks import Beside, Block, Page
from reflect.pages.found import Found, Passage
from reflect.pages.insights import view_page
from reflect.pages.lists import list_page
from reflect.pages.plots import Bar, Bars, Calendar, Dots, Mark
from reflect.pages.reading import entry_page
from reflect.pages.story import story_page
from reflect.terminal.paint import NARROWEST, plain, rich_page
from tests.bad_input.odd import by_profile, texts
from tests.bad_input.odd_journal import DAYS, ODD_ENTRIES, OddJournal, odd_journals
from tests.terminal.test_paint import BLOCK

NARROW = 20
"""The narrowest screen that pages are made for."""
WIDTHS = st.integers(1, 200) | st.sampled_from([NARROWEST, NARROW, 40, 80])
STYLE = re.compile("\x1b\\[[0-9;]*m")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MARKS: st.SearchStrategy[Mark] = st.sampled_from(["full", "half", "light", "faint"])
MEANING: st.SearchStrategy[tuple[tuple[Mark, str], ...]] = st.lists(st.tuples(MARKS, texts), max_size=2).map(tuple)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    text = draw(texts)
    ends = sorted({draw(st.integers(0, len(text))) for _ in range(4)})
    return Passage(text, tuple(zip(ends[::2], ends[1::2], strict=False)), draw(texts))


@st.composite
def dots(draw: st.DrawFn) -> Dots:
    days = sorted(draw(st.lists(st.dates(), min_size=1, max_size=6, unique=True)))
    return Dots(tuple((day, draw(st.integers(0, 10)), draw(MARKS)) for day in days), meaning=draw(MEANING))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    first = draw(st.dates(dt.date(1, 1, 1), dt.date(9990, 1, 1)))
    days = [first + dt.timedelta(days=draw(st.integers(0, 400))) for _ in range(draw(st.integers(1, 4)))]
    return Calendar(first, max(days), frozenset(days))


BLOCKS: st.SearchStrategy[Block] = st.one_of(
    BLOCK,
    BLOCK,
    st.builds(Beside, texts, texts, texts, texts),
    st.builds(Found, texts, texts, st.lists(passages(), max_size=3).map(tuple)),
    st.builds(
        Bars,
        st.lists(st.builds(Bar, texts, st.lists(st.tuples(MARKS, st.integers(0, 300)), max_size=3).map(tuple), texts), min_size=1, max_size=4).map(tuple),
        MEANING,
    ),
    dots(),
    calendars(),
)  # fmt: skip


def steers(text: str) -> bool:
    """Whether any character of `text`, newlines aside, does something to a terminal or to the order of what it shows."""
    return any(unicodedata.category(each) in ("Cc", "Zl", "Zp", "Cs") or each in BIDI for each in text if each != "\n")


def is_calm(page: Page, width: int) -> None:
    """Whether a pipe and a terminal of this width are shown `page` whole, calm and no wider than they are."""
    shown = plain(page, width)
    console = Console(
        file=(file := io.StringIO()), width=width, height=40, force_terminal=True, color_system="standard", _environ={}
    )
    rich_page(page, console)
    painted = STYLE.sub("", file.getvalue())
    for text in (shown, painted):
        assert not steers(text)
        assert text == "" or text.endswith("\n")
        if width >= NARROW:
            assert [line for line in text.split("\n") if not fits(line, width)] == []


def fits(line: str, width: int) -> bool:
    return len(line) <= width if line.isascii() else wcswidth(line) <= width


@by_profile
@given(st.lists(BLOCKS, max_size=4).map(tuple), WIDTHS)
def test_any_page_is_shown_calmly_at_any_width(page: Page, width: int) -> None:
    is_calm(page, width)


@by_profile
@given(ODD_ENTRIES, st.none() | texts, DAYS, WIDTHS)
def test_an_entry_with_anything_changed_is_shown_calmly(
    entry: Entry, title: str | None, today: dt.date, width: int
) -> None:
    is_calm(entry_page(entry, today=today, title=title), width)
    is_calm(list_page([entry], {entry.setback or "": title}, today=today, more=False), width)


@by_profile
@given(odd_journals(), WIDTHS)
def test_a_setback_is_shown_calmly_whatever_one_of_its_entries_holds(journal: OddJournal, width: int) -> None:
    is_calm(story_page(journal.setback, journal.entries, journal.ground()), width)


@by_profile
@given(odd_journals(), st.sampled_from(NAMES), WIDTHS)
def test_every_view_is_shown_calmly_whatever_one_entry_holds(journal: OddJournal, name: str, width: int) -> None:
    ground = journal.ground()
    view = looked_at(name, ground, journal.setback.id)
    is_calm(view_page(view, ground), width)
    assert view.to_json()
