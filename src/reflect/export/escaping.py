"""Writes somebody's text as Markdown that reads in any CommonMark renderer exactly as it was written."""

from __future__ import annotations

import re

from reflect.pages.visible import one_line, visible

_INLINE = re.compile(
    r"[\\`*\[~|]"
    r"|<(?! )"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|&(?=#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]*;)"
)
_BLOCK = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=:+](?=[-=:+|\s]*$)")
_NUMBER = re.compile(r"([0-9]{1,9})(?=[.)](?:\s|$))")
INDENT = "\u00a0"
"""Stands for a space at the beginning of a line, which would be dropped there or start a block of code."""


def inline(text: str) -> str:
    """`text` drawn together on one line, for a place inside a line."""
    return _INLINE.sub(r"\\\g<0>", one_line(text))


def line(text: str) -> str:
    """`text` drawn together on one line, for a line of its own."""
    return _line(one_line(text))


def heading(text: str) -> str:
    """`text` on one line, for a heading."""
    return inline(text).replace("#", r"\#")


def strong(text: str) -> str:
    """`text` on one line in bold; "" for no text."""
    return f"**{words}**" if (words := inline(text)) else ""


def gentle(text: str) -> str:
    """`text` on one line in italics; "" for no text."""
    return f"*{words}*" if (words := inline(text)) else ""


def paragraphs(text: str, *, after: str = "") -> list[str]:
    """The paragraphs of `text`, each of one or several lines, with the line breaks that were written.

    `after` is Markdown that the first line goes on from.
    """
    found: list[list[str]] = [[]]
    for line in visible(text).strip("\n").split("\n"):
        if line.strip():
            inside = after and found == [[]]
            found[-1].append(f"{after} {_INLINE.sub(_escaped, line.strip())}" if inside else _line(line))
        elif found[-1]:
            found.append([])
    return ["\\\n".join(lines) for lines in found if lines]


def _line(line: str) -> str:
    """A whole line: what would begin a block of its own is escaped too."""
    text = line.strip()
    indent = INDENT * (len(line) - len(line.lstrip(" ")))
    words = _INLINE.sub(_escaped, text)
    if _BLOCK.match(text):
        words = f"\\{words}"
    return indent + _NUMBER.sub(r"\1\\", words, count=1) if _NUMBER.match(text) else indent + words


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found.group()}"
