"""A program that has imported everything already, and runs each command in a fork of its own: start-up is paid for once."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import random
import resource
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import reflect
from reflect.checks.remark import Remark
from reflect.cli.looking_over import ANYTHING, KEEP
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Keep, Leave, Reply, Weighed
from reflect.terminal.exit_codes import INTERRUPTED
from tests.durability.view import watching

NOON = dt.datetime(2026, 3, 7, 12, 0, tzinfo=dt.UTC)
WHAT_NOW = "What now?"
"""What is asked when saving failed."""


@dataclass(frozen=True)
class Command:
    """What is run: `replies` are those of somebody at a terminal, by the beginning of what is asked (None: nobody is
    there); {"half typed": words} is to go away with these,
    and who has no reply left goes away without. `seed` decides about ids, `later` is how many hours after noon it is.

    In the fork, `limits` (by the names of `resource`, without RLIMIT_) hold, each counted from what is in use where that
    is how it is counted, and `failing` names calls of `os` that fail with an errno. With `views` given, a file of that
    name gets a line after each change of a name below the home: what there is then. Without
    `index`, files are read instead. Without `index`, files are read instead.
    """

    home: str
    args: Sequence[str]
    stdin: str = ""
    replies: Sequence[tuple[str, Any]] | None = None
    seed: int = 7
    later: int = 0
    limits: Mapping[str, int] = field(default_factory=dict)
    failing: Mapping[str, int] = field(default_factory=dict)
    views: str | None = None
    index: bool = False


@dataclass(frozen=True)
class Came:
    """What came of it; `code` is negative for a signal."""

    code: int
    out: str
    err: str


class Somebody:
    """Somebody at a terminal, who replies as it was written down; what is accepted is said on `out`."""

    def __init__(self, replies: Sequence[tuple[str, Any]], out: IO[str]) -> None:
        self._replies = [*replies]
        self._out = out

    def ask(self, ask: Ask) -> Reply:
        if ask.text == ANYTHING:
            return Answered(KEEP)
        if ask.text == WHAT_NOW:
            return Answered("leave")
        for place, (asked, reply) in enumerate(self._replies):
            if ask.text.startswith(asked):
                del self._replies[place]
                if isinstance(reply, dict):
                    return Leave(reply["half typed"], INTERRUPTED)
                return Answered(ask.begins.value if reply is None and ask.begins else reply)
        return Leave(None, INTERRUPTED)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        raise AssertionError(message)

    def accepted(self, ask: Ask, said: Said) -> None:
        if ask.of:
            print("accepted:", ask.spot.question, file=self._out, flush=True)

    def remark(self, notes: tuple[str, ...]) -> None:
        pass

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        return Keep()


class Ready:
    """The program, seen from outside."""

    def __init__(self, home: Path, warm: Sequence[Command]) -> None:
        """Begins it; `warm` are commands on a home that it may spoil, after which everything is imported."""
        roots = [str(Path(reflect.__file__).parents[1]), str(Path(__file__).parents[2])]
        world = {**os.environ, "PYTHONPATH": os.pathsep.join(roots), "PYTHONHASHSEED": "0", "TZ": "UTC"}
        self._program = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=world,
            cwd=home,
            text=True,
        )
        for each in warm:
            self._tell({"here": asdict(each)})
            assert self._hear() == {"done": True}

    def close(self) -> None:
        self._program.communicate()

    def run(self, command: Command) -> Came:
        """Runs a command to its end."""
        with self.held(command):
            return self.go()

    @contextmanager
    def held(self, command: Command) -> Iterator[int]:
        """A fork that waits right before its command, for `go`; its process."""
        self._tell({"fork": asdict(command)})
        yield int(self._hear()["process"])

    def go(self) -> Came:
        self._tell({"go": True})
        return Came(**self._hear())

    def _tell(self, what: Any) -> None:
        assert self._program.stdin
        self._program.stdin.write(json.dumps(what) + "\n")
        self._program.stdin.flush()

    def _hear(self) -> Any:
        assert self._program.stdout
        line = self._program.stdout.readline()
        assert line, "the program that runs the commands has ended"
        return json.loads(line)


# ------------------------------------------------------------------------------------------------- inside of the program


def _serve(asked: IO[str], answers: IO[str]) -> None:
    for line in asked:
        request = json.loads(line)
        if "here" in request:
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
                _command(Command(**request["here"]), nowhere, nowhere)
            reply: Any = {"done": True}
        else:
            reply = _fork(Command(**request["fork"]), asked, answers)
        answers.write(json.dumps(reply) + "\n")
        answers.flush()


def _fork(command: Command, asked: IO[str], answers: IO[str]) -> Any:
    (said, saying), (told, telling), (held, letting_go) = os.pipe(), os.pipe(), os.pipe()
    process = os.fork()
    if not process:
        try:
            os.dup2(saying, 1)
            os.dup2(telling, 2)
            # Not by reading: a call that is interrupted when somebody begins to look on is called again, and counted twice.
            select.select([held], [], [])
            _child(command)
        finally:
            os._exit(99)
    for each in (saying, telling, held):
        os.close(each)
    answers.write(json.dumps({"process": process}) + "\n")
    answers.flush()
    asked.readline()
    os.write(letting_go, b"!")
    os.close(letting_go)
    texts = [Path(f"/dev/fd/{each}").read_text(encoding="utf-8") for each in (said, told)]
    for each in (said, told):
        os.close(each)
    _, status = os.waitpid(process, 0)
    return {"code": os.waitstatus_to_exitcode(status), "out": texts[0], "err": texts[1]}


def _child(command: Command) -> None:
    out = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), encoding="utf-8", write_through=True)
    sys.stdout, sys.stderr = out, err
    for name, most in command.limits.items():
        used = max(int(each.name) for each in Path("/proc/self/fd").iterdir()) if name == "NOFILE" else 0
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (used + most, used + most))
    for name, number in command.failing.items():
        setattr(os, name, _failing(number))
    if command.views:
        watching(Path(command.home), Path(command.views))
    os._exit(_command(command, out, err))


def _failing(number: int) -> Any:
    def fails(*_args: Any, **_options: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fails


def _command(command: Command, out: IO[str], err: IO[str]) -> int:
    import pytest

    from reflect.cli import main
    from reflect.cli.place import Place
    from tests.cli.running import at_a_terminal

    now = NOON + dt.timedelta(hours=command.later)
    place = Place(
        environ={"REFLECT_HOME": command.home},
        stdin=io.StringIO(command.stdin),
        stdout=out,
        stderr=err,
        now=lambda: now,
        random_bytes=random.Random(command.seed).randbytes,
    )
    if not command.index:
        vars(place)["_index"] = None
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Place, "here", lambda: place)
        patched.setattr(Place, "let_go", lambda _place: None)
        if command.replies is not None:
            at_a_terminal(patched, Somebody([(asked, reply) for asked, reply in command.replies], out))
        return main(command.args)


if __name__ == "__main__":
    # What a command prints goes to its own streams; these two are the program's.
    _serve(os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8"))
