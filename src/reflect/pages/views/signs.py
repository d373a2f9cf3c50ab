"""Which warnings are missed: a bar for each sign by what was done about it, and one's own words beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reflect.insights.ground import Ground
from reflect.insights.signs import Alike, Sign, Signs
from reflect.pages.blocks import Block, Page, Quiet, Row, Topic
from reflect.pages.moments import counted
from reflect.pages.plots import Bar, Bars, Mark
from reflect.pages.shortened import in_short
from reflect.pages.visible import one_line

SHOWN, TOLD, WAYS = 8, 4, 3
"""Signs that are shown, those with one's words, and the words of each kind."""
MEANING: tuple[tuple[Mark, str], ...] = (
    ("full", "you acted on it"),
    ("half", "worried, said nothing"),
    ("light", "saw it, shrugged"),
    ("faint", "did not see it"),
)
HINT = "Looking back makes signs louder than they were on the day."


def page(found: Signs, _ground: Ground) -> Page:
    """The signs, those missed most first; what held back, and how one would know them; which may be the same."""
    shown = found.signs[:SHOWN]
    marks = {mark for each in shown for mark, number in _marks(each) if number}
    blocks: list[Block] = [
        Bars(
            tuple(Bar(one_line(each.name), _marks(each), _said(each)) for each in shown),
            tuple(each for each in MEANING if each[0] in marks),
        )
    ]
    if rest := found.signs[SHOWN:]:
        blocks.append(Quiet(f"And {counted(len(rest), 'other')}; `reflect insights signs --json` has all of them."))
    telling = [topic for each in shown if (topic := Topic(one_line(each.name), tuple(_rows(each)))).rows]
    return (*blocks, *telling[:TOLD], *_may_be_same(found.alike), Quiet(HINT))


def _marks(sign: Sign) -> tuple[tuple[Mark, int], ...]:
    counts = (sign.acted, sign.silent, sign.shrugged, sign.unseen)
    return tuple((mark, count.number) for (mark, _), count in zip(MEANING, counts, strict=True))


def _said(sign: Sign) -> str:
    done = (
        (sign.acted, "acted on"),
        (sign.silent, "kept quiet"),
        (sign.shrugged, "shrugged"),
        (sign.unseen, "not seen"),
        # What was noticed later stands beside what was missed.
        (sign.seen, "noticed since"),
    )
    words = [f"{words} {count.number}" for count, words in done if count.number]
    return ", ".join(words) or f"named {_times(sign.times.number)}"


def _rows(sign: Sign) -> Iterator[Row]:
    others = [one_line(each.text) for each in sign.wordings if each.text != sign.name][:WAYS]
    for place, words in enumerate(others if sign.grouped else []):
        yield Row("" if place else "Also", (words,), quiet=True)
    for place, reason in enumerate(sign.reasons[:WAYS]):
        often = f" ({_times(reason.times.number)})" if reason.times.number > 1 else ""
        yield Row("" if place else "Held you back", (f"{in_short(reason.words.text)}{often}",))
    for place, said in enumerate(sign.recognise[:WAYS]):
        yield Row("" if place else "Know it by", (in_short(said.text),))
    if sign.seen.number:
        yield Row("Noticed since", (f"in {counted(sign.seen.number, 'check-in')}",))


def _may_be_same(alike: Sequence[Alike]) -> Iterator[Block]:
    """One quiet line for what the person could put together."""
    if alike:
        first, others = alike[0].names, len(alike) - 1
        names = ", ".join(f"“{one_line(each.text)}”" for each in first[:WAYS])
        more = f" and {len(first) - WAYS} more" if len(first) > WAYS else ""
        also = f" There {'is' if others == 1 else 'are'} {counted(others, 'other group')} like that." if others else ""
        yield Quiet(f"These may be the same: {names}{more}.{also} `reflect insights signs --group` asks you.")


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
