"""What is wrong with keys and values by themselves is said with its place and with what was meant."""

from __future__ import annotations

import pytest

from tests.flow.checking import Case, case, found, found_in, sentence

START = "a flow is a mapping that begins with 'flow:'"
WHOLE_FILES = [
    case("a list", "- a\n- b", f"1:1: {START}"),
    case("a text", "Dear diary", f"1:1: {START}"),
    case("an empty file", "", f"1:1: {START}"),
    case("a file of remarks", "# nothing yet\n", f"1:1: {START}"),
    case(
        "a flow without steps",
        "flow: mine\nversion: 1\ntitle: Mine\nabout: For a test.",
        "1:1: 'steps' is missing",
    ),
    case(
        "a mapping of nothing a flow needs",
        "{}",
        "1:1: 'about' is missing",
        "1:1: 'flow' is missing",
        "1:1: 'steps' is missing",
        "1:1: 'title' is missing",
        "1:1: 'version' is missing",
    ),
]


@pytest.mark.parametrize("case", WHOLE_FILES, ids=sentence)
def test_a_file_that_is_no_flow_is_told_what_one_is(case: Case) -> None:
    assert found_in(case.text) == [*case.expected]


KEYS_AND_VALUES = [
    case(
        "an unknown key of the flow is named with the nearest",
        "titel: Mine",
        "1:1: unknown key 'titel'; did you mean 'title'?",
    ),
    case("a key far from all others gets no suggestion", "zzz: Mine", "1:1: unknown key 'zzz'"),
    case(
        "the key as Python would write it is not the key",
        "follow_up: [{kind: look, text: look, in_: 2w}]",
        "1:13: 'in' is missing",
        "1:38: unknown key 'in_'; did you mean 'in'?",
    ),
    case("nothing after a key is empty", "title:", "1:1: 'title' is empty"),
    case("nothing after steps is empty", "steps:", "1:1: 'steps' is empty"),
    case("blank quotes are empty", "title: ' '", "1:1: 'title' is empty"),
    case("a tilde is empty", "about: ~", "1:1: 'about' is empty"),
    case("a list where a text belongs", "title: [Mine]", "1:1: 'title' must be a text"),
    case("a mapping where a text belongs", "title: {a: b}", "1:1: 'title' must be a text"),
    case(
        "an id with a capital letter",
        "flow: Mine",
        "1:1: 'Mine' is no id; an id is up to 40 small letters, digits and _, a letter first",
    ),
    case(
        "an id that ends in a new line",
        r'flow: "mine\n"',
        "1:1: 'mine\n' is no id; an id is up to 40 small letters, digits and _, a letter first",
    ),
    case(
        "an id over forty letters",
        "flow: " + "a" * 41,
        "1:1: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' is no id; an id is up to 40 small letters, digits and _, a letter first",
    ),
    case(
        "an id that climbs out of its folder",
        "flow: ../mine",
        "1:1: '../mine' is no id; an id is up to 40 small letters, digits and _, a letter first",
    ),
    case("minutes that are no number", "minutes: a few", "1:1: 'a few' is no number of minutes; write 5 or 5-8"),
    case("a version that is no number", "version: 1.10", "1:1: 'version' must be a whole number, not '1.10'"),
    case("a place in the welcome of 0", "welcome: 0", "1:1: 'welcome' must be 1 or more"),
    case("a version of 0", "version: 0", "1:1: 'version' must be 1 or more"),
    case("a version that is a list", "version: [1]", "1:1: 'version' must be a whole number"),
    case("a version of five thousand digits", "version: " + "9" * 5000, "1:1: 'version' is too large a number"),
    case(
        "a need that is none",
        "needs: setbak",
        "1:1: 'needs' must be one of nothing, setback, setback_if_any, not 'setbak'; did you mean 'setback'?",
    ),
    case("a need that is a list", "needs: [setback]", "1:1: 'needs' must be one of nothing, setback, setback_if_any"),
    case(
        "a need far from all others",
        "needs: coffee",
        "1:1: 'needs' must be one of nothing, setback, setback_if_any, not 'coffee'",
    ),
    case("drafts that are neither", "drafts: some", "1:1: 'drafts' must be one of each, none, not 'some'"),
    case("an unknown check", "checks: [C18]", "1:10: there is no check 'C18'; there are C1 to C17"),
    case("a check that is no list", "checks: C1", "1:1: 'checks' must be a list"),
    case(
        "a row that is none",
        """
        steps:
          - {type: note, text: Hello, serves: [S5.1]}
          - {id: q, ask: Why?, type: text}
        """,
        "2:40: 'S5.1' is no row of the coverage table; they look like S2.71",
    ),
    case("a flow that is followed up without a kind", "follow_up: [{text: look, in: 2w}]", "1:13: 'kind' is missing"),
    case("a flow that is followed up without a day", "follow_up: [{kind: look, text: look}]", "1:13: 'in' is missing"),
    case(
        "a follow-up of the flow that is no mapping",
        "follow_up: [look]",
        "1:13: an item of 'follow_up' must be a mapping",
    ),
    case(
        "follow-ups of the flow that are no list",
        "follow_up: {kind: look, text: look, in: 2w}",
        "1:1: 'follow_up' must be a list",
    ),
    case(
        "an end of a follow-up that names no entry",
        "follow_up: [{kind: look, text: look, in: 2w, until: {}}]",
        "1:46: 'entry' is missing",
    ),
    case(
        "an unknown key in a part of a part",
        "follow_up: [{kind: look, text: look, in: 2w, until: {entri: define}}]",
        "1:46: 'entry' is missing",
        "1:54: unknown key 'entri'; did you mean 'entry'?",
    ),
    case("a seal without its time", "seal: {when: {q: x}}", "1:1: 'for' is missing"),
    case("a seal that is no mapping", "seal: 4w", "1:1: 'seal' must be a mapping"),
    case("a discard without its condition", "discard: {}", "1:1: 'when' is missing"),
]


