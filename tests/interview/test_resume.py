"""A draft that is gone on with after the flow has changed: nothing said is dropped without a word."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.draft import Draft, Given, Spot, Typing
from reflect.entry.said import Said
from reflect.flow.build import unbuild
from reflect.flow.language import check
from reflect.flow.model import Flow
from reflect.interview.past import Past
from reflect.interview.resume import Resumed, drafted, resume
from reflect.interview.state import Interview
from tests.interview.making import NOW, TODAY, begun, drafted_first, flow_of, here, say, stored
from tests.interview.walks import NAMES, Walker, beginning, flow_named, well_formed


def on_disk(interview: Interview) -> Draft:
    text = json.dumps(drafted(interview, drafted_first(interview.flow), NOW).to_json())
    return Draft.from_json(json.loads(text))


def resumed(interview: Interview, flow: Flow) -> Resumed:
    return resume(flow, interview.past, TODAY, on_disk(interview))


def whereabouts(found: Resumed) -> tuple[list[str], list[str], list[str]]:
    """The ids on the trail, kept, and left over."""
    at = found.interview
    return (
        [each.spot.question for each in at.trail],
        sorted(each.question for each in at.kept),
        sorted(each.spot.question for each in found.left_over),
    )


A, B, C = (f"- {{id: {each}, ask: {each}?, type: text}}\n" for each in "abc")
ALL = say(begun(A + B + C), "one", "two")


def test_a_question_that_is_gone_hands_its_answer_back() -> None:
    assert whereabouts(resumed(ALL, flow_of(B + C))) == (["b"], [], ["a"])


def test_a_new_question_is_asked_and_what_came_after_it_waits() -> None:
    found = resumed(ALL, flow_of(A + "- {id: n, ask: N?, type: text}\n" + B + C))
    assert whereabouts(found) == (["a"], ["b"], [])
    assert here(found.interview).spot.question == "n"
    assert here(found.interview.answer("x")).old == Said(value="two")


def test_questions_in_another_order_are_gone_through_as_far_as_they_are_answered() -> None:
    assert whereabouts(resumed(ALL, flow_of(B + A + C))) == (["b", "a"], [], [])
    assert whereabouts(resumed(ALL, flow_of(C + A + B))) == ([], ["a", "b"], [])


def test_what_was_left_empty_stays_so_and_is_not_handed_back() -> None:
    at = say(begun(A + B + C), None, "two")
    assert whereabouts(resumed(at, flow_of(A + B + C))) == (["a", "b"], [], [])
    assert whereabouts(resumed(at, flow_of(B + C))) == (["b"], [], [])


def test_half_typed_words_for_a_question_that_is_gone_are_handed_back() -> None:
    found = resumed(ALL.half_typed("half"), flow_of(A + B))
    assert found.left_over == (Given(Spot("c"), Said(value="half")),)
    assert found.interview.typing is None


def test_half_typed_words_wait_for_a_question_that_moved_on() -> None:
    found = resumed(ALL.half_typed("half"), flow_of(A + "- {id: n, ask: N?, type: text}\n" + B + C))
    at = say(found.interview, "new", "two")
    assert here(at).typed == "half"


TYPES: dict[str, tuple[str, object]] = {
    "text": ("type: text", "some words"),
    "text of a key": ("type: text", "a"),
    "text of a number": ("type: text", "5"),
    "text of yes": ("type: text", "yes"),
    "long": ("type: long", "some words"),
    "letter": ("type: letter", "some words"),
    "choice": ("type: choice, options: {a: A, yes: yes}", "a"),
    "choice of yes": ("type: choice, options: {a: A, yes: yes}", "yes"),
    "choice of other": ("type: choice, options: {a: A}, other: else", {"other": "words"}),
    "choices": ("type: choices, options: {a: A, yes: yes}", ["a", "yes"]),
    "scale": ("type: scale, range: 0-10", 5),
    "wide scale": ("type: scale, range: 0-100", 50),
    "yesno": ("type: yesno", "yes"),
    "date": ("type: date", "yesterday"),
    "date in words": ("type: date", "last autumn"),
    "list": ("type: list", ["a", "yes"]),
    "group": ("type: group, fields: [{id: f, ask: F?, type: text}]", True),
}


@pytest.mark.parametrize("after", TYPES)
@pytest.mark.parametrize("before", TYPES)
def test_an_answer_to_a_question_of_another_type_is_never_passed_off_as_one_of_this(before: str, after: str) -> None:
    at = begun(f"- {{id: q, ask: Q?, {TYPES[before][0]}}}\n- {{id: r, ask: R?, type: text}}").answer(TYPES[before][1])
    found = resumed(at, flow_of(f"- {{id: q, ask: Q?, {TYPES[after][0]}}}\n- {{id: r, ask: R?, type: text}}"))
    said = at.trail[0].said
    places = [
        *(each.said for each in found.interview.trail),
        *found.interview.kept.values(),
        *(each.said for each in found.left_over),
    ]
    assert places == [said]
    for station, each in zip(found.interview.reached(), found.interview.trail, strict=True):
        assert station.question is not None
        assert well_formed(station.question, each.said)
    for spot, kept in found.interview.kept.items():
        assert well_formed(found.interview.flow.questions[spot.question], kept)
    if before == after:
        assert (found.interview.trail, found.left_over) == (at.trail, ())


def test_a_number_beyond_a_scale_that_was_shortened_is_handed_back() -> None:
    at = begun("- {id: q, ask: Q?, type: scale, range: 0-100}\n" + C).answer(50)
    assert whereabouts(resumed(at, flow_of("- {id: q, ask: Q?, type: scale, range: 0-10}\n" + C))) == ([], [], ["q"])


@pytest.mark.parametrize("item", [{"text": "x"}, {"key": "1"}, {"key": 1, "text": "x"}, "x"])
def test_items_that_another_program_left_without_key_or_words_are_handed_back(item: object) -> None:
    at = begun("- {id: q, ask: Q?, type: list}\n" + C)
    draft = replace(on_disk(at), trail=(Given(Spot("q"), Said(value=[item])),))
    found = resume(at.flow, Past(), TODAY, draft)
    assert whereabouts(found) == ([], [], ["q"])
    assert here(found.interview.answer(["x"])).spot.question == "c"


def test_what_a_newer_program_wrote_into_a_draft_stays_in_it_and_is_not_taken_for_a_part_of_the_entry() -> None:
    new = {"asked": "by a newer program"}
    data = on_disk(ALL.back().half_typed("half")).to_json()
    for part in (data["flow"], data["trail"][0], data["kept"][0], data["typing"]):
        part.update(new)
    found = resume(ALL.flow, Past(), TODAY, Draft.from_json(data))
    assert drafted(found.interview, Draft.from_json(data), NOW).to_json() == data
    assert stored(say(found.interview, "two", "three"))["a"]["asked"] == "a?"


def test_an_option_that_is_gone_is_handed_back_with_its_words() -> None:
    at = begun("- {id: q, ask: Q?, type: choice, options: {a: A, b: B}}").answer("b")
    found = resumed(at, flow_of("- {id: q, ask: Q?, type: choice, options: {a: A, c: C}}"))
    assert whereabouts(found) == ([], [], ["q"])
    assert found.left_over[0].said.labels == {"b": "B"}


def test_an_option_with_other_words_is_the_same_option() -> None:
    at = begun("- {id: q, ask: Q?, type: choice, options: {a: A, b: B}}").answer("b")
    assert whereabouts(resumed(at, flow_of("- {id: q, ask: Q?, type: choice, options: {b: Bee}}"))) == (["q"], [], [])


def test_a_question_that_is_no_longer_asked_per_item_hands_its_answers_back() -> None:
    ideas = "- {id: ideas, ask: I?, type: list}\n"
    at = say(begun(ideas + "- {id: why, ask: W?, type: text, each: ideas}\n" + C), ["x"], "because")
    assert whereabouts(resumed(at, flow_of(ideas + "- {id: why, ask: W?, type: text}\n" + C))) == (
        ["ideas"],
        [],
        ["why"],
    )
    again = say(begun(ideas + "- {id: why, ask: W?, type: text}\n" + C), ["x"], "because")
    found = resumed(again, flow_of(ideas + "- {id: why, ask: W?, type: text, each: ideas}\n" + C))
    assert whereabouts(found) == (["ideas"], [], ["why"])


def test_a_field_that_is_gone_hands_its_words_back_record_by_record() -> None:
    steps = "- {id: g, ask: G?, type: group, fields: [HOW{id: who, ask: Who?, type: text}]}\n" + C
    how = "{id: how, ask: How?, type: text}, "
    at = say(begun(steps.replace("HOW", how)), True, "by mail", "Ada", True, "by phone", "Ben", False)
    found = resumed(at, flow_of(steps.replace("HOW", "")))
    assert [each.said.value for each in found.left_over] == ["by mail", "by phone"]
    assert here(found.interview).spot.question == "c"
    assert found.interview.answers().records(found.interview.flow.questions["g"], None) == [  # type: ignore[arg-type]
        {"key": "1", "who": "Ada"},
        {"key": "2", "who": "Ben"},
    ]


def test_a_day_that_lay_ahead_stays_the_day_when_it_has_come_and_gone() -> None:
    at = begun("- {id: q, ask: Q?, type: date, only: future}\n" + C).answer("tomorrow")
    found = resume(at.flow, Past(), TODAY.replace(year=2027), on_disk(at))
    assert found.interview.trail == at.trail


# ------------------------------------------------------------------------------------------ any change to any flow

OTHER_TYPES: tuple[dict[str, Any], ...] = (
    {"type": "text"},
    {"type": "long"},
    {"type": "list"},
    {"type": "yesno"},
    {"type": "date"},
    {"type": "scale", "range": "0-10"},
    {"type": "choice", "options": {"no": "No", "yes": "Yes", "external": "Outside"}},
    {"type": "choices", "options": {"no": "No", "yes": "Yes", "external": "Outside"}},
    {"type": "group", "fields": [{"id": "what", "ask": "What?", "type": "text"}]},
)


def changed(flow: Flow, random: Random) -> Flow:
    """A sound flow like `flow`, with steps taken out, added, moved, of another type, or with other options."""
    tree = unbuild(flow)
    steps = tree["steps"]
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(steps))
        match random.randrange(5):
            case 0:
                del steps[place]
            case 1:
                steps.insert(place, {"id": f"new{random.randrange(10**6)}", "ask": "New?", "type": "text"})
            case 2:
                steps.insert(random.randrange(len(steps)), steps.pop(place))
            case 3 if "options" in steps[place] and "from" not in steps[place]["options"]:
                options = [*steps[place]["options"].items()][random.randint(0, 1) :] or [("x", "X")]
                steps[place] = {**steps[place], "options": {**dict(options), "fresh": "Fresh"}}
            case _ if "ask" in steps[place]:
                steps[place] = {"id": steps[place].get("id", "it1"), "ask": "?", **random.choice(OTHER_TYPES)}
    return _mended(tree)


def _mended(tree: dict[str, Any]) -> Flow:
    """The flow of `tree`, without the steps and keys that no longer refer to anything."""
    others: dict[str, Flow | None] = {name: flow_named(name) for name in NAMES}
    for _ in range(400):
        flow, problems = check(tree, others)
        if flow is not None and not problems:
            return flow
        path = problems[0].path
        if path[0] == "steps" and len(path) > 1:
            del tree["steps"][int(path[1])]
        else:
            tree.pop(str(path[0]))
    raise AssertionError("not to be mended")


@settings(deadline=None, derandomize=True, max_examples=60, database=None)
@given(st.sampled_from(NAMES), st.integers(0, 2**32 - 1))
def test_with_a_changed_flow_every_answer_is_on_the_trail_or_waits_or_is_handed_back(name: str, seed: int) -> None:
    random = Random(seed)
    walker, at = Walker(random), beginning(name, random)
    for step in walker.wandering(at, random.randint(1, 70)):
        at = step
    at = at.half_typed("half typed")
    found = resumed(at, changed(at.flow, random))
    said = {spot: each for spot, each in {**at.kept, **at.given}.items() if not each.skipped}
    now = [*found.interview.given.items(), *found.interview.kept.items()]
    now += [(each.spot, each.said) for each in found.left_over]
    spots = [spot for spot, _ in now if spot != (at.typing.spot if at.typing else None)]
    assert len(set(spots)) == len(spots)
    assert {spot: each for spot, each in now if not each.skipped and each.value != "half typed"} == said
    if at.typing:
        assert found.interview.typing == at.typing or Given(at.typing.spot, Said(value="half typed")) in found.left_over
    for station, each in zip(found.interview.reached(), found.interview.trail, strict=True):
        assert station.question is not None
        assert well_formed(station.question, each.said)
    assert walker.to_the_end(found.interview)


def test_a_draft_knows_what_is_kept_and_what_is_half_typed() -> None:
    at = ALL.back().half_typed("half")
    draft = on_disk(at)
    assert draft.kept == (Given(Spot("b"), Said(value="two")),)
    assert draft.typing == Typing(Spot("b"), "half")
    assert replace(draft, trail=(), kept=(), typing=None, saved=NOW) == drafted_first(at.flow)
