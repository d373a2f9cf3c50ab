"""Values that are almost right: sound ones in which anything may have been changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

Json = Any
by_profile = settings(max_examples=20) if settings().max_examples <= 100 else settings()
"""As many cases as the profile asks for; in the ordinary run a few, for some of these take milliseconds each."""
Way = tuple[Any, ...]

TEXTS = (
    "", " ", "\n", "\n\n \n", "\t", "\r\n", "\0", "a\0b", "\ud800", "half \udc00 a pair", "\U0001f600", "\x1b[2J", "\x1b]52;c;eA==\x07",
    "\x1b]8;;http://a\x1b\\x\x1b]8;;\x1b\\", "\x9b31m", "\x7f", "\u202e", "\u2066x", "\u2028", "\u2029", "\x85", "\ufeff", "\ufffe",
    "[bold]x[/bold]", "[/b]", "[link=http://a]x[/link]", ":smile:", "{it}", "{", "}", "{a.b}", "[{a}]", "{a|b}", "%s", "\\",
    "# x", "---", "===", "- x", "1. x", "> x", "```", "~~~", "    x", "| a | b |", "|---|", "<b>x</b>", "<!--", "<script>", "&amp;",
    "[a]: http://b", "![x](y)", "https://a.b", "a@b.c", "*x*", "_x_", "a  \nb", "---\ntitle: no\n---\n", "': \"", "null", "~", "no",
    "on", "true", "1.10", "12:30", "0777", "1e999", ".inf", "=", "<<", "&a", "*a", "!x", "@x", "../x", "/etc/passwd", "CON",
    "CON.json", "x\n", "..", ".", "a/b", "a/b/c/d", "//", "e1/q/k", "2026-03-01", "2026-02-30", "0001-01-01", "9999-12-31",
    "9999-12-31T23:59:59-11:00", "0001-01-01T00:00:00+14:00", "2026-03-01T12:00:00", "2026-03-01T25:00:00+00:00", "-1d", "0d", "4d",
    "99999999y", "٣d", "²", "漢" * 60, "e\u0301", "\u0301" * 90, "👩\u200d👩\u200d👧", "🇩🇪", "❤\ufe0f", "\u200b", "\u00ad", "\u3000",
    "a" * 300, "a b " * 90, "x\n" * 80, "key", "text", "other", "said", "each", "define", "debrief", "group", "long", "letter",
)  # fmt: skip


def _deep(levels: int) -> Json:
    value: Json = "deep"
    for level in range(levels):
        value = [value] if level % 2 else {"key": "1", "text": value}
    return value


NUMBERS = (0, 1, -1, 2, 3, 10, 10**9, 2**63, -(10**30), 10**999, 0.5, -0.0, 1e308, 1e-320, float("nan"), float("inf"))
WHOLE: tuple[Json, ...] = (
    None, True, False, *NUMBERS, [], {}, [[]], [{}], [None], [[], {}], {"": ""}, {"a": None}, {"key": "1"}, {"text": "x"}, ["x", "x"],
    {"key": "1", "text": "x"}, [{"key": "1", "text": "x"}, {"key": "1", "text": "y"}], {"key": [], "text": {}}, [1, "x", None, {}],
    {"any": []}, {"not": {}}, {"a": {"at_least": 1}}, {"value": "x"}, {"skipped": True}, _deep(30), _deep(200), ["x"] * 200,
)  # fmt: skip

texts = st.one_of(
    st.sampled_from(TEXTS),
    st.sampled_from(TEXTS),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=8),
    st.lists(st.sampled_from(TEXTS), max_size=4).map("".join),
)
"""Texts nobody foresaw, halves of characters among them."""
values: st.SearchStrategy[Json] = st.one_of(texts, st.sampled_from(WHOLE), st.integers(), st.lists(texts, max_size=3))
"""JSON values nobody foresaw, and two numbers that are none."""


@st.composite
def changed(draw: st.DrawFn, sound: Sequence[Json], odd: st.SearchStrategy[Json] = values) -> Json:
    """One of the `sound` values with up to four changes anywhere in it: put in, taken out, doubled, cut, moved, wrapped."""
    value = draw(st.sampled_from(sound))
    for _ in range(draw(st.integers(1, 4))):
        value = _changed(draw, value, odd)
    return value


def _changed(draw: st.DrawFn, value: Json, odd: st.SearchStrategy[Json]) -> Json:
    way, there = _somewhere(draw, value)
    kind = draw(st.integers(0, 7))
    if kind == 0 and way:
        return put(value, way, _OUT)
    if kind == 1 and isinstance(there, str):
        cut = draw(st.integers(0, len(there)))
        return put(value, way, there[:cut] + draw(texts) + there[cut:])
    if kind == 2 and isinstance(there, list) and there:
        return put(value, way, [*there, there[draw(st.integers(0, len(there) - 1))]])
    if kind == 3:
        return put(value, way, _somewhere(draw, value)[1])
    if kind == 4:
        return put(value, way, [there])
    if kind == 5 and isinstance(there, dict):
        return put(value, way, {**there, draw(texts): draw(odd)})
    return put(value, way, draw(odd))


def _somewhere(draw: st.DrawFn, value: Json) -> tuple[Way, Json]:
    """A place in `value`, and what stands there."""
    way: Way = ()
    while isinstance(value, dict | list) and value:
        place = draw(st.integers(0 if way else -1, len(value))) - 1
        if place < 0:
            break
        key = [*value][place] if isinstance(value, dict) else place
        way, value = (*way, key), value[key]
    return way, value


_OUT = object()


def put(value: Json, way: Way, new: Json) -> Json:
    """`value` with `new` at the end of `way`, or without what is there; what it was made from stays as it is."""
    if not way:
        return new
    key, *rest = way
    part = new if not rest else put(value[key], tuple(rest), new)
    if isinstance(value, dict):
        return {each: part if each == key else old for each, old in value.items() if each != key or part is not _OUT}
    return [part if place == key else old for place, old in enumerate(value) if place != key or part is not _OUT]


@st.composite
def changed_bytes(draw: st.DrawFn, sound: Sequence[bytes], pieces: Sequence[bytes]) -> bytes:
    """One of the `sound` files with up to four `pieces` put in, or stretches taken out or doubled, anywhere in it."""
    data = draw(st.sampled_from(sound))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        piece = draw(st.one_of(st.sampled_from(pieces), st.just(data[start:end] * 2), st.binary(max_size=4)))
        data = data[:start] + piece + data[end:]
    return data


written: st.SearchStrategy[Json] = st.one_of(
    texts,
    st.sampled_from(
        (None, [], {}, [[]], [{}], [None], {"": None}, ["x", "x"], {"any": []}, {"not": {}}, {"from": "x"})
    ),
    st.integers(-3, 10**20).map(str),
    st.lists(texts, max_size=3),
    st.dictionaries(texts, texts, max_size=2),
)
"""What a flow or a file of answers may hold, where every scalar is a text."""
