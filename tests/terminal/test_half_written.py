"""Words that were written and not answered yet: they stay through the list, the way back, leaving, and a kill."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from reflect.entry.draft import Spot
from reflect.flow.model import Flow
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Leave, Reply, converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.full import leaving
from reflect.terminal.full.asker import FullAsker
from tests.terminal.conversation import BACK, CLEAR, ENTER, STOP, TODAY, UP, flow, talk
from tests.terminal.questions import KIND, PARTS, TEXT

WORDS = "my own words"
WRITTEN = [
    pytest.param(KIND, UP + ENTER + WORDS, f"other: {WORDS}", id="choice"),
    pytest.param(PARTS, " " + UP + " " + ENTER + WORDS, f"people\nother: {WORDS}", id="choices"),
]


def kept(question: dict[str, Any], keys: str, last: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was given to be kept while `keys` were pressed and nothing else, up to `last`."""
    monkeypatch.setattr(leaving, "PAUSE", 0)
    found: list[str] = []
    with create_pipe_input() as pipe:

        def keep(text: str) -> None:
            found.append(text)
            if text == last:
                pipe.send_text(STOP)

        # A prompt that never keeps what is waited for is ended, not waited for.
        watch = threading.Timer(20, pipe.close)
        watch.start()
        pipe.send_text(keys)
        asker = FullAsker(Console(file=io.StringIO(), width=60), input=pipe, output=DummyOutput(), keep=keep)
        converse(Interview(flow(question), Past(), TODAY), asker, lambda _each: None)
        watch.cancel()
    return found


