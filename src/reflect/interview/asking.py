"""Whoever asks: the protocol that every asker follows, and the conversation that is led through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from reflect.checks.remark import Remark, key
from reflect.entry.draft import Spot
from reflect.entry.said import Said
from reflect.flow.options import Options
from reflect.flow.questions import Choice
from reflect.interview.accept import LOSES, Invalid, loses
from reflect.interview.answers import Item
from reflect.interview.ask import Ask, enough
from reflect.interview.listening import Listening, silence
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


@dataclass(frozen=True)
class Keep:
    """After remarks: the words stay as they are."""


@dataclass(frozen=True)
class Change:
    """After remarks: back to the words that one of them is about."""

    remark: Remark


Weighed = Keep | Change | Leave


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

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        """Says what there is to be said about the words of an answer that is safe, and waits for what becomes of them."""


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


def converse(
    interview: Interview, asker: Asker, save: Callable[[Interview], None], listening: Listening = silence
) -> Conversation:
    """Leads an interview to its end, or as far as the person goes.

    `save` makes the interview durable; an answer is acknowledged (`asker.accepted`) only when it has returned. A required
    question that is left empty is put once more, and so is one with fewer items than hoped for; then it goes on. What
    `listening` has to say to an answer is said when it is safe.
    """
    pressed: set[Spot] = set()
    cursor: int | None = None
    while isinstance(ask := interview.current, Ask):
        ask, cursor = replace(ask, cursor=cursor), None
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
        heard = listening(interview, ask, said)
        asker.remark(heard.words)
        leave = _leaves(asker, heard.pause) if heard.pause else None
        interview = interview.quietened() if heard.pause else interview
        if leave is None and heard.remarks:
            # They are made once, whatever becomes of the words; that much is kept with the draft.
            interview = replace(interview, raised=interview.raised | {key(each) for each in heard.remarks})
            save(interview)
            weighed = asker.weigh(ask, heard.remarks)
            leave = weighed if isinstance(weighed, Leave) else None
            if isinstance(weighed, Change):
                from reflect.interview.weighing import spot_of

                interview, cursor = interview.jump(spot_of(ask, weighed.remark)), weighed.remark.start
                save(interview)
        if leave is not None:
            return Conversation(interview, Ending.LEFT, leave.exit_code)
    if ask is None:
        asker.remark(interview.closing)
        return Conversation(interview, Ending.FINISHED)
    asker.remark(ask.notes)
    return Conversation(interview, Ending.HALTED)


def _leaves(asker: Asker, text: str) -> Leave | None:
    """Asks whether to go on or to stop here; how the person leaves, None for going on."""
    options = tuple(Item(key, label) for key, label in (("go_on", "Go on"), ("stop", "Stop here")))
    question = Choice(
        id="pause", ask=text, options=Options(fixed=tuple((each.key, each.text) for each in options)), required=True
    )
    ask = Ask(Spot(question.id), question, text, required=True, options=options, number=0, of=0)
    while True:
        reply = asker.ask(ask)
        if isinstance(reply, Leave):
            return reply
        if isinstance(reply, Answered):
            return Leave(None, 0) if reply.raw == "stop" else None


def _once_more(ask: Ask, said: Said) -> str:
    least = getattr(ask.group if ask.gate else ask.question, "at_least", None)
    if least and least > 1 and (ask.gate or not said.skipped):
        return MORE_HOPED.format(least)
    return ONCE_MORE
