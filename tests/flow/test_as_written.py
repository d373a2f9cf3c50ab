"""A text that is shown as it stands in the file holds nothing that would have to be filled in."""

from __future__ import annotations

import pytest

from tests.flow.checking import Case, case, found, sentence

WRONG = "an answer cannot be put in here, this text is shown as it stands; leave '{' and '}' out"
FILLED_NOWHERE = [
    case("the title of a flow", 'title: "On {q}"', f"1:1: {WRONG}"),
    case("the line about a flow", 'about: "On {q}"', f"1:1: {WRONG}"),
    case("the words before a flow", 'intro: "On {q}"', f"1:1: {WRONG}"),
    case(
        "an example",
        """
        steps:
          - {id: q, ask: Why?, type: text, example: 'As {define.title}'}
        """,
        f"2:36: {WRONG}",
    ),
    case(
        "a nudge",
        """
        steps:
          - {id: q, ask: Why?, type: list, nudges: [More?, 'More than {q}?']}
        """,
        f"2:52: {WRONG}",
    ),
    case(
        "the label of a free answer, and of an option",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {a: A, b: 'not {define.title}'}, other: 'else {'}
        """,
        f"2:56: {WRONG}",
        f"2:82: {WRONG}",
    ),
    case(
        "what a record is called",
        """
        steps:
          - {id: g, ask: Who?, type: group, item: '{who}', fields: [{id: who, ask: Who?, type: text}]}
        """,
        f"2:37: {WRONG}",
    ),
    case(
        "the example and the options of a field",
        """
        steps:
          - id: g
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text, example: '{define.title}'}
              - {id: how, ask: How?, type: choices, options: {a: 'A}'}}
        """,
        f"6:42: {WRONG}",
        f"7:55: {WRONG}",
    ),
]


@pytest.mark.parametrize("case", FILLED_NOWHERE, ids=sentence)
def test_a_hole_that_nothing_would_fill_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


def test_brackets_are_shown_as_they_stand() -> None:
    assert found("title: 'Mine [of a sort'\nsteps: [{id: q, ask: Why?, type: text, example: 'as [x]'}]") == []
