"""The words of a text: the same for us and for FTS5, where they stand, and which of them are forms of one."""

from __future__ import annotations

import sys
from itertools import pairwise
from unicodedata import category, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reflect.index.words import (
    BYTES,
    LONGEST,
    SEPARATOR,
    Word,
    folded,
    indexed,
    joined,
    looked_for,
    stem,
    words,
    words_of,
)
from tests.index.fts5 import Fts5

EVERYTHING = st.characters()
"""All of Unicode, half pairs and control characters, too."""
TELLING = st.sampled_from((
    *"abzAZ019_ -.'’\"\n\0\x1f", "é", "e\u0301", "ß", "ﬁ", "İ", "ｱ", "ﾞ", "が", "か\u3099", "か\u309a", "東", "京", "ー", "々",
    "한", "ᄒ", "ᅡ", "ㅠ", "हि", "\u0345", "ᾳ", "½", "⑴", "ﷺ", "ヿ", "🙂", "1\ufe0f\u20e3", "\ud800", "\ue000", "\u200d", "ﱞ",
    "葛\U000e0100", "\U00020000",
))  # fmt: skip
TEXTS = st.lists(TELLING | EVERYTHING, max_size=30).map("".join) | st.text()
FTS5 = Fts5()


def told(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Deploy broke, twice.", "the deploy broke twice"),
        ("don't don’t", "don t don t"),
        ("co-worker and/or snake_case", "co worker and or snake case"),
        ("Café CAFE\u0301 cafe", "cafe cafe cafe"),
        ("Straße ﬁx ＡＢＣ x²", "strasse fix abc x2"),
        ("ΑΒΓ άλφα Ёлка", "αβγ αλφα елка"),
        ("12:30 v2.0", "12 30 v2 0"),
        ("東京都", "東京 京都 都"),
        ("東", "東"),
        ("API設計", "api 設計 計"),
        ("サーバー ｻｰﾊﾞｰ", "サー ーバ バー ー サー ーバ バー ー"),
        ("한국어", "한국 국어 어"),
        ("हिन्दी में", "हिन्दी में"),
        ("1\ufe0f\u20e3 葛\U000e0100城", "1 葛城 城"),
        ("a\0b\ud800c\ue000d 🙂", "a b c d"),
        ("", ""),
        ("… -- !", ""),
    ],
)
def test_the_words_of_a_text_are_its_letters_and_digits_without_case_and_accents(text: str, found: str) -> None:
    assert told(text) == found.split()


def test_words_stand_where_they_were_written() -> None:
    text = "Die Straße, ﬁx: ｶﾞｷ 東京都"
    assert [(word.text, text[word.start : word.end]) for word in words(text)] == [
        ("die", "Die"), ("strasse", "Straße"), ("fix", "ﬁx"), ("ガキ", "ｶﾞｷ"), ("キ", "ｷ"), ("東京", "東京"), ("京都", "京都"),
        ("都", "都"),
    ]  # fmt: skip
    assert next(words("ab")) == Word("ab", 0, 2)


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(TEXTS)
@example("I´m \u0345")
def test_every_word_is_in_order_and_what_is_written_there(text: str) -> None:
    found = [*words(text)]
    assert all(one.start <= two.start and one.end <= two.end for one, two in pairwise(found))
    for word in found:
        assert 0 <= word.start < word.end <= len(text)
        assert word.text in folded(text[word.start : word.end])


@given(TEXTS)
def test_the_words_are_the_same_however_accents_and_syllables_are_put_together(text: str) -> None:
    assert told(normalize("NFC", text)) == told(normalize("NFD", text))


@given(TEXTS)
def test_fts5_sees_the_same_words_at_the_same_places(text: str) -> None:
    assert FTS5.sees_in(text) == told(text)


@given(st.lists(TEXTS, max_size=4))
def test_fts5_sees_the_texts_of_an_entry_apart(texts: list[str]) -> None:
    assert FTS5.sees(texts) == words_of(texts)
    assert words_of(texts).count(SEPARATOR) == max(len(texts) - 1, 0)
    assert all(SEPARATOR not in told(text) for text in texts)


