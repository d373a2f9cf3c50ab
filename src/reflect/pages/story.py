"""A setback as a story, in the order of time: what was written about it, and what became of what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reflect.entry.ids import short
from reflect.entry.model import Answer, Entry
from reflect.entry.said import EachSaid
from reflect.entry.setback import UNTITLED, Setback
from reflect.entry.words import day_in_words, in_words
from reflect.flow.becoming import TEXT
from reflect.insights.causes import view as causes
from reflect.insights.ground import Ground
from reflect.insights.look_back import LookedBack
from reflect.insights.look_back import view as look_back
from reflect.insights.path import Standing, path
from reflect.insights.since import happened_on
from reflect.insights.timeline import since
from reflect.pages.answers import answer_blocks, says_something
from reflect.pages.blocks import Beside, Block, Facts, Heading, Page, Quiet, Words
from reflect.pages.moments import counted, moment_in_words
from reflect.pages.reading import in_order, newer, sealed, shared
from reflect.pages.standing import promised_at
from reflect.pages.views.look_back import then_and_now
from reflect.pages.views.path import LEAVE, words
from reflect.pages.views.timeline import sentence

THEN, NOW = "Then", "Now"
NOTHING = "Nothing has been written about it yet."


def told_about(setback: str, entries: Iterable[Entry], ground: Ground) -> tuple[Entry, ...]:
    """Those of `entries` that tell of a setback (id), the oldest first: what is about it, and of what is about none in
    particular, such as a check-in, the answers that spoke of something of it."""
    found = []
    for entry in in_order(entries):
        if entry.setback == setback:
            found.append(entry)
        elif entry.setback is None and (spoken := tuple(_spoken(entry, setback, ground))):
            found.append(replace(entry, answers=spoken))
    return tuple(found)


def story_page(setback: Setback, entries: Iterable[Entry], ground: Ground) -> Page:
    """The story of `setback` from the `entries` of a journal, without what is private, below where it stands."""
    told = told_about(setback.id, entries, ground)
    closed = (("Closed", day_in_words(setback.closed.date())),) if setback.closed else ()
    stood = path(ground, setback.id) if told else None
    facts = (*closed, *(words(stood) if stood else ()), ("Setback", short(setback.id)))
    ago = since(ground, setback.id) if told else None
    chapters = (block for entry in told for block in _Chapter(entry, setback, ground).blocks())
    return (
        Heading(setback.title or UNTITLED),
        Words(sentence(ago)) if ago else Quiet(f"Since {day_in_words(setback.created.date())}."),
        Facts(facts),
        *((Quiet(LEAVE),) if stood and any(each.standing is Standing.OPEN for each in stood.stations) else ()),
        *(chapters if told else (Quiet(NOTHING),)),
    )


class _Chapter:
    """One entry of the story."""

    def __init__(self, entry: Entry, setback: Setback, ground: Ground) -> None:
        self.entry, self.setback, self.ground = entry, setback.id, ground
        self.since = happened_on(setback, ground)

    def blocks(self) -> Iterator[Block]:
        entry = self.entry
        yield Heading(entry.flow.title, 2)
        number = (entry.finished.date() - self.since).days
        on = f", day {number}" if number >= 0 else ""
        yield Facts((("Written", f"{moment_in_words(entry.finished)}{on}"), ("Entry", short(entry.id))))
        if entry.sealed(self.ground.today):
            yield sealed(entry)
            return
        yield from newer(entry)
        looked, again = self._looked_back(), [each for each in shared(entry) if each.becomes == TEXT]
        here = {looked.now[-1].words.ref.split("/")[1]} if looked else set()
        plain = [each for each in shared(entry) if each.id not in here and each not in again]
        yield from answer_blocks(plain, level=3, standing=lambda rest: promised_at(f"{entry.id}/{rest}", self.ground))
        if looked:
            yield from then_and_now(looked)
        for answer in again:
            if found := tuple(_put_differently(answer)):
                yield from (Heading(answer.section, 3), *found) if answer.section else found
        yield from self._seen_anew()
        if private := sum(answer.private and says_something(answer) for answer in entry.answers):
            kept = counted(private, "private answer is", "private answers are")
            yield Quiet(f"{kept} shown only in the entry itself.")

    def _looked_back(self) -> LookedBack | None:
        """The words of then and now, at the last entry that looked back."""
        found = look_back(self.ground, self.setback).found
        looked: LookedBack | None = found.setbacks[0] if found else None
        here = looked is not None and looked.now[-1].words.ref.startswith(f"{self.entry.id}/")
        return looked if here else None

    def _seen_anew(self) -> Iterator[Block]:
        """The first guess beside the later view of what was behind it, where they are not the same."""
        found = causes(self.ground, self.setback).found
        for each in found.changed if found else ():
            if each.seen and each.seen[0].ref.startswith(f"{self.entry.id}/"):
                guess, seen = (", ".join(one.text for one in words) for words in (each.guessed, each.seen))
                yield Beside("First guess", guess, "Later view", seen)


def _put_differently(answer: Answer) -> Iterator[Block]:
    """New words for something beside the ones it had."""
    for each in answer.each or ():
        if words := in_words(each.said, answer.type):
            yield Beside(THEN, each.text, NOW, words)


def _spoken(entry: Entry, setback: str, ground: Ground) -> Iterator[Answer]:
    """The answers of an entry that speak of something of a setback (id)."""
    if entry.sealed(ground.today):
        return
    for answer in entry.answers:
        if answer.each is not None:
            each = tuple(one for one in answer.each if _home(one, ground) == setback)
            if each:
                yield replace(answer, each=each)
        elif answer.about and ground.home(answer.about) == setback:
            yield answer


def _home(each: EachSaid, ground: Ground) -> str | None:
    return ground.home(each.key) if each.about else None
