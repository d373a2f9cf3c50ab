"""How a pattern is written in a file, so that it reads like what it finds, and the regular expression it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

DEPTH = 8
"""How deep lists of words may stand in one another."""

_NAME = re.compile(r"\{([a-z_]+)\}")
_PIECE = re.compile(
    r"\\."  # what is escaped stays as it is
    r"|\['’\]\??"  # an apostrophe, said at length
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"  # a class of characters
    r"|\(\?<[=!](?:\\.|[^)\\])*\)"  # what stands before: its length is fixed
    r"|\((?!\?)|[ ](?![?*+{])|[ ]|['’](?=re\b)|['’]",
    re.DOTALL,
)


class UnknownWords(ValueError):
    """A pattern names a list of words that is not there."""


def spelled(pattern: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """The regular expression that `pattern` stands for.

    `{name}` is any of `words` of that name. A space is any blanks. An apostrophe is a straight, a curly or a forgotten
    one (not in "'re", which would be another word without it). Brackets group and remember nothing. Raises UnknownWords,
    with the name.
    """
    for _ in range(DEPTH):
        if not _NAME.search(pattern):
            break
        pattern = _NAME.sub(lambda name: _any_of(name[1], words), pattern)
    else:
        raise UnknownWords(_NAME.findall(pattern)[0])
    return _PIECE.sub(_piece, pattern)


def _any_of(name: str, words: Mapping[str, tuple[str, ...]]) -> str:
    if name not in words:
        raise UnknownWords(name)
    return f"(?:{'|'.join(words[name])})"


def _piece(found: re.Match[str]) -> str:
    piece = found[0]
    if piece == " ":
        return r"\s" if found.string[found.end() : found.end() + 1] in tuple("?*+{") else r"\s+"
    if piece == "(":
        return "(?:"
    if piece in ("'", "’"):
        return "['’]" if re.match(r"re\b", found.string[found.end() :]) else "['’]?"
    return "['’]?" if piece == "['’]?" else piece
