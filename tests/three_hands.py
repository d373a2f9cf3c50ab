"""Three hands that say the same: keys on a full terminal, lines in plain mode, and a file."""

from __future__ import annotations

import datetime as dt
import io
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from unittest.mock import patch

from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from reflect.checks.remark import Remark
from reflect.entry.draft import Spot
from reflect.entry.said import Said
from reflect.flow.questions import Choice, Choices, Date, Entries, Items, Letter, Long, Reopen, YesNo
from reflect.interview.ask import Ask
from reflect.interview.asking import (
    Answered,
    Asker,
    Back,
    Conversation,
    Ending,
    Keep,
    Leave,
    Remove,
    Reply,
    ToRecord,
    Weighed,
    converse,
)
from reflect.interview.state import Interview
from reflect.terminal.full.asker import FullAsker
from reflect.terminal.half import as_text, marks, picked_in
from reflect.terminal.plain.asker import PlainAsker
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.prepared import PreparedAsker
from tests.terminal.conversation import BACK, DONE, DOWN, ENTER, LIBRARY_KEYS, STOP, pasted

Answers = Mapping[Spot, Said]
Does = Said | Back | ToRecord | Remove | Leave
"""What a hand does at a question: it says something, goes back, turns to a record, or writes its answer and leaves."""
First = Mapping[Spot, Sequence[Does]]

ALL = "\x1b[1;5F\x1b[1;6H"
"""Keys that select everything that is written."""
BACKSPACE, SPACE = "\x7f", " "
AWAY = Leave(None, 130)
TEXTS = Items | Long | Letter | Reopen


class Hand(ABC):
    """Says what `answers` hold; where there is something else to do first, that comes first, one thing each time."""

    def __init__(self, answers: Answers, first: First | None) -> None:
        self.answers = answers
        self.first = {spot: deque(does) for spot, does in (first or {}).items()}
        self.asked: list[Ask] = []
        self.refused: Ask | None = None

    @property
    @abstractmethod
    def asker(self) -> Asker:
        """The asker that this hand answers."""

    @abstractmethod
    def put(self, ask: Ask, does: Does, *, again: bool) -> Reply:
        """Does something at a question, `again` when it was not enough before."""

    def ask(self, ask: Ask) -> Reply:
        again = self.refused is not None and self.refused.spot == ask.spot
        todo = self.first.get(ask.spot)
        does = todo.popleft() if todo and not again else self.answers[ask.spot]
        self.refused = None
        self.asked.append(ask)
        reply = self.put(ask, does, again=again)
        assert isinstance(reply, Answered if isinstance(does, Said) else type(does))
        return reply

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        assert self.refused is None, message
        self.refused = ask
        self.asker.refuse(ask, message, path)

    def accepted(self, ask: Ask, said: Said) -> None:
        self.asker.accepted(ask, said)

    def remark(self, notes: tuple[str, ...]) -> None:
        self.asker.remark(notes)

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        return Keep()

    @property
    def done(self) -> bool:
        """Whether everything was done that there was to do."""
        return not any(self.first.values()) and {each.spot for each in self.asked} == set(self.answers)


def stands(ask: Ask, said: Said) -> bool:
    """Whether an answer stands there already, so that it only has to be taken."""
    if ask.typed is not None:
        return ask.typed == written(ask, said)
    return (said.skipped and ask.left_empty) or ask.begins == said


def written(ask: Ask, said: Said) -> str | None:
    """What is half typed when an answer is written, or marked, and not given; None where that leaves nothing."""
    if ask.gate or isinstance(ask.question, YesNo):
        return None
    if isinstance(ask.question, Choice | Choices | Entries):
        picked, words = picked_in(said)
        return marks(picked, words) or None if words or not isinstance(ask.question, Choice) else None
    return as_text(said) or None


# --------------------------------------------------------------------------------------------------- a full terminal


