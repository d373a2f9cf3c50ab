"""What no file can hold is replaced, nothing around it is dropped, and the person is told."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from reflect.checks.remark import Remark
from reflect.entry.said import Said
from reflect.interview.accept import LOSES, loses
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Keep, Reply, Weighed, converse
from tests.interview.making import begun


@dataclass
class Typing:
    """Somebody who answers everything with the same words."""

    words: str
    remarks: list[str] = field(default_factory=list)

    def ask(self, ask: Ask) -> Reply:
        return Answered(self.words)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        raise AssertionError(message)

    def accepted(self, ask: Ask, said: Said) -> None:
        pass

    def remark(self, notes: tuple[str, ...]) -> None:
        self.remarks += notes

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        return Keep()


@pytest.mark.parametrize("raw", ["a\x00b", "a\ud800b", ["x", "\udc00"], {"other": "\x00"}, [{"what": "\ud83d"}]])
def test_it_is_noticed_wherever_it_stands(raw: object) -> None:
    assert loses(raw)


@pytest.mark.parametrize("raw", ["a b", "\ud83d\ude00", "\x1b[31m", None, True, 3, ["x"], {"other": "y"}])
def test_everything_else_is_kept_as_it_is(raw: object) -> None:
    assert not loses(raw)


def test_whoever_typed_it_is_told_once_it_is_safe() -> None:
    asker = Typing("a\ud800b")
    done = converse(begun("- {id: what, ask: What?, type: text}"), asker, lambda _: None)
    assert done.interview.trail[0].said.value == "a\ufffdb"
    assert asker.remarks == [LOSES]


def test_nobody_else_is() -> None:
    asker = Typing("a b")
    converse(begun("- {id: what, ask: What?, type: text}"), asker, lambda _: None)
    assert asker.remarks == []
