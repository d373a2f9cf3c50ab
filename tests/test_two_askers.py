"""The same answers, from a file and from the keyboard, make the same entry."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from reflect.entry.draft import Spot
from reflect.entry.model import Entry, Said
from reflect.flow.questions import Choice, Choices, Entries, Items, Letter, Long, Reopen, YesNo
from reflect.interview.ask import Ask
from reflect.interview.asking import Ending, Reply, converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.asker import FullAsker, as_text
from reflect.terminal.prepared import AnswersFile, PreparedAsker
from tests.interview.making import TODAY, finished, setback
from tests.interview.walks import KITCHEN_SINK, flow_named

INVOICE = Path(__file__).parents[1] / "examples" / "invoice"
ENTER, DONE, DOWN, BACKSPACE, SPACE = "\r", "\x04", "\x1b[B", "\x7f", " "

SINK = r"""
subject: "A *name* with [brackets], {braces} and 😀"
story: |
  First a line.

  * and | a table | of sorts
day: yesterday
how_bad: 7
sure: yes
kind: {other: a bit of both}
parts: [time, people, {other: 'nerves "of steel"'}]
ideas: [a list, a second pair of eyes, sleep, nothing at all]
closer: {people: "who, and when"}
rating:
  - [{worth: 2}]
  - [{worth: 5}]
  - [{worth: 3}]
pick: sleep
seen: [sleep, people]
signs: [the 212]
before: [Second, First]
people:
  - who: Ada
    by: in two weeks
    told: no
    how: a mail
    with: [plan, facts]
    words: |
      I am sorry.
      It was me.
    points: [what, when]
    hard: 4
  - {who: Ben, by: some day soon, told: yes}
  - {who: Cem}
mood: fine
letter: |
  Dear Ada,

      I am sorry.
again: |
  Ada, hello.

  I am sorry.
