"""A flow refers only to what is there, was asked before, and may be seen."""

from __future__ import annotations

import pytest

from tests.flow.checking import Case, case, found, sentence

THE_FLOW = [
    case(
        "a flow that asks nothing",
        """
        steps:
          - {type: note, text: Hello}
        """,
        "1:1: a flow asks at least one question",
    ),
    case(
        "a second question with the same id",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {id: q, ask: Why?, type: text}
        """,
        "3:6: there is a 'q' already",
    ),
    case(
        "a note with the id of a question",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: note, id: q, text: Hello}
        """,
        "3:18: there is a 'q' already",
    ),
    case(
        "an id that means the item",
        """
        steps:
          - {id: it, ask: Why?, type: text}
        """,
        "2:6: 'it' means something else in a flow; take another id",
    ),
    case(
        "an id that means the person's name",
        """
        steps:
          - {id: name, ask: Who?, type: text}
        """,
        "2:6: 'name' means something else in a flow; take another id",
    ),
    case(
        "an id that is a word of conditions",
        """
        steps:
          - {id: any, ask: Why?, type: text}
        """,
        "2:6: 'any' means something else in a flow; take another id",
    ),
    case(
        "an empty section",
        """
        steps:
          - {type: section, title: First}
          - {type: section, title: Second}
          - {id: q, ask: Why?, type: text}
        """,
        "2:21: nothing stands in this section",
    ),
    case(
        "an empty last section",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: section, title: Last}
        """,
        "3:21: nothing stands in this section",
    ),
    case(
        "a title from a question that is not there",
        "names_setback: qq",
        "1:1: there is no question 'qq' in this flow; did you mean 'q'?",
    ),
    case(
        "a title from a question that is no text",
        """
        names_setback: q
        steps:
          - {id: q, ask: Why?, type: long}
        """,
        "1:1: 'names_setback' must be a text question of this flow, asked once",
    ),
    case(
        "a title from a question asked once per item",
        """
        names_setback: r
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {id: r, ask: 'Why {it}?', type: text, each: c}
        """,
        "1:1: 'names_setback' must be a text question of this flow, asked once",
    ),
    case(
        "a title from a question in a repeated section",
        """
        names_setback: r
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}}
          - {type: section, title: '{it}', each: c}
          - {id: r, ask: Why?, type: text}
        """,
        "1:1: 'names_setback' must be a text question of this flow, asked once",
    ),
    case(
        "a title that is private",
        """
        names_setback: q
        steps:
          - {id: q, ask: Why?, type: text, private: true}
        """,
        "1:1: 'q' is private, and the title is not",
    ),
    case(
        "a flow that begins a setback and needs one",
        """
        names_setback: q
        needs: setback
        """,
        "2:1: a flow that begins a setback ('names_setback') needs nothing",
    ),
    case(
        "a needed flow that is not there", "needs_entry: defin", "1:1: there is no flow 'defin'; did you mean 'define'?"
    ),
    case("a needed flow with the name of a question", "needs_entry: q", "1:1: there is no flow 'q'"),
    case(
        "a flow that needs an entry of itself",
        "needs_entry: mine",
        "1:1: a flow that needs an entry of its own can never begin",
    ),
    case("a summary of what is not asked", 'summary: "{title}"', "1:1: there is no question 'title' in this flow"),
    case(
        "a summary of what is private",
        """
        summary: "{q}"
        steps:
          - {id: q, ask: Why?, type: text, private: true}
        """,
        "1:1: 'q' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "throwing away what was written already",
        "discard: {when: {q: x}}",
        "1:1: what is thrown away must never have been written; set 'drafts: none'",
    ),
    case("a seal on what is not asked", "seal: {when: {r: x}, for: 4w}", "1:15: there is no question 'r' in this flow"),
    case(
        "throwing away on what is not asked",
        """
        drafts: none
        discard: {when: {r: x}}
        """,
        "2:18: there is no question 'r' in this flow",
    ),
    case(
        "a follow-up of the flow in words that are not there",
        'follow_up: [{kind: look, in: 2w, text: "look at {r}"}]',
        "1:34: there is no question 'r' in this flow",
    ),
    case(
        "a follow-up of the flow on what is not asked",
        "follow_up: [{kind: look, in: 2w, text: look, when: {r: x}}]",
        "1:53: there is no question 'r' in this flow",
    ),
    case(
        "a follow-up of the flow until a flow that is not there",
        "follow_up: [{kind: look, in: 2w, text: look, until: {entry: dfine}}]",
        "1:54: there is no flow 'dfine'; did you mean 'define'?",
    ),
    case(
        "a follow-up of the flow that opens a flow that is not there",
        "follow_up: [{kind: look, in: 2w, text: look, opens: dfine}]",
        "1:46: there is no flow 'dfine'; did you mean 'define'?",
    ),
]


@pytest.mark.parametrize("case", THE_FLOW, ids=sentence)
def test_a_flow_that_does_not_hold_together_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


REFERENCES = [
    case(
        "a question that is not there, with the nearest",
        """
        steps:
          - {id: reason, ask: Why?, type: text}
          - {type: note, text: "You said {reasn}."}
        """,
        "3:18: there is no question 'reasn' in this flow; did you mean 'reason'?",
    ),
    case(
        "a question of another flow that is not there",
        """
        steps:
          - {id: q, ask: Why?, type: text, default: '{define.titel}'}
        """,
        "2:36: there is no question 'titel' in flow 'define'; did you mean 'title'?",
    ),
    case(
        "a flow that is not there",
        """
        steps:
          - {id: q, ask: Why?, type: text, default: '{defin.title}'}
        """,
        "2:36: there is no flow 'defin'; did you mean 'define'?",
    ),
    case(
        "a field that is not there",
        """
        steps:
          - id: g
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text}
              - {id: by, ask: When?, type: date}
          - {type: note, text: "Tell {g.whom}."}
        """,
        "8:18: 'g' has no field 'whom'; did you mean 'who'?",
    ),
    case(
        "a field of another flow that is not there",
        """
        steps:
          - {id: q, ask: Why?, type: text, default: '{define.people.whom}'}
        """,
        "2:36: 'people' has no field 'whom'; did you mean 'who'?",
    ),
    case(
        "a field of a question without any",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: note, text: "{q.who}"}
        """,
        "3:18: 'q' has no field 'who'",
    ),
    case(
        "a field of a field",
        """
        steps:
          - id: g
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text}
              - {id: by, ask: When?, type: date}
          - {type: note, text: "Tell {g.who.name}."}
        """,
        "8:18: 'g.who.name' names no answer; write question, flow.question or question.field",
    ),
    case(
        "a field of a field of another flow",
        """
        steps:
          - {id: q, ask: Why?, type: text, default: '{define.people.who.name}'}
        """,
        "2:36: 'define.people.who.name' names no answer; write question, flow.question or question.field",
    ),
    case(
        "a question that comes later",
        """
        steps:
          - {type: note, text: "You said {q}."}
          - {id: q, ask: Why?, type: text}
        """,
        "2:18: 'q' is asked only later; name an earlier one",
    ),
    case(
        "the very question",
        """
        steps:
          - {id: q, ask: "Why {q}?", type: text}
        """,
        "2:13: 'q' is this very question; name an earlier one",
    ),
    case(
        "a condition on the very question",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {q: {answered: true}}}
        """,
        "2:43: 'q' is this very question; name an earlier one",
    ),
    case(
        "a condition on a question that comes later",
        """
        steps:
          - {type: section, title: First, when: {q: x}}
          - {id: q, ask: Why?, type: text}
        """,
        "2:42: 'q' is asked only later; name an earlier one",
    ),
    case(
        "a condition on a question that is not there",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {any: [{entry: define}, {r: x}]}}
        """,
        "2:67: there is no question 'r' in this flow",
    ),
    case(
        "a condition on entries of a flow that is not there",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {entry: [define, dfine]}}
        """,
        "2:43: there is no flow 'dfine'; did you mean 'define'?",
    ),
    case(
        "a condition on no entries of a flow that is not there",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {no_entry: dfine}}
        """,
        "2:43: there is no flow 'dfine'; did you mean 'define'?",
    ),
    case(
        "the item where nothing is repeated",
        """
        steps:
          - {id: q, ask: "Why {it}?", type: text}
        """,
        "2:13: '{it}' has a meaning only where something is asked once per item ('each')",
    ),
    case(
        "the item in the title of a section that is not repeated",
        """
        steps:
          - {type: section, title: '{it}'}
          - {id: q, ask: Why?, type: text}
        """,
        "2:21: '{it}' has a meaning only where something is asked once per item ('each')",
    ),
    case(
        "what is private in a question that is not",
        """
        steps:
          - {id: q, ask: Why?, type: text, private: true}
          - {id: r, ask: "And {q}?", type: text}
        """,
        "3:13: 'q' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "what is private in a note",
        """
        steps:
          - {type: note, text: "{define.cause}"}
          - {id: q, ask: Why?, type: text}
        """,
        "2:18: 'define.cause' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "what is private in a default",
        """
        steps:
          - {id: q, ask: Why?, type: long, default: "{define.title|define.cause}"}
        """,
        "2:36: 'define.cause' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "what is private in a hint",
        """
        steps:
          - {id: q, ask: Why?, hint: "{define.cause}", type: long}
        """,
        "2:24: 'define.cause' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "what is private shown around",
        """
        steps:
          - {id: q, ask: Why?, type: text, show: {before: define.cause}}
        """,
        "2:43: 'define.cause' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "what is private in a letter",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: ["Because {define.cause}"]}
        """,
        "2:51: 'define.cause' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "what is private repeated",
        """
        steps:
          - {id: c, ask: Which?, type: list, private: true}
          - {id: r, ask: 'Why {it}?', type: text, each: c}
        """,
        "3:43: 'c' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "what is private as options",
        """
        steps:
          - {id: c, ask: Which?, type: list, private: true}
          - {id: r, ask: Which?, type: choice, options: {from: c}}
        """,
        "3:50: 'c' is private and would be seen here; make this private too, or leave it out",
    ),
    case(
        "what is private suggested",
        """
        steps:
          - {id: c, ask: Which?, type: list, private: true}
          - {id: r, ask: Which?, type: list, suggest: c}
        """,
        "3:38: 'c' is private and would be seen here; make this private too, or leave it out",
    ),
]


@pytest.mark.parametrize("case", REFERENCES, ids=sentence)
def test_a_reference_that_leads_nowhere_or_shows_too_much_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


TEXTS = [
    case(
        "a brace that is not closed",
        """
        steps:
          - {id: q, ask: "Why {", type: text}
        """,
        "2:13: '{' is never closed; write '{{' for a brace of your own",
    ),
    case(
        "a brace that closes nothing",
        """
        steps:
          - {id: q, ask: "Why }", type: text}
        """,
        "2:13: '}' without its beginning; write '}}' for one of your own",
    ),
    case(
        "a bracket that is not closed",
        """
        steps:
          - {id: q, ask: "Why [", type: text}
        """,
        "2:13: '[' is never closed; write '[[' for a bracket of your own",
    ),
    case(
        "a bracket that closes nothing",
        """
        steps:
          - {id: q, ask: "Why ]", type: text}
        """,
        "2:13: ']' without its beginning; write ']]' for one of your own",
    ),
    case(
        "a bracket in a bracket",
        """
        steps:
          - {id: q, ask: "Why [a [b]]", type: text}
        """,
        "2:13: '[' inside '[..]'; write '[[' for a bracket of your own",
    ),
    case(
        "braces around nothing",
        """
        steps:
          - {id: q, ask: "Why {}", type: text}
        """,
        "2:13: '{}' names nothing; write the id of a question in it",
    ),
    case(
        "an alternative that is nothing",
        """
        steps:
          - {id: q, ask: "Why {define.title|}", type: text}
        """,
        "2:13: '{}' names nothing; write the id of a question in it",
    ),
    case(
        "a hint of a view",
        """
        steps:
          - {type: view, view: causes, hint: "{r}"}
          - {id: q, ask: Why?, type: text}
        """,
        "2:32: there is no question 'r' in this flow",
    ),
    case(
        "the words of a stop",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: stop, keep: entry, text: "{r}"}
        """,
        "3:31: there is no question 'r' in this flow",
    ),
]


@pytest.mark.parametrize("case", TEXTS, ids=sentence)
def test_a_text_that_cannot_be_composed_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]
