"""The rules about what one could do next: what they are made of, and whether what they name is there."""

from __future__ import annotations

import pytest

from reflect.flow import suggestions
from reflect.flow.conditions import Condition
from reflect.flow.sound_suggestions import unsound
from reflect.flow.suggestions import Rule
from reflect.library import document
from tests.flow.checking import others

HOLDS = "rules: [{suggest: define, when: {define.severity: large}, because: It matters.}]"


def found(text: str) -> list[str]:
    """What is wrong with the rules in `text`, each as `line:column: message`, in the order of the file."""
    read = document.read(text.encode())
    rules, problems = suggestions.read(read.tree)
    problems = problems or unsound(rules, others())
    return [
        f"{line}:{column}: {message}"
        for line, column, message in sorted((*read.place(p.path), p.message) for p in problems)
    ]


def rule(when: dict[str, object]) -> Rule:
    return Rule("define", Condition.parse(when), "It matters.")


def test_a_sound_rule_has_nothing_wrong_with_it() -> None:
    assert found(HOLDS) == []
    (rule,), _ = suggestions.read(document.read(HOLDS.encode()).tree)
    assert (rule.suggest, rule.when.plain(), rule.because) == ("define", {"define.severity": "large"}, "It matters.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: must be a mapping"),
        ("- one", "1:1: must be a mapping"),
        ("rules: []", "1:1: 'rules' must be a list of rules, at least one"),
        ("rule: []", "1:1: unknown key 'rule'; did you mean 'rules'?"),
        ("rules: [often]", "1:9: a rule is a mapping with 'suggest', 'when' and 'because'"),
        (HOLDS.replace("because", "becuase"), "1:9: 'because' is missing"),
        (HOLDS.replace("because", "becuase"), "1:59: unknown key 'becuase'; did you mean 'because'?"),
        (HOLDS.replace("It matters.", "''"), "1:59: 'because' is empty"),
        (HOLDS.replace("It matters.", "[a, b]"), "1:59: 'because' must be a text"),
        (HOLDS.replace("It matters.", "'{define.title}'"), "1:59: an answer cannot be put in here; leave '{' and '}' out"),
        (HOLDS.replace("{define.severity: large}", "often"), "1:27: 'when' must be a mapping of question to answer, such as {safe: yes}"),
        (HOLDS.replace("suggest: define", "suggest: defin"), "1:10: there is no flow 'defin'; did you mean 'define'?"),
        (HOLDS.replace("define.severity", "severity"), "1:34: 'severity' names no answer; write flow.question or flow.question.field"),
        (HOLDS.replace("define.severity", "debrief.severity"), "1:34: there is no flow 'debrief'"),
        (HOLDS.replace("severity", "serverity"), "1:34: there is no question 'serverity' in flow 'define'; did you mean 'severity'?"),
        (HOLDS.replace("large", "lrge"), "1:34: there is no option 'lrge'; did you mean 'large'?"),
        (HOLDS.replace("{define.severity: large}", "{no_entry: goals}"), "1:34: there is no flow 'goals'"),
        (HOLDS.replace("{define.severity: large}", "{define.people.wh: x}"), "1:34: 'people' has no field 'wh'; did you mean 'who'?"),
        (HOLDS.replace("{define.severity: large}", "{any: [{define.cause: x}, {define.nothing: x}]}"), "1:60: there is no question 'nothing' in flow 'define'"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(text: str, expected: str) -> None:
    assert expected in found(text)


def test_all_mistakes_are_named_at_once() -> None:
    text = "rules:\n  - {suggest: defin, when: {define.severity: huge}, because: a}\n  - {suggest: define, when: {a: b}, because: a}\n"
    assert [each.partition(" ")[0] for each in found(text)] == ["2:6:", "2:29:", "3:30:"]


def test_what_is_said_of_a_broken_flow_is_let_be() -> None:
    assert (
        found(HOLDS.replace("define.severity", "broken.anything").replace("suggest: define", "suggest: broken")) == []
    )


def test_a_rule_that_names_a_flow_which_is_not_there_is_passed_over_where_that_is_enough() -> None:
    rules = (rule({"nowhere.severity": "x"}), rule({"define.severity": "x"}))
    problems = unsound(rules, others(), whole=False)
    assert [each.path[:2] for each in problems] == [("rules", 1)]


def test_a_rule_knows_the_flows_that_it_names() -> None:
    one = rule(
        {"define.title": "x", "entry": "goals", "no_entry": "letgo", "any": [{"again.q": "x"}, {"no_entry": "share"}]}
    )
    assert one.looks_at == {"define", "goals", "again"}
    assert one.names == {"define", "goals", "again", "letgo", "share"}


def test_a_rule_is_the_same_after_the_cache() -> None:
    one = rule(
        {"define.affected": {"answered": "true"}, "define.worth": {"at_most": "2"}, "define.x": {"not": ["a", "b"]}}
    )
    assert suggestions.read({"rules": [one.plain()]}) == ((one,), [])