keep: here
"""

Answer = dict[Spot, Said]


def from_a_file(begun: Interview, name: str, data: bytes) -> Interview:
    asker = PreparedAsker(AnswersFile.parse(name, data))
    done = converse(begun, asker, lambda _: None)
    asker.check(done.interview)
    assert done.ending is Ending.FINISHED
    return done.interview


class Typist:
    """Answers each question with the keys that a person would press to say what `answers` hold."""

    def __init__(self, asker: FullAsker, pipe: PipeInput, answers: Answer) -> None:
        self.asker, self.pipe, self.answers = asker, pipe, answers
        self.refused: Spot | None = None
        self.asked: list[Spot] = []

    def ask(self, ask: Ask) -> Reply:
        said = self.answers[ask.spot]
        keys = _once_more(ask, said) if self.refused == ask.spot else _keys(ask, said)
        self.refused = None
        self.asked.append(ask.spot)
        self.pipe.send_text(keys)
        return self.asker.ask(ask)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        assert self.asked.count(ask.spot) == 1, message
        self.refused = ask.spot
        self.asker.refuse(ask, message, path)

    def accepted(self, ask: Ask, said: Said) -> None:
        self.asker.accepted(ask, said)

    def remark(self, notes: tuple[str, ...]) -> None:
        self.asker.remark(notes)


def _keys(ask: Ask, said: Said) -> str:
    question = ask.question
    if ask.gate or isinstance(question, YesNo):
        return DONE if said.skipped else ("y" if said.value else "n") + ENTER
    if isinstance(question, Choice | Choices | Entries):
        return DONE if said.skipped else _picking(ask, said)
    several = isinstance(question, Long | Letter | Reopen | Items)
    clear = BACKSPACE * len(as_text(ask.begins))
    return clear + _pasted(as_text(said)) + (DONE if several else ENTER)


def _picking(ask: Ask, said: Said) -> str:
    keys = [each.key for each in ask.options]
    if getattr(ask.question, "other", None):
        keys.append("other")
    before = _picked(ask.begins)
    wanted = _picked(said)
    if isinstance(ask.question, Choice):
        empty = [] if ask.required else [""]
        start = keys.index(before[0]) if before else 0
        steps = DOWN * ((keys.index(wanted[0]) - start) % len([*keys, *empty]))
    else:
        steps = DOWN.join(SPACE if (key in before) != (key in wanted) else "" for key in keys)
    free = "other" in wanted and getattr(ask.question, "other", None)
    words = _pasted(said.other or "") + ENTER if free else ""
    return steps + ENTER + words


def _picked(said: Said | None) -> list[str]:
    if said is None or said.skipped:
        return []
    found: list[Any] = said.value if isinstance(said.value, list) else [said.value]
    return [each["key"] if isinstance(each, dict) else each for each in found]


def _once_more(ask: Ask, said: Said) -> str:
    """The same again, when it stands there already."""
    if ask.gate:
        return _keys(ask, said)
    if isinstance(ask.question, Choices | Entries):
        return ENTER + (ENTER if said.other else "")
    return DONE if isinstance(ask.question, Choice | YesNo | Long | Letter | Reopen | Items) else ENTER


def _pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~" if text else ""


def from_the_keyboard(begun: Interview, answers: Answer) -> Interview:
    console = Console(file=io.StringIO(), width=70, force_terminal=False, no_color=True)
    with create_pipe_input() as pipe, FullAsker(console, input=pipe, output=DummyOutput()) as asker:
        typist = Typist(asker, pipe, answers)
        done = converse(begun, typist, lambda _: None)
    assert done.ending is Ending.FINISHED
    assert set(typist.asked) == set(answers)
    return done.interview


def in_both_ways(begun: Interview, name: str, data: bytes) -> Entry:
    """The entry that the answers in `data` make, after holding both ways against each other."""
    prepared = from_a_file(begun, name, data)
    typed = from_the_keyboard(begun, prepared.given)
    assert typed.trail == prepared.trail
    entry = finished(prepared)
    assert finished(typed).to_json() == entry.to_json()
    return entry


@pytest.fixture(scope="module")
def defined() -> Entry:
    begun = Interview(flow_named("define"), Past(), TODAY)
    return in_both_ways(begun, "define.yaml", (INVOICE / "define.yaml").read_bytes())


def test_define_is_the_same_from_a_file_and_from_the_keyboard(defined: Entry) -> None:
    answer = defined.answer("feelings")
    assert answer is not None
    assert answer.said.value == ["embarrassment", "fear", "frustration"]


def test_debrief_is_the_same_from_a_file_and_from_the_keyboard(defined: Entry) -> None:
    begun = Interview(flow_named("debrief"), Past((defined,)), TODAY)
    entry = in_both_ways(begun, "debrief.yaml", (INVOICE / "debrief.yaml").read_bytes())
    timeline = entry.answer("timeline")
    assert timeline is not None
    assert len(timeline.said.value) == 7


def test_everything_the_language_has_is_the_same_from_a_file_and_from_the_keyboard(defined: Entry) -> None:
    signed = replace(defined, answers=tuple(_affected(each) for each in defined.answers))
    past = Past((), (signed,), (setback(2, "Second"), setback(1, "First"), setback(3, "Third")))
    entry = in_both_ways(Interview(flow_named(KITCHEN_SINK), past, TODAY), "sink.yaml", SINK.encode())
    kinds = {each.type for each in entry.answers if not all(said.skipped for said in each.sayings())}
    assert kinds == {
        "text", "long", "date", "scale", "yesno", "choice", "choices", "list", "group", "entries", "letter",
    }  # fmt: skip
    letter = entry.answer("letter")
    assert letter is not None
    assert letter.said.value == "Ada, hello.\n\nI am sorry."


def _affected(answer: Any) -> Any:
    if answer.id != "affected":
        return answer
    return replace(answer, said=Said(value=[{"key": "1", "text": "the 212"}, {"key": "2", "text": "Marta"}]))


@pytest.mark.parametrize("name", ["define", "debrief"])
def test_leaving_everything_out_that_may_be_is_the_same_too(name: str) -> None:
    sheets = {
        "define": "ongoing: no\ntitle: A\nwhen: today\nwhat: B\nnature: done_to_me\nfirst: unsure\nseverity: small\none_line: C",
        "debrief": "now: now\ntimeline: [{what: A}]\ngoals: B\ngoal_met: other\nright: [C]\nsigns: [{sign: D}]\n"
        "factors: [{other: E}]\nmade_sense: F\ncause: unknown\nin_hands: 0\ncould: G\nlessons: [{lesson: H}]\n"
        "next_time: I\nmeasures: [{what: J}]",
    }
    in_both_ways(Interview(flow_named(name), Past(), TODAY), f"{name}.yaml", sheets[name].encode())
