"""The account of a setback, part by part, as it is exported (3.18 of the method): what is told, in which order, to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reflect.entry.model import Answer, Entry
from reflect.entry.setback import UNTITLED, Setback
from reflect.entry.words import day_in_words
from reflect.insights.answers import chosen, written
from reflect.insights.ground import Ground
from reflect.insights.since import happened_on
from reflect.pages.answers import answer_blocks, says_something
from reflect.pages.blocks import Asked, Block, Heading, Page, Quiet, Records, Table, Words
from reflect.pages.for_others import shown_to_others
from reflect.pages.moments import moment_in_words
from reflect.pages.reading import newer, shared
from reflect.pages.standing import promised_at
from reflect.pages.story import told_about
from reflect.pages.visible import one_line

LETTERS = frozenset({"letter", "reopen"})
TIMELINE, REST = "timeline", "rest"
"""The part with the steps of the story, and the one with what no other part tells."""


@dataclass(frozen=True)
class Part:
    """A part: its name, its heading, and which answers it tells: FLOW, QUESTION, a label ("" where the heading says it)."""

    name: str
    heading: str
    tells: tuple[tuple[str, str, str], ...]
    for_others: bool = False


PARTS = (
    Part(
        "happened",
        "What happened",
        (
            ("define", "what", ""),
            ("define", "moment", "The turn"),
            ("define", "own_part", "My part"),
            ("define", "affected", "Who was affected"),
        ),
        for_others=True,
    ),
    Part(
        "hours",
        "The first hours",
        (
            ("respond", "contain", "Contained"),
            ("respond", "impact", "What was hit"),
            ("respond", "inform", "Told"),
            ("respond", "repair", "To put right"),
            ("respond", "second_eyes", "A second pair of eyes"),
        ),
    ),
    Part(TIMELINE, "Step by step", (("debrief", "start", "Where it begins"), ("debrief", "timeline", ""))),
    Part(
        "causes",
        "How it came about",
        (
            ("debrief", "right", "What went right"),
            ("debrief", "missteps", "Small things that added up"),
            ("debrief", "signs", "Early signs"),
            ("define", "cause", "First guess at the cause"),
            ("debrief", "cause", "The cause, seen later"),
            ("debrief", "factors", "What contributed"),
            ("debrief", "factor_how", "How"),
        ),
    ),
    Part(
        "learned",
        "What I learned",
        (("debrief", "lessons", ""), ("debrief", "ruled_out", "Ways ruled out")),
        for_others=True,
    ),
    Part(
        "changes",
        "What changes",
        (("debrief", "measures", ""), ("debrief", "next_time", "The same situation, next time")),
        for_others=True,
    ),
    Part(
        "apologies",
        "Apologies",
        (
            ("apologize", "to", "To"),
            ("apologize", "when", "When"),
            ("apologize", "repair", "To put right"),
            ("apologize", "prevent", "So that it does not happen again"),
            ("apologize", "letter_again", "The letter"),
            ("apologize", "letter", "The letter"),
            ("checkin", "apology_how", "How it was received"),
        ),
    ),
    Part(
        "goals",
        "Where to next",
        (
            ("goals", "goal", "Goal"),
            ("goals", "steps", "Steps"),
            ("goals", "ifthen", "If it gets hard"),
            ("goals", "stops", "Stops on the way"),
        ),
    ),
    Part(
        "now",
        "How it looks from here",
        (
            ("checkin", "look_back", ""),
            ("letgo", "fair", "A fairer sentence"),
            ("letgo", "handled", "What I am glad about"),
            ("strengths", "top", "What I would build on"),
        ),
    ),
)
NAMES = (*(each.name for each in PARTS), REST)
FOR_OTHERS = tuple(each.name for each in PARTS if each.for_others)

HEAD = ("title", "one_line")
"""What the head tells whole of `define`."""


@dataclass(frozen=True)
class Telling:
    """How an account is told: with letters, for others rather than for oneself, only these parts (all of them where none
    is named), only what was written since a day."""

    letters: bool = False
    for_others: bool = False
    parts: frozenset[str] = frozenset()
    since: dt.date | None = None

    def has(self, name: str, *, for_others: bool = False) -> bool:
        """Whether a part is told."""
        return (not self.parts or name in self.parts) and (for_others or not self.for_others)


def tags(setback: str, ground: Ground) -> tuple[str, ...]:
    """The keys of the causes and factors of a setback (id), those of the latest entries."""
    found: list[str] = []
    for flow, question in (("debrief", "cause"), ("define", "cause"), ("debrief", "factors")):
        if question == "cause" and found:
            continue
        entries = reversed(ground.flow(flow, setback))
        found += next((keys for each in entries if (keys := [one.key for one in chosen(each, question)])), [])
    return tuple(dict.fromkeys(found))


def account_page(setback: Setback, entries: Iterable[Entry], ground: Ground, how: Telling) -> Page:
    """The account of `setback` from the entries of a journal (as they stand), with how stands what was promised.

    Private answers are left out, and so is what is sealed.
    """
    told = [
        each
        for each in told_about(setback.id, entries, ground)
        if how.since is None or each.finished.date() >= how.since
    ]
    seen = shown_to_others if how.for_others else shared
    open_ = [replace(each, answers=() if each.sealed(ground.today) else seen(each)) for each in told]
    written_down = _Account(setback.id, ground, how, open_)
    blocks = [*_head(setback, ground)]
    for part in PARTS:
        if how.has(part.name, for_others=part.for_others) and (found := written_down.part(part)):
            blocks += [Heading(part.heading, 2), *found]
    if how.has(REST):
        blocks += written_down.rest(told)
    return tuple(blocks)


def _head(setback: Setback, ground: Ground) -> Iterator[Block]:
    """The title, the day, the one sentence, how serious it was."""
    yield Heading(setback.title or UNTITLED.capitalize())
    defined = [*reversed(ground.flow("define", setback.id))]
    severity = next((one[0].label for each in defined if (one := chosen(each, "severity"))), "")
    closed = f"closed {day_in_words(setback.closed.date())}" if setback.closed else ""
    facts = (day_in_words(happened_on(setback, ground)), one_line(severity).partition(":")[0], closed)
    yield Quiet(", ".join(filter(None, facts)))
    if line := next((said.text for each in defined if (said := written(each, "one_line"))), ""):
        yield Words(line)


class _Account:
    """What the entries say to each part; what was told once is not told again."""

    def __init__(self, setback: str, ground: Ground, how: Telling, entries: Sequence[Entry]) -> None:
        self.ground, self.how, self.entries = ground, how, entries
        defined = [*reversed(ground.flow("define", setback))]
        # The head has told these.
        told = (next((said.ref for each in defined if (said := written(each, question))), "") for question in HEAD)
        self._told = {tuple(ref.split("/")) for ref in told}

    def part(self, part: Part) -> list[Block]:
        """The blocks of a part, the oldest entry first."""
        found: list[Block] = []
        for entry in self.entries:
            labels = {question: label for flow, question, label in part.tells if flow == entry.flow.id}
            order = [*labels]
            answers = [each for each in entry.answers if each.id in labels and self._wanted(each)]
            answers.sort(key=lambda each: order.index(each.id))
            self._told |= {(entry.id, each.id) for each in answers}
            answers = [each for each in answers if says_something(each)]
            if "letter_again" in [each.id for each in answers]:
                answers = [each for each in answers if each.id != "letter"]
            said = [_labelled(each, labels[each.id]) for each in answers]
            told = (each for each in self._blocks(entry, said) if each != Asked(""))
            found += (_as_table(each) if part.name == TIMELINE else each for each in told)
        return found

    def rest(self, told: Sequence[Entry]) -> list[Block]:
        """What no part has told, entry by entry."""
        found: list[Block] = []
        for raw, entry in zip(told, self.entries, strict=True):
            left = [
                each
                for each in entry.answers
                if (entry.id, each.id) not in self._told and self._wanted(each) and says_something(each)
            ]
            if raw.sealed(self.ground.today):
                assert raw.sealed_until
                until = day_in_words(raw.sealed_until)
                found += [_entry_heading(entry), Quiet(f"Sealed until {until}, and left out here.")]
            elif left:
                found += [_entry_heading(entry), *newer(entry), *self._blocks(entry, left, level=4)]
        return [Heading("Also written", 2), *found] if found else []

    def _wanted(self, answer: Answer) -> bool:
        return self.how.letters or answer.type not in LETTERS

    def _blocks(self, entry: Entry, answers: Sequence[Answer], level: int = 3) -> Page:
        def standing(rest: str) -> str:
            # How far the others are is nobody else's.
            return promised_at(f"{entry.id}/{rest}", self.ground, ended=self.how.for_others)

        return answer_blocks(answers, level=level, standing=standing)


def _labelled(answer: Answer, label: str) -> Answer:
    """An answer under a label of the account instead of its question."""
    each = tuple(replace(one, asked=None) for one in answer.each) if answer.each is not None else None
    return replace(answer, asked=label, section=None, each=each)


def _as_table(block: Block) -> Block:
    """The steps of a story, which read best as a table, however wide it is."""
    if isinstance(block, Records) and len(block.names) > 1:
        return Table(block.names, block.records, lead=1)
    return block


def _entry_heading(entry: Entry) -> Heading:
    return Heading(f"{entry.flow.title}, {moment_in_words(entry.finished)}", 3)
