"""The day that words are understood to be stands under them while they are typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from prompt_toolkit.utils import Event

from reflect.terminal.full import day_line
from tests.terminal.conversation import STOP
from tests.terminal.looking import shown_for

DATE = {"type": "date", "id": "when", "ask": "When?", "only": "future"}


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_line, "PAUSE", 0)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("2026-03-20", "Friday, 20 March 2026"),
        ("tomorrow", "Thursday, 5 March 2026"),
        ("some day", "Kept in your words."),
        ("3/4/2027", "Day and month could be either way"),
    ],
)
def test_the_day_that_is_understood_stands_below_while_one_types(words: str, line: str) -> None:
    assert line in shown_for(DATE, words, line)


@pytest.mark.usefixtures("at_once")
def test_the_day_is_shown_for_the_date_of_a_group_too() -> None:
    group = {
        "type": "group",
        "id": "people",
        "ask": "Who?",
        "item": "person",
        "at_least": 1,
        "at_most": 1,
        "fields": [{"id": "by", "ask": "By when?", "type": "date", "only": "future"}],
    }
    line = "Friday, 20 March 2026"
    assert line in shown_for(group, "2026-03-20", line)


@pytest.mark.usefixtures("at_once")
def test_a_day_that_stands_there_already_is_shown() -> None:
    line = "Wednesday, 18 March 2026"
    assert line in shown_for(DATE | {"default": "2w"}, "", line)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("typed", "line"), [("tomorrow", "Thursday, 5 March 2026"), ("1w", "Wednesday, 11 March 2026")]
)
def test_a_day_that_is_only_proposed_gives_way_to_what_is_typed(typed: str, line: str) -> None:
    assert line in shown_for(DATE | {"default": "2w"}, typed, line)


class Loop:
    """Remembers what is to be called later."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[..., None], tuple[Any, ...]]] = []

    def call_later(self, _seconds: float, call: Callable[..., None], *given: Any) -> Loop:
        self.waiting.append((call, given))
        return self

    def cancel(self) -> None:
        self.waiting.clear()


@dataclass
class App:
    """As much of an application as is followed: what to call when it is drawn, and its loop."""

    before_render: Event[Any] = field(init=False)
    loop: Loop = field(default_factory=Loop)
    is_done: bool = False

    def __post_init__(self) -> None:
        self.before_render = Event(self)

    def invalidate(self) -> None:
        self.before_render.fire()


def test_words_are_read_when_typing_pauses_and_only_then() -> None:
    read: list[str] = []
    text = [""]

    def reads(words: str) -> str:
        read.append(words)
        return f"<{words}>"

    app = App()
    line = day_line.DayLine(reads, lambda: text[0])
    line.follow(app)  # type: ignore[arg-type]
    for text[0] in ("t", "to", "tomorrow", "tomorrow"):
        app.invalidate()
    assert (read, line.line, len(app.loop.waiting)) == ([], "", 1)
    for call, given in app.loop.waiting:
        call(*given)
    assert (read, line.line) == (["tomorrow"], "<tomorrow>")
    text[0] = "2026-03-20"
    app.invalidate()
    assert (read[1:], line.line) == (["2026-03-20"], "<2026-03-20>")
    text[0] = ""
    app.invalidate()
    assert line.line == ""


def test_without_a_day_to_count_from_nothing_is_shown() -> None:
    assert "March 2026" not in shown_for(DATE, "2026-03-20" + STOP, "\0", today=None)
