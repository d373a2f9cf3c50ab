"""All that the program tells on its own: what its commands say, and what its flows ask with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reflect.interview.asking import Leave
from tests.cli.leaving import SECRET, WANTED
from tests.cli.running import Answering, Clock, Reflect, at_a_terminal
from tests.cli.traces import holds

LEFT = Leave(None, 130)
READING = (
    (), ("list",), ("list", "--all", "--json"), ("setbacks",), ("setbacks", "--json"), ("due", "--all"),
    ("due", "--all", "--json"), ("next",), ("next", "--json"), ("drafts",), ("drafts", "--json"), ("where", "--json"),
)  # fmt: skip
OF_AN_ENTRY = (("export",), ("export", "--letters"))
OF_A_SETBACK = (("show",), ("show", "--json"), ("export",), ("export", "--letters"), ("next",), ("next", "--json"))


@dataclass(frozen=True)
class Private:
    """A private question: its flow, what leads to it, and the question after it."""

    flow: str
    question: str
    asked: str
    next: str
    replies: Mapping[str, Any]
    secret: object = SECRET


BREACH = {
    "title": "A door left open", "what": "I left a door open.", "nature": "mistake", "rule": "knowing", "hide": "some",
    "severity": "small", "own_part": "I left it open.", "one_line": "I left a door open.",
}  # fmt: skip
RULE = Private("define", "rule_why", "What made it seem all right at the moment?", "rule_stay", BREACH)
HIDE = Private("define", "hide_what", "Which part, and what do you fear", "tell", BREACH)
DRAIN = Private("support", "drain", "After whom do you feel worse?", "tribe", {}, SECRET.split(", "))


def tells(said: Iterable[str]) -> bool:
    """Whether the secret is in anything that was said."""
    return holds("\n".join(said).encode("utf-8", "surrogateescape"), WANTED)


class Reader:
    """Somebody who reads everything in a home, and begins every flow."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reflect = Reflect(home, clock=Clock(dt.datetime.now(dt.UTC)))
        self._patch = monkeypatch

    def on(self, day: dt.date) -> None:
        """Has it be the evening of a day."""
        self.reflect.clock.moment = dt.datetime.combine(day, dt.time(23), dt.UTC)

    def newest(self) -> dict[str, Any]:
        """The newest entry, as far as it is shown."""
        found: dict[str, Any] = self.reflect("show", self.reflect("list", "--json").json[0]["id"], "--json").json
        return found

    def said(self, *command: str) -> list[str]:
        """What a command says, on both streams."""
        ran = self.reflect(*command)
        assert not ran.err.startswith("reflect: This is a mistake")
        return [ran.out, ran.err]

    def of_entry(self, command: str, entry: str, *options: str) -> list[str]:
        """What a command says about an entry, which it must find."""
        ran = self.reflect(command, entry, *options)
        assert ran.code == 0
        return [ran.out, ran.err]

    def everything_said(self, flows: Iterable[str] | None = None) -> list[str]:
        """What everything says but `show` of an entry: each command that reads, and each of the `flows` (None: all)."""
        found = [text for command in READING for text in self.said(*command)]
        for each in self.reflect("list", "--all", "--json").json:
            found += [text for words in OF_AN_ENTRY for text in self.said(words[0], each["id"], *words[1:])]
        for each in self.reflect("setbacks", "--json").json:
            found += [text for words in OF_A_SETBACK for text in self.said(words[0], each["id"], *words[1:])]
        return [*found, *self._asked(self.reflect.place().library.files() if flows is None else flows)]

    def _asked(self, flows: Iterable[str]) -> Iterator[str]:
        """Everything that flows say and ask with: about the newest setback where there is one, and left at the end."""
        about = [each["id"] for each in self.reflect("setbacks", "--json").json][:1]
        for flow in flows:
            asker = Answering({"asked_first": "new"})
            out, err = self._run(asker, flow, *(["-s", *about] if about else []))
            assert asker.asked or err.startswith("reflect: "), f"{flow} asked nothing"
            yield from (out, err)
            yield from (*asker.remarks, *asker.refused, *map(repr, asker.asked), *map(repr, asker.weighed))

    def answers(self, flow: str, replies: Mapping[str, object]) -> None:
        """Answers a flow as somebody at a terminal does."""
        self._run(Answering(replies), flow)

    def resumes(self, replies: Mapping[str, object]) -> None:
        """Goes on with the only draft, to its end."""
        self._run(Answering(replies), "resume")

    def _run(self, asker: Answering, *command: str) -> list[str]:
        with self._patch.context() as patched:
            at_a_terminal(patched, asker)
            return self.said(*command)
