"""Every way in which a sitting is ended from outside, at every kind of prompt: what was half typed is there later."""

from __future__ import annotations

import json
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pexpect

from tests.cli.half_typed import (
    ANYTHING,
    DOWN,
    ENTER,
    EVERYTHING,
    HALF,
    PROMPTS,
    SPACE,
    TITLED,
    TYPED,
    HalfTyped,
    Hand,
    answered,
)
from tests.cli.in_a_terminal import Terminal, as_found
from tests.cli.running import Reflect
from tests.durability.figures import Figures
from tests.durability.view import view

SOON = 20.0
"""Seconds after which what was typed is on disk for sure, on the busiest machine."""
WAYS: dict[str, tuple[Callable[[Terminal], int | None], int | None]] = {
    "Ctrl-C": (Terminal.interrupted, 130),
    "SIGINT": (lambda terminal: terminal.stopped(signal.SIGINT), 130),
    "SIGTERM": (lambda terminal: terminal.stopped(signal.SIGTERM), 143),
    "SIGHUP": (lambda terminal: terminal.stopped(signal.SIGHUP), 129),
    "closed": (Terminal.closed, 129),
    "kill -9": (lambda terminal: terminal.stopped(signal.SIGKILL), None),
}
"""How the program can be ended at a prompt, and the exit code that says so."""
STILL_THERE = ("Ctrl-C", "SIGINT", "SIGTERM", "SIGHUP")
"""The ways that leave a terminal, and time to leave it as it was found."""
BUT = "I am sorry, but the deadline was mad."
CANCELS = "cancels what came before"
MORE = f"""{EVERYTHING.replace("reopen: reopen}", "reopen: reopen, entries: entries, remark: remark}")}
  - {{id: entries, ask: Which setbacks were like it?, type: entries, when: {{kind: entries}}}}
  - {{id: remark, ask: What will you say?, type: text, checks: [C1], when: {{kind: remark}}}}
"""
SETBACKS = ("A late reply", "A lost key")
FORMS = (
    HalfTyped(
        "entries", "entries", "Which setbacks were like it?",
        Hand(((SPACE, "● A lost key"),), ("● A lost key",)),
        Hand((("1", "> 1"),), ("Now: 1, A lost key",)),
        trail=("entries",), typing="{lost}", answer={"value": [{"key": "{lost}", "text": "A lost key"}]},
    ),
    HalfTyped(
        "remark", "remark", "What will you say?",
        Hand(((BUT + ENTER, CANCELS),), (ANYTHING,), ()),
        Hand(((BUT + ENTER, CANCELS),), (ANYTHING,), ()),
        trail=("remark",), answer={"value": BUT},
    ),
)  # fmt: skip
"""Kinds of prompt beside those of `half_typed`."""


@dataclass(frozen=True)
class Outside:
    """A prompt outside of an interview: what is run, what it asks, what is pressed; with `drafts`, there are some before.

    Nothing is to be kept there, and nothing changed; with `typing`, a draft of what is half typed.
    """

    name: str
    args: tuple[str, ...]
    asked: str
    keys: tuple[tuple[str, str], ...] = ()
    drafts: int = 0
    typing: str | None = None


OUTSIDE = (
    Outside("which setback", ("run", "titled"), "What is it about?"),
    Outside("which draft", ("resume",), "Which one?", drafts=2),
    Outside("go on or begin anew", ("run", "everything"), "There is a draft of this already.", drafts=1),
    Outside("which one to close", ("close",), "Which one is to be closed?"),
    Outside("another title", ("rename", "late"), "What should it be called?", TYPED),
    Outside("which answer to edit", ("edit", "last"), "What is to be changed?"),
    Outside("an answer edited", ("edit", "last", "what"), "what happened", ((DOWN + HALF, HALF),), typing=HALF),
    Outside("whether to forget", ("forget", "lost"), "This removes for good"),
)
"""Prompts that commands put, and the one at which an entry is changed."""


