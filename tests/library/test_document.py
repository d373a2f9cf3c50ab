"""A YAML or JSON text is read in one pass: scalars stay text, places are kept, and what could harm is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.library.document import MAX_DEPTH, Malformed, read

steady = settings(deadline=None, derandomize=True)


def refused(data: bytes) -> str:
    """Where and why `data` is no document."""
    with pytest.raises(Malformed) as caught:
        read(data)
    return f"{caught.value.line}:{caught.value.column}: {caught.value.message}"


ANCHORS = "anchors and aliases (& and *) are not used here; write it out, or put it in quotes"
TAGS = "tags (!) are not used here; put a text that begins with '!' in quotes"
INDENT = "does not line up with what it belongs to; mend the indent"
COLON = "a ':' was not expected here; put a text that holds one in quotes, or mend the indent"
QUOTES = "a text goes on after its closing quote or bracket; put all of it in quotes"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

REFUSED = {
    "an alias bomb": (BOMB, f"1:4: {ANCHORS}"),
    "an anchor on a key": ("&a b: c", "1:1: a key is a plain text"),
    "an anchor on a list": ("a:\n  - b\nc: &x\n  - d", f"3:4: {ANCHORS}"),
    "an alias": ("a: b\nc: *a", f"2:4: {ANCHORS}"),
    "an alias as a key": ("*a : b", "1:1: a key is a plain text"),
    "an anchor without a name": ("a: & b", f"1:5: {ANCHORS}"),
    "a tag": ("a: !!str b", f"1:4: {TAGS}"),
    "a tag of one's own": ("a: !python/object b", f"1:4: {TAGS}"),
    "a tag on a mapping": ("a: !!map {b: c}", f"1:4: {TAGS}"),
    "a tag on a key": ("!!str a: b", "1:1: a key is a plain text"),
    "a tag without a name": ("a: ! b", f"1:4: {TAGS}"),
    "a tag with an unknown handle": ("a: !x!y b", f"1:4: {TAGS}"),
    "a key written twice": ("a: 1\nb: 2\na: 3", "3:1: 'a' stands here a second time"),
    "a key written twice deep inside": ("a:\n  - {b: 1, 'b': 2}", "2:12: 'b' stands here a second time"),
    "a key written twice in JSON": ('{"a": 1,\n "a": 2}', "2:2: 'a' stands here a second time"),
    "a key that is a list": ("? [a]\n: b", "1:3: a key is a plain text"),
    "a key that is a mapping": ("{a: b}: c", "1:1: a key is a plain text"),
    "a second document": ("a: b\n---\nc: d", "2:1: a second document begins here; one file is one document"),
    "a document after the end": ("a: b\n...\nc: d", "3:1: a second document begins here; one file is one document"),
    "a NUL": ("a: b\nc: d\0e", "2:5: holds a character that no text has (U+0000)"),
    "an escape character": ("a: \x1b[31m", "1:4: holds a character that no text has (U+001B)"),
    "a C1 control": ("a: b\x9b", "1:5: holds a character that no text has (U+009B)"),
    "a tab as an indent": ("a:\n\tb: c", "2:1: lines are indented with spaces, not with tabs"),
    "a colon in a text": ("ask: Why: because", f"1:9: {COLON}"),
    "an indent below a text": ("a: b\n  c: d", f"2:4: {COLON}"),
    "an indent that fits nothing": ("a:\n  - b\n - c", f"3:2: {INDENT}"),
    "a list below a mapping": ("a: b\n- c", f"2:1: {INDENT}"),
    "a mapping that moves left": ("  a: b\n c: d", f"2:2: {INDENT}"),
    "a quote in quotes": ("a: 'it's'", f"1:8: {QUOTES}"),
    "a text that begins with a placeholder": ("ask: {who} knows?", f"1:12: {QUOTES}"),
    "a quote that is not closed": ('a: "b\nc: d', "1:4: this quote is never closed"),
    "a line without its colon": ("a: b\nc\nd: e", "2:1: a ':' is missing after this"),
    "a list that is not closed": (
        "a: [b, c\nd: e",
        "2:2: a ',' or ']' is missing before this",
    ),
    "a mapping that is not closed": (
        "a: {b: c\nd: e",
        "2:2: a ',' or '}' is missing before this",
    ),
    "a brace too many": ("a: {b: c}}", "1:10: a '}' without its beginning"),
    "a bracket too many": ("a: [b]]", "1:7: a ']' without its beginning"),
    "a comma where a value belongs": ("a: , b", "1:4: a value is missing before this"),
    "an at sign": ("a: @home", "1:4: a text that begins with this character needs quotes"),
    "a per cent sign": ("a: %", "1:4: a text that begins with this character needs quotes"),
    "a backslash in double quotes": (
        r'a: "C:\path"',
        "1:8: a backslash means something in double quotes; use single quotes, or write it twice",
    ),
    "a list on the line of its key": ("a: - b", "1:4: a list or mapping begins on a line of its own"),
    "a text beside its bar": ("a: |text\n  more", "1:5: a text after '|' or '>' begins on the next line"),
    "another version of YAML": ("%YAML 3.0\n---\na: b", "1:1: is not YAML that can be read"),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_could_harm_or_cannot_be_read_is_refused_with_its_place(text: str, expected: str) -> None:
    assert refused(text.encode()) == expected


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: \xff", "1:4"),
        (b"\xef\xbb\xbfa: b\nc: \xff", "2:4"),
        (b"\xef\xbb\xbf\x80", "1:1"),
        (b"a: b\nc: \xc3", "2:4"),
        ("é: ".encode() + b"\xe9", "1:4"),
        ("a: b".encode("utf-16"), "1:1"),
    ],
)
def test_what_is_not_utf8_is_refused_with_its_place(data: bytes, place: str) -> None:
    assert refused(data) == f"{place}: is not UTF-8 text"


def test_half_a_character_in_utf8_is_refused() -> None:
    assert refused(b"a: \xed\xa0\x80") == "1:4: is not UTF-8 text"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_two_hundred_thousand_levels_are_refused_at_the_first_too_many(opening: str) -> None:
    where = len(opening) * (MAX_DEPTH + 1) + 1
    assert refused(opening.encode() * 200_000) == f"1:{where}: is nested more than {MAX_DEPTH} deep"


def test_two_hundred_thousand_levels_of_whole_json_are_refused() -> None:
    assert refused(b"[" * 200_000 + b"]" * 200_000) == f"1:{MAX_DEPTH + 2}: is nested more than {MAX_DEPTH} deep"


def test_twenty_levels_are_read_and_one_more_is_not() -> None:
    assert read(b"[" * MAX_DEPTH + b"x" + b"]" * MAX_DEPTH).place((0,) * MAX_DEPTH) == (1, MAX_DEPTH + 1)
    assert "nested" in refused(b"[" * (MAX_DEPTH + 1) + b"x" + b"]" * (MAX_DEPTH + 1))


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "Off", "true", "1.10", "12:30", "0777", "0x1F", "1e3", "1_000", ".inf", "2026-03-01", "=", "<<"]
)  # fmt: skip
def test_a_scalar_stays_the_text_that_was_written(word: str) -> None:
    assert read(f"a: {word}\nb: [{word}]\n{word}: c".encode()).tree == {"a": word, "b": [word], word: "c"}
    assert read(f"%YAML 1.1\n---\na: {word}".encode()).tree == {"a": word}


@pytest.mark.parametrize("nothing", ["", "~", "null", "# a remark"])
def test_nothing_written_is_nothing(nothing: str) -> None:
    assert read(f"a: {nothing}".encode()).tree == {"a": None}


@pytest.mark.parametrize("quoted", ['""', "''", '"null"', "'~'"])
def test_what_stands_in_quotes_is_a_text(quoted: str) -> None:
    assert read(f"a: {quoted}".encode()).tree == {"a": quoted[1:-1]}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a remark\n", b"---\n", b"\xef\xbb\xbf"])
def test_an_empty_file_holds_nothing(data: bytes) -> None:
    assert read(data).tree is None


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: b", b"a: b\r\n", b"---\na: b\n...\n"])
def test_what_editors_put_around_a_text_is_no_part_of_it(data: bytes) -> None:
    assert read(data).tree == {"a": "b"}


def test_everything_has_its_place() -> None:
    document = read(b"a: b\nc:\n  - d\n  - {e: f}\n")
    places = {("a",): (1, 1), ("c",): (2, 1), ("c", 0): (3, 5), ("c", 1): (4, 5), ("c", 1, "e"): (4, 6)}
    assert {path: document.place(path) for path in places} == places


def test_what_has_no_place_has_the_one_of_what_holds_it() -> None:
    document = read(b"a: b\nc: [d]")
    assert document.place(("c", 7, "e")) == (2, 1)
    assert document.place(("x",)) == (1, 1)


# JSON is read as JSON, and by its places as YAML; a key of over 1,000 letters or with a line break is no key to YAML.
KEYS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), max_size=8
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff\x7f"))
SCALARS = TEXTS | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False) | st.none()
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=15)
WHOLE = st.lists(JSON) | st.dictionaries(KEYS, JSON)


def as_text(value: Any) -> Any:
    """What stands for `value` in a document: every scalar as it is written."""
    if isinstance(value, dict):
        return {key: as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_text(each) for each in value]
    return value if value is None or isinstance(value, str) else json.dumps(value)


@steady
@given(WHOLE, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_is_read_as_it_says_however_it_is_written(value: Any, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    if "\x7f" not in text and not any("\x80" <= sign <= "\x9f" for sign in text):
        assert read(text.encode()).tree == as_text(value)


PLAIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E))
PLAIN_TREES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3), max_leaves=10
)


@steady
@given(PLAIN_TREES)
def test_the_same_text_as_json_and_as_yaml_holds_the_same_in_the_same_places(value: Any) -> None:
    text = json.dumps({"a": value}, indent=1)
    as_json, as_yaml = read(text.encode()), read(f"---\n{text}".encode())
    assert as_json.tree == as_yaml.tree == {"a": value}
    assert as_json.places == {path: (line - 1, column) for path, (line, column) in as_yaml.places.items()}


def test_escaped_keys_of_json_are_not_taken_for_one_another() -> None:
    items = {"café": "a", "cafè": "b", "\N{GRINNING FACE}": "c", "\N{WINKING FACE}": "d"}
    assert read(json.dumps(items).encode()).tree == items


def test_json_escapes_for_one_key_written_twice_are_found() -> None:
    assert refused(rb'{"a": 1, "\u0061": 2}') == "1:10: 'a' stands here a second time"


@pytest.mark.parametrize("text", ["a: Ticket #12 was open", "a: one # two", "a:\n  - x\n  - y #2", "a: [x #y, z]\n"])
def test_a_text_that_would_lose_its_end_to_a_comment_can_be_refused(text: str) -> None:
    with pytest.raises(Malformed, match="behind the #"):
        read(text.encode(), remarks=False)


@pytest.mark.parametrize("text", ["a: x#y", "# a\na: x", "a: 'x # y' # z", "a:  # nothing", "a: |  # b\n  x # y\n"])
def test_a_comment_that_takes_nothing_away_is_none_to_refuse(text: str) -> None:
    assert read(text.encode(), remarks=False).tree == read(text.encode()).tree
