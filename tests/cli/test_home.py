"""`reflect` alone."""

from __future__ import annotations

import datetime as dt
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.asking import Leave, Reply
from reflect.library import flows
from reflect.library.flows import SUGGESTIONS
from reflect.pages.home import PRIVACY
from reflect.terminal.columns import columns
from tests.cli.running import Answering, Reflect, at_a_terminal, lines
from tests.flows.method import PROMPTS


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What comes with the program, in a folder of its own."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    for path in PROMPTS.glob("*.yaml"):
        shutil.copy(path, folder)
    monkeypatch.setattr(flows, "shipped_prompts", lambda: folder)
    return folder


def wrote(reflect: Reflect, setback: str, flow: str, *answers: Answer) -> None:
    """An entry of some flow, finished now."""
    place = reflect.place()
    now = place.now()
    place.journal.add_entry(Entry(place.mint(), FlowName(flow, 1, flow.title()), setback, now, now, answers))


def affected(*who: str) -> Answer:
    value = [{"key": str(number), "text": each} for number, each in enumerate(who)]
    return Answer("affected", "Who was affected?", "list", Said(value))


def chose(question: str, key: str) -> Answer:
    return Answer(question, "Which?", "choice", Said(key, labels={key: key}))


def begun(reflect: Reflect, title: str | None = None) -> str:
    place = reflect.place()
    return place.journal.add_setback(title).id


def next_steps(reflect: Reflect) -> list[str]:
    """The commands that the page names for drafts and setbacks, a line of them at a time."""
    named = lines(reflect().out, holding=("Go on ", "Next ", "Or "))
    return [step for line in named if (step := line.split(None, 2 if "Go on" in line else 1)[-1]).startswith("reflect")]


class Leaving(Answering):
    """Somebody who leaves at the first question."""

    def ask(self, ask: Ask) -> Reply:
        return Leave(None, 130)


# ------------------------------------------------------------------------------------------------ what is there


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
    assert "Debrief yourself: A late reply" in out
    assert "2 answered, today, " in out
    assert lines(out, holding=["Go on"])[0].split(None, 2)[2] == "reflect resume"


def test_without_drafts_only_the_setbacks_are_shown(reflect: Reflect) -> None:
    reflect.define()
    out = reflect().out
    assert "To go on with" not in out
    assert "A late reply" in out


def test_a_setback_of_which_there_is_only_a_draft_is_shown_once(reflect: Reflect) -> None:
    reflect.made("debrief", "--answers", "-", stdin="setback: A broken vase\nnow: later\nbook: tomorrow\n")
    out = reflect().out
    assert out.count("A broken vase") == 1
    assert "Open setbacks" not in out


def test_it_stays_short(reflect: Reflect) -> None:
    for number in range(7):
        reflect.define(f"Setback number {number}")
    out = reflect().out
    assert [number for number in range(7) if f"Setback number {number}" in out] == [2, 3, 4, 5, 6]
    assert "2 more open: reflect setbacks" in out


def test_the_setback_last_written_about_comes_first(reflect: Reflect, shipped: Path) -> None:
    old = reflect.define("An old one")["setback"]
    reflect.define("A new one")
    assert reflect().out.index("A new one") < reflect().out.index("An old one")
    wrote(reflect, old, "goals")
    assert reflect().out.index("An old one") < reflect().out.index("A new one")


def test_closed_setbacks_are_counted_and_not_shown(reflect: Reflect) -> None:
    reflect.define()
    reflect("close", "last")
    out = reflect().out
    assert "A late reply" not in out
    assert "Nothing is unfinished." in out
    assert "1 closed: reflect setbacks" in out


def test_what_was_done_stands_with_its_day(reflect: Reflect, shipped: Path) -> None:
    setback = reflect.define()["setback"]
    for days, flow in ((1, "apologize"), (1, "debrief"), (2, "apologize")):
        reflect.clock.moment += dt.timedelta(days=days)
        wrote(reflect, setback, flow)
    (done,) = lines(reflect().out, holding=["Done"])
    assert done.split(None, 1)[1] == "define 7 March 2026, debrief 9 March 2026, apologize (2) today"
    reflect.clock.moment += dt.timedelta(days=1)
    assert "apologize (2) yesterday" in reflect().out


def test_an_entry_that_cannot_be_read_stops_nothing(reflect: Reflect) -> None:
    made = reflect.define()
    Path(made["file"]).write_text("{", encoding="utf-8")
    ran = reflect()
    assert ran.code == 0
    assert "nothing finished yet" in ran.out
    assert made["file"] in ran.err