@dataclass(frozen=True)
class Case:
    """A prompt, who asks at it, and how it ends."""

    prompt: HalfTyped | Outside
    plain: bool
    way: str

    def __str__(self) -> str:
        return f"{self.prompt.name}, {'plain' if self.plain else 'full'}, {self.way}"

    @property
    def options(self) -> tuple[str, ...]:
        return ("--plain",) if self.plain else ()

    @property
    def world(self) -> dict[str, str]:
        """Not every command has the option; all of them know a simple terminal."""
        return {"TERM": "dumb"} if self.plain else {}


def all_cases() -> list[Case]:
    """Every prompt with every asker that puts it and every way of ending."""
    prompts = (*PROMPTS, *FORMS, *OUTSIDE)
    return [
        Case(prompt, plain, way)
        for prompt in prompts
        for plain in (False, True)
        if plain or isinstance(prompt, Outside) or prompt.full
        for way in WAYS
    ]


def measure(rounds: int, work: Path, seed: int, cases: Sequence[Case] | None = None) -> Figures:
    """At most so many of these cases (None: all that there are), by chance."""
    known = all_cases() if cases is None else cases
    chosen = random.Random(seed).sample(known, min(rounds, len(known)))
    counts = Counter(dict.fromkeys(("what was half typed is there again", "nothing was to be kept", *ZEROS), 0))
    sitting = Sittings(work)
    for number, case in enumerate(chosen):
        try:
            found = sitting.ended(case, work / f"{number}")
        except (AssertionError, pexpect.TIMEOUT) as error:
            found = [NOT_COME]
            sys.stderr.write(f"{case}: {error}\n")
        counts.update(found)
        for each in found:
            if each in ZEROS:
                sys.stderr.write(f"{each}: {case}\n")
        shutil.rmtree(work / f"{number}", ignore_errors=True)
    return Figures("signals and closed terminals at every prompt", len(chosen), counts, frozenset(ZEROS))


NOT_COME = "what was waited for did not come"
ZEROS = (
    "half-typed text lost", "answers lost", "another exit code", "the way back not shown", "terminal not as it was found",
    "something else changed", NOT_COME,
)  # fmt: skip


