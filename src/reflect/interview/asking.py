"""Whoever asks: the protocol that every asker follows, and the conversation that is led through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from reflect.entry.draft import Spot
from reflect.entry.model import Said
from reflect.interview.accept import LOSES, Invalid, loses
from reflect.interview.ask import Ask, enough
from reflect.interview.state import Interview

ONCE_MORE = "This one matters for what follows. Leave it empty again to go on without."
MORE_HOPED = "{} would be a good start. The same again goes on as it is."


@dataclass(frozen=True)
class Answered:
    """Something was answered: what, in the forms of `accept`; None for nothing."""

    raw: object


@dataclass(frozen=True)
class Back:
    """One question back."""

    typed: str | None = None


@dataclass(frozen=True)
class Leave:
    """Away from the keyboard, for now: what was half typed, and the exit code that says how (130 for Ctrl-C)."""

    typed: str | None
    exit_code: int


@dataclass(frozen=True)
class ToRecord:
    """At the question whether there is another record: to one that is there, to change it."""

    record: int


@dataclass(frozen=True)
class Remove:
    """At the question whether there is another record: one that is there is taken out."""

    record: int


Reply = Answered | Back | Leave | ToRecord | Remove


class Asker(Protocol):
    """Puts questions to a person, or to a file of answers."""

    def ask(self, ask: Ask) -> Reply:
        """Puts one question and waits for the reply."""

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        """Says why the reply was not taken; the same question is put again."""

    def accepted(self, ask: Ask, said: Said) -> None:
        """Says that the answer is safe."""

    def remark(self, notes: tuple[str, ...]) -> None:
        """Says what the flow says outside of questions."""


class Ending(Enum):
    """How a conversation came to its end."""

    FINISHED = "everything was asked"
    HALTED = "the flow goes on later"
    LEFT = "the person left"


@dataclass(frozen=True)
class Conversation:
    """What came of it: the interview as it stands, how it ended, and the exit code when the person left."""

    interview: Interview
    ending: Ending
    exit_code: int = 0


def converse(interview: Interview, asker: Asker, save: Callable[[Interview], None]) -> Conversation:
    """Leads an interview to its end, or as far as the person goes.

    `save` makes the interview durable; an answer is acknowledged (`asker.accepted`) only when it has returned. A required
    question that is left empty is put once more, and so is one with fewer items than hoped for; then it goes on.
    """
    pressed: set[Spot] = set()
    while isinstance(ask := interview.current, Ask):
        reply = asker.ask(ask)
        if isinstance(reply, Leave):
            interview = interview.half_typed(reply.typed)
            save(interview)
            return Conversation(interview, Ending.LEFT, reply.exit_code)
        if isinstance(reply, Back):
            interview = interview.back(reply.typed)
            save(interview)
            continue
        if isinstance(reply, ToRecord | Remove):
            changed = isinstance(reply, ToRecord)
            interview = interview.to_record(reply.record) if changed else interview.without_record(reply.record)
            save(interview)
            continue
        try:
            said = interview.understood(reply.raw)
        except Invalid as invalid:
            asker.refuse(ask, invalid.message, invalid.path)
            continue
        if not enough(ask, said) and ask.spot not in pressed:
            pressed.add(ask.spot)
            asker.refuse(ask, _once_more(ask, said))
            continue
        interview = interview.give(said).forward()
        save(interview)
        asker.accepted(ask, said)
        if loses(reply.raw):
            asker.remark((LOSES,))
    if ask is None:
        asker.remark(interview.closing)
        return Conversation(interview, Ending.FINISHED)
    asker.remark(ask.notes)
    return Conversation(interview, Ending.HALTED)


def _once_more(ask: Ask, said: Said) -> str:
    least = getattr(ask.group if ask.gate else ask.question, "at_least", None)
    if least and least > 1 and (ask.gate or not said.skipped):
        return MORE_HOPED.format(least)
    return ONCE_MORE
