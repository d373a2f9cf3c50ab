"""Lays out what was found: what it stands in, and the sentences, with what was looked for marked in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reflect.pages.found import Found, Passage
from reflect.pages.visible import one_line, visible
from reflect.terminal.columns import wrapped
from reflect.terminal.parts import Line, Part, Span

Stretch = tuple[int, int, Part]
"""Where a stretch of a text begins and ends, and the part it plays."""


def found_lines(block: Found, measure: int, indent: int) -> Iterator[Line]:
    """The lines of a found entry, `measure` columns wide; all but its title are set in by `indent`."""
    for line in wrapped(one_line(block.title), measure):
        yield (Span(line, "asked"),)
    room = max(8, measure - indent)
    for line in wrapped(one_line(block.facts), room):
        yield (Span(" " * indent, "quiet"), Span(line, "quiet"))
    for passage in block.passages:
        for spans in passage_lines(passage, room):
            yield (Span(" " * indent, "words"), *spans)


def passage_lines(passage: Passage, room: int) -> Iterator[Line]:
    """A sentence in lines of `room` columns at most, after what was asked, where that is there."""
    asked = one_line(passage.asked)
    whole = f"{asked} " if asked else ""
    stretches: list[Stretch] = [(0, len(whole), "quiet")]
    at = 0
    # What is made visible may be longer than it was, so the marks are placed anew.
    for start, end in (*passage.marks, (len(passage.text), len(passage.text))):
        before, within = _shown(passage.text[at:start]), _shown(passage.text[start:end])
        begin, between = len(whole), len(whole) + len(before)
        whole += before + within
        stretches += [(begin, between, "words"), (between, len(whole), "marked")]
        at = end
    begin = 0
    for line in wrapped(whole, room):
        begin = whole.index(line, begin)
        yield tuple(_spans(line, begin, stretches))
        begin += len(line)


def _shown(text: str) -> str:
    return visible(text).replace("\n", " ")


def _spans(line: str, begin: int, stretches: Sequence[Stretch]) -> Iterator[Span]:
    """The stretches of a line, which begins at `begin`."""
    for start, end, part in stretches:
        if text := line[max(start - begin, 0) : max(end - begin, 0)]:
            yield Span(text, part)
