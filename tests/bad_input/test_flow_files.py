"""Flow files and files of answers that could harm, or that say what nobody meant: refused by name and place, through the commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reflect.library.flows import MAX_BYTES
from reflect.terminal.sheet import answers_file
from tests.cli.running import Reflect

BOMB = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"
HARMFUL = {
    "an alias bomb": (BOMB, "1:4", "anchors and aliases"),
    "an anchor": ("a: b\nc: &x d\n", "2:4", "anchors and aliases"),
    "an alias": ("a: b\nc: *x\n", "2:4", "anchors and aliases"),
    "a tag": ("a: !!python/object:os.system b\n", "1:4", "tags (!)"),
    "a tag of one's own": ("a: b\nc: !x d\n", "2:4", "tags (!)"),
    "21 levels": ("a: " + "[" * 21 + "x" + "]" * 21 + "\n", "1:24", "nested more than 20 deep"),
    "200,000 open brackets": ("[" * 200_000, "1:22", "nested more than 20 deep"),
    "50,000 open braces": ("{a: " * 50_000, "1:85", "nested more than 20 deep"),
    "a key twice": ("a: 1\nb: 2\na: 3\n", "3:1", "'a' stands here a second time"),
    "a key twice in JSON": ('{"a": 1,\n "a": 2}', "2:2", "'a' stands here a second time"),
    "a NUL": ("a: b\0c\n", "1:5", "holds a character that no text has (U+0000)"),
}
OWN = """\
flow: scalars
version: 1
title: Scalars
about: Scalars.
steps:
  - {id: pick, ask: Which?, type: choice, options: {no: no, on: on, yes: yes, null: nothing}}
  - {id: words, ask: What?, type: text}
  - {id: more, ask: What else?, type: list}
"""


@pytest.mark.parametrize(("text", "place", "reason"), HARMFUL.values(), ids=HARMFUL)
def test_a_flow_that_could_harm_is_refused_with_its_place(reflect: Reflect, text: str, place: str, reason: str) -> None:
    path = reflect.own_flow("mine", text)
    for args in (("flows", "check", str(path)), ("run", "mine", "--answers", "-")):
        ran = reflect(*args)
        assert (ran.code, ran.out) == (1, "")
        [said] = ran.err.splitlines()[1:]
        assert said.strip().startswith(f"{path}:{place}: ")
        assert reason in said


@pytest.mark.parametrize(("text", "place", "reason"), HARMFUL.values(), ids=HARMFUL)
def test_answers_that_could_harm_are_refused_with_their_place_and_nothing_is_saved(
    reflect: Reflect, tmp_path: Path, text: str, place: str, reason: str
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    for ran, name in (
        (reflect("define", "--answers", str(path)), str(path)),
        (reflect("define", "--answers", "-", stdin=text), "<stdin>"),
    ):
        assert ran.code == 2
        assert ran.complaint.startswith(f"{name}:{place}: ")
        assert reason in ran.complaint
        assert "Nothing was saved." in ran.complaint
    assert not reflect.journal.exists()


@pytest.mark.parametrize("at", ["flow", "title", "steps"])
def test_a_flow_in_json_with_half_a_character_is_refused_with_its_place(reflect: Reflect, at: str) -> None:
    step = {"id": "q", "ask": "What?", "type": "choice", "options": {"a": "one", "b": "two"}}
    flow = {"flow": "mine", "version": "1", "title": "Mine", "about": "Of my own.", "steps": [step]}
    if at == "steps":
        step["options"] = {"a": "one", "\ud800": "two"}
    else:
        flow[at] = "half \ud800 of it"
    path = reflect.own_flow("mine", json.dumps(flow, indent=1))
    ran = reflect("flows", "check", str(path))
    assert ran.code == 1
    place = re.compile(rf"  {re.escape(str(path))}:\d+:\d+: half a character stands here")
    assert any(place.match(line) for line in ran.err.splitlines()[1:])


def test_a_flow_over_the_size_limit_is_refused_before_it_is_read(reflect: Reflect) -> None:
    path = reflect.own_flow("scalars", OWN + "#" * (MAX_BYTES + 1 - len(OWN)))
    ran = reflect("flows", "check", str(path))
    assert ran.code == 1
    assert f"{path}:1:1: is larger than 256 KB" in ran.err


def test_answers_over_the_size_limit_are_refused(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers_file.MAX_BYTES == 64 << 20
    monkeypatch.setattr(answers_file, "MAX_BYTES", 1000)
    ran = reflect("define", "--answers", "-", stdin="what: " + "x" * 1000)
    assert ran.code == 2
    assert "<stdin> is larger than" in ran.complaint
    assert not reflect.journal.exists()


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "1.10", "12:30", "0777", "1e3", "0x1F", "2026-03-01", "true", ".inf", "=", "<<"]
)
def test_what_yaml_takes_for_something_else_stays_the_text_that_was_written(reflect: Reflect, word: str) -> None:
    reflect.own_flow("scalars", OWN)
    reflect.made("scalars", "--answers", "-", stdin=f"words: {word}\nmore: [{word}, {word}]\n")
    answers = {each["id"]: each.get("value") for each in reflect("show", "last", "--json").json["answers"]}
    assert answers["words"] == word
    assert [each["text"] for each in answers["more"]] == [word, word]
    assert re.search(rf"^ *{re.escape(word)}$", reflect("show", "last").out, re.MULTILINE)


@pytest.mark.parametrize("key", ["no", "on", "yes", "null"])
def test_an_option_that_yaml_takes_for_something_else_is_the_key_that_was_written(reflect: Reflect, key: str) -> None:
    reflect.own_flow("scalars", OWN)
    reflect.made("scalars", "--answers", "-", stdin=f"pick: '{key}'\n")
    answers = {each["id"]: each.get("value") for each in reflect("show", "last", "--json").json["answers"]}
    assert answers["pick"] == key
