"""What an entry keeps of the questions: the words that each was asked with, no others."""

from __future__ import annotations

from reflect.interview.ask import Ask
from tests.interview.making import begun, here, say, stored

TWICE = """
    - {id: factors, ask: F?, type: choices, options: {f1: the first, f2: the second}}
    - {id: a, ask: "A {it}?", type: text, each: factors}
    - {id: b, ask: "ASK", type: text, each: factors}
"""


def test_each_item_is_stored_with_the_words_it_was_asked_with() -> None:
    at = say(begun(TWICE.replace("ASK", "You said {a}. How sure?")), ["f1", "f2"], "xx", "yy")
    assert here(at).text == "You said xx. How sure?"
    assert stored(say(at, "1", "2"))["b"] == {
        "id": "b", "section": None, "asked": "You said …. How sure?", "type": "text",
        "each": [
            {"key": "f1", "text": "the first", "asked": "You said xx. How sure?", "value": "1"},
            {"key": "f2", "text": "the second", "asked": "You said yy. How sure?", "value": "2"},
        ],
    }  # fmt: skip


def test_what_was_said_about_an_item_does_not_give_way_to_another_answer_in_what_all_were_asked() -> None:
    at = say(begun(TWICE.replace("ASK", "{a|factors}[, {a}]?")), ["f1", "f2"], "xx", None, None, None)
    found = stored(at)["b"]
    assert found["asked"] == "…, …?"
    assert [each["asked"] for each in found["each"]] == ["xx, xx?", "the first, the second?"]


def test_the_item_alone_needs_no_words_of_its_own() -> None:
    at = say(begun(TWICE.replace("ASK", "Of {factors}, {it}?")), ["f1", "f2"], "xx", "yy", "1", "2")
    found = stored(at)["b"]
    assert found["asked"] == "Of the first, the second, {it}?"
    assert all("asked" not in each for each in found["each"])


def test_braces_that_somebody_wrote_are_not_taken_for_the_item() -> None:
    steps = "- {id: p, ask: P?, type: text}\n- {id: l, ask: L?, type: list}\n- {id: b, ask: 'Of {p}, {it}?', type: text, each: l}"
    found = stored(say(begun(steps), "the {it} thing", ["x"], "1"))["b"]
    assert found["each"][0]["asked"] == "Of the {it} thing, x?"


def test_an_item_whose_earlier_question_was_hidden_does_not_speak_of_the_other_item() -> None:
    at = begun("""
        - {id: ideas, ask: I?, type: list}
        - {type: section, title: S, each: ideas}
        - {id: sure, ask: S?, type: yesno}
        - {id: why, ask: W?, type: text, when: {sure: no}}
        - {id: then, ask: "[Since {why}: ]what then?", type: text, when: {any: [{sure: yes}, {why: {answered: true}}]}}
    """)
    at = say(at, ["x", "y"], "no", "it rained", "t")
    at = at.answer("yes")
    assert here(at).text == "what then?"


def test_a_question_that_hangs_on_a_hidden_one_of_its_item_is_hidden_too() -> None:
    at = begun("""
        - {id: ideas, ask: I?, type: list}
        - {id: sure, ask: S?, type: yesno, each: ideas}
        - {id: why, ask: W?, type: text, each: ideas, when: {sure: no}}
        - {id: more, ask: "More on {it}?", type: text, each: ideas, when: {why: {answered: true}}}
        - {id: all, ask: "All: {why}?", type: text}
    """)
    at = say(at, ["x", "y"], "no", "yes", "it rained")
    assert here(at).text == "More on x?"
    assert here(at.answer("m")).text == "All: it rained?"


GROUP = """
    - {id: place, ask: P?, type: text}
    - id: people
      ask: Who?
      type: group
      fields:
        - {id: who, ask: "Who, in {place}?", type: text}
        - {id: by, ask: "When does {who} hear it[, {who}]? {{x}}", type: text}
"""


def test_the_fields_of_a_group_are_stored_as_they_were_asked_of_any_record() -> None:
    at = say(begun(GROUP), "Bern", True, "Ada", "now", True, "Ben", "then", False)
    assert [each["asked"] for each in stored(at)["people"]["fields"]] == [
        "Who, in Bern?",
        "When does … hear it, …? {x}",
    ]


def test_the_fields_of_a_repeated_group_keep_a_hole_for_the_item() -> None:
    at = begun("""
        - {id: ideas, ask: I?, type: list}
        - {id: g, ask: "G {it}?", type: group, each: ideas, fields: [{id: f, ask: "F of {it}?", type: text}]}
    """)
    found = stored(say(at, ["x"], True, "words", False))["g"]
    assert (found["asked"], found["fields"][0]["asked"]) == ("G {it}?", "F of {it}?")


def test_a_group_asks_and_stores_the_same_words_when_a_field_is_called_like_a_question() -> None:
    at = begun("""
        - {id: who, ask: W?, type: text}
        - {id: g, ask: "Besides {who}?", type: group, fields: [{id: who, ask: Who?, type: text}]}
    """)
    at = say(at, "Ada", True, "Ben")
    assert isinstance(at.current, Ask)
    assert here(at).text == "Besides Ada?"
    assert stored(at.answer(False))["g"]["asked"] == "Besides Ada?"
