"""The keys with which somebody answers a question on a terminal: on a full one, or in plain lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reflect.flow.questions import Choice, Choices, Items, Letter, Long, Text, YesNo
from reflect.interview.ask import Ask

ENTER, DONE, DOWN, SPACE = "\r", "\x04", "\x1b[B", " "


@dataclass(frozen=True)
class Keys:
    """What is pressed for an answer: `words` that are typed, if any, and what `ends` them."""

    words: str
    ends: str


def in_full(ask: Ask, raw: object) -> Keys:
    """The keys for an answer on a full terminal; None leaves the question empty."""
    if isinstance(ask.question, YesNo | Choice):
        above = _place(ask, raw) if raw is not None else 0
        first = 0 if ask.required or raw is None else 1
        return Keys("", DOWN * (above + first) + ENTER)
    if isinstance(ask.question, Choices):
        marked = raw if isinstance(raw, list) else []
        return Keys("", "".join((SPACE if each.key in marked else "") + DOWN for each in ask.offered) + ENTER)
    if isinstance(ask.question, Items):
        return Keys(_lines(raw), ENTER + ENTER if raw else ENTER)
    words = _typed(str(raw or ""))
    return Keys(words, DONE if isinstance(ask.question, Long | Letter) else ENTER)


def in_plain_lines(ask: Ask, raw: object) -> Keys:
    """The keys for an answer in plain lines; None leaves the question empty."""
    if isinstance(ask.question, YesNo | Choice):
        return Keys("", (str(_place(ask, raw) + 1) if raw is not None else "") + ENTER)
    if isinstance(ask.question, Choices):
        marked = raw if isinstance(raw, list) else []
        return Keys("", " ".join(str(_place(ask, each) + 1) for each in marked) + ENTER)
    if isinstance(ask.question, Items):
        return Keys(_lines(raw), ENTER + ENTER if raw else ENTER)
    words = _typed(str(raw or ""))
    if isinstance(ask.question, Long | Letter):
        return Keys(words, f"{ENTER}:done{ENTER}" if words else f":done{ENTER}")
    return Keys(words, ENTER)


def standing(ask: Ask, *, plain: bool) -> str:
    """The keys that take what stands in a question already: what is half typed, or what the flow proposes."""
    return DONE if not plain and isinstance(ask.question, Long | Letter | Items) else ENTER


def taken(ask: Ask) -> object:
    """What is answered when what is half typed at a question is taken as it stands."""
    typed = ask.typed or ""
    if isinstance(ask.question, Items | Choices):
        return [line.strip() for line in typed.split("\n") if line.strip()]
    return typed


def is_typed(ask: Ask) -> bool:
    """Whether a question is answered with words that take their time."""
    return isinstance(ask.question, Text | Long) and ask.begins is None and ask.typed is None


def _place(ask: Ask, key: object) -> int:
    return [each.key for each in ask.offered].index(str(key))


def _lines(raw: object) -> str:
    return ENTER.join(str(each) for each in raw) if isinstance(raw, Sequence) else ""


def _typed(words: str) -> str:
    return words.replace("\n", ENTER)
