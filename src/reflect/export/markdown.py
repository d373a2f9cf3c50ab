"""A setback, or one entry, as a Markdown file to keep or to show: without what is private."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reflect.entry.model import Entry
from reflect.entry.setback import UNTITLED, Setback
from reflect.entry.words import day_in_words
from reflect.export.blocks import markdown
from reflect.insights.ground import Ground
from reflect.insights.since import happened_on
from reflect.pages.account import LETTERS, Telling, account_page, tags
from reflect.pages.answers import answer_blocks
from reflect.pages.blocks import Heading, Page, Quiet
from reflect.pages.for_others import shown_to_others
from reflect.pages.reading import newer, shared
from reflect.pages.visible import one_line


def entry_markdown(entry: Entry, *, today: dt.date, how: Telling, title: str | None = None) -> str:
    """`entry` as Markdown with front matter; `title` is that of its setback.

    Left out are private answers, what was left empty, letters unless they are told, what others are never shown where it
    is for them, and everything of an entry sealed until after `today`.
    """
    day = entry.finished.date()
    name = title or entry.flow.title
    when = f"{entry.flow.title}, {day_in_words(day)}" if title else day_in_words(day)
    front = _front_matter({"title": name, "date": day, "flow": entry.flow.id})
    return front + markdown((Heading(name), Quiet(when), *_told(entry, today, how)))


def setback_markdown(setback: Setback, entries: Iterable[Entry], ground: Ground, how: Telling) -> str:
    """The account of `setback` from the `entries` of a journal, as Markdown with front matter; see `account_page`."""
    front = _front_matter(
        {
            "title": setback.title or UNTITLED.capitalize(),
            "date": happened_on(setback, ground),
            "tags": () if how.for_others else tags(setback.id, ground),
            "status": "closed" if setback.closed else "open",
        }
    )
    return front + markdown(account_page(setback, entries, ground, how))


def journal_markdown(
    entries: Iterable[Entry], titles: Mapping[str, str | None], *, today: dt.date, how: Telling
) -> Iterator[str]:
    """Every one of `entries` as Markdown in their order, piece by piece: front matter, then a piece for each. `titles` are
    those of setbacks by id. Left out is what `entry_markdown` leaves out."""
    yield _front_matter({"title": "Journal", "date": today})
    yield markdown((Heading("Journal"),))
    for entry in entries:
        title = titles.get(entry.setback or "") or (UNTITLED.capitalize() if entry.setback else None)
        day = day_in_words(entry.finished.date())
        head = (Heading(title or entry.flow.title, 2), Quiet(f"{entry.flow.title}, {day}" if title else day))
        yield "\n" + markdown((*head, *_told(entry, today, how, level=3)))


def _told(entry: Entry, today: dt.date, how: Telling, level: int = 2) -> Page:
    """What an export tells of an entry, its sections with headings of a level."""
    if entry.sealed(today):
        assert entry.sealed_until
        return (Quiet(f"Sealed until {day_in_words(entry.sealed_until)}, and left out here."),)
    answers = shown_to_others(entry) if how.for_others else shared(entry)
    return (
        *newer(entry),
        *answer_blocks((each for each in answers if how.letters or each.type not in LETTERS), level=level),
    )


def _front_matter(values: Mapping[str, str | dt.date | Sequence[str]]) -> str:
    """YAML between lines of dashes; texts are quoted, so that every reader takes them for texts."""
    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    yaml = YAML()
    yaml.width = 1 << 30
    out = io.StringIO()
    quoted = {
        key: DoubleQuotedScalarString(one_line(value)) if isinstance(value, str) else value
        for key, value in values.items()
        if value != ()
    }
    yaml.dump({key: [*each] if isinstance(each, tuple) else each for key, each in quoted.items()}, out)
    return f"---\n{out.getvalue()}---\n\n"
