"""Where a command runs: its folders, its clock, its streams; everything else is reached through it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from reflect.config.folders import Folders, folders
from reflect.errors import BrokenSettings, NotSaved

if TYPE_CHECKING:
    from reflect.config.settings import Settings
    from reflect.index.catalogue import Catalogue
    from reflect.index.lookup import Index
    from reflect.journal.folder import Journal
    from reflect.library.flows import Library
    from reflect.pages.blocks import Page

PIPE_WIDTH = 80
NAMED = 3
"""How many unreadable files are named one by one."""


def _local_now() -> dt.datetime:
    return dt.datetime.now().astimezone()


@dataclass(eq=False, repr=False)
class Place:
    """What a command may use. `now` gives the aware present moment, `random_bytes` n random bytes."""

    environ: Mapping[str, str]
    stdin: IO[str]
    stdout: IO[str]
    stderr: IO[str]
    now: Callable[[], dt.datetime] = _local_now
    random_bytes: Callable[[int], bytes] = field(default=os.urandom)
    file_clock: Callable[[], float] = time.time
    """Gives the seconds that the times of files are counted by."""
    _indexed: int | None = None

    @classmethod
    def here(cls) -> Place:
        """This process. Its streams never raise over a character the terminal does not have."""
        for stream in (sys.stdout, sys.stderr):
            # What could not be written before fails here too, and again, with words for it, when `run` flushes.
            with contextlib.suppress(AttributeError, OSError, ValueError):
                stream.reconfigure(errors="replace")  # type: ignore[union-attr]
        # Python gives None for a stream that was closed before it started.
        return cls(
            os.environ,
            sys.stdin or Path(os.devnull).open(encoding="utf-8"),
            sys.stdout or Path(os.devnull).open("w", encoding="utf-8"),
            sys.stderr or Path(os.devnull).open("w", encoding="utf-8"),
        )

    # ------------------------------------------------------------------------------------------- what there is

    @property
    def today(self) -> dt.date:
        """The day it is here."""
        return self.now().date()

    @cached_property
    def folders(self) -> Folders:
        return folders(self.environ)

    @cached_property
    def mint(self) -> Callable[[], str]:
        from reflect.journal.ids import Minter

        return Minter(self.now, self.random_bytes)

    @cached_property
    def journal(self) -> Journal:
        return self.journal_in(self.folders.journal)

    def journal_in(self, folder: Path) -> Journal:
        """The journal in another folder."""
        from reflect.journal.folder import Journal

        return Journal(folder, now=self.now, mint=self.mint)

    @property
    def index(self) -> Index | None:
        """The index of the journal as it was when this command began or last wrote; None where there is none to be had, and
        files are read instead."""
        if self._index is not None and self._indexed != self.journal.written:
            from reflect.index.store import Unusable

            self._indexed = self.journal.written
            with self.progress("Looking through the journal") as progress:
                try:
                    self._index.refresh(progress)
                except Unusable:
                    self._index = None
        return self._index

    @property
    def raw_index(self) -> Index | None:
        """The index of the journal however it stands, not brought up to date."""
        return self._index

    @cached_property
    def _index(self) -> Index | None:
        try:
            from reflect.index.lookup import Index
        except ImportError:
            # Python can be built without SQLite.
            return None
        from reflect.journal.files import Files

        files = Files(self.folders.journal)
        if not files.root.is_dir():
            return None
        return Index(self.folders.cache, files, today=self.today, clock=self.file_clock)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What there is in the journal."""
        from reflect.index.catalogue import Catalogue

        return Catalogue(self.journal, lambda: self.index, self.progress)

    def catalogue_of(self, journal: Journal) -> Catalogue:
        """What there is in `journal`; another one than that of this place has no index."""
        from reflect.index.catalogue import Catalogue

        return self.catalogue if journal is self.journal else Catalogue(journal)

    @cached_property
    def library(self) -> Library:
        from reflect.library.flows import Library, shipped_prompts

        try:
            found = self.folders
        except NotSaved:
            # Without a home there is still help to be had; whatever needs the journal says what is missing.
            return Library(shipped_prompts())
        return Library(shipped_prompts(), found.prompts, found.cache)

    @cached_property
    def settings(self) -> Settings:
        """The person's settings; where their file is broken the defaults, and it is said once: it stops nobody."""
        from reflect.config.settings import Settings, read_settings

        try:
            return read_settings(self.folders.config)
        except BrokenSettings as error:
            self.complain(f"{error.message} Until then, nothing is set.")
        except NotSaved:
            # Without a home there are no settings; whatever needs the journal says what is missing.
            pass
        return Settings()

    @property
    def has_terminal(self) -> bool:
        """Whether somebody is there to be asked."""
        return _is_terminal(self.stdin) and _is_terminal(self.stdout)

    # --------------------------------------------------------------------------------------------- what is said

    def write(self, text: str) -> None:
        """Puts `text` on standard output: as it is to a pipe or a file, made visible on a terminal."""
        if _is_terminal(self.stdout):
            from reflect.pages.visible import visible

            text = visible(text)
        self.stdout.write(text)

    def write_json(self, value: Any) -> None:
        """Puts a JSON value on standard output, wherever that leads with all escaped that would steer a terminal."""
        from reflect.pages.visible import escaped

        self.write(escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")

    def show(self, page: Page, *, paged: bool = False) -> None:
        """Shows a page: painted on a terminal (with `paged`, through the pager when it is long), plain to a pipe."""
        from reflect.terminal.paint import plain

        if _is_terminal(self.stdout):
            from reflect.terminal.screen import show

            show(page, self.stdout, self.environ, paged=paged)
        else:
            self.write(plain(page, self._pipe_width()))

    def say(self, text: str) -> None:
        """A remark of the program on standard error: one line to a pipe, on a terminal as many as its width asks for."""
        from reflect.pages.visible import visible

        text = visible(text)
        lines = [text]
        if _is_terminal(self.stderr):
            from reflect.terminal.columns import wrapped

            lines = [*wrapped(text, _columns(self.stderr))]
        with contextlib.suppress(OSError, ValueError):
            self.stderr.write("".join(f"{line}\n" for line in lines))

    def complain(self, message: str, details: Iterable[str] = ()) -> None:
        """An error in one line, and one line for each of its details."""
        from reflect.pages.visible import one_line

        self.say(f"reflect: {one_line(message)}")
        for line in details:
            self.say(f"  {one_line(line)}")

    def mention_unreadable(self) -> None:
        """Names the files of the journal that could not be read and were left alone."""
        found = self.journal.unreadable()
        for each in found[:NAMED]:
            self.complain(f"{each.path} cannot be read and was left as it is: {each.reason}.")

        if len(found) > NAMED:
            self.complain(f"{len(found) - NAMED} other files cannot be read either, and were left as they are.")

    @contextlib.contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """Shows on standard error how far `what` has come, if that is a terminal and it takes longer than a moment."""
        if not _is_terminal(self.stderr):
            yield lambda _done, _of: None
            return
        from reflect.terminal.progress import Bar

        with Bar(what, self.stderr, environ=self.environ) as bar:
            yield bar

    def flush(self) -> None:
        self.stdout.flush()

    def let_go(self) -> None:
        """Gives up what cannot be written any more: else Python tries again at exit, and ends with a code of its own."""
        for stream in (self.stdout, self.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                with contextlib.suppress(OSError, ValueError):
                    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

    def _pipe_width(self) -> int:
        columns = self.environ.get("COLUMNS", "")
        return int(columns) if columns.isdigit() and int(columns) > 0 else PIPE_WIDTH


def _columns(terminal: IO[str]) -> int:
    """How wide a terminal is, whatever becomes of the other streams."""
    try:
        return os.get_terminal_size(terminal.fileno()).columns or PIPE_WIDTH
    except (OSError, ValueError):
        return PIPE_WIDTH


def _is_terminal(stream: IO[str]) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False
