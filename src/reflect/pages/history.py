"""The page of the wordings that edits have replaced in an entry, each under its question, with what stands there now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reflect.entry.amending import earlier, places
from reflect.entry.ids import short
from reflect.entry.model import Answer, Entry
from reflect.entry.said import HOLE, EachSaid, Said
from reflect.pages.answers import body_of
from reflect.pages.blocks import Asked, Block, Facts, Heading, Page, Quiet
from reflect.pages.moments import lately_in_words, moment_in_words
from reflect.pages.reading import PRIVATE, newer, sealed

NOTHING = "Left empty."
UNCHANGED = "Nothing in this entry has been changed."
GONE = "Earlier wordings of answers that are not there any more:"


def history_page(entry: Entry, *, today: dt.date, title: str | None = None) -> Page:
    """What was said before in `entry`, the oldest wording first; `title` is that of its setback. An entry that is sealed
    until after `today` shows only that."""
    about = (("About", title),) if title else ()
    facts = (*about, ("Written", moment_in_words(entry.finished)), ("Entry", short(entry.id)))
    top: Page = (Heading(entry.flow.title), Facts(facts))
    if entry.sealed(today):
        return (*top, sealed(entry))
    blocks = (*_changed(entry, today), *_of_what_is_gone(entry, today))
    return (*top, *newer(entry), *(blocks or (Quiet(UNCHANGED),)))


def _changed(entry: Entry, today: dt.date) -> Iterator[Block]:
    for where, answer, each in places(entry):
        wordings = [one for one in earlier(entry) if one.place == where]
        if not wordings:
            continue
        yield Asked(_asked(answer, each), PRIVATE if answer.private else None)
        for one in wordings:
            yield Quiet(f"Until {lately_in_words(one.until, today)}:")
            yield from _body(answer, one.said)
        yield Quiet("Now:")
        yield from _body(answer, answer.said if each is None else each.said)


def _of_what_is_gone(entry: Entry, today: dt.date) -> Iterator[Block]:
    known = {where for where, _, _ in places(entry)}
    gone = [one for one in earlier(entry) if one.place not in known]
    if gone:
        yield Quiet(GONE)
    for one in gone:
        yield Quiet(f"Until {lately_in_words(one.until, today)}:")
        yield from _body(Answer(one.place.question, "", ""), one.said)


def _asked(answer: Answer, each: EachSaid | None) -> str:
    if each is None:
        return answer.asked
    return each.asked if each.asked is not None else answer.asked.replace(HOLE, each.text)


def _body(answer: Answer, said: Said) -> Page:
    return body_of(answer, said) or (Quiet(NOTHING),)
