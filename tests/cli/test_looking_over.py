"""Before an entry is made, everything that was answered is looked over, and anything of it can be changed."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pytest

from reflect.cli.looking_over import ANYTHING, NOTHING, look_over
from reflect.interview.ask import Ask
from reflect.interview.asking import Leave, Reply
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.plain.asker import PlainAsker
from tests.cli.running import Answering, Reflect, at_a_terminal
from tests.terminal.conversation import TODAY, flow

ASKED = {"ask": "What?"}

FLOW = """\
flow: short
version: 1
title: Short
about: A short flow.
steps:
  - {id: what, ask: What happened?, type: text}
  - {id: sure, ask: Are you sure?, type: yesno}
  - {id: doubt, ask: What is in doubt?, type: text, when: {sure: no}}
  - {id: close, ask: Anything else?, type: text}
"""


@dataclass
class Looking(Answering):
    """Somebody whose rows to change are named by their beginning, and whose replies change with them."""

    rows: list[list[str]] = field(default_factory=list)
    leaving: bool = False
    to: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def ask(self, ask: Ask) -> Reply:
        if ask.text == ANYTHING:
            self.rows.append([each.text for each in ask.options])
            if self.leaving:
                return Leave(None, 130)
            if self.to:
                row, replies = self.to.pop(0)
                self.replies = {**self.replies, **replies}
                self.changes.append(next(each.key for each in ask.options if each.text.startswith(row)))
        return super().ask(ask)


@pytest.fixture
def short(reflect: Reflect) -> Reflect:
    reflect.own_flow("short", FLOW)
    return reflect


def said(reflect: Reflect) -> dict[str, object]:
    return {each["id"]: each.get("value") for each in reflect("show", "last", "--json").json["answers"]}


def test_every_answer_stands_there_and_the_first_row_keeps_them(
    short: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, asker := Looking({"what": "I was late", "sure": "yes"}))
    assert short("short").code == 0
    assert asker.rows == [[NOTHING, "What happened?\nI was late", "Are you sure?\nyes", "Anything else?\n(left empty)"]]
    assert said(short) == {"what": "I was late", "sure": True, "close": None}


def test_enter_alone_keeps_them_in_plain_lines_too() -> None:
    at = Interview(flow({"type": "text", "id": "q"} | ASKED, {"type": "text", "id": "r"} | ASKED), Past(), TODAY)
    page = io.StringIO()
    with PlainAsker(io.StringIO("\n"), page, width=60) as asker:
        assert look_over(asker, at.answer("a").answer("b")) is None
    assert "Now: 1, No, keep it like this. Enter keeps it." in page.getvalue()


def test_an_answer_is_changed_and_the_others_come_back(short: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = Looking({"what": "I was late", "sure": "yes", "close": "no"}, to=[("What", {"what": "I was early"})])
    at_a_terminal(monkeypatch, asker)
    assert short("short").code == 0
    assert asker.seen == ["What happened?", "Are you sure?", "Anything else?", "What happened?"]
    assert len(asker.rows) == 2
    assert said(short) == {"what": "I was early", "sure": True, "close": "no"}


def test_what_is_asked_because_of_the_change_is_asked(short: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = Looking({"what": "a", "sure": "yes", "doubt": "all of it", "close": "b"}, to=[("Are", {"sure": "no"})])
    at_a_terminal(monkeypatch, asker)
    assert short("short").code == 0
    assert asker.seen[3:] == ["Are you sure?", "What is in doubt?"]
    assert said(short) == {"what": "a", "sure": False, "doubt": "all of it", "close": "b"}


def test_leaving_there_keeps_the_draft_and_resuming_comes_back_to_it(
    short: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Looking({"what": "a", "sure": "yes", "close": "b"}, leaving=True))
    ran = short("short")
    assert ran.code == 130
    assert "`reflect resume` goes on from here." in ran.err
    assert [each["answered"] for each in short("drafts", "--json").json] == [3]
    at_a_terminal(monkeypatch, asker := Looking({}))
    assert short("resume").code == 0
    assert asker.seen == []
    assert len(asker.rows) == 1
    assert said(short) == {"what": "a", "sure": True, "close": "b"}


def test_one_answer_alone_is_not_looked_over(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    reflect.own_flow("short", FLOW.split("  - {id: sure", maxsplit=1)[0])
    at_a_terminal(monkeypatch, asker := Looking({"what": "a"}))
    assert reflect("short").code == 0
    assert asker.rows == []
