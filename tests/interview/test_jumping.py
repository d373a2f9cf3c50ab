"""Back to any answer and forward again; records changed and taken out; all answers looked over before the end."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from reflect.checks.remark import Remark
from reflect.entry.draft import Spot
from reflect.entry.said import Said
from reflect.flow.questions import Letter, Reopen
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Conversation, Keep, Leave, Remove, Reply, ToRecord, Weighed, converse
from reflect.interview.resume import drafted, resume
from reflect.interview.review import EMPTY, MORE, PRIVATE, review
from reflect.interview.state import Interview
from tests.interview.making import NOW, begun, drafted_first, here, say, stored
from tests.interview.walks import NAMES, Walker, beginning

SEEDS = (1, 2, 3)


@cache
def walked(name: str, seed: int) -> Interview:
    """A finished interview of a flow with made-up answers, or one that has halted."""
    at, walker = beginning(name, Random(seed)), Walker(Random(seed))
    while isinstance(ask := at.current, Ask):
        at = at.answer(walker.raw(ask))
    return at


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_answer_again_brings_everything_back(name: str, seed: int) -> None:
    whole = walked(name, seed)
    for place in Random(seed).sample(whole.trail, min(8, len(whole.trail))):
        at = whole.jump(place.spot)
        assert here(at).spot == place.spot
        again: list[Spot] = []
        while isinstance(ask := at.current, Ask):
            again.append(ask.spot)
            at = at.give(whole.given[ask.spot]).forward()
        assert at.trail == whole.trail
        for spot in again[1:]:
            letter = isinstance(whole.flow.questions[spot.question], Letter | Reopen)
            assert letter or (spot.question, spot.record) == (place.spot.question, place.spot.record)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_another_answer_keeps_all_that_still_fits(name: str, seed: int) -> None:
    whole, walker = walked(name, seed), Walker(Random(seed + 50), prefix="other")
    for place in Random(seed).sample(whole.trail, min(5, len(whole.trail))):
        at = whole.jump(place.spot)
        while isinstance(ask := at.current, Ask):
            new = ask.spot == place.spot or ask.spot not in whole.given
            at = at.answer(walker.raw(ask)) if new else at.give(whole.given[ask.spot]).forward()
        fresh = Interview(at.flow, at.past, at.today)
        for each in at.trail:
            assert isinstance(fresh.current, Ask)
            fresh = fresh.give(each.said)
        assert fresh.trail == at.trail
        assert fresh.current == at.current


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_somebody_who_leaves_after_going_back_comes_forward_again_when_resuming(name: str, seed: int) -> None:
    whole = walked(name, seed)
    for place in Random(seed).sample(whole.trail, min(5, len(whole.trail))):
        at = whole.jump(place.spot)
        draft = drafted(at, drafted_first(at.flow), NOW)
        found = resume(at.flow, at.past, at.today, type(draft).from_json(draft.to_json()))
        assert found.interview == at
        assert found.left_over == ()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_can_be_looked_over_and_gone_to(name: str, seed: int) -> None:
    whole = walked(name, seed)
    rows = review(whole)
    asked = {(each.spot.question, each.spot.item) for each in whole.trail}
    assert {(row.spot.question, row.spot.item) for row in rows} == asked
    for row in rows:
        assert here(whole.jump(row.spot)).spot == row.spot
        assert row.asked.strip()
        assert row.said.strip()


STEPS = """
    - id: people
      ask: Who needs to know?
      type: group
      OPTIONS
      item: person
      label: "{who}[, {by}]"
      fields:
        - {id: who, ask: Who?, type: text}
        - {id: told, ask: Told?, type: yesno}
        - {id: by, ask: By?, type: text, when: {told: {not: yes}}}
    - {id: each, ask: "What of {it}?", type: text, each: people}
    - {id: hush, ask: And?, type: text, private: true}
"""
THREE = (True, "Ada", "yes", True, "Ben", "no", "noon", True, "Cem", None, None)


def people(options: str = "at_least: 1") -> Interview:
    return begun(STEPS.replace("OPTIONS", options))


class Scripted:
    """Replies in turn, and hears what is said."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = [*replies]
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return self.replies.pop(0) if self.replies else Leave(None, 130)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        raise AssertionError(message)

    def accepted(self, ask: Ask, said: object) -> None:
        pass

    def remark(self, notes: tuple[str, ...]) -> None:
        pass

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        return Keep()


def talked(at: Interview, *replies: Reply) -> tuple[Conversation, list[Ask], list[Interview]]:
    asker, saved = Scripted(*replies), list[Interview]()
    return converse(at, asker, saved.append), asker.asked, saved


def test_a_record_is_changed_and_the_others_come_back() -> None:
    at = say(people(), *THREE)
    assert here(at).gate
    done, asked, saved = talked(at, ToRecord(2), Answered("Bea"), Answered("yes"), Answered(False))
    assert [ask.spot.field for ask in asked[:4]] == [None, "who", "told", None]
    assert asked[1].begins is not None
    assert asked[1].begins.value == "Ben"
    assert [item.text for item in asked[3].records] == ["Ada", "Bea", "Cem"]
    assert [item.key for item in asked[3].records] == ["1", "2", "3"]
    assert saved[0].trail == at.trail[: len(saved[0].trail)]
    assert here(done.interview).item is not None


def test_a_record_is_taken_out_and_the_others_keep_their_keys() -> None:
    at = say(people(), *THREE)
    done, asked, _ = talked(at, Remove(1), Answered(False))
    assert asked[1].gate
    assert [(item.key, item.text) for item in asked[1].records] == [("2", "Ben, noon"), ("3", "Cem")]
    entry = stored(say(done.interview, None, None, None))
    assert [record["key"] for record in entry["people"]["value"]] == ["2", "3"]


