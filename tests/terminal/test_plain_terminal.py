"""Plain mode on a real terminal: keys, long lines, signals, and a terminal that goes away."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import termios
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

from reflect.interview.asking import Ending, converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.plain.asker import PlainAsker
from reflect.terminal.plain.teletype import Teletype
from tests.terminal.conversation import TODAY, flow

ROOT = Path(__file__).parents[2]
HALF = "At 16:40 I sent"
DONE = "\x04"


def asking(file: Path, *kinds: str) -> pexpect.spawn[str]:
    """A process that asks in plain mode on a dumb terminal."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tests.terminal.plain_alone", str(file), *kinds],
        cwd=str(ROOT),
        env={**os.environ, "TERM": "dumb", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        encoding="utf-8",
        timeout=30,
        dimensions=(24, 40),
    )
    child.delaybeforesend = None
    child.expect("\n> ")
    return child


def kept(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def paste(child: pexpect.spawn[str], text: str, last: str) -> None:
    """Sends a text while the echo is read, as a terminal does, up to the `last` of it."""
    sending = threading.Thread(target=child.send, args=(text,))
    sending.start()
    child.expect_exact(last)
    sending.join()


def ended(child: pexpect.spawn[str]) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


@pytest.mark.parametrize("kind", ["text", "long", "list", "date", "scale"])
@pytest.mark.parametrize(
    ("ends", "code"),
    [
        pytest.param(lambda child: child.kill(signal.SIGTERM), 143, id="SIGTERM"),
        pytest.param(lambda child: child.kill(signal.SIGHUP), 129, id="SIGHUP"),
        pytest.param(lambda child: child.sendcontrol("c"), 130, id="Ctrl-C"),
    ],
)
def test_an_unfinished_line_is_kept_when_told_to_stop(
    tmp_path: Path, kind: str, ends: Callable[[pexpect.spawn[str]], object], code: int
) -> None:
    child = asking(tmp_path / "kept", kind)
    child.send(HALF)
    child.expect("sent")
    ends(child)
    assert ended(child) == code
    assert kept(tmp_path / "kept")["typed"] == HALF


@pytest.mark.parametrize("kind", ["long", "list"])
def test_finished_lines_and_the_unfinished_one_are_kept_when_the_terminal_closes(tmp_path: Path, kind: str) -> None:
    child = asking(tmp_path / "kept", kind)
    child.send(f"First.\r{HALF}")
    child.expect("sent")
    os.close(child.child_fd)
    assert child.pid
    _, status = os.waitpid(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 129
    assert kept(tmp_path / "kept")["typed"] == f"First.\n{HALF}"


@pytest.mark.parametrize("kind", ["text", "long"])
def test_an_unfinished_line_is_kept_soon_enough_to_survive_a_kill(tmp_path: Path, kind: str) -> None:
    child = asking(tmp_path / "kept", kind)
    child.send(HALF)
    while not (tmp_path / "kept").exists():
        child.expect([pexpect.TIMEOUT, pexpect.EOF], timeout=0.1)
    child.kill(signal.SIGKILL)
    child.expect(pexpect.EOF)
    child.close()
    assert kept(tmp_path / "kept")["typed"] == HALF


def test_free_words_are_kept_with_what_they_were_picked_for(tmp_path: Path) -> None:
    child = asking(tmp_path / "kept", "choice")
    child.send("3\r")
    child.expect("\n> ")
    child.send(HALF)
    child.expect("sent")
    child.sendcontrol("c")
    assert ended(child) == 130
    assert kept(tmp_path / "kept")["typed"] == f"other: {HALF}"


def test_a_line_longer_than_a_terminal_collects_arrives_whole(tmp_path: Path) -> None:
    words = "".join(f"{number:07d} " for number in range(8000))
    child = asking(tmp_path / "kept", "long")
    paste(child, words, "0007999")
    child.send(f"\rand {DONE}")
    assert ended(child) == 0
    assert kept(tmp_path / "kept")["said"] == [f"{words}\nand"]


def test_many_lines_of_a_paste_arrive_whole(tmp_path: Path) -> None:
    lines = [f"line {number} ü 😀" for number in range(3000)]
    child = asking(tmp_path / "kept", "long")
    paste(child, "".join(f"{line}\r" for line in lines), "line 2999")
    child.send(DONE)
    assert ended(child) == 0
    assert kept(tmp_path / "kept")["said"] == ["\n".join(lines)]


def test_lines_that_come_at_once_where_one_is_asked_for_do_not_answer_the_next_question(tmp_path: Path) -> None:
    child = asking(tmp_path / "kept", "text", "text")
    child.send("one\rtwo\rthree\r")
    child.expect("one two three.*\n> ")
    child.send("\r")
    child.expect("Kept: one two three.*\n> ")
    child.send("more\r")
    assert ended(child) == 0
    assert kept(tmp_path / "kept")["said"] == ["one two three", "more"]


def test_keys_take_back_what_was_typed_and_arrows_do_nothing(tmp_path: Path) -> None:
    child = asking(tmp_path / "kept", "text")
    child.send("nonsense\x15one tow\x17two\x1b[D\x1bOA thref\x7fe\r")
    assert ended(child) == 0
    assert kept(tmp_path / "kept")["said"] == ["one two three"]


def test_an_end_of_file_leaves_empty_and_asks_on(tmp_path: Path) -> None:
    child = asking(tmp_path / "kept", "text", "text")
    child.send(DONE)
    child.expect("Left empty.*\n> ")
    child.send(f"word{DONE}s\r")
    assert ended(child) == 0
    assert kept(tmp_path / "kept")["said"] == [None, "words"]


def test_bytes_that_are_no_characters_do_no_harm(tmp_path: Path) -> None:
    child = asking(tmp_path / "kept", "text")
    os.write(child.child_fd, b"caf\xe9 \xff\x00 au lait\r")
    child.expect("no file can hold")
    assert ended(child) == 0
    assert kept(tmp_path / "kept")["said"] == ["caf\ufffd \ufffd\ufffd au lait"]


def test_keys_pressed_between_two_questions_wait_for_the_next(tmp_path: Path) -> None:
    child = asking(tmp_path / "kept", "scale", "scale", "scale")
    child.send("1\r2\r3\r")
    assert ended(child) == 0
    assert kept(tmp_path / "kept")["said"] == [1, 2, 3]


def in_a_shell(command: str) -> pexpect.spawn[str]:
    """A shell that runs a command, for what only a shell does."""
    child = pexpect.spawn("/bin/sh", cwd=str(ROOT), encoding="utf-8", timeout=30, env={**os.environ, "PS1": "$ "})
    child.delaybeforesend = None
    child.expect_exact("$ ")
    child.sendline(f"PYTHONPATH=src:. {command}")
    return child


def test_the_terminal_is_left_as_it_was_found(tmp_path: Path) -> None:
    asks = f"{sys.executable} -m tests.terminal.plain_alone {tmp_path}/kept text"
    child = in_a_shell(f"sh -c 'stty -g > {tmp_path}/before; {asks}; stty -g > {tmp_path}/after'; exit")
    child.expect_exact("\n> ")
    child.send("one\r")
    child.expect(pexpect.EOF)
    child.close()
    assert (tmp_path / "after").read_text() == (tmp_path / "before").read_text()
    assert kept(tmp_path / "kept")["said"] == ["one"]


def test_it_can_be_stopped_and_taken_up_again_in_the_middle_of_a_line(tmp_path: Path) -> None:
    child = in_a_shell(f"{sys.executable} -m tests.terminal.plain_alone {tmp_path}/kept text")
    child.expect_exact("\n> ")
    child.send(HALF)
    child.expect("sent")
    child.sendcontrol("z")
    child.expect_exact("$ ")
    child.sendline("fg")
    child.expect_exact(f"> {HALF}")
    child.send(" it.\r")
    child.expect_exact("$ ")
    child.sendline("exit")
    child.expect(pexpect.EOF)
    child.close()
    assert kept(tmp_path / "kept")["said"] == [f"{HALF} it."]


def test_a_program_that_borrows_the_terminal_finds_it_as_it_was() -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, encoding="utf-8") as keys, os.fdopen(ours, "wb"):
        before = termios.tcgetattr(theirs)
        teletype = Teletype(keys, io.StringIO())
        with teletype.minded():
            assert not termios.tcgetattr(theirs)[3] & termios.ICANON
            with teletype.lent():
                assert termios.tcgetattr(theirs) == before
                os.kill(os.getpid(), signal.SIGINT)
            assert not termios.tcgetattr(theirs)[3] & (termios.ICANON | termios.ECHO)
            os.write(ours, b"one\r")
            assert teletype.line("> ") == "one"
        assert termios.tcgetattr(theirs) == before


def test_a_signal_between_two_questions_leaves_at_the_next() -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, encoding="utf-8") as keys, os.fdopen(ours, "wb"):
        asker = PlainAsker(keys, io.StringIO(), today=TODAY)
        text = {"type": "text", "id": "what", "ask": "What?"}

        def save(interview: Interview) -> None:
            if interview.trail:
                os.kill(os.getpid(), signal.SIGINT)

        with asker:
            os.write(ours, b"one\r")
            told = converse(Interview(flow(text, text | {"id": "more"}), Past(), TODAY), asker, save)
        assert (told.ending, told.exit_code) == (Ending.LEFT, 130)
        assert [each.said.value for each in told.interview.trail] == ["one"]


def test_nothing_printed_steers_the_terminal(tmp_path: Path) -> None:
    child = asking(tmp_path / "kept", "text", "long", "list", "date", "choice")
    child.logfile_read = seen = io.StringIO()
    child.send("one\r")
    child.expect("\n> ")
    child.send(f"\x1b]0;title\x07two\r{DONE}")
    child.expect("item.*\n> ")
    child.send("three\r\r")
    child.expect("3, What|What is it, 3.*\n> ")
    child.send("yesterday\r")
    child.expect("Enter takes it.*\n> ")
    child.send("\r")
    child.expect("words.*\n> ")
    child.send("1\r")
    assert ended(child) == 0
    assert {each for each in seen.getvalue() if ord(each) < 32 or ord(each) == 127} == {"\r", "\n"}
