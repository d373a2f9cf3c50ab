"""Searches a folder for words, byte by byte: in every file and name below it, however they are written or packed there."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

DEEPEST = 4
"""How many packings in each other are opened."""
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def traces(folder: Path, *words: str) -> set[str]:
    """The files below `folder`, as paths in it, that hold any of these words, or are named by one; and what links say."""
    wanted = frozenset(form for word in words for form in forms(word))
    found = set()
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        texts = [name.encode("utf-8", "surrogateescape")]
        if path.is_symlink():
            texts.append(str(path.readlink()).encode())
        elif path.is_file():
            texts.append(path.read_bytes())
        if any(holds(text, wanted) for text in texts):
            found.add(name)
    return found


def holds(data: bytes, wanted: frozenset[bytes], depth: int = DEEPEST) -> bool:
    """Whether any of the `wanted` is in `data`, or in what is packed there."""
    small = data.lower()
    if any(form in data or form.lower() in small for form in wanted):
        return True
    return depth > 0 and any(holds(inner, wanted, depth - 1) for inner in _unpacked(data))


def forms(word: str) -> Iterator[bytes]:
    """A word in all the ways in which it may be written down."""
    for written in {unicodedata.normalize(form, word) for form in ("NFC", "NFD")}:
        for encoding in ENCODINGS:
            yield from _encoded(written.encode(encoding))
        yield from _encoded(json.dumps(written)[1:-1].encode())
        yield urllib.parse.quote(written).encode()


def _encoded(data: bytes) -> Iterator[bytes]:
    yield data
    yield data.hex().encode()
    for before in range(3):
        # Of the first and the last character some bits belong to what stands beside.
        whole = base64.b64encode(bytes(before) + data).rstrip(b"=")
        part = whole[(0, 2, 3)[before] : len(whole) - bool((before + len(data)) % 3)]
        yield part
        yield part.translate(bytes.maketrans(b"+/", b"-_"))


def _zipped(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for name in opened.namelist():
            yield name.encode()
            yield opened.read(name)


PACKED: Mapping[bytes, Callable[[bytes], Iterator[bytes]]] = {
    b"\x1f\x8b": lambda data: iter((gzip.decompress(data),)),
    b"x": lambda data: iter((zlib.decompress(data),)),
    b"BZh": lambda data: iter((bz2.decompress(data),)),
    b"\xfd7zXZ": lambda data: iter((lzma.decompress(data),)),
    b"PK": _zipped,
}
"""How packed data begins, and what opens it."""


def _unpacked(data: bytes) -> Iterator[bytes]:
    for beginning, unpack in PACKED.items():
        if data.startswith(beginning):
            # What only begins like that is no packing.
            with suppress(OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile):
                yield from unpack(data)
