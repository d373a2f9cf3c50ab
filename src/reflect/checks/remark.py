"""A gentle remark about some words: where they stand, the reason, and another way to say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["strong", "look"]
LEVELS: tuple[Level, ...] = ("strong", "look")
"""How much a remark weighs, heaviest first: to be named first, or worth another look."""


@dataclass(frozen=True)
class Remark:
    """What the check `check` says about the words `phrase`, which stand from `start` to `end` (in characters).

    They stand in the text that was weighed, or in the field `field` of the record. Where something is missing there are
    no words: `phrase` is "", and `start` and `end` are where the text ends. `why` is the reason, `instead` a gentler way.
    """

    check: str
    phrase: str
    start: int
    end: int
    level: Level
    why: str
    instead: str
    field: str | None = None

    def to_json(self) -> dict[str, Any]:
        """What other programs are told."""
        return {
            "check": self.check,
            "phrase": self.phrase,
            "start": self.start,
            "end": self.end,
            "level": self.level,
            "why": self.why,
            "instead": self.instead,
        }


@dataclass(frozen=True)
class Saying:
    """What is said when something is found."""

    why: str
    instead: str
    level: Level = "look"

    def about(self, check: str, text: str, start: int, end: int, field: str | None = None) -> Remark:
        """The remark on the words from `start` to `end` of `text`."""
        return Remark(check, text[start:end], start, end, self.level, self.why, self.instead, field)

    def missing(self, check: str, text: str, field: str | None = None) -> Remark:
        """The remark that something is missing in `text`, or that it is so as a whole."""
        return self.about(check, text, len(text), len(text), field)


def key(remark: Remark) -> tuple[str, str]:
    """What makes a remark the same as another: its check and its words, or its reason where something is missing."""
    return remark.check, (remark.phrase or remark.why).casefold()