def test_a_record_that_is_not_there_is_neither_changed_nor_taken_out() -> None:
    at = say(people(), *THREE)
    assert at.to_record(9) is at
    assert at.without_record(9) is at


def test_the_first_record_of_a_required_group_can_be_taken_out() -> None:
    at = say(people("required: true"), *THREE[1:])
    assert [item.text for item in here(at.without_record(1)).records] == ["Ben, noon", "Cem"]


def test_there_is_room_again_after_one_was_taken_out() -> None:
    at = say(people("at_most: 3"), *THREE)
    assert here(at).spot.question == "each"
    at = at.jump(Spot("people", None, 3))
    assert (here(at).gate, len(here(at).records)) == (True, 2)
    at = at.without_record(1)
    at = say(at, True)
    assert [item.text for item in here(at).records] == ["Ben, noon", "Cem"]
    assert here(say(at, True, "Eve", None, None)).spot.question == "each"


def test_what_was_said_of_a_record_that_was_taken_out_is_not_said_of_another() -> None:
    at = say(people(), *THREE, False, "of Ada", "of Ben", "of Cem", None)
    at = at.jump(Spot("people", None, 4)).without_record(1)
    entry = stored(say(at, False))
    assert [(each["text"], each["value"]) for each in entry["each"]["each"]] == [
        ("Ben, noon", "of Ben"),
        ("Cem", "of Cem"),
    ]


def test_the_answers_to_look_over_are_a_row_for_each_record_and_one_for_more() -> None:
    at = say(people(), *THREE, False, "one", None, "three", "a secret")
    assert [(row.asked, row.said) for row in review(at)] == [
        ("Who needs to know?", "Ada"),
        ("Who needs to know?", "Ben, noon"),
        ("Who needs to know?", "Cem"),
        ("Who needs to know?", MORE),
        ("What of Ada?", "one"),
        ("What of Ben, noon?", EMPTY),
        ("What of Cem?", "three"),
        ("And?", PRIVATE),
    ]


def test_half_typed_words_are_not_passed_over() -> None:
    at = say(
        begun("[{id: a, ask: A?, type: text}, {id: b, ask: B?, type: text}, {id: c, ask: C?, type: text}]"),
        "1",
        "2",
        "3",
    )
    at = at.jump(Spot("a")).answer("new")
    assert at.current is None
    back = at.jump(Spot("b")).half_typed("2 and").jump(Spot("a")).answer("newer")
    assert here(back).spot == Spot("b")
    assert here(back).typed == "2 and"


def test_a_place_that_was_not_answered_cannot_be_gone_to() -> None:
    at = people()
    assert at.jump(Spot("hush")) is at


def test_a_single_record_that_was_left_empty_has_a_row_to_go_to() -> None:
    at = say(people("at_most: 1"), None, None, None, None)
    row = review(at)[0]
    assert (row.asked, row.said) == ("Who needs to know?", EMPTY)
    assert here(at.jump(row.spot)).spot == Spot("people", None, 1, "who")


def test_a_record_in_which_nothing_was_asked_has_no_row() -> None:
    at = begun(
        """
        - {id: q, ask: Q?, type: yesno}
        - {id: g, ask: G?, type: group, fields: [{id: who, ask: W?, type: text, when: {q: yes}}]}
        """
    )
    assert [(row.asked, row.said) for row in review(say(at, "no", True, False))] == [("Q?", "no"), ("G?", EMPTY)]


def test_a_private_answer_is_not_shown_by_another_question_that_speaks_of_it() -> None:
    at = begun(
        """
        - {id: s, ask: S?, type: list, private: true}
        - {id: p, ask: "And {s}?", type: text, private: true}
        - {id: e, ask: "What of {it}?", type: text, private: true, each: s}
        """
    )
    rows = review(say(at, ["a secret"], "x", "y"))
    assert [row.said for row in rows] == [PRIVATE] * 3
    assert [row.asked for row in rows] == ["S?", "And …?", "What of …?"]


REOPENED = """
    - {id: to, ask: To?, type: text}
    - {id: did, ask: Did?, type: text}
    - {id: letter, ask: Write., type: letter, template: ["{to}, {did}"]}
    - {id: again, ask: Once more., type: reopen, of: letter}
    - {id: end, ask: End?, type: text}
"""


@pytest.mark.parametrize("changed", ["to", "letter"])
def test_a_letter_that_was_opened_once_more_is_asked_again_when_what_it_came_from_has_changed(changed: str) -> None:
    at = say(begun(REOPENED), "Ada", "I did", "Ada, I did", "Ada, I did it", "end").jump(Spot(changed)).answer("Eva")
    while here(at).spot != Spot("again"):
        at = at.answer(here(at).begins.value if here(at).begins else None)  # type: ignore[union-attr]
    assert here(at).begins == Said(value="Ada, I did it")
    assert at.answer("Eva, I did it").given[Spot("again")] == Said(value="Eva, I did it")


def test_a_letter_that_was_opened_once_more_and_not_changed_is_the_letter_as_it_is_now() -> None:
    at = say(begun(REOPENED), "Ada", "I did", "Ada, I did", "Ada, I did", "end").jump(Spot("letter")).answer("Dear Eva")
    assert (here(at).spot, here(at).begins) == (Spot("again"), Said(value="Dear Eva"))


def test_a_letter_that_was_opened_once_more_comes_again_by_itself_when_nothing_else_was_changed() -> None:
    at = say(begun(REOPENED), "Ada", "I did", "Ada, I did", "Ada, I did it", "end").jump(Spot("end")).answer("done")
    assert not isinstance(at.current, Ask)
    assert at.answers().said(Spot("again")) == Said(value="Ada, I did it")
