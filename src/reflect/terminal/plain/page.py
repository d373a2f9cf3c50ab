"""What plain mode says, as lines that are good to listen to: sections, notes, questions, and the answers given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reflect.entry.said import Said
from reflect.entry.words import items_in_words, value_in_words
from reflect.flow.questions import Choices, Entries, Items, Letter, Long, Reopen, Scale
from reflect.interview.answers import Item
from reflect.interview.ask import Ask, Shown
from reflect.pages.visible import one_line, visible
from reflect.terminal.plain.colon import Command
from reflect.terminal.plain.teletype import Teletype

FIRST = "This is the first question; there is nothing before it."
NOTHING_BEFORE = "There is nothing before this question."
BACK = "Back one question."
HELP = ":help says what you can type besides answers."
EMPTY = "Left empty."
STAYS = "What you type stays in this window until you clear or close it."


class PlainPage:
    """Says everything through `teletype`. Each thing is said in words; nothing hangs on a colour, a place or a sign."""

    def __init__(self, teletype: Teletype) -> None:
        self._teletype = teletype
        self.kept = True
        """Whether an answer is kept when it is accepted."""

    def say(self, text: str) -> None:
        """A sentence, or a few lines."""
        self._teletype.say(text)

    def apart(self, text: str) -> None:
        """A sentence after a blank line."""
        self._teletype.say("")
        self._teletype.say(text)

    def section(self, title: str) -> None:
        """The title of a part that begins."""
        self.apart(f"Section: {one_line(title)}")

    def view(self, told: Shown) -> None:
        """A view that the flow shows."""
        self.apart(visible(told.heading).strip())
        for line in (*((told.hint,) if told.hint else ()), *told.lines):
            self.say(visible(line).strip())

    def note(self, text: str) -> None:
        """Something the flow says, or the program."""
        self.apart(visible(text).strip())

    def heading(self, ask: Ask) -> None:
        """What a group asks, and the records there are already before the one that is asked about."""
        assert ask.group
        hint = ask.hint if ask.gate else ask.heading_hint
        self._question(ask.heading or "", ask, hint, ask.group.example)
        if (earlier := self.earlier(ask)) and not self.private(ask):
            self.apart("So far:")
            self.numbered([record.text for record in earlier])

    @staticmethod
    def earlier(ask: Ask) -> Sequence[Item]:
        """The records before the one that is asked about; at a gate all there are."""
        return [each for each in ask.records if ask.gate or int(each.key) < (ask.spot.record or 1)]

    def rearranged(self, ask: Ask) -> None:
        """The records of a group after one was changed or taken out."""
        if not ask.records:
            self.apart("There is nothing now.")
        elif self.private(ask):
            self.apart(f"There are {len(ask.records)} now." if len(ask.records) > 1 else "There is one now.")
        else:
            self.apart("This is what there is now:")
            self.numbered([each.text for each in ask.records])

    @staticmethod
    def private(ask: Ask) -> bool:
        """Whether what is answered here is not said again."""
        return bool(getattr(ask.group or ask.question, "private", False))

    def record(self, name: str) -> None:
        """The name of a record that begins, such as "Event 2"."""
        self.apart(f"{one_line(name)}.")

    def question(self, ask: Ask) -> None:
        """The question with what helps to answer it."""
        self._question(ask.text, ask, ask.hint, ask.example)
        if isinstance(ask.question, Scale):
            ends = ask.question.range
            self.say(f"A whole number from {ends.low} to {ends.high}.")

    def _question(self, words: str, ask: Ask, hint: str | None, example: str | None) -> None:
        inside = ask.group is not None and not ask.gate and ask.heading is not words
        progress = f"{ask.number} of {ask.of}: " if ask.of and not inside else ""
        self.apart(f"{progress}{visible(words).strip()}")
        if hint:
            self.say(visible(hint).strip())
        if example:
            self.say(f"For example: {visible(example).strip()}")
        if ask.of and not self.kept and self.private(ask):
            self.say(STAYS)

    def numbered(self, texts: Sequence[str]) -> None:
        """A list, each of its texts under a number from 1."""
        for number, text in enumerate(texts, 1):
            self.under(one_line(text), f"{number}. ")

    def under(self, text: str, first: str) -> None:
        """A sentence after `first`, such as a number; further lines of it are set in as far."""
        self._teletype.say(text, " " * len(first), first)

    def own_words(self, texts: tuple[str, ...]) -> None:
        """What the person wrote earlier."""
        if texts:
            self.apart("You wrote earlier:")
            for text in texts:
                self.lines(text)

    def lines(self, text: str) -> None:
        """A text of the person's own, as it stands."""
        self._teletype.say(visible(text).strip("\n"), "  ")

    def answer(self, ask: Ask, said: Said) -> None:
        """That an answer is safe, or at least taken, and what it is where that was not typed in words."""
        done = "Kept" if self.kept else "Answered"
        if said.skipped:
            self.say(EMPTY)
        elif self.private(ask):
            self.say(f"{done}, private.")
        elif isinstance(ask.question, Long | Letter | Reopen):
            self.say(f"{done}.")
        elif isinstance(ask.question, Items):
            many = len(said.value) if isinstance(said.value, list) else 1
            self.say(f"{done}: {many} {'item' if many == 1 else 'items'}.")
        else:
            self.say(f"{done}: {in_full(ask, said)}")
        self.own_words(ask.after)

    def help(self, *, back: bool, kept: bool, asked: bool, editor: bool) -> None:
        """The commands, and what an empty line does."""
        told = {
            Command.BACK: "one question back; what you wrote stays" if back else None,
            Command.SAVE: _stops(kept=kept, asked=asked),
            Command.EDIT: "opens what you write in your editor" if editor else None,
            Command.SKIP: "leaves this question empty",
            Command.DONE: "ends a text of several lines"
            + (". Ctrl-D does the same" if self._teletype.has_keys else ""),
            Command.HELP: "says this",
        }
        self._commands(told)
        self.say("Enter alone keeps what stands there already, or leaves the question empty.")
        self.say("A line of yours that begins with a colon: type two of them.")

    def help_weighing(self, *, kept: bool, asked: bool) -> None:
        """The commands below an answer that something was said about."""
        self._commands(
            {
                Command.BACK: "back to change it; what you wrote stays",
                Command.SAVE: _stops(kept=kept, asked=asked),
                Command.HELP: "says this",
            }
        )
        self.say("Enter alone keeps it as it is.")

    def _commands(self, told: Mapping[Command, str | None]) -> None:
        self.apart("On a line of its own:")
        for command, what in told.items():
            if what:
                self._teletype.say(f"{command.value}, {what}.", "  ")


def _stops(*, kept: bool, asked: bool) -> str:
    """What stopping does."""
    stop = ("stops here; all is kept" if kept else "stops here; nothing is kept") if asked else "leaves"
    return f"{stop}. Ctrl-C does the same"


def in_full(ask: Ask, said: Said) -> str:
    """What was said, whole, on one line."""
    if isinstance(ask.question, Choices | Entries | Items) and isinstance(said.value, list):
        return one_line(items_in_words(said.value, said, full=True))
    return one_line(value_in_words(said, ask.question.type, full=True) or "")