@dataclass
class Sittings:
    """Somebody at prompts, in copies of one home below `work`."""

    work: Path
    _setbacks: dict[str, str] = field(default_factory=dict)

    def _home(self, folder: Path, *, known: bool) -> Path:
        """A home with the flows of these tests, parsed already; with `known`, with setbacks and an entry."""
        begun = self.work / f"begun-{known}"
        if not begun.exists():
            reflect = Reflect(begun)
            for name, text in (("everything", MORE), ("titled", TITLED)):
                reflect.own_flow(name, text)
                reflect.place().library.load(name)
            if known:
                self._setbacks = {each: reflect.define(each)["setback"] for each in SETBACKS}
        return Path(shutil.copytree(begun, folder / "home"))

    def ended(self, case: Case, folder: Path) -> list[str]:
        """What is to be counted of a case."""
        prompt = case.prompt
        home = self._home(folder, known=isinstance(prompt, Outside) or prompt.name == "entries")
        if isinstance(prompt, Outside):
            return self._outside(case, prompt, home)
        hand = prompt.plain if case.plain else prompt.full
        assert hand
        args: tuple[str, ...] = ("run", "titled")
        if prompt.trail is not None:
            _drafted(home, prompt.trail)
            args = ("resume",)
        trail = [given for draft in _drafts(home) for given in draft["trail"]]
        spot = {"question": prompt.at, **prompt.spot}
        words = self._filled(prompt.typing)
        typing = {**spot, "text": words} if words else None
        safe = prompt.name == "remark"

        def with_it() -> bool:
            return [each["typing"] for each in _drafts(home)] == [typing]

        terminal = Terminal(home, *args, *case.options)
        found = self._at(case, terminal, prompt.asked, hand.keys, with_it)
        if case.way in STILL_THERE:
            said = "Saved, with what was half typed." if typing else "Saved."
            if said not in terminal.shown or "`reflect resume`" not in terminal.shown:
                found.append("the way back not shown")
        drafts = _drafts(home)
        if [each["typing"] for each in drafts] != [typing]:
            found.append("half-typed text lost")
        if [each["trail"][: len(trail)] for each in drafts] != [trail] or (safe and not _last_is(drafts[0], BUT)):
            found.append("answers lost")
        if not found:
            self._gone_on(case, prompt, hand, home)
            found.append("what was half typed is there again")
        return found

    def _at(
        self,
        case: Case,
        terminal: Terminal,
        asked: str,
        keys: Sequence[tuple[str, str]],
        kept: Callable[[], bool] | None,
    ) -> list[str]:
        """Goes to a prompt and ends there; what was wrong with how it ended."""
        found = []
        end, code = WAYS[case.way]
        try:
            terminal.until(asked)
            if not case.plain:
                terminal.until("Ctrl-C:")
            for pressed, stands in keys:
                terminal.press(pressed)
                terminal.until(stands)
            if case.way == "kill -9" and kept:
                terminal.while_waiting(kept, SOON)
            if end(terminal) != code:
                found.append("another exit code")
            if case.way in STILL_THERE and terminal.left() != as_found():
                found.append("terminal not as it was found")
        finally:
            terminal.put_away()
        return found

    def _outside(self, case: Case, prompt: Outside, home: Path) -> list[str]:
        for number in range(prompt.drafts):
            _drafted(home, ("text", f"{number}")[: number + 1])
        before = view(home)
        known = {each["id"] for each in _drafts(home)}
        terminal = Terminal(home, *prompt.args, world=case.world)
        kept = (lambda: len(_drafts(home)) > len(known)) if prompt.typing else None
        found = self._at(case, terminal, prompt.asked, prompt.keys, kept)
        if {name: each for name, each in view(home).items() if name in before} != before:
            found.append("something else changed")
        texts = [each["typing"]["text"] for each in _drafts(home) if each["id"] not in known]
        if prompt.typing is None:
            return found or (["something else changed"] if texts else ["nothing was to be kept"])
        if not any(prompt.typing in each for each in texts):
            return [*found, "half-typed text lost"]
        later = Terminal(home, "resume", *case.options)
        try:
            later.until(prompt.typing)
        finally:
            later.put_away()
        return found or ["what was half typed is there again"]

    def _gone_on(self, case: Case, prompt: HalfTyped, hand: Hand, home: Path) -> None:
        """Goes on with a draft to the entry, and looks whether what was half typed is there on the way and in the end."""
        before = {*(home / "journal" / "entries").rglob("*.json")}
        later = Terminal(home, "resume", *case.options)
        try:
            later.until(*hand.again)
            for keys, stands in hand.going_on:
                later.press(keys)
                later.until(stands)
            later.press("1\r" if case.plain else "\r")
            assert later.ended() == 0
        finally:
            later.put_away()
        (made,) = {*(home / "journal" / "entries").rglob("*.json")} - before
        said = answered(made.read_text(encoding="utf-8"), prompt.at)
        wanted = json.loads(self._filled(json.dumps(prompt.answer)) or "")
        assert {key: said[key] for key in wanted} == wanted, f"another answer: {said}"
        assert not _drafts(home), "the draft is still there"

    def _filled(self, words: str | None) -> str | None:
        return words.replace("{lost}", self._setbacks.get(SETBACKS[1], "")) if words else words


def _drafted(home: Path, answers: Sequence[object]) -> None:
    """Has a draft in `home` with these answers."""
    from reflect.cli.sitting import Sitting

    place = Reflect(home, random_bytes=random.Random(f"{home}{answers}").randbytes).place()
    sitting = Sitting.begin(place, place.library.load("everything"))
    interview = sitting.interview()
    for raw in answers:
        interview = interview.answer(raw)
    sitting.save(interview)


def _drafts(home: Path) -> list[dict[str, Any]]:
    return [json.loads(each.read_bytes()) for each in sorted((home / "journal" / "drafts").glob("[!.]*.json"))]


def _last_is(draft: dict[str, Any], words: str) -> bool:
    return bool(draft["trail"][-1].get("value") == words)
