"""The sentences that are shown for what was found: which, how they are cut, and what is marked in them."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reflect.errors import WrongOptions
from reflect.index.query import parse
from reflect.index.sentences import CUT, LONGEST, Sentence, Text, sentences
from reflect.index.words import stem


def shown(query: str, *texts: str, most: int = 2) -> list[str]:
    """The sentences, with what is marked in brackets."""
    found = sentences([Text("What happened?", text) for text in texts], parse(query), most=most)
    assert all(each.asked == "What happened?" for each in found)
    return [highlighted(each) for each in found]


def highlighted(sentence: Sentence) -> str:
    text = sentence.text
    for start, end in reversed(sentence.marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("broke", "It was late. The deploy broke! I left.", "The deploy [broke]!"),
        ("broke", "It was late.\nThe deploy broke\nI left.", "The deploy [broke]"),
        ("broke", "The\u00a0 deploy\tbroke, e.g. twice. Then", "The deploy [broke], e.g. twice."),
        ("broke", "She said: “It broke.” I left.", "She said: “It [broke].”"),
        ("broke", "It broke… And then?", "It [broke]…"),
        ("broke", "1. It broke\n2. I left", "1. It [broke]"),
        ("left", "1. It broke\n2. I left", "2. I [left]"),
        ("東京", "雨です。東京です！行きます。", "[東京]です！"),
        ('"not my fault"', "It's not my\u2028fault", "It's [not my]"),
        ('"late the"', "It was late. The deploy broke.", "It was [late.]"),
        ("café", "Im CAFE\u0301   da.", "Im [CAFE\u0301] da."),
    ],
)
def test_what_was_found_is_shown_in_its_sentence_on_one_line(query: str, text: str, found: str) -> None:
    assert shown(query, text)[0] == found


def test_the_sentence_with_most_of_what_is_looked_for_comes_first() -> None:
    text = "The deploy broke. Nobody knew. I told Ana the deploy broke. I told Ben."
    assert shown("told broke", text) == ["I [told] Ana the deploy [broke].", "The deploy [broke]."]
    assert shown("told broke", text, most=1) == ["I [told] Ana the deploy [broke]."]
    assert shown("told broke", text, most=9)[2:] == ["I [told] Ben."]
    assert shown("told", text, most=0) == []


def test_what_was_not_shown_yet_comes_before_more_of_the_same() -> None:
    assert shown("broke told", "It broke.", "It broke again.", "I told Ana.") == ["It [broke].", "I [told] Ana."]


def test_the_same_words_are_shown_once() -> None:
    letter = "Dear Ana,\n\nI am sorry that I did not ask!\nIt will not happen on a Friday.\nSorry once more."
    told = shown("sorry", "I am sorry that I did not ask", "Friday", letter)
    assert told == ["I am [sorry] that I did not ask", "[Sorry] once more."]
    assert shown("sorry", "I am sorry.", "I am sorry.") == ["I am [sorry]."]


def test_many_times_the_same_is_not_more() -> None:
    assert shown("broke told", "Broke, broke, broken. I told her it broke.", most=1) == ["I [told] her it [broke]."]


@pytest.mark.parametrize("query", ["x", "x -broke", "(x OR y) NOT (broke OR deploy)"])
def test_where_nothing_is_marked_the_first_sentence_of_all_is_shown(query: str) -> None:
    assert shown(query, " \n ", "The deploy broke. I left.", "Then") == ["The deploy broke."]
    assert shown(query, "", " ") == []


def test_without_a_query_the_first_sentence_is_shown() -> None:
    assert sentences([Text("a", ""), Text("b", "One. Two.")], None) == [Sentence("b", "One.")]
    assert sentences([], None) == []


def test_what_is_to_be_missing_is_not_marked() -> None:
    assert shown("deploy NOT (told me)", "The deploy. He told me.") == ["The [deploy]."]


def test_a_long_sentence_is_cut_between_words_around_what_was_found() -> None:
    words = [f"word{place}" for place in range(100)]
    [begin] = shown("word3", " ".join(words))
    assert begin.startswith("word0 word1 word2 [word3] word4")
    assert begin.endswith(" word34…")
    [middle] = shown("word50", " ".join(words))
    assert middle.startswith("…word42 word43")
    assert "word49 [word50] word51" in middle
    assert middle.endswith(" word75…")
    [end] = shown("word99", " ".join(words))
    assert end.startswith("…word66 ")
    assert end.endswith("word98 [word99]")


def test_a_cut_leaves_what_was_found_whole() -> None:
    text = "told " + "word " * 45 + "not my fault at all and that is that"
    assert shown('told "not my fault"', text) == [f"[told] {'word ' * 45}".strip() + CUT]


def test_a_sentence_without_spaces_is_cut_too() -> None:
    [cut] = shown("東京", "あ" * 400 + "東京" + "い" * 400)
    assert cut.startswith(f"{CUT}{'あ' * 60}[東京]い")
    assert len(cut.replace("[", "").replace("]", "")) == LONGEST


def test_what_was_found_is_cut_only_where_it_is_longer_than_what_is_shown() -> None:
    [cut] = shown('"a b"', f"so it was a {'!' * 400} b", most=1)
    assert cut.startswith(f"{CUT}[a !!!")
    assert cut.endswith(f"!]{CUT}")
    [whole] = shown('"a b"', f"{'so it was ' * 30}a {'!' * 200} b {'and so on ' * 20}", most=1)
    assert f"[a {'!' * 200} b]" in whole


WORDS = st.sampled_from(
    (
        "deploy",
        "Deployed",
        "told",
        "tell",
        "don't",
        "not",
        "my",
        "fault",
        "東京都",
        "が",
        "café",
        "Straße",
        "x" * 50,
        "い" * 300,
    )
)
BETWEEN = (
    st.sampled_from((" ", " ", " ", "  ", "\t", "\n", ". ", "! ", "… ", "。", "\u3000", "-", "(", "\x1f", "\u00a0"))
    | st.characters()
)
TEXTS = st.lists(WORDS | BETWEEN, max_size=150).map("".join)
QUERIES = st.sampled_from(
    (
        "told",
        "deploy",
        "dep*",
        "told deploy",
        '"not my fault"',
        "東京",
        "が OR い",
        "told -my",
        "don't",
        "strasse",
        '"told not"',
        "zzz",
    )
)


@given(QUERIES, st.lists(TEXTS, max_size=3), st.integers(0, 4))
@example('"told not"', ["told. Not"], 2)
def test_what_is_shown_is_short_in_order_and_what_is_written(query: str, texts: list[str], most: int) -> None:
    told = [Text(str(place), text) for place, text in enumerate(texts)]
    found = sentences(told, parse(query), most=most)
    assert len(found) <= most
    for each in found:
        written = on_one_line(texts[int(each.asked)])
        assert 0 < len(each.text) <= LONGEST
        assert each.text == on_one_line(each.text)
        # What is written may begin or end with the sign of a cut; then either is right.
        ways = {
            each.text,
            each.text.removeprefix(CUT),
            each.text.removesuffix(CUT),
            each.text.removeprefix(CUT).removesuffix(CUT),
        }
        assert any(way in written for way in ways)
        assert all(0 <= start < end <= len(each.text) for start, end in each.marks)
        assert all(one[1] < two[0] for one, two in pairwise(each.marks))
    marked = any(parse(query).marks(text, stem) for text in texts)
    assert all(bool(each.marks) is marked for each in found)
    assert bool(found) is bool(most and "".join(texts).strip())


@given(QUERIES, TEXTS)
def test_what_is_marked_is_marked_in_full(query: str, text: str) -> None:
    marks = {on_one_line(text[start:end]) for start, end in parse(query).marks(text, stem)}
    for each in sentences([Text("", text)], parse(query), most=1000):
        for start, end in each.marks:
            piece = each.text[start:end]
            # Only what goes over the end of a sentence, or is too long to be shown, is a piece of what was found.
            apart = [mark for mark in marks if '"' in query or len(mark) > LONGEST - 2 * len(CUT)]
            assert piece in marks or any(piece in mark for mark in apart)


@given(QUERIES, st.lists(TEXTS, max_size=3))
def test_everything_that_was_found_has_its_sentence(query: str, texts: list[str]) -> None:
    told = [Text("", text) for text in texts]
    found = sentences(told, parse(query), most=10_000)
    short = all(len(each.text) < LONGEST for each in found)
    marked = {text[start:end] for text in texts for start, end in parse(query).marks(text, stem)}
    # What is too long to be shown whole is shown in part.
    assume(short and '"' not in query and all(len(each) < LONGEST // 2 for each in marked))
    pieces = {each.text[start:end] for each in found for start, end in each.marks}
    # The same words are shown once, wherever else they stand.
    assert pieces == marked


@given(st.text(), st.text())
def test_any_text_and_any_query_have_sentences(text: str, typed: str) -> None:
    try:
        query = parse(typed)
    except WrongOptions:
        query = None
    assert len(sentences([Text("", text)], query)) <= 2


@pytest.mark.parametrize("piece", [".", ". ", "!\"'", "1. ", "Told. ", " ", "a ", "a. A", "東", "\n", "told ", "…"])
def test_a_text_of_any_length_comes_back(piece: str) -> None:
    for each in sentences([Text("", piece * 20_000)], parse("told")):
        assert len(each.text) <= LONGEST


def test_a_search_in_plain_letters_loads_next_to_nothing() -> None:
    search = "sentences([Text('', 'She told me.')], parse('told'), stem=str)"
    script = f"""
import sys
before = set(sys.modules)
from reflect.index.query import parse
from reflect.index.sentences import Text, sentences
assert {search}
print(*sorted(set(sys.modules) - before))
"""
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    assert not {"sqlite3", "unicodedata", "dataclasses", "inspect", "reflect.insights.word_forms"} & {*loaded}
