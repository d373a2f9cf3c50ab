"""Asks on a full terminal: each question stays on the screen with its answer, the prompt in between comes and goes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Self

from prompt_toolkit.application import get_app_session
from prompt_toolkit.input import Input
from prompt_toolkit.output import Output
from rich.console import Console

from reflect.entry.draft import Spot
from reflect.entry.model import OTHER, Said
from reflect.flow.questions import Choice, Choices, Entries, Items, Letter, Long, Reopen, YesNo
from reflect.interview.answers import Item
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Back, Leave, Reply
from reflect.pages.visible import one_line
from reflect.terminal import prompts, selects
from reflect.terminal.keys import Screen
from reflect.terminal.leaving import HUNG_UP, INTERRUPTED, Keeping, Prompt, Watch, run, signals
from reflect.terminal.prompts import Typed
from reflect.terminal.selects import Picked, marks, unmarked
from reflect.terminal.transcript import Transcript

LEAVE_EMPTY = "leave empty"
FIRST = "This is the first question; there is nothing before it."
BACK = "‹ back"
BACK_KEY = "Shift-Tab: back"
STOP_KEPT = "Ctrl-C: stop, all is kept"
STOP_LOST = "Ctrl-C: stop, nothing is kept"
LEAVE = "Ctrl-C: leave"


class FullAsker:
    """Asks through questionary and prompt_toolkit, prints through `console`; an Asker.

    `input` and `output` are prompt_toolkit's, for when they are not the terminal. `keep` is given what is half typed at
    the question that is open, about a second after it changed; `kept` is whether answers outlive a conversation that is
    left. As a context manager, for the length of a conversation, it also minds what comes between two prompts: keys wait
    for the next one, and a signal leaves at it.
    """

    def __init__(
        self,
        console: Console,
        *,
        input: Input | None = None,  # noqa: A002 - prompt_toolkit's own name for it
        output: Output | None = None,
        keep: Callable[[str], None] | None = None,
    ) -> None:
        colours = not console.no_color and not console.is_dumb_terminal
        self._screen = Screen(input, output, colours, console.options.ascii_only)
        self._page = Transcript(console, lambda: self._screen.columns)
        self.keep = keep
        self.kept = True
        self._keeping: Keeping | None = None
        self._watch = Watch()
        self._section: str | None = None
        self._record: tuple[str, str | None, int | None] | None = None
        self._headed: tuple[str, str | None] | None = None
        self._refused: tuple[Spot, str] | None = None
        self._back_from: Spot | None = None
        self._last = ""
        self._around = ExitStack()

    def __enter__(self) -> Self:
        self._around.enter_context(signals(self._watch))
        self._around.enter_context((self._screen.input or get_app_session().input).raw_mode())
        return self

    def __exit__(self, *_failure: object) -> None:
        self._around.close()

    # -------------------------------------------------------------------------------------------------- the protocol

    def ask(self, ask: Ask) -> Reply:
        """Puts one question and waits for the reply."""
        typed = ask.typed
        if self._refused and self._refused[0] == ask.spot:
            typed = self._refused[1]
        else:
            # What a command asks for itself is half typed at no question of the interview.
            self._keeping = Keeping(self.keep) if self.keep and ask.of else None
        try:
            self._introduce(ask)
            reply = self._reply(ask, typed)
            while isinstance(reply, Back) and not ask.of:
                reply = self._reply(ask, reply.typed)
        except KeyboardInterrupt:
            reply = Leave(typed, INTERRUPTED)
        except EOFError:
            reply = Leave(typed, HUNG_UP)
        self._refused = None
        self._back_from = ask.spot if isinstance(reply, Back) else None
        return reply

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        """Says why the reply was not taken; the next `ask` begins with what was typed."""
        del path
        self._page.remark(message[:1].upper() + message[1:])
        self._refused = (ask.spot, self._last)

    def accepted(self, ask: Ask, said: Said) -> None:
        """Shows the answer that is safe now."""
        if not ask.gate:
            self._page.answer(ask, said)
        elif said.value is not True and not ask.records:
            self._page.answer(ask, Said(skipped=True))

    def remark(self, notes: tuple[str, ...]) -> None:
        """Says what the flow says outside of questions."""
        for note in notes:
            self._page.note(note)

    # ------------------------------------------------------------------------------------------- before the prompt

    def _introduce(self, ask: Ask) -> None:
        """Prints what belongs above the prompt and does not stand there yet."""
        if self._refused and self._refused[0] == ask.spot:
            return
        if self._back_from == ask.spot:
            self._page.aside(FIRST)
            return
        if self._back_from and not ask.gate:
            self._page.aside(BACK if self._screen.mark == "›" else "back")
        if ask.section != self._section:
            if ask.section:
                self._page.section(ask.section)
            self._section = ask.section
        self.remark(ask.notes)
        if ask.group is None:
            self._headed = self._record = None
            self._page.own_words(ask.before)
            self._page.question(ask)
            return
        group = (ask.spot.question, ask.spot.item)
        if self._headed != group:
            self._page.own_words(ask.before)
            self._page.heading(ask)
            self._headed, self._record = group, None
        if not ask.gate:
            if self._record != (*group, ask.spot.record) and ask.group.at_most != 1:
                self._page.record(f"{ask.group.item[:1].upper()}{ask.group.item[1:]} {ask.spot.record}")
                self._record = (*group, ask.spot.record)
            self._page.question(ask)

    # ---------------------------------------------------------------------------------------------------- the prompt

    def _reply(self, ask: Ask, typed: str | None) -> Reply:
        """The reply to one question, where `typed` is what is half typed at it."""
        if ask.gate or isinstance(ask.question, Choice | YesNo):
            return self._one(ask, typed)
        if isinstance(ask.question, Choices | Entries):
            return self._several(ask, typed)
        text = typed if typed is not None else as_text(ask.begins)
        begins = Typed(text, ask.suggestions, keys=self._away(ask))
        if isinstance(ask.question, Items):
            return self._run(prompts.items(self._screen, replace(begins, nudges=ask.question.nudges)))
        if isinstance(ask.question, Long | Letter | Reopen):
            return self._run(prompts.lines(self._screen, begins))
        return self._run(prompts.line(self._screen, begins))

    def _one(self, ask: Ask, typed: str | None) -> Reply:
        """One of a list; the free words are asked for when they are what was picked."""
        picked, words = unmarked(typed) if typed else _picked(ask.begins)
        half = words if typed else ""
        refused = self._refused is not None
        if ask.gate and not picked:
            few = len(ask.records) < max(1, (ask.group.at_least if ask.group else None) or 1)
            picked = ("yes" if few else "no",)
        elif refused and not typed:
            picked = (selects.EMPTY,)
        empty = None if ask.gate or (ask.required and not refused) else LEAVE_EMPTY
        apart = ask.gate and bool(ask.records)
        while True:
            begins = Picked(_offered(ask), picked, half, empty, apart, self._away(ask))
            reply = self._run(selects.one(self._screen, begins, lambda: self._page.width))
            if not isinstance(reply, Answered) or reply.raw != OTHER or not _other(ask):
                return reply
            reply = self._words(ask, (OTHER,), words)
            if not isinstance(reply, Back):
                return reply
            picked, words = unmarked(reply.typed or "")
            half = words

    def _several(self, ask: Ask, typed: str | None) -> Reply:
        """Any of a list; the free words are asked for when they are among what was marked."""
        picked, words = unmarked(typed) if typed is not None else _picked(ask.begins)
        while True:
            begins = Picked(_offered(ask), picked, words, keys=self._away(ask))
            reply = self._run(selects.several(self._screen, begins, lambda: self._page.width))
            if not isinstance(reply, Answered) or not isinstance(reply.raw, list):
                return reply
            if OTHER not in reply.raw or not _other(ask):
                return reply
            reply = self._words(ask, tuple(reply.raw), words)
            if not isinstance(reply, Back):
                return reply
            picked, words = unmarked(reply.typed or "")

    def _words(self, ask: Ask, picked: tuple[str, ...], words: str) -> Reply:
        """The free words, in one line, put together with what else was `picked`; Back is back to the list."""
        begins = Typed(
            words,
            nudges=(f"{one_line(_other(ask) or '')}:",),
            keys=(BACK_KEY, self._leave(ask)),
            whole=lambda written: marks(picked, written),
        )
        reply = self._run(prompts.line(self._screen, begins))
        if not isinstance(reply, Answered):
            return reply
        free = {OTHER: reply.raw} if str(reply.raw).strip() else OTHER
        return Answered(free if isinstance(ask.question, Choice) else [free if key == OTHER else key for key in picked])

    def _run(self, prompt: Prompt) -> Reply:
        reply = run(prompt, self._watch, self._keeping)
        self._last = prompt.typed()
        return reply

    def _away(self, ask: Ask) -> tuple[str, ...]:
        """The keys for going away from a question, as far as they lead somewhere."""
        first = ask.number == 1 and ask.spot.field is None and ask.spot.record in (None, 1)
        return (self._leave(ask),) if first or not ask.of else (BACK_KEY, self._leave(ask))

    def _leave(self, ask: Ask) -> str:
        if not ask.of:
            return LEAVE
        return STOP_KEPT if self.kept else STOP_LOST


def as_text(said: Said | None) -> str:
    """An answer as it is typed: a date in the person's own words, items one per line."""
    if said is None or said.skipped:
        return ""
    if isinstance(said.value, list):
        return "\n".join(str(each["text"]) for each in said.value)
    return said.said if said.said is not None else str(said.value)


def _other(ask: Ask) -> str | None:
    """The label of the free answer, where there is one."""
    return ask.question.other if isinstance(ask.question, Choice | Choices) else None


def _offered(ask: Ask) -> tuple[Item, ...]:
    if ask.gate and ask.group:
        return (
            Item("yes", f"{'add another' if ask.records else 'add a new'} {ask.group.item}"),
            Item("no", "that is all" if ask.records else "none"),
        )
    if isinstance(ask.question, YesNo):
        return (Item("yes", "yes"), Item("no", "no"))
    other = _other(ask)
    return (*ask.options, Item(OTHER, other)) if other else ask.options


def _picked(said: Said | None) -> tuple[tuple[str, ...], str]:
    """The keys that an answer picked, and its free words."""
    if said is None or said.skipped:
        return (), ""
    if isinstance(said.value, bool):
        return ("yes" if said.value else "no",), ""
    if isinstance(said.value, list):
        return tuple(str(each["key"] if isinstance(each, dict) else each) for each in said.value), said.other or ""
    return (str(said.value),), said.other or ""
