"""A part that asks some of its questions at a time: those that have something to ask, the longest unasked first."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.model import Entry
from reflect.flow.model import Flow, Section, walk
from reflect.flow.questions import Asked, Choice, Choices, Entries
from reflect.interview.past import Due, Past
from reflect.interview.reasons import why_not_asked
from reflect.interview.state import Interview
from tests.interview.making import TODAY, asked, finished, flow_of, setback
from tests.interview.walks import NAMES, Walker, beginning, flow_named

TURNING = [
    name for name in NAMES if any(isinstance(each, Section) and each.ask_some for each in flow_named(name).steps)
]

FIVE = """
    - {id: first, ask: First?, type: text}
    - {type: section, title: Turning, ask_some: 2}
    - {id: a, ask: A?, type: text}
    - {id: b, ask: B?, type: text}
    - {type: note, text: Take your time.}
    - {id: c, ask: C?, type: text}
    - {id: d, ask: D?, type: text, when: {first: more}}
    - {id: e, ask: E?, type: choices, options: {from: trial.first, of: all_setbacks}}
    - {type: section, title: After}
    - {id: last, ask: Last?, type: text}
"""
FLOW = flow_of(FIVE.replace("{from: trial.first, of: all_setbacks}", "{x: X}"))


def run(flow: Flow, past: Past, **answers: object) -> list[str]:
    return asked(Interview(flow, past, TODAY), answers)


def done(flow: Flow, past: Past, **answers: object) -> Past:
    """The past after one more run of the flow."""
    at = Interview(flow, past, TODAY)
    while at.current is not None:
        at = at.answer(answers.get(at.current.spot.question))  # type: ignore[union-attr]
    return replace(past, own=(*past.own, finished(at, len(past.own) + 1)))


def test_so_many_are_asked_and_then_the_others_come() -> None:
    past = Past()
    found = []
    for _ in range(4):
        found.append(run(FLOW, past)[1:-1])
        past = done(FLOW, past)
    assert found == [["a", "b"], ["c", "e"], ["a", "b"], ["c", "e"]]


def test_one_that_has_nothing_to_ask_takes_no_turn_and_comes_first_once_it_has() -> None:
    past = done(FLOW, done(FLOW, Past()))
    assert run(FLOW, past) == ["first", "a", "b", "last"]
    assert run(FLOW, past, first="more") == ["first", "a", "d", "last"]


def test_a_question_left_empty_had_its_turn() -> None:
    past = done(FLOW, Past(), a=None, b="x")
    assert run(FLOW, past) == ["first", "c", "e", "last"]


def test_they_are_asked_in_the_order_of_the_flow_whoever_waited_longest() -> None:
    flow = flow_of(
        FIVE.replace("{from: trial.first, of: all_setbacks}", "{x: X}").replace("ask_some: 2", "ask_some: 3")
    )
    past = done(flow, Past())
    assert run(flow, past) == ["first", "a", "b", "e", "last"]


def test_one_that_is_asked_for_each_thing_due_takes_no_turn_when_there_is_none() -> None:
    flow = flow_of("""
        - {type: section, title: Turning, ask_some: 1}
        - {id: due_one, ask: "What of {it}?", type: text, each: {due: promise}, when: {it.who: {answered: true}}}
        - {id: b, ask: B?, type: text}
    """)
    assert run(flow, Past()) == ["b"]
    assert run(flow, Past(due=(Due("x/1", "x/1", "promise", "call"),))) == ["b"]
    assert run(flow, Past(due=(Due("x/1", "x/1", "promise", "call", (("who", "Ann"),)),))) == ["due_one"]


def test_with_quick_what_is_not_asked_takes_no_turn() -> None:
    flow = flow_of("""
        - {type: section, title: Turning, ask_some: 1}
        - {id: a, ask: A?, type: text}
        - {id: b, ask: B?, type: text, required: true}
    """)
    assert asked(Interview(flow, Past(), TODAY, quick=True), {}) == ["b"]


def test_what_was_answered_before_the_interview_was_left_keeps_its_turn() -> None:
    past = done(FLOW, Past())
    assert run(FLOW, replace(past, begun=frozenset({"b"}))) == ["first", "b", "c", "last"]


def test_who_answers_another_one_from_a_file_is_told_that_it_has_no_turn() -> None:
    at = Interview(FLOW, Past(), TODAY)
    while at.current is not None:
        at = at.answer(None)
    assert why_not_asked(at, "c") == "of its part 2 are asked at a time, in turn"
    assert why_not_asked(at, "d") == "it is asked when first is more"


# ------------------------------------------------------------------------------------------------ whatever is answered


def waited(own: tuple[Entry, ...], question: str) -> int:
    """How many entries have been made since it was asked; more than there are when it never was."""
    found = [place for place, entry in enumerate(reversed(own)) if entry.answer(question)]
    return found[0] if found else len(own)


def turning(interview: Interview) -> list[tuple[Section, list[str]]]:
    """Each part that asks some of its questions, with the ids of those that have something to ask."""
    answers, found = interview.answers(), dict[int, tuple[Section, list[str]]]()
    for _, section, step in walk(interview.flow):
        if section is None or not section.ask_some or not isinstance(step, Asked) or not answers.holds(section.when):
            continue
        items = answers.each(step.each) if step.each else (None,)
        some = any(answers.at(item).holds(step.when) for item in items)
        if isinstance(step, Choice | Choices):
            some = some and bool(answers.options(step.options))
        if isinstance(step, Entries):
            some = some and bool(interview.past.setbacks)
        found.setdefault(id(section), (section, []))[1].extend([step.id] if some else [])
    return [*found.values()]


@settings(deadline=None, derandomize=True, max_examples=25, database=None)
@given(st.sampled_from(TURNING), st.integers(0, 2**32 - 1))
def test_those_that_waited_longest_are_asked_and_no_others(name: str, seed: int) -> None:
    random = Random(seed)
    begun = beginning(name, random)
    end = Walker(random).to_the_end(begun)
    ids = {each.spot.question for each in end.trail}
    for section, could in turning(end):
        expected = sorted(could, key=lambda each: -waited(tuple(begun.past.own), each))[: section.ask_some]
        here = [step.id for _, part, step in walk(end.flow) if part is section and isinstance(step, Asked)]
        assert [each for each in here if each in ids] == [each for each in here if each in expected]


@settings(deadline=None, derandomize=True, max_examples=10, database=None)
@given(st.sampled_from(TURNING), st.integers(0, 2**32 - 1))
def test_each_has_its_turn_before_any_has_it_again(name: str, seed: int) -> None:
    random = Random(seed)
    walker = Walker(random)
    begun = beginning(name, random)
    past = replace(begun.past, own=(), setbacks=(setback(1, "One"),))
    seen: list[str] = []
    for number in range(4):
        end = walker.to_the_end(Interview(begun.flow, past, TODAY))
        for section, could in turning(end):
            ids = {each.spot.question for each in end.trail}
            now = [each for each in could if each in ids]
            assert len(now) == min(section.ask_some or 0, len(could))
            again = [each for each in now if each in seen]
            # Nothing comes again while something else that could be asked has not been asked at all.
            assert not again or not [each for each in could if each not in seen and each not in now]
            seen += now
        past = replace(past, own=(*past.own, finished(end, number + 1)))
