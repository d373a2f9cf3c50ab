"""The program in a process of its own that begins in milliseconds: a copy of this one, which has imported it already.

What runs is what `python -m reflect` runs, `reflect.cli.main`, with streams, environment and terminal of its own. Whoever
forks must have one thread only, so this is for the processes of `tests.durability.workers`.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import pty
import signal
import struct
import sys
import termios
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

ROWS, COLUMNS = 40, 80
CRASHED = 99
"""The exit code of a process in which the test itself went wrong."""
IMPORTED = (
    "reflect.cli", "reflect.cli.commands", "reflect.cli.asking", "reflect.cli.from_file", "reflect.cli.leading",
    "reflect.cli.changing", "reflect.cli.reading", "reflect.cli.rescue", "reflect.cli.looking_over", "reflect.cli.closing",
    "reflect.cli.home", "reflect.cli.listening", "reflect.journal.folder", "reflect.journal.drafts",
    "reflect.index.catalogue", "reflect.index.store", "reflect.library.flows", "reflect.interview.asking",
    "reflect.terminal.full.asker", "reflect.terminal.full.prompts", "reflect.terminal.full.selects",
    "reflect.terminal.plain.asker", "reflect.terminal.editor", "reflect.terminal.sheet.prepared",
    "reflect.interview.accept", "pydantic", "prompt_toolkit", "rich.console",
)  # fmt: skip


@cache
def imported() -> None:
    """Imports what the program needs, once, and keeps it out of the way of every copy."""
    for each in IMPORTED:
        import_module(each)
    gc.collect()
    gc.freeze()


def environment(home: Path) -> dict[str, str]:
    """The surroundings of the program in a home."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG")}
    return {**kept, "REFLECT_HOME": str(home), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "LC_ALL": "C.UTF-8"}


def on_a_terminal(home: Path, args: Sequence[str]) -> tuple[int, int]:
    """Begins `reflect` with these arguments on a terminal: the number of the process, and our end of the terminal."""
    imported()
    process, terminal = pty.fork()
    if not process:
        _run(lambda: _program(home, args, on_terminal=True))
    return process, terminal


def in_the_background(work: Callable[[], int]) -> int:
    """Begins `work`, whose result is the exit code, in a process of its own; its number."""
    imported()
    process = os.fork()
    if not process:
        _run(work)
    return process


def piped(home: Path, args: Sequence[str], out: Path) -> int:
    """Runs `reflect` with nobody there to be asked, and what it says put into a file; the exit code."""
    imported()
    process = os.fork()
    if not process:
        _run(lambda: _piped(home, args, out))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed(process: int) -> int:
    """Ends a process with SIGKILL, if it did not end before; its exit code, negative for the signal that ended it."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _run(work: Callable[[], int]) -> NoReturn:
    """Ends this process, which must be a copy, with what `work` gives."""
    code = CRASHED
    try:
        code = work()
    except BaseException:  # noqa: BLE001 (nothing may get back into what this is a copy of)
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
        os._exit(code)


def _piped(home: Path, args: Sequence[str], out: Path) -> int:
    nothing, said = os.open(os.devnull, os.O_RDONLY), os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for ours, theirs in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(ours, theirs)
    return _program(home, args, on_terminal=False)


def _program(home: Path, args: Sequence[str], *, on_terminal: bool) -> int:
    from reflect.cli import main

    _surrounded(environment(home))
    if on_terminal:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    return main([*args])


def _surrounded(environ: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environ)
