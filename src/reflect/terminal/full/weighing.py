"""Puts remarks under an answer that is safe: its words stay, or one goes back to those that a remark is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Always
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.dimension import Dimension
from questionary import Question

from reflect.checks.remark import Remark
from reflect.interview.asking import Answered, Back, Change, Keep, Leave, Reply, Weighed
from reflect.pages.visible import visible
from reflect.terminal.columns import wrapped
from reflect.terminal.full.keys import MARGIN, Screen, prompt, quiet
from reflect.terminal.full.leaving import Prompt, ToEditor
from reflect.terminal.full.transcript import Transcript
from reflect.terminal.quoting import quoted

KEEPS = "Enter keeps it as it is."
BACK_TO_IT = "Shift-Tab goes back to change it."
BACK_TO_ONE = "Shift-Tab goes back to change the first, a number that one."
KEPT = "(kept as it is)"
TO_IT = "(back to change it)"
TO_ONE = "(back to change number {})"

Row = tuple[str, bool]
"""A row, and whether it is the person's own words."""


@dataclass(frozen=True)
class Below:
    """What stands below an answer: on `page`, and at a prompt on `screen` whose last row names what leaving does (`leave`).

    Remarks about something `private` go with the prompt, all others stay on the page.
    """

    screen: Screen
    page: Transcript
    leave: str
    private: bool = False

    def weighed(self, remarks: Sequence[Remark], run: Callable[[Prompt], Reply | ToEditor]) -> Weighed:
        """What becomes of the words that `remarks` are about, of which there is at least one; `run` runs the prompt."""
        if not self.private:
            self.page.remarks(self._told(remarks))
        reply = run(self._prompt(remarks))
        if isinstance(reply, Leave):
            return reply
        number = 1 if isinstance(reply, Back) else reply.raw if isinstance(reply, Answered) else None
        if not isinstance(number, int):
            self.page.chosen(KEPT)
            return Keep()
        self.page.chosen(TO_IT if len(remarks) == 1 else TO_ONE.format(number))
        return Change(remarks[number - 1])

    def _told(self, remarks: Sequence[Remark]) -> list[Row]:
        return told_in(remarks, self.page.width, "..." if self.screen.ascii else "…")

    def _prompt(self, remarks: Sequence[Remark]) -> Prompt:
        """The prompt under remarks. Answered with the number of one, or with None for none."""
        own = KeyBindings()
        # A text of several lines ends with Ctrl-D, which is pressed once too often now and then.
        for key in (Keys.ControlM, Keys.ControlJ, Keys.ControlD):
            own.add(key, eager=True)(_answering(None))
        for number in range(1, len(remarks) + 1):
            own.add(str(number), eager=True)(_answering(number))

        def about() -> StyleAndTextTuples:
            rows = self._told(remarks)
            return [("", "\n"), *(("italic" if is_own else "class:quiet", f"{row}\n") for row, is_own in rows)]

        def asked() -> StyleAndTextTuples:
            rows = _asked(len(remarks), self.page.width - MARGIN)
            return [("class:question", f" {self.screen.mark} "), ("", f"\n{' ' * MARGIN}".join(rows))]

        foot = quiet(lambda: (self.leave,), lambda: application.output.get_size().columns, apart=True)
        parts = [*([_window(about)] if self.private else []), _window(asked), foot]
        application: Application[Any] = Application(layout=Layout(HSplit(parts)), **self.screen.options)
        return prompt(Question(application), str, own)


def told_in(remarks: Sequence[Remark], width: int, rest: str) -> list[Row]:
    """Remarks in so many columns: of each the own words, the reason and another way; numbered when there are several.

    `rest` stands for what is left out of very long words.
    """
    rows: list[Row] = []
    for number, remark in enumerate(remarks, 1):
        first = " " * MARGIN + (f"{number}. " if len(remarks) > 1 else "")
        own = [(quoted(remark.phrase, rest), True)] if remark.phrase else []
        about = [(visible(each).strip(), False) for each in (remark.why, remark.instead) if each.strip()]
        for text, is_own in (*own, *about):
            for row in wrapped(text, width - len(first)):
                rows.append((first + row, is_own))
                first = " " * len(first)
    return rows


def _asked(count: int, width: int) -> list[str]:
    return [*wrapped(f"{KEEPS} {BACK_TO_IT if count == 1 else BACK_TO_ONE}", width)]


def _window(text: Callable[[], StyleAndTextTuples]) -> Window:
    """Rows of a prompt, as many as there are; nothing is typed in them."""

    def rows() -> int:
        return sum(each[1].count("\n") for each in text()) + 1

    return Window(
        FormattedTextControl(text),
        height=lambda: Dimension(min=1, preferred=rows(), max=rows()),
        always_hide_cursor=Always(),
        dont_extend_height=Always(),
    )


def _answering(number: int | None) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(result=Answered(number))
