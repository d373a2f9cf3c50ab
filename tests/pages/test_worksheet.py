"""A worksheet can be read, filled in, and always parsed: no text of a flow leaves its comment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from reflect.flow.conditions import Condition
from reflect.flow.model import Flow, Note, Section, Step
from reflect.flow.options import Options
from reflect.flow.questions import Choice, Group, Question, Text
from reflect.library.document import read
from reflect.pages.worksheet import WIDTH, worksheet
from reflect.terminal.sheet.left_over import blank
from tests.flow.making import FLOWS
from tests.interview.making import flow_of
from tests.interview.walks import NAMES, flow_named


def tree_of(text: str) -> dict[str, Any]:
    found = read(text.encode()).tree
    assert isinstance(found, dict)
    return found


def commented(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


def test_a_worksheet_reads_from_top_to_bottom() -> None:
    flow = flow_of(
        """
        - {type: section, title: Begin}
        - {id: title, ask: What is it called?, hint: A few words., example: A late reply, type: text, required: true}
        - {id: story, ask: What happened?, type: long, private: true}
        - {id: kind, ask: Which kind?, type: choice, options: {no: no, slip: a slip}, other: else}
        - {type: note, text: Take your time., when: {kind: slip}}
        - {type: stop, keep: entry, when: {kind: no}, text: So be it.}
        - {id: ideas, ask: What helps?, type: list, at_most: 3, nudges: [Something small?]}
        - {type: section, title: "About {it}", each: ideas, when: {kind: {not: no}}}
        - {id: how, ask: "How does {it} help?", type: long}
        - {type: section, title: End}
        - id: people
          ask: Who knows?
          type: group
          item: person
          at_least: 2
          fields:
            - {id: who, ask: Who?, type: text, required: true}
            - {id: told, ask: Told?, type: yesno}
            - {id: by, ask: By when?, type: date, only: future, default: 2w, when: {told: no}}
            - {id: words, ask: In which words?, type: long}
        """,
        "minutes: 3-5\nneeds: setback\nintro: Rough is fine.",
    )
    head, _, body = worksheet(flow).partition("# Rough is fine.\n\n")
    assert head.startswith("# Trial\n# =====\n# A trial. Takes 3-5 minutes.\n")
    assert "#     reflect trial -s SETBACK --answers FILE\n" in head
    assert body == (
        """\
# Which setback is it about?
#   Name one that is there with -s, and leave this empty; or begin a new one here, by
#   its title.
setback:_

# Begin
# -----

# What is it called? (required)
#   A few words.
#   For example: A late reply
#   One line.
title:_

# What happened?
#   Private: shown nowhere but in its own entry.
#   As many lines as you like, below the key and two spaces further in.
story: |

# Which kind?
#   One of these:
#     no
#     slip   a slip
#     other  else; in your own words: {other: "..."}
kind:_

# Only if you answered "Which kind?" with "a slip":
# Take your time.

# Only if you answered "Which kind?" with "no":
# It ends here, and the entry is made.
# So be it.

# What helps?
#   Something small?
#   One to a line, after its dash. At most 3.
ideas:
  -_

# About …
# -------
# This part only if you did not answer "Which kind?" with "no".
# This part is asked once for each thing you list under "What helps?", in their order; …
# stands for it.

# How does … help?
#   One answer for each of them, each after a dash. Or without that dash, after its
#   words and a colon.
#   As many lines as you like, below the key and two spaces further in.
how:
  - |

# End
# ---

# Who knows?
#   For each person these parts; for one more, copy them with their dash. 2 would be a
#   good start.
#     who: Who? (required) One line.
#     told: Told? yes or no.
#     by: By when? Only if you answered "Told?" with no. A day from today on:
#       2026-03-01, tomorrow, in two weeks, or in your own words.
#       Proposed: in 2 weeks
#     words: In which words? As many lines as you like, below the key and two spaces
#       further in.
people:
  - who:_
    told:_
    by:_
    words: |
