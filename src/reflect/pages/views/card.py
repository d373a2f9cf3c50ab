"""The card to read before the next try: one screen of one's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reflect.insights.card import Card, Watch
from reflect.insights.ground import Ground
from reflect.pages.blocks import Asked, Block, Items, Page, Quiet
from reflect.pages.shortened import in_short
from reflect.pages.visible import one_line

SHOWN = 3
"""How many of each kind stand on it."""
SIGNS = "Signs to watch for"
PLANS = "Your plans for the moment"
WORKS = "In place, and it works"
DIFFERENT = "What you said you would do"


def page(found: Card, _ground: Ground) -> Page:
    """Signs with how one would know them, plans, what works, and what to do differently; the nearest first."""
    parts: tuple[tuple[str, Sequence[str]], ...] = (
        (SIGNS, [_sign(each) for each in found.watch]),
        (PLANS, [in_short(each.text) for each in found.plans]),
        (WORKS, [in_short(each.text) for each in found.works]),
        (DIFFERENT, [in_short(each.text) for each in found.different]),
    )
    blocks: list[Block] = []
    for title, texts in parts:
        if texts:
            blocks += [Asked(title), Items(tuple(texts[:SHOWN]))]
    return (*blocks, *_more(sum(max(0, len(texts) - SHOWN) for _, texts in parts)))


def _sign(watch: Watch) -> str:
    sign = one_line(watch.sign.text)
    if watch.recognise is None:
        return sign
    return (
        f"{sign}{'' if sign.endswith(('.', '?', '…')) else '.'} You would know it by: {in_short(watch.recognise.text)}"
    )


def _more(number: int) -> Iterator[Block]:
    if number:
        yield Quiet(f"{number} more left out, to keep it to one screen; `reflect insights card --json` has all.")
