"""Files are read strictly: what does not hold up is named with its reason, left as it is, and the rest works."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.model import Entry
from reflect.entry.plain import Json
from reflect.errors import Unreadable
from reflect.journal import json_text
from reflect.journal.folder import Journal
from reflect.journal.reading import UnreadableFile
from tests.journal.making import Clock, an_entry, entries_in, journal_in, minter, said, words_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def changed(whole: bytes, **fields: Json) -> bytes:
    return json.dumps({**json.loads(whole), **fields}).encode()


def without(whole: bytes, field: str) -> bytes:
    return json.dumps({key: value for key, value in json.loads(whole).items() if key != field}).encode()


BAD = {
    "empty": (lambda whole: b"", "empty"),
    "NUL-filled": (lambda whole: b"\0" * len(whole), "zero bytes"),
    "truncated": (lambda whole: whole[: len(whole) // 2], "not JSON from line"),
    "a NUL in it": (lambda whole: whole.replace(b"Well", b"We\0l"), "not JSON from line"),
    "BOM": (lambda whole: b"\xef\xbb\xbf" + whole, "byte order mark"),
    "invalid UTF-8": (lambda whole: whole.replace(b"Well", b"W\xe9ll"), "not UTF-8"),
    "UTF-16": (lambda whole: whole.decode().encode("utf-16"), "not UTF-8"),
    "duplicate key": (lambda whole: whole.replace(b"{", b'{"format": 1,', 1), "a key stands twice"),
    "duplicate key deeper": (
        lambda whole: whole.replace(b'"version"', b'"title": "x", "version"'),
        "a key stands twice",
    ),
    "NaN": (lambda whole: whole.replace(b'"format": 1', b'"format": NaN'), "NaN or Infinity"),
    "-Infinity": (lambda whole: whole.replace(b'"format": 1', b'"format": -Infinity'), "NaN or Infinity"),
    "1e999": (lambda whole: whole.replace(b'"format": 1', b'"format": 1e999'), "too large"),
    "5,000 digits": (lambda whole: whole.replace(b'"format": 1', b'"format": ' + b"1" * 5000), "1,000 digits"),
    "100,000 deep": (lambda whole: b"[" * 100_000 + b"]" * 100_000, "too deep"),
    "100,000 deep, objects": (lambda whole: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too deep"),
    "two values": (lambda whole: whole + whole, "not JSON from line"),
    "a list": (lambda whole: b"[]", "an entry is not a mapping"),
    "null": (lambda whole: b"null", "an entry is not a mapping"),
    "a missing field": (lambda whole: without(whole, "flow"), "'flow' is not a mapping"),
    "a field of another type": (lambda whole: changed(whole, answers={}), "'answers' is not a list"),
    "no format": (lambda whole: changed(whole, format="1"), "'format'"),
    "format 0": (lambda whole: changed(whole, format=0), "'format'"),
    "no offset": (lambda whole: changed(whole, started="2026-11-20T12:00:00"), "offset"),
    "no such day": (lambda whole: changed(whole, finished="2026-02-30T12:00:00+00:00"), "no moment"),
    "id of another": (lambda whole: changed(whole, id="01890a5d-ac96-774b-bcce-b302099a8057"), "the id in it"),
    "id leading elsewhere": (lambda whole: changed(whole, id="../x"), "the id in it"),
    "newer, and shaped otherwise": (lambda whole: changed(whole, format=2, answers={}), "newer program"),
}


class Two:
    """A journal with a bad entry between two good ones."""

    def __init__(self, folder: Path) -> None:
        clock = Clock()
        mint = minter(clock)
        self.journal: Journal = journal_in(folder, clock)
        self.old, self.bad, self.new = mint(), mint(), mint()
        for each in (self.old, self.bad, self.new):
            self.journal.add_entry(an_entry(each, "Well, it went."))
        self.path = self.journal.path_of(self.bad)

    def unreadable(self) -> UnreadableFile:
        """What the one bad entry is listed as; the good ones are there."""
        found = list(self.journal.entries())
        first, bad, last = found
        assert isinstance(first, Entry) and first.id == self.new
        assert isinstance(last, Entry) and last.id == self.old
        assert isinstance(bad, UnreadableFile) and bad.path == self.path
        assert self.journal.unreadable() == (bad,)
        return bad


@pytest.mark.parametrize(("spoil", "reason"), BAD.values(), ids=BAD)
def test_a_bad_entry_is_named_and_left_alone_and_the_rest_works(tmp_path: Path, spoil: Any, reason: str) -> None:
    two = Two(tmp_path)
    spoilt = spoil(two.path.read_bytes())
    two.path.write_bytes(spoilt)

    assert reason in two.unreadable().reason
    assert two.path.read_bytes() == spoilt


@pytest.mark.parametrize(("spoil", "reason"), BAD.values(), ids=BAD)
def test_asking_for_a_bad_entry_tells_why_in_one_line_without_its_words(
    tmp_path: Path, spoil: Any, reason: str
) -> None:
    two = Two(tmp_path)
    two.path.write_bytes(spoil(two.path.read_bytes()))

    with pytest.raises(Unreadable) as caught:
        two.journal.entry(two.bad)

    assert reason in caught.value.message
    assert str(two.path) in caught.value.message
    assert "\n" not in caught.value.message
    assert "went" not in caught.value.message
    assert caught.value.__cause__ is None and caught.value.__context__ is None


def test_an_entry_that_is_a_link_is_not_followed_out_of_the_journal(tmp_path: Path) -> None:
    two = Two(tmp_path / "journal")
    outside = tmp_path / "outside.json"
    two.path.rename(outside)
    two.path.symlink_to(outside)

    assert two.unreadable().reason == "it is a link"
    assert two.path.is_symlink() and outside.exists()


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    two = Two(tmp_path)
    two.path.unlink()
    two.path.symlink_to("nowhere")

    assert two.unreadable().reason == "it is a link"
    with pytest.raises(Unreadable, match="it is a link"):
        two.journal.entry(two.bad)


def test_a_folder_in_place_of_an_entry_is_named(tmp_path: Path) -> None:
    two = Two(tmp_path)
    two.path.unlink()
    two.path.mkdir()

    assert two.unreadable().reason == "it is a folder"


def test_a_pipe_in_place_of_an_entry_is_named_and_not_waited_for(tmp_path: Path) -> None:
    two = Two(tmp_path)
    two.path.unlink()
    os.mkfifo(two.path)

    assert two.unreadable().reason == "it is not a file"


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.EACCES, "no permission"), (errno.EIO, "input/output"), (errno.EMFILE, "too many"), (errno.EDOM, "domain")],
    ids=lambda value: errno.errorcode.get(value) if isinstance(value, int) else "",
)
def test_an_entry_that_the_system_does_not_give_out_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    two = Two(tmp_path)
    really = os.open

    def refused(path: Any, *args: Any, **kwargs: Any) -> int:
        if path == two.path:
            raise OSError(number, os.strerror(number))
        return really(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refused)

    assert reason in two.unreadable().reason


def test_an_entry_of_a_newer_program_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    entry = an_entry(minter(Clock())())
    journal.add_entry(entry)
    path = journal.path_of(entry.id)
    path.write_bytes(changed(path.read_bytes(), format=2, mood={"now": 3}))

    read = journal.entry(entry.id)

    assert read.newer
    assert read.answers == entry.answers
    assert read.extra == {"mood": {"now": 3}}


@pytest.mark.parametrize(
    "words",
    [
        "\ud800",
        "half \udc00 a pair",
        "\\\ud83d",
        "\0 \x1b[2J \x07 \u2028 \u202e",
        '"\\/\b\f\n\r\t',
        "naïve 🤝🏽 日本語",
        "[bold]x[/b]",
        "a" * 1_000_000,
    ],
    ids=lambda words: ascii(words[:10]),
)
def test_any_words_come_back_as_they_were(tmp_path: Path, words: str) -> None:
    journal = journal_in(tmp_path)
    entry = an_entry(minter(Clock())(), words)

    journal.add_entry(entry)

    assert words_of(journal.entry(entry.id)) == words


def test_ten_megabytes_come_back_as_they_were(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    words = "It went on and on… " * 500_000
    entry = an_entry(minter(Clock())(), words)

    journal.add_entry(entry)

    assert entries_in(journal)[0].answers == (said(words),)


@settings(deadline=None)
@given(JSON)
def test_what_is_encoded_is_decoded_to_the_same(value: Json) -> None:
    assert json_text.decode(json_text.encode(value)) == value


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_no_text_makes_writing_fail(text: str) -> None:
    data = json_text.encode([text])

    assert data.decode("utf-8")
    # Two halves that happen to stand side by side become the character they make.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json_text.decode(data) == [whole]


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode) | JSON.map(lambda value: json_text.encode(value)[:-3]))
def test_no_bytes_make_reading_crash(data: bytes) -> None:
    try:
        value = json_text.decode(data)
    except json_text.NotJson as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert json_text.decode(json_text.encode(value)) == value
