"""What is wrong in conditions, options, repetitions and times is said with its place."""

from __future__ import annotations

import pytest

from tests.flow.checking import Case, case, found, sentence

CONDITIONS = [
    case(
        "a condition that is a text",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: yes}
        """,
        "2:36: 'when' must be a mapping of question to answer, such as {safe: yes}",
    ),
    case(
        "a condition that is empty",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {}}
        """,
        "2:36: 'when' must be a mapping of question to answer, such as {safe: yes}",
    ),
    case(
        "a test that tests nothing",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.title: {}}}
        """,
        "2:43: 'define.title' tests nothing; write a value, or one of not, at_least, at_most, answered",
    ),
    case(
        "a test with an unknown key",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.severity: {at_leest: 3}}}
        """,
        "2:61: unknown key 'at_leest'; did you mean 'at_least'?",
    ),
    case(
        "a test against an empty list",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.severity: []}}
        """,
        "2:43: 'define.severity' is an empty list",
    ),
    case(
        "a test against a list in a list",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.severity: [small, [large]]}}
        """,
        "2:68: an item of 'define.severity' must be a text",
    ),
    case(
        "a test against nothing",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.severity: }}
        """,
        "2:43: 'define.severity' is empty",
    ),
    case(
        "a bound that is no number",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.people: {at_most: few}}}
        """,
        "2:59: 'at_most' must be a whole number, not 'few'",
    ),
    case(
        "answered is true or false",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.title: {answered: often}}}
        """,
        "2:58: 'answered' must be true or false",
    ),
    case(
        "any takes a list",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {any: {define.severity: small}}}
        """,
        "2:43: 'any' must be a list of at least two conditions",
    ),
    case(
        "any takes two conditions at least",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {any: [{define.severity: small}]}}
        """,
        "2:43: 'any' must be a list of at least two conditions",
    ),
    case(
        "any is one level deep",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {any: [{entry: define}, {any: [{entry: define}, {entry: mine}]}]}}
        """,
        "2:67: 'any' inside 'any'; one level is all there is",
    ),
    case(
        "a condition in any that is a text",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {any: [{entry: define}, entry]}}
        """,
        "2:66: an item of 'any' must be a mapping of question to answer, such as {safe: yes}",
    ),
    case(
        "entry names flows by words",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {entry: {define: yes}}}
        """,
        "2:43: 'entry' must be a text",
    ),
    case(
        "no_entry names at least one flow",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {no_entry: []}}
        """,
        "2:43: 'no_entry' is an empty list",
    ),
]


@pytest.mark.parametrize("case", CONDITIONS, ids=sentence)
def test_what_is_wrong_with_a_condition_is_said_with_its_place(case: Case) -> None:
    assert found(case.text) == [*case.expected]


OPTIONS_REPETITIONS_AND_TIME = [
    case(
        "options that are a list",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: [a, b]}
        """,
        "2:40: 'options' must be a mapping of key to label, or {from: an earlier question}",
    ),
    case(
        "options that are empty",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {}}
        """,
        "2:40: 'options' must be a mapping of key to label, or {from: an earlier question}",
    ),
    case(
        "an option without a label",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {a: , b: B}}
        """,
        "2:50: 'a' is empty",
    ),
    case(
        "an option whose label is a list",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {a: [A], b: B}}
        """,
        "2:50: 'a' must be a text",
    ),
    case(
        "options from nothing",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {from: []}}
        """,
        "2:50: 'from' is an empty list",
    ),
    case(
        "an unknown key beside from",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {from: define.affected, ordr: x}}
        """,
        "2:73: unknown key 'ordr'; did you mean 'order'?",
    ),
    case(
        "options of something other than all setbacks",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {from: define.affected, of: all}}
        """,
        "2:73: 'of' can only be all_setbacks",
    ),
    case(
        "an order that is a list",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {from: define.affected, order: [a]}}
        """,
        "2:73: 'order' must be a text",
    ),
    case(
        "a repetition that is a list",
        """
        steps:
          - {id: q, ask: Why?, type: text, each: [define.affected]}
        """,
        "2:36: 'each' must be an earlier question, or a mapping with 'of' or 'due'",
    ),
    case(
        "a repetition over nothing",
        """
        steps:
          - {id: q, ask: Why?, type: text, each: {at_most: 2}}
        """,
        "2:36: 'each' must name one of 'of' (an earlier question) and 'due' (a kind of follow-up)",
    ),
    case(
        "a repetition over two things",
        """
        steps:
          - {id: q, ask: Why?, type: text, each: {of: define.affected, due: inform}}
        """,
        "2:36: 'each' must name one of 'of' (an earlier question) and 'due' (a kind of follow-up)",
    ),
    case(
        "a repetition with an unknown key",
        """
        steps:
          - {id: q, ask: Why?, type: text, each: {of: define.affected, at_mots: 2}}
        """,
        "2:64: unknown key 'at_mots'; did you mean 'at_most'?",
    ),
    case(
        "a repetition at most 0 times",
        """
        steps:
          - {id: q, ask: Why?, type: text, each: {of: define.affected, at_most: 0}}
        """,
        "2:64: 'at_most' must be 1 or more",
    ),
    case(
        "a repetition at most a few times",
        """
        steps:
          - {id: q, ask: Why?, type: text, each: {of: define.affected, at_most: few}}
        """,
        "2:64: 'at_most' must be a whole number, not 'few'",
    ),
    case(
        "a repetition over a list of texts",
        """
        steps:
          - {id: q, ask: Why?, type: text, each: {of: [define.affected]}}
        """,
        "2:43: 'of' must be a text",
    ),
    case(
        "a span that is none",
        "seal: {when: {q: x}, for: a while}",
        "1:22: 'a while' is no span of time; write 4d, 2w, 3m or 1y",
    ),
    case(
        "a span longer than a hundred years",
        "seal: {when: {q: x}, for: 9999y}",
        "1:22: '9999y' is longer than 100 years",
    ),
    case(
        "a span in a list",
        "follow_up: [{kind: look, text: look, in: 2w, again: [1w, often]}]",
        "1:58: 'often' is no span of time; write 4d, 2w, 3m or 1y",
    ),
    case(
        "a default date that is none",
        """
        steps:
          - {id: q, ask: When?, type: date, default: soon}
        """,
        "2:37: 'soon' is no default date; write 2w (in two weeks), today, or 2026-03-01",
    ),
    case(
        "a default day that is not in the calendar",
        """
        steps:
          - {id: q, ask: When?, type: date, default: 2026-02-30}
        """,
        "2:37: there is no day 2026-02-30",
    ),
    case(
        "a default date in a thousand years",
        """
        steps:
          - {id: q, ask: When?, type: date, default: 1000y}
        """,
        "2:37: '1000y' is longer than 100 years",
    ),
    case(
        "a range that is none",
        """
        steps:
          - {id: q, ask: How bad?, type: scale, range: 0..10}
        """,
        "2:41: '0..10' is no range; write 0-10",
    ),
    case(
        "a range that runs backwards",
        """
        steps:
          - {id: q, ask: How bad?, type: scale, range: 10-0}
        """,
        "2:41: '10-0' is no range; the first number must be below the second",
    ),
    case(
        "a range of one number",
        """
        steps:
          - {id: q, ask: How bad?, type: scale, range: 5-5}
        """,
        "2:41: '5-5' is no range; the first number must be below the second",
    ),
]


@pytest.mark.parametrize("case", OPTIONS_REPETITIONS_AND_TIME, ids=sentence)
def test_what_is_wrong_with_options_repetitions_and_time_is_said_with_its_place(case: Case) -> None:
    assert found(case.text) == [*case.expected]
