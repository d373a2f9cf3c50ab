"""What an earlier entry gives to a flow that refers to it: nothing private to others, and no odd value stops it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.model import Answer, Entry
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.interview.answers import Answers
from reflect.interview.past import Past
from reflect.interview.state import Interview
from tests.interview.making import NOW, TODAY, asked, drafted_first, flow_of, here, say

EARLIER = replace(
    flow_of("""
        - {id: secret, ask: Secret?, type: list}
        - {id: line, ask: Line?, type: long}
        - id: people
          ask: Who?
          type: group
          fields:
            - {id: by, ask: By when?, type: date}
            - {id: how, ask: How?, type: choice, options: {call: a call}}
            - {id: who, ask: Who?, type: text}
    """),
    flow="earlier",
)
FIELDS = (
    AskedField("by", "By when?", "date"),
    AskedField("how", "How?", "choice", {"call": "a call"}),
    AskedField("who", "Who?", "text"),
)
PRIVATE = (
    Answer("secret", "Secret?", "list", Said([{"key": "1", "text": "the banner"}]), private=True),
    Answer("line", "Line?", "long", Said("I saw it."), private=True),
)


def entry(*answers: Answer) -> Entry:
    flow = drafted_first(EARLIER).flow
    return Entry("019cb5f0-0000-7bbb-8bbb-000000000001", flow, None, NOW, NOW, answers)


def after(steps: str, *answers: Answer) -> Interview:
    """An interview of a flow that looks back on an entry with these answers."""
    past = (entry(*answers),)
    return Interview(flow_of(steps, "", EARLIER), Past(past, past), TODAY)


# ------------------------------------------------------------------------------------------------------------- private

SPEAKING = """
    - {type: section, title: "On {earlier.line}"}
    - {type: note, text: "You wrote {earlier.line}"}
    - id: q
      ask: "About {earlier.secret}?"
      hint: "Said: {earlier.line}"
      type: text
      default: "{earlier.line}"
      suggest: earlier.secret
      show: {before: earlier.line, after: earlier.secret}
"""


def test_what_was_private_when_it_was_said_is_not_told_where_others_see_it() -> None:
    ask = here(after(SPEAKING, *PRIVATE))
    assert (ask.section, ask.notes, ask.text, ask.hint) == ("On ", ("You wrote ",), "About …?", None)
    assert (ask.default, ask.suggestions, ask.before, ask.after) == (None, (), (), ())


def test_a_private_question_may_speak_of_what_was_private() -> None:
    ask = here(after(SPEAKING.replace("id: q", "id: q\n      private: true"), *PRIVATE))
    assert (ask.section, ask.text, ask.hint) == ("On ", "About the banner?", "Said: I saw it.")
    assert ask.default == Said(value="I saw it.")
    assert (ask.suggestions, ask.before, ask.after) == (("the banner",), ("I saw it.",), ("the banner",))


@pytest.mark.parametrize(
    "rest", ["type: choice, options: {from: earlier.secret}", "type: text, each: earlier.secret"]
)  # fmt: skip
@pytest.mark.parametrize("of", ["", ", of: all_setbacks"])
def test_only_a_private_question_goes_over_what_was_private(rest: str, of: str) -> None:
    steps = (
        f"- {{id: q, ask: Q?, {rest.replace('secret}', 'secret' + of + '}')}PRIVATE}}\n- {{id: r, ask: R?, type: text}}"
    )
    assert asked(after(steps.replace("PRIVATE", ""), *PRIVATE), {}) == ["r"]
    assert asked(after(steps.replace("PRIVATE", ", private: true"), *PRIVATE), {}) == ["q", "r"]


def test_a_condition_may_still_look_at_what_was_private() -> None:
    steps = "[{id: q, ask: Q?, type: text, when: {earlier.secret: the banner}}, {id: r, ask: R?, type: text}]"
    assert asked(after(steps, *PRIVATE), {}) == ["q", "r"]


# ----------------------------------------------------------------------------------------------------------------- odd

OVER = (
    "- {id: q, ask: 'About {it}?', type: text, each: earlier.people}\n- {id: r, ask: '{earlier.people}?', type: text}"
)


def people(*records: Any) -> Answer:
    return Answer("people", "Who?", "group", Said(list(records)), fields=FIELDS)


def test_a_record_of_another_flow_is_named_in_words() -> None:
    at = after(OVER, people({"key": "1", "by": "2026-03-09"}, {"key": "2", "how": "call"}, {"key": "3", "who": "Ada"}))
    assert here(at).text == "About 9 March 2026?"
    assert here(say(at, "x")).text == "About a call?"
    assert here(say(at, "x", "x", "x")).text == "9 March 2026; a call; Ada?"


def test_a_field_of_another_flow_is_given_in_words() -> None:
    at = after("- {id: q, ask: 'By {earlier.people.how}?', type: text}", people({"key": "1", "how": "call"}))
    assert here(at).text == "By a call?"


def test_records_without_keys_or_with_the_same_one_are_told_apart() -> None:
    at = after(OVER, people({"who": "Ada"}, {"key": "1", "who": "Ben"}, {"key": "1", "who": "Cem"}, "odd"))
    found = []
    while (ask := here(at)).item:
        found.append((ask.item.key, ask.text))
        at = at.answer(None)
    assert [text for _, text in found] == ["About Ada?", "About Ben?", "About Cem?", "About odd?"]
    assert len({key for key, _ in found}) == 4


def test_a_day_that_is_none_is_told_as_it_stands() -> None:
    at = after("- {id: q, ask: '{earlier.line}?', type: text}", Answer("line", "Line?", "date", Said("the 3rd")))
    assert here(at).text == "the 3rd?"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["key", "text", "said", "other", "by", "how", "who"]), inner, max_size=4)
    ),
    max_leaves=8,
)
KINDS = ["text", "long", "choice", "choices", "scale", "date", "yesno", "list", "group", "entries", "letter", "melody"]
ODD = flow_of(
    "- {id: q, ask: Q?, type: choices, options: {from: [earlier.people, earlier.people.how], of: all_setbacks}}",
    "",
    EARLIER,
)


@settings(derandomize=True, deadline=None)
@given(st.sampled_from(KINDS), st.lists(JSON, min_size=1, max_size=3), st.booleans())
def test_no_value_of_any_shape_in_an_entry_stops_a_flow_that_refers_to_it(
    kind: str, values: list[Any], repeated: bool
) -> None:
    each = tuple(EachSaid(str(place), "item", Said(value)) for place, value in enumerate(values))
    odd = Answer("people", "Who?", kind, Said(values[0]), each=each if repeated else None, fields=FIELDS)
    answers = Answers(ODD, {}, Past((entry(odd),), (entry(odd),)))
    for reference in ("earlier.people", "earlier.people.by", "earlier.people.how", "earlier.people.who"):
        assert isinstance(answers.words(reference), str)
        assert all(isinstance(text, str) for text in answers.whole(reference))
        keys = [item.key for item in answers.items(reference)]
        assert repeated or len(set(keys)) == len(keys)
    assert asked(Interview(ODD, answers.past, TODAY), {}) in ([], ["q"])
