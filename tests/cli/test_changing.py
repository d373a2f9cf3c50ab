"""rename, close, reopen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reflect.interview.accept import LOSES
from reflect.interview.asking import Leave
from tests.cli.running import Answering, Reflect, at_a_terminal

KEYS = ["id", "title", "created", "closed", "flows"]
REPLACED = "\N{REPLACEMENT CHARACTER}"


def stored(reflect: Reflect, setback: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((reflect.journal / "setbacks" / f"{setback}.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def setback(reflect: Reflect) -> str:
    return str(reflect.define("A late reply")["setback"])


# ------------------------------------------------------------------------------------------------ named


def test_renaming_says_what_it_is_called_now_what_it_was_and_how_to_change_it_again(
    reflect: Reflect, setback: str
) -> None:
    ran = reflect("rename", "late", "A  late\nreply to Ana ")
    assert (ran.code, ran.out) == (0, "")
    short = setback[-6:]
    assert ran.err == (
        f"It is called “A late reply to Ana” now; it was “A late reply”. `reflect rename {short}` changes it again.\n"
    )
    assert stored(reflect, setback)["title"] == "A late reply to Ana"
    assert reflect("show", "last/define", "--json").json["answers"][3]["value"] == "A late reply"


def test_a_title_may_come_from_standard_input(reflect: Reflect, setback: str) -> None:
    assert reflect("rename", "last", "-", stdin="One\nTwo\n").code == 0
    assert stored(reflect, setback)["title"] == "One"


@pytest.mark.parametrize("args", [("last", ""), ("last", " \n "), ("last", "-")])
def test_an_empty_title_is_refused(reflect: Reflect, setback: str, args: tuple[str, ...]) -> None:
    ran = reflect("rename", *args)
    assert ran.code == 2
    assert "needs a word" in ran.complaint
    assert stored(reflect, setback)["title"] == "A late reply"


def test_what_no_file_can_hold_is_replaced_and_said(reflect: Reflect, setback: str) -> None:
    ran = reflect("rename", "last", "One \udc80")
    assert stored(reflect, setback)["title"] == f"One {REPLACED}"
    assert "replaced by U+FFFD" in ran.err


def test_a_title_that_another_setback_has_is_fine_and_said(reflect: Reflect, setback: str) -> None:
    reflect.define("Another")
    ran = reflect("rename", "Another", "A late reply")
    assert ran.code == 0
    assert "Another setback is called the same" in ran.err
    assert "Another setback" not in reflect("rename", setback[-6:], "Mine").err


def test_closing_and_reopening_say_how_to_take_it_back(reflect: Reflect, setback: str) -> None:
    short = setback[-6:]
    ran = reflect("close", "late")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"Closed: A late reply. `reflect reopen {short}` opens it again.\n"
    assert stored(reflect, setback)["closed"]
    ran = reflect("reopen", "late")
    assert ran.err == f"Open again: A late reply. `reflect close {short}` closes it again.\n"
    assert stored(reflect, setback)["closed"] is None


def test_what_is_so_already_is_said_calmly_and_nothing_is_written(reflect: Reflect, setback: str) -> None:
    path = reflect.journal / "setbacks" / f"{setback}.json"
    assert reflect("reopen", "last").err.startswith("Open already: A late reply.")
    assert reflect("rename", "last", "A late reply").err == "It is called that already: A late reply.\n"
    reflect("close", "last")
    before = (path.read_bytes(), path.stat().st_ino)
    assert reflect("close", "last").err.startswith("Closed already, since 7 March 2026: A late reply.")
    assert (path.read_bytes(), path.stat().st_ino) == before


def test_as_json_it_is_the_setback_as_it_is_listed(reflect: Reflect, setback: str) -> None:
    for args in (("rename", "last", "Mine"), ("close", "last"), ("close", "last"), ("reopen", "last")):
        ran = reflect(*args, "--json")
        assert (ran.code, ran.err) == (0, "")
        assert list(ran.json) == KEYS
        assert [ran.json] == reflect("setbacks", "--json").json
    assert ran.json["flows"] == {"define": 1}


def test_fields_of_another_program_are_kept(reflect: Reflect, setback: str) -> None:
    path = reflect.journal / "setbacks" / f"{setback}.json"
    path.write_text(json.dumps({**stored(reflect, setback), "colour": "blue"}), encoding="utf-8")
    for args in (("rename", "last", "Mine"), ("close", "last"), ("reopen", "last")):
        reflect(*args)
        assert stored(reflect, setback)["colour"] == "blue"


def test_a_setback_of_a_newer_program_is_left_as_it_is(reflect: Reflect, setback: str) -> None:
    path = reflect.journal / "setbacks" / f"{setback}.json"
    path.write_text(json.dumps({**stored(reflect, setback), "format": 2}), encoding="utf-8")
    before = path.read_bytes()
    for args in (("rename", "last", "Mine"), ("close", "last")):
        ran = reflect(*args)
        assert ran.code == 1
        assert "a newer reflect wrote this" in ran.complaint
    assert path.read_bytes() == before


def test_a_name_that_fits_nothing_changes_nothing(reflect: Reflect, setback: str) -> None:
    before = stored(reflect, setback)
    for args in (("rename", "vase", "Mine"), ("close", "vase"), ("reopen", "vase")):
        ran = reflect(*args)
        assert (ran.code, ran.out) == (1, "")
        assert "No setback is called 'vase'" in ran.err
    assert stored(reflect, setback) == before


@pytest.mark.parametrize(("args", "usage"), [
    (("rename",), "reflect rename REF TITLE"), (("rename", "last"), "reflect rename REF TITLE"),
    (("close",), "reflect close REF"), (("reopen",), "reflect reopen REF"),
])  # fmt: skip
def test_without_a_terminal_nobody_is_asked(reflect: Reflect, setback: str, args: tuple[str, ...], usage: str) -> None:
    ran = reflect(*args)
    assert ran.code == 2
    assert usage in ran.complaint


def test_a_title_steers_no_terminal(reflect: Reflect, setback: str) -> None:
    err = reflect("rename", "last", "a\x1b]0;x\x07b").err
    assert not {"\x1b", "\x07"} & set(err)
    assert not {"\x1b", "\x07"} & set(reflect("close", "last").err)


# ------------------------------------------------------------------------------------------------ at a terminal


def test_a_title_left_out_is_asked_for_with_the_old_one_in_place(
    reflect: Reflect, setback: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": "Mine"}))
    assert reflect("rename", "late").code == 0
    assert stored(reflect, setback)["title"] == "Mine"
    (ask,) = asker.asked
    assert ask.begins is not None
    assert ask.begins.value == "A late reply"


def test_a_title_left_empty_changes_nothing(reflect: Reflect, setback: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, Answering({}))
    ran = reflect("rename", "late")
    assert (ran.code, ran.err) == (0, "Nothing was changed.\n")
    assert stored(reflect, setback)["title"] == "A late reply"


def test_one_of_the_open_setbacks_is_chosen_also_when_there_is_only_one(
    reflect: Reflect, setback: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = reflect.define("Put away")["setback"]
    reflect("close", closed)
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": setback}))
    assert reflect("close").code == 0
    assert [each.text for each in asker.asked[0].options] == ["A late reply (define today)", "Leave it as it is"]
    assert stored(reflect, setback)["closed"]


def test_one_of_the_closed_setbacks_is_opened_again(
    reflect: Reflect, setback: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": setback}))
    reflect.define("Another")
    assert reflect("reopen").complaint == "No setback is closed."
    reflect("close", setback)
    assert reflect("reopen").code == 0
    assert [each.key for each in asker.asked[-1].options] == [setback, "none"]
    assert stored(reflect, setback)["closed"] is None


def test_none_of_them_changes_nothing(reflect: Reflect, setback: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reflect.define("Another")
    before = stored(reflect, setback)
    at_a_terminal(monkeypatch, Answering({"asked_first": "none"}))
    for command in ("rename", "close"):
        ran = reflect(command)
        assert (ran.code, ran.out, ran.err) == (0, "", "Nothing was changed.\n")
        assert reflect(command, "--json").json is None
    assert stored(reflect, setback) == before


def test_whoever_leaves_changes_nothing(reflect: Reflect, setback: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, Answering({"asked_first": Leave(None, 130)}))
    assert reflect("close").code == 130
    assert stored(reflect, setback)["closed"] is None


def test_the_rows_say_what_was_done_and_what_is_begun_and_tell_namesakes_apart(
    reflect: Reflect, setback: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = reflect.define("A late reply")["setback"]
    reflect.put_off(setback)
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": "none"}))
    reflect("close")
    assert [each.text for each in asker.asked[0].options] == [
        f"A late reply, {setback[-6:]} (define today, debrief begun)",
        f"A late reply, {other[-6:]} (define today)",
        "None of these",
    ]


def test_closed_setbacks_are_not_offered_to_a_flow(
    reflect: Reflect, setback: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = reflect.define("Put away")["setback"]
    reflect("close", closed)
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": setback, "now": "later", "book": "tomorrow"}))
    reflect("debrief")
    assert closed not in [each.key for each in asker.asked[0].options]


# ------------------------------------------------------------------------------------------------ and a draft that goes on


def half_told(reflect: Reflect, monkeypatch: pytest.MonkeyPatch, title: str) -> str:
    """A setback begun by somebody who left after giving it its title."""
    at_a_terminal(monkeypatch, Answering({"ongoing": "no", "title": title, "when": Leave(None, 130)}))
    assert reflect("define").code == 130
    return str(reflect("setbacks", "--json").json[0]["id"])


def test_going_on_with_a_draft_does_not_take_a_rename_back(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    setback = half_told(reflect, monkeypatch, "A late reply")
    reflect("rename", "last", "Mine")
    at_a_terminal(monkeypatch, Answering({"what": "I was late.", "nature": Leave(None, 130)}))
    assert reflect("resume").code == 130
    assert stored(reflect, setback)["title"] == "Mine"
    at_a_terminal(monkeypatch, Answering({}))
    assert reflect("resume").code == 0
    assert stored(reflect, setback)["title"] == "Mine"
    assert reflect("show", "last", "--json").json["answers"][3]["value"] == "A late reply"


def test_a_new_answer_renames_the_setback(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    from reflect.cli.sitting import Sitting

    setback = half_told(reflect, monkeypatch, "A late reply")
    reflect("rename", "last", "Mine")
    place = reflect.place()
    (draft,) = place.journal.unfinished()
    sitting = Sitting.of_draft(place, place.library.load("define"), draft)
    interview = sitting.taken_up()
    sitting.save(back := interview.back_to("title"))
    assert stored(reflect, setback)["title"] == "Mine"
    sitting.save(again := back.answer("A late reply"))
    assert stored(reflect, setback)["title"] == "Mine"
    sitting.save(again.back_to("title").answer("A late answer"))
    assert stored(reflect, setback)["title"] == "A late answer"
    sitting.save(again)
    assert stored(reflect, setback)["title"] == "A late reply"


def test_a_rename_while_a_flow_is_open_elsewhere_stays(reflect: Reflect) -> None:
    from reflect.cli.sitting import Sitting

    place = reflect.place()
    sitting = Sitting.begin(place, place.library.load("define"))
    interview = sitting.interview()
    for answer in ("no", None, None, "A late reply"):
        interview = interview.answer(answer)
        sitting.save(interview)
    reflect("rename", "last", "Mine")
    sitting.save(interview := interview.answer("yesterday"))
    assert sitting.draft.setback is not None
    assert stored(reflect, sitting.draft.setback)["title"] == "Mine"


def test_a_setback_that_has_gone_meanwhile_has_its_title_again(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    setback = half_told(reflect, monkeypatch, "A late reply")
    Path(reflect.journal / "setbacks" / f"{setback}.json").unlink()
    at_a_terminal(monkeypatch, Answering({"what": "I was late.", "nature": Leave(None, 130)}))
    reflect("resume")
    assert stored(reflect, setback)["title"] == "A late reply"


def test_a_title_that_was_asked_for_says_what_no_file_can_hold(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    reflect.define("A late reply")
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": "half \ud800 a sign"}))
    assert reflect("rename", "last").code == 0
    assert LOSES in asker.remarks
    assert reflect("setbacks", "--json").json[0]["title"] == "half \ufffd a sign"
