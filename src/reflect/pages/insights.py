"""A view as it is shown: the question it answers, what was found, and from how many entries it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from reflect.insights.finding import View
from reflect.insights.ground import Ground
from reflect.insights.views import known
from reflect.pages.blocks import Block, Facts, Heading, Page, Quiet, Words
from reflect.pages.moments import counted

NOTHING = "There is nothing to see yet. It comes with what you write, a few entries on."


def found_blocks(view: View, ground: Ground) -> Page:
    """What a view found, without a heading; what it takes where there is too little."""
    if view.found is None:
        return (Quiet(view.wants or NOTHING),)
    shown: Page = import_module(f"reflect.pages.views.{view.name}").page(view.found, ground)
    return shown


def view_page(view: View, ground: Ground) -> Page:
    """One view, under the question it answers."""
    heading = Heading(known(view.name).question)
    drawn = (Quiet(_drawn(view)),) if view.found is not None and view.drawn else ()
    return (heading, *found_blocks(view, ground), *drawn)


def insights_page(views: Sequence[View], others: Sequence[str], ground: Ground, typed: str = "") -> Page:
    """The `views` that have something to show, each in brief, one below the other; `others` are the names of those that
    have, too. `typed` is what else was typed, such as the setback it is about."""
    blocks: list[Block] = [Heading("Looking back")]
    for view in views:
        blocks += _in_brief(view, ground, f"reflect insights {view.name}{typed}")
    if not views:
        blocks.append(Words(NOTHING))
    if others:
        rows = tuple((f"reflect insights {name}{typed}", known(name).about) for name in others)
        blocks += [Heading("More to look at", 2), Facts(rows)]
    return tuple(blocks)


def _in_brief(view: View, ground: Ground, command: str) -> Page:
    """The first blocks of a view, and the last where it is a word of caution; with the command that shows all of it."""
    found, most = found_blocks(view, ground), known(view.name).first
    caution = found[-1:] if len(found) > most and isinstance(found[-1], Quiet) else ()
    left = len(found) > most + len(caution)
    more = (f"More: {command}",) if left else ()
    drawn = (_drawn(view),) if view.drawn else ()
    below = (Quiet(" ".join((*drawn, *more))),) if drawn or more else ()
    return (Heading(known(view.name).question, 2), *found[:most], *caution, *below)


def _drawn(view: View) -> str:
    return f"Drawn from {counted(len(view.drawn), 'entry', 'entries')}."
