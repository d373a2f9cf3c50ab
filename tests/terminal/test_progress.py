"""The bar for work that takes a while: there only when it does, in its line, and gone afterwards."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import termios

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.terminal.columns import columns
from reflect.terminal.progress import PACE, PATIENCE, Bar, bar_line

WHAT = "Looking through it"


class Ticking:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Narrow(io.StringIO):
    """A terminal that has no size of its own, and these characters."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


def looked_at(out: io.StringIO) -> list[str]:
    """What a screen of 80 columns shows after all that was written."""
    screen = pyte.Screen(80, 4)
    pyte.Stream(screen).feed(out.getvalue())
    return [line.rstrip() for line in screen.display if line.strip()]


def bar(out: io.StringIO, clock: Ticking, term: str = "xterm") -> Bar:
    return Bar(WHAT, out, clock, {"TERM": term})


def test_work_that_is_soon_done_shows_nothing() -> None:
    out, clock = Narrow(), Ticking()
    with bar(out, clock) as shown:
        for done in range(100):
            clock.now += PATIENCE / 200
            shown(done, 100)
        clock.now += 2 * PATIENCE
        shown(100, 100)
    assert out.getvalue() == ""


def test_what_takes_longer_shows_how_far_it_has_come_and_how_long_it_takes() -> None:
    out, clock = Narrow(), Ticking()
    with bar(out, clock) as shown:
        clock.now += PATIENCE
        shown(25, 100)
        assert looked_at(out) == [f"{WHAT}  {'━' * 8}{'─' * 26}  about 3 seconds left"]
        clock.now += PATIENCE
        shown(50, 100)
        assert looked_at(out) == [f"{WHAT}  {'━' * 17}{'─' * 17}  about 2 seconds left"]
        clock.now += 2 * PATIENCE
        shown(100, 100)
        shown(80, 100)
        assert looked_at(out) == [f"{WHAT}  {'━' * 27}{'─' * 7}  about 1 second left"]
    assert looked_at(out) == []


def test_it_is_not_drawn_anew_all_the_time() -> None:
    out, clock = Narrow(), Ticking()
    with bar(out, clock) as shown:
        clock.now += PATIENCE
        for done in range(1000):
            clock.now += PACE / 100
            shown(done, 1000)
    assert 10 <= out.getvalue().count(WHAT) <= 12


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_it_is_gone_also_when_it_is_left_by_an_error_and_stays_so(error: type[BaseException]) -> None:
    out, clock = Narrow(), Ticking()
    shown = bar(out, clock)
    with contextlib.suppress(error), shown:
        clock.now += PATIENCE
        shown(1, 100)
        # The terminal writes this behind it.
        out.write("^C")
        raise error
    # Nobody goes on after that, and nothing is drawn if somebody does.
    clock.now += PATIENCE
    shown(2, 100)
    assert looked_at(out) == []
    assert out.getvalue().endswith("\r")


@pytest.mark.parametrize("term", ["dumb", "DUMB"])
def test_a_dumb_terminal_is_told_once(term: str) -> None:
    out, clock = Narrow(), Ticking()
    with bar(out, clock, term) as shown:
        for done in range(20, 90, 10):
            clock.now += PATIENCE
            shown(done, 100)
        assert out.getvalue() == f"{WHAT}  about 4 seconds left"
    assert looked_at(out) == []


@pytest.mark.parametrize("term", ["xterm", "dumb", ""])
def test_it_has_no_colour_and_nothing_else_that_steers_a_terminal(term: str) -> None:
    out, clock = Narrow(), Ticking()
    with bar(out, clock, term) as shown:
        for done in range(20):
            clock.now += PATIENCE
            shown(done, 20)
    assert set(out.getvalue()) - set("\r━─") <= {chr(code) for code in range(32, 127)}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "no such thing"])
def test_a_terminal_without_its_characters_gets_plain_ones(encoding: str) -> None:
    out, clock = Narrow(encoding), Ticking()
    with bar(out, clock) as shown:
        clock.now += PATIENCE
        shown(25, 100)
        assert looked_at(out) == [f"{WHAT}  {'#' * 8}{'-' * 26}  about 3 seconds left"]


def test_a_terminal_that_is_gone_stops_no_work() -> None:
    out, clock = Narrow(), Ticking()
    with bar(out, clock) as shown:
        clock.now += PATIENCE
        out.close()
        shown(25, 100)


def test_it_is_as_wide_as_the_terminal_and_one_line_of_it() -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        termios.tcsetwinsize(theirs, (24, 40))
        clock = Ticking()
        with Bar(WHAT, stream, clock, {}) as shown:
            clock.now += PATIENCE
            shown(25, 100)
            line = os.read(ours, 1000).decode()
            assert line == f"{WHAT}  {'━' * 2}{'─' * 7}  3 s"
            assert columns(line) + len("^C") < 40
        assert os.read(ours, 1000).decode() == f"\r{' ' * 39}\r"
    os.close(ours)


@pytest.mark.parametrize(
    ("seconds", "wide", "narrow"),
    [
        (0, "about 1 second left", "1 s"),
        (1.4, "about 1 second left", "1 s"),
        (89, "about 89 seconds left", "89 s"),
        (90, "about 2 minutes left", "2 min"),
        (3600, "about 60 minutes left", "60 min"),
    ],
)
def test_the_time_that_is_left_is_told_roughly(seconds: float, wide: str, narrow: str) -> None:
    assert bar_line(WHAT, 1, 2, seconds, 97).endswith(f"  {wide}")
    assert bar_line(WHAT, 1, 2, seconds, 57).endswith(f"─  {narrow}")
    assert bar_line(WHAT, 1, 2, seconds, 30) == f"{WHAT}  {narrow}"
    assert bar_line(WHAT, 1, 2, seconds, 12) == narrow
    assert bar_line(WHAT, 1, 2, seconds, 2) == ""


@given(done=st.integers(0, 10_000), of=st.integers(0, 10_000), left=st.floats(0, 1e7), room=st.integers(-3, 200))
def test_its_line_always_has_room(done: int, of: int, left: float, room: int) -> None:
    line = bar_line(WHAT, min(done, of), of, left, room)
    assert columns(line) <= max(room, 0)
    assert line.count("━") + line.count("─") <= 40
