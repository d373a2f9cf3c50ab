"""Steps and questions that do not hold together are found before anybody is asked."""

from __future__ import annotations

import pytest

from tests.flow.checking import Case, case, found, sentence

OTHER_STEPS = [
    case(
        "a stop in a repeated section",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {type: section, title: '{it}', each: c}
          - {id: q, ask: Why?, type: text}
          - {type: stop, keep: entry}
        """,
        "5:6: a repeated section cannot stop",
    ),
    case(
        "a stop that keeps a draft and asks nothing anew",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: stop, keep: draft}
        """,
        "3:5: 'again' is missing: the question that is asked anew when the draft is gone on with",
    ),
    case(
        "a stop that keeps an entry and asks anew",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: stop, keep: entry, again: q}
        """,
        "3:31: only a draft can be gone on with (keep: draft)",
    ),
    case(
        "a stop that asks anew what comes later",
        """
        steps:
          - {type: stop, keep: draft, again: q, when: {define.severity: large}}
          - {id: q, ask: Why?, type: text}
        """,
        "2:31: 'q' is asked only later; name an earlier one",
    ),
    case(
        "a stop that asks anew what is not there",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: stop, keep: draft, again: qq, when: {define.severity: large}}
        """,
        "3:31: there is no question 'qq' in this flow; did you mean 'q'?",
    ),
    case(
        "a stop that asks anew what is asked once per item",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {id: r, ask: 'Why {it}?', type: text, each: c}
          - {type: stop, keep: draft, again: r, when: {define.severity: large}}
        """,
        "4:31: 'r' is asked once per item; name one that is asked once",
    ),
    case(
        "reopening what is no letter",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: reopen, id: r, of: q, ask: Once more?}
        """,
        "3:27: 'q' is no letter",
    ),
    case(
        "reopening what is not there",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: reopen, id: r, of: qq, ask: Once more?}
        """,
        "3:27: there is no question 'qq' in this flow; did you mean 'q'?",
    ),
    case(
        "reopening in words that are not there",
        """
        steps:
          - {id: q, ask: Yours?, type: letter}
          - {type: reopen, id: r, of: q, ask: '{x}', hint: '{y}'}
        """,
        "3:34: there is no question 'x' in this flow",
        "3:46: there is no question 'y' in this flow",
    ),
]


@pytest.mark.parametrize("case", OTHER_STEPS, ids=sentence)
def test_a_stop_or_reopening_that_cannot_work_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


QUESTIONS = [
    case(
        "showing nothing",
        """
        steps:
          - {id: q, ask: Why?, type: text, show: {}}
        """,
        "2:36: 'show' shows nothing; write before or after",
    ),
    case(
        "at least more than at most",
        """
        steps:
          - {id: q, ask: Which?, type: list, at_least: 3, at_most: 2}
        """,
        "2:38: at least 3 and at most 2 cannot both be",
    ),
    case(
        "at least more than there are options",
        """
        steps:
          - {id: q, ask: Which?, type: choices, options: {a: A}, other: else, at_least: 3}
        """,
        "2:71: at least 3, and there are only 2 options",
    ),
    case(
        "a default outside the scale",
        """
        steps:
          - {id: q, ask: How bad?, type: scale, range: 1-5, default: 7}
        """,
        "2:53: 7 lies outside 1-5",
    ),
    case(
        "a default that is no option",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {small: S, large: L}, default: smal}
        """,
        "2:71: there is no option 'smal'; did you mean 'small'?",
    ),
    case(
        "one of the defaults that is no option",
        """
        steps:
          - {id: q, ask: Which?, type: choices, options: {a: A, b: B}, default: [a, zzz]}
        """,
        "2:64: there is no option 'zzz'; there are a, b",
    ),
    case(
        "an option key that is none",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {Big one: A, b: B}}
        """,
        "2:50: 'Big one' is no option key; use small letters, digits and _",
    ),
    case(
        "a second other",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {a: A, other: O}, other: else}
        """,
        "2:67: there is an option 'other' already",
    ),
    case(
        "options from what has no items",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {id: r, ask: Which?, type: choice, options: {from: q}}
        """,
        "3:50: 'q' has no items to choose from",
    ),
    case(
        "options from one of several without items",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {id: r, ask: Which?, type: choice, options: {from: [define.ideas, q]}}
        """,
        "3:71: 'q' has no items to choose from",
    ),
    case(
        "options of all setbacks from this flow",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {id: r, ask: Which?, type: choice, options: {from: c, of: all_setbacks}}
        """,
        "3:50: from all setbacks means from entries: write flow.question",
    ),
    case(
        "an order by what has no scale",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - id: g
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text}
              - {id: by, ask: When?, type: date}
          - {id: r, ask: Which?, type: choice, options: {from: c, order: g}}
        """,
        "9:59: 'g' is no group of this flow with a scale to order by",
    ),
    case(
        "an order by a question of another flow",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {id: r, ask: Which?, type: choice, options: {from: c, order: define.people}}
        """,
        "3:59: 'define.people' is no group of this flow with a scale to order by",
    ),
    case(
        "an order by what was not asked for each",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {id: g, ask: How good?, type: group, fields: [{id: s, ask: S?, type: scale}]}
          - {id: r, ask: Which?, type: choice, options: {from: c, order: g}}
        """,
        "4:59: 'g' is not asked once for each of these options",
    ),
    case(
        "an order of several questions",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {id: g, ask: 'How good is {it}?', each: c, type: group, fields: [{id: s, ask: S?, type: scale}]}
          - {id: r, ask: Which?, type: choice, options: {from: [c, define.ideas], order: g}}
        """,
        "4:75: options from several questions keep their own order; leave 'order' out",
    ),
    case(
        "an order by what is not there",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {id: r, ask: Which?, type: choice, options: {from: c, order: rate}}
        """,
        "3:59: there is no question 'rate' in this flow",
    ),
    case(
        "a repetition over what has no items",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {id: r, ask: 'Why {it}?', type: text, each: q}
        """,
        "3:43: 'q' has no items; 'each' goes over choices, a list, a group or entries",
    ),
    case(
        "a section repeated over what has no items",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: section, title: '{it}', each: q}
          - {id: r, ask: Why?, type: text}
        """,
        "3:36: 'q' has no items; 'each' goes over choices, a list, a group or entries",
    ),
    case(
        "a repetition in a repetition",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {type: section, title: '{it}', each: c}
          - {id: r, ask: Why?, type: text, each: define.ideas}
        """,
        "4:36: its section is repeated already; one 'each' is all there is",
    ),
    case(
        "a repetition over what comes later",
        """
        steps:
          - {id: r, ask: 'Why {it}?', type: text, each: c}
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
        """,
        "2:43: 'c' is asked only later; name an earlier one",
    ),
    case(
        "suggestions from what is not there",
        """
        steps:
          - {id: q, ask: Which?, type: list, suggest: define.idea}
        """,
        "2:38: there is no question 'idea' in flow 'define'; did you mean 'ideas'?",
    ),
]


@pytest.mark.parametrize("case", QUESTIONS, ids=sentence)
def test_a_question_that_cannot_be_asked_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


GROUPS = [
    case(
        "a second field with the same id",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: a, ask: A?, type: text}, {id: a, ask: B?, type: text}]}
        """,
        "2:77: there is a field 'a' already",
    ),
    case(
        "a field id that means something in a record",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: key, ask: A?, type: text}]}
        """,
        "2:47: 'key' means something else in a record; take another id",
    ),
    case(
        "a private field",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: a, ask: A?, type: text, private: true}]}
        """,
        "2:75: a field has no 'private'; write it on the group",
    ),
    case(
        "a field that is followed up",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: a, ask: A?, type: date, follow_up: {kind: k, text: t}}]}
        """,
        "2:75: a field has no 'follow_up'; write it on the group",
    ),
    case(
        "a field asked once per item",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: a, ask: A?, type: text, each: define.ideas}]}
        """,
        "2:75: a field has no 'each'; write it on the group",
    ),
    case(
        "a field with a condition on a later field",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: a, ask: A?, type: text, when: {b: yes}}, {id: b, ask: B?, type: yesno}]}
        """,
        "2:82: 'b' is asked only later in the record; name an earlier field",
    ),
    case(
        "a field in words that are not there",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: a, ask: 'A {x}?', type: text}]}
        """,
        "2:54: there is no question 'x' in this flow",
    ),
    case(
        "a field with a default outside its scale",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: a, ask: A?, type: scale, default: 11}]}
        """,
        "2:76: 11 lies outside 0-10",
    ),
    case(
        "a label from what is no field",
        """
        steps:
          - {id: g, ask: Who?, type: group, label: '{b}', fields: [{id: a, ask: A?, type: text}]}
        """,
        "2:37: there is no question 'b' in this flow",
    ),
]


@pytest.mark.parametrize("case", GROUPS, ids=sentence)
def test_a_group_that_cannot_be_recorded_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


LETTERS = [
    case(
        "a line that is neither",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [{when: {define.title: {answered: true}}}]}
        """,
        "2:51: a line of a letter has either 'text', or 'each' with 'line'",
    ),
    case(
        "a line that is both",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [{each: define.ideas, line: '- {it}', text: Dear you}]}
        """,
        "2:51: a line of a letter has either 'text', or 'each' with 'line'",
    ),
    case(
        "a repeated line without its words",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [{each: define.ideas, head: I will}]}
        """,
        "2:51: a line of a letter has either 'text', or 'each' with 'line'",
    ),
    case(
        "a text with a head",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [{text: Dear you, head: I will}]}
        """,
        "2:51: a line of a letter has either 'text', or 'each' with 'line'",
    ),
    case(
        "a line over what has no items",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [{each: define.title, line: '{it}'}]}
        """,
        "2:52: 'define.title' has no items",
    ),
    case(
        "a field in a line over one field of the records",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [{each: define.people.who, line: '{worth}'}]}
        """,
        "2:77: there is no question 'worth' in this flow",
    ),
    case(
        "a bracket over two lines, of which each may fall out",
        """
        steps:
          - {id: r, ask: Why?, type: text}
          - {id: q, ask: Yours?, type: letter, template: ["Dear you [because\\n{r}]"]}
        """,
        "3:51: '[' and '{' are closed on the line of the letter where they begin",
    ),
    case(
        "a line that stands only where something private was said",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [{when: {define.cause: {answered: true}}, text: I know it.}]}
        """,
        "2:59: 'define.cause' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "a card of nothing",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, brief: true}
        """,
        "2:40: there is nothing to shorten without a template; leave 'brief' out",
    ),
    case(
        "the item in a head",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [{each: define.ideas, head: 'On {it}', line: '{it}'}]}
        """,
        "2:72: '{it}' has a meaning only where something is asked once per item ('each')",
    ),
    case(
        "a line with a condition on what is not there",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [Dear you, {when: {r: x}, text: Yes.}]}
        """,
        "2:69: there is no question 'r' in this flow",
    ),
    case(
        "a line from what is not there",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [Dear you, 'because {r}']}
        """,
        "2:61: there is no question 'r' in this flow",
    ),
]


