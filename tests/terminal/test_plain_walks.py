"""Every walk through every flow, answered line by line in plain mode, makes the same answers."""

from __future__ import annotations

import io
from collections import deque
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.checks.remark import Remark
from reflect.entry.draft import Spot
from reflect.entry.said import OTHER, Said
from reflect.flow.questions import Choice, Choices, Date, Entries, Items, Letter, Long, Reopen, YesNo
from reflect.interview.ask import Ask
from reflect.interview.asking import Keep, Reply, Weighed, converse
from reflect.interview.state import Interview
from reflect.terminal.half import as_text, picked_in
from reflect.terminal.plain.asker import PlainAsker
from tests.interview.making import TODAY
from tests.interview.walks import NAMES, Walker, beginning


class Lines(io.StringIO):
    """Lines that are typed when they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: deque[str] = deque()

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        return f"{self.typed.popleft()}\n" if self.typed else ""


class Typist:
    """Answers each question with the lines that a person would type to say what `answers` hold."""

    def __init__(self, answers: dict[Spot, Said]) -> None:
        self.stdin = Lines()
        self.asker = PlainAsker(self.stdin, io.StringIO(), width=60, today=TODAY)
        self.answers = answers
        self.refused = False

    def ask(self, ask: Ask) -> Reply:
        assert not self.stdin.typed
        self.stdin.typed.extend(lines_for(ask, self.answers[ask.spot], again=self.refused))
        self.refused = False
        return self.asker.ask(ask)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        self.refused = True
        self.asker.refuse(ask, message, path)

    def accepted(self, ask: Ask, said: Said) -> None:
        self.asker.accepted(ask, said)

    def remark(self, notes: tuple[str, ...]) -> None:
        self.asker.remark(notes)

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        return Keep()


def lines_for(ask: Ask, said: Said, *, again: bool = False) -> list[str]:
    """What is typed at `ask` for an answer; once more, when it was refused for being too little."""
    question = ask.question
    if said.skipped:
        return [":skip"]
    if ask.gate or isinstance(question, YesNo):
        return ["yes" if said.value else "no"]
    if isinstance(question, Choice | Choices | Entries):
        if again:
            return ["", ""] if said.other else [""]
        keys, words = picked_in(said)
        offered = [each.key for each in ask.options] + [OTHER]
        free = OTHER in keys and getattr(question, "other", None)
        return [", ".join(str(offered.index(key) + 1) for key in keys), *([words] if free else [])]
    if isinstance(question, Items | Long | Letter | Reopen):
        if again:
            return [""]
        lines = [f":{line}" if line.startswith(":") else line for line in as_text(said).split("\n")]
        return [*(["3"] if as_text(ask.begins).strip() else []), *lines, ":done"]
    return [as_text(said), *([""] if isinstance(question, Date) and said.said else [])]


@settings(max_examples=12, database=None)
@given(st.sampled_from(NAMES), st.integers(0, 2**32 - 1))
def test_line_by_line_the_answers_are_the_same(name: str, seed: int) -> None:
    random = Random(seed)
    begun = beginning(name, random)
    walked = Walker(random).to_the_end(begun)
    typist = Typist({each.spot: each.said for each in walked.trail})
    done = converse(begun, typist, lambda _: None).interview
    assert done.trail == walked.trail
    assert (done.kept, done.typing) == ({}, None)


@settings(max_examples=8, database=None)
@given(st.sampled_from(NAMES), st.integers(0, 2**32 - 1))
def test_going_back_and_keeping_what_stands_there_changes_nothing(name: str, seed: int) -> None:
    random = Random(seed)
    begun = beginning(name, random)
    walked = Walker(random).to_the_end(begun)
    at: Interview = walked
    for _ in range(random.randint(1, 12)):
        at = at.back()
    typist = Keeping({each.spot: each.said for each in walked.trail})
    assert converse(at, typist, lambda _: None).interview.trail == walked.trail


class Keeping(Typist):
    """Presses Enter where an answer stands already, and at free words that stand there."""

    def ask(self, ask: Ask) -> Reply:
        lines = [] if ask.old is None and not ask.left_empty else [""]
        if ask.left_empty and isinstance(ask.question, Items | Long | Letter | Reopen):
            lines = [":done"]
        self.stdin.typed.extend(lines or lines_for(ask, self.answers[ask.spot], again=self.refused))
        self.refused = False
        return self.asker.ask(ask)
