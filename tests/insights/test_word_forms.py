"""Forms and spellings of a word have one stem, and words that mean different things do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.insights.word_forms import CLOCK, MONEY, NUMBER, Forms

FORMS = Forms({"sent": "send", "forgotten": "forget"})


@pytest.mark.parametrize(
    "forms",
    [
        "invoice invoices invoiced invoicing",
        "book booked booking books",
        "stop stops stopped stopping",
        "note notes noted noting",
        "hire hired hiring hires",
        "cancel cancels cancelled canceled cancelling",
        "promise promised promises promising",
        "organise organised organize organizing",
        "colour colours color colored",
        "hurry hurries hurried hurrying",
        "centre centres center",
        "measure measured measuring measurement",
        "box boxes boxed",
        "careful carefully",
        "send sends sending sent",
        "forget forgets forgotten",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({FORMS.stem(each) for each in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["not note", "thing think", "bed be", "less les", "need nee", "hour her", "business busy", "news new", "bus bu"],
)
def test_other_words_have_other_stems(pair: str) -> None:
    first, second = pair.split()
    assert FORMS.stem(first) != FORMS.stem(second)


def test_what_is_short_for_two_words_is_two_words() -> None:
    assert FORMS.sentences("I didn't. She won’t! Marta's boss") == [
        ["i", "did", "not"],
        ["she", "will", "not"],
        ["marta", "boss"],
    ]


def test_numbers_sums_and_times_stand_for_what_they_are() -> None:
    assert FORMS.sentences("£4,000 for 40 at 16:40 or 9pm") == [[MONEY, "for", NUMBER, "at", CLOCK, "or", CLOCK]]


def test_a_word_is_found_as_it_was_written() -> None:
    assert dict(FORMS.pairs("Sent the Invoices."))[FORMS.stem("invoice")] == "Invoices"


@given(st.text())
def test_any_text_has_stems(text: str) -> None:
    assert all(stem for sentence in FORMS.sentences(text) for stem in sentence)
    assert [*FORMS.pairs(text)] == [*FORMS.pairs(text)]


def test_a_text_of_any_length_comes_back() -> None:
    for piece in ("a", "so it was and ", "n't", "1.", "ing"):
        assert FORMS.sentences(piece * 30_000) is not None
