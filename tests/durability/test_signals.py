"""Signals and closed terminals at prompts: a few of the cases that `python -m tests.durability` goes through."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from prompt_toolkit.application import Application
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from questionary import text

from reflect.interview.asking import Leave
from reflect.terminal.full.leaving import Prompt, Watch, run
from tests.cli.half_typed import PROMPTS
from tests.durability.signals import OUTSIDE, WAYS, all_cases, measure

FEW = (
    "entries, full, SIGTERM", "entries, plain, kill -9", "which setback, full, SIGINT",
    "an answer edited, full, SIGTERM", "another title, plain, closed",
)  # fmt: skip


def test_every_prompt_is_ended_in_every_way_by_every_asker() -> None:
    cases = all_cases()
    assert {each.way for each in cases} == {*WAYS}
    assert {str(each) for each in cases} >= {*FEW}
    assert {each.prompt.name for each in cases} > {each.name for each in (*PROMPTS, *OUTSIDE)}


def test_what_is_half_typed_is_there_again_whatever_ended_it(tmp_path: Path) -> None:
    cases = [each for each in all_cases() if str(each) in FEW]
    figures = measure(len(cases), tmp_path, 1, cases)
    assert figures.rounds == len(FEW)
    assert figures.held, figures.counts


@pytest.fixture
def never_waits() -> Iterator[None]:
    """Ends a test that would wait for a key without end."""

    def ends(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError("it waits for a key")

    before = signal.signal(signal.SIGALRM, ends)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("never_waits")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_that_comes_while_a_prompt_is_being_put_ends_it(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    really = Application.run

    def signalled(application: Application[Any], *args: Any, **options: Any) -> Any:
        os.kill(os.getpid(), number)
        return really(application, *args, **options)

    monkeypatch.setattr(Application, "run", signalled)
    with create_pipe_input() as keys:
        question = text("What happened?", input=keys, output=DummyOutput())
        left = run(Prompt(question.application, lambda: "half"), Watch())
    assert left == Leave("half", code)