@pytest.mark.parametrize("case", KEYS_AND_VALUES, ids=sentence)
def test_what_is_wrong_with_a_key_or_value_is_said_with_its_place(case: Case) -> None:
    assert found(case.text) == [*case.expected]


STEPS = [
    case("steps that are no list", "steps: {id: q}", "1:1: 'steps' must be a list of steps, at least one"),
    case("steps that are an empty list", "steps: []", "1:1: 'steps' must be a list of steps, at least one"),
    case(
        "a step that is a text",
        """
        steps:
          - q
        """,
        "2:5: a step is a mapping with a 'type'",
    ),
    case(
        "a step without a type",
        """
        steps:
          - {id: q, ask: Why?}
        """,
        "2:5: 'type' is missing",
    ),
    case(
        "an unknown type with the nearest",
        """
        steps:
          - {id: q, ask: Why?, type: lng}
        """,
        "2:24: unknown type 'lng'; did you mean 'long'?",
    ),
    case(
        "the type multi is called choices",
        """
        steps:
          - {id: q, ask: Why?, type: multi}
        """,
        "2:24: unknown type 'multi'",
    ),
    case(
        "a type that is a list",
        """
        steps:
          - {id: q, ask: Why?, type: [text]}
        """,
        "2:24: 'type' must be a text",
    ),
    case(
        "a type that is a mapping",
        """
        steps:
          - {id: q, ask: Why?, type: {a: b}}
        """,
        "2:24: 'type' must be a text",
    ),
    case(
        "a type that is empty",
        """
        steps:
          - id: q
            ask: Why?
            type:
        """,
        "4:5: 'type' is empty",
    ),
    case(
        "a question without its words",
        """
        steps:
          - {id: q, type: text}
        """,
        "2:5: 'ask' is missing",
    ),
    case(
        "a question without an id",
        """
        steps:
          - {ask: Why?, type: text}
        """,
        "2:5: 'id' is missing",
    ),
    case(
        "a key of another type",
        """
        steps:
          - {id: q, ask: Why?, type: text, range: 0-5}
        """,
        "2:36: unknown key 'range'",
    ),
    case(
        "a yes or no that is neither",
        """
        steps:
          - {id: q, ask: Why?, type: text, required: maybe}
        """,
        "2:36: 'required' must be true or false, not 'maybe'",
    ),
    case(
        "a flag that is a list",
        """
        steps:
          - {id: q, ask: Why?, type: text, private: [yes]}
        """,
        "2:36: 'private' must be true or false",
    ),
    case(
        "a number that is none",
        """
        steps:
          - {id: q, ask: Why?, type: list, at_least: two}
        """,
        "2:36: 'at_least' must be a whole number, not 'two'",
    ),
    case(
        "a number of 0",
        """
        steps:
          - {id: q, ask: Why?, type: list, at_most: 0}
        """,
        "2:36: 'at_most' must be 1 or more",
    ),
    case(
        "nudges that are no list",
        """
        steps:
          - {id: q, ask: Why?, type: list, nudges: More?}
        """,
        "2:36: 'nudges' must be a list",
    ),
    case(
        "a nudge that is blank",
        """
        steps:
          - {id: q, ask: Why?, type: list, nudges: [More?, ' ']}
        """,
        "2:52: an item of 'nudges' is empty",
    ),
    case(
        "a date that is neither past nor future",
        """
        steps:
          - {id: q, ask: When?, type: date, only: futur}
        """,
        "2:37: 'only' must be one of past, future, not 'futur'; did you mean 'future'?",
    ),
    case(
        "a default that is neither yes nor no",
        """
        steps:
          - {id: q, ask: Sure?, type: yesno, default: true}
        """,
        "2:38: 'default' must be one of yes, no, not 'true'",
    ),
    case(
        "a default that is no number",
        """
        steps:
          - {id: q, ask: How bad?, type: scale, default: bad}
        """,
        "2:41: 'default' must be a whole number, not 'bad'",
    ),
    case(
        "a view that is none",
        """
        steps:
          - {type: view, view: cause}
          - {id: q, ask: Why?, type: text}
        """,
        "2:18: 'view' must be one of follow_through, causes, signs, similar, mood, timeline, path, factors, lessons, strengths, came_through, goals, card, open, trust, thoughts, look_back, not 'cause'; did you mean 'causes'?",
    ),
    case(
        "a stop that keeps neither",
        """
        steps:
          - {id: q, ask: Why?, type: text}
          - {type: stop, keep: nothing}
        """,
        "3:18: 'keep' must be one of draft, entry, not 'nothing'",
    ),
    case(
        "a reference with too many parts",
        """
        steps:
          - {id: q, ask: Why?, type: text, suggest: a.b.c.d}
        """,
        "2:36: 'a.b.c.d' names no answer; write question, flow.question or question.field",
    ),
    case(
        "a question shown around that is none",
        """
        steps:
          - {id: q, ask: Why?, type: text, show: {before: A Title}}
        """,
        "2:43: 'A Title' names no answer; write question, flow.question or question.field",
    ),
    case(
        "what is shown is a mapping",
        """
        steps:
          - {id: q, ask: Why?, type: text, show: define.title}
        """,
        "2:36: 'show' must be a mapping",
    ),
    case(
        "a follow-up that is a text",
        """
        steps:
          - {id: q, ask: When?, type: date, follow_up: inform}
        """,
        "2:37: 'follow_up' must be a mapping",
    ),
    case(
        "a follow-up without its words",
        """
        steps:
          - {id: q, ask: When?, type: date, follow_up: {kind: inform}}
        """,
        "2:37: 'text' is missing",
    ),
    case(
        "options are missing",
        """
        steps:
          - {id: q, ask: Which?, type: choice}
        """,
        "2:5: 'options' is missing",
    ),
    case(
        "fields are missing",
        """
        steps:
          - {id: q, ask: Who?, type: group}
        """,
        "2:5: 'fields' is missing",
    ),
    case(
        "fields that are no list",
        """
        steps:
          - {id: q, ask: Who?, type: group, fields: {id: who}}
        """,
        "2:37: 'fields' must be a list of fields, at least one",
    ),
    case(
        "fields that are an empty list",
        """
        steps:
          - {id: q, ask: Who?, type: group, fields: []}
        """,
        "2:37: 'fields' must be a list of fields, at least one",
    ),
    case(
        "a field that is a text",
        """
        steps:
          - {id: q, ask: Who?, type: group, fields: [who]}
        """,
        "2:46: a field is a mapping with a 'type'",
    ),
    case(
        "a field without a type",
        """
        steps:
          - {id: q, ask: Who?, type: group, fields: [{id: who, ask: Who?}]}
        """,
        "2:46: 'type' is missing",
    ),
    case(
        "a field of an unknown type",
        """
        steps:
          - {id: q, ask: Who?, type: group, fields: [{id: who, ask: Who?, type: txt}]}
        """,
        "2:67: unknown type 'txt'; did you mean 'text'?",
    ),
    case(
        "a group in a group",
        """
        steps:
          - {id: q, ask: Who?, type: group, fields: [{id: who, ask: Who?, type: group}]}
        """,
        "2:67: a group cannot stand in a group",
    ),
    case(
        "an unknown key in a field",
        """
        steps:
          - id: q
            ask: Who?
            type: group
            fields:
              - {id: who, ask: Who?, type: text, hnit: Initials}
        """,
        "6:42: unknown key 'hnit'; did you mean 'hint'?",
    ),
    case(
        "a letter that is no list",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: Dear you}
        """,
        "2:40: 'template' must be a list",
    ),
    case(
        "a line of a letter that is a list",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [[Dear, you]]}
        """,
        "2:51: an item of 'template' must be a text",
    ),
    case(
        "a line of a letter that is blank",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [' ']}
        """,
        "2:51: an item of 'template' is empty",
    ),
    case(
        "an unknown key in a line of a letter",
        """
        steps:
          - {id: q, ask: Yours?, type: letter, template: [{txt: Dear you}]}
        """,
        "2:52: unknown key 'txt'; did you mean 'text'?",
    ),
    case(
        "everything wrong is said at once",
        """
        titel: Mine
        version: x
        steps:
          - {id: Q, ask: Why?, type: text}
          - {id: r, type: long}
        """,
        "1:1: unknown key 'titel'; did you mean 'title'?",
        "2:1: 'version' must be a whole number, not 'x'",
        "4:6: 'Q' is no id; an id is up to 40 small letters, digits and _, a letter first",
        "5:5: 'ask' is missing",
    ),
]


@pytest.mark.parametrize("case", STEPS, ids=sentence)
def test_what_is_wrong_with_a_step_is_said_with_its_place(case: Case) -> None:
    assert found(case.text) == [*case.expected]
