"""Writing in plain mode: one line, a day, a text of several lines, a list; and changing what stands there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reflect.flow.questions import Date, Items, Letter, Reopen, Text
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Reply
from reflect.interview.dates import reading
from reflect.pages.visible import one_line
from reflect.terminal.half import as_text, same_day
from reflect.terminal.plain.colon import Command
from reflect.terminal.plain.dialogue import Dialogue, as_item, as_number
from reflect.terminal.plain.page import in_full

WRITE = "Write as many lines as you like. {} on a line of its own ends it."
WRITE_ITEMS = "One item to a line. An empty line ends it."
SUGGESTED = "You can take one of these by its number:"
SURE = "That leaves this question empty, without what you just wrote. :skip once more does it; anything else goes on."
NOTHING_NEW = "Nothing was written; what stood there stays."
ENTER_TAKES = "Enter takes it; or write another day."


def short(dialogue: Dialogue, ask: Ask, typed: str | None, today: dt.date | None, *, refused: bool) -> Reply:
    """One line; `typed` is what is half typed, "" for nothing on purpose, or was `refused`. Raises Away."""
    if typed == as_text(ask.begins):
        # An answer that was left as it stands is that answer, which its words alone are not: a day goes by.
        typed = None
    begins = None if typed is not None and not (refused and typed) else ask.begins
    stands = as_text(begins) if begins else "" if refused else typed or ""
    half, called = typed or "", "Now" if begins else "You had begun"
    if ask.suggestions:
        dialogue.page.say(SUGGESTED)
        dialogue.page.numbered(ask.suggestions)
    while True:
        if stands.strip():
            dialogue.page.say(f"{called}: {in_full(ask, begins) if begins else one_line(stands)}")
            dialogue.page.say("Enter keeps it; what you write takes its place.")
        line = dialogue.line(lambda now, before=half: now or before, joined=isinstance(ask.question, Text))  # type: ignore[misc]
        if line is Command.SKIP:
            return Answered(None)
        if line is Command.EDIT:
            half = stands = dialogue.edited(stands, str)
            begins, called = None, "Now"
            continue
        if isinstance(line, Command) or not line.strip():
            if begins and isinstance(ask.question, Date):
                return Answered(same_day(begins, ask.question.only, today) if today else stands)
            line = stands
        else:
            line = as_item(line, ask.suggestions)
        return _confirmed(dialogue, ask.question, line, today) if isinstance(ask.question, Date) else Answered(line)


def _confirmed(dialogue: Dialogue, question: Date, words: str, today: dt.date | None) -> Reply:
    """A day, once the person has seen which one was understood. Raises Away."""
    while today is not None:
        found = reading(words, today, question.only)
        if found.plain or found.refused:
            break
        dialogue.page.say(found.line)
        dialogue.page.say(ENTER_TAKES)
        line = dialogue.line(lambda now, before=words: now or before)  # type: ignore[misc]
        if line is Command.SKIP:
            return Answered(None)
        if line is Command.EDIT:
            line = dialogue.edited(words, str)
        if isinstance(line, Command) or not line.strip():
            break
        words = line
    return Answered(words)


def long(dialogue: Dialogue, ask: Ask, typed: str | None) -> Reply:
    """Several lines, or a list with an item to a line; `typed` as for `short`. Raises Away."""
    if typed == as_text(ask.begins):
        typed = None
    text = as_text(ask.begins) if typed is None else typed
    writing = _Writing(dialogue, ask, text, changed=bool(typed))
    return Answered(writing.done())


@dataclass
class _Writing:
    """A text of several lines, as it stands while it is written. `changed` is whether it is still to be kept.

    `open_end` is whether its last line was left in the middle, so that the next one goes on with it.
    """

    dialogue: Dialogue
    ask: Ask
    text: str
    changed: bool

    def __post_init__(self) -> None:
        self.items = isinstance(self.ask.question, Items)
        self.open_end = self.changed and not self.items and not self.text.endswith("\n")
        self.them = "them" if self.items else "it"
        self._skipped = False

    def done(self) -> object:
        """What the answer is in the end: the text, the items, or None when it was left empty. Raises Away."""
        finished = False
        if self.ask.suggestions:
            self.dialogue.page.say(SUGGESTED)
            self.dialogue.page.numbered(self.ask.suggestions)
        if not self.text.strip():
            finished = self._write("")
        else:
            letter = isinstance(self.ask.question, Letter | Reopen) and self.ask.old is None
            self._show("So far:" if self.changed else "It begins like this:" if letter else "This stands there now:")
        while not finished:
            finished = self._changed() if self.text.strip() else self._write("")
        if not self.items:
            return self.text or None
        return [item for item in (line.strip() for line in self.text.split("\n")) if item]

    # ------------------------------------------------------------------------------------- changing what stands there

    def _show(self, called: str) -> None:
        self.dialogue.page.say(called)
        if self.items:
            self.dialogue.page.numbered(self._lines())
        else:
            self.dialogue.page.lines(self.text)

    def _half(self, _now: str = "") -> str:
        """What is half typed while nothing is being written."""
        return self.text if self.changed else ""

    def _changed(self) -> bool:
        """One change of what stands there, and whether that was all."""
        page = self.dialogue.page
        one = "an item" if self.items else "a line"
        does = [
            f"keep {self.them}",
            f"add to {self.them}",
            f"write {self.them} anew",
            f"change {one}, or take one out",
            *([f"open {self.them} in your editor"] if self.dialogue.has_editor else []),
        ]
        page.numbered(does)
        page.say(f"Enter alone keeps {self.them}. Words, and no number, are added.")
        line = self.dialogue.line(lambda now: self._added(self.text, now) if now.strip() else self._half())
        if line is Command.SKIP:
            self.text = ""
            return True
        if line is Command.EDIT:
            self._edit()
            return False
        if isinstance(line, Command) or not line.strip():
            return True
        number = as_number(line, len(does))
        if number is None and line.strip().isdecimal():
            page.say(f"There are the numbers 1 to {len(does)}.")
            return False
        if number is None:
            return self._write(self.text, line)
        if number == 4:
            self._change_line()
        elif number == 5:
            self._edit()
        return number == 1 or (number == 2 and self._write(self.text)) or (number == 3 and self._write_anew())

    def _write_anew(self) -> bool:
        before, was_changed = self.text, self.changed
        finished = self._write("")
        if self.text.strip() or self._skipped:
            return finished
        self.text, self.changed = before, was_changed
        self.dialogue.page.say(NOTHING_NEW)
        return False

    def _edit(self) -> None:
        before = self.text
        self._set(self.dialogue.edited(before, str))
        if self.text != before:
            self._show("Now:")

    def _change_line(self) -> None:
        """One line written anew, or taken out."""
        page, lines = self.dialogue.page, self._lines()
        page.say("Which one?")
        page.numbered(lines)
        number = self.dialogue.number(len(lines), self._half)
        if number is None:
            return
        page.say(f"Now: {one_line(lines[number - 1])}")
        page.say("Write it anew. Enter keeps it as it is; :skip takes it out.")
        rest = self.text.split("\n")
        place = [at for at, each in enumerate(rest) if each.strip()][number - 1]

        def whole(now: str) -> str:
            return "\n".join([*rest[:place], now, *rest[place + 1 :]]) if now else self._half()

        line = self.dialogue.line(whole)
        if line is Command.SKIP:
            self._set("\n".join([*rest[:place], *rest[place + 1 :]]))
            page.say("It is out.")
        elif line is Command.EDIT:
            self._edit()
        elif not isinstance(line, Command) and line.strip():
            self._set(whole(line))
            page.say("Changed.")

    def _lines(self) -> list[str]:
        return [line for line in self.text.split("\n") if line.strip()]

    def _set(self, text: str) -> None:
        if text != self.text:
            self.text, self.changed, self.open_end = text, True, False

    # -------------------------------------------------------------------------------------------------------- writing

    def _added(self, before: str, line: str) -> str:
        """The text with one line more; one that was left in the middle goes on."""
        if not before.strip():
            return line
        if self.open_end:
            return f"{before}{'' if before[-1].isspace() else ' '}{line}"
        return f"{before}{'' if before.endswith(chr(10)) else chr(10)}{line}"

    def _write(self, before: str, first: str | None = None) -> bool:
        """Lines behind what stood there `before`, until they end; whether that was all. The `first` is there already."""
        page, dialogue = self.dialogue.page, self.dialogue
        self._skipped = False
        written: list[str] = []
        if first is None:
            ends = ":done, or Ctrl-D," if dialogue.has_keys else ":done"
            page.say(WRITE_ITEMS if self.items else WRITE.format(ends))
            if before and self.open_end:
                page.say("It goes on where it ended.")
        else:
            written.append(first)

        def whole(now: str) -> str:
            if not written and not now:
                return self._half()
            lines = [*written, now]
            return self._added(before, "\n".join(lines))

        sure = False
        while True:
            if self.items:
                self._nudge(len([*_filled(before), *written]))
            line = dialogue.line(whole, several=True)
            if line is Command.SKIP:
                if sure or not (written or before.strip()):
                    self.text, self._skipped = "", True
                    return True
                page.say(SURE)
                sure = True
                continue
            sure = False
            if line is Command.EDIT:
                held = whole("").rstrip("\n") if written else before
                self.text, self.changed = held, self.changed or bool(written)
                self._edit()
                return False
            if isinstance(line, Command) or (self.items and not line.strip()):
                self.text = self._added(before, "\n".join(written)) if written else before
                self.changed = self.changed or bool(written)
                return True
            written.append(as_item(line, self.ask.suggestions) if self.items else line)

    def _nudge(self, count: int) -> None:
        assert isinstance(self.ask.question, Items)
        if count < len(self.ask.question.nudges):
            self.dialogue.page.say(self.ask.question.nudges[count])


def _filled(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
