"""A setback, or one entry, as a Markdown file to keep or to show: without what is private."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping

from reflect.entry.model import Answer, Entry
from reflect.entry.setback import UNTITLED, Setback
from reflect.entry.words import day_in_words
from reflect.export.blocks import markdown
from reflect.pages.answers import answer_blocks
from reflect.pages.blocks import Block, Heading, Page, Quiet
from reflect.pages.reading import in_order, newer, shared
from reflect.pages.visible import one_line

LETTERS = frozenset({"letter", "reopen"})


def entry_markdown(entry: Entry, *, today: dt.date, title: str | None = None, letters: bool = False) -> str:
    """`entry` as Markdown with front matter; `title` is that of its setback.

    Left out are private answers, what was left empty, letters unless `letters`, and everything of an entry sealed until
    after `today`.
    """
    day = entry.finished.date()
    name = title or entry.flow.title
    when = f"{entry.flow.title}, {day_in_words(day)}" if title else day_in_words(day)
    front = _front_matter({"title": name, "date": day, "flow": entry.flow.id})
    return front + markdown((Heading(name), Quiet(when), *_told(entry, today, letters, level=2)))


def setback_markdown(setback: Setback, entries: Iterable[Entry], *, today: dt.date, letters: bool = False) -> str:
    """`setback` and what was written about it in `entries`, oldest first, as Markdown with front matter.

    The same is left out as from one entry.
    """
    name = setback.title or UNTITLED.capitalize()
    since = f"Since {day_in_words(setback.created.date())}"
    when = f"{since}, closed {day_in_words(setback.closed.date())}" if setback.closed else since
    status = "closed" if setback.closed else "open"
    blocks: list[Block] = [Heading(name), Quiet(when)]
    for entry in in_order(entries):
        blocks += [Heading(entry.flow.title, 2), Quiet(day_in_words(entry.finished.date()))]
        blocks += _told(entry, today, letters, level=3)
    front = _front_matter({"title": name, "date": setback.created.date(), "status": status})
    return front + markdown(tuple(blocks))


def _told(entry: Entry, today: dt.date, letters: bool, *, level: int) -> Page:
    """What an export tells of an entry."""
    if entry.sealed(today):
        assert entry.sealed_until
        return (Quiet(f"Sealed until {day_in_words(entry.sealed_until)}, and left out here."),)
    return (*newer(entry), *answer_blocks(_exported(entry, letters), level=level))


def _exported(entry: Entry, letters: bool) -> Iterable[Answer]:
    return (answer for answer in shared(entry) if letters or answer.type not in LETTERS)


def _front_matter(values: Mapping[str, str | dt.date]) -> str:
    """YAML between lines of dashes; texts are quoted, so that every reader takes them for texts."""
    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    yaml = YAML()
    yaml.width = 1 << 30
    out = io.StringIO()
    quoted = {k: DoubleQuotedScalarString(one_line(v)) if isinstance(v, str) else v for k, v in values.items()}
    yaml.dump(quoted, out)
    return f"---\n{out.getvalue()}---\n\n"
