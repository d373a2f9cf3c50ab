"""Whether somebody writes of not wanting to live: looked for in an answer by patterns that are data, and told to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

LONGEST = 1000
"""The most characters a pattern may have."""

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4`\uff07", "'"))
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_SPACES = re.compile(r"\s+")
_ESCAPED = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]", re.DOTALL)
_SPACE = "\x00"


class Sign(Enum):
    """What an answer says, as far as words tell."""

    NONE = "nothing of the kind"
    SOFT = "words that may mean it, and may mean the job"
    EXPLICIT = "in the first person, of not wanting to live or of hurting oneself"


@dataclass(frozen=True)
class Phrases:
    """Patterns, any of which may be found, and the sentences that must and must not be."""

    patterns: tuple[str, ...] = ()
    must_find: tuple[str, ...] = ()
    must_not_find: tuple[str, ...] = ()

    def found_in(self, text: str) -> bool:
        """Whether any pattern is found in `text`, however it is broken into lines."""
        return self._in(_prepared(text))

    def _in(self, prepared: str) -> bool:
        return any(_compiled(each).search(prepared) for each in self.patterns)


@dataclass(frozen=True)
class Patterns:
    """What is explicit, and what may mean it."""

    explicit: Phrases = Phrases()
    soft: Phrases = Phrases()


def sign(patterns: Patterns, text: str) -> Sign:
    """What `text` says; the more serious where it says both."""
    prepared = _prepared(text)
    if patterns.explicit._in(prepared):  # noqa: SLF001 (prepared once for both)
        return Sign.EXPLICIT
    return Sign.SOFT if patterns.soft._in(prepared) else Sign.NONE  # noqa: SLF001


def wrong_with(pattern: str) -> str | None:
    r"""What keeps `pattern` from being one, or None.

    Nothing in it may repeat but `\s+`, which means one space in a text whose spaces were drawn together. So a search looks,
    from each place in a text, at no more characters than the pattern could name, and takes as long as the text is.
    """
    if len(pattern) > LONGEST:
        return f"is longer than {LONGEST} characters"
    bare = _ESCAPED.sub(lambda found: _SPACE if found[0] == r"\s" else "x", pattern)
    if re.search(rf"(?<!{_SPACE})[+*]|{{", bare):
        return r"repeats something; only \s+ may, and '?' may leave something out"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return "is no regular expression"
    return None


def misjudged(phrases: Phrases) -> Iterator[tuple[str, int, str]]:
    """Which of its own sentences `phrases` get wrong: the key of the list, the place in it, and what is wrong."""
    for place, each in enumerate(phrases.must_find):
        if not phrases.found_in(each):
            yield "must_find", place, "no pattern finds this"
    for place, each in enumerate(phrases.must_not_find):
        if phrases.found_in(each):
            yield "must_not_find", place, "a pattern finds this"


def _prepared(text: str) -> str:
    """`text` on one line with single spaces and plain apostrophes; the end of a paragraph is a full stop."""
    text = _UNSEEN.sub("", text).translate(_APOSTROPHES)
    return _SPACES.sub(" ", _PARAGRAPH.sub(". ", text.strip()))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
