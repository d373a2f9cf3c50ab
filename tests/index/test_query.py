"""What a query means: read from what is typed, found by FTS5 and by us alike, and shown where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reflect.errors import USAGE, WrongOptions
from reflect.index.query import DEEPEST, LONGEST, Query, parse
from reflect.index.tree import Either, Every, Node, Phrase
from reflect.index.words import folded, stem, words, words_of
from tests.index.fts5 import Fts5, forms_in

FTS5 = Fts5()

A, B, C = Phrase(("a",)), Phrase(("b",)), Phrase(("c",))


def exactly(text: str) -> Phrase:
    return Phrase(tuple(text.split()), exact=True)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("a b", Every((A, B))),
        ("a AND b", Every((A, B))),
        ("a and b", Every((A, Phrase(("and",)), B))),
        ("a OR b", Either((A, B))),
        ("a b OR c", Either((Every((A, B)), C))),
        ("a (b OR c)", Every((A, Either((B, C))))),
        ("a NOT b", Every((A,), (B,))),
        ("a NOT b c", Every((A, C), (B,))),
        ("NOT b a", Every((A,), (B,))),
        ("a AND NOT b", Every((A,), (B,))),
        ("a -b", Every((A,), (B,))),
        ("a -(b OR c)", Every((A,), (Either((B, C)),))),
        ('a -"b c"', Every((A,), (exactly("b c"),))),
        ("a - b", Every((A, B))),
        ("a --b", Every((A, B))),
        ("a NOT NOT b", Every((A, B))),
        ("a (NOT b)", Every((A,), (B,))),
        ("a AND (b OR NOT c)", Every((A,), (Every((C,), (B,)),))),
        ("mist*", Phrase(("mist",), prefix=True)),
        ("mist*, a", Every((Phrase(("mist",), prefix=True), A))),
        ('"not my fau"*', Phrase(("not", "my", "fau"), prefix=True, exact=True)),
        ('"not my fau*"', Phrase(("not", "my", "fau"), prefix=True, exact=True)),
        ("“Not my fault”", exactly("not my fault")),
        ("„Not my fault“", exactly("not my fault")),
        ('"a"b', Every((exactly("a"), B))),
        ("co-worker", Phrase(("co", "worker"))),
        ("don’t*", Phrase(("don", "t"), prefix=True)),
        ("title:a", Phrase(("title", "a"))),
        ("^a +b", Every((A, B))),
        ("a, b!", Every((A, B))),
        ("a & b", Every((A, B))),
        ('a "" () b', Every((A, B))),
        ("Café", Phrase(("cafe",))),
        ("東", Phrase(("東",), prefix=True)),
        ("東京都", Phrase(("東京", "京都"))),
        ("（a　OR　b） mist＊", Every((Either((A, B)), Phrase(("mist",), prefix=True)))),
    ],
)
def test_a_query_is_read_as_it_is_meant(text: str, tree: Node) -> None:
    assert parse(text) == Query(tree)


ALONE = "There is nothing to look for {}; in small letters it is a word like any other."
STRAY = "There is a ) with no ( before it; take it out, or put a ( where it begins."
STAR = "A * stands at the end of a word, without a space before it: mist* finds what begins with mist."
TAKEN = "Say also what is to be found; NOT only takes away."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no word in this search; give one at least."),
        ("?! … ()", "There is no word in this search; give one at least."),
        ('a "not my fault', "The quote that begins before 'not' is not closed; put a quote at its end."),
        ('a b"', "The quote that begins at the end is not closed; put a quote at its end."),
        ("a (b OR c", "The ( before 'b' is not closed; put a ) at its end, or take it out."),
        ("a (", "The ( at the end is not closed; put a ) at its end, or take it out."),
        (f"({'x' * 40}", f"The ( before '{'x' * 30}…' is not closed; put a ) at its end, or take it out."),
        ("a) b", STRAY),
        (")", STRAY),
        ("a OR", ALONE.format("behind OR")),
        ("OR a", ALONE.format("before OR")),
        ("a OR OR b", ALONE.format("before OR")),
        ("(a OR )", ALONE.format("behind OR")),
        ("a AND", ALONE.format("behind AND")),
        ("AND a", ALONE.format("before AND")),
        ("a AND OR b", ALONE.format("behind AND")),
        ("a AND ?", ALONE.format("behind AND")),
        ("a NOT", ALONE.format("behind NOT")),
        ("NOT", ALONE.format("behind NOT")),
        ("NOT a", TAKEN),
        ("-a", TAKEN),
        ("a OR NOT b", TAKEN),
        ("*", STAR),
        ("a *", STAR),
        ("*a", STAR),
        ("a*b", STAR),
        ("**a**", STAR),
        ("(a)*", STAR),
        (
            "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1),
            f"Parentheses may stand {DEEPEST} deep in a search; take some out.",
        ),
        (
            "a" * (LONGEST + 1),
            f"A search may have {LONGEST} characters, and this one has {LONGEST + 1}; leave some words out.",
        ),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_one_line(text: str, said: str) -> None:
    with pytest.raises(WrongOptions) as wrong:
        parse(text)
    assert (wrong.value.message, wrong.value.details, wrong.value.exit_code) == (said, (), USAGE)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("told", '("tell" OR "telling" OR "told")'),
        ("unheard", '"unheard"'),
        ('"told"', '"told"'),
        ("tel*", '"tel" *'),
        ("co-worker", '("co" + "worker" OR "co" + "workers")'),
        ('"not my fau"*', '"not" + "my" + "fau" *'),
        ("a b NOT c", '(("a" AND "b") NOT "c")'),
        ("NEAR(a b) text:c", '("near" AND ("a" AND "b") AND "text" + "c")'),
    ],
)
def test_fts5_is_asked_for_every_form_and_for_strings_only(text: str, match: str) -> None:
    forms = forms_in([["She told me. Tell me! I keep telling my worker and workers, a, b, c, near, text."]])
    assert parse(text).match(forms) == match


# Queries made of parts, and what each part means, written a second time.

Means = Callable[[Sequence[str]], bool]
SAID = ("deploy", "deployed", "deployments", "told", "tell", "not", "my", "fault", "don", "t", "cafe", "a")
FORMS = {
    "deployed": ("deploy", "deployed", "deployments"),
    "tell": ("told", "tell"),
    "Fault": ("fault",),
    "CAFÉ": ("cafe",),
}


def of_words(texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in text.split()]


def has_form(word: str) -> tuple[str, Means]:
    return word, lambda texts: any(form in of_words(texts) for form in FORMS[word])


def has_phrase(told: Sequence[str]) -> tuple[str, Means]:
    return f'"{" ".join(told)}"', lambda texts: any(f" {' '.join(told)} " in f" {text} " for text in texts)


def has_prefix(begin: str) -> tuple[str, Means]:
    return f"{begin}*", lambda texts: any(word.startswith(begin) for word in of_words(texts))


LEAVES = st.one_of(
    st.sampled_from([*FORMS]).map(has_form),
    st.lists(st.sampled_from(SAID), min_size=1, max_size=3).map(has_phrase),
    st.sampled_from(("d", "dep", "deploye", "to", "x")).map(has_prefix),
    st.just(("don't", has_phrase(("don", "t"))[1])),
)


def joined_by(parts: st.SearchStrategy[tuple[str, Means]]) -> st.SearchStrategy[tuple[str, Means]]:
    def both(sign: str) -> Callable[[tuple[tuple[str, Means], tuple[str, Means]]], tuple[str, Means]]:
        return lambda two: (f"({two[0][0]}{sign}{two[1][0]})", lambda texts: two[0][1](texts) and two[1][1](texts))

    def one(two: tuple[tuple[str, Means], tuple[str, Means]]) -> tuple[str, Means]:
        return f"({two[0][0]} OR {two[1][0]})", lambda texts: two[0][1](texts) or two[1][1](texts)

    def none(sign: str) -> Callable[[tuple[str, Means]], tuple[str, Means]]:
        return lambda part: (f"({sign}{part[0]})", lambda texts: not part[1](texts))

    two = st.tuples(parts, parts)
    return st.one_of(
        two.map(both(" ")), two.map(both(" AND ")), two.map(one), parts.map(none("NOT ")), parts.map(none("-"))
    )


QUERIES = st.recursive(LEAVES, joined_by, max_leaves=8)
TEXTS = st.lists(st.sampled_from(SAID), max_size=5).map(" ".join)
ENTRIES = st.lists(st.lists(TEXTS, max_size=3), min_size=1, max_size=5)


@given(QUERIES, ENTRIES)
def test_a_query_finds_what_it_says_and_only_asks_for_more_where_it_only_takes_away(
    query: tuple[str, Means], entries: list[list[str]]
) -> None:
    text, means = query
    assume(text.count("(") <= DEEPEST)
    if means([]):
        with pytest.raises(WrongOptions, match=TAKEN):
            parse(text)
        return
    read = parse(text)
    meant = {place for place, texts in enumerate(entries) if means(texts)}
    assert {place for place, texts in enumerate(entries) if read.fits(words_of(texts), stem)} == meant
    assert FTS5.finds(read, entries) == meant


SIGNS = st.sampled_from((*"\"“”()*-+:^{}[].,;'’\\&|!=<>%_ \n\0", " AND ", " OR ", " NOT ", "NEAR", " ", " "))
PIECES = st.sampled_from(
    (
        "deploy",
        "Deployed",
        "told",
        "tell",
        "don't",
        "co-worker",
        "東",
        "東京",
        "東京都",
        "が",
        "한국",
        "café",
        "Ｃａｆｅ",
        "ß",
        "ss",
    )
)
TYPED = st.lists(PIECES | SIGNS | PIECES | st.characters(), max_size=12).map("".join) | st.text()
WRITTEN = st.lists(
    st.lists(PIECES | st.sampled_from((" ", "\n", ". ", "庁", "a", "\ud800", "\0")) | st.characters(), max_size=8).map(
        "".join
    ),
    max_size=3,
)


def read_or_explained(typed: str) -> Query | None:
    """The query, or None where it is explained in one short line why it is none."""
    try:
        return parse(typed)
    except WrongOptions as wrong:
        return None if "\n" not in wrong.message and len(wrong.message) < 140 else pytest.fail(wrong.message)


@given(TYPED, st.lists(WRITTEN, min_size=1, max_size=5))
@example("東京", [["東京都庁"], ["大東", "京"], ["東 京"]])
@example("都", [["東京都庁"], ["京都"], ["東京"]])
@example('"a b"', [["a", "b"], ["a b"]])
def test_whatever_is_typed_fts5_and_we_find_the_same_or_it_is_explained(typed: str, entries: list[list[str]]) -> None:
    query = read_or_explained(typed)
    if query is None:
        return
    found = {place for place, texts in enumerate(entries) if query.fits(words_of(texts), stem)}
    assert FTS5.finds(query, entries) == found
    for texts in entries:
        for text in texts:
            marks = query.marks(text, stem)
            assert all(0 <= start < end <= len(text) for start, end in marks)
            assert all(one[1] < two[0] for one, two in pairwise(marks))


@pytest.mark.parametrize(
    "ways",
    [
        ("({}) x",),
        ("y OR ({})",),
        ("z -({})",),
        ("u OR -({})", "x ({})"),
        ("u OR -({})", "z -({})"),
        ("a b OR c -({})", "y OR c d -(x OR ({}))"),
    ],
)
def test_fts5_reads_the_deepest_parentheses_that_are_not_refused(ways: tuple[str, ...]) -> None:
    text, deep = "a -b", 0
    while deep + max(each.count("(") for each in ways) <= DEEPEST:
        way = ways[deep % len(ways)]
        text, deep = way.format(text), deep + way.count("(")
    query = parse(f"{text} OR d")
    entries = [["a b c d x y z"], ["a x"], ["z u"], ["b"], []]
    assert FTS5.finds(query, entries) == {
        place for place, texts in enumerate(entries) if query.fits(words_of(texts), stem)
    }


@pytest.mark.parametrize("text", ["a OR " * 199 + "b", "a -b " * 200, "b " * 500, f'"{"b " * 499}"', "b* " * 333])
def test_fts5_reads_the_longest_query_that_is_not_refused(text: str) -> None:
    query = parse(text)
    entries = [["a b"], ["a"], ["b"], ["b " * 499]]
    assert FTS5.finds(query, entries) == {
        place for place, texts in enumerate(entries) if query.fits(words_of(texts), stem)
    }


def test_what_cannot_be_read_to_its_end_is_refused_and_nothing_breaks() -> None:
    for text in ("(" * LONGEST, "NOT " * 250, "-(" * 500, '"' * LONGEST, "*" * LONGEST, ")" * LONGEST, "(a " * 300):
        with pytest.raises(WrongOptions):
            parse(text)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("tell", "She told me. I tell you.", ["told", "tell"]),
        ('"not my fault"', "It's not my fault, not my thing", ["not my fault"]),
        ("deploy*", "Deployments are no deploy", ["Deployments", "deploy"]),
        ("a NOT b", "a b", ["a"]),
        ("a AND (b OR NOT c)", "a b c", ["a", "b"]),
        ("don't", "I don’t, don t", ["don’t", "don t"]),
        ("co-worker", "My co-workers", ["co-workers"]),
        ("cafe", "Im CAFE\u0301!", ["CAFE\u0301"]),
        ("strasse", "Die Straße.", ["Straße"]),
        ("東京", "東京都と大東京", ["東京", "東京"]),
        ("東", "東京都", ["東"]),
        ("京", "東京都", ["京"]),
        ("都", "東京都", ["都"]),
        ("東京都", "(東京都庁)", ["東京都"]),
        ("ガ", "ｶﾞｷ", ["ｶﾞ"]),
        ('"a b" "b c"', "a b c", ["a b c"]),
        ("a", "nothing", []),
    ],
)
def test_what_was_found_is_marked_where_it_stands(query: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in parse(query).marks(text, stem)] == marked


def test_each_thing_that_is_looked_for_is_found_as_itself() -> None:
    query = parse('told -c (a OR "b a") a')
    assert [(each.start, each.end, each.which) for each in query.found("b a tell c", stem)] == [
        (0, 3, 2),
        (2, 3, 1),
        (4, 8, 0),
    ]


@given(st.lists(PIECES, min_size=1, max_size=3).map("".join), TYPED, TYPED)
def test_a_word_is_marked_wherever_it_stands_alone(word: str, before: str, behind: str) -> None:
    text = f"{before} . {word} . {behind}"
    place = len(before) + 3
    marks = parse(word).marks(text, stem)
    assert any(start <= place and place + len(word) <= end for start, end in marks)
    assert all(folded(text[start:end]) and [*words(text[start:end])] for start, end in marks)