def test_fts5_sees_every_character_there_is_as_we_do() -> None:
    # Of the blocks in which thousands are alike, some.
    alike = (
        *range(0x3400, 0xA000),
        *range(0xAC00, 0xF900),
        *range(0x17000, 0x1AFF0),
        *range(0x1FC00, sys.maxunicode + 1),
    )
    characters = [chr(code) for code in sorted({*range(sys.maxunicode + 1)} - {*alike} | {*alike[::97]})]
    for between in (" ", "a"):
        text = between.join(characters)
        assert FTS5.sees_in(text) == told(text)
    for word in words(" ".join(characters)):
        assert all(each.isalnum() or category(each).startswith("M") for each in word.text)


@pytest.mark.parametrize("letter", ["x", "é", "ж", "東", "𝔵", "\U0001e922", "e\u0323\u0301", "ह\u093f"])
@pytest.mark.parametrize("length", [LONGEST // BYTES, LONGEST, LONGEST + 1])
def test_words_of_any_length_are_cut_in_the_same_way(letter: str, length: int) -> None:
    text = f"a {letter * length} b"
    assert FTS5.sees_in(text) == told(text)
    assert all(len(word.encode()) <= LONGEST for word in told(text))


def test_an_ascii_text_goes_into_the_index_as_it_is() -> None:
    text = "It's as it is,\nwith\tall its signs."
    assert indexed(text) is text
    assert indexed("It’s not") == "it s not"
    assert joined(["One.", "Zwei für"]) == f"One.\n{SEPARATOR}\nzwei fur"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("deploy", (("deploy",), False)),
        ("don't", (("don", "t"), False)),
        ("東", (("東",), True)),
        ("東京", (("東京",), False)),
        ("東京都", (("東京", "京都"), False)),
        ("API設計", (("api", "設計"), False)),
        ("東京 会議", (("東京", "京", "会議"), False)),
        ("Web 会", (("web", "会"), True)),
        ("ヿ", (("コト",), False)),
        ("...", ((), False)),
    ],
)
def test_what_is_looked_for_leaves_open_how_a_run_of_characters_goes_on(
    text: str, found: tuple[tuple[str], bool]
) -> None:
    assert looked_for(text) == found


@given(st.text("東京都がー한국", min_size=1), st.text("東京都 a"), st.text("東京都 a"))
def test_a_run_of_characters_is_found_in_whatever_has_it(run: str, before: str, behind: str) -> None:
    texts, prefix = looked_for(run)
    found = told(before + run + behind)
    assert any(
        tuple(found[place : place + len(texts) - 1]) == texts[:-1]
        and (found[place + len(texts) - 1].startswith if prefix else found[place + len(texts) - 1].__eq__)(texts[-1])
        for place in range(len(found) - len(texts) + 1)
    )


@pytest.mark.parametrize(
    "forms",
    [
        "apologise apologize apologised apologized apologises apologizes apologising apologizing",
        "apology apologies",
        "travel travelled traveled travelling",
        "behaviour behavior behaviours",
        "tell told tells telling",
        "write wrote written writing",
        "query queries queried",
        "deploy deploys deployed deploying deployment deployments",
        "mistake mistakes mistook mistaken",
        "supply supplied supplies supplying",
        "implement implemented implementing",
        "agree agreed agrees agreeing",
        "license licence licensed",
        "centre center centred centered",
        "practise practice practised practicing",
        "focus focuses focused focussed",
        "deal dealt",
        "child children",
        "person people",
        "business businesses",
        "panic panicked",
        "range ranges ranged",
        "analyse analyze analysed",
    ],
)
def test_the_forms_and_spellings_of_a_word_are_found_together(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "department depart", "statement state", "likely like", "hardly hard", "lately late", "really real", "plane plan",
        "quite quit", "range ring", "theme them", "business busy", "businesses busy", "past paste", "willing will",
        "evenings even", "not note", "news new", "unit unite", "scare scar", "user use", "apology apologise", "bit bite",
        "suite suit", "morale moral",
    ],
)  # fmt: skip
def test_words_that_mean_something_else_are_not(pair: str) -> None:
    one, two = pair.split()
    assert stem(one) != stem(two)


@given(TEXTS | st.from_regex("[a-z]+", fullmatch=True))
def test_every_word_has_a_stem_and_what_is_no_english_word_is_its_own(text: str) -> None:
    for word in told(text):
        assert stem(word)
        assert stem(word) == stem(word)
        if not (word.isascii() and word.isalpha()):
            assert stem(word) == word


def test_a_word_without_end_has_a_stem() -> None:
    assert stem("ing" * 10_000) == "ing" * 10_000
