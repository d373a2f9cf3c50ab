"""Have I been here before: earlier setbacks like this one, each with the reason, what was learned and what helped then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reflect.entry.words import day_in_words, first_sentence
from reflect.insights.finding import Saying
from reflect.insights.ground import Ground
from reflect.insights.similar import Earlier, Found
from reflect.pages.blocks import Block, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.visible import one_line

MOST = 4
"""How many linked ones are shown."""
FEW = 2
"""How many lessons, and how many measures."""
SHORT = 160
"""The most characters of what was written that are shown as they are; of more, the first sentence."""
GUESS = "Suggested from what you wrote and chose; a guess, and often there is none."


def page(found: Found, ground: Ground) -> Page:
    """Those that were linked, then those that are only suggested."""
    blocks: list[Block] = []
    if found.linked:
        blocks.append(Words("You linked:"))
        blocks += [_topic(each, ground) for each in found.linked[:MOST]]
    if len(found.linked) > MOST:
        blocks.append(Quiet(f"And {counted(len(found.linked) - MOST, 'more')} that you linked."))
    if found.suggested:
        blocks.append(Words("It may also be like:" if found.linked else "It may be like:"))
        blocks += [_topic(each, ground) for each in found.suggested]
        blocks.append(Quiet(GUESS))
    elif not found.linked:
        others = found.among.number
        named = "Your one other setback is" if others == 1 else f"None of your {others} other setbacks is"
        blocks.append(Words(f"{named} {'not ' if others == 1 else ''}much like this one, as far as words can tell."))
    return tuple(blocks)


def _topic(found: Earlier, ground: Ground) -> Topic:
    return Topic(one_line(ground.title(found.setback)), tuple(_rows(found)))


def _rows(found: Earlier) -> Iterator[Row]:
    yield Row("When", (day_in_words(found.when),))
    yield from _several("Why", found.reasons, len(found.reasons))
    yield from _several("Learned", [_short(each) for each in found.lessons], FEW)
    yield from _several("Works", [_short(each) for each in found.works], FEW)
    if found.handled:
        yield Row("Glad about", (_short(found.handled),))
    if found.fair:
        yield Row("Fair", (_short(found.fair),))


def _several(name: str, texts: Sequence[str], most: int) -> Iterator[Row]:
    for place, text in enumerate(texts[:most]):
        yield Row("" if place else name, (one_line(text),))
    if len(texts) > most:
        yield Row("", (f"and {len(texts) - most} more",), quiet=True)


def _short(said: Saying) -> str:
    whole = one_line(said.text)
    return whole if len(whole) <= SHORT else one_line(first_sentence(said.text))
