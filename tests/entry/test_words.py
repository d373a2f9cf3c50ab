"""What was said is put into words whatever program wrote it: nothing odd in an old entry stops those who read it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.said import OTHER, AskedField, Said
from reflect.entry.words import date_in_words, field_in_words, in_words, item_in_words, label_of, record_in_words

FIELDS = (
    AskedField("told", "Told already?", "yesno"),
    AskedField("by", "By when?", "date"),
    AskedField("how", "How?", "choice", {"call": "a call", OTHER: "something else"}),
)


@pytest.mark.parametrize(
    ("value", "said", "line", "full"),
    [
        ("2026-03-03", None, "3 March 2026", "3 March 2026"),
        ("2026-03-03", "on Tuesday", "3 March 2026", '3 March 2026 ("on Tuesday")'),
        (None, "last spring", "last spring", "last spring"),
        ("the third", None, "the third", "the third"),
        ("2026-02-30", "end of February", "end of February", "end of February"),
        (20260303, None, "", ""),
        (None, None, "", ""),
    ],
)
def test_a_day_is_words_even_when_it_is_none(value: object, said: str | None, line: str, full: str) -> None:
    assert (date_in_words(value, said), date_in_words(value, said, full=True)) == (line, full)


def test_a_free_answer_stands_for_its_option_on_one_line_and_beside_it_on_a_page() -> None:
    said = Said(OTHER, other="rain", labels={OTHER: "something else"})
    assert (label_of(OTHER, said), label_of(OTHER, said, full=True)) == ("rain", "something else: rain")


@pytest.mark.parametrize(("item", "words"), [({"text": "one"}, "one"), ({"key": "1"}, ""), (3, "3"), ("gone", "gone")])
def test_an_item_is_words_even_when_it_is_none(item: object, words: str) -> None:
    assert item_in_words(item, Said([item])) == words


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"by": "2026-03-09", "how": "call"}, "9 March 2026"),
        ({"by": None, "said": {"by": "soon"}}, "soon"),
        ({"how": "call", "told": True}, "a call"),
        ({"how": OTHER, "other": {"how": "by post"}}, "by post"),
        ({"how": OTHER, "other": "no mapping"}, "something else"),
        ({"told": False}, "no"),
        ({"key": "1", "gone": "a field of long ago"}, "a field of long ago"),
        ({"key": "1"}, ""),
    ],
)
def test_a_record_is_named_by_the_first_of_its_fields_that_says_something(record: dict[str, Any], words: str) -> None:
    assert record_in_words(record, FIELDS) == words


def test_a_record_without_a_key_has_words_too() -> None:
    assert in_words(Said([{"who": "Ada"}, {"who": "Ben"}]), "group") == "Ada; Ben"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["key", "text", "said", "other", "by", "how", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)
KINDS = ["text", "long", "choice", "choices", "scale", "date", "yesno", "list", "group", "entries", "letter", "melody"]


@given(st.sampled_from(KINDS), JSON, st.none() | st.text(), st.none() | st.text())
def test_no_value_of_any_shape_is_without_words_on_one_line(
    kind: str, value: Any, said: str | None, other: str | None
) -> None:
    words = in_words(Said(value, said=said, other=other), kind, FIELDS)
    assert isinstance(words, str)
    if isinstance(value, dict):
        for field in FIELDS:
            assert isinstance(field_in_words(field, value, full=True), str)
