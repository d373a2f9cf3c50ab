"""Every way through the shipped flows: all questions, every condition both ways, all that is stored, the named cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from reflect.entry.draft import Spot
from reflect.entry.model import Entry
from reflect.entry.said import Said
from reflect.flow.conditions import Condition
from reflect.flow.model import Flow
from reflect.flow.questions import fields_of
from reflect.interview.answers import Answers
from reflect.interview.ask import Ask
from reflect.interview.finish import entry_of
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.interview.stations import stations
from reflect.interview.way import Halt
from tests.flows.method import METHOD, SHIPPED
from tests.interview.making import NOW, TODAY, asked, drafted_first, finished, setback
from tests.interview.walks import Walker, flow_named, past_for

WALKS = 40


def conditions(flow: Flow) -> Iterator[tuple[str, Condition]]:
    """Every condition that decides what is shown, with a name for it."""
    for place, step in enumerate(flow.steps):
        parts = {"": step, **{f".{each.id}": each for each in fields_of(step)}}
        for name, part in parts.items():
            if when := getattr(part, "when", None):
                yield f"{place} {getattr(step, 'id', None) or step.type}{name}", when


@dataclass
class Seen:
    """What a set of walks came past."""

    questions: set[str] = field(default_factory=set)
    fields: set[tuple[str, str]] = field(default_factory=set)
    truths: dict[int, set[bool]] = field(default_factory=lambda: defaultdict(set))
    entries: list[Entry] = field(default_factory=list)
    halts: set[str] = field(default_factory=set)


class Watched(Answers):
    """Answers that note how each condition came out; `seen` is where."""

    seen: Seen

    def holds(self, condition: Condition | None) -> bool:
        came_out = super().holds(condition)
        if condition is not None:
            self.seen.truths[id(condition)].add(came_out)
        return came_out


def note(seen: Seen, interview: Interview) -> None:
    """Goes along the answered way of `interview` and notes what is there, without looking ahead; and what it stores."""
    kind = type("Here", (Watched,), {"seen": seen})
    seen.entries.append(entry_of(interview, drafted_first(interview.flow), "x", NOW))
    given: dict[Spot, Said] = {}
    trail = iter(interview.trail)
    for station in stations(interview.flow, kind(interview.flow, given, interview.past)):
        if station.spot is None:
            if station.step.type == "stop":
                break
            continue
        there = next(trail, None)
        if there is None:
            break
        given[there.spot] = there.said
        seen.questions.add(there.spot.question)
        if there.spot.field:
            seen.fields.add((there.spot.question, there.spot.field))


@pytest.fixture(scope="module", params=SHIPPED)
def walked(request: pytest.FixtureRequest) -> tuple[Flow, Seen]:
    flow, seen = flow_named(request.param), Seen()
    walker, earlier = Walker(Random(7), filled=0.9), Walker(Random(8), filled=0.9)
    for _ in range(WALKS):
        end = walker.to_the_end(Interview(flow, past_for(flow, earlier), TODAY))
        note(seen, end)
        while isinstance(halt := end.current, Halt):
            seen.halts.add(halt.again)
            end = walker.to_the_end(end.back_to(halt.again))
            note(seen, end)
    return flow, seen


def test_every_question_and_field_is_reached(walked: tuple[Flow, Seen]) -> None:
    flow, seen = walked
    assert seen.questions == set(flow.questions)
    assert seen.fields == {(name, each.id) for name, step in flow.questions.items() for each in fields_of(step)}


def test_every_condition_is_seen_true_and_seen_false(walked: tuple[Flow, Seen]) -> None:
    flow, seen = walked
    one_sided = {name: seen.truths[id(when)] for name, when in conditions(flow) if len(seen.truths[id(when)]) < 2}
    assert one_sided == {}


def test_every_stop_that_keeps_a_draft_is_come_to(walked: tuple[Flow, Seen]) -> None:
    flow, seen = walked
    assert seen.halts == {step.again for step in flow.steps if step.type == "stop"}


def test_choices_groups_and_lists_store_the_ids_of_the_method(walked: tuple[Flow, Seen]) -> None:
    flow, seen = walked
    found: dict[str, set[str]] = defaultdict(set)
    for entry in seen.entries:
        for answer in entry.answers:
            for said in answer.sayings():
                if not said.skipped:
                    _store(found, FIELDS.get((flow.flow, answer.id), {}), answer.id, answer.type, said.value)
    for step in METHOD[flow.flow]["steps"]:
        name, kind = step["id"], step["type"]
        if kind in ("choice", "choices") and "options" in step:
            assert found[name] == set(step["options"]), name
        if kind in ("list", "entries"):
            assert found[name] == {"key", "text"}, name
        if kind == "group":
            assert found[name] - {"said", "other"} == {"key", *(each["id"] for each in step["fields"])}, name
            for each in step["fields"]:
                assert found[f"{name}.{each['id']}"] == _stored_by(each), (name, each["id"])


def _stored_by(described: Mapping[str, Any]) -> set[str]:
    kinds = {"list": {"key", "text"}}
    return set(described.get("options", ())) or kinds.get(described["type"], set())


def _store(found: dict[str, set[str]], fields: Mapping[str, str], name: str, kind: str, value: Any) -> None:
    """Notes the keys in a stored value: of options, of items, of records and what is in them (`fields`, by type)."""
    if kind in ("choice", "choices"):
        found[name] |= {value} if isinstance(value, str) else set(value)
    elif kind in ("list", "entries", "group"):
        for each in value:
            found[name] |= set(each)
            for key, inner in each.items():
                if kind == "group" and isinstance(inner, list):
                    found[f"{name}.{key}"] |= {part for item in inner for part in item}
                elif kind == "group" and key not in ("key", "said", "other") and isinstance(inner, str):
                    found[f"{name}.{key}"] |= {inner} if fields[key] == "choice" else set()


FIELDS = {
    (name, step["id"]): {each["id"]: each["type"] for each in step["fields"]}
    for name in SHIPPED
    for step in METHOD[name]["steps"]
    if step["type"] == "group"
}


# --------------------------------------------------------------------------------------------------- the named cases

SECTIONS = {
    "external": ["ext_what", "ext_reach"],
    "understanding": ["und_what", "und_reason", "und_ask"],
    "carelessness": ["care_state", "care_check", "care_guard"],
}
DEBRIEF_CAUSES = {
    "external": ["ext_mine", "ext_early"],
    "understanding": ["und_missing", "und_others"],
    "carelessness": ["care_pattern", "care_barrier"],
    "choice": ["rule_pull", "rule_line"],
}
RULE = ["rule_why", "rule_stay"]
OWN_FAULT = {
    "own_part", "moment", "rule", "rule_gap", "rule_why", "rule_stay", "cause", "cause_main", "ext_what", "ext_reach",
    "ext_buffer", "und_what", "und_reason", "und_ask", "care_state", "care_check", "care_guard", "hide", "hide_what",
}  # fmt: skip


def define(**answers: object) -> list[str]:
    return asked(Interview(flow_named("define"), Past(setbacks=(setback(1, "Earlier"),)), TODAY), answers)


def debrief(defined: Mapping[str, object], **answers: object) -> list[str]:
    """The questions of a debrief after a `define` with these answers."""
    first = Interview(flow_named("define"), Past(), TODAY)
    while isinstance(ask := first.current, Ask):
        first = first.answer(defined.get(ask.spot.question))
    return asked(Interview(flow_named("debrief"), Past((finished(first),)), TODAY), {"now": "now", **answers})


@pytest.mark.parametrize("cause", SECTIONS)
def test_each_cause_brings_its_own_questions_and_none_of_another(cause: str) -> None:
    ids = define(nature="mistake", cause=[cause])
    for other, questions in SECTIONS.items():
        assert [each in ids for each in questions] == [other == cause] * len(questions)
    assert "cause_main" not in ids


@pytest.mark.parametrize("cause", DEBRIEF_CAUSES)
def test_each_cause_is_looked_at_once_more_in_the_debrief(cause: str) -> None:
    ids = debrief({"nature": "mistake"}, cause=[cause])
    for other, questions in DEBRIEF_CAUSES.items():
        assert [each in ids for each in questions] == [other == cause] * len(questions)


def test_three_causes_bring_all_their_questions_and_which_of_them_weighed_most() -> None:
    ids = define(nature="mistake", cause=[*SECTIONS], ext_reach="perhaps")
    assert {"cause_main", "ext_buffer"}.union(*SECTIONS.values()) <= set(ids)
    assert ids.index("cause_main") == ids.index("cause") + 1


def test_which_cause_weighed_most_is_chosen_among_those_that_were_named() -> None:
    at = Interview(flow_named("define"), Past(), TODAY)
    while isinstance(ask := at.current, Ask) and ask.spot.question != "cause_main":
        at = at.answer({"nature": "mistake", "cause": ["carelessness", "external"]}.get(ask.spot.question))
    assert isinstance(at.current, Ask)
    assert [each.key for each in at.current.options] == ["external", "carelessness"]


def test_a_cause_that_nobody_can_tell_yet_brings_no_questions() -> None:
    ids = define(nature="outcome", cause=["unknown"])
    assert not set(ids) & set().union(*SECTIONS.values())


@pytest.mark.parametrize("rule", ["reason", "knowing"])
def test_after_a_knowing_breach_one_is_asked_what_made_it_seem_all_right(rule: str) -> None:
    ids = define(nature="mistake", rule=rule)
    assert set(RULE) <= set(ids)
    assert "rule_gap" not in ids


def test_a_breach_one_did_not_know_of_asks_where_the_rule_could_have_been_met() -> None:
    ids = define(nature="mistake", rule="unaware")
    assert "rule_gap" in ids
    assert not set(ids) & set(RULE)


@pytest.mark.parametrize("rule", ["no", "unsure", None])
def test_without_a_breach_nothing_more_is_asked_about_rules(rule: str | None) -> None:
    assert not set(define(nature="mistake", rule=rule)) & {*RULE, "rule_gap"}


def test_who_will_probably_move_on_is_asked_what_to_take_along() -> None:
    knowing = {"nature": "mistake", "rule": "knowing"}
    assert "rule_rest" in debrief({**knowing, "rule_stay": "leaving"})
    assert "rule_rest" not in debrief({**knowing, "rule_stay": "through"})


def test_who_was_wronged_is_not_asked_for_a_fault_of_their_own() -> None:
    ids = define(nature="done_to_me", severity="serious", rule="knowing", cause=["carelessness"], hide="yes")
    assert not set(ids) & OWN_FAULT
    assert {"what", "severity", "affected", "outcome", "tell", "drastic", "one_line", "mood_after"} <= set(ids)


def test_the_debrief_of_who_was_wronged_asks_what_would_protect_them_instead() -> None:
    ids = debrief({"nature": "done_to_me"}, cause=["carelessness"])
    assert "protect" in ids
    assert not set(ids) & {"made_sense", "skills", "cause", "in_hands", "could"}.union(*DEBRIEF_CAUSES.values())


def test_the_debrief_of_a_mistake_does_not_ask_for_protection() -> None:
    ids = debrief({"nature": "mistake"})
    assert "protect" not in ids
    assert {"made_sense", "skills", "cause", "in_hands", "could"} <= set(ids)


def test_a_debrief_without_a_first_sketch_asks_as_after_a_mistake() -> None:
    ids = asked(Interview(flow_named("debrief"), Past(), TODAY), {"now": "now"})
    assert {"made_sense", "skills", "cause", "in_hands", "could"} <= set(ids)
    assert not set(ids) & {"protect", "rule_rest", "job_work", "job_expect", "job_fit"}


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("job", {"job_work", "job_expect", "job_fit"}),
        ("warning", {"job_work", "job_expect"}),
        ("role", {"job_fit"}),
        ("trust", set()),
    ],
)
def test_who_lost_the_job_is_asked_about_the_work_itself(outcome: str, expected: set[str]) -> None:
    ids = debrief({"nature": "mistake", "severity": "serious", "outcome": [outcome]})
    assert set(ids) & {"job_work", "job_expect", "job_fit"} == expected


def test_a_careless_slip_is_a_short_way() -> None:
    ids = define(nature="mistake", first="first", severity="small", rule="no", cause=["carelessness"], hide="no")
    assert ids == [
        "ongoing", "mood_before", "feelings", "title", "when", "what", "nature", "own_part", "moment", "first",
        "severity", "affected", "rule", "cause", "care_state", "care_check", "care_guard", "hide", "tell", "drastic",
        "one_line", "mood_after",
    ]  # fmt: skip


def test_what_it_reminds_of_is_asked_when_it_was_met_before_and_there_is_an_earlier_setback() -> None:
    assert "similar_to" in define(first="again")
    assert "similar_to" not in define(first="first")
    alone = Interview(flow_named("define"), Past(), TODAY)
    assert "similar_to" not in asked(alone, {"first": "again"})


def test_something_drastic_is_parked_for_a_week() -> None:
    at = Interview(flow_named("define"), Past(), TODAY)
    while isinstance(ask := at.current, Ask) and ask.spot.question != "drastic_until":
        at = at.answer("resign" if ask.spot.question == "drastic" else None)
    assert isinstance(at.current, Ask)
    assert at.current.default == Said(value="2026-03-14")
    assert "drastic_until" not in define(drastic=None)


def test_a_quick_define_of_who_was_wronged_leaves_its_causes_out_as_well() -> None:
    ids = asked(Interview(flow_named("define"), Past(), TODAY, quick=True), {"nature": "done_to_me"})
    assert ids == ["ongoing", "title", "when", "what", "nature", "first", "severity", "one_line"]


@pytest.mark.parametrize(("answers", "again"), [({"now": "later"}, "now"), ({"now": "now", "fresh": "raw"}, "fresh")])
def test_a_debrief_can_wait(answers: dict[str, str], again: str) -> None:
    at = Interview(flow_named("debrief"), Past(), TODAY)
    while isinstance(ask := at.current, Ask):
        at = at.answer(answers.get(ask.spot.question))
    assert isinstance(at.current, Halt)
    assert at.current.again == again
    assert at.current.notes
