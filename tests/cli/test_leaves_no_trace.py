"""A page that is not to be kept is found in no byte that was written, and a private answer only where it belongs."""

from __future__ import annotations

import datetime as dt
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.in_a_terminal import Terminal
from tests.cli.leaving import DONE, DOWN, EDIT, ENTER, SECRET, WAYS, World, captions, no_room, seen_from_outside
from tests.cli.running import Reflect
from tests.cli.telling import DRAIN, HIDE, LEFT, RULE, Private, Reader, tells

THROW, SEAL, KEEP = range(3)
FATE = "What shall become of it?"
AFTER = "And how are you now?"
REVIEW = "Before it is kept: is anything to be changed?"
POINTER = "I want to die."
SOON = 5.0
"""Seconds after which what was typed is on disk for sure."""


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
            told = "Nothing of this is on disk before the end: a crash or a closed terminal loses it."
            assert f"{told} What you throw away then is never written to it." in terminal.shown.split("How long?")[0]
            terminal.press(ENTER)
            terminal.until("The page is yours.", "on a line of its own ends it" if self.plain else "Ctrl-D: done")
            if self.plain:
                terminal.until("What you type stays in this window until you clear or close it.")
            terminal.press(text)
            terminal.until(text)
            yield terminal
        finally:
            terminal.put_away()

    def answer(self, terminal: Terminal, until: str = FATE) -> None:
        terminal.press("\r:done\r" if self.plain else DONE)
        # Nothing says that it is kept: it is not.
        terminal.until(until, "Answered, private." if self.plain else "› (private)")

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
        assert not captions(terminal)
    assert not world.traces()
    assert Reflect(world.home).kept() == set()


@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
def test_no_editor_is_opened_for_a_page_that_may_not_be_written_down(world: World, plain: bool) -> None:
    writer = Writer(world, plain)
    with writer.at_the_page() as terminal:
        terminal.press("\r:edit\r" if plain else f"{EDIT} and more")
        terminal.until("Editors make copies" if plain else f"{SECRET} and more")
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


# ------------------------------------------------------------------------------------------------------- what is kept


@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
def test_a_sealed_page_is_in_its_entry_alone(world: World, plain: bool) -> None:
    writer = Writer(world, plain)
    with writer.at_the_page() as terminal:
        writer.answer(terminal)
        assert writer.finish(terminal, SEAL) == 0
        terminal.until("Sealed until", "opens it then")
        assert not captions(terminal)
    world.only("entries")


def test_nothing_tells_of_a_sealed_page_before_its_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(world.home, monkeypatch)
    reader.answers("unload", {"page": SECRET, "keep": "seal", "mood_after": "3"})
    entry = reader.newest()
    until = dt.date.fromisoformat(entry["sealed_until"])
    assert until == dt.datetime.fromisoformat(entry["finished"]).date() + dt.timedelta(days=30)
    for day, flows in ((until - dt.timedelta(days=30), ()), (until - dt.timedelta(days=1), None)):
        reader.on(day)
        assert not tells(reader.everything_said(flows))
        assert not tells(reader.of_entry("show", entry["id"]))
        assert not tells(reader.of_entry("show", entry["id"], "--json"))
    world.only("entries")
    reader.on(until)
    assert tells(reader.of_entry("show", entry["id"]))
    assert tells(reader.of_entry("show", entry["id"], "--json"))
    assert not tells(reader.everything_said(flows=()))
    world.only("entries")


def test_a_page_that_is_kept_is_in_its_entry_and_shown_only_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer(world)
    with writer.at_the_page() as terminal:
        writer.answer(terminal)
        assert writer.finish(terminal, KEEP) == 0
        assert "zorilla" not in terminal.shown
    world.only("entries")
    reader = Reader(world.home, monkeypatch)
    assert tells(reader.of_entry("show", reader.newest()["id"]))
    assert not tells(reader.everything_said())
    world.only("entries")


