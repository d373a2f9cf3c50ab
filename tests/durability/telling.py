"""What somebody who writes was told is saved: said through a pipe before and after, and looked for in the files later.

A thing is said as a kind and a name: the `title` of a setback (id) and whether it is `closed`, an `entry` (id) with its
answers by question, or that it is IN_THE_TRASH or FORGOTTEN, the answers of a `run` (any name), what is half typed in it (`typing`), and a `draft` (id) that is
gone. Answers are said by the digest of what was said.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from typing import Any

from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.said import Said
from reflect.entry.setback import Setback
from tests.durability.holding import Holding

IN_THE_TRASH, FORGOTTEN = "in the trash", "forgotten"


def digest(said: Said) -> str:
    """What stands for an answer."""
    return hashlib.sha256(json.dumps([said.value, said.skipped]).encode()).hexdigest()[:12]


class Telling:
    """The end of the pipe at which somebody writes."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def will(self, kind: str, name: str, value: object) -> None:
        """That something is about to become this; from here on it may be."""
        self._say("will", kind, name, value)

    def did(self, kind: str, name: str, value: object) -> None:
        """That something was said to be saved."""
        self._say("did", kind, name, value)

    def failed(self, what: str) -> None:
        """That a command did not do what it was to do."""
        self._say("failed", what, "", None)

    def _say(self, *what: object) -> None:
        # A line is shorter than what a pipe takes at once, so that none is ever half there.
        os.write(self._pipe, json.dumps(what).encode() + b"\n")


class Told:
    """The other end: for each thing what was saved last, and what it may have become since."""

    def __init__(self) -> None:
        self._things: dict[tuple[str, str], list[Any]] = {}
        self._rest = b""
        self.acknowledged = 0
        self.failed: list[str] = []

    def hear(self, piece: bytes, *, too_late: bool = False) -> None:
        """Takes in what came through the pipe; what came `too_late` may be, and need not."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            how, kind, name, value = json.loads(line)
            if how == "failed":
                self.failed.append(kind)
            elif how == "did" and not too_late:
                self.acknowledged += 1
                self._things[kind, name] = [value]
            elif (kind, name) in self._things:
                self._things[kind, name].append(value)

    def missing(self, found: Holding) -> list[tuple[str, str]]:
        """The things that are nothing of what they may be. What was only begun is settled by what there is; from here on
        that has to be there."""
        self._rest = b""
        lost = []
        for (kind, name), values in [*self._things.items()]:
            standing = [each for each in values if _stands(kind, name, each, found)]
            if not standing:
                lost.append((kind, name))
            if standing and kind != "typing":
                self._things[kind, name] = standing
            else:
                del self._things[kind, name]
        return lost


def _stands(kind: str, name: str, value: Any, found: Holding) -> bool:
    if kind in ("title", "closed"):
        setback = found.setbacks.get(name) or found.thrown_away.get(name)
        if not isinstance(setback, Setback):
            return False
        return bool(value == (setback.title if kind == "title" else setback.closed is not None))
    if kind == "entry":
        entry = found.entries.get(name)
        if value in (IN_THE_TRASH, FORGOTTEN):
            return entry is None and (name in found.thrown_away) == (value == IN_THE_TRASH)
        return entry is not None and _says(entry, value)
    if kind == "draft":
        return name not in found.drafts
    if kind == "typing":
        return value is None or any(
            each.typing is not None and [each.typing.spot.question, each.typing.text] == value
            for each in found.drafts.values()
        )
    assert kind == "run"
    there: Iterable[Draft | Entry | Setback] = (
        *found.drafts.values(), *found.entries.values(), *found.thrown_away.values()
    )  # fmt: skip
    return any(_says(each, value) for each in there if not isinstance(each, Setback))


def _says(written: Draft | Entry, answers: dict[str, str]) -> bool:
    """Whether a draft or an entry has all of these answers."""
    if isinstance(written, Entry):
        said = {each.id: digest(each.said) for each in written.answers}
    else:
        said = {each.spot.question: digest(each.said) for each in written.trail}
    return all(said.get(question) == each for question, each in answers.items())
