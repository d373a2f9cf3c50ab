"""What `reflect` alone shows: drafts to go on with, the open setbacks, and what one could do next for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reflect.entry.draft import Draft
from reflect.entry.setback import UNTITLED
from reflect.entry.standing import Standing
from reflect.interview.next import Suggestion
from reflect.pages.blocks import Block, Facts, Heading, Page, Quiet, Row, Topic, Words
from reflect.pages.lists import done_in_words
from reflect.pages.moments import counted, lately_in_words
from reflect.pages.visible import one_line

WELCOME = """\
Something went wrong, and you are here. That is enough to begin with.

This journal asks about it, a question at a time: first what happened, later how it came about and what will change. \
You can stop at any question; what you wrote is kept."""

# Said once, before anything is written.
PRIVACY = """\
This is yours. If it is about work, keep it on your own computer and account rather than your employer's. Notes can \
sometimes be asked for in a dispute; if one is likely, ask for advice before you write about it."""

NAMED = 3
"""How many things to do next are named for a setback, the first of them with its reason."""
NOTHING_ASKED = "Nothing is asked of you here."


@dataclass(frozen=True)
class Open:
    """An open setback: where it stands, what to type for it (`ref`), and what could be done next, best first."""

    standing: Standing
    ref: str
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class Home:
    """What there is to show.

    `drafts` are those shown, `resumes` what to type to go on with each (by id), `titles` those of setbacks by id. `more`
    counts what is there and not shown: drafts, open setbacks, closed ones. `begin` is the command for something new.
    """

    drafts: tuple[Draft, ...]
    resumes: Mapping[str, str]
    titles: Mapping[str, str | None]
    still_open: tuple[Open, ...]
    more: tuple[int, int, int]
    begin: str | None


def welcome_page(first: Sequence[tuple[str, str]], kept_in: str) -> Page:
    """What somebody new is shown: the commands to begin with, each with what it does, and where everything is kept."""
    return (
        Heading("reflect"),
        Words(WELCOME),
        Facts((*first, ("reflect -h", "Everything else."))),
        Words(PRIVACY),
        Quiet(f"Everything is kept in {kept_in}"),
    )


def home_page(home: Home, *, today: dt.date) -> Page:
    """The drafts, then the open setbacks; one line about what is not shown."""
    more_drafts, more_open, closed = home.more
    blocks: list[Block] = [Heading("reflect")]
    if home.drafts:
        blocks.append(Heading("To go on with", 2))
        blocks += [_draft(each, home, today) for each in home.drafts]
        if more_drafts:
            blocks.append(Quiet(f"{counted(more_drafts, 'more draft')}: reflect drafts"))
    if home.still_open:
        blocks.append(Heading("Open setbacks", 2))
        blocks += [_setback(each, home, today) for each in home.still_open]
    elif not home.drafts:
        blocks.append(Words("Nothing is unfinished."))
    counts = (f"{more_open} more open" if more_open else "", f"{closed} closed" if closed else "")
    if rest := ", ".join(filter(None, counts)):
        blocks.append(Quiet(f"{rest}: reflect setbacks"))
    if home.begin:
        blocks.append(Quiet(f"Something new: {home.begin}"))
    return tuple(blocks)


def _draft(draft: Draft, home: Home, today: dt.date) -> Topic:
    """A draft: which flow, what about, how far, since when."""
    about = _called(home.titles.get(draft.setback)) if draft.setback else ""
    far = f"{draft.answered} answered, {lately_in_words(draft.saved, today)}"
    name = ": ".join(filter(None, (one_line(draft.flow.title), about)))
    return Topic(name, (Row("So far", (far,)), Row("Go on", (home.resumes[draft.id],))))


def _setback(shown: Open, home: Home, today: dt.date) -> Topic:
    """A setback: what has been done, what could be done next and the reason, and what else."""
    standing = shown.standing
    done = Row("Done", (done_in_words(standing.done, today) or "nothing finished yet",))
    steps = [(home.resumes[each.id], f"You have begun {one_line(each.flow.id)}.") for each in standing.drafts]
    begun = {each.flow.id for each in standing.drafts}
    steps += [
        (f"reflect {each.flow} -s {shown.ref}", each.because) for each in shown.suggestions if each.flow not in begun
    ]
    if not steps:
        away = Row("", (f"reflect close {shown.ref} puts it away.",), quiet=True)
        return Topic(_called(standing.setback.title), (done, Row("Next", (NOTHING_ASKED,)), away))
    (command, because), *others = steps[:NAMED]
    rows = [done, Row("Next", (command,)), Row("", (because,))]
    if others:
        rows.append(Row("Or", tuple(each for each, _ in others), quiet=True))
    return Topic(_called(standing.setback.title), tuple(rows))


def _called(title: str | None) -> str:
    return one_line(title or "") or UNTITLED