@pytest.mark.parametrize("case", LETTERS, ids=sentence)
def test_a_letter_that_cannot_be_composed_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


FOLLOW_UPS = [
    case(
        "a date with another date",
        """
        steps:
          - {id: q, ask: When?, type: date, follow_up: {kind: k, text: t, on: q}}
        """,
        "2:67: a date question is its own date; leave 'on' out",
    ),
    case(
        "on what is no field",
        """
        steps:
          - {id: q, ask: Why?, type: text, follow_up: {kind: k, text: t, on: by}}
        """,
        "2:66: 'by' is no date field of 'q'",
    ),
    case(
        "on a field that is no date",
        """
        steps:
          - id: g
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text}
              - {id: by, ask: When?, type: date}
            follow_up: {kind: k, text: t, on: who}
        """,
        "8:35: 'who' is no date field of 'g'",
    ),
    case(
        "on no day at all",
        """
        steps:
          - {id: q, ask: Why?, type: text, follow_up: {kind: k, text: t}}
        """,
        "2:36: 'follow_up' says no day; write 'on' (a date field) or 'in' (a span of time)",
    ),
    case(
        "in words that are not there",
        """
        steps:
          - id: g
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text}
              - {id: by, ask: When?, type: date}
            follow_up: {kind: k, text: 'tell {whom}', people: '{x}', on: by}
        """,
        "8:26: there is no question 'whom' in this flow",
        "8:47: there is no question 'x' in this flow",
    ),
    case(
        "unless what is not there",
        """
        steps:
          - id: g
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text}
              - {id: by, ask: When?, type: date}
            follow_up: {kind: k, text: 'tell {who}', on: by, unless: {told: yes}}
        """,
        "8:63: there is no question 'told' in this flow",
    ),
    case(
        "that opens a flow that is not there",
        """
        steps:
          - id: g
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text}
              - {id: by, ask: When?, type: date}
            follow_up: {kind: k, text: 'tell {who}', on: by, opens: defne}
        """,
        "8:54: there is no flow 'defne'; did you mean 'define'?",
    ),
    case(
        "with what is private",
        """
        steps:
          - {id: q, ask: Why?, type: text, follow_up: {kind: k, in: 2w, text: '{define.cause}'}}
        """,
        "2:65: 'define.cause' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "of a kind that is called like a question which promises something",
        """
        follow_up:
          - {kind: q, in: 2w, text: look again}
          - {kind: r, in: 2w, text: look again}
        steps:
          - {id: q, ask: Why?, type: text, follow_up: {kind: k, in: 1w, text: '{q}'}}
          - {id: r, ask: And?, type: text}
        """,
        "2:6: 'q' is also a question that promises something, and both would be known by one name; take another word",
    ),
]