@pytest.mark.parametrize(("question", "keys", "half"), WRITTEN)
def test_free_words_are_kept_while_they_are_written_with_what_else_was_picked(
    question: dict[str, Any], keys: str, half: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = kept(question, keys, half, monkeypatch)
    assert found[-1] == half
    assert all(each.split("\n")[0] in ("people", "money") or each.startswith("other: ") for each in found)


def test_what_is_picked_just_before_the_next_prompt_of_a_question_is_kept_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert kept(PARTS, " " + UP + " " + ENTER, "people\nother", monkeypatch)[-1] == "people\nother"


@pytest.mark.parametrize(("question", "keys", "half"), WRITTEN)
def test_leaving_again_without_a_key_loses_no_free_words(question: dict[str, Any], keys: str, half: str) -> None:
    left = talk(question, keys + STOP)
    again = talk(question, STOP, begin=left.conversation.interview)
    assert left.typing
    assert again.typing == left.typing
    assert again.typing.text == half


@pytest.mark.parametrize(("question", "keys", "half"), WRITTEN)
def test_leaving_at_the_list_keeps_the_free_words(question: dict[str, Any], keys: str, half: str) -> None:
    told = talk(question, keys + BACK + STOP)
    assert told.typing
    assert told.typing.text == half


@pytest.mark.parametrize(("question", "keys", "half"), WRITTEN)
def test_free_words_stand_there_again_after_going_back_beyond_their_question(
    question: dict[str, Any], keys: str, half: str
) -> None:
    told = talk(flow(TEXT, question), "a" + ENTER + keys + BACK + BACK + CLEAR + "b" + ENTER + STOP)
    assert told.values == ["b"]
    assert told.typing
    assert told.typing.text == half
    done = talk(flow(TEXT, question), ENTER + "." + ENTER, begin=told.conversation.interview)
    assert done.last.other == f"{WORDS}."


def test_free_words_of_an_answer_stay_when_its_list_is_left() -> None:
    two = flow(PARTS, TEXT)
    told = talk(two, " " + UP + " " + ENTER + WORDS + ENTER + BACK + STOP)
    done = talk(two, ENTER + ENTER + "a" + ENTER, begin=told.conversation.interview)
    assert done.conversation.interview.trail[0].said.other == WORDS


def test_free_words_stay_while_another_option_is_pointed_at() -> None:
    told = talk(KIND, UP + ENTER + WORDS + BACK + UP + STOP)
    assert told.typing
    assert told.typing.text == f"other: {WORDS}"


def test_an_option_that_is_chosen_instead_leaves_the_free_words_behind() -> None:
    told = talk(KIND, UP + ENTER + WORDS + BACK + UP + ENTER)
    assert (told.last.value, told.last.other, told.typing) == ("plan", None, None)


# ------------------------------------------------------------------------------------------- what leaving is called


class Looking(DummyOutput):
    """Remembers what was written to it."""

    def __init__(self) -> None:
        self.written = ""

    def write(self, data: str) -> None:
        self.written += data

    def write_raw(self, data: str) -> None:
        self.written += data

    def flush(self) -> None:
        self.written += "\n"


def key_lines(
    question: Flow | Ask, keys: str, *, kept: bool = True, keep: Callable[[str], None] | None = None
) -> tuple[str, Reply | None]:
    """All that the prompts showed while `keys` were pressed, and the reply to a question outside of a flow."""
    output, reply = Looking(), None
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        pipe.close()
        asker = FullAsker(Console(file=io.StringIO(), width=60), input=pipe, output=output, keep=keep)
        asker.kept = kept
        if isinstance(question, Ask):
            reply = asker.ask(question)
        else:
            converse(Interview(question, Past(), TODAY), asker, lambda _each: None)
    return " ".join(output.written.split()), reply


def outside(question: dict[str, Any]) -> Ask:
    """A question that a command asks, outside of a flow."""
    asked = Interview(flow(question), Past(), TODAY).current
    assert isinstance(asked, Ask)
    return Ask(Spot("asked"), asked.question, asked.text, required=True, options=asked.options, number=0, of=0)


@pytest.mark.parametrize("question", [TEXT, KIND, PARTS])
def test_the_keys_do_not_promise_to_keep_what_is_never_on_disk(question: dict[str, Any]) -> None:
    shown, _ = key_lines(flow(question), STOP, kept=False)
    assert "Ctrl-C: stop, nothing is kept" in shown
    assert "all is kept" not in shown
    assert "Ctrl-C: stop, all is kept" in key_lines(flow(question), STOP)[0]


def test_the_free_words_do_not_promise_more_than_their_list() -> None:
    shown, _ = key_lines(flow(KIND), UP + ENTER + STOP, kept=False)
    assert "Shift-Tab: back" in shown
    assert "all is kept" not in shown


@pytest.mark.parametrize("question", [TEXT, KIND])
def test_before_there_is_an_interview_one_leaves_and_does_not_go_back(question: dict[str, Any]) -> None:
    shown, reply = key_lines(outside(question), STOP)
    assert "Ctrl-C: leave" in shown
    assert "Shift-Tab" not in shown
    assert reply == Leave(None, 130)


@pytest.mark.parametrize("question", [TEXT, KIND])
def test_what_a_command_asks_while_an_interview_is_kept_says_so(question: dict[str, Any]) -> None:
    shown, reply = key_lines(outside(question), STOP, keep=list[str]().append)
    assert "Ctrl-C: stop, all is kept" in shown
    assert reply == Leave(None, 130)


def what_is_named_at_a_command(keys: str, *, saved: bool) -> str:
    """What the prompts showed of a command's question that comes after an answer, or while it cannot be `saved`."""
    output = Looking()
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        asker = FullAsker(Console(file=io.StringIO(), width=60), input=pipe, output=output, keep=list[str]().append)

        def save(_each: Interview) -> None:
            if not saved:
                outside_asked()

        def outside_asked() -> None:
            output.written = ""
            assert asker.ask(outside(KIND)) == Leave(None, 130)

        converse(Interview(flow(TEXT), Past(), TODAY), asker, save)
        if saved:
            outside_asked()
    return " ".join(output.written.split())


def test_all_is_kept_is_not_said_of_an_answer_that_is_not_safe() -> None:
    assert "Ctrl-C: stop, all is kept" in what_is_named_at_a_command("a" + ENTER + STOP, saved=True)
    shown = what_is_named_at_a_command("a" + ENTER + STOP, saved=False)
    assert "Ctrl-C: leave" in shown
    assert "all is kept" not in shown


def test_going_back_where_nothing_is_before_leaves_the_text_in_place() -> None:
    _, reply = key_lines(outside(TEXT), "a tit" + BACK + "le" + ENTER)
    assert reply == Answered("a title")


def test_back_is_named_from_the_second_question_on() -> None:
    two = flow(TEXT, TEXT | {"id": "more"})
    assert "Shift-Tab: back" not in key_lines(two, STOP)[0]
    assert "Shift-Tab: back" in key_lines(two, ENTER + STOP)[0]


class Pressing(Looking):
    """Presses a key after each time that something was shown, and Enter at last."""

    def __init__(self, pipe: PipeInput) -> None:
        super().__init__()
        self.keys = iter(["/a", *["x"] * 5, ENTER])
        self.pipe = pipe

    def flush(self) -> None:
        super().flush()
        self.pipe.send_text(next(self.keys, ""))


@pytest.mark.parametrize(("of", "keeps"), [(0, False), (1, True)], ids=["a command", "an interview"])
def test_only_what_an_interview_asks_is_kept_half_typed(of: int, keeps: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "PAUSE", 0)
    found: list[str] = []
    with create_pipe_input() as pipe:
        output = Pressing(pipe)
        asker = FullAsker(Console(file=io.StringIO(), width=60), input=pipe, output=output, keep=found.append)
        assert asker.ask(replace(outside(TEXT), of=of)) == Answered("/axxxxx")
    assert bool(found) is keeps
