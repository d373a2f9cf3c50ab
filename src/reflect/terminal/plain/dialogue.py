"""One line of an answer in plain mode: what is typed, with the commands obeyed that hold everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

from reflect.errors import ReflectError
from reflect.interview.ask import Ask
from reflect.interview.asking import Back, Leave, Reply
from reflect.terminal.exit_codes import INTERRUPTED
from reflect.terminal.plain.colon import Command, Doubtful, meant
from reflect.terminal.plain.page import NOTHING_BEFORE, PlainPage
from reflect.terminal.plain.teletype import Gone, Teletype

PROMPT = "> "
NO_EDITOR = "There is no editor to open."
NO_COPY = "Editors make copies of what they open, so none is opened for this."
AT_ONCE = "These lines came at once, and one line is asked for. Enter takes them as one line; or write it anew."

Whole = Callable[[str], str]
"""Of the line that is being typed, makes all that is half typed at its question, as its draft keeps it."""


class Edited(Protocol):
    """What came back from an editor: the text, and why there is no new one."""

    @property
    def text(self) -> str: ...

    @property
    def problem(self) -> str | None: ...


class Editor(Protocol):
    """Whoever opens a text in the person's editor: `keep` is given what stands in it meanwhile and says False when it
    could not be made safe, and when `stop` returns something the editor is ended."""

    def edit(
        self, text: str, keep: Callable[[str], object] | None = None, stop: Callable[[], object] = ...
    ) -> Edited: ...


class Away(Exception):
    """Away from the question: back, or away from the keyboard."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


class Dialogue:
    """What is said and typed at one question after another."""

    def __init__(self, teletype: Teletype, page: PlainPage, editor: Editor | None) -> None:
        self.page = page
        self.keep: Callable[[str], None] | None = None
        self.kept = self.safe = True
        self._teletype, self._editor = teletype, editor
        self._ask: Ask | None = None
        self._safe = ""
        self._weighing = False
        self._waiting: list[str] = []

    @property
    def has_editor(self) -> bool:
        """Whether `:edit` opens something."""
        return self._editor is not None and self._may_be_edited

    @property
    def _may_be_edited(self) -> bool:
        """Whether an editor, which makes copies of what it opens, may be given what is written."""
        return self.kept and not (self._ask and self.page.private(self._ask))

    @property
    def has_keys(self) -> bool:
        """Whether somebody types on a terminal."""
        return self._teletype.has_keys

    def begin(self, ask: Ask, half: str, *, weighing: bool = False) -> None:
        """Another question begins, with what is `half` typed at it and kept already; or its answer is `weighing`."""
        self._ask, self._safe, self._weighing = ask, half, weighing
        self._waiting.clear()

    # --------------------------------------------------------------------------------------------------------- a line

    def line(self, whole: Whole, *, several: bool = False, joined: bool = False) -> str | Command:
        """The next line, or one of the commands `:edit`, `:skip`, `:done`. Raises Away.

        An end of file is an empty line, or the end of `several`. With `joined`, lines that come at once are one, when the
        person says so.
        """
        while True:
            if self._waiting:
                return self._waiting.pop(0)
            found = self._read(whole, several=several, joined=joined)
            if isinstance(found, Doubtful):
                found = self._in_doubt(found, whole, several=several)
            if not isinstance(found, Command) or found in (Command.EDIT, Command.SKIP, Command.DONE):
                return found
            self._obey(found, whole)

    def number(self, count: int, whole: Whole) -> int | None:
        """A number from 1 to `count`; None for an empty line. Raises Away."""
        while True:
            line = self.line(whole)
            if isinstance(line, Command) or not line.strip():
                return None
            if (number := as_number(line, count)) is not None:
                return number
            self.page.say(f"A number from 1 to {count}; Enter alone for none of them.")

    def _read(self, whole: Whole, *, several: bool, joined: bool) -> str | Command | Doubtful:
        try:
            line = self._teletype.line(
                PROMPT, lambda typed: self._soon(whole(_words(typed))), several=several, whole=joined
            )
        except Gone as gone:
            raise Away(Leave(whole(_words(gone.unfinished)) or None, gone.exit_code)) from None
        if line is None:
            return Command.DONE if several else ""
        if joined and "\n" in line:
            return self._as_one(" ".join(line.split()), whole)
        return meant(line)

    def _as_one(self, line: str, whole: Whole) -> str | Command | Doubtful:
        """Lines that were pasted where one is asked for."""
        self.page.say(AT_ONCE)
        self.page.lines(line)
        again = self._read(lambda typed: whole(typed or line), several=False, joined=True)
        return again or line

    def _in_doubt(self, doubtful: Doubtful, whole: Whole, *, several: bool) -> str | Command:
        """A line that may be a command with a slip in it: the next one decides, and nothing is lost."""
        self.page.say(doubtful.question)
        found = self._read(lambda typed: whole(typed or doubtful.line), several=several, joined=False)
        if isinstance(found, Command):
            return found
        words = found.line if isinstance(found, Doubtful) else found
        if not words.strip():
            return doubtful.line
        if several:
            self._waiting.append(words)
            return doubtful.line
        return words

    def _obey(self, command: Command, whole: Whole) -> None:
        ask = self._ask
        assert ask
        if command is Command.HELP:
            # A command asks while an interview is kept, too: before its end, or because saving did not work.
            asked = bool(ask.of) or (self.keep is not None and self.safe)
            if self._weighing:
                self.page.help_weighing(kept=self.kept, asked=asked)
            else:
                self.page.help(back=bool(ask.of), kept=self.kept, asked=asked, editor=self.has_editor)
        elif command is Command.SAVE:
            raise Away(Leave(whole("") or None, INTERRUPTED))
        elif ask.of:
            raise Away(Back(whole("") or None))
        else:
            self.page.say(NOTHING_BEFORE)

    # -------------------------------------------------------------------------------------------------- what is typed

    def _soon(self, text: str) -> bool:
        """Makes what is half typed safe, where that is wanted and there is something new; whether it is."""
        if self.keep and self._ask and self._ask.of and text != self._safe:
            # The next answer is saved with an error that is seen; typing is not interrupted by one.
            with suppress(ReflectError, OSError):
                self.keep(text)
                self._safe = text
        return text == self._safe

    def edited(self, text: str, whole: Whole) -> str:
        """The text after it was open in the person's editor; the same one when it could not be."""
        if self._editor is None or not self._may_be_edited:
            self.page.say(NO_COPY if self._editor else NO_EDITOR)
            return text
        with self._teletype.lent():
            back = self._editor.edit(text, lambda now: self._soon(whole(now)), lambda: self._teletype.called)
        if back.problem:
            self.page.say(back.problem)
        return back.text


def _words(typed: str) -> str:
    """What is typed and not finished, as it would stand in an answer: two colons that begin a line stand for one."""
    lines = typed.split("\n")
    return "\n".join(each.replace("::", ":", 1) if each.lstrip().startswith("::") else each for each in lines)


def as_number(line: str, count: int) -> int | None:
    """The number from 1 to `count` that a line is, with or without a dot behind it."""
    word = line.strip().removesuffix(".")
    return int(word) if word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= count and len(word) < 9 else None


def as_item(line: str, texts: Sequence[str]) -> str:
    """The one of `texts` that a line names by its number; the line itself when it names none."""
    number = as_number(line, len(texts))
    return texts[number - 1] if number else line
