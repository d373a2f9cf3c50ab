"""What is left of a file when something it speaks of is forgotten: nothing of that, and all of the rest."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.forgotten import without, words_in

GONE = "019a0000-0000-7000-8000-00000000000a"
HERE = "019a0000-0000-7000-8000-00000000000b"

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just(HERE) | st.just(f"{HERE}/signs/1"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(PLAIN)
def test_what_does_not_speak_of_it_stays_as_it_is(value: Any) -> None:
    before = copy.deepcopy(value)
    assert without(value, {GONE}) == before and value == before


SPEAKING = st.sampled_from([GONE, f"{GONE}/signs/1", f"sign/{GONE}/signs/2"])
ITEMS = st.lists(
    st.builds(lambda ref, text: {"key": ref, "text": text}, SPEAKING | st.just(HERE), st.text(max_size=5)), max_size=3
)
EACH = st.lists(
    st.builds(
        lambda key, about, text: {"key": key, "about": about, "text": text, "value": "kept"},
        SPEAKING | st.just(f"{HERE}/promise/1"),
        SPEAKING | st.just(f"{HERE}/promise/1"),
        st.text(max_size=5),
    ),
    max_size=3,
)
ANSWERS = st.lists(
    st.one_of(
        st.builds(lambda items: {"id": "similar", "type": "entries", "value": items}, ITEMS),
        st.builds(lambda each: {"id": "promise", "asked": "…", "each": each}, EACH),
        st.builds(
            lambda ref: {"id": "sign_seen", "type": "choices", "value": [ref, HERE], "labels": {ref: "w", HERE: "x"}},
            SPEAKING,
        ),
        st.builds(lambda ref: {"id": "one", "type": "choice", "value": ref, "labels": {ref: "w"}}, SPEAKING),
        st.builds(lambda ref: {"id": "heard", "about": ref, "value": "of it"}, SPEAKING),
        st.just({"id": "what", "type": "long", "value": "Words about nothing."}),
    ),
    max_size=5,
)


@given(ANSWERS)
def test_nothing_refers_to_it_any_more_and_the_rest_stays(answers: list[dict[str, Any]]) -> None:
    left = without({"format": 1, "answers": answers}, {GONE})

    assert GONE not in json.dumps(left)
    kept = [each for each in answers if GONE not in json.dumps(each)]
    assert [each for each in left["answers"] if each in kept] == kept
    for each in left["answers"]:
        assert "each" not in each or each["each"] or each in kept
        assert each.get("skipped") or each.get("value") != [] or each in kept


def test_a_choice_of_it_is_left_empty() -> None:
    answer = {
        "id": "one",
        "type": "choice",
        "value": f"{GONE}/signs/1",
        "labels": {f"{GONE}/signs/1": "w"},
        "other": "x",
    }
    assert without([answer], {GONE}) == [{"id": "one", "type": "choice", "skipped": True}]


def test_words_that_only_hold_an_id_are_somebodys_words() -> None:
    text = f"I wrote {GONE} on a note."
    assert without({"value": text}, {GONE}) == {"value": text}


def test_words_are_those_of_a_person_and_no_keys() -> None:
    value = {
        "id": "some id here",
        "asked": "What did you do then?",
        "value": "I went home early.",
        "said": "next Tuesday then",
        "title": "Zwiebelturm",
        "flow": {"title": "A walk"},
        "labels": {"a": "the label of it"},
        "items": [{"key": "1", "text": "another line of it"}, {"key": "2", "kind": "supplier"}],
    }
    assert [*words_in(value, 8)] == ["I went home early.", "Zwiebelturm", "another line of it"]
