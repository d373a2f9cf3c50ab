"""A flow without drafts: what is said of it at its end, what a sealed entry shows, and a disk that fails at the last moment."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from reflect.interview.asking import Answered
from tests.cli.running import Answering, Reflect, at_a_terminal
from tests.cli.test_rescue import Rescued, failing

SEALED = {"page": "What was on my mind.", "keep": "seal", "mood_after": "3"}


def test_who_seals_a_page_is_told_until_when_and_what_opens_it_then(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering(SEALED))
    said = reflect("unload").err
    assert "Sealed until 6 April 2026." in said
    assert "`reflect show last`" not in said
    assert "export" not in said
    (command,) = (each for each in said.split("`") if each.startswith("reflect show "))
    assert "You sealed this until 6 April 2026." in reflect(*command.split()[1:]).out
    reflect.clock.moment = dt.datetime(2026, 4, 6, 0, 1, tzinfo=dt.UTC)
    assert "What was on my mind." in reflect(*command.split()[1:]).out


def test_a_sealed_entry_as_json_is_that_it_is_there_and_until_when(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering(SEALED))
    reflect("unload")
    (path,) = (reflect.journal / "entries").rglob("*.json")
    stored = json.loads(path.read_text(encoding="utf-8"))
    newer = {**stored, "afterthought": "Later words.", "follow_up": [{"kind": "look", "text": "Later words."}]}
    path.write_text(json.dumps(newer), encoding="utf-8")
    shown = reflect("show", "last", "--json").json
    empty: dict[str, object] = {"summary": None, "answers": [], "earlier": []}
    assert shown == {name: empty.get(name, stored[name]) for name in stored}
    assert shown["sealed_until"] == "2026-04-06"
    reflect.clock.moment = dt.datetime(2026, 4, 6, 0, 1, tzinfo=dt.UTC)
    assert reflect("show", "last", "--json").json == newer


@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize("first", range(1, 8))
def test_what_has_no_draft_is_written_once_however_often_it_is_tried(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, call: str, first: int
) -> None:
    at_a_terminal(monkeypatch, Rescued(SEALED, now=[Answered("again"), Answered("again")]))
    with monkeypatch.context() as patched:
        failing(patched, first, first + 1, call)
        assert reflect("unload").code == 0
    assert len(reflect("list", "--json").json) == 1


def test_who_leaves_what_is_written_and_not_confirmed_is_not_told_that_it_is_lost(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = set()
    for first in range(1, 8):
        somebody = Reflect(reflect.home.parent / str(first))
        at_a_terminal(monkeypatch, Rescued(SEALED, now=[Answered("leave")]))
        with monkeypatch.context() as patched:
            failing(patched, first, None, "fsync")
            ran = somebody("unload")
        lost = "What was answered since is lost." in ran.err
        assert bool(somebody.kept()) != lost
        ends.add((ran.code, lost, "perhaps not safe yet" in ran.err))
    assert ends == {(1, True, False), (1, False, True), (0, False, False)}
