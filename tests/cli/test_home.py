"""`reflect` alone."""

from __future__ import annotations

import pytest

from reflect.cli.home import PRIVACY
from tests.cli.running import Answering, Reflect, at_a_terminal


def test_somebody_new_is_welcomed_and_told_once_where_it_stays_private(reflect: Reflect) -> None:
    out = " ".join(reflect().out.split())
    assert "reflect define" in out
    assert "reflect debrief" in out
    assert "keep it on your own computer and account rather than your employer's" in out
    assert "Notes can sometimes be asked for in a dispute" in out
    reflect.define()
    assert "your employer's" not in " ".join(reflect().out.split())


def test_then_it_shows_what_can_be_gone_on_with(reflect: Reflect) -> None:
    reflect.define("A late reply")
    reflect.put_off()
    reflect.define("A broken vase")
    out = reflect().out
    assert out.index("To go on with") < out.index("Open setbacks") < out.index("A broken vase")
    assert "reflect resume goes on with it." in out


def test_without_drafts_only_the_setbacks_are_shown(reflect: Reflect) -> None:
    reflect.define()
    out = reflect().out
    assert "To go on with" not in out
    assert "A late reply" in out


def test_it_stays_short(reflect: Reflect) -> None:
    for number in range(7):
        reflect.define(f"Setback number {number}")
    out = reflect().out
    assert [number for number in range(7) if f"Setback number {number}" in out] == [2, 3, 4, 5, 6]
    assert "reflect setbacks shows the others." in out


def test_closed_setbacks_are_not_offered(reflect: Reflect) -> None:
    made = reflect.define()
    path = reflect.journal / "setbacks" / f"{made['setback']}.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"closed": null', '"closed": "2026-03-07T13:00:00+00:00"'))
    assert "Nothing is unfinished." in reflect().out
    assert reflect("setbacks", "--json").json[0]["closed"] == "2026-03-07T13:00:00+00:00"


def test_whoever_begins_with_a_flow_reads_the_privacy_line_once(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Answering({}), Answering({})
    at_a_terminal(monkeypatch, first)
    reflect("define")
    at_a_terminal(monkeypatch, second)
    reflect("define")
    assert first.remarks[0] == PRIVACY
    assert PRIVACY not in second.remarks
