"""Trust as it seemed to you, over the days, beside what you promised and kept."""

from __future__ import annotations

from collections.abc import Sequence

from reflect.entry.words import day_in_words
from reflect.insights.finding import Saying
from reflect.insights.ground import Ground
from reflect.insights.trust import Given, Trust, Trusts
from reflect.pages.blocks import Block, Heading, Items, Page, Quiet, Words
from reflect.pages.moments import counted
from reflect.pages.plots import Dots
from reflect.pages.visible import one_line

MOST = 2
"""How many setbacks are shown."""
FEW = 4
"""How many people, promises and other things are named."""
YOURS = "This is your impression, on the days you were asked; others may see it differently."


def page(found: Trusts, ground: Ground) -> Page:
    """Each setback with its people, its line and its promises; then what was done unasked."""
    blocks: list[Block] = []
    for each in found.trusts[:MOST]:
        blocks += _trust(each, ground, alone=len(found.trusts) == 1)
    if len(found.trusts) > MOST:
        more = counted(len(found.trusts) - MOST, "earlier setback")
        blocks.append(Quiet(f"And {more}: reflect insights trust -s REF."))
    if found.unasked:
        blocks += [Words("Done unasked:"), Items(tuple(_latest(found.unasked)))]
    if found.few.number:
        blocks.append(Quiet(f"Left out: {counted(found.few.number, 'impression')} of people there are few of yet."))
    return (*blocks, Quiet(YOURS))


def _trust(trust: Trust, ground: Ground, *, alone: bool) -> Page:
    title = one_line(ground.title(trust.setback))
    names = _names(trust.people)
    between = f"{title}: you and {names}." if names else f"{title}."
    first, last = trust.points[0], trust.points[-1]
    head: Page = (Words(between),) if alone else (Heading(title, 3), *((Words(f"You and {names}."),) if names else ()))
    if first.day == last.day:
        values = ", ".join(str(each.value) for each in trust.points[-FEW:])
        return (*head, Words(f"Trust: {values} on {day_in_words(last.day)}."), *_promises(trust))
    plot = Dots(tuple((each.day, each.value, "full") for each in trust.points))
    line = f"Trust: {first.value} on {day_in_words(first.day)}, {last.value} on {day_in_words(last.day)}."
    return (*head, plot, Words(line), *_promises(trust))


def _names(people: Sequence[Saying]) -> str:
    names = [one_line(each.text) for each in people]
    return ", ".join(names[:FEW]) + (f" and {counted(len(names) - FEW, 'other')}" if len(names) > FEW else "")


def _promises(trust: Trust) -> Page:
    """What was promised: how much of it was kept, is open, or was let go; and what was kept, the latest first."""
    counts = [
        (len(trust.kept), "done"),
        (trust.open.number, "still open"),
        (trust.let_go.number, "let go"),
    ]
    together = sum(number for number, _ in counts)
    if not together:
        return ()
    said = ", ".join(f"{number} {words}" for number, words in counts if number)
    line = Words(f"Of {together} things promised to them or to be put right: {said}.")
    if together == 1:
        line = Words(f"One thing promised to them or to be put right: {said.removeprefix('1 ')}.")
    return (line, Items(tuple(_latest(trust.kept)))) if trust.kept else (line,)


def _latest(given: Sequence[Given]) -> list[str]:
    """The latest first, each with its day; how many more there are."""
    texts = [f"{day_in_words(each.day)}: {_one(each)}" for each in reversed(given)]
    return [*texts[:FEW], f"and {len(texts) - FEW} earlier"] if len(texts) > FEW else texts


def _one(given: Given) -> str:
    what = one_line(given.what.text)
    return f"{what} ({one_line(given.people)})" if given.people.strip() else what
