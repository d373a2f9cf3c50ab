"""What could get lost between two programs, two versions of a flow, and a disk that fails: it is still there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Leave, Reply
from tests.cli.running import SMALL, Answering, Reflect, at_a_terminal
from tests.cli.test_asking import MOODS, small
from tests.cli.test_rescue import Rescued, failing

PAGE = """\
flow: page
version: 1
title: A page
about: A page of your own.
drafts: none
steps:
  - {id: page, ask: What is on your mind?, type: long}
"""


def test_answers_that_lost_their_question_are_in_the_trash_when_the_draft_is_finished(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    reflect.own_flow("moods", MOODS)
    at_a_terminal(monkeypatch, Answering({"how": "well enough", "more": Leave(None, 130)}))
    reflect("moods")
    reflect.own_flow("moods", MOODS.replace("id: how", "id: state").replace("{how}", "{state}"))
    at_a_terminal(monkeypatch, Answering({"state": "calm"}))
    assert reflect("resume").code == 0
    assert reflect("drafts", "--json").json == []
    (kept,) = (reflect.journal / "trash" / "drafts").iterdir()
    assert "well enough" in kept.read_text(encoding="utf-8")


def test_private_answers_that_lost_their_place_are_not_shown(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    private = MOODS.replace("type: text, required: true", "type: text, private: true").replace('summary: "{how}"\n', "")
    reflect.own_flow("moods", private)
    at_a_terminal(monkeypatch, Answering({"how": "a secret", "more": Leave(None, 130)}))
    reflect("moods")
    reflect.own_flow("moods", private.replace("type: text, private: true", "type: yesno, private: true"))
    at_a_terminal(monkeypatch, asker := Answering({"how": Leave(None, 130)}))
    reflect("resume")
    assert "how: (private)" in asker.remarks
    assert not any("a secret" in each for each in asker.remarks)


def test_a_draft_that_another_program_discards_goes_on_and_brings_its_setback_back(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Meanwhile(Answering):
        def ask(self, ask: Ask) -> Reply:
            if ask.spot.question == "when" and not self.refused:
                self.refused.append("discarded elsewhere")
                other = Reflect(reflect.home)
                other("drafts", "--discard", "last")
            return super().ask(ask)

    at_a_terminal(monkeypatch, Meanwhile(small().replies))
    assert reflect("define").code == 0
    assert [each["title"] for each in reflect("setbacks", "--json").json] == ["A missed call"]
    assert [each["setback_title"] for each in reflect("list", "--json").json] == ["A missed call"]


def test_a_setback_that_cannot_be_read_any_more_does_not_end_an_interview(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Damaging(Answering):
        def ask(self, ask: Ask) -> Reply:
            if ask.spot.question == "when":
                for each in (reflect.journal / "setbacks").glob("*.json"):
                    each.write_text("{", encoding="utf-8")
            return super().ask(ask)

    at_a_terminal(monkeypatch, Damaging(small().replies))
    assert reflect("define").code == 0
    assert len(reflect("list", "--json").json) == 1


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_page_that_is_only_in_memory_survives_a_save_that_fails(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    reflect.own_flow("page", PAGE)
    at_a_terminal(monkeypatch, asker := Rescued({"page": "Everything."}, now=[Answered("again")]))
    with monkeypatch.context() as patched:
        failing(patched, 1, 1, call)
        assert reflect("page").code == 0
    assert "What now?" in asker.seen
    assert "Everything." in reflect("show", "last").out
    assert any("on disk before the end" in each for each in asker.remarks)


def test_a_folder_of_nobody_is_asked_for_again(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere"
    replies = [Answered("elsewhere"), Answered("~nobody-of-this-name/x"), Answered("elsewhere"), Answered(str(other))]
    at_a_terminal(monkeypatch, asker := Rescued(small().replies, now=[*replies]))
    with monkeypatch.context() as patched:
        failing(patched, 1, 2, "write")
        ran = reflect("define")
    assert ran.code == 0
    assert "There is no such home folder." in asker.remarks
    assert f"`REFLECT_HOME={other} reflect show last`" in ran.err


def test_the_trash_is_not_followed_out_of_the_journal(reflect: Reflect, tmp_path: Path) -> None:
    reflect.define()
    reflect.put_off()
    outside = tmp_path / "outside"
    outside.mkdir()
    (reflect.journal / "trash").symlink_to(outside)
    ran = reflect("drafts", "--discard", "last")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert list(outside.iterdir()) == []
    assert len(reflect("drafts", "--json").json) == 1


def test_reading_does_not_fail_because_nothing_can_be_tidied(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = json.loads(Path(reflect.define()["file"]).read_text(encoding="utf-8"))
    path = Path(reflect.put_off()["file"])
    draft = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**draft, "entry": entry["id"]}), encoding="utf-8")
    with monkeypatch.context() as patched:
        failing(patched, 1, None, "fsync")
        assert reflect("drafts", "--json").json == []
        assert reflect().code == 0
    assert path.exists()


def test_when_the_only_draft_is_damaged_it_is_named(reflect: Reflect) -> None:
    reflect.define()
    path = Path(reflect.put_off()["file"])
    path.write_text("{", encoding="utf-8")
    ran = reflect("resume")
    assert ran.code == 1
    assert str(path) in ran.err
    assert "There is no draft that can be read." in ran.err


def test_show_names_a_newer_entry_that_cannot_be_read(reflect: Reflect) -> None:
    reflect.define("One")
    damaged = Path(reflect.define("Two")["file"])
    damaged.write_text("{", encoding="utf-8")
    ran = reflect("show", "last")
    assert "One" in ran.out
    assert str(damaged) in ran.err


def test_a_sealed_entry_does_not_answer_what_list_is_asked(reflect: Reflect) -> None:
    reflect.own_flow("moods", MOODS.replace("steps:", "seal: {when: {more: {answered: true}}, for: 1m}\nsteps:"))
    reflect.made("moods", "--answers", "-", stdin="how: low\nmore: a lot\n")
    assert reflect("list", "--where", "how=low", "--json").json == []
    assert len(reflect("list", "--json").json) == 1


def test_a_sealed_entry_tells_nothing_to_another_flow(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = MOODS.replace("steps:", "needs: setback\nseal: {when: {more: {answered: true}}, for: 1m}\nsteps:")
    reflect.own_flow("moods", sealed)
    reflect.own_flow(
        "later",
        "flow: later\nversion: 1\ntitle: Later\nabout: Later.\nneeds: setback\nsteps:\n"
        '  - {id: then, ask: "You were {moods.how}.", type: text, when: {entry: moods}}\n'
        "  - {id: low, ask: Low?, type: text, when: {moods.how: low}}\n",
    )
    reflect.define()
    for more, asked in (("", ["You were low.", "Low?"]), ("more: a lot\n", ["You were …."])):
        reflect.made("moods", "-s", "last", "--answers", "-", stdin=f"how: low\n{more}")
        at_a_terminal(monkeypatch, asker := Answering({}))
        assert reflect("later", "-s", "last").code == 0
        assert asker.seen == asked


def test_discarding_says_as_json_what_it_did(reflect: Reflect) -> None:
    reflect.define()
    draft = Path(reflect.put_off()["file"]).stem
    found = reflect("drafts", "--discard", "last", "--json").json
    assert found == {"discarded": draft, "trash": str(reflect.journal / "trash")}


@pytest.mark.parametrize(("closed", "command"), [("stdout", "list"), ("stdin", "define --answers -")])
def test_a_stream_that_was_closed_before_the_start_is_no_crash(tmp_path: Path, closed: str, command: str) -> None:
    redirection = {"stdout": ">&-", "stdin": "<&-"}[closed]
    environ: Mapping[str, str] = {"REFLECT_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    ran = subprocess.run(
        ["/bin/sh", "-c", f"exec '{sys.executable}' -m reflect {command} {redirection}"],
        capture_output=True, text=True, env=environ, check=False,
    )  # fmt: skip
    assert "Traceback" not in ran.stderr
    assert "mistake" not in ran.stderr


def test_the_title_of_a_new_setback_is_one_line_and_no_list(reflect: Reflect) -> None:
    later = "now: later\nbook: tomorrow\n"
    reflect.made("debrief", "--answers", "-", stdin="setback: |\n  A title\n  on two lines\n" + later)
    assert [each["title"] for each in reflect("setbacks", "--json").json] == ["A title on two lines"]
    ran = reflect("debrief", "--answers", "-", stdin="setback: [a, b]\n" + later)
    assert ran.code == 2
    assert "<stdin>:1:1" in ran.complaint
    ran = reflect("define", "--answers", "-", stdin=SMALL.format(title="x", line="y") + "setback: z\n")
    assert (ran.code, "<stdin>:12:1" in ran.complaint) == (2, True)


def test_a_character_that_no_file_can_hold_is_told_of(reflect: Reflect) -> None:
    reflect.own_flow("moods", MOODS)
    ran = reflect("moods", "--answers", "-", "--json", stdin='{"how": "well\\u0000 enough"}')
    assert ran.code == 0
    assert "was replaced by" in ran.err
    assert "well\ufffd enough" in reflect("show", "last").out
