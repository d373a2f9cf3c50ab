"""Whoever listens to the answers of an interview: what there is to say once an answer is safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reflect.checks.remark import Remark
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.state import Interview


@dataclass(frozen=True)
class Heard:
    """What there is to say: words, a paragraph each; the question, after them, whether to go on or to stop; and remarks
    on the words of the answer, strongest first. After a pause nothing is offered any more."""

    words: tuple[str, ...] = ()
    pause: str | None = None
    remarks: tuple[Remark, ...] = ()


class Listening(Protocol):
    """Hears each answer once it is safe, in the interview as it stands after it."""

    def __call__(self, interview: Interview, ask: Ask, said: Said) -> Heard: ...


def silence(interview: Interview, ask: Ask, said: Said) -> Heard:
    """Hears everything and says nothing."""
    del interview, ask, said
    return Heard()
