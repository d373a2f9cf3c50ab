"""The page of one entry, and what is said of an entry wherever it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from reflect.entry.ids import short
from reflect.entry.model import Answer, Entry
from reflect.entry.words import day_in_words
from reflect.pages.answers import answer_blocks, says_something
from reflect.pages.blocks import Facts, Heading, Page, Quiet
from reflect.pages.moments import counted, moment_in_words

PRIVATE = "private: left out of every export"
NEWER = "This was written by a newer version; it is shown as far as it can be read."


def entry_page(entry: Entry, *, today: dt.date, title: str | None = None) -> Page:
    """Everything said in `entry`, private answers included; `title` is that of its setback.

    An entry sealed until after `today` shows only that.
    """
    facts = (("About", title),) if title else ()
    top: Page = (
        Heading(entry.flow.title),
        Facts((*facts, ("Written", moment_in_words(entry.finished)), ("Entry", short(entry.id)))),
    )
    if entry.sealed(today):
        return (*top, sealed(entry))
    blocks = answer_blocks(entry.answers, level=2, remark=lambda answer: PRIVATE if answer.private else None)
    empty = sum(not says_something(answer) for answer in entry.answers)
    left = (Quiet(f"{counted(empty, 'question was', 'questions were')} left empty."),) if empty else ()
    return (*top, *newer(entry), *blocks, *left)


def in_order(entries: Iterable[Entry]) -> Sequence[Entry]:
    """Entries in order of time, those of one moment in order of their ids."""
    return sorted(entries, key=lambda entry: entry.moment)


def shared(entry: Entry) -> tuple[Answer, ...]:
    """The answers that may be seen beside others: all that are not private."""
    return tuple(answer for answer in entry.answers if not answer.private)


def sealed(entry: Entry) -> Quiet:
    """What is said in place of an entry that is sealed."""
    assert entry.sealed_until
    return Quiet(f"You sealed this until {day_in_words(entry.sealed_until)}.")


def newer(entry: Entry) -> tuple[Quiet, ...]:
    """The remark that belongs above an entry of a newer program."""
    return (Quiet(NEWER),) if entry.newer else ()