# ------------------------------------------------------------------------------------------------ what comes next


def test_the_road_from_one_flow_to_the_next(reflect: Reflect, shipped: Path) -> None:
    setback = begun(reflect, "A broken vase")
    steps = {}
    for flow, answers in {
        "nothing": [],
        "define": [affected("Ana"), chose("nature", "mistake"), chose("severity", "serious")],
        "apologize": [],
        "debrief": [],
        "goals": [],
    }.items():
        if flow != "nothing":
            wrote(reflect, setback, flow, *answers)
        steps[flow] = next_steps(reflect)
    short = setback[-6:]
    assert steps == {
        "nothing": [f"reflect define -s {short}", f"reflect debrief -s {short}"],
        "define": [f"reflect apologize -s {short}", f"reflect debrief -s {short}"],
        "apologize": [f"reflect debrief -s {short}"],
        "debrief": [f"reflect goals -s {short}"],
        "goals": [],
    }
    assert f"reflect close {short} puts it away." in reflect().out


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ([affected("Ana"), chose("nature", "done_to_me")], "support"),
        ([affected("Ana"), chose("severity", "grave")], "support"),
        ([affected("Ana"), chose("rule", "knowing")], "support"),
        ([affected("Ana")], "apologize"),
        ([], "debrief"),
    ],
)
def test_the_first_step_depends_on_what_was_said(
    reflect: Reflect, shipped: Path, answers: list[Answer], first: str
) -> None:
    setback = begun(reflect)
    wrote(reflect, setback, "define", *answers)
    assert next_steps(reflect)[0].split()[1] == first


def test_whoever_was_treated_badly_is_not_told_to_apologise(reflect: Reflect, shipped: Path) -> None:
    setback = begun(reflect)
    wrote(reflect, setback, "define", affected("Ana"), chose("nature", "done_to_me"))
    assert "apologize" not in reflect().out


def test_an_unfinished_draft_goes_before_any_suggestion(reflect: Reflect, shipped: Path) -> None:
    reflect.define()
    reflect.put_off()
    steps = next_steps(reflect)
    assert steps == ["reflect resume", "reflect resume"]
    wrote(reflect, reflect("setbacks", "--json").json[0]["id"], "define", affected("Ana"))
    assert [each.split()[1] for each in next_steps(reflect)] == ["resume", "resume", "apologize"]


def test_two_drafts_for_one_setback_have_each_their_command(reflect: Reflect) -> None:
    reflect.define()
    first, second = reflect.put_off(), reflect.put_off()
    out = reflect().out
    tails = [Path(each["file"]).stem[-6:] for each in (second, first)]
    assert [each.split()[-1] for each in lines(out, holding=["Go on"])] == tails
    assert [each.split()[-1] for each in lines(out, holding=["Next", "Or"])] == tails


def test_a_draft_about_nothing_in_particular_has_its_flow_for_a_name(reflect: Reflect) -> None:
    reflect.own_flow(
        "moods",
        "flow: moods\nversion: 1\ntitle: Moods\nabout: How it is going.\nsteps:\n"
        "  - {id: how, ask: How are you?, type: choice, required: true, options: {well: well, badly: badly}}\n"
        "  - {type: stop, keep: draft, again: how, when: {how: badly}}\n",
    )
    reflect.made("moods", "--answers", "-", stdin="how: badly")
    assert "\nMoods\n" in reflect().out
    assert "Nothing is unfinished" not in reflect().out


