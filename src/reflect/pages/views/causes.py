"""What is usually behind it: a bar for each cause, and where the later view was another one."""

from __future__ import annotations

from reflect.insights.causes import Causes
from reflect.insights.finding import Saying
from reflect.insights.ground import Ground
from reflect.pages.blocks import Bar, Bars, Block, Items, Page, Quiet, Words
from reflect.pages.moments import counted
from reflect.pages.visible import one_line

HINT = "Small numbers; a hint, not a finding."


def page(found: Causes, ground: Ground) -> Page:
    """The causes with the years they were in, then the first guesses that changed."""
    rows = tuple(
        Bar(
            one_line(each.label).partition(":")[0],
            (("full", each.count.number),),
            ", ".join(
                [
                    f"{each.count.number}",
                    *(f"{one.year}: {one.count.number}" for one in each.years if len(each.years) > 1),
                ]
            ),
        )
        for each in found.causes
    )
    blocks: list[Block] = [Bars(rows)]
    if found.changed:
        times = counted(len(found.changed), "first guess", "first guesses")
        blocks.append(Words(f"Of {counted(found.twice.number, 'setback')} looked at twice, {times} changed:"))
        blocks.append(
            Items(
                tuple(
                    f"{one_line(ground.title(each.setback))}: first {_words(each.guessed)}; then {_words(each.seen)}"
                    for each in found.changed
                )
            )
        )
    elif found.twice.number:
        blocks.append(Words(f"Of {counted(found.twice.number, 'setback')} looked at twice, no first guess changed."))
    return (*blocks, Quiet(HINT))


def _words(found: tuple[Saying, ...]) -> str:
    return ", ".join(one_line(each.text).partition(":")[0] for each in found)
