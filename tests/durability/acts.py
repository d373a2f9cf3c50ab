"""Somebody who writes one thing after another with the program's own commands, and tells of each when it is said to be
saved."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reflect.checks.remark import Remark
from reflect.cli import run
from reflect.cli.looking_over import ANYTHING, KEEP
from reflect.cli.place import Place
from reflect.entry.said import Said
from reflect.flow.questions import Long, Text
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Keep, Leave, Reply, Weighed
from tests.cli.running import SMALL, at_a_terminal
from tests.durability import typist
from tests.durability.answering import answer, sentence
from tests.durability.holding import held
from tests.durability.telling import FORGOTTEN, IN_THE_TRASH, Telling, digest

LEAVES = 0.03
"""How often somebody leaves at a question."""
HALF_TYPED = 0.15
"""How often something is half typed first."""
LONG = 0.08
"""How often a long answer is one of many pages."""
LEFT = 130
"""The exit code of an interview that was left."""


class Failed(Exception):
    """A command did not do what it was to do."""


class Answering:
    """Somebody at a terminal, who answers by chance, and tells of each answer when it is shown as accepted."""

    def __init__(self, run_name: str, chance: random.Random, telling: Telling) -> None:
        self._run, self._chance, self._telling = run_name, chance, telling
        self._given: dict[str, str] = {}
        self.keep: Callable[[str], None] | None = None
        self.kept = True

    def ask(self, ask: Ask) -> Reply:
        if ask.text == ANYTHING:
            return Answered(KEEP)
        if not ask.of:
            return Answered(self._chance.choice(ask.offered).key if ask.offered else sentence(self._chance))
        if self._chance.random() < LEAVES:
            return Leave(None, LEFT)
        if ask.typed is not None:
            self._telling.will("typing", self._run, None)
            return Answered(typist.taken(ask))
        raw = answer(ask, self._chance, dt.datetime.now().astimezone().date())
        if isinstance(ask.question, Long) and raw and self._chance.random() < LONG:
            raw = "\n".join(sentence(self._chance) for _ in range(500))
        if self.keep and isinstance(ask.question, Text | Long) and self._chance.random() < HALF_TYPED:
            half = sentence(self._chance)
            self._telling.will("typing", self._run, [ask.spot.question, half])
            self.keep(half)
            self._telling.did("typing", self._run, [ask.spot.question, half])
        self._telling.will("typing", self._run, None)
        return Answered(raw)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        raise Failed(message)

    def accepted(self, ask: Ask, said: Said) -> None:
        if ask.of:
            self._given[ask.spot.question] = digest(said)
            self._telling.did("run", self._run, self._given)

    def remark(self, notes: tuple[str, ...]) -> None:
        pass

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        return Keep()


class Person:
    """Somebody with a journal in `home`; `name` is not that of anybody who wrote in it before."""

    def __init__(self, home: Path, name: str, telling: Telling) -> None:
        self._home, self._name, self._telling = home, name, telling
        self._chance = random.Random(name)
        found = held(home / "journal")
        self._setbacks = {each.id: each.closed is not None for each in found.setbacks.values()}
        self._drafts = [*found.drafts]
        self._sheets: dict[str, dict[str, str]] = {}
        self._runs = 0

    def write(self, most: int) -> int:
        """Does so many things; 0 where each came to its end."""
        acts = {
            self._sheet: 3, self._interview: 3, self._go_on: 3, self._rename: 2, self._close: 2, self._discard: 1,
            self._edit: 2, self._delete: 2, self._forget: 1,
        }  # fmt: skip
        try:
            for _ in range(most):
                self._chance.choices([*acts], [*acts.values()])[0]()
        except (Failed, OSError) as failed:
            self._telling.failed(str(failed))
            return 1
        return 0

    def _sheet(self) -> None:
        title, line = sentence(self._chance), sentence(self._chance)
        text = SMALL.format(title=json.dumps(title), line=json.dumps(line))
        made = self._made("define", "--answers", "-", "--json", stdin=text)
        said = {"title": digest(Said(title)), "one_line": digest(Said(line))}
        self._telling.did("entry", made["entry"], said)
        self._sheets[made["entry"]] = said
        self._telling.did("title", made["setback"], title)
        self._setbacks[made["setback"]] = False

    def _interview(self) -> None:
        self._asked("define")

    def _go_on(self) -> None:
        self._asked("resume", "last") if self._drafts else self._asked("define")

    def _asked(self, *args: str) -> None:
        self._runs += 1
        with pytest.MonkeyPatch.context() as patch:
            asker = Answering(f"{self._name} {self._runs}", self._chance, self._telling)
            at_a_terminal(patch, asker)
            code, out = self._run(*args, "--json", may=(0, LEFT))
        if code == 0:
            made = json.loads(out)
            self._telling.did("entry", made["entry"], asker._given)
            self._setbacks[made["setback"]] = False
        self._drafts = [*held(self._home / "journal").drafts]

    def _rename(self) -> None:
        # An interview that goes on may give its setback another name.
        found = held(self._home / "journal")
        settled = found.setbacks.keys() - {each.setback for each in found.drafts.values()}
        if not settled:
            return
        setback, title = self._chance.choice(sorted(settled)), sentence(self._chance)
        self._telling.will("title", setback, title)
        self._run("rename", setback, title)
        self._telling.did("title", setback, title)

    def _close(self) -> None:
        if not self._setbacks:
            return
        setback = self._chance.choice([*self._setbacks])
        closed = self._setbacks[setback] = not self._setbacks[setback]
        self._telling.will("closed", setback, closed)
        self._run("close" if closed else "reopen", setback)
        self._telling.did("closed", setback, closed)

    def _edit(self) -> None:
        if not self._sheets:
            return
        entry, line = self._chance.choice([*self._sheets]), sentence(self._chance)
        said = {**self._sheets[entry], "one_line": digest(Said(line))}
        self._telling.will("entry", entry, said)
        self._run("edit", entry, "--answers", "-", stdin=f"one_line: {json.dumps(line)}\n")
        self._telling.did("entry", entry, said)
        self._sheets[entry] = said

    def _delete(self) -> None:
        """Puts an entry into the trash, and takes that back as often as not."""
        if not self._sheets:
            return
        entry = self._chance.choice([*self._sheets])
        said = self._sheets.pop(entry)
        self._telling.will("entry", entry, IN_THE_TRASH)
        self._run("delete", entry)
        self._telling.did("entry", entry, IN_THE_TRASH)
        if self._chance.random() < 0.5:
            self._telling.will("entry", entry, said)
            self._run("undo")
            self._telling.did("entry", entry, said)
            self._sheets[entry] = said

    def _forget(self) -> None:
        if not self._sheets:
            return
        entry = self._chance.choice([*self._sheets])
        del self._sheets[entry]
        self._telling.will("entry", entry, FORGOTTEN)
        self._run("forget", entry, "--yes")
        self._telling.did("entry", entry, FORGOTTEN)

    def _discard(self) -> None:
        if not self._drafts:
            return
        draft = self._drafts.pop()
        self._run("drafts", "--discard", draft)
        self._telling.did("draft", draft, None)
        self._setbacks = {each.id: each.closed is not None for each in held(self._home / "journal").setbacks.values()}

    def _made(self, *args: str, stdin: str = "") -> Any:
        return json.loads(self._run(*args, stdin=stdin)[1])

    def _run(self, *args: str, stdin: str = "", may: tuple[int, ...] = (0,)) -> tuple[int, str]:
        """Runs a command; its exit code, and what it says. Raises Failed."""
        said, complained = io.StringIO(), io.StringIO()
        place = Place({"REFLECT_HOME": str(self._home)}, io.StringIO(stdin), said, complained)
        code = run(args, place)
        if code not in may:
            raise Failed(f"{args[0]} ended with {code}: {complained.getvalue()[-300:]}")
        return code, said.getvalue()
