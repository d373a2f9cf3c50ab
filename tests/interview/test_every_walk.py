"""What holds for every walk through every flow, whatever is answered, left empty, or taken back."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.draft import Draft
from reflect.flow.model import Stop, walk
from reflect.flow.questions import Asked, Choice, Choices, Entries, Reopen
from reflect.interview.ask import Ask
from reflect.interview.finish import entry_of
from reflect.interview.resume import drafted, resume
from reflect.interview.state import Interview
from reflect.interview.way import Halt
from tests.interview.making import NOW, TODAY, drafted_first, finished
from tests.interview.walks import NAMES, Walker, beginning, latest, well_formed

flows = st.sampled_from(NAMES)
seeds = st.integers(0, 2**32 - 1)
walks = settings(deadline=None, derandomize=True, max_examples=25, database=None)


def reopened(interview: Interview, draft: Draft, today: dt.date = TODAY) -> tuple[Interview, int]:
    """The interview after it was written to a file and read again, and how many answers were left over."""
    text = json.dumps(drafted(interview, draft, NOW).to_json())
    found = resume(interview.flow, interview.past, today, Draft.from_json(json.loads(text)))
    return found.interview, len(found.left_over)


def somewhere(name: str, seed: int, moves: int = 60) -> tuple[Interview, Walker]:
    random = Random(seed)
    walker = Walker(random)
    at = beginning(name, random)
    for step in walker.wandering(at, random.randint(0, moves)):
        at = step
    return at, walker


@walks
@given(flows, seeds)
def test_back_undoes_an_answer_and_offers_it_again(name: str, seed: int) -> None:
    at, walker = somewhere(name, seed)
    for _ in range(8):
        ask = at.current
        if not isinstance(ask, Ask):
            return
        after = walker.answered(at)
        said, undone = after.trail[-1].said, after.back()
        assert undone.trail == at.trail
        assert undone.kept == {**at.kept, ask.spot: said}
        assert undone.current == replace(ask, old=None if said.skipped else said, left_empty=said.skipped, typed=None)
        at = after


@walks
@given(flows, seeds)
def test_no_answer_is_lost_on_the_way_whatever_branch_is_left(name: str, seed: int) -> None:
    random = Random(seed)
    walker, at = Walker(random), beginning(name, random)
    given_so_far = dict(latest(at))
    for step in walker.wandering(at, 80, back=0.3):
        if len(step.trail) > len(at.trail):
            given_so_far[step.trail[-1].spot] = step.trail[-1].said
        assert latest(step) == given_so_far
        assert not step.kept.keys() & step.given.keys()
        at = step


@walks
@given(flows, seeds)
def test_a_branch_that_is_taken_again_has_its_answers_in_place(name: str, seed: int) -> None:
    at, walker = somewhere(name, seed)
    at = walker.to_the_end(at)
    there = at.given
    for _ in range(walker.random.randint(1, 30)):
        at = at.back()
    while isinstance(ask := at.current, Ask):
        assert ask.old == (None if there[ask.spot].skipped else there[ask.spot])
        at = at.give(there[ask.spot])
    assert at.given == there


@walks
@given(flows, seeds, st.booleans())
def test_an_entry_holds_each_question_that_was_shown_once_and_in_order(name: str, seed: int, quick: bool) -> None:
    random = Random(seed)
    walker = Walker(random)
    end = walker.to_the_end(beginning(name, random, quick=quick))
    flow = end.flow
    shown = dict.fromkeys(each.spot.question for each in end.trail)
    ids = [each.id for each in entry_of(end, drafted_first(flow), "x", NOW).answers]
    assert ids == [each for each in shown if not isinstance(flow.questions[each], Reopen)]
    assert ids == [each for each in flow.questions if each in ids]
    assert len(set(ids)) == len(ids)


@walks
@given(flows, seeds)
def test_a_hidden_question_is_never_in_an_entry_and_one_that_is_not_hidden_always_is(name: str, seed: int) -> None:
    at, walker = somewhere(name, seed)
    end = walker.to_the_end(at)
    answers = end.answers()
    if isinstance(end.current, Halt):
        return
    ids = {each.id for each in finished(end).answers}
    for _, section, step in walk(end.flow):
        if isinstance(step, Stop) and step.keep == "entry" and answers.holds(step.when):
            return
        if not isinstance(step, Asked) or step.each or (section and section.each):
            continue
        hidden = not answers.holds(step.when) or bool(section and not answers.holds(section.when))
        without = (isinstance(step, Choice | Choices) and not answers.options(step.options)) or (
            isinstance(step, Entries) and not end.past.setbacks
        )
        in_turn = bool(section and section.ask_some)
        # Of a part that asks some at a time, which of them is another matter (test_in_turn).
        assert (step.id in ids) <= (not hidden and not without)
        assert in_turn or (step.id in ids) >= (not hidden and not without)


def words_left(name: str, seed: int) -> int:
    """How many words were left on other branches by a walk to the end; none of them is in the entry."""
    at, walker = somewhere(name, seed, moves=120)
    end = walker.to_the_end(at)
    text = json.dumps(entry_of(end, drafted_first(end.flow), "x", NOW).to_json(), ensure_ascii=False)
    on_the_way = json.dumps([each.to_json() for each in end.trail], ensure_ascii=False)
    kept = json.dumps([said.to_json() for said in end.kept.values()], ensure_ascii=False)
    left = {token for token in re.findall(r"\bw\d+x", kept) if not re.search(rf"\b{token}", on_the_way)}
    assert not left & set(re.findall(r"\bw\d+x", text))
    return len(left)


def test_what_was_said_on_a_branch_that_was_left_is_nowhere_in_the_entry() -> None:
    assert sum(words_left(name, seed) for name in NAMES for seed in range(6)) > 20


@walks
@given(flows, seeds)
def test_every_answer_of_an_entry_has_the_shape_of_its_type(name: str, seed: int) -> None:
    at, walker = somewhere(name, seed)
    end = walker.to_the_end(at)
    for station, given_there in zip(end.reached(), end.trail, strict=True):
        assert station.question is not None
        assert well_formed(station.question, given_there.said)


@walks
@given(flows, seeds, st.text(max_size=20), st.integers(0, 900))
def test_a_resumed_draft_is_the_same_state(name: str, seed: int, typed: str, later: int) -> None:
    at, _ = somewhere(name, seed)
    at = at.half_typed(typed.encode("utf-8", "replace").decode())
    again, left_over = reopened(at, drafted_first(at.flow), TODAY + dt.timedelta(days=later))
    assert left_over == 0
    if isinstance(at.current, Halt):
        assert latest(again) == latest(at)
        assert isinstance(again.current, Ask)
        assert again.current.spot.question == at.current.again
        return
    assert (again.trail, again.kept, again.typing) == (at.trail, at.kept, at.typing)
    assert replace(again, today=TODAY) == at
    assert replace(again, today=TODAY).current == at.current


@walks
@given(flows, seeds)
def test_it_is_never_further_than_the_end(name: str, seed: int) -> None:
    at, walker = somewhere(name, seed)
    while isinstance(ask := at.current, Ask):
        assert 1 <= ask.number <= ask.of
        at = walker.answered(at)


@walks
@given(flows, seeds)
def test_quick_asks_only_what_is_required(name: str, seed: int) -> None:
    random = Random(seed)
    walker, at = Walker(random), beginning(name, random, quick=True)
    for step in walker.wandering(at, 60):
        if isinstance(ask := step.current, Ask):
            question = step.flow.questions[ask.spot.question]
            assert isinstance(question, Asked) and question.required


@walks
@given(flows, seeds)
def test_everything_left_empty_comes_to_an_end_too(name: str, seed: int) -> None:
    random = Random(seed)
    walker = Walker(random, filled=0.0)
    assert not isinstance(walker.to_the_end(beginning(name, random)).current, Ask)
