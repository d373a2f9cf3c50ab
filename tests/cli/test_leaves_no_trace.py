"""A page that is not to be kept is found in no byte that was written, and a private answer only where it belongs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.in_a_terminal import Terminal
from tests.cli.leaving import DONE, DOWN, EDIT, ENTER, SECRET, WAYS, World, no_room, seen_from_outside
from tests.cli.running import Reflect

THROW, SEAL, KEEP = range(3)
FATE = "What shall become of it?"
AFTER = "And how are you now?"
REVIEW = "Before it is kept: is anything to be changed?"
POINTER = "I want to die."


@pytest.fixture(scope="module")
def warm(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which nothing was written yet, with the flow of these tests parsed already."""
    home = tmp_path_factory.mktemp("warm") / "home"
    shutil.copytree(told / "cache", home / "cache")
    Reflect(home).place().library.load("unload")
    return home


@pytest.fixture
def world(warm: Path, tmp_path: Path) -> World:
    shutil.copytree(warm, tmp_path / "world" / "home")
    return World(tmp_path / "world")


@dataclass(frozen=True)
class Writer:
    """Somebody who writes on a blank page, in full or in plain lines."""

    world: World
    plain: bool = False

    @contextmanager
    def at_the_page(self, text: str = SECRET, prepare: Callable[[], None] | None = None) -> Iterator[Terminal]:
        """A terminal on which the page is written and not answered yet."""
        terminal = self.world.terminal("unload", *(["--plain"] if self.plain else []), prepare=prepare)
        try:
            terminal.until("How long?", "One number" if self.plain else "leave empty")
            before = " ".join(terminal.shown.split("How long?")[0].split())
            assert "nothing of this is on disk" in before.lower()
            terminal.press(ENTER)
            terminal.until("The page is yours.", "on a line of its own ends it" if self.plain else "Ctrl-D: done")
            terminal.press(text)
            terminal.until(text)
            yield terminal
        finally:
            terminal.put_away()

    def answer(self, terminal: Terminal, until: str = FATE) -> None:
        terminal.press("\r:done\r" if self.plain else DONE)
        terminal.until(until)

    def choose(self, terminal: Terminal, fate: int) -> None:
        terminal.press(f"{fate + 1}\r" if self.plain else DOWN * fate + ENTER)
        terminal.until(AFTER, "0 to 10")
        terminal.press("3\r")

    def finish(self, terminal: Terminal, fate: int) -> int | None:
        """To the end; the exit code."""
        self.choose(terminal, fate)
        if fate != THROW:
            terminal.until(REVIEW)
            terminal.press("1\r" if self.plain else ENTER)
        return terminal.ended()

    def go(self, terminal: Terminal, stage: str) -> None:
        """To a stage of the way: the page, the question after it, or the review before the end."""
        if stage != "the page":
            self.answer(terminal)
        if stage == "the review":
            self.choose(terminal, SEAL)
            terminal.until(REVIEW)


ENDS = [
    *((False, way, "the page") for way in WAYS),
    (False, "Ctrl-C", "the next question"),
    (False, "kill -9", "the next question"),
    (False, "Ctrl-C", "the review"),
    (False, "kill -9", "the review"),
    (True, "Ctrl-C", "the page"),
    (True, "closed", "the page"),
    (True, "kill -9", "the page"),
    (True, "kill -9", "the review"),
]


# ------------------------------------------------------------------------------------------------- what is not to be kept


@pytest.mark.parametrize(
    ("plain", "way", "stage"),
    [pytest.param(*each, id=f"{each[1]} at {each[2]}, {'plain' if each[0] else 'full'}") for each in ENDS],
)
def test_a_page_that_was_not_finished_is_nowhere(world: World, plain: bool, way: str, stage: str) -> None:
    writer = Writer(world, plain)
    with writer.at_the_page() as terminal:
        writer.go(terminal, stage)
        assert not world.traces()
        assert not seen_from_outside(terminal)
        end, code = WAYS[way]
        assert end(terminal) == code
        if way == "Ctrl-C":
            terminal.until("Nothing of this was kept.")
    assert not world.traces()
    assert Reflect(world.home).kept() == set()


@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
def test_a_page_that_is_thrown_away_never_touches_the_disk(world: World, plain: bool) -> None:
    writer = Writer(world, plain)
    with writer.at_the_page() as terminal:
        writer.answer(terminal)
        assert writer.finish(terminal, THROW) == 0
        terminal.until("Nothing was kept.")
        assert plain or "zorilla" not in terminal.shown
        assert not seen_from_outside_of(terminal)
    assert not world.traces()
    assert Reflect(world.home).kept() == set()


@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
def test_no_editor_is_opened_for_a_page_that_may_not_be_written_down(world: World, plain: bool) -> None:
    writer = Writer(world, plain)
    with writer.at_the_page() as terminal:
        terminal.press("\r:edit\r" if plain else f"{EDIT} and more")
        terminal.until("There is no editor" if plain else f"{SECRET} and more")
        assert not world.traces()
        assert terminal.interrupted() == 130
    assert not world.traces()


@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
def test_a_page_is_nowhere_when_one_stops_at_the_pointer(world: World, plain: bool) -> None:
    writer = Writer(world, plain)
    with writer.at_the_page(f"{SECRET} {POINTER}") as terminal:
        writer.answer(terminal, "findahelpline.com")
        terminal.until("Go on, or stop here?", "Stop here")
        terminal.press("2\r" if plain else DOWN + ENTER)
        assert terminal.ended() == 0
        terminal.until("Nothing of this was kept.")
    assert not world.traces()
    assert Reflect(world.home).kept() == set()


@pytest.mark.parametrize("room", [0, 900], ids=["no room", "room for half of it"])
def test_a_page_that_finds_no_room_on_the_disk_is_nowhere(world: World, room: int) -> None:
    writer = Writer(world)
    with writer.at_the_page(prepare=no_room(room)) as terminal:
        writer.answer(terminal)
        writer.choose(terminal, SEAL)
        terminal.until(REVIEW)
        terminal.press(ENTER)
        terminal.until("Not saved", "What now?", "what is not saved is lost")
        assert not world.traces()
        terminal.press(DOWN + DOWN + ENTER)
        assert terminal.ended() == 1
    assert not world.traces()


def seen_from_outside_of(terminal: Terminal) -> bool:
    """Whether the caption of the window was touched by a program that has ended."""
    return b"\x1b]" in terminal.written
