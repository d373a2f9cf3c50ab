"""Which remarks are put to somebody: at most five, strongest first, each once, none that was raised before."""

from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.checks.looks import FewerWords, NoDay
from reflect.checks.model import Check, Phrases
from reflect.checks.remark import LEVELS, Level, Remark, Saying, key
from reflect.checks.subject import Subject
from reflect.checks.weighing import MOST, weigh
from tests.checks.making import SAID, check, phrase, phrases, record, shipped

LETTERS = st.text(st.sampled_from("abcd .\n"), max_size=60)
PATTERNS = st.lists(
    st.tuples(st.sampled_from(["a", "ab", "b+", "c d", "d.", "[abc]{3}", "a b"]), st.sampled_from(LEVELS)), max_size=5
)
ODD = st.text(st.sampled_from(string.ascii_letters + " .,?\n\r’'-!;:…"), max_size=200)
PHRASES = st.sampled_from(
    ["I'm sorry if it hurt.", "Mistakes were made.", "Sorry, but no.", "However, it was late.", "My bad", "It happened"]
)


def looking(patterns: list[tuple[str, Level]]) -> Check:
    return check(Phrases(tuple(phrase(one, level=level) for one, level in patterns)))


def place(remark: Remark) -> tuple[int, int]:
    return LEVELS.index(remark.level), remark.start


@given(LETTERS, PATTERNS)
def test_remarks_select_their_words_stand_apart_and_come_strongest_first(
    text: str, patterns: list[tuple[str, Level]]
) -> None:
    remarks = weigh([looking(patterns)], Subject(text), most=None)
    assert all(text[each.start : each.end] == each.phrase for each in remarks)
    assert [place(each) for each in remarks] == sorted(place(each) for each in remarks)
    assert len({key(each) for each in remarks}) == len(remarks)
    spans = sorted((each.start, each.end) for each in remarks)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert weigh([looking(patterns)], Subject(text)) == remarks[:MOST]


@given(LETTERS, PATTERNS, st.data())
def test_what_was_raised_is_not_raised_again_and_takes_nothing_else_with_it(
    text: str, patterns: list[tuple[str, Level]], data: st.DataObject
) -> None:
    remarks = weigh([looking(patterns)], Subject(text), most=None)
    raised = {key(each) for each in remarks if data.draw(st.booleans())}
    left = weigh([looking(patterns)], Subject(text), raised, most=None)
    assert left == tuple(each for each in remarks if key(each) not in raised)


@given(st.lists(ODD | PHRASES, max_size=6).map(" ".join))
def test_the_shipped_checks_select_their_words_in_any_text(text: str) -> None:
    for remark in weigh(shipped().values(), Subject(text), most=None):
        assert text[remark.start : remark.end] == remark.phrase
        if not remark.phrase:
            assert remark.start == remark.end == len(text)


def test_of_phrases_that_overlap_the_stronger_one_counts_then_the_longer_one() -> None:
    strong = Phrases((phrase("bc", level="strong"), phrase("abcd"), phrase("ef"), phrase("efg")))
    assert [each.phrase for each in weigh([check(strong)], Subject("abcd efg"))] == ["bc", "efg"]


def test_phrases_of_two_checks_may_overlap_no_more_than_those_of_one() -> None:
    other = Check("X2", "For a test.", (phrases("bcd"),))
    assert [each.check for each in weigh([check(phrases("abc")), other], Subject("abcd"))] == ["X1"]
    assert len(weigh([check(phrases("abc")), other], Subject("abc bcd"))) == 2


def test_the_same_phrase_is_named_once_however_it_is_written() -> None:
    assert [each.start for each in weigh([check(phrases("(?:so|SO)"))], Subject("so SO so"))] == [0]


def test_the_same_words_in_two_records_are_named_once_and_other_words_in_each() -> None:
    subject = Subject(records=(record(what="aa bb"), record(what="cc aa")))
    remarks = weigh([check(phrases("aa|bb|cc"), of="record")], subject)
    assert [(each.phrase, each.start) for each in remarks] == [("aa", 0), ("bb", 3), ("cc", 0)]


def test_what_is_missing_twice_is_said_once() -> None:
    subject = Subject(records=(record(None, what="a"), record(None, what="b")))
    missing = check(NoDay(SAID), NoDay(Saying("Another reason.", "?")), of="record")
    remarks = weigh([missing], subject)
    assert [each.why for each in remarks] == ["The reason.", "Another reason."]
    assert not weigh([missing], subject, {key(each) for each in remarks})


def test_at_most_five_are_put_to_somebody_the_strongest_among_them() -> None:
    look = Phrases((phrase("[a-g]"), phrase("z", level="strong")))
    assert [each.phrase for each in weigh([check(look)], Subject("a b c d e f z"))] == ["z", "a", "b", "c", "d"]
    assert len(weigh([check(look)], Subject("a b c d e f z"), most=None)) == 7


def test_a_check_that_speaks_once_says_what_it_looks_for_first() -> None:
    light = check(phrases("b", "a"), FewerWords(9, SAID), once=True)
    assert [each.phrase for each in weigh([light], Subject("a b"))] == ["b"]
    assert [each.phrase for each in weigh([light], Subject("a"))] == ["a"]
    assert [each.phrase for each in weigh([light], Subject("c"))] == [""]
    assert not weigh([light], Subject("a b"), {("X1", "b")})


def test_fields_come_in_their_order_and_the_day_behind_them() -> None:
    look = check(NoDay(SAID), phrases("a"), of="record")
    remarks = weigh([look], Subject(records=(record(None, what="x", notice="a"),)))
    assert [each.field for each in remarks] == ["notice", "by"]
    assert weigh([look], Subject(records=(record(None, what="a", notice="a"),)))[0].field == "what"


def test_a_group_is_weighed_as_a_whole() -> None:
    look = check(phrases("a"), of="group")
    assert [each.field for each in weigh([look], Subject(records=(record(what="b"), record(what="a"))))] == ["what"]


@pytest.mark.parametrize("level", LEVELS)
def test_other_programs_are_told_these_keys_and_no_more(level: Level) -> None:
    (remark,) = weigh([check(phrases("b", level=level))], Subject("a b"))
    assert remark.to_json() == {
        "check": "X1", "phrase": "b", "start": 2, "end": 3, "level": level, "why": "The reason.",
        "instead": "Another way.",
    }  # fmt: skip
