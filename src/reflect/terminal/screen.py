"""Shows a page on a terminal: painted, and through the pager when it is longer than the screen."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from typing import IO

from rich.console import Console

from reflect.pages.blocks import Page
from reflect.terminal.paint import rich_page

PAGER = "less"
WIDEST = 100


def console(stream: IO[str], environ: Mapping[str, str]) -> Console:
    """The console on `stream`: no wider than is good to read, without colour where NO_COLOR or TERM says so."""
    found = Console(file=stream, highlight=False, markup=False, emoji=False, _environ=environ)
    found.width = min(found.width, WIDEST)
    return found


def drivable() -> bool:
    """Whether prompts that move the cursor can be put on this terminal; they cannot in every console of Windows."""
    from prompt_toolkit.application import get_app_session

    try:
        session = get_app_session()
        return bool(session.output and session.input)
    except Exception:  # noqa: BLE001 - whatever it is that a console cannot do, it can still show lines
        return False


def show(page: Page, stream: IO[str], environ: Mapping[str, str], *, paged: bool = False) -> None:
    """Shows `page` on the terminal behind `stream`."""
    screen = console(stream, environ)
    with screen.capture() as capture:
        rich_page(page, screen)
    text = capture.get()
    if not (paged and text.count("\n") >= screen.height and _through_pager(text, environ)):
        stream.write(text)


def _through_pager(text: str, environ: Mapping[str, str]) -> bool:
    """Shows `text` in the person's pager; whether there was one. It gets the text through a pipe, never a file."""
    try:
        command = shlex.split(environ.get("PAGER") or PAGER)
    except ValueError:
        return False
    if not command or shutil.which(command[0], path=environ.get("PATH")) is None:
        return False
    # R keeps colours and nothing else that steers a terminal; the history file would hold what was searched for.
    settings = {"LESSHISTFILE": "-", "LESSSECURE": "1", **environ, "LESS": f"{environ.get('LESS', 'X')} -R"}
    try:
        started = subprocess.Popen(command, stdin=subprocess.PIPE, env=settings)  # noqa: S603 (the person's own pager)
    except OSError:
        return False
    with started as pager:
        assert pager.stdin
        with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
            pager.stdin.write(text.encode("utf-8", "replace"))
            pager.stdin.close()
        while pager.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):
                pager.wait()
    return True
