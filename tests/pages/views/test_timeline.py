"""Each setback in a line of time, as it is shown."""

from __future__ import annotations

import datetime as dt

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.setback import Setback
from reflect.insights.finding import Count
from reflect.insights.ground import Ground
from reflect.insights.timeline import Event, Since, since
from reflect.insights.views import looked_at
from reflect.pages.blocks import Quiet, Topic
from reflect.pages.insights import view_page
from reflect.pages.plots import Calendar
from reflect.pages.views.timeline import page, sentence
from reflect.terminal.paint import plain
from tests.followups.making import at, day
from tests.pages.views.after_an_invoice import INVOICE, ground

BEGAN = dt.date(2027, 3, 1)


def line(days: int = 41, *events: tuple[str, int], promised: int = 0, kept: int = 0, ahead: int = 0) -> str:
    done = tuple(Event(what, BEGAN + dt.timedelta(days=on), on, Count((f"{what}/x",))) for what, on in events)
    promises = tuple(f"e1/p/{number}" for number in range(promised))
    return sentence(
        Since("s1", BEGAN, days, done, Count(promises), Count(promises[:kept]), Count(promises[promised - ahead :]))
    )


@pytest.mark.parametrize("width", [100, 60, 40])
def test_after_an_invoice(width: int, snapshot: SnapshotAssertion) -> None:
    here = ground()
    assert plain(view_page(looked_at("timeline", here), here), width) == snapshot


def test_a_setback_is_a_line() -> None:
    done = (("told", 0), ("apologised", 3), ("debrief", 5), ("letgo", 20))
    assert line(41, *done, promised=4, kept=3) == (
        "41 days. Told on day 0, apologised day 3, debrief day 5, 3 of 4 promises kept so far, let go day 20."
    )


def test_what_was_done_after_letting_go_stands_after_it() -> None:
    assert line(41, ("letgo", 3), ("told", 5), promised=2) == ("41 days. Let go on day 3, told day 5, 2 promises open.")
    assert line(41, ("letgo", 3), ("closed", 5), promised=2) == (
        "41 days. 2 promises open, let go on day 3, closed day 5."
    )


def test_a_setback_that_was_only_put_into_words_says_so() -> None:
    assert line(1, ("define", 1)) == "1 day. Put into words on day 1."
    assert line(5, ("define", 1), ("debrief", 2)) == "5 days. Debrief on day 2."
    assert line(0) == "Today."


def test_promises_are_counted_against_all_only_once_one_is_kept() -> None:
    assert line(2, promised=1) == "2 days. 1 promise open."
    assert line(2, promised=2) == "2 days. 2 promises open."
    assert line(2, promised=1, kept=1) == "2 days. 1 promise kept."
    assert line(2, promised=3, kept=3) == "2 days. 3 promises kept."
    assert line(2, promised=3, kept=1) == "2 days. 1 of 3 promises kept so far."
    assert line(2, promised=5, kept=2, ahead=3) == "2 days. 2 promises kept, 3 ahead."
    assert line(2, promised=5, kept=2, ahead=1) == "2 days. 2 of 4 promises kept so far, 1 ahead."
    assert line(2, ("closed", 1), promised=3, kept=1) == "2 days. 1 of 3 promises kept, closed on day 1."


@pytest.mark.parametrize(
    ("days", "ago"),
    [(99, "99 days."), (100, "3 months."), (365, "12 months."), (729, "23 months."), (730, "2 years."), (1100, "3 years.")],
)  # fmt: skip
def test_what_is_long_ago_is_told_in_months_and_years(days: int, ago: str) -> None:
    assert line(days) == ago


def test_one_setback_has_its_line_under_its_title() -> None:
    found = since(ground(), INVOICE.id)
    assert found
    assert (
        sentence(found)
        == "62 days. Told on day 1, apologised day 5, debrief day 6, 5 of 6 promises kept so far, let go day 25."
    )


def test_the_calendar_begins_with_the_first_day_of_the_last_twelve_months_and_ends_today() -> None:
    here = ground()
    calendar = page(looked_at("timeline", here).found, here)[-1]
    assert isinstance(calendar, Calendar)
    assert (calendar.first, calendar.last, len(calendar.days)) == (day("2027-03-01"), day("2027-05-01"), 8)


def test_of_many_setbacks_the_latest_are_shown_and_how_many_more_there_are() -> None:
    setbacks = [Setback(f"s{number}", f"no {number}", at(f"2027-03-{number:02}")) for number in range(1, 11)]
    here = Ground.of((), setbacks, today=day("2027-05-01"))
    found = page(looked_at("timeline", here).found, here)
    topics = [block.name for block in found if isinstance(block, Topic)]
    assert topics == [f"no {number}" for number in range(10, 4, -1)]
    assert found[-1] == Quiet("And 4 earlier ones.")
    fewer = Ground.of((), setbacks[3:], today=day("2027-05-01"))
    assert page(looked_at("timeline", fewer).found, fewer)[-1] == Quiet("And 1 earlier one.")
