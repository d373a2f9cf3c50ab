"""Starts one command and says how long it took and how much memory it held at most.

    python -I -S launcher.py FD LIMIT - PROGRAM [ARGUMENT...]
    python -I -S launcher.py FD LIMIT TEXT PROGRAM [ARGUMENT...]

Writes `SECONDS KIBIBYTES STATUS` to the file descriptor FD; STATUS is the exit code, `over` when the command was stopped after
LIMIT seconds, or `gone` when it ended before its time. With a TEXT the command gets a terminal of its own, the time is the one
until TEXT is on it, and the command is stopped then.

It is a program of its own and imports next to nothing, as Linux counts what a process held before it became another program:
started from a large program, a small one would seem large. Nothing below its own size, about 8 MiB, can be told.
"""

# ruff: noqa: INP001 (a program of its own)

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # `signal` would import more than all else here
import os
import sys
import time

NO_TERMINAL = "-"
OVER, GONE = "over", "gone"
ENOUGH = 65536


def _plain(screen: bytes) -> str:
    """What is on a screen, without the sequences that move and colour, and with single blanks."""
    found, at = bytearray(), 0
    while at < len(screen):
        if screen[at] == 0x1B:
            at += 2
            if screen[at - 1 : at] == b"[":
                while at < len(screen) and not 0x40 <= screen[at] <= 0x7E:
                    at += 1
                at += 1
            continue
        found.append(screen[at])
        at += 1
    return " ".join(found.decode("utf-8", "replace").split())


def _in_a_terminal(text: str, command: list[str], limit: float) -> tuple[float, int, str]:
    start = time.perf_counter()
    child, screen = os.forkpty()
    if not child:
        os.execv(command[0], command)  # noqa: S606 (no shell is wanted)
    _stop_after(limit, child)
    shown, status, seconds = b"", GONE, 0.0
    while True:
        try:
            read = os.read(screen, ENOUGH)
        except OSError:
            read = b""
        if not read:
            break
        shown += read
        if text in _plain(shown):
            seconds, status = time.perf_counter() - start, "0"
            break
    # Closing its terminal lets the command save what it has; there is nothing to save, and it might take its time.
    os.kill(child, _signal.SIGKILL)
    usage = os.wait4(child, 0)[2]
    return seconds, usage.ru_maxrss, OVER if _over else status


def _to_a_pipe(command: list[str], limit: float) -> tuple[float, int, str]:
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _stop_after(limit, child)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    return seconds, usage.ru_maxrss, OVER if _over else str(os.waitstatus_to_exitcode(status))


_over: list[bool] = []


def _stop_after(limit: float, child: int) -> None:
    def stop(_number: int, _frame: object) -> None:
        _over.append(True)
        os.kill(child, _signal.SIGKILL)

    _signal.signal(_signal.SIGALRM, stop)
    _signal.setitimer(_signal.ITIMER_REAL, limit)


def main() -> None:
    to, limit, text, *command = sys.argv[1:]
    if text == NO_TERMINAL:
        seconds, kibibytes, status = _to_a_pipe(command, float(limit))
    else:
        seconds, kibibytes, status = _in_a_terminal(text, command, float(limit))
    _signal.setitimer(_signal.ITIMER_REAL, 0)
    os.write(int(to), f"{seconds:.9f} {kibibytes} {status}".encode())


if __name__ == "__main__":
    main()
