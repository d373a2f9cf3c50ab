"""Half-typed text is on disk whatever ends the program at a prompt, and stands there again when it is gone on with."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reflect.cli.sitting import Sitting
from tests.cli.half_typed import BEFORE_ANYTHING, EVERYTHING, PROMPTS, TITLED, HalfTyped, Hand, answered
from tests.cli.in_a_terminal import Terminal, as_found
from tests.cli.running import Reflect

SOON = 5.0
"""Seconds after which what was typed is on disk for sure: two may be lost, and a busy machine takes its time."""

WAYS: dict[str, tuple[Callable[[Terminal], int | None], int | None]] = {
    "Ctrl-C": (Terminal.interrupted, 130),
    "SIGTERM": (lambda terminal: terminal.stopped(signal.SIGTERM), 143),
    "SIGHUP": (lambda terminal: terminal.stopped(signal.SIGHUP), 129),
    "closed": (Terminal.closed, 129),
    "kill -9": (lambda terminal: terminal.stopped(signal.SIGKILL), None),
}
STILL_THERE = ("Ctrl-C", "SIGTERM", "SIGHUP")
"""The ways of ending that leave a terminal, and time to leave it as it was found."""
FEWER = ("Ctrl-C", "kill -9")
EVERY_WAY_IN_PLAIN = ("text", "long", "a title asked first")


@dataclass(frozen=True)
class Case:
    """A prompt, and who asks."""

    prompt: HalfTyped
    plain: bool

    @property
    def hand(self) -> Hand:
        hand = self.prompt.plain if self.plain else self.prompt.full
        assert hand
        return hand

    @property
    def options(self) -> tuple[str, ...]:
        return ("--plain",) if self.plain else ()

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways of ending that are tried: in plain mode not each of them at each prompt, for the sake of time."""
        return FEWER if self.plain and self.prompt.name not in EVERY_WAY_IN_PLAIN else tuple(WAYS)

    def __str__(self) -> str:
        return f"{self.prompt.name}, {'plain' if self.plain else 'full'}"


CASES = [Case(each, plain) for plain in (False, True) for each in PROMPTS if plain or each.full]
TITLES = [Case(BEFORE_ANYTHING, plain) for plain in (False, True)]


@pytest.fixture(scope="module")
def begun(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the flows of these tests, parsed already."""
    home = tmp_path_factory.mktemp("begun") / "home"
    shutil.copytree(told / "cache", home / "cache")
    reflect = Reflect(home)
    for name, text in (("everything", EVERYTHING), ("titled", TITLED)):
        reflect.own_flow(name, text)
        reflect.place().library.load(name)
    return home


def prepared(home: Path, answers: Sequence[object]) -> None:
    """Has a draft in `home` with these answers."""
    place = Reflect(home).place()
    sitting = Sitting.begin(place, place.library.load("everything"))
    interview = sitting.interview()
    for raw in answers:
        interview = interview.answer(raw)
    sitting.save(interview)


def drafts(home: Path) -> list[dict[str, Any]]:
    return [json.loads(each.read_bytes()) for each in (home / "journal" / "drafts").glob("*.json")]


def entry(home: Path) -> str:
    (found,) = (home / "journal" / "entries").rglob("*.json")
    return found.read_text(encoding="utf-8")


class Typists:
    """At one prompt at a time the same text half typed on several terminals, one for each way in which it will end."""

    def __init__(self, begun: Path, folder: Callable[[], Path]) -> None:
        self._begun, self._folder = begun, folder
        self._case: Case | None = None
        self._terminals: dict[str, Terminal] = {}
        self.trail: list[dict[str, Any]] = []
        """The answers before the prompt, as drafts hold them."""

    def at(self, case: Case, way: str) -> Terminal:
        """The terminal that is to end in one `way`."""
        if case != self._case:
            self.put_away()
            self._begin(case)
            self._case = case
        return self._terminals[way]

    def put_away(self) -> None:
        while self._terminals:
            self._terminals.popitem()[1].put_away()
        self._case = None

    def _begin(self, case: Case) -> None:
        before = self._folder() / "home"
        shutil.copytree(self._begun, before)
        args: tuple[str, ...] = ("run", "titled")
        if case.prompt.trail is not None:
            prepared(before, case.prompt.trail)
            args = ("resume",)
        self.trail = [given for draft in drafts(before) for given in draft["trail"]]
        # The one that has to wait for the disk begins first.
        for way in reversed(case.ways):
            home = self._folder() / "home"
            shutil.copytree(before, home)
            self._terminals[way] = Terminal(home, *args, *case.options)
        for terminal in self._terminals.values():
            terminal.until(case.prompt.asked, *(() if case.plain else ("Ctrl-C:",)))
            for keys, stands in case.hand.keys:
                terminal.press(keys)
                terminal.until(stands)


@pytest.fixture(scope="module")
def typists(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typists]:
    there = Typists(begun, lambda: tmp_path_factory.mktemp("half"))
    yield there
    there.put_away()


@pytest.mark.parametrize(
    ("case", "way"), [pytest.param(case, way, id=f"{case}, {way}") for case in CASES for way in case.ways]
)
def test_what_is_half_typed_survives(typists: Typists, case: Case, way: str) -> None:
    prompt, terminal = case.prompt, typists.at(case, way)
    home = terminal.home
    typing = {"question": prompt.at, **prompt.spot, "text": prompt.typing} if prompt.typing else None
    if way == "kill -9":
        terminal.while_waiting(lambda: [each["typing"] for each in drafts(home)] == [typing], SOON)
    end, code = WAYS[way]
    assert terminal.left() != as_found()
    assert end(terminal) == code
    if way in STILL_THERE:
        assert terminal.left() == as_found()
        terminal.until("Saved, with what was half typed." if typing else "Saved.", "`reflect resume`")
    (draft,) = drafts(home)
    assert draft["typing"] == typing
    assert draft["trail"] == typists.trail
    if way == "kill -9":
        # The drafts of the other ways are the same.
        go_on_with(case, home)


@pytest.mark.parametrize(
    ("case", "way"), [pytest.param(case, way, id=f"{case}, {way}") for case in TITLES for way in case.ways]
)
def test_a_title_asked_first_is_not_kept_before_there_is_a_draft_and_nothing_else_is_said(
    typists: Typists, case: Case, way: str
) -> None:
    terminal = typists.at(case, way)
    assert case.plain or "Ctrl-C: leave" in terminal.shown
    end, code = WAYS[way]
    assert end(terminal) == code
    if way in STILL_THERE:
        assert terminal.left() == as_found()
        assert "Saved" not in terminal.shown
    later = Reflect(terminal.home)
    assert later.kept() == set()
    assert later("resume").complaint == "There is no draft: nothing is unfinished."


def go_on_with(case: Case, home: Path) -> None:
    """Goes on with a draft to the entry, and looks whether what was half typed is there on the way and in the end."""
    later = Terminal(home, "resume", *case.options)
    try:
        later.until(*case.hand.again)
        for keys, stands in case.hand.going_on:
            later.press(keys)
            later.until(stands)
        later.press("1\r" if case.plain else "\r")
        assert later.ended() == 0
    finally:
        later.put_away()
    answer = answered(entry(home), case.prompt.at)
    assert {key: answer[key] for key in case.prompt.answer} == case.prompt.answer
    assert not drafts(home)
    titles = [each["title"] for each in Reflect(home)("setbacks", "--json").json]
    assert titles == (["A late reply"] if case.prompt.trail is None else [])
