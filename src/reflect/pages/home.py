"""What `reflect` alone shows: what has come back, drafts to go on with, the open setbacks and what could be next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reflect.entry.setback import UNTITLED
from reflect.pages.blocks import Block, Facts, Heading, Items, Page, Quiet, Row, Topic, Words
from reflect.pages.due import Owing, due_lines
from reflect.pages.lists import done_in_words
from reflect.pages.moments import counted, lately_in_words
from reflect.pages.next import NOTHING_ASKED, Step, step_rows, steps_for
from reflect.pages.visible import one_line

if TYPE_CHECKING:
    from reflect.entry.draft import Draft
    from reflect.entry.standing import Standing
    from reflect.insights.next import Suggestion

WELCOME = """\
Something went wrong, and you are here. That is enough to begin with.

This journal asks about it, a question at a time: first what happened, later how it came about and what will change. \
You can stop at any question; what you wrote is kept."""

# Said once, before anything is written.
PRIVACY = """\
This is yours. If it is about work, keep it on your own computer and account rather than your employer's. Notes can \
sometimes be asked for in a dispute; if one is likely, ask for advice before you write about it."""


class Open(NamedTuple):
    """An open setback: where it stands, what to type for it (`ref`), and what could be done next, best first."""

    standing: Standing
    ref: str
    suggestions: tuple[Suggestion, ...] = ()


class More(NamedTuple):
    """How much there is that is not shown: due things, drafts, open setbacks, and closed ones."""

    due: int = 0
    drafts: int = 0
    still_open: int = 0
    closed: int = 0


@dataclass(frozen=True)
class Home:
    """What there is to show.

    `due` are the things that have come back, and `come_back` the command that goes over them. `drafts` are those shown,
    `resumes` what to type to go on with each (by id), `titles` those of setbacks by id. `begin` is the command for
    something new.
    """

    drafts: tuple[Draft, ...]
    resumes: Mapping[str, str]
    titles: Mapping[str, str | None]
    still_open: tuple[Open, ...]
    more: More
    begin: str | None
    due: tuple[Owing, ...] = ()
    come_back: str | None = None


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
    """What has come back, the drafts, then the open setbacks; one line about what is not shown."""
    more = home.more
    blocks: list[Block] = [Heading("reflect")]
    if home.due:
        blocks += [Heading("Come back", 2), Items(due_lines(home.due, today))]
        others = "There is more: reflect due." if more.due else ""
        one = "it" if len(home.due) == 1 else "them"
        goes_over = f"{home.come_back} goes over {one}, one at a time." if home.come_back else ""
        if told := " ".join(filter(None, (others, goes_over))):
            blocks.append(Quiet(told))
    if home.drafts:
        blocks.append(Heading("To go on with", 2))
        blocks += [_draft(each, home, today) for each in home.drafts]
        if more.drafts:
            blocks.append(Quiet(f"{counted(more.drafts, 'more draft')}: reflect drafts"))
    if home.still_open:
        blocks.append(Heading("Open setbacks", 2))
        blocks += [_setback(each, home, today) for each in home.still_open]
    elif not home.drafts:
        blocks.append(Words("Nothing is unfinished."))
    counts = (f"{more.still_open} more open" if more.still_open else "", f"{more.closed} closed" if more.closed else "")
    if rest := ", ".join(filter(None, counts)):
        blocks.append(Quiet(f"{rest}: reflect setbacks"))
    if home.begin:
        blocks.append(Quiet(f"Something new: {home.begin}"))
    return tuple(blocks)


def _draft(draft: Draft, home: Home, today: dt.date) -> Topic:
    """A draft: which flow, what about, how far, since when."""
    about = _called(home.titles.get(draft.setback)) if draft.setback else ""
    far = f"{draft.answered} answered" if draft.edits is None else "a change of it"
    name = ": ".join(filter(None, (one_line(draft.flow.title), about)))
    return Topic(
        name,
        (Row("So far", (f"{far}, {lately_in_words(draft.saved, today)}",)), Row("Go on", (home.resumes[draft.id],))),
    )


def _setback(shown: Open, home: Home, today: dt.date) -> Topic:
    """A setback: what has been done, what could be done next and the reason, and what else."""
    standing = shown.standing
    done = Row("Done", (done_in_words(standing.done, today) or "nothing finished yet",))
    steps = [
        Step(home.resumes[each.id], f"You have begun {one_line(each.flow.id)}.")
        for each in standing.drafts
        if each.edits is None
    ]
    begun = {each.flow.id for each in standing.drafts if each.edits is None}
    steps += steps_for([each for each in shown.suggestions if each.flow not in begun], shown.ref)
    if not steps:
        away = Row("", (f"reflect close {shown.ref} puts it away.",), quiet=True)
        return Topic(_called(standing.setback.title), (done, Row("Next", (NOTHING_ASKED,)), away))
    return Topic(_called(standing.setback.title), (done, *step_rows(steps)))


def _called(title: str | None) -> str:
    return one_line(title or "") or UNTITLED
