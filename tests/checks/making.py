"""The shipped checks, and checks of one look in a line."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from reflect.checks.model import Check, Look, Of, Phrase, Phrases
from reflect.checks.remark import Level, Remark, Saying
from reflect.checks.subject import Record, Subject
from reflect.library.checks import check_files, load
from reflect.library.document import read
from reflect.library.flows import Library, shipped_prompts

SAID = Saying("The reason.", "Another way.")
DAY = dt.date(2026, 3, 7)


@cache
def shipped() -> dict[str, Check]:
    """The checks that came with the program."""
    return dict(load(Library(shipped_prompts())))


@cache
def files() -> dict[str, Any]:
    """What stands in their files."""
    return {name: read(path.read_bytes()).tree for name, path in check_files(Library(shipped_prompts())).items()}


def check(*looks: Look, of: Of = "text", once: bool = False) -> Check:
    return Check("X1", "For a test.", looks, of, once=once)


def phrase(pattern: str, *, level: Level = "look", across: bool = False, id_: str = "P1") -> Phrase:
    return Phrase(id_, "a phrase", level, pattern, "The reason.", "Another way.", across)


def phrases(*patterns: str, level: Level = "look") -> Phrases:
    return Phrases(tuple(phrase(each, level=level, id_=f"P{number}") for number, each in enumerate(patterns)))


def record(day: dt.date | None = DAY, **words: str) -> Record:
    return Record(words, {"by": day})


def said(look: Look, text: str = "", *records: Record, **answers: str) -> list[Remark]:
    """What one look says about a text, or about records."""
    return list(look.remarks("X1", Subject(text, records=records, answers=answers)))
