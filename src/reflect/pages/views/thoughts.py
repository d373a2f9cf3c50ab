"""Harsh thoughts beside the fairer sentences, how true they felt, what they sound like, and how often they go round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reflect.entry.words import day_in_words
from reflect.insights.answers import written
from reflect.insights.finding import entry_of
from reflect.insights.ground import Ground
from reflect.insights.thoughts import Kind, Round, Thought, Thoughts
from reflect.pages.blocks import Block, Facts, Page, Quiet, Row, Topic, Words
from reflect.pages.plots import Bar, Bars
from reflect.pages.visible import one_line

MOST = 3
"""How many thoughts are shown."""
FEW = 6
"""How many kinds, ways and times are shown."""
BOTH = {2: "Both"}
ONLY_HERE = "The thoughts themselves are shown only here, and where they were written."


def page(found: Thoughts, ground: Ground) -> Page:
    """How true the thoughts felt, before and after, with the words; then kinds, the loop, and the usual ways."""
    blocks: list[Block] = [*_weighed(found)]
    telling = [each for each in found.thoughts if each.thought or each.belief or each.belief_after or each.fair]
    blocks += [_thought(each, ground) for each in telling[:MOST]]
    if len(telling) > MOST:
        blocks.append(Quiet(f"And {len(telling) - MOST} earlier."))
    if found.sounds:
        blocks += [Words("What they sound like:"), _bars(found.sounds)]
    if found.loop:
        blocks += [Words("How often it goes round:"), Facts(tuple(_rounds(found.loop)))]
    if found.usual:
        blocks += [Words("How you usually deal with mistakes:"), _bars(found.usual)]
    return (*blocks, Quiet(ONLY_HERE)) if any(each.thought for each in found.thoughts) else tuple(blocks)


def _weighed(found: Thoughts) -> Iterator[Words]:
    counts = [(found.lighter.number, "less"), (found.same.number, "just as"), (found.heavier.number, "more")]
    together = sum(number for number, _ in counts)
    (first, how), *more = [each for each in counts if each[0]] or [(0, "")]
    if together > 1 and not more:
        yield Words(f"{BOTH.get(together, f'All {together}')} harsh thoughts you looked at felt {how} true afterwards.")
    elif together > 1:
        said = [f"{first} felt {how} true afterwards", *(f"{number} {words} true" for number, words in more)]
        yield Words(f"Of {together} harsh thoughts you looked at, {_and(said)}.")


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _thought(thought: Thought, ground: Ground) -> Topic:
    """The harsh thought, how true it felt, and the fairer sentence, which has the last word."""
    entry = ground.entry(entry_of(thought.thought)) if thought.thought else None
    harsh = written(entry, "thought") if entry else None
    rows = []
    if harsh:
        rows.append(Row("Thought", (one_line(harsh.text),)))
    if thought.belief and thought.belief_after:
        rows.append(Row("Felt true", (f"{thought.belief.value} before", f"{thought.belief_after.value} after")))
    elif felt := thought.belief or thought.belief_after:
        rows.append(Row("Felt true", (str(felt.value),)))
    if thought.fair:
        rows.append(Row("Fairer", (one_line(thought.fair.text),)))
    day = day_in_words(thought.day)
    about = one_line(ground.title(thought.setback)) if thought.setback else ""
    return Topic(f"{about}, {day}" if about else day, tuple(rows))


def _bars(kinds: Sequence[Kind]) -> Bars:
    shown = kinds[:FEW] if len(kinds) > FEW + 1 else kinds
    return Bars(
        tuple(Bar(one_line(each.label), (("full", each.count.number),), f"{each.count.number}") for each in shown)
    )


def _rounds(loop: Sequence[Round]) -> Iterator[tuple[str, str]]:
    """When it went round how often; of many times the latest."""
    left_out = max(0, len(loop) - FEW)
    for each in loop[left_out:]:
        days = day_in_words(each.first)
        if each.first != each.last:
            days += f" to {day_in_words(each.last)}"
        yield days, one_line(each.label)
