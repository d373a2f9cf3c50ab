"""The commands that ask, answered from a file or by somebody at a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reflect.interview.asking import Answered, Back, Leave
from tests.cli.running import INVOICE, SMALL, Answering, Reflect, at_a_terminal

MADE = ["entry", "setback", "file"]
MOODS = """\
flow: moods
version: 1
title: Moods
about: How it is going.
summary: "{how}"
steps:
  - {id: how, ask: How are you?, type: text, required: true}
  - {id: more, ask: Anything else?, type: long}
"""


def small(**replies: object) -> Answering:
    """Somebody who tells a small setback."""
    told = {
        "ongoing": "no", "title": "A missed call", "when": "2025-12-01", "what": "I missed it.", "nature": "outcome",
        "own_part": "I was out.", "first": "first", "severity": "small", "rule": "no", "cause": ["external"],
        "one_line": "I missed a call.",
    }  # fmt: skip
    return Answering(told | replies)


# ------------------------------------------------------------------------------------------------ from a file


def test_the_case_in_the_examples_goes_through_both_flows(reflect: Reflect) -> None:
    first = reflect.made("define", "--answers", str(INVOICE / "define.yaml"))
    second = reflect.made("debrief", "-s", "invoice", "--answers", str(INVOICE / "debrief.yaml"))
    assert list(first) == MADE
    assert list(second) == MADE
    assert first["setback"] == second["setback"]
    for made in (first, second):
        assert json.loads(Path(made["file"]).read_text(encoding="utf-8"))["id"] == made["entry"]
    assert reflect.kept() == {
        f"setbacks/{first['setback']}.json",
        f"entries/2026/03/{first['entry']}.json",
        f"entries/2026/03/{second['entry']}.json",
    }


def test_without_json_a_flow_says_how_to_read_it_again_and_writes_nothing_to_standard_output(reflect: Reflect) -> None:
    ran = reflect("define", "--answers", str(INVOICE / "define.yaml"))
    assert (ran.code, ran.out) == (0, "")
    assert "reflect show last" in ran.err


def test_answers_may_be_json_from_standard_input(reflect: Reflect) -> None:
    from reflect.library.document import read

    answers = json.dumps(read(SMALL.format(title="A late reply", line="Late.").encode()).tree)
    made = reflect.made("define", "--answers", "-", stdin=answers)
    assert reflect("show", made["entry"], "--json").json["summary"] == "Late."


def test_run_reaches_the_same_flow(reflect: Reflect) -> None:
    made = reflect.made("run", "define", "--answers", str(INVOICE / "define.yaml"))
    assert list(made) == MADE
    assert reflect("list", "--json").json[0]["flow"] == "define"


def test_quick_asks_only_what_is_required(reflect: Reflect) -> None:
    made = reflect.made("define", "--quick", "--answers", "-", stdin=SMALL.format(title="Late", line="Late."))
    entry = reflect("show", made["entry"], "--json").json
    assert not [each for each in entry["answers"] if each.get("skipped")]
    long = reflect.made("define", "--answers", "-", stdin=SMALL.format(title="Late", line="Late."))
    entry = reflect("show", long["entry"], "--json").json
    assert [each for each in entry["answers"] if each.get("skipped")]


def test_answers_can_begin_a_setback_by_its_title(reflect: Reflect) -> None:
    made = reflect.made("debrief", "--answers", "-", stdin="setback: A broken vase\nnow: later\nbook: tomorrow\n")
    assert [(each["id"], each["title"]) for each in reflect("setbacks", "--json").json] == [
        (made["setback"], "A broken vase")
    ]


def test_a_flow_that_is_put_off_says_where_its_draft_is(reflect: Reflect) -> None:
    setback = reflect.define()["setback"]
    made = reflect.put_off()
    assert list(made) == MADE
    assert (made["entry"], made["setback"]) == (None, setback)
    assert json.loads(Path(made["file"]).read_text(encoding="utf-8"))["flow"]["id"] == "debrief"


def test_a_person_s_own_flow_is_a_command_and_needs_no_setback(reflect: Reflect) -> None:
    reflect.own_flow("moods", MOODS)
    made = reflect.made("moods", "--answers", "-", stdin="how: well enough")
    assert made["setback"] is None
    listed = reflect("list", "--json").json
    assert [(each["flow"], each["title"], each["setback_title"]) for each in listed] == [("moods", "well enough", None)]


def test_an_own_flow_with_the_name_of_a_command_is_reached_by_run(reflect: Reflect) -> None:
    reflect.own_flow("list", MOODS.replace("flow: moods", "flow: list"))
    assert reflect("list", "--json").json == []
    assert reflect.made("run", "list", "--answers", "-", stdin="how: fine")["entry"]


def test_a_flow_that_builds_on_another_says_which_one_is_missing(reflect: Reflect) -> None:
    reflect.own_flow("moods", MOODS.replace("summary:", "needs_entry: define\nsummary:"))
    ran = reflect("moods", "--answers", "-", stdin="how: fine")
    assert ran.code == 1
    assert ran.complaint == "moods builds on define, and there is no entry of it yet: reflect define"
    reflect.define()
    assert reflect.made("moods", "--answers", "-", stdin="how: fine")["entry"]


# ------------------------------------------------------------------------------------------------ answers that do not fit


def refused(reflect: Reflect, *args: str, stdin: str) -> list[str]:
    """The details of what did not fit; nothing was saved."""
    ran = reflect(*args, "--answers", "-", stdin=stdin)
    first, *details = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert first.startswith("reflect: ")
    assert first.endswith("Nothing was saved.")
    assert reflect.kept() == set()
    return [each.strip() for each in details]


def test_everything_wrong_with_an_answers_file_is_said_at_once_with_its_place(reflect: Reflect) -> None:
    told = SMALL.format(title="Late", line="Late.").replace("severity: small", "severity: huge")
    told = told.replace("first: first\n", "") + "rule_why: because\nowm_part: me\n"
    found = refused(reflect, "define", stdin=told)
    assert [each.split(": ")[0] for each in found] == [f"<stdin>:{place}" for place in ("1:1", "7:1", "11:1", "12:1")]
    assert "'first' is missing: Have you met something like this before?" in found[0]
    assert "'severity' is none of small, moderate, serious, grave" in found[1]
    assert "'rule_why' is not asked here: " in found[2]
    assert "there is no question 'owm_part'; did you mean 'own_part'?" in found[3]


@pytest.mark.parametrize(
    ("answers", "place"),
    [("what: [", "<stdin>:1:"), ("what: &a b", "<stdin>:1:7:"), ("a: 1\na: 2", "<stdin>:2:1:"), ("- 1", "<stdin>:")],
)
def test_answers_that_are_no_mapping_are_refused_with_their_place(reflect: Reflect, answers: str, place: str) -> None:
    ran = reflect("define", "--answers", "-", stdin=answers)
    assert ran.code == 2
    assert ran.complaint.startswith(place)
    assert reflect.kept() == set()


def test_a_missing_answers_file_is_named(reflect: Reflect, tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        ran = reflect("define", "--answers", str(path))
        assert ran.code == 2
        assert ran.complaint.startswith(f"{path} cannot be read")


@pytest.mark.parametrize(
    ("args", "answers", "words"),
    [
        (("debrief",), "now: now", "debrief is about a setback: name it with -s"),
        (("debrief", "-s", "last"), "setback: Another", "leave one of them out"),
        (("define",), "setback: Another", "define names its setback itself"),
    ],
)
def test_what_it_is_about_must_be_said_once(reflect: Reflect, args: tuple[str, ...], answers: str, words: str) -> None:
    reflect.define()
    before = reflect.kept()
    ran = reflect(*args, "--answers", "-", stdin=answers)
    assert ran.code == 2
    assert words in ran.complaint
    assert reflect.kept() == before


@pytest.mark.parametrize("args", [("define",), ("run", "debrief"), ("define", "--quick"), ("debrief", "-s", "last")])
def test_without_a_terminal_nobody_is_asked(reflect: Reflect, args: tuple[str, ...]) -> None:
    ran = reflect(*args)
    assert ran.code == 2
    assert "--answers FILE" in ran.complaint
    assert reflect.kept() == set()


# ------------------------------------------------------------------------------------------------ at a terminal


def test_the_answers_of_a_person_make_the_entry_that_a_file_makes(
    reflect: Reflect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = Reflect(tmp_path / "other")
    made = filed.define()
    words: dict[str, Any] = {
        "title": "A late reply",
        "what": "A short text about it.",
        "one_line": "I answered too late.",
    }
    at_a_terminal(monkeypatch, small(**words, own_part="I waited too long."))
    typed = reflect("define", "--json")
    assert typed.code == 0
    assert list(typed.json) == MADE
    one, other = (
        place("show", entry, "--json").json["answers"]
        for place, entry in ((filed, made["entry"]), (reflect, typed.json["entry"]))
    )
    assert one == other


def test_leaving_keeps_the_draft_with_what_was_half_typed_and_resume_goes_on_there(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, small(own_part=Leave("I was ou", 130)))
    left = reflect("define")
    assert (left.code, left.out) == (130, "")
    assert "reflect resume" in left.err
    assert [each["setback_title"] for each in reflect("drafts", "--json").json] == ["A missed call"]
    at_a_terminal(monkeypatch, again := small())
    done = reflect("resume", "--json")
    assert list(done.json) == MADE
    assert (again.asked[0].spot.question, again.asked[0].typed) == ("own_part", "I was ou")
    assert reflect("drafts", "--json").json == []
    assert [each["title"] for each in reflect("list", "--json").json] == ["I missed a call."]


def test_a_setback_is_chosen_among_the_open_ones_or_begun_with_a_title(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    setback = reflect.define()["setback"]
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": setback, "now": "later", "book": "tomorrow"}))
    assert reflect("debrief", "--json").json["setback"] == setback
    assert asker.seen[0] == "What is it about?"
    assert [each.text for each in asker.asked[0].options] == ["A late reply (define today)", "Something new"]


def test_the_first_setback_is_asked_for_by_name(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, Answering({"asked_first": "A broken vase", "now": "later", "book": "tomorrow"}))
    made = reflect("debrief", "--json").json
    assert [(each["id"], each["title"]) for each in reflect("setbacks", "--json").json] == [
        (made["setback"], "A broken vase")
    ]


def test_leaving_before_anything_was_answered_leaves_nothing_behind(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({"asked_first": Leave(None, 129)}))
    ran = reflect("debrief")
    assert (ran.code, ran.out, ran.err) == (129, "", "")
    assert reflect.kept() == set()


def test_a_draft_of_the_same_flow_for_the_same_setback_is_offered_first(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    reflect.define()
    draft = reflect.put_off()["file"]
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": "go_on", "now": "later", "book": "tomorrow"}))
    made = reflect("debrief", "-s", "last", "--json").json
    assert made["file"] == draft
    assert asker.seen[0] == "There is a draft of this already."
    at_a_terminal(monkeypatch, Answering({"asked_first": "new", "now": "later", "book": "tomorrow"}))
    assert reflect("debrief", "-s", "last", "--json").json["file"] != draft
    assert len(reflect("drafts", "--json").json) == 2


def test_going_back_past_the_first_question_of_a_command_stays_there(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Backing(Answering):
        def ask(self, ask: Any) -> Any:
            super().ask(ask)
            if ask.spot.question == "asked_first":
                return [Back(), Answered(""), Answered("A vase")][min(len(self.seen), 3) - 1]
            return Leave(None, 130)

    at_a_terminal(monkeypatch, asker := Backing({}))
    assert reflect("debrief").code == 130
    assert asker.seen[:3] == ["Give it a short name, so you can find it again."] * 3
    assert asker.refused == ["Leave it empty again to go on without."]


def test_a_new_setback_may_stay_without_a_title(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, asker := Answering({"now": "later", "book": "tomorrow"}))
    made = reflect("debrief", "--json").json
    assert asker.seen[:2] == ["Give it a short name, so you can find it again."] * 2
    assert [(each["id"], each["title"]) for each in reflect("setbacks", "--json").json] == [(made["setback"], None)]


def test_resume_asks_which_draft_when_there_are_several(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    reflect.define("One")
    reflect.put_off()
    reflect.define("Two")
    reflect.put_off()
    first = reflect("drafts", "--json").json[-1]["id"]
    replies = {"asked_first": first, "now": "later", "book": "tomorrow"}
    at_a_terminal(monkeypatch, asker := Answering(replies))
    assert Path(reflect("resume", "--json").json["file"]).stem == first
    assert asker.seen[0] == "Which one?"
    at_a_terminal(monkeypatch, asker := Answering(replies))
    assert Path(reflect("resume", "Two", "--json").json["file"]).stem != first
    assert asker.seen[0] != "Which one?"


def test_a_draft_whose_flow_is_gone_says_where_the_words_are(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    path = reflect.own_flow("moods", MOODS)
    at_a_terminal(monkeypatch, Answering({"how": "well", "more": Leave("and", 130)}))
    assert reflect("moods").code == 130
    path.unlink()
    ran = reflect("resume")
    assert ran.code == 1
    assert ran.complaint.startswith("The flow 'moods' is not there any more; what you wrote stays in ")
    kept = reflect.journal / "drafts" / f"{reflect('drafts', '--json').json[0]['id']}.json"
    assert str(kept) in ran.complaint
    assert "well" in kept.read_text(encoding="utf-8")


def test_answers_that_lost_their_question_are_shown_and_stay_in_the_draft(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    reflect.own_flow("moods", MOODS)
    at_a_terminal(monkeypatch, Answering({"how": "well enough", "more": Leave(None, 130)}))
    reflect("moods")
    reflect.own_flow("moods", MOODS.replace("id: how", "id: state").replace("{how}", "{state}"))
    at_a_terminal(monkeypatch, asker := Answering({"state": Leave(None, 130)}))
    assert reflect("resume").code == 130
    assert "how: well enough" in asker.remarks
    (draft,) = (reflect.journal / "drafts").iterdir()
    assert "well enough" in draft.read_text(encoding="utf-8")


def test_with_nothing_unfinished_resume_says_so_even_without_a_terminal(reflect: Reflect) -> None:
    ran = reflect("resume")
    assert (ran.code, ran.complaint) == (1, "There is no draft: nothing is unfinished.")


def test_a_flow_that_begins_a_setback_offers_its_own_draft_first(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({"ongoing": "no", "mood_before": Leave(None, 130)}))
    assert reflect("define").code == 130
    at_a_terminal(monkeypatch, asker := small(asked_first="go_on"))
    assert reflect("define").code == 0
    assert asker.seen[0] == "There is a draft of this already."
    assert "Define what happened" in asker.remarks[0]
    assert reflect("drafts", "--json").json == []
    assert len(reflect("setbacks", "--json").json) == 1


def test_leaving_at_the_first_question_keeps_no_empty_draft(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, Answering({"ongoing": Leave(None, 130)}))
    ran = reflect("define")
    assert (ran.code, ran.err.strip()) == (130, "Nothing was answered yet, and nothing was kept.")
    assert reflect.kept() == set()
    at_a_terminal(monkeypatch, Answering({"ongoing": "no", "mood_before": Leave("a wor", 130)}))
    assert "Saved, with what was half typed." in reflect("define").err
    assert len(reflect.kept()) == 2


def test_whoever_has_put_a_flow_in_place_of_ours_is_told_so(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    reflect.own_flow("define", MOODS.replace("flow: moods", "flow: define"))
    at_a_terminal(monkeypatch, asker := Answering({"how": "well"}))
    assert reflect("define").code == 0
    assert any("your own define" in each for each in asker.remarks)
