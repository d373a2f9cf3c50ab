"""What is usually behind it: a bar for each cause with its years, what may help, and where the later view was another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reflect.insights.causes import Cause, Causes, Changed
from reflect.insights.finding import Count, Saying
from reflect.insights.ground import Ground
from reflect.pages.blocks import Block, Facts, Items, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.plots import Bar, Bars, Mark
from reflect.pages.shortened import in_short
from reflect.pages.visible import one_line

HINT = "Small numbers; a hint, not a finding."
HELPS = {
    "ext_early": "An early sign",
    "ext_mine": "In your hands",
    "und_missing": "To understand",
    "care_barrier": "A check",
    "rule_line": "Your line",
}
RECENT: tuple[Mark, ...] = ("full", "half")
"""How the latest year is drawn, and the one before it."""
BARS, WORDS, CHANGES = 8, 4, 3
"""How many causes, own words and changed guesses are shown."""

Band = tuple[Mark, str, range]
"""Some years that are drawn with the same mark: the mark, how they are called, and which they are."""


def page(found: Causes, ground: Ground) -> Page:
    """The causes by year, what was written against them, then the first guesses that changed."""
    bands = _bands(sorted({each.year for cause in found.causes for each in cause.years}))
    meaning = tuple((mark, name) for mark, name, _ in bands) if len(bands) > 1 else ()
    blocks: list[Block] = [Bars(tuple(_bar(each, bands) for each in found.causes[:BARS]), meaning)]
    if len(found.causes) > BARS:
        blocks.append(Quiet(f"And {counted(len(found.causes) - BARS, 'other cause')}."))
    if rows := tuple(_against(found.causes))[:WORDS]:
        blocks.append(Topic("What may help, in your words", rows))
    if found.twice.number:
        blocks.append(Words(_looked_twice(found)))
    if found.changed:
        blocks += [*(_direction(found) if len(found.changed) > 1 else ()), *_changes(found.changed, ground)]
    return (*blocks, Quiet(HINT))


def _bands(years: Sequence[int]) -> tuple[Band, ...]:
    """The latest year, the one before it, and all others together, in the order of time."""
    earlier = years[: -len(RECENT)]
    found: list[Band] = [
        (mark, f"in {year}", range(year, year + 1)) for mark, year in zip(RECENT, reversed(years), strict=False)
    ]
    if earlier:
        name = f"in {earlier[0]}" if len(earlier) == 1 else f"before {years[-2]}"
        found.append(("light", name, range(earlier[0], earlier[-1] + 1)))
    return tuple(reversed(found))


def _bar(cause: Cause, bands: Sequence[Band]) -> Bar:
    numbers = [sum(each.count.number for each in cause.years if each.year in years) for _, _, years in bands]
    parts = [f"{number} {name}" for number, (_, name, _) in zip(numbers, bands, strict=True) if number]
    marks = tuple((mark, number) for number, (mark, _, _) in zip(numbers, bands, strict=True) if number)
    return Bar(_short(cause.label), marks, ", ".join(parts) if len(bands) > 1 else f"{cause.count.number}")


def _against(causes: Iterable[Cause]) -> Iterator[Row]:
    """The last words to each question, for the most frequent cause first."""
    for cause in causes:
        for question, words in {each.question: each.words for each in cause.against}.items():
            yield Row(HELPS[question], (in_short(words.text),))


def _looked_twice(found: Causes) -> str:
    twice, changed = found.twice.number, len(found.changed)
    if twice == 1:
        return f"1 setback was looked at twice; the first guess {'changed' if changed else 'stood'}."
    if not changed:
        return f"Of {twice} setbacks looked at twice, every first guess stood."
    return f"Of {twice} setbacks looked at twice, the first guess changed for {changed}."


def _direction(found: Causes) -> Page:
    """Which causes were named only at first, and which only later."""
    left = _listed((each.label, each.left) for each in found.turns)
    came = _listed((each.label, each.came) for each in found.turns)
    return (Facts(tuple((name, text) for name, text in (("Only at first", left), ("Only later", came)) if text)),)


def _listed(counts: Iterable[tuple[str, Count]]) -> str:
    some = sorted((each for each in counts if each[1].number), key=lambda each: -each[1].number)
    return "; ".join(_short(label) + (f" ({count.number})" if count.number > 1 else "") for label, count in some)


def _changes(changed: Sequence[Changed], ground: Ground) -> Iterator[Block]:
    """The latest setbacks for which the view changed."""
    yield Items(
        tuple(f"{one_line(ground.title(each.setback))}: {_change(each)}" for each in reversed(changed[-CHANGES:]))
    )
    if len(changed) > CHANGES:
        yield Quiet(f"And {len(changed) - CHANGES} more.")


def _change(changed: Changed) -> str:
    left, came = _words(changed.left), _words(changed.came)
    if left and came:
        return f"first {left}, then {came}"
    return f"then {came} as well" if came else f"then no longer {left}"


def _words(found: tuple[Saying, ...]) -> str:
    return ", ".join(f'"{_short(each.text)}"' for each in found)


def _short(label: str) -> str:
    """A label without what it explains after a colon."""
    return one_line(label).partition(":")[0]
