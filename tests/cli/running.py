"""Runs `reflect` in a place of its own: a fixed clock, seeded ids, a home in a temporary folder, streams to read back."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reflect.checks.remark import Remark
from reflect.cli import run, who_asks
from reflect.cli.looking_over import ANYTHING, KEEP
from reflect.cli.place import Place
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Asker, Back, Keep, Leave, Reply, Weighed

NOON = dt.datetime(2026, 3, 7, 12, 0, tzinfo=dt.UTC)
LAST_EVENING = dt.datetime(2026, 11, 22, 21, 30, tzinfo=dt.UTC)
INVOICE = Path(__file__).parents[2] / "examples" / "invoice"
SMALL = """\
ongoing: no
title: {title}
when: 2025-12-01
what: A short text about it.
nature: outcome
own_part: I waited too long.
first: first
severity: small
rule: no
cause: [external]
one_line: {line}
"""


class Clock:
    """A clock that goes on by one second each time it is looked at, and can be set."""

    def __init__(self, moment: dt.datetime = NOON) -> None:
        self.moment = moment

    def __call__(self) -> dt.datetime:
        self.moment += dt.timedelta(seconds=1)
        return self.moment


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line on standard error, and nothing on standard output."""
        assert self.out == ""
        assert self.err.startswith("reflect: ")
        assert self.err.count("\n") == 1
        return self.err.removeprefix("reflect: ").rstrip("\n")


@dataclass
class Reflect:
    """One person's `reflect`."""

    home: Path
    clock: Clock = field(default_factory=Clock)
    random_bytes: Callable[[int], bytes] = field(default_factory=lambda: random.Random(7).randbytes)
    file_clock: Callable[[], float] = time.time

    def place(self, stdin: str = "", **environ: str) -> Place:
        return Place(
            environ={"REFLECT_HOME": str(self.home), **environ},
            stdin=io.StringIO(stdin),
            stdout=io.StringIO(),
            stderr=io.StringIO(),
            now=self.clock,
            random_bytes=self.random_bytes,
            file_clock=self.file_clock,
        )

    def __call__(self, *args: str, stdin: str = "", **environ: str) -> Ran:
        place = self.place(stdin, **environ)
        code = run(args, place)
        assert isinstance(place.stdout, io.StringIO)
        assert isinstance(place.stderr, io.StringIO)
        return Ran(code, place.stdout.getvalue(), place.stderr.getvalue())

    def made(self, *args: str, stdin: str = "") -> dict[str, Any]:
        """What a flow says it made."""
        ran = self(*args, "--json", stdin=stdin)
        assert (ran.code, ran.err) == (0, "")
        found: dict[str, Any] = ran.json
        return found

    def define(self, title: str = "A late reply", line: str = "I answered too late.") -> dict[str, Any]:
        """A small setback, said what happened."""
        return self.made("define", "--answers", "-", stdin=SMALL.format(title=title, line=line))

    def put_off(self, setback: str = "last") -> dict[str, Any]:
        """A draft: a debrief that is to go on another day."""
        return self.made("debrief", "-s", setback, "--answers", "-", stdin="now: later\nbook: in two days\n")

    def own_flow(self, name: str, text: str) -> Path:
        """A flow of one's own."""
        path = self.home / "config" / "prompts" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    @property
    def journal(self) -> Path:
        return self.home / "journal"

    def kept(self) -> set[str]:
        """Every file of the journal, the lock aside."""
        return {
            str(each.relative_to(self.journal))
            for each in self.journal.rglob("*")
            if each.is_file() and each.name != ".lock"
        }


@dataclass
class Answering:
    """Somebody at a terminal, who gives these replies by question; whatever is not among them is left empty."""

    replies: Mapping[str, object]
    changes: list[str] = field(default_factory=list)
    """The rows gone to when everything is looked over before the end, one after the other."""
    seen: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    asked: list[Ask] = field(default_factory=list)
    safe: list[str] = field(default_factory=list)
    weighs: list[Weighed] = field(default_factory=list)
    """What is done about remarks, one time after the other; then the words are kept."""
    weighed: list[Remark] = field(default_factory=list)

    def ask(self, ask: Ask) -> Reply:
        if ask.text == ANYTHING:
            return Answered(self.changes.pop(0) if self.changes else KEEP)
        self.seen.append(ask.text)
        self.asked.append(ask)
        reply = self.replies.get(ask.spot.question)
        return reply if isinstance(reply, Answered | Back | Leave) else Answered(reply)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        self.refused.append(message)

    def accepted(self, ask: Ask, said: Said) -> None:
        self.safe.append(ask.spot.question)

    def remark(self, notes: tuple[str, ...]) -> None:
        self.remarks += notes

    @contextmanager
    def lent(self) -> Iterator[Callable[[], int | None]]:
        yield lambda: None

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        self.weighed += remarks
        return self.weighs.pop(0) if self.weighs else Keep()


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, asker: Asker) -> None:
    """Puts somebody at the keyboard: from here on questions are put to `asker`."""

    @contextmanager
    def asking_them(place: Place, *, plain: bool = False) -> Iterator[Asker]:
        from typer import Exit

        from reflect.cli.choosing import Left

        try:
            yield asker
        except Left as left:
            raise Exit(left.exit_code) from None

    monkeypatch.setattr(Place, "has_terminal", property(lambda self: True))
    monkeypatch.setattr(who_asks, "asker_at", asking_them)


def lines(text: str, *, holding: Iterable[str]) -> list[str]:
    """The lines of `text` that hold any of these words."""
    return [line for line in text.splitlines() if any(word in line for word in holding)]
