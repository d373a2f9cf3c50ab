"""A page nobody is to read, and private answers, written on a terminal whose every folder lies below one."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cli.in_a_terminal import Terminal
from tests.cli.traces import forms, holds, traces

WORDS = ("Quaggä", "zorilla")
SECRET = "It was the Quaggä, and the zorilla saw it."
"""What is typed, and is to be found nowhere else than where it belongs."""
WANTED = frozenset(form for word in WORDS for form in forms(word))
FOLDERS = (
    "HOME", "TMPDIR", "TMP", "TEMP", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
)  # fmt: skip
ENTER, DONE, DOWN, EDIT = "\r", "\x04", "\x1b[B", "\x18\x05"

WAYS: dict[str, tuple[Callable[[Terminal], int | None], int | None]] = {
    "Ctrl-C": (Terminal.interrupted, 130),
    "SIGTERM": (lambda terminal: terminal.stopped(signal.SIGTERM), 143),
    "SIGHUP": (lambda terminal: terminal.stopped(signal.SIGHUP), 129),
    "closed": (Terminal.closed, 129),
    "kill -9": (lambda terminal: terminal.stopped(signal.SIGKILL), None),
}
"""How the program can end before its end, and the exit code that says so."""


@dataclass(frozen=True)
class World:
    """Everything a program could write to, below `folder`. Its editor would keep a copy of what it is given."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def journal(self) -> Path:
        return self.home / "journal"

    def terminal(
        self,
        *args: str,
        prepare: Callable[[], None] | None = None,
        editor: str | None = None,
        more: Mapping[str, str] | None = None,
    ) -> Terminal:
        """`reflect` on a terminal in this world; `editor` is another script for its editor, `more` is added to its
        environment."""
        environ = {name: self.folder / name.lower() for name in FOLDERS}
        for each in environ.values():
            each.mkdir(exist_ok=True, mode=0o700)
        program = self.folder / "editor"
        program.write_text(editor or f'#!/bin/sh\ncp "$1" "{self.folder}/opened"\n', encoding="utf-8")
        program.chmod(0o700)
        world = {name: str(each) for name, each in environ.items()}
        return Terminal(
            self.home,
            *args,
            world={**world, "EDITOR": str(program), "VISUAL": str(program), **(more or {})},
            prepare=prepare,
        )

    def traces(self) -> set[str]:
        """Where the secret is found."""
        assert not (self.folder / "opened").exists(), "it was given to an editor"
        return traces(self.folder, *WORDS)

    def only(self, kind: str) -> str:
        """The one file in which the secret is found, which is of that kind (drafts, entries)."""
        (found,) = self.traces()
        assert found.startswith(f"home/journal/{kind}/")
        assert found.endswith(".json")
        return found


def no_room(left: int) -> Callable[[], None]:
    """Has a process find no room for files of more than so many bytes: the rest of what it writes comes to nothing."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (left, left))


def around(process: int) -> Iterator[bytes]:
    """What others can see of a process and of those it began: how they were called, their surroundings, the files that
    they hold open after they were deleted."""
    own = Path(f"/proc/{process}")
    yield from ((own / name).read_bytes() for name in ("cmdline", "environ", "comm"))
    for each in (own / "fd").iterdir():
        try:
            if " (deleted)" in str(each.readlink()):
                yield each.read_bytes()
        except FileNotFoundError:
            continue
    for task in (own / "task").iterdir():
        for child in (task / "children").read_text().split():
            yield from around(int(child))


def seen_from_outside(terminal: Terminal) -> bool:
    """Whether the secret can be seen beside the screen: at the process, or in the caption of the window."""
    if Path("/proc/self/task").is_dir() and any(holds(each, WANTED) for each in around(terminal.process)):
        return True
    return captions(terminal)


def captions(terminal: Terminal) -> bool:
    """Whether the terminal was told anything but what is to stand on it: captions, notifications, the clipboard."""
    return any(start in terminal.written for start in (b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bk"))
