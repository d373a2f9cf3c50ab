"""Where a command that writes is run against a disk that fails, and looked at: what is there, what was said, what comes after."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from reflect.journal.folder import Journal
from tests.durability.ready import NOON, Came, Command, Ready
from tests.durability.view import TORN, View, half_written, view
from tests.durability.writing_commands import NEXT, Writing, made_home

ZEROS = (
    "said to be saved and not there", "torn", "something else changed", "said not to be saved and yet there",
    "not told in a line", "the next save fails", "not saved when tried again", "left half-written",
)  # fmt: skip
"""What must never be found."""
NAMED = "done, and named what cannot be read"
ENDS = ("saved", "not saved", "killed", NAMED)
_NAMED = re.compile(r"^reflect: .* (cannot|could not) be read", re.MULTILINE)
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}")


@contextlib.contextmanager
def stage(work: Path, commands: Sequence[Writing]) -> Iterator[Stage]:
    """Where these commands are run in `work`, with a program that is ready."""
    made_home(work / "before")
    warm = [each.at(each.home(work / "before", work / f"warm-{number}")) for number, each in enumerate(commands)]
    ready = Ready(work, [*warm, Command(str(work / "warm-0"), (NEXT[0], "--answers", "-", "--json"), NEXT[1])])
    try:
        yield Stage(work, ready)
    finally:
        ready.close()


class Stage:
    """A home as it was before, a program that is ready, and `home`, where a command is looked at."""

    def __init__(self, work: Path, ready: Ready) -> None:
        self.before, self.home, self.ready = work / "before", work / "stage" / "home", ready
        self._log = work / "views"
        self._known: dict[str, tuple[View, ...]] = {}

    def anew(self, command: Writing) -> Path:
        """The home as it was before."""
        shutil.rmtree(self.home, ignore_errors=True)
        return command.home(self.before, self.home)

    def views(self, command: Writing) -> tuple[View, ...]:
        """What there is before, on the way, and after, when nothing fails."""
        if command.name not in self._known:
            home = self.anew(command)
            before = view(home)
            self._log.unlink(missing_ok=True)
            came = self.ready.run(command.at(home, seed=20, later=1, views=str(self._log)))
            assert came.code == command.code, came
            on_the_way = [json.loads(line) for line in self._log.read_text(encoding="utf-8").splitlines()]
            after = view(home)
            assert command.of(before) != command.of(after), f"{command.name} writes nothing"
            self._known[command.name] = (before, *on_the_way, after)
        return self._known[command.name]

    def judged(self, command: Writing, came: Came) -> list[str]:
        """What is to be counted of what came of a command."""
        now, views = view(self.home), self.views(command)
        if TORN not in now.values() and not came.code and _NAMED.search(came.err):
            return [NAMED]
        saved = command.of(now) == command.of(views[-1])
        said = came.code == command.code or (came.code < 0 and came.err != "")
        found = []
        if said and not saved:
            found.append("said to be saved and not there")
        if TORN in now.values():
            found.append("torn")
        elif command.of(now) not in map(command.of, views):
            found.append("something else changed")
        if came.code >= 0 and not said:
            if came.code != 1 or not _told_in_a_line(command, came):
                found.append("not told in a line")
            if "Not saved" in came.err and now == views[-1]:
                found.append("said not to be saved and yet there")
        return [*found, "killed" if came.code < 0 else "saved" if said else "not saved"]

    def afterwards(self, command: Writing, found: Sequence[str]) -> Iterator[str]:
        """Whether the same works once more where it was `found` not to be saved, and the next save; and what is left behind."""
        wanted = self.views(command)[-1]
        if NAMED not in found and command.of(view(self.home)) != command.of(wanted):
            again = self.ready.run(command.at(self.home, seed=22, later=1))
            missing = _words(command.of(wanted)) - _words(command.of(view(self.home)))
            if again.code != command.code or missing:
                yield "not saved when tried again"
        before = view(self.home)
        flow, answers = NEXT
        came = self.ready.run(Command(str(self.home), (flow, "--answers", "-", "--json"), answers, seed=21, later=3))
        entry = json.loads(came.out)["file"] if not came.code else ""
        if came.code or {**before, os.path.relpath(entry, self.home): None}.keys() != view(self.home).keys():
            yield "the next save fails"
        Journal(self.home / "journal", now=lambda: NOON.replace(year=2100), mint=str).sweep()
        if half_written(self.home):
            yield "left half-written"


def counted(counts: Counter[str], found: Sequence[str], case: object, came: Came) -> None:
    """Adds what was found; what must never be is shown as well."""
    counts.update(found)
    for each in found:
        if each not in ENDS:
            sys.stderr.write(f"{each}: {case}: {came}\n")


def _told_in_a_line(command: Writing, came: Came) -> bool:
    """Whether what went wrong is said in one line, by the program itself; who was asked before may have been told more."""
    *before, last = came.err.strip().split("\n")
    alone = not before or command.replies is not None
    return alone and last.startswith("reflect: ") and "reflect: " not in before and "mistake in the program" not in last


def _words(found: View) -> Counter[str]:
    """All that is said anywhere, whatever the files are called."""
    return Counter(_ID.sub("ID", json.dumps(each)) for each in found.values())
