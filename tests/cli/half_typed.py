"""Every kind of prompt with something half typed at it: how one gets there, what is typed, and how it goes on later."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

HALF = "At 16:40 I sent"
ENTER, DONE, DOWN, UP, SPACE = "\r", "\x04", "\x1b[B", "\x1b[A", " "
TITLE = "Give it a short name, so you can find it again."
ANYTHING = "Before it is kept: is anything to be changed?"

EVERYTHING = """\
flow: everything
version: 1
title: Everything
about: Every kind of question; the first one says which.
needs: nothing
steps:
  - id: kind
    ask: Which kind?
    type: choice
    options:
      {text: text, long: long, list: list, date: date, scale: scale, yesno: yes or no, choice: choice, free: free,
       marks: marks, group: group, letter: letter, reopen: reopen}
  - {id: text, ask: "What happened, in a line?", type: text, when: {kind: text}}
  - {id: long, ask: What happened?, type: long, when: {kind: long}}
  - {id: list, ask: What could help?, type: list, when: {kind: list}}
  - {id: date, ask: When was it?, type: date, when: {kind: date}}
  - {id: scale, ask: How bad is it?, type: scale, range: 0-10, when: {kind: scale}}
  - {id: yesno, ask: Are you sure?, type: yesno, when: {kind: yesno}}
  - {id: choice, ask: Which one is it?, type: choice, options: {slip: a slip, plan: a wrong plan}, when: {kind: choice}}
  - {id: free, ask: What was it?, type: choice, options: {slip: a slip, plan: a wrong plan}, other: something else,
     when: {kind: free}}
  - {id: marks, ask: Which parts?, type: choices, options: {people: people, money: money}, other: something more,
     when: {kind: marks}}
  - id: group
    ask: Who needs to know?
    type: group
    item: person
    label: "{who}: {what}"
    when: {kind: group}
    fields:
      - {id: who, ask: Who?, type: text}
      - {id: what, ask: What will you say?, type: text}
  - {id: letter, ask: Change this until it is yours., type: letter, template: [Dear Sam.], when: {kind: [letter, reopen]}}
  - {id: reopen, ask: "Read it once more, with a day between.", type: reopen, of: letter, when: {kind: reopen}}
"""
TITLED = """\
flow: titled
version: 1
title: Titled
about: A flow about a setback that it does not name itself.
needs: setback
steps:
  - {id: text, ask: "What happened, in a line?", type: text}
  - {id: more, ask: And then?, type: yesno}
