"""Fits text into columns of a terminal, counting what each character takes there."""

from __future__ import annotations

import re
from collections.abc import Iterator

EMOJI = "\ufe0f"
"""Makes the character before it an emoji, two columns wide."""
MARKS = frozenset(("Mn", "Mc", "Me"))
"""The categories of characters that belong to the one before them."""
LONGEST = 400
"""The most characters of one line, however little room they take: marks upon marks take none."""

_PIECE = re.compile(r" *[^ ]+")


def columns(text: str) -> int:
    """The number of terminal columns that one line of visible text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    # A mark at the beginning takes its room beside the space that stands before the text.
    wide = wcswidth(f" {text}") - 1
    return wide if wide >= 0 else len(text)


def padded(text: str, width: int) -> str:
    """`text` with spaces after it up to `width` columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of visible `text` broken between words to at most `width` columns; blank lines stay.

    A word longer than a line is broken where the line ends. Spaces inside a line stay as they are.
    """
    for line in text.split("\n"):
        yield from _wrapped_line(line.rstrip(), width)


def _wrapped_line(line: str, width: int) -> Iterator[str]:
    if columns(line) <= width:
        yield line
        return
    parts: list[str] = []
    used = 0
    for piece in _PIECE.findall(line):
        size = columns(piece)
        if used + size <= width:
            parts.append(piece)
            used += size
            continue
        if parts:
            yield "".join(parts)
        word = piece.lstrip(" ")
        *full, rest = _broken(word, width) if columns(word) > width else (word,)
        yield from full
        parts, used = [rest], columns(rest)
    yield "".join(parts)


def _broken(word: str, width: int) -> Iterator[str]:
    """A word cut into stretches of at most `width` columns, marks staying with the character they belong to."""
    if word.isascii():
        yield from (word[start : start + width] for start in range(0, len(word), width))
        return
    from unicodedata import category

    start = 0
    for place in range(len(word)):
        # How wide a character is may depend on those before it, so the whole stretch is measured.
        end = place + (2 if word.startswith(EMOJI, place + 1) else 1)
        if place > start and (end - start > LONGEST or columns(word[start:end]) > width):
            cut = place
            while cut > start + 1 and category(word[cut]) in MARKS:
                cut -= 1
            yield word[start:cut]
            start = cut
    yield word[start:]
