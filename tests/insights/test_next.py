"""What one could do next for a setback."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import Said
from reflect.flow.conditions import Condition
from reflect.flow.sound_suggestions import NO_FLOW
from reflect.flow.suggestions import Rule
from reflect.insights.next import Suggestion, suggestions
from reflect.interview.answers import Answers
from reflect.interview.past import Past
from tests.interview.making import NOW

FLOWS = {"tell", "look", "plan", "walk"}


def rule(suggest: str, because: str = "Because.", **when: object) -> Rule:
    return Rule(suggest, Condition.parse({key.replace("__", "."): value for key, value in when.items()}), because)


def entry(flow: str, day: int = 0, **answers: str) -> Entry:
    told = tuple(Answer(key, "What?", "text", Said(value)) for key, value in answers.items())
    moment = NOW + dt.timedelta(days=day)
    number = f"019cb5f0-0000-7bbb-8bbb-{day:04}{sum(map(ord, flow)):08}"
    return Entry(number, FlowName(flow, 1, flow), None, moment, moment, told)


def named(rules: list[Rule], *entries: Entry, flows: set[str] = FLOWS) -> list[str]:
    return [each.flow for each in suggestions(rules, flows, Past(entries))]


def test_the_first_rule_that_holds_comes_first() -> None:
    rules = [rule("plan", tell__how="badly"), rule("look", entry="tell"), rule("walk", no_entry="walk")]
    assert named(rules, entry("tell", how="badly")) == ["plan", "look", "walk"]
    assert named(rules, entry("tell", how="well")) == ["look", "walk"]
    assert named(rules) == ["walk"]


def test_the_reason_is_that_of_the_first_rule_which_holds_and_each_flow_is_named_once() -> None:
    rules = [rule("walk", "Never.", entry="plan"), rule("walk", "Air.", no_entry="walk"), rule("walk", no_entry="walk")]
    assert suggestions(rules, FLOWS, Past()) == (Suggestion("walk", "Air."),)


def test_the_latest_entry_of_a_flow_is_looked_at() -> None:
    rules = [rule("plan", tell__how="badly")]
    assert named(rules, entry("tell", 0, how="badly"), entry("tell", 1, how="well")) == []
    assert named(rules, entry("tell", 0, how="well"), entry("tell", 1, how="badly")) == ["plan"]


def test_what_was_done_since_is_not_suggested_again() -> None:
    rules = [rule("plan", tell__how="badly")]
    told = entry("tell", 1, how="badly")
    assert named(rules, told, entry("plan", 2)) == []
    assert named(rules, entry("plan", 0), told) == ["plan"]
    assert named(rules, told, entry("plan", 2), entry("tell", 3, how="badly")) == ["plan"]


def test_what_was_just_done_is_not_suggested_by_a_rule_that_looks_at_nothing_else() -> None:
    assert named([rule("walk", no_entry="plan")], entry("walk")) == []
    assert named([rule("look", look__how="badly")], entry("look", how="badly")) == []


def test_a_rule_that_names_a_flow_which_is_not_there_is_passed_over() -> None:
    told = entry("tell", how="badly")
    assert named([rule("plan", tell__how="badly")], told, flows={"tell"}) == []
    assert named([rule("plan", tell__how="badly")], told, flows={"plan"}) == []
    assert named([rule("plan", entry="tell", no_entry="run")], told) == []


def test_a_missing_answer_is_what_conditions_say_it_is() -> None:
    assert named([rule("plan", tell__how={"not": "badly"})]) == ["plan"]
    assert named([rule("plan", tell__how={"answered": "true"})]) == []
    assert named([rule("plan", any=[{"tell.how": "badly"}, {"no_entry": "tell"}])]) == ["plan"]


TESTS = st.dictionaries(
    st.sampled_from(["tell.how", "look.how", "look.no"]),
    st.sampled_from(["badly", ["badly", "well"], {"not": "badly"}, {"answered": "true"}, {"answered": "false"}]),
    min_size=1,
)
WORDS = st.dictionaries(st.sampled_from(["entry", "no_entry"]), st.sampled_from(["tell", "look", ["tell", "look"]]))
BRANCHES = st.builds(lambda tests, words: {**tests, **words}, TESTS, WORDS)
CONDITIONS = BRANCHES | st.builds(
    lambda branch, branches: {**branch, "any": branches}, BRANCHES, st.lists(BRANCHES, min_size=2, max_size=3)
)
ENTRIES = st.lists(st.tuples(st.sampled_from(["tell", "look"]), st.sampled_from(["badly", "well", ""])), max_size=3)


@given(CONDITIONS, ENTRIES)
def test_a_condition_means_what_it_means_in_a_flow(condition: dict[str, object], said: list[tuple[str, str]]) -> None:
    past = Past(tuple(entry(flow, day, **({"how": how} if how else {})) for day, (flow, how) in enumerate(said)))
    when = Condition.parse(condition)
    suggested = bool(suggestions([Rule("walk", when, "Air.")], FLOWS, past))
    assert suggested == Answers(NO_FLOW, {}, past).holds(when)


@given(st.lists(st.sampled_from(sorted(FLOWS)), max_size=8))
def test_after_each_flow_nothing_is_suggested_twice_running(done: list[str]) -> None:
    rules = [rule(flow, no_entry=other) for flow in sorted(FLOWS) for other in sorted(FLOWS)]
    entries = [entry(flow, day) for day, flow in enumerate(done)]
    assert not {*named(rules, *entries)} & {*done}