class Keys(Hand):
    """Presses keys into the full asker."""

    def __init__(self, pipe: PipeInput, answers: Answers, first: First | None, today: dt.date) -> None:
        super().__init__(answers, first)
        self.pipe = pipe
        console = Console(file=io.StringIO(), width=70, force_terminal=False, no_color=True)
        self.full = FullAsker(console, input=pipe, output=DummyOutput(), today=today)

    @property
    def asker(self) -> Asker:
        return self.full

    def put(self, ask: Ask, does: Does, *, again: bool) -> Reply:
        self.pipe.send_text(keys_for(ask, does, self.answers[ask.spot], again=again))
        return self.full.ask(ask)


def keys_for(ask: Ask, does: Does, answer: Said, *, again: bool = False) -> str:
    """The keys for something at a question, whose `answer` is written before one leaves."""
    if isinstance(does, Back):
        return BACK
    if isinstance(does, Leave):
        return _writing(ask, answer) + STOP
    if isinstance(does, ToRecord | Remove):
        steps = DOWN * (2 if isinstance(does, ToRecord) else 3)
        which = DOWN * _place(ask, does.record) + ENTER if len(ask.records) > 1 else ""
        return "y" + steps + ENTER + which
    if again or stands(ask, does):
        return _taken(ask, does)
    if ask.gate or isinstance(ask.question, YesNo):
        return DONE if does.skipped else ("y" if does.value else "n") + ENTER
    if isinstance(ask.question, Choice) and does.skipped:
        return DONE
    return _writing(ask, does) + (DONE if isinstance(ask.question, TEXTS) else ENTER)


def _taken(ask: Ask, said: Said) -> str:
    """The keys that take what stands there."""
    if isinstance(ask.question, TEXTS):
        return DONE
    if ask.gate or isinstance(ask.question, Choice | YesNo):
        empty = said.skipped and not ask.left_empty
        return DONE if empty else ENTER + (ENTER if said.other else "")
    return ENTER + (ENTER if said.other else "")


def _writing(ask: Ask, said: Said) -> str:
    """The keys that write an answer, or mark it, as far as that is possible before it is given."""
    if ask.gate or isinstance(ask.question, YesNo):
        return ""
    if isinstance(ask.question, Choice | Choices | Entries):
        return _marked(ask, said)
    text = as_text(said)
    empty = not as_text(ask.begins)
    return ("" if empty else ALL) + (pasted(text) if text else "" if empty else BACKSPACE)


def _marked(ask: Ask, said: Said) -> str:
    keys = [each.key for each in ask.offered]
    before, _ = picked_in(ask.begins)
    wanted, words = picked_in(said)
    if isinstance(ask.question, Choice):
        # The row that leaves it empty comes behind the last one, and is where one begins.
        empty = not ask.required or ask.left_empty
        start = keys.index(before[0]) if before else len(keys) if empty else 0
        end = len(keys) + empty
        steps = DOWN * ((keys.index(wanted[0]) - start) % end) if wanted else ""
    else:
        steps = DOWN.join(SPACE if (key in before) != (key in wanted) else "" for key in keys)
    return steps + (ENTER + ALL + pasted(words) if words else "")


# --------------------------------------------------------------------------------------------------------- plain mode


