"""Eight stations for each setback, as they are shown."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.setback import Setback
from reflect.insights.finding import Count
from reflect.insights.ground import Ground
from reflect.insights.path import Path, Paths, Standing, Station, path
from reflect.insights.views import looked_at
from reflect.pages.blocks import Page, Quiet, Topic
from reflect.pages.insights import view_page
from reflect.pages.plots import Bars
from reflect.pages.views.path import LEAVE, NAMES, page, words
from reflect.terminal.paint import plain
from tests.followups.making import at, day
from tests.pages.views.after_an_invoice import INVOICE, ground

HERE = Ground.of((), [Setback("s1", "The quote", at("2027-03-01"))], today=day("2027-05-01"))


def stood(letters: str) -> Path:
    """A path from a letter for each station: done, begun, open, needless."""
    standings = {"d": Standing.DONE, "b": Standing.BEGUN, "o": Standing.OPEN, "n": Standing.NOT_NEEDED}
    found = zip(NAMES, letters, strict=True)
    return Path("s1", tuple(Station(key, standings[letter], Count()) for key, letter in found))


def shown(*letters: str) -> Page:
    return page(Paths(tuple(map(stood, letters))), HERE)


@pytest.mark.parametrize("width", [100, 60, 40])
def test_after_an_invoice(width: int, snapshot: SnapshotAssertion) -> None:
    here = ground()
    assert plain(view_page(looked_at("path", here), here), width) == snapshot


def test_one_setback_is_told_in_words_what_is_done_first() -> None:
    assert words(stood("ondbdddd")) == (
        ("Done", "said sorry, planned against it, put right, steadied myself, kept at it"),
        ("Begun", "understood it"),
        ("Open", "owned it"),
        ("Not needed", "limited it"),
    )
    assert words(stood("dddddddd")) == (("Done", ", ".join(NAMES.values())),)


def test_the_heading_of_a_setback_is_its_own_path() -> None:
    found = path(ground(), INVOICE.id)
    assert found
    assert words(found) == (
        ("Done", "owned it, limited it, said sorry, understood it, planned against it, steadied myself"),
        ("Begun", "put right, kept at it"),
    )


def test_one_setback_alone_needs_no_row_of_marks() -> None:
    found = shown("dddddddd")
    assert len(found) == 1
    assert isinstance(found[0], Topic)


def test_several_have_a_row_of_marks_each_in_the_order_of_the_stations() -> None:
    found = shown("dddddddd", "dbonnnnn")
    bars = next(block for block in found if isinstance(block, Bars))
    assert [mark for mark, _ in bars.rows[1].marks] == ["full", "half", "light", *["faint"] * 5]
    assert [row.text for row in bars.rows] == ["8 done", "1 done, 1 begun, 1 open, 5 not needed"]


def test_what_is_open_may_stay_open_where_something_is() -> None:
    assert shown("dddddddo")[-1] == Quiet(LEAVE)
    assert Quiet(LEAVE) not in shown("ddddddbn")


def test_of_many_setbacks_the_latest_are_shown_and_how_many_more_there_are() -> None:
    found = shown(*["dddddddd"] * 12)
    assert [len(block.rows) for block in found if isinstance(block, Bars)] == [10]
    assert found[-1] == Quiet("And 2 earlier ones.")
