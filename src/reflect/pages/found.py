"""The page of what was found by a search: each entry with the sentences that were looked for, and how to go on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reflect.entry.ids import short
from reflect.entry.model import Entry
from reflect.entry.said import HOLE
from reflect.entry.setback import UNTITLED
from reflect.entry.words import day_in_words
from reflect.pages.blocks import Page, Quiet
from reflect.pages.visible import one_line

Said = tuple[str, str, tuple[tuple[int, int], ...]]
"""What was asked, a sentence of what was said to it, and the places in that (start, end) that were looked for."""


class Passage(NamedTuple):
    """A sentence, the places in it (start, end) that were looked for, and what was asked, where that has to be known to
    understand it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    asked: str = ""


@dataclass(frozen=True)
class Found:
    """Something that was found, as a block of a page: what it is called, what else is known of it, and passages."""

    title: str
    facts: str
    passages: tuple[Passage, ...] = ()


def found_page(
    found: Sequence[tuple[Entry, Sequence[Said]]],
    titles: Mapping[str, str | None],
    *,
    today: dt.date,
    more: str | None = None,
) -> Page:
    """Entries (one at least) in their order, each with its sentences; where there are none, with its own line. `titles` are
    those of setbacks by id; `more` is what to type to see more, None where that is all."""
    blocks = [_found(entry, said, titles, today) for entry, said in found]
    return (*blocks, Quiet(f"{_how_many(len(found), more)}\n{_to_read([entry for entry, _ in found])}"))


def nothing_page(*, words: bool, several: bool) -> Page:
    """That nothing was found, and what may be the reason: whether there were `words` to look for, and `several` that all
    have to be there."""
    all_of_them = "An entry has to have all of the words; with OR between them, one is enough." if several else ""
    private = "Answers to private questions are never found; they stand in their entry only." if words else ""
    return tuple(Quiet(line) for line in ("Nothing was found.", all_of_them, private) if line)


def _found(entry: Entry, said: Sequence[Said], titles: Mapping[str, str | None], today: dt.date) -> Found:
    about = one_line(titles.get(entry.setback or "") or "") or (UNTITLED if entry.setback else entry.flow.title)
    facts = [entry.flow.id, day_in_words(entry.finished.date())]
    labels = _labels(entry) if said else {}
    passages = [Passage(text, marks, labels.get((asked, text), "")) for asked, text, marks in said]
    line = one_line(entry.summary or "")
    if entry.sealed(today):
        assert entry.sealed_until
        facts.append(f"sealed until {day_in_words(entry.sealed_until)}")
    elif not passages and line and line.casefold() != about.casefold():
        passages.append(Passage(line))
    return Found(about, ", ".join((*facts, short(entry.id))), tuple(passages))


def _labels(entry: Entry) -> dict[tuple[str, str], str]:
    """What options are called, by what was asked and as a search shows them, and the question that they answer: an option
    says little without it."""
    found = dict[tuple[str, str], str]()
    for answer in entry.answers:
        for said in answer.sayings():
            found |= {(answer.asked, one_line(label)): _asked(answer.asked) for label in said.labels.values()}
        for field in answer.fields:
            found |= {(answer.asked, one_line(label)): _asked(field.asked) for label in field.labels.values()}
    return found


def _asked(text: str) -> str:
    return one_line(text.replace(HOLE, "…"))


def _how_many(shown: int, more: str | None) -> str:
    if more:
        return f"The first {shown} entries; {more} shows more." if shown > 1 else f"The first entry; {more} shows more."
    return f"{shown} entries." if shown > 1 else "1 entry."


def _to_read(entries: Sequence[Entry]) -> str:
    command = f"reflect show {short(entries[0].id)}"
    return f"{command} reads the first, the others by their own ids." if len(entries) > 1 else f"{command} reads it."