class Stream(io.StringIO):
    """Lines that are typed when they are asked for; the last one may be left without its end."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: deque[str] = deque()

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        return self.typed.popleft() if self.typed else ""


class Lines(Hand):
    """Types lines into the plain asker."""

    def __init__(self, answers: Answers, first: First | None, today: dt.date) -> None:
        super().__init__(answers, first)
        self.stdin = Stream()
        self.plain = PlainAsker(self.stdin, io.StringIO(), width=60, today=today)

    @property
    def asker(self) -> Asker:
        return self.plain

    def put(self, ask: Ask, does: Does, *, again: bool) -> Reply:
        assert not self.stdin.typed
        lines = lines_for(ask, does, self.answers[ask.spot], again=again)
        ends = "" if isinstance(does, Leave) else "\n"
        self.stdin.typed.extend(
            f"{line}{ends if place == len(lines) else chr(10)}" for place, line in enumerate(lines, 1)
        )
        return self.plain.ask(ask)


def lines_for(ask: Ask, does: Does, answer: Said, *, again: bool = False) -> list[str]:
    """The lines for something at a question, whose `answer` is written before one leaves."""
    question = ask.question
    if isinstance(does, Back):
        return [":back"]
    if isinstance(does, Leave):
        return _begun(ask, answer)
    if isinstance(does, ToRecord | Remove):
        which = [str(_place(ask, does.record) + 1)] if len(ask.records) > 1 else []
        return ["3", *which] if isinstance(does, ToRecord) else ["4", *which, "1"]
    if again:
        words = does.other and isinstance(question, Choices)
        return [":skip"] if does.skipped else ["", ""] if words else [""]
    if stands(ask, does):
        once_more = ask.typed is not None and (does.other or does.said)
        return [":done"] if does.skipped and isinstance(question, TEXTS) else ["", ""] if once_more else [""]
    if does.skipped:
        return [":skip"]
    if ask.gate or isinstance(question, YesNo):
        return ["yes" if does.value else "no"]
    if isinstance(question, Choice | Choices | Entries):
        return _numbered(ask, does)
    if isinstance(question, TEXTS):
        return _text(ask, does)
    return [escaped(as_text(does)), *([""] if isinstance(question, Date) and does.said else [])]


def _numbered(ask: Ask, said: Said) -> list[str]:
    keys = [each.key for each in ask.offered]
    wanted, words = picked_in(said)
    return [", ".join(str(keys.index(key) + 1) for key in wanted), *([escaped(words)] if words else [])]


def _text(ask: Ask, said: Said) -> list[str]:
    """A text of several lines: one line of it changed where that is all there is to change, or written anew."""
    before, after = as_text(ask.begins).split("\n"), as_text(said).split("\n")
    differ = [place for place, (old, new) in enumerate(zip_longest(before, after)) if old != new]
    if len(before) == len(after) and len(differ) == 1 and before[differ[0]].strip() and after[differ[0]].strip():
        number = len([line for line in before[: differ[0] + 1] if line.strip()])
        return ["4", str(number), escaped(after[differ[0]]), ""]
    return [*(["3"] if as_text(ask.begins).strip() else []), *map(escaped, after), ":done"]


def _begun(ask: Ask, said: Said) -> list[str]:
    """What is written and not given: the last line has no end yet."""
    if written(ask, said) is None:
        return [""]
    if isinstance(ask.question, Choice | Choices | Entries):
        return _numbered(ask, said)
    if isinstance(ask.question, TEXTS):
        return [*(["3"] if as_text(ask.begins).strip() else []), *map(escaped, as_text(said).split("\n"))]
    return [escaped(as_text(said))]


def escaped(line: str) -> str:
    """A line as it is typed where one that begins with a colon could be a command."""
    return f":{line}" if line.startswith(":") else line


# ---------------------------------------------------------------------------------------------------------- in common


def _place(ask: Ask, record: int) -> int:
    return [each.key for each in ask.records].index(str(record))


def from_a_file(begun: Interview, data: str) -> Interview:
    """The interview as an answers file leads it to its end; everything in the file must be used."""
    asker = PreparedAsker(AnswersFile.parse("answers.yaml", data.encode()))
    done = converse(begun, asker, lambda _: None)
    asker.check(done.interview)
    assert done.ending is Ending.FINISHED
    return done.interview


def by_keys(begun: Interview, answers: Answers, first: First | None = None) -> tuple[Conversation, Keys]:
    """What comes of keys pressed, and the hand that pressed them."""
    with create_pipe_input() as pipe, patch("prompt_toolkit.application.application.load_key_bindings", LIBRARY_KEYS):
        hand = Keys(pipe, answers, first, begun.today)
        with hand.full:
            return converse(begun, hand, lambda _: None), hand


def by_lines(begun: Interview, answers: Answers, first: First | None = None) -> tuple[Conversation, Lines]:
    """What comes of lines typed, and the hand that typed them."""
    hand = Lines(answers, first, begun.today)
    with hand.plain:
        return converse(begun, hand, lambda _: None), hand


BY_HAND = {"keys": by_keys, "lines": by_lines}