@pytest.mark.parametrize("case", FOLLOW_UPS, ids=sentence)
def test_a_follow_up_that_could_not_come_back_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


TESTS_OF_ANSWERS = [
    case(
        "an option that is not there",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.severity: huge}}
        """,
        "2:43: there is no option 'huge'; there are small, large",
    ),
    case(
        "an option nearly there, under not",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.severity: {not: [small, larg]}}}
        """,
        "2:43: there is no option 'larg'; did you mean 'large'?",
    ),
    case(
        "an amount of a text",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.title: {at_least: 2}}}
        """,
        "2:43: 'at_least' and 'at_most' compare scales and numbers of items; this is a text",
    ),
    case(
        "an amount of a choice",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.severity: {at_most: 2}}}
        """,
        "2:43: 'at_least' and 'at_most' compare scales and numbers of items; this is a choice",
    ),
    case(
        "a bound outside the scale",
        """
        steps:
          - {id: s, ask: S?, type: scale}
          - {id: q, ask: Why?, type: text, when: {s: {at_least: 11}}}
        """,
        "3:43: 11 lies outside 0-10",
    ),
    case(
        "a number outside the scale",
        """
        steps:
          - {id: s, ask: S?, type: scale}
          - {id: q, ask: Why?, type: text, when: {s: [3, 11]}}
        """,
        "3:43: 11 lies outside 0-10",
    ),
    case(
        "a word for a scale",
        """
        steps:
          - {id: s, ask: S?, type: scale}
          - {id: q, ask: Why?, type: text, when: {s: high}}
        """,
        "3:43: a scale is compared with a number, not with 'high'",
    ),
    case(
        "a raised digit for a scale",
        """
        steps:
          - {id: s, ask: S?, type: scale}
          - {id: q, ask: Why?, type: text, when: {s: ²}}
        """,
        "3:43: a scale is compared with a number, not with '²'",
    ),
    case(
        "bounds that exclude each other",
        """
        steps:
          - {id: s, ask: S?, type: scale}
          - {id: q, ask: Why?, type: text, when: {s: {at_least: 6, at_most: 5}}}
        """,
        "3:43: at least 6 and at most 5 cannot both be",
    ),
    case(
        "a word for a group",
        """
        steps:
          - id: g
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text}
              - {id: by, ask: When?, type: date}
          - {id: q, ask: Why?, type: text, when: {g: me}}
        """,
        "8:43: a question of type group is tested with 'answered' or a number",
    ),
    case(
        "a word for a date",
        """
        steps:
          - {id: d, ask: When?, type: date}
          - {id: q, ask: Why?, type: text, when: {d: today}}
        """,
        "3:43: a question of type date is tested with 'answered'",
    ),
    case(
        "a word for entries",
        """
        steps:
          - {id: e, ask: Which?, type: entries}
          - {id: q, ask: Why?, type: text, when: {e: last}}
        """,
        "3:43: a question of type entries is tested with 'answered' or a number",
    ),
    case(
        "a word for a yes or no",
        """
        steps:
          - {id: y, ask: Sure?, type: yesno}
          - {id: q, ask: Why?, type: text, when: {y: maybe}}
        """,
        "3:43: a yes/no question is never 'maybe'; write yes or no",
    ),
    case(
        "a word for the field of a group",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: y, ask: Sure?, type: yesno}]}
          - {id: q, ask: Why?, type: text, when: {g.y: often}}
        """,
        "3:43: a yes/no question is never 'often'; write yes or no",
    ),
]


@pytest.mark.parametrize("case", TESTS_OF_ANSWERS, ids=sentence)
def test_a_test_that_no_answer_could_pass_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]
