"""The sentences in which something was found, on one line each, with the places to highlight."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from reflect.index.query import Found, Query, merged
from reflect.index.tree import Stem
from reflect.index.words import stem, words

LONGEST = 240
"""Characters of a sentence that is shown; a longer one is cut."""
LEAD = 60
"""Characters that are shown before what was found, where a sentence is cut."""
WORD = 30
"""Characters that may be lost to a cut between words. Where there is no space in them, the cut goes through."""
MOST = 2
CUT = "…"

# A sentence ends with its stop where something else than a small letter follows, and with its line.
_ENDS = re.compile(
    r"(?<![.!?…])[.!?…]++['\"”’»)\]]*+(?=\s++[^a-z])|[。！？｡]+[」』”’）)]*|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+"
)
_ITEM = re.compile(r"\s*\d{1,3}\.\s*")
_BLANK = re.compile(r"\s+")


class Text(NamedTuple):
    """What was said (`text`, in full) to what was asked."""

    asked: str
    text: str


class Sentence(NamedTuple):
    """A sentence of what was said to what was asked, on one line, and the places in it (start, end) to highlight."""

    asked: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


class _Told(NamedTuple):
    """A stretch of one of the texts, and what was found in it."""

    text: Text
    start: int
    end: int
    found: tuple[Found, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What it says, word by word."""
        return tuple(word.text for word in words(self.text.text[self.start : self.end]))

    @property
    def which(self) -> frozenset[int]:
        """The things looked for that are in it."""
        return frozenset(each.which for each in self.found)


def sentences(texts: Sequence[Text], query: Query | None, *, most: int = MOST, stem: Stem = stem) -> list[Sentence]:
    """The sentences of `texts` to show for `query`, `most` at most.

    First the one with most of what is looked for; then the one with most of what was not shown yet, or else most of it;
    before others the one that stands before them. The same words, which a letter may have from an answer, are shown once.
    Where nothing is marked in any, the first sentence of all.
    """
    hits = [each for text in texts for each in _hits(text, query, stem)] if query else []
    if not hits:
        told = (_Told(text, *each) for text in texts for each in _stretches(text.text))
        return [_shown(each) for each in islice(told, min(most, 1))]
    chosen: list[_Told] = []
    shown: frozenset[int] = frozenset()
    while hits and len(chosen) < most:
        best = max(hits, key=lambda each: (len(each.which - shown), len(each.which)))
        chosen.append(best)
        shown |= best.which
        if len(chosen) < most:
            said = best.words
            hits = [each for each in hits if len(each.found) != len(best.found) or each.words != said]
    return [_shown(each) for each in chosen]


def _hits(text: Text, query: Query, stem: Stem) -> Iterator[_Told]:
    """The sentences of `text` with something in them."""
    found = query.found(text.text, stem)
    if not found:
        return
    stretches = [*_stretches(text.text)]
    inside: list[list[Found]] = [[] for _ in stretches]
    starts = [start for start, _ in stretches]
    for each in found:
        # What goes over the end of a sentence is in the next one, too.
        place = max(bisect_right(starts, each.start) - 1, 0)
        while place < len(stretches) and stretches[place][0] < each.end:
            if each.start < stretches[place][1]:
                inside[place].append(each)
            place += 1
    yield from (_Told(text, *stretch, tuple(has)) for stretch, has in zip(stretches, inside, strict=True) if has)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of `text` begin and end, without the blanks around them."""
    begin = 0
    for end in [*(each.end() for each in _ENDS.finditer(text)), len(text)]:
        if _ITEM.fullmatch(text, begin, end) and end < len(text):
            # The stop belongs to the number of an item.
            continue
        said = text[begin:end]
        if said.strip():
            yield begin + len(said) - len(said.lstrip()), begin + len(said.rstrip())
        begin = end


def _shown(told: _Told) -> Sentence:
    """A sentence as it is shown."""
    text, places = _on_one_line(told.text.text[told.start : told.end])
    marks = merged(
        (places[max(each.start - told.start, 0)], places[min(each.end, told.end) - told.start]) for each in told.found
    )
    if len(text) <= LONGEST:
        return Sentence(told.text.asked, text, tuple(marks))
    start, end = _window(text, marks)
    before, behind = CUT if start else "", CUT if end < len(text) else ""
    shift = len(before) - start
    kept = (
        (max(first, start) + shift, min(last, end) + shift) for first, last in marks if first < end and start < last
    )
    return Sentence(told.text.asked, f"{before}{text[start:end]}{behind}", tuple(kept))


def _on_one_line(text: str) -> tuple[str, list[int]]:
    """`text` with one space for every blank, and for each place in it (the end, too) the place it has then."""
    places: list[int] = []
    shorter = 0
    begin = 0
    for blank in _BLANK.finditer(text):
        places += range(begin - shorter, blank.start() - shorter + 1)
        places += [blank.start() - shorter + 1] * (blank.end() - blank.start() - 1)
        shorter += blank.end() - blank.start() - 1
        begin = blank.end()
    places += range(begin - shorter, len(text) - shorter + 1)
    return _BLANK.sub(" ", text), places


def _window(text: str, marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """What is shown of a line that is too long: where it begins and ends, so that it has the first of `marks`."""
    first, last = marks[0] if marks else (0, 0)
    room = LONGEST - 2 * len(CUT)
    start = min(max(first - LEAD, 0), len(text) - room)
    if last - start > room:
        start = first
    elif start:
        start = _after_blank(text, start, min(first, start + WORD))
    if start + room >= len(text):
        return start, len(text)
    end = start + room
    blank = text.rfind(" ", max(end - WORD, last if last <= end else start + 1), end + 1)
    end = blank if blank >= 0 else end
    # What was found is shown in one piece, or left out.
    end = next((begin for begin, stop in marks[1:] if begin < end < stop), end)
    return start, len(text[:end].rstrip())


def _after_blank(text: str, place: int, latest: int) -> int:
    """The beginning of the first word from `place` on, up to `latest`; `place` itself where there is none."""
    if text[place - 1] == " ":
        return place
    blank = text.find(" ", place, latest)
    return blank + 1 if blank >= 0 else place
