"""The pages with a row for each thing: entries, setbacks, drafts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reflect.entry.ids import short
from reflect.entry.model import Entry
from reflect.entry.setback import UNTITLED, Setback
from reflect.entry.words import day_in_words
from reflect.pages.blocks import Page, Quiet, Table
from reflect.pages.moments import day_lately, lately_in_words
from reflect.pages.visible import one_line

if TYPE_CHECKING:
    from reflect.entry.draft import Draft
    from reflect.entry.standing import Done

SUMMARY = 140
"""Characters of a summary in a list; the whole of it is in the entry."""


def list_page(
    entries: Sequence[Entry],
    titles: Mapping[str, str | None],
    *,
    today: dt.date,
    more: bool = False,
    sought: bool = False,
) -> Page:
    """A row for each of `entries`, in their order.

    `titles` are those of setbacks by id; `more` is whether there are older ones, `sought` whether only some were asked
    for.
    """
    if not entries:
        return (Quiet("Nothing matches." if sought else "There are no entries."),)
    rows = tuple(
        (day_in_words(each.finished.date()), each.flow.id, _subject(each, titles, today), short(each.id))
        for each in entries
    )
    left = (Quiet("There are older ones: reflect list --all shows everything."),) if more else ()
    return (Table(("Written", "Flow", "About", "Entry"), rows, lead=2), *left)


def setbacks_page(setbacks: Sequence[Setback], flows: Mapping[str, Mapping[str, int]]) -> Page:
    """A row for each of `setbacks`, in their order; `flows` is how many entries each has, by setback and flow."""
    if not setbacks:
        return (Quiet("There are no setbacks."),)
    rows = tuple(
        (
            day_in_words(each.created.date()),
            (one_line(each.title or "") or UNTITLED)
            + (f"\nclosed {day_in_words(each.closed.date())}" if each.closed else ""),
            _flows(flows.get(each.id, {})),
            short(each.id),
        )
        for each in setbacks
    )
    return (Table(("Since", "Setback", "Entries", "Id"), rows, lead=1),)


def drafts_page(drafts: Sequence[Draft], titles: Mapping[str, str | None], *, today: dt.date) -> Page:
    """A row for each of `drafts`, in their order, and how to go on; `titles` are those of setbacks by id."""
    if not drafts:
        return (Quiet("There are no drafts."),)
    rows = tuple(
        (
            lately_in_words(each.saved, today),
            each.flow.id,
            _about(each.setback, titles),
            f"{each.answered} answered" if each.edits is None else "a change of it",
            short(each.id),
        )
        for each in drafts
    )
    go_on = "reflect resume goes on with it." if len(drafts) == 1 else "reflect resume DRAFT goes on with one of them."
    return (Table(("Saved", "Flow", "About", "So far", "Draft"), rows, lead=2), Quiet(go_on))


def done_in_words(done: Sequence[Done], today: dt.date) -> str:
    """What has been done for a setback, each flow with the day it was last done: define 3 March 2026, apologize (2) today.

    "" when nothing has. `done` is in the order of time, as is what comes back.
    """
    last = {each.flow: each.finished for each in done}
    counts = Counter(each.flow for each in done)
    return ", ".join(
        f"{flow}{f' ({counts[flow]})' if counts[flow] > 1 else ''} {day_lately(moment.date(), today)}"
        for flow, moment in sorted(last.items(), key=lambda pair: pair[1])
    )


def _subject(entry: Entry, titles: Mapping[str, str | None], today: dt.date) -> str:
    """What an entry is about: the title of its setback, and its own line under that where it says something else."""
    title = _about(entry.setback, titles)
    if entry.sealed(today):
        assert entry.sealed_until
        line = f"sealed until {day_in_words(entry.sealed_until)}"
    else:
        line = _cut(one_line(entry.summary or ""))
    lines = [each for each in (title, line if line.casefold() != title.casefold() else "") if each]
    return "\n".join(lines) or one_line(entry.flow.title)


def _about(setback: str | None, titles: Mapping[str, str | None]) -> str:
    return one_line(titles.get(setback) or "") or UNTITLED if setback else ""


def _flows(counts: Mapping[str, int]) -> str:
    """The flows of a setback's entries: define, apologize (2)."""
    return (
        ", ".join(flow if count == 1 else f"{flow} ({count})" for flow, count in counts.items() if count)
        or "no entries yet"
    )


def _cut(line: str) -> str:
    """`line`, cut between words where it is too long for a list."""
    if len(line) <= SUMMARY:
        return line
    return line[: SUMMARY - 3].rsplit(None, 1)[0].rstrip(" ,;:.") + "..."
