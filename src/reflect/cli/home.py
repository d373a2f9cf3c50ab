"""`reflect` alone: a welcome for somebody new, else what can be gone on with."""

from __future__ import annotations

from reflect.cli.place import Place
from reflect.journal.overview import flow_counts
from reflect.pages.blocks import Block, Facts, Heading, Page, Quiet, Words
from reflect.pages.lists import drafts_page, setbacks_page

SHOWN = 5

WELCOME = """\
Something went wrong, and you are here. That is enough to begin with.

This journal asks about it, a question at a time: first what happened, later how it came about and what will change. \
You can stop at any question; what you wrote is kept."""

# Said once, before anything is written.
PRIVACY = """\
This is yours. If it is about work, keep it on your own computer and account rather than your employer's. Notes can \
sometimes be asked for in a dispute; if one is likely, ask for advice before you write about it."""


def home(place: Place) -> None:
    """Shows the welcome, or the drafts and the open setbacks."""
    if place.journal.is_empty():
        place.show(_welcome(place))
        return
    drafts, setbacks = place.journal.unfinished(), place.journal.setbacks()
    still_open = [each for each in setbacks if each.closed is None]
    blocks: list[Block] = [Heading("reflect")]
    if drafts:
        titles = {each.id: each.title for each in setbacks}
        blocks += [Heading("To go on with", 2), *drafts_page(drafts[:SHOWN], titles, today=place.today)]
    if still_open:
        counts = flow_counts(place.journal, [each.id for each in still_open[:SHOWN]])
        blocks += [Heading("Open setbacks", 2), *setbacks_page(still_open[:SHOWN], counts)]
        if len(still_open) > SHOWN:
            blocks.append(Quiet("reflect setbacks shows the others."))
    if not drafts and not still_open:
        blocks.append(Words("Nothing is unfinished."))
    place.show(tuple(blocks))
    place.mention_unreadable()


def _welcome(place: Place) -> Page:
    return (
        Heading("reflect"),
        Words(WELCOME),
        Facts((*_first_flows(place), ("reflect -h", "Everything else."))),
        Words(PRIVACY),
        Quiet(f"Everything is kept in {place.folders.journal}"),
    )


def _first_flows(place: Place) -> list[tuple[str, str]]:
    """The commands that somebody new is shown, each with what it does and how long it takes."""
    heads = [(flow.id, flow.head()) for flow in place.library.files().values()]
    first = sorted((int(head["welcome"]), name, head) for name, head in heads if head.get("welcome", "").isdecimal())
    return [(f"reflect {name}", _in_a_line(head)) for _, name, head in first]


def _in_a_line(head: dict[str, str]) -> str:
    minutes = f" ({head['minutes']} minutes)" if "minutes" in head else ""
    return f"{head.get('about', head.get('title', '')).rstrip('.')}{minutes}."
