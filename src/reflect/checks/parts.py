"""The parts of an apology: which of them a letter has, told by cues, and which of its promises have a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reflect.checks.model import Check
from reflect.checks.remark import Remark, Saying
from reflect.checks.sentences import Sentence, found, sentences
from reflect.checks.subject import Subject

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
    """A part of a letter, there when one of its cues is.

    A promise needs a day where it stands: `undated` is said when none of the stretches with a cue has one. Where a cue of
    `done` is found it is no promise any more.
    """

    id: str
    cues: tuple[Cue, ...]
    said: Saying
    undated: Saying | None = None
    done: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class Parts:
    """The parts a letter should have, weightiest first, and the cues that tell a day."""

    parts: tuple[Part, ...]
    days: tuple[Cue, ...]

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for field, text in subject.texts():
            told = stretches(text)
            if not told:
                continue
            missing, undated = self.missing(told), self.undated(told)
            for part in self.parts:
                if part in missing:
                    yield part.said.missing(check, text, field)
                elif part.undated and part in undated:
                    yield part.undated.missing(check, text, field)

    def missing(self, told: tuple[Sentence, ...]) -> tuple[Part, ...]:
        """The parts that are not there."""
        pieces = tuple(piece for each in told for piece in clauses(each))
        return tuple(part for part in self.parts if not _holds(part.cues, pieces))

    def undated(self, told: tuple[Sentence, ...]) -> tuple[Part, ...]:
        """The parts that are there as a promise without a day."""
        return tuple(part for part in self.parts if part.undated and self._undated(part, told))

    def _undated(self, part: Part, told: tuple[Sentence, ...]) -> bool:
        where = tuple(each for each in told if _holds(part.cues, clauses(each)))
        return bool(where) and not _holds((*self.days, *part.done), where)


def missing_parts(check: Check, text: str) -> tuple[str, ...]:
    """The ids of the parts that `text` does not have, weightiest first."""
    return tuple(part.id for look in _looks(check) for part in look.missing(stretches(text)))


def undated_parts(check: Check, text: str) -> tuple[str, ...]:
    """The ids of the parts that `text` has as a promise without a day."""
    return tuple(part.id for look in _looks(check) for part in look.undated(stretches(text)))


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
