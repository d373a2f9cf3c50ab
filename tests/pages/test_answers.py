"""Every kind of answer is put into words, and none that a stranger wrote can stop the page."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.model import Answer
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.pages.answers import UNKNOWN, answer_blocks, says_something
from reflect.pages.blocks import About, Asked, Heading, Items, Page, Quiet, Records, Words


def body(kind: str, said: Said, **more: Any) -> Page:
    """The blocks under the question, for one answer."""
    return answer_blocks([Answer("q", "Well?", kind, said, **more)], level=2)[1:]


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("text", Said("as it was"), "as it was"),
        ("long", Said("one\n\ntwo"), "one\n\ntwo"),
        ("choice", Said("no", labels={"no": "not at all"}), "not at all"),
        ("choice", Said("other", other="rain", labels={"other": "something else"}), "something else: rain"),
        ("choice", Said("gone"), "gone"),
        ("date", Said("2026-03-03"), "3 March 2026"),
        ("date", Said("2026-03-03", said="2026-03-03"), "3 March 2026"),
        ("date", Said("2026-03-03", said="3 march 2026"), "3 March 2026"),
        ("date", Said("2026-03-03", said="on Tuesday"), '3 March 2026 ("on Tuesday")'),
        ("date", Said(None, said="last spring"), "last spring"),
        ("yesno", Said(True), "yes"),
        ("yesno", Said(False), "no"),
        ("scale", Said(0), "0"),
    ],
)
def test_an_answer_is_put_into_words(kind: str, said: Said, words: str) -> None:
    assert body(kind, said) == (Words(words),)


def test_a_scale_says_from_where_to_where_it_goes() -> None:
    assert body("scale", Said(0), range=(0, 10)) == (Words("0 (0 to 10)"),)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("list", Said([{"key": "a", "text": "one"}, {"key": "b", "text": "two"}])),
        ("entries", Said([{"key": "a", "text": "one"}, {"key": "b", "text": "two"}])),
        ("choices", Said(["a", "b"], labels={"a": "one", "b": "two"})),
    ],
)
def test_several_things_become_a_list(kind: str, said: Said) -> None:
    assert body(kind, said) == (Items(("one", "two")),)


def test_a_free_answer_stands_beside_the_others_that_were_chosen() -> None:
    said = Said(["a", "other"], other="rain", labels={"a": "one", "other": "something else"})
    assert body("choices", said) == (Items(("one", "something else: rain")),)


def test_a_group_becomes_records_with_the_fields_as_they_were_asked() -> None:
    fields = (
        AskedField("what", "What?", "text"),
        AskedField("kind", "Which kind?", "choice", {"a": "my action", "other": "something else"}),
        AskedField("by", "By when?", "date"),
        AskedField("who", "Who?", "list"),
        AskedField("told", "Told?", "yesno"),
        AskedField("never", "Never answered?", "text"),
    )
    said = Said(
        [
            {"key": "1", "what": "call", "kind": "a", "by": None, "said": {"by": "soon"}, "told": False},
            {
                "key": "2",
                "kind": "other",
                "other": {"kind": "a hunch"},
                "by": "2026-03-09",
                "who": [{"key": "1", "text": "K."}],
            },
            {"key": "3", "what": "  ", "kind": None},
        ]
    )
    assert body("group", said, fields=fields) == (
        Records(
            ("What?", "Which kind?", "By when?", "Who?", "Told?"),
            (
                ("call", "my action", "soon", "", "no"),
                ("", "something else: a hunch", "9 March 2026", "K.", ""),
            ),
        ),
    )


def test_a_list_in_a_record_is_told_apart_even_when_its_items_have_commas() -> None:
    fields = (AskedField("who", "Who?", "list"),)
    said = Said([{"key": "1", "who": [{"key": "1", "text": "Ines, accounts"}, {"key": "2", "text": "K."}]}])
    assert body("group", said, fields=fields) == (Records(("Who?",), (("Ines, accounts; K.",),)),)


def test_fields_that_nobody_described_are_shown_under_their_own_names() -> None:
    assert body("group", Said([{"key": "1", "what": "call"}])) == (Records(("what",), (("call",),)),)


def test_a_question_about_each_item_names_the_item_in_it() -> None:
    each = (
        EachSaid("a", "time", Said("much")),
        EachSaid("b", "tools", Said(skipped=True)),
        EachSaid("c", "luck", Said("some")),
    )
    assert answer_blocks([Answer("q", "How did {it} play in?", "long", each=each)], level=2) == (
        Asked("How did time play in?"),
        Words("much"),
        Asked("How did luck play in?"),
        Words("some"),
    )


def test_a_question_that_does_not_name_the_item_has_the_items_under_it() -> None:
    each = (EachSaid("a", "time", Said("much")), EachSaid("b", "tools", Said(skipped=True)))
    blocks = answer_blocks([Answer("q", "How?", "long", each=each)], level=2)
    assert blocks == (Asked("How?"), About("time"), Words("much"))


def test_a_question_that_was_asked_of_an_item_in_words_of_its_own_is_shown_in_them() -> None:
    each = (
        EachSaid("a", "time", Said("3"), "You said much. How sure?"),
        EachSaid("b", "tools", Said("4"), "You said some. How sure?"),
    )
    assert answer_blocks([Answer("q", "You said …. How sure?", "text", each=each)], level=2) == (
        Asked("You said much. How sure?"), About("time"), Words("3"),
        Asked("You said some. How sure?"), About("tools"), Words("4"),
    )  # fmt: skip
    named = answer_blocks([Answer("q", "Of {it}, after …?", "text", each=each)], level=2)
    assert named == (Asked("You said much. How sure?"), Words("3"), Asked("You said some. How sure?"), Words("4"))


def test_the_fields_of_a_repeated_group_name_the_item() -> None:
    fields = (AskedField("what", "What of {it}?", "text"),)
    each = (EachSaid("a", "time", Said([{"key": "1", "what": "all"}])),)
    assert answer_blocks([Answer("q", "About {it}?", "group", each=each, fields=fields)], level=2) == (
        Asked("About time?"),
        Records(("What of time?",), (("all",),)),
    )


def test_sections_stand_once_above_their_answers_and_not_above_nothing() -> None:
    answers = [
        Answer("a", "A?", "text", Said("a"), "One"),
        Answer("b", "B?", "text", Said(skipped=True), "One"),
        Answer("c", "C?", "text", Said("c"), "One"),
        Answer("d", "D?", "text", Said(skipped=True), "Two"),
        Answer("e", "E?", "text", Said("e"), "Three"),
    ]
    assert answer_blocks(answers, level=3) == (
        Heading("One", 3), Asked("A?"), Words("a"), Asked("C?"), Words("c"), Heading("Three", 3), Asked("E?"), Words("e"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "said", [Said(skipped=True), Said(""), Said(" \n"), Said([]), Said(None), Said([{"key": "1", "text": ""}])]
)
def test_an_empty_answer_says_nothing(said: Said) -> None:
    answer = Answer("q", "Well?", "list", said)
    assert not says_something(answer)
    assert answer_blocks([answer], level=2) == ()


def test_a_value_of_a_kind_nobody_knows_is_named_rather_than_guessed() -> None:
    assert body("melody", Said({"notes": ["c", "d"]})) == (Quiet(UNKNOWN),)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["key", "text", "said", "other", "f", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)
KINDS = ["text", "long", "choice", "choices", "scale", "date", "yesno", "list", "group", "entries", "letter", "melody"]


@given(st.sampled_from(KINDS), JSON, st.none() | st.text(), st.booleans())
def test_no_value_of_any_shape_stops_the_page(kind: str, value: Any, words: str | None, ranged: bool) -> None:
    fields = (AskedField("f", "F?", "date"),) if ranged else ()
    answer = Answer("q", "Well?", kind, Said(value, said=words), fields=fields, range=(0, 10) if ranged else None)
    blocks = answer_blocks([answer], level=2)
    assert bool(blocks) == says_something(answer)
