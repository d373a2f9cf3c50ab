"""The same answers by keys, by lines and from a file make the same entry, in every flow there is."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from reflect.entry.draft import Spot
from reflect.entry.model import Entry
from reflect.errors import WrongAnswers
from reflect.interview.asking import Back, Ending, Remove, ToRecord, converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.interview.stations import Station
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.prepared import PreparedAsker
from tests.interview.making import TODAY, finished
from tests.interview.walks import KITCHEN_SINK, flow_named
from tests.three_hands import BY_HAND, Does, First, Hand, from_a_file, stands
from tests.three_sheets import (
    BREACH,
    BREACH_PAST,
    CHECKIN,
    DUE,
    DUE_PAST,
    EARLIER,
    LEARNING,
    LEAST,
    PAST,
    SINK,
    SINK_PAST,
    STRENGTHS,
    sheet,
)


def by_all_three(begun: Interview, data: str) -> Entry:
    """The entry that the answers in `data` make, after holding all three ways against each other.

    Keys and lines go back once in the middle, to an answer that still stands there, and on from it.
    """
    prepared = from_a_file(begun, data)
    entry = finished(prepared)
    first = {prepared.trail[len(prepared.trail) // 2].spot: [Back()]}
    for name, by_hand in BY_HAND.items():
        done, hand = by_hand(begun, prepared.given, first)
        assert done.ending is Ending.FINISHED
        assert hand.done
        assert went_back(hand, first) == [*first]
        assert done.interview.trail == prepared.trail, name
        assert finished(done.interview).to_json() == entry.to_json(), name
    return entry


def went_back(hand: Hand, first: First) -> list[Spot]:
    """The places from where a hand went back: each time the answer before stood there, and led forward again."""
    seen: set[Spot] = set()
    found = []
    for place, here in enumerate(hand.asked):
        if here.spot in first and here.spot not in seen:
            before, again = hand.asked[place + 1 : place + 3]
            assert stands(before, hand.answers[before.spot])
            assert again.spot == here.spot
            found.append(here.spot)
        seen.add(here.spot)
    return found


def value(entry: Entry, question: str) -> Any:
    answer = entry.answer(question)
    assert answer is not None
    return answer.said.value


# ------------------------------------------------------------------------------------------------------- the same entry


def test_define_is_the_same_in_all_three_ways() -> None:
    entry = by_all_three(Interview(flow_named("define"), Past(), TODAY), sheet("define"))
    assert value(entry, "feelings") == ["embarrassment", "fear", "frustration"]


def test_a_setback_against_a_rule_is_the_same_in_all_three_ways() -> None:
    entry = by_all_three(Interview(flow_named("define"), Past(setbacks=EARLIER), TODAY), BREACH)
    assert value(entry, "one_line") == "I sent it before the release."
    assert value(entry, "drastic_until") == "2026-03-14"


def test_debrief_is_the_same_in_all_three_ways() -> None:
    entry = by_all_three(Interview(flow_named("debrief"), PAST, TODAY), sheet("debrief"))
    assert len(value(entry, "timeline")) == 7


def test_strengths_are_the_same_in_all_three_ways() -> None:
    entry = by_all_three(Interview(flow_named("strengths"), Past(), TODAY), STRENGTHS)
    assert value(entry, "top") == ["praised/1", "easy/1", "talents/1"]


def test_goals_are_the_same_in_all_three_ways() -> None:
    entry = by_all_three(Interview(flow_named("goals"), PAST, TODAY), sheet("goals"))
    goals = entry.answer("goal")
    assert goals is not None
    assert len(goals.sayings()) == 2


def test_goals_of_learning_are_the_same_in_all_three_ways() -> None:
    entry = by_all_three(Interview(flow_named("goals"), BREACH_PAST, TODAY), LEARNING)
    assert [each["what"] for each in value(entry, "learn")] == ["the release rules", "the calendar"]


def test_a_check_in_over_everything_that_is_due_is_the_same_in_all_three_ways() -> None:
    entry = by_all_three(Interview(flow_named("checkin"), DUE_PAST, TODAY), CHECKIN)
    spoken = {each.key for answer in entry.answers for each in answer.each or () if not each.said.skipped}
    assert spoken == {each.key for each in DUE}


def apologizing(past: Past = PAST) -> Interview:
    return Interview(flow_named("apologize"), past, TODAY)


def test_a_letter_that_is_left_as_it_was_composed_is_the_same_in_all_three_ways() -> None:
    entry = by_all_three(apologizing(), sheet("apologize"))
    assert value(entry, "letter").endswith("\n\nJo")
    assert value(entry, "cue").endswith("\n- Then stop, and listen.")


def test_a_letter_that_is_changed_and_opened_once_more_is_the_same_in_all_three_ways() -> None:
    own = sheet("apologize") + "rule_own: I knew the date.\nconsequence: I give the account away.\n"
    composed = finished(from_a_file(apologizing(BREACH_PAST), own))
    assert "I knew the date. I am sorry" in value(composed, "letter")
    letter = value(composed, "letter").replace("Dear P.,", "Dear Petra,")
    again = f"Petra,\n\n{letter.partition(',')[2].strip()}\n\nOne line more."
    cue = value(composed, "cue").replace("- Then stop, and listen.", "- Breathe.\n- Listen.")
    changed = own.replace("aloud: yes", "aloud: no\nchange: the beginning")
    for name, text in {"letter": letter, "letter_again": again, "cue": cue}.items():
        changed += f"{name}: {json.dumps(text)}\n"
    entry = by_all_three(apologizing(BREACH_PAST), changed)
    # What stays is the letter as it was opened last.
    assert (value(entry, "letter"), value(entry, "cue")) == (again, cue)


def test_everything_the_language_has_is_the_same_in_all_three_ways() -> None:
    entry = by_all_three(Interview(flow_named(KITCHEN_SINK), SINK_PAST, TODAY), SINK)
    kinds = {each.type for each in entry.answers if not all(said.skipped for said in each.sayings())}
    assert kinds == {
        "text", "long", "date", "scale", "yesno", "choice", "choices", "list", "group", "entries", "letter",
    }  # fmt: skip
    assert value(entry, "letter") == "Dear Ada,\n\n    I am so sorry.\n:save"


@pytest.mark.parametrize("name", LEAST)
def test_leaving_everything_out_that_may_be_is_the_same_in_all_three_ways(name: str) -> None:
    by_all_three(Interview(flow_named(name), Past(), TODAY), LEAST[name])


@pytest.mark.parametrize("name", ["define", "apologize", KITCHEN_SINK])
@pytest.mark.parametrize("how", BY_HAND)
def test_what_is_required_is_put_once_more_and_can_then_stay_empty(how: str, name: str) -> None:
    begun = Interview(flow_named(name), Past(), TODAY)
    nothing = PreparedAsker(AnswersFile.parse("empty.yaml", b""))
    empty = converse(begun, nothing, lambda _: None).interview
    with pytest.raises(WrongAnswers):
        nothing.check(empty)
    done, hand = BY_HAND[how](begun, empty.given)
    assert done.interview.trail == empty.trail
    assert finished(done.interview).to_json() == finished(empty).to_json()
    wanting = {ask.spot for ask in hand.asked if ask.required and not empty.given[ask.spot].value}
    assert wanting
    assert Counter(ask.spot for ask in hand.asked) == {spot: 1 + (spot in wanting) for spot in empty.given}


# ---------------------------------------------------------------------------------------------------------- going back


def test_by_lines_going_back_once_from_every_question_changes_nothing() -> None:
    for name, past, data in (
        ("apologize", PAST, sheet("apologize")),
        ("goals", BREACH_PAST, LEARNING),
        ("strengths", Past(), STRENGTHS),
        (KITCHEN_SINK, SINK_PAST, SINK),
    ):
        prepared = from_a_file(Interview(flow_named(name), past, TODAY), data)
        going_back(prepared, "lines", [each.spot for each in prepared.trail[1:]])


def test_by_keys_going_back_once_from_every_type_and_to_every_type_changes_nothing() -> None:
    prepared = from_a_file(Interview(flow_named(KITCHEN_SINK), SINK_PAST, TODAY), SINK)
    kinds = [_kind(station) for station in prepared.reached()]
    pairs = [*enumerate(pairwise(kinds), 1)]
    first_to = {before: place for place, (before, _) in reversed(pairs)}
    first_from = {here: place for place, (_, here) in reversed(pairs)}
    spots = [prepared.trail[place].spot for place in sorted({*first_to.values(), *first_from.values()})]
    assert len(first_to) == 12
    going_back(prepared, "keys", spots)


def _kind(station: Station) -> str:
    assert station.question
    assert station.spot
    gate = station.spot.record is not None and station.spot.field is None
    return "gate" if gate else station.question.type


def going_back(prepared: Interview, how: str, spots: list[Spot]) -> None:
    first = {spot: [Back()] for spot in spots}
    begun = Interview(prepared.flow, prepared.past, TODAY)
    done, hand = BY_HAND[how](begun, prepared.given, first)
    assert went_back(hand, first) == spots
    assert done.interview.trail == prepared.trail
    assert (done.interview.kept, done.interview.typing) == ({}, None)


# ------------------------------------------------------------------------------------------------- records of a group


PEOPLE = [
    "{who: Ada, by: in two weeks, told: no, how: a mail, with: [plan], points: [what, when]}",
    "{who: Ben, told: yes}",
    "{who: Cem, by: some day soon, hard: 3}",
]
CHANGED = "{who: Adele, by: tomorrow, told: yes, words: I was wrong., points: [what, when, where]}"


def with_people(*people: str) -> Interview:
    """The kitchen sink with these records."""
    return from_a_file(
        Interview(flow_named(KITCHEN_SINK), SINK_PAST, TODAY),
        f"subject: A\nideas: [B]\nrating: [[{{worth: 1}}]]\nkeep: here\npeople: [{', '.join(people)}]",
    )


@pytest.mark.parametrize("how", BY_HAND)
@pytest.mark.parametrize("out", [1, 2, 3])
def test_a_record_changed_and_one_taken_out_make_the_entry_of_what_is_left(how: str, out: int) -> None:
    changed = 1 if out != 1 else 2
    left = [CHANGED if n == changed else each for n, each in enumerate(PEOPLE, 1) if n != out]
    before, after = with_people(*PEOPLE), with_people(*left)
    # What is left stands in the file under its new number, and at the keyboard under the one it was given there.
    numbers = dict(enumerate([n for n in (1, 2, 3) if n != out], 1))
    people = {spot: said for spot, said in before.given.items() if spot.question == "people"}
    others = {spot: said for spot, said in after.given.items() if spot.question != "people"}
    anew = {
        replace(spot, record=changed): said
        for spot, said in after.given.items()
        if spot.question == "people" and spot.field and numbers[spot.record or 0] == changed
    }
    first: dict[Spot, list[Does]] = {spot: [people[spot]] for spot in anew if spot in people}
    first[Spot("people", record=4)] = [ToRecord(changed), Remove(out)]
    done, hand = BY_HAND[how](Interview(before.flow, SINK_PAST, TODAY), others | people | anew, first)
    assert hand.done
    entry, wanted = finished(done.interview).to_json(), finished(after).to_json()
    records = next(each["value"] for each in entry["answers"] if each["id"] == "people")
    assert [each["key"] for each in records] == [str(number) for number in numbers.values()]
    for number, each in enumerate(records, 1):
        each["key"] = str(number)
    assert entry == wanted
