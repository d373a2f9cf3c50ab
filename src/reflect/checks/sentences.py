"""Where the sentences of a text begin and end, and what a pattern finds in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 1000
"""Characters of a sentence that are looked at in one piece. A longer one is cut between words into pieces, so that no
pattern, however careless, has more than this to try its ways through; what stands across a cut is not found."""
ACROSS = 2
"""Sentences that are looked at together where a phrase goes on from one to the next."""

# A sentence ends with its stop, with an empty line, or before the next item of a list; a line that only wraps goes on.
_ENDS = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n\s*\n|\n(?=[ \t]*(?:[-*•–—]|\d{1,2}[.)])[ \t])")
_MARK = re.compile(r"\s*(?:(?:[-*•–—]|\d{1,2}[.)])[ \t]+)?")
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\w[\w'’-]*")
_QUOTED = re.compile(r"[\"“][^\"“”]{2,300}[\"”]")
_FEW = 3
"""Words beside a quotation, with fewer of which it is the sentence."""
_UNREAD = "\0"
MOST = 4096
"""Patterns that are kept ready: more than all checks together have."""


@lru_cache(maxsize=MOST)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, which takes small and capital letters for the same. Raises re.error and what else `re` raises."""
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a piece of one, and the place where it begins; every blank in it is a space."""

    start: int
    text: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`, without the marks of a list."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    begin = 0
    for end, after in [*(each.span() for each in _ENDS.finditer(text)), (len(text), len(text))]:
        mark = _MARK.match(text, begin)
        start = mark.end() if mark else begin
        if end < start < len(text):
            # The stop belongs to the number of an item.
            continue
        # Quotes and brackets that close a sentence stand between its stop and the blank.
        yield from _pieces(start, _SPACE.sub(" ", text[start:end] + text[end:after].rstrip()).rstrip())
        begin = after


def _pieces(start: int, sentence: str) -> Iterator[Sentence]:
    """The sentence, in pieces where it is too long."""
    while len(sentence) > LONGEST:
        cut = sentence.rfind(" ", 1, LONGEST) + 1 or LONGEST
        yield Sentence(start, sentence[:cut].rstrip())
        start, sentence = start + cut, sentence[cut:]
    if sentence:
        yield Sentence(start, sentence)


def without_quotations(told: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, of the same length, with nothing to be found in what they quote: those are others' words."""
    return tuple(_without_quotations(each) for each in told)


def _without_quotations(one: Sentence) -> Sentence:
    bare = _QUOTED.sub(lambda quoted: _UNREAD * len(quoted[0]), one.text)
    return Sentence(one.start, bare) if len(_WORD.findall(bare)) >= _FEW else one


def found(
    pattern: str, told: Sequence[Sentence], *, across: bool = False, unless: str | None = None
) -> Iterator[tuple[int, int]]:
    """Where `pattern` is found in a sentence of `told`, with `across` in one together with the next: start and end.

    Not where `unless` is found in the same sentence (or the two).
    """
    each, silent = compiled(pattern), compiled(unless) if unless else None
    for place, one in enumerate(told):
        stretch = one.text
        for further in told[place + 1 : place + ACROSS] if across else ():
            gap = further.start - one.start - len(stretch)
            stretch += " " * min(gap, LONGEST) + further.text
        stretch = stretch[: ACROSS * LONGEST]
        # What begins in the next sentence is found there.
        hits = [hit for hit in each.finditer(stretch) if hit.start() < len(one.text) and hit.end() > hit.start()]
        if hits and not (silent and silent.search(stretch)):
            yield from ((one.start + hit.start(), one.start + hit.end()) for hit in hits)


def holds(patterns: Iterable[str], told: Sequence[Sentence]) -> bool:
    """Whether any of `patterns` is found in a sentence of `told`."""
    return any(next(found(each, told), None) is not None for each in patterns)


def words(text: str) -> list[tuple[int, int]]:
    """Where each word of `text` begins and ends."""
    return [each.span() for each in _WORD.finditer(text)]
