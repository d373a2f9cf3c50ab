"""A disk that fails while somebody is answering: their words stay in memory, and they say what is to be done."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reflect.cli.looking_over import ANYTHING
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Leave, Reply
from tests.cli.running import Answering, Reflect, at_a_terminal
from tests.cli.test_asking import small
from tests.cli.test_full_disk import Failing

PAGE = """\
flow: page
version: 1
title: A page
about: A page of your own.
needs: setback
drafts: none
steps:
  - {id: page, ask: What is on your mind?, type: long}
"""


@dataclass
class Rescued(Answering):
    """Somebody who replies to `What now?` and what follows it with these, in turn."""

    now: list[Reply] = field(default_factory=list)

    def ask(self, ask: Ask) -> Reply:
        if ask.spot.question == "asked_first" and ask.text != ANYTHING:
            self.seen.append(ask.text)
            return self.now.pop(0)
        return super().ask(ask)


def failing(monkeypatch: pytest.MonkeyPatch, first: int, until: int | None = None, call: str = "fsync") -> None:
    monkeypatch.setattr(os, call, Failing(getattr(os, call), errno.ENOSPC, first, until))


@pytest.mark.parametrize("first", [*range(1, 12), 20, 40])
def test_trying_again_goes_on_with_the_same_setback_and_the_same_draft(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    at_a_terminal(monkeypatch, asker := Rescued(small().replies, now=[Answered("again")]))
    with monkeypatch.context() as patched:
        failing(patched, first, first)
        ran = reflect("define", "--json")
    assert ran.code == 0
    assert asker.seen.count("What now?") <= 1
    assert [each["title"] for each in reflect("list", "--json").json] == ["I missed a call."]
    assert [each["flows"] for each in reflect("setbacks", "--json").json] == [{"define": 1}]
    assert reflect("drafts", "--json").json == []


def test_another_folder_takes_everything_along(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reflect.define("Another one")
    before = reflect.kept()
    other = tmp_path / "elsewhere"
    replies = [Answered("elsewhere"), Answered(str(other))]
    at_a_terminal(monkeypatch, asker := Rescued(small().replies, now=[*replies]))
    with monkeypatch.context() as patched:
        failing(patched, 1, 1, "write")
        made = reflect("define", "--json").json
    assert Path(made["file"]).is_relative_to(other / "journal")
    assert reflect.kept() == before
    assert any("Your answers are still here, in memory." in each for each in asker.remarks)
    assert any(f"REFLECT_HOME={other}" in each for each in asker.remarks)
    assert [each["setback_title"] for each in Reflect(other)("list", "--json").json] == ["A missed call"]


@pytest.mark.parametrize("reply", [Answered("leave"), Leave(None, 130)])
def test_who_gives_up_is_told_that_it_is_not_saved(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    at_a_terminal(monkeypatch, Rescued(small().replies, now=[reply]))
    with monkeypatch.context() as patched:
        failing(patched, 1, None, "write")
        ran = reflect("define")
    assert ran.code == 1
    assert ran.complaint.startswith("Not saved: ")
    assert reflect.kept() == set()


def test_what_was_saved_before_it_failed_stays_a_draft(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, asker := Rescued(small().replies, now=[Answered("leave")]))
    with monkeypatch.context() as patched:
        failing(patched, 6, None, "write")
        assert reflect("define").code == 1
    safe = [each for each in asker.safe if each != "asked_first"]
    assert safe
    assert [each["answered"] for each in reflect("drafts", "--json").json] == [len(safe)]


@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize("first", range(1, 9))
def test_what_is_written_in_one_go_is_tried_again_with_its_new_setback(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, first: int, call: str
) -> None:
    reflect.own_flow("page", PAGE)
    named: list[Reply] = [Answered("A broken vase"), Answered("again")]
    at_a_terminal(monkeypatch, Rescued({"page": "What was on my mind."}, now=named))
    with monkeypatch.context() as patched:
        failing(patched, first, first, call)
        assert reflect("page").code == 0
    assert [each["setback_title"] for each in reflect("list", "--json").json] == ["A broken vase"]
    assert [each["flows"] for each in reflect("setbacks", "--json").json] == [{"page": 1}]
