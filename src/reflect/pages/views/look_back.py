"""What was written then beside what was written from here, for each setback that was looked back at."""

from __future__ import annotations

from collections.abc import Iterator

from reflect.entry.words import day_in_words
from reflect.insights.ground import Ground
from reflect.insights.look_back import Dated, LookedBack, LooksBack
from reflect.pages.blocks import Beside, Block, Heading, Page, Quiet, Words
from reflect.pages.moments import counted
from reflect.pages.visible import one_line

MOST = 3
"""How many setbacks, and how many looks back at one, are shown."""


def page(found: LooksBack, ground: Ground) -> Page:
    """Each setback with its two columns, the latest look first."""
    blocks: list[Block] = []
    for each in found.setbacks[:MOST]:
        blocks += [Heading(one_line(ground.title(each.setback)), 3), *then_and_now(each)]
    if len(found.setbacks) > MOST:
        more = counted(len(found.setbacks) - MOST, "earlier setback")
        blocks.append(Quiet(f"And {more}: reflect insights look_back -s REF."))
    return tuple(blocks)


def then_and_now(found: LookedBack) -> Page:
    """The words of then on the left, those of now on the right; only those of now where nothing was written then."""
    last, *earlier = reversed(found.now)
    looks = [last.words.text.strip(), *map(_dated, earlier[: MOST - 1])]
    if len(found.now) > MOST:
        looks.append(f"({counted(len(found.now) - MOST, 'earlier look back', 'earlier looks back')})")
    now = "\n\n".join(looks)
    title = f"Now, {day_in_words(last.day)}"
    then = [each for each in (found.one_line, found.fair) if each]
    if not then:
        return Words(f"{title}:"), Words(now)
    return (Beside(f"Then, {day_in_words(then[0].day)}", "\n\n".join(_then(then)), title, now),)


def _then(then: list[Dated]) -> Iterator[str]:
    """The words of then; of another day than the first with it."""
    for each in then:
        yield each.words.text.strip() if each.day == then[0].day else _dated(each)


def _dated(each: Dated) -> str:
    return f"{day_in_words(each.day)}: {each.words.text.strip()}"
