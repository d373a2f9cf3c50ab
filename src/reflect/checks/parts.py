"""The parts of an apology: which of them a letter has, told by its words, and which of its promises have a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from reflect.checks.model import Check
from reflect.checks.remark import Remark, Saying
from reflect.checks.sentences import Sentence, found, sentences
from reflect.checks.signs import Chances, Sign, together, told
from reflect.checks.subject import Subject

CLEARLY = 0.5
"""The chance from which a stretch is one that tells a part."""

# Where a clause begins that has a subject of its own.
_NEXT = re.compile(
    r"; |[:] (?=\w)| [-–—] |(?:,|\s) ?(?:and|but|so|while) (?=(?:I|we|you|he|she|they|it|there|the|my|your|our|his|her|from|by|on"
    r"|until|next|since|i'm|i'll|ive)\b)|, (?=(?:I|we|you|he|she|they)\b)|, (?=so that\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cue:
    """A pattern that tells that something is there, and its name. Where `unless` is found, it tells nothing."""

    name: str
    pattern: str
    unless: str | None = None


@dataclass(frozen=True)
class Part:
    """A part of a letter, there when one of its cues is, or when the signs in its clauses speak for it clearly enough.

    `start` is what the weights of the signs are added to, `least` the chance (0 to 1) that is enough. Without them, only
    cues tell. A promise needs a day where it stands: `undated` is said when none of the stretches with it has one. Where a
    cue of `done` is found it is no promise any more.
    """

    id: str
    cues: tuple[Cue, ...]
    said: Saying
    undated: Saying | None = None
    done: tuple[Cue, ...] = ()
    start: float | None = None
    least: float = 1.0


@dataclass(frozen=True)
class Parts:
    """The parts a letter should have, weightiest first, the cues that tell a day, and the signs that speak for parts."""

    parts: tuple[Part, ...]
    days: tuple[Cue, ...]
    signs: tuple[Sign, ...] = ()

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for field, text in subject.texts():
            letter = self._read(text)
            if not letter:
                continue
            missing, undated = self._missing(letter), self._undated(letter)
            for part in self.parts:
                if part in missing:
                    yield part.said.missing(check, text, field)
                elif part.undated and part in undated:
                    yield part.undated.missing(check, text, field)

    def missing(self, text: str) -> tuple[Part, ...]:
        """The parts that `text` does not have."""
        return self._missing(self._read(text))

    def undated(self, text: str) -> tuple[Part, ...]:
        """The parts that `text` has as a promise without a day."""
        return self._undated(self._read(text))

    def _read(self, text: str) -> tuple[_Stretch, ...]:
        starts = {part.id: part.start for part in self.parts if part.start is not None}
        known: dict[str, Chances] = {}
        return tuple(_stretch(each, self.signs, starts, known) for each in stretches(text))

    def _missing(self, letter: tuple[_Stretch, ...]) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not _there(part, letter))

    def _undated(self, letter: tuple[_Stretch, ...]) -> tuple[Part, ...]:
        promised = (part for part in self.parts if part.undated and _there(part, letter))
        return tuple(part for part in promised if not _holds((*self.days, *part.done), _where(part, letter)))


@dataclass(frozen=True)
class _Stretch:
    """A stretch of a letter, its clauses, and the chances that each of these tells a part."""

    itself: Sentence
    clauses: tuple[Sentence, ...]
    chances: tuple[Chances, ...]


def _stretch(
    itself: Sentence, signs: tuple[Sign, ...], starts: dict[str, float], known: dict[str, Chances]
) -> _Stretch:
    pieces = clauses(itself)
    for each in pieces:
        if each.text not in known:
            known[each.text] = told(each.text, signs, starts)
    return _Stretch(itself, pieces, tuple(known[each.text] for each in pieces))


def _there(part: Part, letter: tuple[_Stretch, ...]) -> bool:
    """Whether the letter has `part`."""
    return any(_holds(part.cues, each.clauses) for each in letter) or _enough(part, letter, part.least)


def _enough(part: Part, letter: Iterable[_Stretch], least: float) -> bool:
    if part.start is None:
        return False
    # The head of a list stands before each of its items, and tells what it tells once.
    once = {
        clause.text.strip(): chances
        for each in letter
        for clause, chances in zip(each.clauses, each.chances, strict=True)
    }
    return together(once.values(), part.id) >= least


def _where(part: Part, letter: tuple[_Stretch, ...]) -> tuple[Sentence, ...]:
    """The stretches that tell `part`: those that do clearly, or else the one that does most."""
    where = [each for each in letter if _holds(part.cues, each.clauses) or _enough(part, (each,), CLEARLY)]
    if not where:
        where = [max(letter, key=lambda each: together(each.chances, part.id))]
    return tuple(each.itself for each in where)


def missing_parts(check: Check, text: str) -> tuple[str, ...]:
    """The ids of the parts that `text` does not have, weightiest first."""
    return tuple(part.id for look in _looks(check) for part in look.missing(text))


def undated_parts(check: Check, text: str) -> tuple[str, ...]:
    """The ids of the parts that `text` has as a promise without a day."""
    return tuple(part.id for look in _looks(check) for part in look.undated(text))


def stretches(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`; a line that ends in a colon goes with each item of the list under it."""
    found: list[Sentence] = []
    head: Sentence | None = None
    for each in sentences(text):
        line = text[text.rfind("\n", 0, each.start) + 1 : each.start]
        if each.text.endswith(":"):
            head = each
            found.append(each)
        elif head and line.strip():
            found.append(Sentence(head.start, f"{head.text} {each.text}"))
        else:
            head = None
            found.append(each)
    return tuple(found)


def clauses(sentence: Sentence) -> tuple[Sentence, ...]:
    """What somebody tells one after the other in a sentence: each clause that has somebody or something of its own."""
    starts = [0, *(each.end() for each in _NEXT.finditer(sentence.text)), len(sentence.text)]
    return tuple(
        Sentence(sentence.start + start, sentence.text[start:end]) for start, end in pairwise(starts) if start < end
    )


def _looks(check: Check) -> Iterator[Parts]:
    return (each for each in check.looks if isinstance(each, Parts))


def _holds(cues: tuple[Cue, ...], told: tuple[Sentence, ...]) -> bool:
    return any(next(found(each.pattern, told, unless=each.unless), None) is not None for each in cues)
