"""What is remarked on a text: each phrase in its sentence, with the reason and another way to say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reflect.checks.remark import Remark
from reflect.checks.sentences import Sentence, sentences
from reflect.pages.blocks import Block, Heading, Page, Quiet, Row, Topic
from reflect.pages.moments import counted
from reflect.pages.visible import one_line

AROUND = 90
"""Characters of a sentence that are shown before a phrase, and behind it."""
NOTHING = "Nothing here asks for a second look."
NOT_SURE = "These are guesses about words, not about you. Keep whatever you mean."


def remarks_page(remarks: Sequence[Remark], text: str, says: Iterable[str] = ()) -> Page:
    """A topic for each of `remarks` on `text`, in their order; `says` are the sentences that go before them."""
    if not remarks:
        return (Quiet(NOTHING),)
    told = sentences(text)
    title = Heading(f"Worth a second look: {counted(len(remarks), 'thing')}")
    blocks: list[Block] = [title, *(Quiet(each) for each in says), *(_topic(each, text, told) for each in remarks)]
    return (*blocks, Quiet(NOT_SURE))


def _topic(remark: Remark, text: str, told: Sequence[Sentence]) -> Topic:
    if not remark.phrase:
        return Topic(one_line(remark.why), (Row("instead", (remark.instead,)),))
    rows = (
        Row("where", (_around(text, told, remark.start, remark.end),)),
        Row("reason", (remark.why,)),
        Row("instead", (remark.instead,)),
    )
    return Topic(f'"{one_line(remark.phrase)}"', rows)


def _around(text: str, told: Sequence[Sentence], start: int, end: int) -> str:
    """The sentence in which the words from `start` to `end` stand, cut between words where it is long."""
    there = [each for each in told if each.start < end and each.start + len(each.text) > start]
    first = there[0].start if there else start
    last = there[-1].start + len(there[-1].text) if there else end
    before, after = text[first:start], text[end : max(end, last)]
    if len(before) > AROUND:
        before = "... " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " ..."
    return one_line(before + text[start:end] + after)
