"""What has come back: each thing with the day from which it waits, what it is about, and what opens it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from reflect.entry.setback import UNTITLED
from reflect.entry.words import day_in_words
from reflect.followups.model import FollowUp, State
from reflect.pages.blocks import Block, Page, Quiet, Table, Words
from reflect.pages.moments import counted
from reflect.pages.next import due_in_words
from reflect.pages.visible import one_line


class Owing(NamedTuple):
    """One follow-up to be shown, the title of its setback (None: it has none), and what to type to open it, if anything."""

    follow_up: FollowUp
    title: str | None
    command: str | None = None


def due_page(
    found: Sequence[Owing],
    *,
    today: dt.date,
    resting: int,
    ahead: dt.date | None,
    come_back: str | None,
) -> Page:
    """A row for each of `found`, in their order.

    So many of all are `resting`; the next one comes back on the day `ahead`; `come_back` is the command that goes over
    what is due.
    """
    blocks: list[Block] = []
    if found:
        rows = tuple((_when(each.follow_up, today), _what(each), _about(each)) for each in found)
        blocks.append(Table(("When", "What", "About"), rows, lead=1))
    due = sum(each.follow_up.due for each in found)
    if due and come_back:
        blocks.append(Quiet(f"{come_back} goes over {'it' if due == 1 else 'them'}, one thing at a time."))
    elif not due:
        blocks.append(Words(due_in_words(0, ahead, None)))
    if resting and come_back:
        rest = f"{counted(resting, 'thing')} {'rests' if resting == 1 else 'rest'}"
        blocks.append(Quiet(f"{rest} until you ask: {come_back} --resting"))
    return tuple(blocks)


def due_lines(found: Sequence[Owing], today: dt.date) -> tuple[str, ...]:
    """The same in a line each, for where there is little room."""
    return tuple(
        f"{one_line(each.follow_up.text)} ({', '.join(filter(None, (_when(each.follow_up, today), _about(each))))})"
        for each in found
    )


def _when(each: FollowUp, today: dt.date) -> str:
    """From which day it waits; of what lies ahead, the day it comes back."""
    if each.state is State.RESTING:
        return "rests"
    if each.date == today:
        return "today"
    day = day_in_words(each.date)
    return f"from {day}" if each.due else day


def _what(each: Owing) -> str:
    lines = [one_line(each.follow_up.text) or one_line(each.follow_up.kind)]
    if each.follow_up.people and each.follow_up.people.casefold() not in lines[0].casefold():
        lines.append(f"to {one_line(each.follow_up.people)}")
    if each.command:
        lines.append(each.command)
    return "\n".join(lines)


def _about(each: Owing) -> str:
    if each.follow_up.setback is None:
        return ""
    return one_line(each.title or "") or UNTITLED
