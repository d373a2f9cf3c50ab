"""Going over what is due: one thing after the other, in its own words and with its own past; nothing said of it is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.draft import Draft, Given, Spot
from reflect.entry.model import Entry
from reflect.entry.said import Said
from reflect.flow.model import goes_over
from reflect.interview.ask import Ask
from reflect.interview.past import Due, Past
from reflect.interview.reasons import why_not_asked
from reflect.interview.resume import Resumed, drafted, resume
from reflect.interview.state import Interview
from tests.interview.making import NOW, TODAY, drafted_first, finished, flow_of, here, say, stored
from tests.interview.walks import NAMES, Walker, beginning, flow_named, latest

STORY = flow_of(
    """
    - {id: line, ask: In a line?, type: text}
    - {id: size, ask: How big?, type: choice, options: {small: small, big: big}}
    - {id: whom, ask: Whom?, type: list}
    """,
)
STORY = replace(STORY, flow="story")

FLOW = flow_of(
    """
    - {id: mood, ask: How are you?, type: text}
    - {type: section, title: What you promised, each: {due: promise}}
    - id: promise
      ask: 'You promised[ {it.people}]: "{it}". And now?'
      type: choice
      options: {kept: kept, not_yet: not yet}
      becomes: {kept: done, not_yet: open}
      follow_up: {kind: thanks, in: 3d, unless: {promise: {not: kept}}, text: "thank for {it}"}
    - {id: by, ask: "By when[, {story.line}]?", type: date, when: {promise: not_yet}, becomes: date}
    - {id: trust, ask: "Trust of {story.whom}?", type: scale, when: {story.size: big}, about: story.whom}
    - {type: section, title: Steps and looks, each: {due: [step, look]}}
    - {id: step, ask: "Step: {it}. Done?", type: yesno}
    - {id: treat, ask: "You had planned: {it.treat}. Had it?", type: yesno, when: {step: yes, it.treat: {answered: true}}}
    - {id: look, ask: How does it look?, type: long, show: {after: story.line}}
    - {type: note, text: "So much for {it}."}
    - {type: section, title: After}
    - {id: all, ask: "All in all[, {story.line}]?", type: text}
    """,
    "summary: '{mood}'",
    STORY,
)


def told(line: str, size: str, *whom: str, number: int = 1) -> tuple[Entry, ...]:
    """The entries of a setback: one story."""
    return (finished(say(Interview(STORY, Past(), TODAY), line, size, [*whom]), number),)


HERS = told("the vase", "big", "Ann", "Ben")
HIS = told("the ladder", "small", "Cem", number=2)

CALL = Due("e1/promises/1", "e1/promises/1", "promise", "call", (("people", "Ann"),), HERS)
WRITE = Due("e2/promises/1", "e2/promises/1", "promise", "write", (), HIS)
WALK = Due("e3/steps/2", "e3/steps/2", "step", "a walk", (("treat", "ice cream"), ("step", "a walk")))
SWIM = Due("e3/steps/3", "e3/again", "step", "a swim", (), HIS)
LOOK = Due("e2/look", "e2/look", "look", "the ladder", (), HIS)


def over(*due: Due, own: Iterable[Entry] = ()) -> Interview:
    return Interview(FLOW, Past(due=due, entries=tuple(own)), TODAY)


def texts(interview: Interview, **answers: object) -> list[str]:
    """The questions asked, as they are shown, when these are answered and all else is left empty."""
    found = []
    while isinstance(ask := interview.current, Ask):
        found.append(ask.text)
        interview = interview.answer(answers.get(ask.spot.question))
    return found


def spots(interview: Interview) -> list[tuple[str, str | None]]:
    return [(each.spot.question, each.spot.item) for each in interview.trail]


def to_the_end(interview: Interview, **answers: object) -> Interview:
    """The interview with these answers, and where there are none with what stood there before."""
    while isinstance(ask := interview.current, Ask):
        given = answers.get(ask.spot.question)
        interview = interview.give(ask.old or Said(skipped=True)) if given is None else interview.answer(given)
    return interview


# ------------------------------------------------------------------------------------------------ the way through it


def test_part_by_part_one_thing_after_the_other_with_all_questions_about_it() -> None:
    end = to_the_end(over(WALK, CALL, LOOK, WRITE), promise="not_yet", step=True)
    assert spots(end) == [
        ("mood", None),
        ("promise", CALL.key), ("by", CALL.key), ("trust", CALL.key),
        ("promise", WRITE.key), ("by", WRITE.key),
        ("step", WALK.key), ("treat", WALK.key), ("look", WALK.key),
        ("step", LOOK.key), ("look", LOOK.key),
        ("all", None),
    ]  # fmt: skip


def test_without_anything_due_only_the_rest_is_asked() -> None:
    assert texts(over()) == ["How are you?", "All in all?"]
    assert why_not_asked(to_the_end(over()), "promise") == (
        "it is asked once for each of what is due (promise), and there is none"
    )


def test_what_is_due_of_another_kind_is_passed_by() -> None:
    assert texts(over(replace(CALL, kind="other"))) == ["How are you?", "All in all?"]


def test_only_so_many_are_gone_over_where_the_flow_says_so() -> None:
    flow = flow_of('- {id: a, ask: "A {it}?", type: text, each: {due: promise, at_most: 1}}')
    assert texts(Interview(flow, Past(due=(LOOK, CALL, WRITE)), TODAY)) == ["A call?"]


def test_each_is_asked_about_in_its_own_words_and_with_those_it_was_promised_to() -> None:
    asked = texts(over(CALL, WRITE, WALK))
    assert asked[1] == 'You promised Ann: "call". And now?'
    assert 'You promised: "write". And now?' in asked
    assert "Step: a walk. Done?" in asked


def test_a_question_about_a_field_of_the_record_is_asked_where_there_is_one() -> None:
    asked = texts(over(WALK, SWIM), step=True)
    assert [each for each in asked if "planned" in each] == ["You had planned: ice cream. Had it?"]
    assert not [each for each in texts(over(WALK, SWIM), step=False) if "planned" in each]


def test_notes_speak_of_the_thing_they_follow() -> None:
    at = say(over(WALK, LOOK), None, None, None)
    assert here(at).parting + here(at).notes == ("So much for a walk.",)


def test_another_flow_is_seen_from_the_setback_of_the_thing_that_is_due() -> None:
    asked = texts(over(CALL, WRITE, own=HERS), promise="not_yet")
    assert asked == [
        "How are you?",
        'You promised Ann: "call". And now?', "By when, the vase?", "Trust of Ann, Ben?",
        'You promised: "write". And now?', "By when, the ladder?",
        "All in all, the vase?",
    ]  # fmt: skip
    at = say(over(LOOK, own=HERS), None, None)
    assert here(at).after == ("the ladder",)


def test_a_thing_that_is_about_no_setback_sees_none() -> None:
    assert "By when?" in texts(over(replace(CALL, entries=()), own=HERS), promise="not_yet")


def test_what_is_private_there_is_not_told_here() -> None:
    hushed = tuple(replace(each, answers=tuple(replace(one, private=True) for one in each.answers)) for each in HIS)
    assert "By when?" in texts(over(replace(WRITE, entries=hushed)), promise="not_yet")


@pytest.mark.parametrize("kinds", [frozenset(), frozenset({"promise"})])
def test_a_condition_may_ask_whether_anything_of_a_kind_is_due(kinds: frozenset[str]) -> None:
    flow = flow_of("- {id: a, ask: A?, type: text, when: {due: [promise, step]}}\n- {id: b, ask: B?, type: text}")
    assert texts(Interview(flow, Past(kinds=kinds), TODAY)) == (["A?", "B?"] if kinds else ["B?"])


# ----------------------------------------------------------------------------------------------------- what is stored


def entry() -> dict[str, Any]:
    at = to_the_end(over(CALL, SWIM, own=HIS), promise="not_yet", by="2026-03-20", trust=7, step=True)
    return stored(at)


def test_what_was_spoken_of_is_stored_by_its_reference_with_the_follow_up_that_brought_it_back() -> None:
    found = entry()
    assert found["promise"]["asked"] == 'You promised Ann: "{it}". And now?'
    assert found["promise"]["each"] == [
        {"key": CALL.key, "text": "call", "about": CALL.key, "value": "not_yet", "labels": {"not_yet": "not yet"}}
    ]
    assert found["step"]["each"] == [{"key": SWIM.key, "text": "a swim", "about": SWIM.about, "value": True}]
    assert found["step"]["asked"] == "Step: {it}. Done?"
    assert found["promise"]["section"] == "What you promised"


def test_what_an_answer_means_and_what_it_promises_is_stored_with_it() -> None:
    found = entry()
    assert found["promise"]["becomes"] == {"kept": "done", "not_yet": "open"}
    assert found["by"]["becomes"] == "date"
    assert found["promise"]["follow_up"] == {
        "kind": "thanks", "in": "3d", "unless": {"promise": {"not": "kept"}}, "text": "thank for {it}",
    }  # fmt: skip
    assert "becomes" not in found["step"]
    assert "follow_up" not in found["step"]


def test_what_was_asked_of_several_and_not_answered_is_stored_as_it_was_asked_of_each() -> None:
    found = stored(to_the_end(over(CALL, WRITE)))
    assert found["promise"]["asked"] == 'You promised …: "{it}". And now?'
    assert found["promise"]["each"][1] == {
        "key": WRITE.key, "text": "write", "about": WRITE.key, "skipped": True,
        "asked": 'You promised: "write". And now?',
    }  # fmt: skip


def test_an_answer_speaks_of_an_earlier_one() -> None:
    flow = flow_of("- {id: trust, ask: 'Trust of {story.whom}?', type: scale, about: story.whom}", "", STORY)
    end = Interview(flow, Past(entries=HERS), TODAY).answer(3)
    assert stored(end)["trust"]["about"] == f"{HERS[0].id}/whom"


# ------------------------------------------------------------------------------------------- gone on with another day


def later(interview: Interview, *due: Due) -> Resumed:
    """The interview taken up again from its file, when all this is due."""
    data = json.dumps(drafted(interview, drafted_first(interview.flow), NOW).to_json())
    past = replace(interview.past, due=due)
    return resume(interview.flow, past, TODAY, Draft.from_json(json.loads(data)))


def test_what_became_due_meanwhile_is_asked_and_what_was_said_stands_there_after_it() -> None:
    at = say(over(WRITE, SWIM), "fine", "kept", True)
    assert here(at).spot == Spot("look", SWIM.key)
    found = later(at, CALL, WRITE, SWIM)
    assert found.left_over == ()
    assert here(found.interview).spot == Spot("promise", CALL.key)
    end = to_the_end(found.interview)
    assert end.given[Spot("promise", WRITE.key)].value == "kept"
    assert end.given[Spot("step", SWIM.key)].value is True
    assert end.given[Spot("promise", CALL.key)].skipped


def test_what_becomes_due_further_on_changes_nothing_so_far() -> None:
    at = say(over(WRITE), "fine", "kept")
    found = later(at, WRITE, WALK)
    assert found.interview.trail == at.trail
    assert here(found.interview).spot == Spot("step", WALK.key)


def test_what_was_said_of_something_that_is_gone_is_handed_back() -> None:
    at = say(over(CALL, WRITE), "fine", "kept", 7, "not_yet")
    found = later(at, WRITE)
    assert {each.spot: each.said for each in found.left_over} == {
        Spot("promise", CALL.key): at.given[Spot("promise", CALL.key)],
        Spot("trust", CALL.key): Said(value=7),
    }
    assert spots(found.interview) == [("mood", None), ("promise", WRITE.key)]
    assert here(found.interview).spot == Spot("by", WRITE.key)


def test_what_comes_up_in_another_part_now_is_handed_back_as_well() -> None:
    at = say(over(replace(CALL, kind="step")), "fine", True)
    assert [each.spot.question for each in later(at, CALL).left_over] == ["step"]


def test_what_was_left_empty_about_something_that_is_gone_is_not_handed_back() -> None:
    assert later(say(over(CALL), "fine", None, None), WRITE).left_over == ()


def test_what_was_half_typed_about_something_that_is_gone_is_handed_back() -> None:
    at = say(over(LOOK), "fine", True).half_typed("It looks")
    found = later(at)
    assert found.left_over[-1] == Given(Spot("look", LOOK.key), Said(value="It looks"))
    assert found.interview.typing is None
    assert later(at, LOOK).interview.typing == at.typing


def test_what_was_taken_back_before_it_was_left_is_handed_back_too() -> None:
    at = say(over(CALL), "fine", "kept").back().back()
    assert [each.said.value for each in later(at).left_over] == ["kept"]
    assert later(at, CALL).left_over == ()


DUE = st.lists(st.sampled_from([CALL, WRITE, WALK, SWIM, LOOK]), unique_by=lambda each: each.key).map(tuple)


@settings(deadline=None, derandomize=True, database=None)
@given(DUE, DUE, st.integers(0, 2**32 - 1))
def test_whatever_is_due_now_everything_said_is_asked_again_or_handed_back(
    before: tuple[Due, ...], now: tuple[Due, ...], seed: int
) -> None:
    walker = Walker(Random(seed))
    at = over(*before, own=HERS)
    for _ in range(walker.random.randint(0, 20)):
        at = walker.answered(at) if at.current else at
    said = {each.spot: each.said for each in at.trail if not each.said.skipped}
    found = later(at, *now)
    end = to_the_end(found.interview)
    handed = {each.spot: each.said for each in found.left_over}
    assert not handed.keys() & end.given.keys()
    assert {**handed, **{spot: each for spot, each in end.given.items() if spot in said}} == said
    assert {spot.item for spot in handed} <= {each.key for each in before} - {each.key for each in now}
    assert finished(end)


OVER = [name for name in NAMES if goes_over(flow_named(name))]


@settings(deadline=None, derandomize=True, max_examples=20, database=None)
@given(st.sampled_from(OVER), st.integers(0, 2**32 - 1))
def test_no_answer_about_what_is_due_is_lost_in_any_flow(name: str, seed: int) -> None:
    random = Random(seed)
    walker, at = Walker(random), beginning(name, random)
    for step in walker.wandering(at, random.randint(0, 60)):
        at = step
    due = tuple(each for each in at.past.due if random.random() < 0.6)
    found = later(at, *random.sample(due, len(due)))
    handed = {each.spot: each.said for each in found.left_over}
    there = latest(found.interview) | handed
    assert {spot: said for spot, said in latest(at).items() if not said.skipped}.items() <= there.items()
    gone = {each.key for each in at.past.due} - {each.key for each in due}
    assert {spot.item for spot in handed} <= gone
    assert not {spot.item for spot in latest(found.interview)} & gone


@settings(deadline=None, derandomize=True, max_examples=20, database=None)
@given(st.sampled_from(OVER), st.integers(0, 2**32 - 1))
def test_an_entry_speaks_of_each_thing_by_its_own_reference(name: str, seed: int) -> None:
    random = Random(seed)
    end = Walker(random).to_the_end(beginning(name, random))
    due = {each.key: each for each in end.past.due}
    if end.current is not None:
        return
    spoken = [each for answer in finished(end).answers for each in answer.each or () if each.about]
    for each in spoken:
        assert (each.about, each.text) == (due[each.key].about, due[each.key].text)
    asked = {given.spot.item for given in end.trail if given.spot.item in due}
    assert {each.key for each in spoken} == asked


# ------------------------------------------------------------------------------------------------------ nothing offered

OFFERING = flow_of(
    """
    - {type: section, title: Steps, each: {due: step}}
    - {id: step, ask: "Step: {it}. Done?", type: yesno}
    - {type: note, text: "`reflect other` is there for {it}."}
    - {type: note, text: "So much for {it}."}
    - {type: section, title: What could come next, each: {due: openings}}
    - {id: take_up, ask: "{it}: now?", type: yesno}
    - {type: section, title: After}
    - {id: all, ask: "All in all?", type: text}
    """,
)
OFFERS = (WALK, Due("e1/x", "e1/x", "openings", "a look"), Due("e1/y", "e1/y", "openings", "a talk"))


def test_when_it_has_become_quiet_nothing_is_offered_and_no_command_is_named() -> None:
    begun = Interview(OFFERING, Past(due=OFFERS), TODAY).answer(True)
    assert here(begun).parting == ("`reflect other` is there for a walk.", "So much for a walk.")
    quiet = begun.quietened()
    assert here(quiet).spot.question == "all"
    assert here(quiet).parting == ("So much for a walk.",)


def test_what_was_answered_before_it_became_quiet_stays_on_the_way() -> None:
    quiet = Interview(OFFERING, Past(due=OFFERS), TODAY).answer(True).answer(False).quietened()
    assert spots(quiet) == [("step", WALK.key), ("take_up", "e1/x")]
    assert here(quiet).spot.question == "all"
    assert [each.spot.question for each in quiet.back().trail] == ["step"]
