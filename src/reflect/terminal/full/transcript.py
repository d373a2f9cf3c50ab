"""What stays on the screen of an interview: sections, notes, questions, and the answers given, top to bottom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from rich.console import Console
from rich.text import Text

from reflect.entry.said import Said
from reflect.entry.words import date_in_words, item_in_words, label_of
from reflect.flow.options import Range
from reflect.flow.questions import Choice, Date, Letter, Long, Question, Reopen, Scale, YesNo
from reflect.interview.answers import Item
from reflect.interview.ask import Ask, Shown
from reflect.pages.visible import one_line, visible
from reflect.terminal.columns import columns, wrapped

MEASURE = 80
"""Columns beyond which running text is hard to read, however wide the screen."""
NARROWEST = 16
MARGIN = 3
SHOWN = 3
"""Rows of a long answer that stay on the screen."""
ITEMS = 8
"""Rows of a list that stay."""

PRIVATE = "(kept, private)"
NOT_KEPT = "(private)"
EMPTY = "(left empty)"


class Transcript:
    """Prints on `console`, in its width and that of the `screen` as it is now. Text is never read as markup; a terminal that is gone is no error here."""

    def __init__(self, console: Console, screen: Callable[[], int]) -> None:
        self.console = console
        self.screen = screen
        self.standing = 0
        """Rows since the last question began, with those it takes."""
        self.kept = True
        """Whether an answer that is shown is kept already."""
        self.mark = ">" if console.options.ascii_only else "›"
        self._bar = "|" if console.options.ascii_only else "│"

    @property
    def width(self) -> int:
        """Columns for running text."""
        return max(NARROWEST, min(self.screen(), MEASURE))

    def section(self, title: str) -> None:
        """The title of a part that begins."""
        self._line("")
        self._rows(wrapped(one_line(title), self.width), "bold cyan")

    def view(self, told: Shown) -> None:
        """A view that the flow shows."""
        self._line("")
        self._rows(wrapped(visible(told.heading).strip(), self.width), "bold")
        if told.hint:
            self._rows(wrapped(visible(told.hint).strip(), self.width), "dim")
        for line in told.lines:
            text = visible(line).rstrip()
            margin = " " * (MARGIN + len(text) - len(text.lstrip()))
            self._rows(wrapped(text.strip(), max(NARROWEST, self.width - len(margin) - 2)), "", margin, f"{margin}  ")

    def note(self, text: str) -> None:
        """Something the flow says."""
        self._line("")
        self._rows(wrapped(visible(text).strip(), self.width), "dim")

    def heading(self, ask: Ask) -> None:
        """What a group asks."""
        assert ask.group
        hint = ask.hint if ask.gate else ask.heading_hint
        self._question(ask.heading or "", ask, hint, ask.group.example)

    def records(self, records: Sequence[Item]) -> None:
        """The records of a group that there are, numbered, in a line each."""
        self._line("")
        for number, record in enumerate(records, 1):
            first = " " * MARGIN + f"{number}. "
            self._rows(wrapped(one_line(record.text), self.width - len(first)), "", first, " " * len(first))

    def record(self, name: str) -> None:
        """The name of a record that begins, such as "Event 2"."""
        self._line("")
        self._rows(wrapped(one_line(name), self.width), "cyan")

    def question(self, ask: Ask) -> None:
        """The question with what helps to answer it."""
        self._question(ask.text, ask, ask.hint, ask.example)
        if isinstance(ask.question, Scale) and not _names(ask.hint or "", ask.question.range):
            self._rows([f"From {ask.question.range.low} to {ask.question.range.high}."], "dim")

    def own_words(self, texts: tuple[str, ...]) -> None:
        """What the person wrote earlier, as a quotation."""
        if not texts:
            return
        self._line("")
        self._rows(["You wrote:"], "dim")
        for text in texts:
            self._rows(wrapped(visible(text).strip(), self.width - MARGIN), "italic", f" {self._bar} ")

    def answer(self, ask: Ask, said: Said) -> None:
        """The answer, in one or a few rows."""
        private = getattr(ask.group or ask.question, "private", False)
        if said.skipped:
            rows, style, most = [EMPTY], "dim", SHOWN
        elif private:
            rows, style, most = [PRIVATE if self.kept else NOT_KEPT], "dim", SHOWN
        else:
            rows, style = [visible(text) for text in in_rows(ask.question, said)], ""
            most = SHOWN if isinstance(ask.question, Long | Letter | Reopen) else ITEMS
        room = self.width - MARGIN
        shown = [row for text in rows for row in wrapped(text, room)]
        # The last row has as much room as the word that it is missing.
        most = len(shown) if len(shown) == most + 1 else most
        self._rows(shown[:most], style, f" {self.mark} ", " " * MARGIN)
        if (more := len(shown) - most) > 0:
            self._rows([f"(+ {more} lines)"], "dim", " " * MARGIN)
        self.own_words(ask.after)

    def remarks(self, rows: Iterable[tuple[str, bool]]) -> None:
        """Rows about an answer, each with whether it is the person's own words."""
        self._line("")
        for row, own in rows:
            self._rows([row], "italic" if own else "dim")
        self._line("")

    def chosen(self, text: str) -> None:
        """What was chosen about an answer."""
        self._rows(wrapped(text, self.width - MARGIN), "dim", f" {self.mark} ", " " * MARGIN)

    def aside(self, text: str) -> None:
        """A word about where one is, or what was done."""
        self._line("")
        self._rows(wrapped(one_line(text), self.width), "dim")

    def back(self) -> None:
        """That one is back at an earlier question."""
        self.aside("‹ back" if self.mark == "›" else "back")

    def _question(self, words: str, ask: Ask, hint: str | None, example: str | None) -> None:
        self.standing = 0
        self._line("")
        lines = [*wrapped(visible(words).strip(), self.width)]
        text = Text("\n".join(lines), style="bold")
        if ask.of and not (ask.group and not ask.gate and ask.heading is not words):
            progress = f"{ask.number} of {ask.of}"
            beside = columns(lines[-1]) + 2 + len(progress) <= self.width
            text.append(("  " if beside else "\n") + progress, style="not bold dim")
        self._line(text)
        if hint:
            self._rows(wrapped(visible(hint).strip(), self.width), "dim")
        if example:
            self._rows(wrapped(_example(example), self.width), "dim")

    def _rows(self, rows: Iterable[str], style: str, first: str = "", then: str | None = None) -> None:
        margin = first
        for row in rows:
            self._line(Text.assemble((margin, "dim" if margin.strip() else ""), (visible(row), style)))
            margin = first if then is None else then

    def _line(self, text: Text | str) -> None:
        self.standing += str(text).count("\n") + 1
        # The reply must reach its draft even when nothing can be said any more.
        with suppress(OSError):
            self.console.print(text, soft_wrap=True, markup=False, highlight=False, emoji=False)


def in_rows(question: Question, said: Said) -> list[str]:
    """What was said, whole, as the lines it is read in."""
    value = said.value
    if isinstance(question, Date):
        day = date_in_words(value, said.said)
        words = said.said or day
        return [day if words == day or not value else f"{words}: {day}"]
    if isinstance(question, YesNo) or isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(question, Choice):
        return [label_of(str(value), said).partition("\n")[0]]
    if isinstance(value, list):
        return [item_in_words(each, said) for each in value]
    return str(value).split("\n")


def _names(hint: str, ends: Range) -> bool:
    """Whether a hint says where a scale begins and ends."""
    return {str(ends.low), str(ends.high)} <= set(re.findall(r"\d+", hint))


def _example(example: str) -> str:
    words = visible(example).strip()
    return f"For example: {words}" if not re.search(r"\n", words) else f"For example:\n{words}"
