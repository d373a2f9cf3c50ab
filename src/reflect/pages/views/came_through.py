"""Earlier setbacks that are closed: how heavy they were, how they look now, and what helped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reflect.entry.words import day_in_words
from reflect.insights.came_through import CameThrough, Help, Through
from reflect.insights.finding import Saying
from reflect.insights.ground import Ground
from reflect.pages.blocks import Block, Items, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.shortened import in_short
from reflect.pages.visible import one_line

MOST = 4
"""How many setbacks are shown."""
FEW = 5
"""How many things that helped."""
MEANS = {
    "through": "",
    "handled": "Glad about: ",
    "stronger": "Can withstand: ",
    "loop_plan": "When it went round: ",
    "talk": "Talking to ",
}


def page(found: CameThrough, ground: Ground) -> Page:
    """Each setback as a few lines, the one closed last first; then what carried you before."""
    blocks: list[Block] = [
        Topic(one_line(ground.title(each.setback)), tuple(_rows(each))) for each in found.setbacks[:MOST]
    ]
    if len(found.setbacks) > MOST:
        more = counted(len(found.setbacks) - MOST, "earlier setback")
        blocks.append(Quiet(f"And {more}: reflect insights came_through -s REF."))
    if found.carried:
        blocks += [Words("What carried you through hard times before:"), Items(tuple(_some(found.carried)))]
    return tuple(blocks)


def _rows(found: Through) -> Iterator[Row]:
    days = (found.closed - found.begun).days
    # Set down and closed on the same day: nothing is said of how long it took.
    took = (f"after {counted(days, 'day')}",) if days > 0 else ()
    yield Row("Closed", (day_in_words(found.closed), *took))
    then = [
        *((one_line(found.severity.label).partition(":")[0],) if found.severity else ()),
        *((f"mood {found.mood_then.value} of 10",) if found.mood_then else ()),
    ]
    if then:
        yield Row("Then", tuple(then))
    if found.mood_last:
        yield Row("Later", (f"mood {found.mood_last.value} of 10",))
    if found.look_back:
        yield Row("From here", (in_short(found.look_back.words.text),))
    helped = [f"{MEANS[each.question]}{one_line(each.words.text)}" for each in _once(found.helped)]
    for place, text in enumerate(helped[:FEW]):
        yield Row("" if place else "Helped", (text,))
    if len(helped) > FEW:
        yield Row("", (f"and {len(helped) - FEW} more",), quiet=True)


def _once(helped: Sequence[Help]) -> list[Help]:
    """What helped, the latest first, the same words once."""
    found: dict[tuple[str, str], Help] = {}
    for each in reversed(helped):
        found.setdefault((each.question, each.words.text.casefold()), each)
    return [*found.values()]


def _some(carried: Sequence[Saying]) -> list[str]:
    texts = list(dict.fromkeys(one_line(each.text) for each in carried))
    return [*texts[:FEW], f"and {len(texts) - FEW} more"] if len(texts) > FEW else texts
