"""Asks on a full terminal: each question stays on the screen with its answer, the prompt in between comes and goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output
from rich.console import Console

from reflect.checks.remark import Remark
from reflect.entry.draft import Spot
from reflect.entry.said import OTHER, Said
from reflect.flow.questions import Choice, Choices, Date, Entries, Items, Letter, Long, Reopen, YesNo
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Back, Leave, Reply, Weighed
from reflect.pages.visible import one_line
from reflect.terminal.exit_codes import HUNG_UP, INTERRUPTED
from reflect.terminal.full import ways_out
from reflect.terminal.full.introducing import Introducing, private
from reflect.terminal.full.keys import Screen
from reflect.terminal.full.leaving import Keeping, Prompt, ToEditor, Watch, run, signals
from reflect.terminal.full.transcript import Transcript
from reflect.terminal.half import as_text, marks, picked_in, same_day, unmarked

if TYPE_CHECKING:
    from reflect.terminal.editor import Editor
    from reflect.terminal.full.list_rows import Picked
    from reflect.terminal.full.prompts import Typed

LEAVE_EMPTY = "leave empty"
FIRST = "This is the first question; there is nothing before it."


class FullAsker:
    """Asks through questionary and prompt_toolkit, prints through `console`; an Asker.

    `input` and `output` are prompt_toolkit's, for when they are not the terminal. `keep` is given what is half typed at
    the question that is open, about a second after it changed; `kept` is whether answers outlive a conversation that is
    left. `editor` makes the one in which a text can go on while answers are kept; seen from `today`, a date is shown as it
    is understood while it is typed (None: it is not). As a context manager, for the length of a conversation, it also
    minds what comes between two prompts: keys wait for the next one, and a signal leaves at it.
    """

    def __init__(
        self,
        console: Console,
        *,
        input: Input | None = None,  # noqa: A002 - prompt_toolkit's own name for it
        output: Output | None = None,
        keep: Callable[[str], None] | None = None,
        editor: Callable[[], Editor] | None = None,
        today: dt.date | None = None,
    ) -> None:
        colours = not console.no_color and not console.is_dumb_terminal
        self._screen = Screen(input, output, colours, console.options.ascii_only)
        self._page = Transcript(console, lambda: self._screen.columns)
        self.keep = keep
        self.kept = True
        self._editor = editor
        self._today = today
        self._keeping: Keeping | None = None
        self._watch = Watch()
        self._introducing = Introducing(self._page)
        self._remark = ""
        self._refused: tuple[Spot, str] | None = None
        self._back_from: Spot | None = None
        self._last = ""
        self._safe = True
        """Whether what was last replied in the interview, if anything, is known to be safe."""
        self._around = ExitStack()

    def __enter__(self) -> Self:
        self._around.enter_context(signals(self._watch))
        self._around.enter_context(self._screen.reading.raw_mode())
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
            if self._back_from == ask.spot:
                self._remark = FIRST
            elif not (self._refused and self._refused[0] == ask.spot):
                self._remark = ""
                self._introducing.introduce(ask, came_back=self._back_from is not None)
            reply = self._reply(ask, typed)
            while isinstance(reply, Back) and not ask.of:
                reply = self._reply(ask, reply.typed)
        except KeyboardInterrupt:
            reply = Leave(typed, INTERRUPTED)
        except EOFError:
            reply = Leave(typed, HUNG_UP)
        self._introducing.replied(ask, reply)
        self._safe = self._safe and not ask.of
        self._refused = None
        self._back_from = ask.spot if isinstance(reply, Back) else None
        return reply

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        """Says why the reply was not taken; the next `ask` begins with what was typed."""
        del path
        self._remark = message[:1].upper() + message[1:]
        self._refused = (ask.spot, self._last)

    def accepted(self, ask: Ask, said: Said) -> None:
        """Shows the answer that is safe now."""
        self._safe = self._safe or bool(ask.of)
        self._page.kept = self.kept
        self._introducing.accepted(ask, said)

    def remark(self, notes: tuple[str, ...]) -> None:
        """Says what the flow says outside of questions."""
        for note in notes:
            self._page.note(note)

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        """Says what there is to be said about the words of an answer that is safe, and waits for what becomes of them."""
        from reflect.terminal.full import weighing

        below = weighing.Below(self._screen, self._page, self._leave(ask), private=private(ask))
        try:
            # Nothing is half typed here that could be kept.
            return below.weighed(remarks, lambda prompt: run(prompt, self._watch))
        except KeyboardInterrupt:
            return Leave(None, INTERRUPTED)

    # ---------------------------------------------------------------------------------------------------- the prompt
    # Prompts are imported when the first of their kind is put: the first question waits for no other kind.

    def _reply(self, ask: Ask, typed: str | None) -> Reply:
        """The reply to one question, where `typed` is what is half typed at it."""
        if ask.gate:
            return self._gate(ask, typed)
        if isinstance(ask.question, Choice | YesNo):
            return self._one(ask, typed)
        if isinstance(ask.question, Choices | Entries):
            return self._several(ask, typed)
        from reflect.terminal.full import prompts
        from reflect.terminal.full.prompts import Typed

        text = typed if typed is not None else as_text(ask.begins)
        if ask.begins and self._today and isinstance(ask.question, Date) and text == as_text(ask.begins):
            text = same_day(ask.begins, ask.question.only, self._today)
        begins = Typed(text, ask.suggestions, keys=self._away(ask), read=self._reader(ask))
        # A day that the flow proposes is nobody's words yet.
        proposed = isinstance(ask.question, Date) and typed is None and ask.begins is ask.default
        begins = replace(begins, cursor=None if self._refused else ask.cursor, proposed=proposed)
        if isinstance(ask.question, Items):
            return self._typed(ask, prompts.items, replace(begins, nudges=ask.question.nudges), self._remark)
        if isinstance(ask.question, Long | Letter | Reopen):
            return self._typed(ask, prompts.lines, begins, self._remark)
        return self._typed(ask, prompts.line, begins, self._remark)

    def _gate(self, ask: Ask, typed: str | None) -> Reply:
        """Whether there is another record of a group, or one to be changed or taken out."""
        from reflect.terminal.full import gates
        from reflect.terminal.full.list_rows import Picked

        settled = bool(self._refused) or (self._introducing.rearranged and bool(ask.records))
        begins = Picked((), (gates.usual(ask, typed, settled=settled),), said=self._remark, keys=self._away(ask))
        return gates.reply_at(ask, begins, self._pick_one, ways_out.BACK)

    def _one(self, ask: Ask, typed: str | None) -> Reply:
        """One of a list; the free words are asked for when they are what was picked."""
        from reflect.terminal.full import selects

        picked, words = unmarked(typed) if typed else picked_in(ask.begins)
        half = words if typed else ""
        emptied = self._refused is not None or ask.left_empty
        empty = None if ask.required and not emptied else LEAVE_EMPTY
        # Whoever presses Enter through questions gives no answers; what must be answered begins at its first option.
        if (emptied and not typed) or not {*picked} & {each.key for each in ask.offered}:
            picked = (selects.EMPTY,)
        while True:
            reply = self._pick_one(replace(self._list(ask, words), picked=picked, words=half, empty=empty))
            if not isinstance(reply, Answered) or reply.raw != OTHER or not ask.other:
                return reply
            reply = self._words(ask, (OTHER,), words)
            if not isinstance(reply, Back):
                return reply
            picked, words = unmarked(reply.typed or "")
            half = words

    def _several(self, ask: Ask, typed: str | None) -> Reply:
        """Any of a list; the free words are asked for when they are among what was marked."""
        from reflect.terminal.full import selects

        picked, words = unmarked(typed) if typed is not None else picked_in(ask.begins)
        while True:
            begins = replace(self._list(ask, words), picked=picked, words=words)
            reply = self._run(selects.several(self._screen, begins, lambda: self._page.width))
            if not isinstance(reply, Answered) or not isinstance(reply.raw, list):
                return reply
            if OTHER not in reply.raw or not ask.other:
                return reply
            reply = self._words(ask, tuple(reply.raw), words)
            if not isinstance(reply, Back):
                return reply
            picked, words = unmarked(reply.typed or "")

    def _words(self, ask: Ask, picked: tuple[str, ...], words: str) -> Reply:
        """The free words, in one line, put together with what else was `picked`; Back is back to the list."""
        from reflect.terminal.full import prompts
        from reflect.terminal.full.prompts import Typed

        begins = Typed(
            words,
            nudges=(f"{one_line(ask.other or '')}:",),
            keys=(ways_out.BACK, self._leave(ask)),
            whole=lambda written: marks(picked, written),
        )
        reply = self._typed(ask, prompts.line, begins)
        if not isinstance(reply, Answered):
            return reply
        free = {OTHER: reply.raw} if str(reply.raw).strip() else OTHER
        return Answered(free if isinstance(ask.question, Choice) else [free if key == OTHER else key for key in picked])

    def _list(self, ask: Ask, words: str) -> Picked:
        """The list to pick from; the free words that are written already stand with their option."""
        from reflect.terminal.full.list_rows import Picked

        written = f"\n{one_line(words)}" if words else ""
        offered = tuple(replace(o, text=o.text + written) if o.key == OTHER and ask.other else o for o in ask.offered)
        return Picked(offered, said=self._remark, keys=self._away(ask), above=self._page.standing, asked=ask.text)

    def _pick_one(self, begins: Picked) -> Reply:
        from reflect.terminal.full import selects

        return self._run(selects.one(self._screen, begins, lambda: self._page.width))

    def _typed(self, ask: Ask, kind: Callable[[Screen, Typed], Prompt], begins: Typed, remark: str = "") -> Reply:
        """The reply to a prompt for typing, with what is written in the editor meanwhile."""
        from reflect.terminal.full.remarks import with_remark

        # An editor makes copies of what it opens, and some of them stay.
        editor = self._editor() if self._editor and self.kept and not private(ask) else None
        begins = replace(begins, editor=editor is not None and editor.there)
        while True:
            reply = self._ran(with_remark(kind(self._screen, begins), remark, lambda: self._page.width))
            if not isinstance(reply, ToEditor):
                return reply
            assert editor
            if keep := self._keeper(begins):
                keep(reply.text)
            with self._screen.given_away():
                edited = editor.edit(reply.text, keep, self._watch.called)
            begins = replace(begins, text=edited.text, before=reply.text, cursor=None)
            remark = edited.problem or ""

    @contextmanager
    def lent(self) -> Iterator[Callable[[], int | None]]:
        """Lends the terminal to another program; gives what tells the exit code of a signal that came meanwhile."""
        with self._screen.given_away():
            yield self._watch.called

    def _keeper(self, begins: Typed) -> Callable[[str], bool] | None:
        """Keeps what is written elsewhere as what is half typed at the question."""
        keeping = self._keeping
        return (lambda text: keeping.now(begins.whole(text))) if keeping else None

    def _reader(self, ask: Ask) -> Callable[[str], str] | None:
        """What is said of a date while it is typed."""
        if self._today is None or not isinstance(ask.question, Date):
            return None
        from reflect.interview.dates import reading

        today, only = self._today, ask.question.only
        return lambda words: reading(words, today, only).line

    def _run(self, prompt: Prompt) -> Reply:
        reply = self._ran(prompt)
        assert not isinstance(reply, ToEditor)
        return reply

    def _ran(self, prompt: Prompt) -> Reply | ToEditor:
        reply = run(prompt, self._watch, self._keeping)
        self._last = prompt.typed()
        return reply

    def _away(self, ask: Ask) -> tuple[str, ...]:
        """The keys for going away from a question, as far as they lead somewhere."""
        return ways_out.keys(ask, self._leave(ask))

    def _leave(self, ask: Ask) -> str:
        """The key for leaving, and what becomes of the answers."""
        return ways_out.leaving(ask, kept=self.kept, safe=self.keep is not None and self._safe)
