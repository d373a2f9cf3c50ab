"""The page of what is owed to others."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.followups.fold import follow_ups
from reflect.insights.ground import Ground
from reflect.insights.views import looked_at
from reflect.pages.blocks import Page, Quiet, Topic, Words
from reflect.pages.insights import view_page
from reflect.pages.views.open import LET_GO, page
from reflect.terminal.paint import plain
from tests.followups.making import checkin, day, entry
from tests.pages.views.after_an_invoice import about, ground, things


def shown(here: Ground) -> Page:
    return page(looked_at("open", here).found, here)


def only(*kinds: str, today: str = "2027-05-01", said: str | None = None) -> Page:
    """The page where this was promised, on one day, and this was said of the first of it."""
    promised = [things(f"q{place}", kind, (f"thing {place}", "2027-05-01")) for place, kind in enumerate(kinds)]
    made = entry("e1", "own", "2027-04-01", *promised)
    told = [checkin("c1", "2027-05-01", *about(kinds[0], "e1/q0/1", said))] if said else []
    found = follow_ups([made, *told], (), day(today))
    here = Ground.of([made, *told], (), found, today=day(today))
    return shown(here)


@pytest.mark.parametrize("width", [100, 60, 40])
def test_after_an_invoice(width: int, snapshot: SnapshotAssertion) -> None:
    here = ground()
    assert plain(view_page(looked_at("open", here), here), width) == snapshot


def test_when_nothing_is_open_it_says_so_and_what_is_done() -> None:
    assert only("lesson") == (Words("Nothing that you promised others is open."),)
    assert only("repair", said="done") == (Words("Nothing that you promised others is open. 1 thing is done."),)
    assert only("repair", said="void") == (Words("Nothing that you promised others is open."),)


def test_one_thing_is_and_more_are_open() -> None:
    assert only("repair")[0] == Words("1 thing is open towards others.")
    assert only("repair", "repair")[0] == Words("2 things are open towards others.")
    assert only("repair", "repair", said="done")[0] == Words("1 thing is open towards others; 1 thing is done.")


def test_what_is_open_may_be_let_go() -> None:
    assert only("repair")[-1] == Quiet(LET_GO)


@pytest.mark.parametrize(
    ("today", "when"), [("2027-04-30", "1 May 2027"), ("2027-05-01", "today"), ("2027-05-09", "from 1 May 2027")]
)
def test_each_thing_says_from_when(today: str, when: str) -> None:
    topic = only("repair", today=today)[1]
    assert isinstance(topic, Topic)
    assert [(row.name, row.texts) for row in topic.rows] == [(when, ("thing 0",))]


def test_the_setback_is_named_where_there_are_several() -> None:
    rows = [row.texts[0] for block in shown(ground()) if isinstance(block, Topic) for row in block.rows]
    assert "about: The talk about the rota" in rows
    here = ground()
    alone = page(looked_at("open", here, "s2").found, here)
    assert not [row for block in alone if isinstance(block, Topic) for row in block.rows if row.quiet]


def test_of_much_the_beginning_is_shown_and_how_much_more_there_is() -> None:
    people = [
        entry(f"e{number}", "own", f"2027-03-{number:02}", *(things(f"q{each}", "inform", (f"P{number}", None)) for each in range(6)))
        for number in range(1, 9)
    ]  # fmt: skip
    here = Ground.of(people, (), follow_ups(people, (), day("2027-05-01")), today=day("2027-05-01"))
    found = shown(here)
    topics = [block for block in found if isinstance(block, Topic)]
    assert [each.name for each in topics] == ["P1", "P2", "P3", "P4", "P5"]
    assert [row.texts for row in topics[0].rows] == [*[("tell P1",)] * 4, ("and 2 more",)]
    assert Quiet("And 18 things for 3 others.") in found


def test_words_are_never_more_than_words() -> None:
    odd = entry("e1", "own", "2027-03-01", things("q", "inform", ("[bold]A\x1b[31m\nB", None)))
    here = Ground.of([odd], (), follow_ups([odd], (), day("2027-05-01")), today=day("2027-05-01"))
    assert "\x1b" not in plain(shown(here), 60)
    assert "[bold]A" in plain(shown(here), 60)
