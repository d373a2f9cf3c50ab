"""What somebody brings, in their own words: what came up more than once as bars, then what to build on, then the latest."""

from __future__ import annotations

from collections.abc import Sequence

from reflect.entry.words import day_in_words
from reflect.insights.ground import Ground
from reflect.insights.strengths import Strength, Strengths
from reflect.pages.blocks import Block, Items, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.plots import Bar, Bars
from reflect.pages.shortened import in_short

BETTER = "checkin.better"
NAMES = {
    "strengths.praised": "others said",
    "strengths.enjoyed": "liked doing",
    "strengths.easy": "comes easy",
    "strengths.skills": "a skill",
    "strengths.talents": "a gift",
    "strengths.surprise": "not noticed before",
    "debrief.right": "done well",
    "letgo.handled": "glad about",
    "share.skills": "can do now",
    BETTER: "went better",
}
OFTEN, BUILD_ON, ONCE, LATELY, WHERE = 6, 5, 6, 3, 3
"""How many are shown that were named more than once, that were chosen, of the others, and of what has gone better; in how
many places at most."""


def page(found: Strengths, _ground: Ground) -> Page:
    """What was named more than once, what was chosen to build on, the latest of all others, and what went better lately."""
    often = [each for each in found.strengths if each.named.number > 1]
    build_on = [each for each in found.strengths if each.named.number <= 1 and each.chosen.number]
    others = [each for each in found.strengths if each.named.number == 1 and not each.chosen.number]
    once = [each for each in others if each.places[0].asked != BETTER]
    better = [each for each in others if each.places[0].asked == BETTER]
    blocks: list[Block] = []
    if often:
        blocks += [Words("Named more than once:"), Bars(tuple(map(_bar, often[:OFTEN]))), *_more(often, OFTEN)]
    if build_on:
        blocks += [
            Words("To build on:"),
            Items(tuple(in_short(each.words.text) for each in build_on[:BUILD_ON])),
            *_more(build_on, BUILD_ON),
        ]
    if once:
        title = "Also, the latest first" if often or build_on else "The latest first"
        blocks += [Topic(title, tuple(map(_row, once[:ONCE]))), *_more(once, ONCE)]
    if better:
        blocks += [
            Words("What has gone better:"),
            Items(tuple(in_short(each.words.text) for each in better[:LATELY])),
            *_more(better, LATELY),
        ]
    if found.use and found.use_on:
        day = day_in_words(found.use_on)
        blocks.append(Quiet(f"Where you wanted to use one, on {day}: {in_short(found.use.text)}"))
    return tuple(blocks)


def _bar(strength: Strength) -> Bar:
    number = strength.named.number
    first, *others = dict.fromkeys(NAMES[each.asked] for each in reversed(strength.places))
    where = ", ".join((first, *others[: WHERE - 1])) + (" and more" if len(others) >= WHERE else "")
    chosen = "; to build on" if strength.chosen.number else ""
    return Bar(in_short(strength.words.text), (("full", number),), f"{number} times: {where}{chosen}")


def _row(strength: Strength) -> Row:
    return Row(NAMES[strength.places[0].asked], (in_short(strength.words.text),))


def _more(found: Sequence[Strength], shown: int) -> Page:
    return (Quiet(f"And {counted(len(found) - shown, 'other')}."),) if len(found) > shown else ()
