"""The search for traces finds a word wherever it is hidden: what it does not find is not there."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.traces import traces

WORDS = ("Quaggä", "zorilla")
TEXT = "What nobody is to read: Quaggä."
PLAIN = "What nobody is to read: zorilla!"


def zipped(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("inside", text)
    return out.getvalue()


HIDDEN: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "in capitals": lambda text: text.replace("zorilla", "ZORILLA").replace("Quagg", "QUAGG").encode(),
    "taken apart": lambda text: unicodedata.normalize("NFD", text).encode(),
    "in two bytes each": lambda text: text.encode("utf-16"),
    "in two bytes each, the other way round": lambda text: text.encode("utf-16-be"),
    "in four bytes each": lambda text: text.encode("utf-32"),
    "as JSON": lambda text: json.dumps([text]).encode(),
    "as base64": lambda text: base64.b64encode(text.encode()),
    "as base64, moved by one": lambda text: base64.b64encode(b"x" + text.encode()),
    "as base64, moved by two": lambda text: base64.b64encode(b"xx" + text.encode()),
    "as base64 of JSON": lambda text: base64.urlsafe_b64encode(json.dumps(text).encode()),
    "as hexadecimal": lambda text: text.encode().hex().encode(),
    "in gzip": lambda text: gzip.compress(text.encode()),
    "in zlib": lambda text: zlib.compress(text.encode()),
    "in bz2": lambda text: bz2.compress(text.encode()),
    "in xz": lambda text: lzma.compress(text.encode()),
    "in zip": zipped,
    "in zip in gzip": lambda text: gzip.compress(zipped(text)),
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("text", [TEXT, PLAIN])
def test_it_is_found(tmp_path: Path, text: str, hide: Callable[[str], bytes]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(hide(text))
    (tmp_path / "other").write_bytes(hide("What everybody may read."))
    assert traces(tmp_path, *WORDS) == {"deep/file"}


def test_a_name_and_a_link_are_searched_too(tmp_path: Path) -> None:
    (tmp_path / "a zorilla").mkdir()
    (tmp_path / "link").symlink_to("nowhere-Quaggä")
    (tmp_path / "innocent").write_bytes(b"PK and x, and no more")
    assert traces(tmp_path, *WORDS) == {"a zorilla", "link"}
