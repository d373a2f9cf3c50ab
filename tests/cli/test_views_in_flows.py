"""What flows show of earlier entries in their midst: what is still open, the card, what it is like, own words of then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import get_args

import pytest

from reflect.entry.model import Entry
from reflect.flow.shapes import View
from reflect.insights.views import NAMES
from reflect.interview.ask import Ask
from reflect.interview.asking import Leave
from reflect.journal.folder import Journal
from reflect.journal.reading import UnreadableFile
from tests.cli.running import NOON, Answering, Reflect, at_a_terminal

RESPONDED = """\
safe: no
contain: Stopped the run.
inform: [{who: Marta, by: tomorrow}]
repair: [{what: Credit notes for all, by: in 3 days}]
"""


def walked(reflect: Reflect, monkeypatch: pytest.MonkeyPatch, *args: str, **replies: object) -> dict[str, Ask]:
    """Every question that was put, by its id."""
    somebody = Answering(replies)
    at_a_terminal(monkeypatch, somebody)
    assert reflect(*args).code == 0
    return {each.spot.question: each for each in reversed(somebody.asked)}


@pytest.mark.parametrize("name", get_args(View))
def test_a_flow_of_one_s_own_can_show_any_view_that_the_language_knows(invoice: Reflect, name: str) -> None:
    steps = f"  - {{type: view, view: {name}, ask: 'Look:'}}\n  - {{id: line, ask: A line?, type: text}}\n"
    invoice.own_flow("look", f"flow: look\nversion: 1\ntitle: Look\nabout: A look.\nsteps:\n{steps}")
    ran = invoice("look", "--answers", "-", stdin="line: x\n")
    assert (ran.code, "mistake in the program" in ran.err) == (0, False)


def test_the_views_of_the_language_are_those_that_can_be_looked_at() -> None:
    assert {*get_args(View)} == {*NAMES}


def test_before_letting_go_one_sees_what_is_still_open_towards_others(
    invoice: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice.made("respond", "-s", "invoice", "--answers", "-", stdin=RESPONDED)
    asked = walked(invoice, monkeypatch, "letgo", "-s", "invoice", thought="Me.", friend="x", fair="x", permission="x")
    (view,) = asked["hurt"].views
    assert view.heading == "Still open towards others:"
    assert "Marta" in view.lines
    assert any("Credit notes for all" in each for each in view.lines)


def test_for_all_the_views_of_a_flow_the_journal_is_read_once(
    invoice: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, entries = list[Journal](), Journal.entries

    def counted(journal: Journal, since: dt.datetime | None = None) -> Iterator[Entry | UnreadableFile]:
        read.append(journal)
        return entries(journal, since)

    monkeypatch.setattr(Journal, "entries", counted)
    at_a_terminal(monkeypatch, Answering({"mood_before": Leave(None, 130)}))
    assert invoice("letgo", "-s", "invoice").code == 130
    assert len(read) == 1


def test_before_the_next_try_the_card_is_shown(invoice: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = walked(invoice, monkeypatch, "again", "-s", "invoice", what="The run", when="tomorrow", different="Wait.")
    (view,) = asked["watch"].views
    assert view.heading.startswith("Your card")
    assert any("424 in the queue" in each for each in view.lines)


def test_where_there_is_nothing_to_show_nothing_is_shown(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    reflect.define()
    replies: dict[str, object] = {"thought": "Me.", "friend": "x", "fair": "x", "permission": "x", "sounds": ["always"]}
    asked = walked(reflect, monkeypatch, "letgo", "-s", "last", **replies)
    assert asked["temporary"].views == ()


def test_how_one_came_through_before_is_shown_to_whom_it_looks_as_if_it_stays_so(
    invoice: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice("close", "invoice")
    invoice.define(title="A late reply")
    replies: dict[str, object] = {"thought": "Me.", "friend": "x", "fair": "x", "permission": "x", "sounds": ["always"]}
    asked = walked(invoice, monkeypatch, "letgo", "-s", "late", **replies)
    (view,) = asked["temporary"].views
    assert view.lines[0] == "Invoice run went out twice"


def test_ideas_that_were_parked_stand_above_what_will_change(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    reflect.define()
    replies: dict[str, object] = {
        "now": "now", "parked": ["A box to tick"], "goals": "x", "goal_met": "part", "right": ["x"], "factors": ["time"],
        "made_sense": "x", "cause": ["external"], "in_hands": 3, "could": "x", "next_time": "x",
    }  # fmt: skip
    asked = walked(reflect, monkeypatch, "debrief", "-s", "last", **replies)
    assert asked["measures"].before == ("A box to tick",)


def test_own_words_of_then_follow_the_look_back(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    reflect.define(line="I answered too late.")
    sheet = "thought: Me.\nfriend: x\nfair: x\npermission: x\nlook_back: in 3 days\n"
    reflect.made("letgo", "-s", "last", "--answers", "-", stdin=sheet)
    reflect.clock.moment = NOON + dt.timedelta(days=4)
    asked = walked(reflect, monkeypatch, "checkin", look_back="Smaller.")
    assert asked["look_back"].after == ("I answered too late.",)


def test_which_earlier_one_it_reminds_of_begins_with_those_most_like_it(
    invoice: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("A late reply", "A broken vase"):
        invoice.define(title=title)
    said = "The month-end invoices went out twice again. The page hung and I pressed Send a second time."
    replies: dict[str, object] = {
        "title": "Invoices sent twice again", "when": "today", "what": said, "nature": "mistake", "first": "again",
        "own_part": "I pressed Send again without looking in the outbox.", "severity": "small", "rule": "no",
        "cause": ["carelessness"], "one_line": "Again.",
    }  # fmt: skip
    ask = walked(invoice, monkeypatch, "define", **replies)["similar_to"]
    assert ask.options[0].text == "Invoice run went out twice"
    assert ask.options[0].beside
    assert {each.text for each in ask.options[1:]} == {"A late reply", "A broken vase"}
    assert [each.beside for each in ask.options[1:]] == ["", ""]
