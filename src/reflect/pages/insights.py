"""A view as it is shown: the question it answers, what was found, and from how many entries it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from reflect.insights.finding import View
from reflect.insights.ground import Ground
from reflect.insights.views import known
from reflect.pages.blocks import Block, Heading, Page, Quiet, Words
from reflect.pages.moments import counted

NOTHING = "There is nothing to see yet. It comes with what you write, a few entries on."


def found_blocks(view: View, ground: Ground) -> Page:
    """What a view found, without a heading; what it takes where there is too little."""
    if view.found is None:
        return (Quiet(view.wants or NOTHING),)
    shown: Page = import_module(f"reflect.pages.views.{view.name}").page(view.found, ground)
    return shown


def view_page(view: View, ground: Ground, *, level: int = 1) -> Page:
    """One view, under the question it answers as a heading of `level`."""
    heading = Heading(known(view.name).question, level)
    return (heading, *found_blocks(view, ground), *(_drawn(view) if view.found is not None and view.drawn else ()))


def insights_page(views: Sequence[View], others: Sequence[str], ground: Ground) -> Page:
    """The `views` that have something to show, one below the other; `others` are the names of those that have, too."""
    blocks: list[Block] = [Heading("Looking back")]
    for view in views:
        blocks += view_page(view, ground, level=2)
    if not views:
        blocks.append(Words(NOTHING))
    if others:
        blocks += [
            Heading("More to look at", 2),
            *(Quiet(f"reflect insights {name}: {known(name).about}") for name in others),
        ]
    return tuple(blocks)


def _drawn(view: View) -> Page:
    return (Quiet(f"Drawn from {counted(len(view.drawn), 'entry', 'entries')}."),)