""".replace("_\n", " \n")
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_its_key_and_every_key_is_empty(name: str) -> None:
    flow = flow_named(name)
    found = tree_of(worksheet(flow, {each: flow_named(each) for each in NAMES}))
    assert [*found][-len(flow.questions) :] == [*flow.questions]
    assert set(found) - {*flow.questions} <= {"setback"}
    assert blank(found)
    for group in (each for each in flow.questions.values() if isinstance(each, Group)):
        record = found[group.id][0]
        assert [*(record[0] if isinstance(record, list) else record)] == [each.id for each in group.fields]


@pytest.mark.parametrize("name", NAMES)
def test_a_worksheet_is_not_wider_than_an_editor(name: str) -> None:
    assert max(map(len, worksheet(flow_named(name)).splitlines())) <= WIDTH


BREAKING = [
    "\n",
    "\r",
    "\x85",
    "\u2028",
    "\x0b",
    "\x0c",
    "\x00",
    "\x1b[2J",
    "\ud800",
    "\ufeff",
    "\uffff",
    "\t",
    "\u202e",
]


@pytest.mark.parametrize("breaking", BREAKING, ids=ascii)
def test_a_hostile_text_does_not_leave_its_comment(breaking: str) -> None:
    words = f"Why?{breaking}title: taken{breaking}{breaking}- &a *a # x"
    options = Options(fixed=(("slip", words),))
    hostile = Flow(
        flow="trial",
        version=1,
        title=words,
        about=words,
        intro=words,
        steps=(
            Section(title=words),
            Text(id="title", ask=words, hint=words, example=words, default=words),
            Choice(id="kind", ask=words, other=words, options=options),
            Group(id="who", ask=words, item=words, fields=(Text(id="x", ask=words, hint=words),)),
            Note(text=words, when=Condition.parse({"kind": "slip", "title": words})),
        ),
    )
    text = worksheet(hostile)
    assert tree_of(text) == {"title": None, "kind": None, "who": [{"x": None}]}
    assert not {*text} & {*breaking} - {"\n", *"[2J"}
    assert len(text.splitlines()) == text.count("\n")


def _usable(flow: Flow) -> Flow:
    """`flow` with each question once, and records that have fields."""
    seen = {"setback"}
    steps: list[Step] = []
    for step in flow.steps:
        if isinstance(step, Question):
            if step.id in seen:
                continue
            seen.add(step.id)
        if isinstance(step, Group):
            fields = {each.id: each for each in step.fields}
            if not fields:
                continue
            steps.append(replace(step, fields=tuple(fields.values())))
        else:
            steps.append(step)
    return replace(flow, steps=tuple(steps))


@settings(
    settings.get_profile("ci"),
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(FLOWS.map(_usable))
def test_the_worksheet_of_any_flow_is_an_empty_answers_file(flow: Flow) -> None:
    text = worksheet(flow)
    found = read(text.encode()).tree or {}
    assert {*found} - {"setback"} == {*flow.questions}
    assert blank(found)
    assert all(line.startswith("#") or not line.strip() or _is_key(line) for line in text.split("\n"))


def _is_key(line: str) -> bool:
    return all(part in ("-", "|") or part.rstrip(":").replace("_", "").isalnum() for part in line.split())


def test_the_command_that_reaches_it_is_named() -> None:
    flow = flow_of("[{id: a, ask: A?, type: text}]")
    assert "    reflect run trial --answers FILE\n" in worksheet(flow, command="reflect run trial")
    assert "setback" not in tree_of(worksheet(flow))
    assert "setback" in tree_of(worksheet(replace(flow, needs="setback_if_any")))
    assert "setback" not in tree_of(worksheet(replace(flow, needs="setback_if_any", names_setback="a")))


def test_what_may_be_left_empty_and_what_follows_is_said() -> None:
    flow = flow_of("""
        - {id: ideas, ask: What helps?, type: list}
        - {id: pick, ask: Which?, type: choice, options: {from: ideas}}
        - {id: letter, ask: Change it., type: letter, required: true, template: ["Dear all,"]}
        - {id: plain, ask: Write it., type: letter, required: true}
        - {id: again, ask: Once more., type: reopen, of: letter}
        - {id: guess, ask: Guess., type: text, default: "{pick}", suggest: ideas}
        - {id: fixed, ask: Say., type: text, default: I am sorry.}
        - {id: hints, ask: Say more., hint: "You said {pick}.", type: text}
        - {id: came, ask: "What of {it}?", type: text, each: {due: promise}}
    """)
    said = {
        lines[0].removeprefix("# "): [line.removeprefix("#").strip() for line in lines[1:] if line.startswith("#")]
        for lines in map(str.splitlines, worksheet(flow).split("\n\n"))
    }
    assert said["Which?"] == ['One of the things you list under "What helps?":']
    assert said["Change it."][-1] == "Left empty, it is composed of your other answers."
    assert "Left empty" not in said["Write it. (required)"][-1]
    assert said["Once more."][-1] == "Left empty, the letter stays as it is."
    assert said["Guess."] == ['Perhaps something that you wrote under "What helps?" fits here.', "One line."]
    assert said["Say."][-1] == "Proposed: I am sorry."
    assert said["Say more."] == ["One line."]
    assert " ".join(said["What of …?"]) == (
        "Once for each thing that is due; … stands for it. `reflect due` shows them in their order, and `reflect due --json`"
        ' with their references ("ref"). One answer for each of them, each after a dash. Or without that dash, after its words'
        " or its reference, in quotes, and a colon. One line."
    )


def test_a_part_that_goes_over_what_is_due_says_how_each_is_named() -> None:
    flow = flow_of("""
        - {type: section, title: What you promised, each: {due: [promise, repair]}}
        - {id: kept, ask: "How does {it} stand?", type: choice, options: {kept: kept, part: partly}}
        - {id: more, ask: "What else[ for {it.people}]?", type: list}
        - {type: section, title: Some of these, ask_some: 3}
        - {id: mood, ask: How are you?, type: text}
    """)
    text = worksheet(flow)
    assert text[text.index("# What you promised") :] == (
        """\
# What you promised
# -----------------
# This part is asked once for each thing that is due; … stands for it. `reflect due`
# shows them in their order, and `reflect due --json` with their references ("ref").

# How does … stand?
#   One answer for each of them, each after a dash. Or without that dash, after its
#   words or its reference, in quotes, and a colon.
#   One of these:
#     kept
#     part  partly
kept:
  -_

# What else?
#   One answer for each of them, one dash for it, and one for each part of the answer.
#   Or without that dash, after its words or its reference, in quotes, and a colon.
#   One to a line, after its dash.
more:
  - -_

# Some of these
# -------------
# Of this part 3 questions are asked at a time; those that you answer here come first.

# How are you?
#   One line.
mood:_
""".replace("_\n", " \n")
    )
