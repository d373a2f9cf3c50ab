"""What could be done next: for one setback in rows, for all that are open on a page, and in lines after a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reflect.entry.setback import UNTITLED
from reflect.entry.words import weekday_in_words
from reflect.followups.model import MOST
from reflect.pages.blocks import Block, Heading, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.visible import one_line

if TYPE_CHECKING:
    from reflect.entry.setback import Setback
    from reflect.insights.next import Suggestion

NAMED = 3
"""How many things to do next are named: one with its reason, and at most two others."""
NOTHING_ASKED = "Nothing is asked of you here."
NOTHING_DUE = "Nothing is due. That is all right."


class Step(NamedTuple):
    """What to type, and the reason."""

    command: str
    because: str


def steps_for(suggestions: Sequence[Suggestion], ref: str) -> list[Step]:
    """Suggestions as what to type for the setback that `ref` means."""
    return [Step(f"reflect {each.flow} -s {ref}", each.because) for each in suggestions]


def step_rows(steps: Sequence[Step]) -> list[Row]:
    """The first step with its reason, and the others by name."""
    first, *others = steps[:NAMED]
    rows = [Row("Next", (first.command,)), Row("", (first.because,))]
    if others:
        rows.append(Row("Or", tuple(each.command for each in others), quiet=True))
    return rows


def next_page(
    found: Sequence[tuple[Setback, Sequence[Step]]], due: int, ahead: dt.date | None, come_back: str | None
) -> Page:
    """The next steps for each open setback. `due` things are due, the next one comes back on the day `ahead`; `come_back`
    is the command that goes over them."""
    blocks: list[Block] = [Heading("Next")]
    for setback, steps in found:
        rows = step_rows(steps) if steps else [Row("Next", (NOTHING_ASKED,))]
        blocks.append(Topic(one_line(setback.title or "") or UNTITLED, tuple(rows)))
    if not found:
        blocks.append(Words("No setback is open."))
    blocks.append(Quiet(due_in_words(due, ahead, come_back)))
    return tuple(blocks)


def due_in_words(due: int, ahead: dt.date | None, come_back: str | None) -> str:
    """How much is due, and what goes over it; or when the next thing comes back."""
    if due:
        # What waits is not counted up to anybody; a check-in takes a few of them.
        what = {1: "One thing has"}.get(due, f"{counted(due, 'thing')} have" if due <= MOST else "Some things have")
        return f"{what} come back{f': {come_back}' if come_back else '.'}"
    return f"Nothing is due before {weekday_in_words(ahead)}. That is all right." if ahead else NOTHING_DUE


def lines_after(steps: Sequence[Step], more: str | None = None) -> tuple[str, ...]:
    """What could be done after a run, in lines; `more` is the command that goes over more of what is due."""
    lines = []
    if steps:
        first, *others = steps[:NAMED]
        lines += [f"Next, when you like: {first.command}", first.because]
        if others:
            lines.append(f"Or: {', '.join(each.command for each in others)}")
    if more:
        lines.append(f"There is more, when you like: {more}")
    return tuple(lines)