"""


@dataclass(frozen=True)
class Hand:
    """How one asker is dealt with: `keys` up to where something is half typed, each with what stands there then; what
    stands `again` at the question later; and the keys for `going_on`, each with what stands there then, to its end."""

    keys: tuple[tuple[str, str], ...] = ()
    again: tuple[str, ...] = ()
    going_on: tuple[tuple[str, str], ...] = ((ENTER, ANYTHING),)


@dataclass(frozen=True)
class HalfTyped:
    """A prompt at which something is half typed.

    `trail` are the answers before it, in order, in a draft that is gone on with; None for a flow that is begun. `asked`
    is the question; `typing` is what the draft is to keep, None where there is nothing to lose, and `answer` what is to
    stand in the entry in the end, at the question `at`.
    """

    name: str
    at: str
    asked: str
    full: Hand | None
    plain: Hand
    answer: dict[str, Any]
    trail: tuple[object, ...] | None = ()
    typing: str | None = None
    spot: dict[str, Any] = field(default_factory=dict)


def written(text: str) -> tuple[tuple[str, str], ...]:
    """Keys that stand on the screen when they are typed."""
    return ((text, text),)


TYPED = written(HALF)
PEOPLE = ("group", True, "Ada", "all of it")

PROMPTS = (
    HalfTyped(
        "text", "text", "What happened, in a line?",
        Hand(TYPED, (HALF,)), Hand(TYPED, (f"You had begun: {HALF}",)),
        trail=("text",), typing=HALF, answer={"value": HALF},
    ),
    HalfTyped(
        "first question", "text", TITLE,
        Hand((("A late reply\r", "What happened, in a line?"), *TYPED), (HALF,), ((ENTER, "And then?"), (ENTER, ANYTHING))),
        Hand((("A late reply\r", "What happened, in a line?"), *TYPED), (f"You had begun: {HALF}",),
             ((ENTER, "And then?"), (ENTER, ANYTHING))),
        trail=None, typing=HALF, answer={"value": HALF},
    ),
    HalfTyped(
        "long", "long", "What happened?",
        Hand((("First this.\r\r" + HALF, HALF),), ("First this.", HALF), ((DONE, ANYTHING),)),
        Hand((("First this.\r\r" + HALF, HALF),), ("So far:", "First this.", HALF)),
        trail=("long",), typing=f"First this.\n\n{HALF}", answer={"value": f"First this.\n\n{HALF}"},
    ),
    HalfTyped(
        "list", "list", "What could help?",
        Hand((("sleep\ra list\r" + HALF, HALF),), ("sleep a list", HALF), ((ENTER + ENTER, ANYTHING),)),
        Hand((("sleep\ra list\r" + HALF, HALF),), ("So far:", f"1. sleep 2. a list 3. {HALF}")),
        trail=("list",), typing=f"sleep\na list\n{HALF}",
        answer={"value": [{"key": "1", "text": "sleep"}, {"key": "2", "text": "a list"}, {"key": "3", "text": HALF}]},
    ),
    HalfTyped(
        "date", "date", "When was it?",
        Hand(written("2026-03-0"), ("2026-03-0",), (("4\r", ANYTHING),)),
        Hand(written("2026-03-0"), ("You had begun: 2026-03-0",), (("2026-03-04\r", ANYTHING),)),
        trail=("date",), typing="2026-03-0", answer={"value": "2026-03-04"},
    ),
    HalfTyped(
        "scale", "scale", "How bad is it?",
        Hand((("1", "› 1"),), ("› 1",), (("0\r", ANYTHING),)),
        Hand((("1", "> 1"),), ("You had begun: 1",), (("10\r", ANYTHING),)),
        trail=("scale",), typing="1", answer={"value": 10},
    ),
    HalfTyped(
        "free words", "free", "What was it?",
        Hand(((UP + ENTER, "something else:"), *TYPED), ("› something else",), ((ENTER, HALF), (ENTER, ANYTHING))),
        Hand((("3\r", "something else, in your words:"), *TYPED), (f"Now: 3, something else: {HALF}.",),
             ((ENTER, f"Now: {HALF}"), (ENTER, ANYTHING))),
        trail=("free",), typing=f"other: {HALF}", answer={"value": "other", "other": HALF},
    ),
    HalfTyped(
        "words in place of a number", "free", "What was it?",
        None,
        Hand(TYPED, (f"Now: 3, something else: {HALF}.",), ((ENTER, f"Now: {HALF}"), (ENTER, ANYTHING))),
        trail=("free",), typing=f"other: {HALF}", answer={"value": "other", "other": HALF},
    ),
    HalfTyped(
        "marks", "marks", "Which parts?",
        Hand(((SPACE + DOWN + SPACE, "● people › ● money"),), ("● people ● money",)),
        Hand((("1 2", "> 1 2"),), ("Now: 1, people; 2, money.",)),
        trail=("marks",), typing="people\nmoney", answer={"value": ["people", "money"]},
    ),
    HalfTyped(
        "marks with free words", "marks", "Which parts?",
        Hand(((SPACE + DOWN + DOWN + SPACE + ENTER, "something more:"), *TYPED), ("● people", "● something more"),
             ((ENTER, HALF), (ENTER, ANYTHING))),
        Hand((("1 3\r", "something more, in your words:"), *TYPED), (f"Now: 1, people; 3, something more: {HALF}.",),
             ((ENTER, f"Now: {HALF}"), (ENTER, ANYTHING))),
        trail=("marks",), typing=f"people\nother: {HALF}", answer={"value": ["people", "other"], "other": HALF},
    ),
    HalfTyped(
        "choice", "choice", "Which one is it?",
        Hand(((DOWN + DOWN, "› a wrong plan"),), ("› leave empty",), ((DOWN, "› a slip"), (ENTER, ANYTHING))), Hand(((("1", "> 1"),)), ("a wrong plan",), (("1\r", ANYTHING),)),
        trail=("choice",), answer={"value": "slip"},
    ),
    HalfTyped(
        "yes or no", "yesno", "Are you sure?",
        Hand(((UP, "› no"),), ("› leave empty",), ((DOWN, "› yes"), (ENTER, ANYTHING))), Hand((("2", "> 2"),), ("1. yes",), (("1\r", ANYTHING),)),
        trail=("yesno",), answer={"value": True},
    ),
    HalfTyped(
        "field", "group", "Who needs to know?",
        Hand(TYPED, ("Ada: all of it", HALF), ((ENTER, "that is all"), (ENTER, ANYTHING))),
        Hand(TYPED, ("Ada: all of it", f"You had begun: {HALF}"), ((ENTER, "that is all"), (ENTER, ANYTHING))),
        trail=(*PEOPLE, True, "Ben"), typing=HALF, spot={"record": 2, "field": "what"},
        answer={"value": [{"key": "1", "who": "Ada", "what": "all of it"}, {"key": "2", "who": "Ben", "what": HALF}]},
    ),
    HalfTyped(
        "gate", "group", "Who needs to know?",
        Hand(((UP, "› add another person"),), ("Ada: all of it", "› that is all")),
        Hand((("1", "> 1"),), ("Ada: all of it", "Enter alone: that is all.")),
        trail=PEOPLE, answer={"value": [{"key": "1", "who": "Ada", "what": "all of it"}]},
    ),
    HalfTyped(
        "letter", "letter", "Change this until it is yours.",
        Hand((("\r" + HALF, HALF),), ("Dear Sam.", HALF), ((DONE, ANYTHING),)),
        Hand(TYPED, ("So far:", "Dear Sam.", HALF)),
        trail=("letter",), typing=f"Dear Sam.\n{HALF}", answer={"value": f"Dear Sam.\n{HALF}"},
    ),
    HalfTyped(
        "reopen", "letter", "Read it once more, with a day between.",
        Hand((("\r" + HALF, HALF),), ("Sorry.", HALF), ((DONE, ANYTHING),)),
        Hand(TYPED, ("So far:", "Sorry.", HALF)),
        trail=("reopen", "Sorry."), typing=f"Sorry.\n{HALF}", spot={"question": "reopen"},
        answer={"value": f"Sorry.\n{HALF}"},
    ),
    HalfTyped(
        "looking over", "text", ANYTHING,
        Hand(((DOWN, "› Which kind?"),), ("› No, keep it like this", HALF, "stop, all is kept"), ()), Hand((("2", "> 2"),), (HALF,), ()),
        trail=("text", HALF), answer={"value": HALF},
    ),
)  # fmt: skip
BEFORE_ANYTHING = HalfTyped("a title asked first", "", TITLE, Hand(TYPED), Hand(TYPED), trail=None, answer={})
"""The one prompt of a flow that comes before there is a draft to keep anything in."""


def answered(entry: str, question: str) -> dict[str, Any]:
    """What an entry, as JSON, says to a question."""
    found: dict[str, Any] = next(each for each in json.loads(entry)["answers"] if each["id"] == question)
    return found
