"""Texts composed from answers: `{a|b}` is the first that is answered, `[..]` falls out when a hole in it is empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

IT = "it"
"""Stands for the item, in what is asked once per item."""
OF_IT = "it."
"""Begins a reference to a field of the record that the item is."""
NAME = "name"
"""Stands for what the person is called."""
_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|[{}\[\]]")


class Hole(NamedTuple):
    """A place for the first answered of several references."""

    references: tuple[str, ...]


class Bracket(NamedTuple):
    """A stretch that falls out when any hole in it stays empty."""

    parts: tuple[str | Hole, ...]


_SINGLE = re.compile(r"[{}\[\]]")


Part = str | Hole | Bracket
Lookup = Callable[[str], str]


class BadText(ValueError):
    """A text whose braces or brackets do not match."""


@lru_cache(maxsize=512)
def parse(text: str) -> tuple[Part, ...]:
    """The parts of `text`. Doubled braces and brackets stand for themselves. Raises BadText."""
    parts: list[Part] = []
    inside: list[str | Hole] | None = None
    position = 0

    def put(part: str | Hole) -> None:
        if part == "":
            return
        (parts if inside is None else inside).append(part)

    while True:
        found = _TOKEN.search(text, position)
        if found is None:
            break
        put(text[position : found.start()])
        mark, position = found.group(), found.end()
        if len(mark) == 2:
            put(mark[0])
        elif mark == "{":
            end = text.find("}", position)
            if end < 0:
                raise BadText("'{' is never closed; write '{{' for a brace of your own")
            put(_hole(text[position:end]))
            position = end + 1
        elif mark == "[" and inside is None:
            inside = []
        elif mark == "]" and inside is not None:
            parts.append(Bracket(tuple(inside)))
            inside = None
        elif mark == "[":
            raise BadText("'[' inside '[..]'; write '[[' for a bracket of your own")
        else:
            raise BadText(f"'{mark}' without its beginning; write '{mark * 2}' for one of your own")
    put(text[position:])
    if inside is not None:
        raise BadText("'[' is never closed; write '[[' for a bracket of your own")
    return tuple(parts)


def escaped(text: str) -> str:
    """The text that stands for `text` as it is: its braces and brackets doubled."""
    return _SINGLE.sub(lambda mark: mark[0] * 2, text)


def _hole(inner: str) -> Hole:
    references = tuple(name.strip() for name in inner.split("|"))
    if not all(references):
        raise BadText("'{}' names nothing; write the id of a question in it")
    return Hole(references)


def references(text: str) -> tuple[str, ...]:
    """Every reference in `text`, in order. Raises BadText."""
    return tuple(name for hole in _holes(parse(text)) for name in hole.references)


def _holes(parts: tuple[Part, ...]) -> Iterator[Hole]:
    for part in parts:
        if isinstance(part, Hole):
            yield part
        elif isinstance(part, Bracket):
            yield from _holes(part.parts)


class Piece(NamedTuple):
    """A stretch of a text that was filled: as it stands in the flow, or what was `said`, "" for nothing; and whether it
    stood in brackets (`aside`)."""

    text: str
    said: bool = False
    aside: bool = False


def fill(text: str, lookup: Lookup, *, missing: str | None = "") -> str | None:
    """`text` with its holes filled by `lookup`, which gives "" for what is not answered.

    With `missing=None`, a hole outside brackets that stays empty makes the whole text fall out (None).
    """
    found = pieces(text, lookup)
    if missing is None and any(piece.said and not piece.text for piece in found):
        return None
    return "".join(piece.text or missing or "" for piece in found)


def pieces(text: str, lookup: Lookup) -> tuple[Piece, ...]:
    """The stretches of `text`, its holes filled by `lookup`; brackets that fall out are not among them."""
    found: list[Piece] = []
    for part in parse(text):
        if isinstance(part, Bracket):
            filled = [_piece(inner, lookup, aside=True) for inner in part.parts]
            if all(piece.text for piece in filled):
                found += filled
        else:
            found.append(_piece(part, lookup))
    return tuple(found)


def _piece(part: str | Hole, lookup: Lookup, *, aside: bool = False) -> Piece:
    return Piece(part) if isinstance(part, str) else Piece(_first(part, lookup), said=True, aside=aside)


def _first(hole: Hole, lookup: Lookup) -> str:
    return next((words for name in hole.references if (words := lookup(name))), "")