# ------------------------------------------------------------------------------------------------------ private answers


@pytest.fixture(scope="module")
def begun(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Private], Path]:
    """Gives a home in which a draft has come as far as a private question."""
    made: dict[str, Path] = {}

    def come_so_far(private: Private) -> Path:
        if private.question not in made:
            made[private.question] = home = tmp_path_factory.mktemp("begun") / "home"
            shutil.copytree(told / "cache", home / "cache")
            with pytest.MonkeyPatch.context() as patched:
                Reader(home, patched).answers(private.flow, {**private.replies, private.question: LEFT})
        return made[private.question]

    return come_so_far


@pytest.mark.parametrize(
    ("private", "plain", "way"),
    [
        pytest.param(*each, id=f"{each[0].question}, {each[2]}, {'plain' if each[1] else 'full'}")
        for each in (
            *((RULE, False, way) for way in WAYS),
            (RULE, True, "kill -9"),
            (DRAIN, False, "kill -9"),
            (DRAIN, True, "closed"),
            (HIDE, False, "SIGTERM"),
        )
    ],
)
def test_a_private_answer_half_typed_is_in_its_draft_alone(
    begun: Callable[[Private], Path], tmp_path: Path, private: Private, plain: bool, way: str
) -> None:
    world = World(tmp_path / "world")
    shutil.copytree(begun(private), world.home)
    terminal = world.terminal("resume", *(["--plain"] if plain else []))
    try:
        terminal.until(private.asked, ">" if plain else "Ctrl-C:")
        terminal.press(SECRET)
        terminal.until(SECRET)
        # Where there were an editor, it would keep a copy.
        terminal.press("\r:edit\r" if plain else EDIT)
        terminal.while_waiting(world.traces, SOON)
        assert not seen_from_outside(terminal)
        end, code = WAYS[way]
        assert end(terminal) == code
        if not plain and code in (130, 143):
            assert "zorilla" not in terminal.shown
    finally:
        terminal.put_away()
    world.only("drafts")


def test_a_private_answer_is_in_its_draft_alone_when_the_program_is_killed_after_it(
    begun: Callable[[Private], Path], tmp_path: Path
) -> None:
    world = World(tmp_path / "world")
    shutil.copytree(begun(RULE), world.home)
    terminal = world.terminal("resume")
    try:
        terminal.until(RULE.asked, "Ctrl-D: done")
        terminal.press(SECRET + DONE)
        terminal.until("(kept, private)")
        assert "zorilla" not in terminal.shown
        terminal.stopped(signal.SIGKILL)
    finally:
        terminal.put_away()
    world.only("drafts")


@pytest.mark.parametrize("private", [RULE, HIDE, DRAIN], ids=lambda each: each.question)
def test_a_private_answer_is_told_by_its_own_entry_and_by_nothing_else(
    warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, private: Private
) -> None:
    world = World(tmp_path / "world")
    shutil.copytree(warm, world.home)
    reader = Reader(world.home, monkeypatch)
    reader.answers(private.flow, {**private.replies, private.question: private.secret, private.next: LEFT})
    draft = world.only("drafts")
    assert not tells(reader.everything_said(flows=()))
    reader.resumes({**private.replies, private.question: private.secret})
    assert world.only("entries") != draft
    entry = reader.newest()
    assert tells(reader.of_entry("show", entry["id"]))
    assert not tells(reader.everything_said())
    world.only("entries")


def test_a_private_answer_is_in_the_trash_when_its_draft_was_thrown_away(
    warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path / "world")
    shutil.copytree(warm, world.home)
    reader = Reader(world.home, monkeypatch)
    reader.answers(RULE.flow, {**RULE.replies, RULE.question: RULE.secret, RULE.next: LEFT})
    assert not tells(reader.said("drafts", "--discard", "last"))
    world.only("trash")
    assert not tells(reader.everything_said(flows=()))
