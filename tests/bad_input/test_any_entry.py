"""Whatever stands in a file of the journal, it is read or named with a reason; nothing else happens, and no words get lost."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.change import Change, ChangedFile
from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.plain import Json
from reflect.entry.setback import Setback
from reflect.entry.sign_group import SignGroup, SignGroups
from reflect.journal import json_text
from reflect.journal.reading import UnreadableFile, shaped
from tests.bad_input.odd import changed, changed_bytes
from tests.pages.case import CHECKIN, DEBRIEF, DEFINE, HALF, INVOICE, NAMELESS, PROMISED, QUOTE, SEALED

SIGNS = SignGroups(
    (SignGroup("noise", ("e1/signs/1", "e2/signs/2")), SignGroup("haste", ("e3/signs/1",))), (("a", "b"),)
)
ENTRIES = [each.to_json() for each in (DEFINE, DEBRIEF, PROMISED, SEALED, CHECKIN)]
DRAFTS = [HALF.to_json(), {**HALF.to_json(), "promised": ENTRIES[0]["answers"][:3], "raised": [["C1", "but"]]}]
CHANGES = [
    Change("019cb5f0-91c2-7aaa-8bbb-3f52a07c1e44", what, INVOICE.created, files).to_json()
    for what, files in (
        ("edit", (ChangedFile("entries", DEFINE.id, '{"format": 1}', "0" * 64),)),
        ("delete", (ChangedFile("entries", DEFINE.id), ChangedFile("drafts", HALF.id))),
    )
]
SETBACKS = [each.to_json() for each in (INVOICE, QUOTE, NAMELESS)]
PIECES = [
    b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u", b"\\ud800", b"\\u0000", b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\n",
    b"NaN", b"Infinity", b"-Infinity", b"1e999", b"9" * 1001, b"-", b"null", b"true", b'"format": 2,', b'"id": "x",', b"\xef\xbb\xbf",
    b"[" * 5000, b'{"a":' * 5000, b"// x\n", b"'",
]  # fmt: skip


def of_json(value: Json) -> bytes:
    """A file that holds `value`, as another program might write it."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


def read(data: bytes, from_json: Callable[[Json], Any]) -> Any:
    """What `data` holds; None where that is no file of this kind, which is then named with its reason in one line."""
    name = "019cb5f0-91c2-7aaa-8bbb-3f52a07c1e44"
    with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
        name = str(json.loads(data)["id"])
    found = shaped(
        Path("folder") / "x.json" if "/" in name or "\0" in name else Path("folder", f"{name}.json"), data, from_json
    )
    if isinstance(found, UnreadableFile):
        assert found.reason and "\n" not in found.reason
        return None
    return found


def stays(found: Any, from_json: Callable[[Json], Any]) -> None:
    """That what was read is written so that it is read to the same again, unknown fields included."""
    told = json_text.decode(json_text.encode(found.to_json()))
    again = from_json(told)
    assert json_text.encode(again.to_json()) == json_text.encode(found.to_json())


@given(changed(ENTRIES))
def test_an_entry_with_anything_changed_is_read_or_named(value: Json) -> None:
    if (entry := read(of_json(value), Entry.from_json)) is not None:
        assert {*value} <= {*entry.to_json()} | {*Entry.KNOWN}
        for answer in entry.answers:
            assert answer.sayings() is not None
        stays(entry, Entry.from_json)


@given(changed(DRAFTS))
def test_a_draft_with_anything_changed_is_read_or_named(value: Json) -> None:
    if (draft := read(of_json(value), Draft.from_json)) is not None:
        assert draft.answered >= 0
        stays(draft, Draft.from_json)


@given(changed(SETBACKS))
def test_a_setback_with_anything_changed_is_read_or_named(value: Json) -> None:
    if (setback := read(of_json(value), Setback.from_json)) is not None:
        stays(setback, Setback.from_json)


@given(changed(CHANGES))
def test_a_change_with_anything_changed_is_read_or_named(value: Json) -> None:
    if (change := read(of_json(value), Change.from_json)) is not None:
        stays(change, Change.from_json)


@given(changed([SIGNS.to_json()]))
def test_what_is_known_of_signs_with_anything_changed_is_read_or_named(value: Json) -> None:
    found = shaped(Path("signs.json"), of_json(value), SignGroups.from_json)
    if isinstance(found, SignGroups):
        stays(found, SignGroups.from_json)
        found.together("x", ["e1/signs/1", "b"]).taken_apart(["b"]).told_apart(["a", "c"]).to_json()


BYTES = [json_text.encode(each) for each in (DEFINE.to_json(), CHECKIN.to_json(), HALF.to_json(), INVOICE.to_json())]


@given(changed_bytes(BYTES, PIECES), st.sampled_from([Entry, Draft, Setback, SignGroups]))
def test_a_file_with_any_bytes_changed_is_read_or_named(data: bytes, kind: Any) -> None:
    if (found := read(data, kind.from_json)) is not None:
        stays(found, kind.from_json)
