"""Whether somebody did what they said, as bars, to others above and to themselves below; and some of it in own words."""

from __future__ import annotations

from collections.abc import Sequence

from reflect.entry.words import day_in_words
from reflect.followups.model import State
from reflect.insights.finding import Saying
from reflect.insights.follow_through import FollowThrough, Source, Tally
from reflect.insights.ground import Ground
from reflect.pages.blocks import Block, Items, Page, Quiet, Words
from reflect.pages.moments import counted
from reflect.pages.plots import Bar, Bars, Mark
from reflect.pages.visible import one_line

NAMES = {
    "promise": "In an apology",
    "repair": "To put right",
    "inform": "To tell somebody",
    "apology": "To say sorry",
    "report": "To report back",
    "measure": "Changes",
    "lesson": "Lessons",
    "step": "Steps",
}
MEANING: tuple[tuple[Mark, str], ...] = (
    ("full", "kept"),
    ("half", "later: kept after the day"),
    ("light", "open, or moved and open"),
    ("faint", "let go: no longer fits"),
)
ORDER = "To others first, then to yourself:"
TO_OTHERS = "To others:"
TO_YOURSELF = "To yourself:"
WORDS = 3
"""How many things are shown in own words."""
NOTHING = "Nothing of what you said you would do is open. What no longer fitted was let go."
NOT_YET = "Nothing of it has come to its end yet. What is open can be moved, made smaller, or let go."


def page(found: FollowThrough, ground: Ground) -> Page:
    """The bars, how long it took where it took longer, and the latest that was kept beside what has moved.

    Where nothing is kept so far, nothing is counted up: only what is open is named.
    """
    all_ = found.all
    if not all_.kept.number + all_.after.number:
        still = all_.open.number + all_.moved.number
        if not still:
            return (Words(NOTHING),)
        things = counted(still, "thing you said you would do is", "things you said you would do are")
        return (Words(f"{things} open."), Quiet(NOT_YET))
    groups = {each.to_others for each in found.sources}
    blocks: list[Block] = [
        Words(ORDER if len(groups) > 1 else TO_OTHERS if True in groups else TO_YOURSELF),
        Bars(tuple(map(_bar, found.sources)), _meaning(found.all)),
    ]
    if all_.late:
        blocks.append(Words(_late(all_)))
    blocks += _listed("Kept lately", [each.text for each in found.kept])
    blocks += _listed("Moved, and still open", [f"{each.text} ({_when(each, ground)})" for each in found.moved])
    return tuple(blocks)


def _when(moved: Saying, ground: Ground) -> str:
    """From which day something that was moved waits, or the day that was named."""
    found = ground.follow_up(moved.ref)
    if found is None or found.state is State.RESTING:
        return "rests"
    return f"from {day_in_words(found.date)}"


def _bar(source: Source) -> Bar:
    of = source.tally
    still = of.moved.number + of.open.number
    marks: list[tuple[Mark, int]] = [
        ("full", of.kept.number),
        ("half", of.after.number),
        ("light", still),
        ("faint", of.no_longer_fits.number),
    ]
    parts = [
        f"{number} {what}"
        for number, what in (
            (of.kept.number, "kept"),
            (of.after.number, "later"),
            (of.moved.number, "moved"),
            (of.open.number, "open"),
            (of.no_longer_fits.number, "let go"),
        )
        if number
    ]
    name = NAMES.get(source.kind) or one_line(source.kind.replace("_", " ")).capitalize()
    return Bar(name, tuple(each for each in marks if each[1]), ", ".join(parts))


def _meaning(of: Tally) -> tuple[tuple[Mark, str], ...]:
    """What the marks mean that there are; nothing where there is only one."""
    numbers = {
        "full": of.kept.number,
        "half": of.after.number,
        "light": of.open.number + of.moved.number,
        "faint": of.no_longer_fits.number,
    }
    found = tuple(each for each in MEANING if numbers[each[0]])
    return found if len(found) > 1 else ()


def _late(of: Tally) -> str:
    assert of.median_days is not None
    # Half of some whole numbers are at most their median, and so at most the whole part of it.
    days = counted(int(of.median_days), "day")
    if len(of.late) == 1:
        return f"What was kept after its day was kept {days} after it."
    return f"Of {len(of.late)} things kept after their day, at least half were kept within {days} of it."


def _listed(title: str, words: Sequence[str]) -> Page:
    if not words:
        return ()
    more = (f"and {len(words) - WORDS} more",) if len(words) > WORDS else ()
    return (Words(f"{title}:"), Items((*(one_line(each) for each in words[:WORDS]), *more)))
