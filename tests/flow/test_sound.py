"""What is allowed is not complained about: each rule stops where it should."""

from __future__ import annotations

import pytest

from reflect.flow.conditions import Condition
from reflect.flow.model import Flow
from reflect.flow.soundness import flows_named
from reflect.flow.telling import condition_in_words
from tests.flow.checking import Case, case, flow_of, found, sentence

ALLOWED = [
    case("other flows as far as their questions", "needs_entry: define\nneeds: setback"),
    case("a title by a question asked once", "names_setback: q"),
    case("a flow that is followed up until it is done again", "follow_up: [{kind: k, text: t, in: 2w, until: {entry: mine}}]"),
    case("a summary of any question", 'summary: "{q}"'),
    case("text from a flow that is broken itself", 'summary: "{broken.anything}"'),
    case(
        "an earlier answer, an earlier entry of the same flow, and one's name",
        """
        steps:
          - {id: q, ask: "Was it {mine.r}?", type: text}
          - {id: r, ask: "{name}, why {q|define.people.who}?", type: text, when: {q: {answered: true}}}
        """,
    ),
    case(
        "what is private in what is private too",
        """
        steps:
          - {id: q, ask: Why?, type: long, private: true}
          - {id: r, ask: "And {q}?", type: long, private: true, default: "{define.cause}"}
        """,
    ),
    case(
        "a condition on what is private",
        """
        steps:
          - {id: q, ask: Why?, type: long, private: true}
          - {type: note, when: {q: {answered: true}}, text: Thank you.}
        """,
    ),
    case(
        "a follow-up of what is private in its own words",
        """
        steps:
          - {id: q, ask: What?, type: text, private: true, follow_up: {kind: k, in: 2w, text: "{q}"}}
        """,
    ),
    case(
        "the item in every text of what is asked once per item",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {id: q, ask: "Why {it}?", hint: "{it}", type: text, each: c, follow_up: {kind: k, in: 2w, text: "{it}"}}
          - {type: section, title: "On {it}", each: {of: c, at_most: 1}}
          - {type: note, text: "Now {it}."}
          - {id: r, ask: "What of {it}?", type: text}
          - {type: section, title: What is due, each: {due: k}}
          - {id: s, ask: "And {it}?", type: text}
        """,
    ),
    case(
        "options in the order that each was rated, by its section too",
        """
        steps:
          - {id: c, ask: Which?, type: list}
          - {type: section, title: "{it}", each: c}
          - {id: g, ask: How good?, type: group, fields: [{id: s, ask: S?, type: scale}]}
          - {type: section, title: Choose}
          - {id: r, ask: Which?, type: choice, options: {from: c, order: g}}
        """,
    ),
    case(
        "words, numbers and amounts where they can be met",
        """
        steps:
          - {id: s, ask: S?, type: scale, range: 1-5}
          - {id: y, ask: Y?, type: yesno}
          - {id: c, ask: C?, type: choices, options: {a: A, b: B}, other: else}
          - {id: e, ask: E?, type: entries}
          - {id: d, ask: D?, type: date}
          - {id: l, ask: L?, type: list}
          - {id: q, ask: Why?, type: text, when: {s: [1, 5], y: "Yes", c: {not: other}, e: {at_least: 1}, l: word}}
          - {id: r, ask: Why?, type: text, when: {s: {at_least: 1, at_most: 5}, d: {answered: false}, c: {at_most: 1}}}
          - {id: t, ask: Why?, type: text, when: {define.people.worth: {at_least: 3}, define.severity: large}}
        """,
    ),
    case(
        "a field on an earlier field, and a label with a name",
        """
        steps:
          - id: g
            ask: Who?
            type: group
            label: "{name}[, {how}]"
            fields:
              - {id: name, ask: Who?, type: text}
              - {id: told, ask: Told?, type: yesno}
              - {id: how, ask: "How does {name} know?", type: text, when: {told: yes}}
        """,
    ),
    case(
        "default texts, and doubled braces of one's own",
        """
        steps:
          - {id: q, ask: "Why {{so}} [[much]]?", type: text, default: "[{define.title}, ]because"}
        """,
    ),
    case(
        "a choice by default, the other one included",
        """
        steps:
          - {id: q, ask: Which?, type: choices, options: {a: A, b_2: B}, other: else, default: [a, other], at_least: 3}
        """,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", ALLOWED, ids=sentence)
def test_what_is_allowed_is_not_complained_about(case: Case) -> None:
    assert found(case.text) == []


def everywhere() -> Flow:
    return flow_of(
        """
        needs_entry: define
        follow_up: [{kind: k, text: "{define.title}", in: 2w, until: {entry: mine}}]
        steps:
          - {id: q, ask: "{broken.x}", type: text, when: {no_entry: define}}
        """
    )


def test_the_flows_that_a_flow_names_are_known_itself_among_them() -> None:
    assert flows_named(everywhere()) == {"define", "broken", "mine"}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"rule": ["reason", "knowing"], "who": {"answered": True}}, "rule is reason or knowing and who is answered"),
        ({"size": {"at_least": 3, "at_most": 5}}, "size is at least 3 and is at most 5"),
        ({"cause": {"not": "chance"}, "no_entry": "define"}, "cause is not chance and there is no entry of define"),
        ({"any": [{"a": "b"}, {"entry": "define"}]}, "a is b or there is an entry of define"),
        ({"a": {"answered": False}}, "a is not answered"),
    ],
)
def test_a_condition_can_be_said_in_words(condition: object, words: str) -> None:
    assert condition_in_words(Condition.parse(condition)) == words
