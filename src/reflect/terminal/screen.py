"""Shows a page on a terminal: painted, and through the pager when it is longer than the screen."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from typing import IO

from reflect.pages.blocks import Page
from reflect.terminal.console import console
from reflect.terminal.paint import rich_page

PAGER = "less"


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
    settings = {"LESSSECURE": "1", **environ, "LESSHISTFILE": "-", "LESS": f"{environ.get('LESS', 'X')} -R"}
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