def test_every_command_on_the_page_can_be_typed_as_it_stands(
    reflect: Reflect, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the title of another setback is the short id of this one."""
    setback = reflect.define("A late reply")["setback"]
    reflect.define(setback[-6:])
    reflect.put_off()
    reflect.put_off()
    wrote(reflect, setback, "define", affected("Ana"))
    steps = [one for line in next_steps(reflect) for one in line.split("   ")]
    assert len(steps) == 6
    assert f"reflect apologize -s {setback}" in steps
    at_a_terminal(monkeypatch, Leaving({}))
    for step in steps:
        ran = reflect(*shlex.split(step)[1:])
        assert ran.code == 130, (step, ran.err)


OWN_CHECKIN = """\
flow: checkin
version: 1
title: My way back
about: What is due, my way.
steps:
  - {type: section, title: All of it, each: {due: other_kinds}}
  - {id: done, ask: "{it}: done?", type: yesno, becomes: {yes: done, no: open}}
"""
ASKS_ELSE = OWN_CHECKIN.partition("steps:")[0] + "steps:\n  - {id: mood, ask: How are you?, type: text}\n"


def due_in_three_days(reflect: Reflect) -> None:
    reflect.define()
    sheet = "safe: no\ncontain: x\ninform: [{who: Ann}]\nrepair: [{what: x, state: done}]\n"
    reflect.made("respond", "-s", "last", "--answers", "-", stdin=sheet)
    reflect.clock.moment += dt.timedelta(days=3)


def test_where_nothing_goes_over_what_is_due_no_room_is_left_for_it(reflect: Reflect) -> None:
    due_in_three_days(reflect)
    reflect.own_flow("checkin", ASKS_ELSE)
    out = reflect().out
    assert "- tell Ann" in out
    assert "goes over" not in out
    assert "\n\n\n\n" not in out


def test_an_own_check_in_is_named_though_nobody_new_is_shown_it(reflect: Reflect) -> None:
    due_in_three_days(reflect)
    reflect.own_flow("checkin", OWN_CHECKIN)
    assert "reflect checkin goes over it" in reflect().out
    reflect.own_flow("checkin", ASKS_ELSE)
    reflect.own_flow("due", OWN_CHECKIN.replace("flow: checkin", "flow: due"))
    assert "reflect run due goes over it" in reflect("due").out


def test_an_own_flow_that_is_broken_is_not_suggested(reflect: Reflect, shipped: Path) -> None:
    setback = begun(reflect)
    wrote(reflect, setback, "define", affected("Ana"), chose("nature", "mistake"), chose("severity", "serious"))
    reflect.own_flow("apologize", "flow: apologize\n")
    assert [each.split()[1] for each in next_steps(reflect)] == ["debrief"]


def test_broken_rules_are_named_and_everything_else_is_shown(reflect: Reflect, shipped: Path) -> None:
    reflect.define()
    (shipped / SUGGESTIONS).write_text("rules: [{suggest: define}]\n", encoding="utf-8")
    ran = reflect()
    assert ran.code == 0
    assert "A late reply" in ran.out
    assert "next.yaml:1:9: 'because' is missing" in ran.err


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


# ------------------------------------------------------------------------------------------------ how it looks


def _draft(reflect: Reflect) -> None:
    reflect.made("debrief", "--answers", "-", stdin="setback: A broken vase\nnow: later\nbook: tomorrow\n")


def _defined(reflect: Reflect) -> str:
    setback = begun(reflect, "Invoice run went out twice")
    wrote(reflect, setback, "define", affected("Ana"), chose("nature", "mistake"), chose("severity", "serious"))
    return setback


def _apologised(reflect: Reflect) -> str:
    setback = _defined(reflect)
    reflect.clock.moment += dt.timedelta(days=2)
    wrote(reflect, setback, "apologize")
    wrote(reflect, setback, "apologize")
    return setback


def _debriefed(reflect: Reflect) -> str:
    setback = _apologised(reflect)
    reflect.clock.moment += dt.timedelta(days=1)
    wrote(reflect, setback, "debrief")
    return setback


def _done(reflect: Reflect) -> None:
    wrote(reflect, _debriefed(reflect), "goals")


def _several(reflect: Reflect) -> None:
    _debriefed(reflect)
    setback = begun(
        reflect, "The new price list reached the old customers before anybody had been able to tell them why"
    )
    wrote(reflect, setback, "define", affected("Ana"), chose("severity", "grave"))
    reflect.put_off(setback)
    reflect.put_off(setback)
    wrote(reflect, begun(reflect), "define", chose("nature", "done_to_me"))


def _many(reflect: Reflect) -> None:
    for number in range(9):
        wrote(reflect, begun(reflect, f"Setback {number}"), "define", chose("severity", "small"))
    for number in range(3):
        reflect("close", f"Setback {number}")


STAGES: dict[str, Callable[[Reflect], Any]] = {
    "one draft": _draft,
    "defined": _defined,
    "apologised": _apologised,
    "debriefed": _debriefed,
    "done": _done,
    "several": _several,
    "many": _many,
}


@pytest.mark.parametrize("stage", STAGES)
def test_home_looks_like_this(reflect: Reflect, shipped: Path, stage: str, snapshot: SnapshotAssertion) -> None:
    STAGES[stage](reflect)
    for width in (100, 60, 40):
        ran = reflect(COLUMNS=str(width))
        assert (ran.code, ran.err) == (0, "")
        assert max(map(columns, ran.out.splitlines())) <= width
        assert f"\n{ran.out}" == snapshot(name=str(width))
