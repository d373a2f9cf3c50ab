"""Asks in plain lines, for screen readers and terminals that can do nothing else: lines are printed, lines are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Self

from reflect.checks.remark import Remark
from reflect.entry.draft import Spot
from reflect.entry.said import OTHER, Said
from reflect.flow.questions import Choice, Choices, Entries, Items, Letter, Long, Reopen, YesNo
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Back, Change, Leave, Remove, Reply, ToRecord, Weighed
from reflect.terminal.exit_codes import INTERRUPTED
from reflect.terminal.half import marks
from reflect.terminal.plain import lists as plain_lists
from reflect.terminal.plain import texts as plain_texts
from reflect.terminal.plain import weighing as plain_weighing
from reflect.terminal.plain.dialogue import Away, Dialogue, Editor
from reflect.terminal.plain.page import BACK, FIRST, HELP, PlainPage
from reflect.terminal.plain.teletype import Teletype


class PlainAsker:
    """Asks on `stdin` and `stdout`, in `width` columns (None: as wide as the terminal is); an Asker.

    Dates are understood from `today`, and shown before they are accepted (None: accepted as they are written); `editor`
    opens a text for `:edit` (None: there is none). `keep` is given what is half typed at the question that is open, as
    FullAsker's is, in the same form; `kept` is whether answers outlive a conversation that is left. As a context manager,
    for the length of a conversation, it also minds what comes between two questions: keys wait, and a signal leaves.
    """

    def __init__(
        self,
        stdin: IO[str],
        stdout: IO[str],
        *,
        width: int | None = None,
        today: dt.date | None = None,
        editor: Editor | None = None,
        keep: Callable[[str], None] | None = None,
    ) -> None:
        self._teletype = Teletype(stdin, stdout, width)
        self._page = PlainPage(self._teletype)
        self._dialogue = Dialogue(self._teletype, self._page, editor)
        self._today = today
        self.keep = keep
        self.kept = True
        self._helped = False
        self._section: str | None = None
        self._record: tuple[str, str | None, int | None] | None = None
        self._headed: tuple[str, str | None] | None = None
        self._refused: tuple[Spot, str] | None = None
        self._last = ""
        self._back_from: Spot | None = None
        self._changing: Remark | None = None
        self._known = 0
        self._rearranged = False
        self._safe = True
        """Whether what was last replied in the interview, if anything, is known to be safe."""
        self._around = ExitStack()

    def __enter__(self) -> Self:
        self._around.enter_context(self._teletype.minded())
        return self

    def __exit__(self, *_failure: object) -> None:
        self._around.close()

    # -------------------------------------------------------------------------------------------------- the protocol

    def ask(self, ask: Ask) -> Reply:
        """Puts one question and waits for the reply."""
        refused = self._refused is not None and self._refused[0] == ask.spot
        typed = self._refused[1] if refused and self._refused else ask.typed
        self._dialogue.keep, self._dialogue.kept, self._dialogue.safe = self.keep, self.kept, self._safe
        self._page.kept = self.kept
        self._dialogue.begin(ask, typed or "")
        try:
            with self._teletype.minded():
                if not refused:
                    self._introduce(ask)
                    if self._changing:
                        plain_weighing.say_again(self._page, self._changing)
                reply = self._reply(ask, typed, refused=refused)
        except Away as away:
            reply = away.reply
        except KeyboardInterrupt:
            reply = Leave(typed, INTERRUPTED)
        self._safe = self._safe and not ask.of
        self._refused = self._changing = None
        self._back_from = ask.spot if isinstance(reply, Back) else None
        self._last = _typed_again(reply.raw) if isinstance(reply, Answered) else ""
        if isinstance(reply, ToRecord | Remove):
            self._rearranged, self._record = True, None
        return reply

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        """Says why the reply was not taken; the next `ask` begins with what was typed."""
        del path
        self._page.say(message[:1].upper() + message[1:])
        self._refused = (ask.spot, self._last)

    def accepted(self, ask: Ask, said: Said) -> None:
        """Says that the answer is safe."""
        self._safe = self._safe or bool(ask.of)
        if not ask.gate:
            self._page.answer(ask, said)
        elif said.value is not True and not ask.records:
            self._page.answer(ask, Said(skipped=True))

    def remark(self, notes: tuple[str, ...]) -> None:
        """Says what the flow says outside of questions."""
        for note in notes:
            self._page.note(note)

    @contextmanager
    def lent(self) -> Iterator[Callable[[], int | None]]:
        """Lends the terminal to another program; gives what tells the exit code of a signal that came meanwhile."""
        with self._teletype.lent():
            yield lambda: self._teletype.called

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        """Says what there is to be said about the words of an answer that is safe, and waits for what becomes of them."""
        self._dialogue.safe = self._safe
        self._dialogue.begin(ask, "", weighing=True)
        try:
            with self._teletype.minded():
                weighed = plain_weighing.weighed(self._dialogue, remarks)
        except KeyboardInterrupt:
            return Leave(None, INTERRUPTED)
        self._changing = weighed.remark if isinstance(weighed, Change) else None
        return weighed

    # ----------------------------------------------------------------------------------------------------- one question

    def _introduce(self, ask: Ask) -> None:
        """Says what belongs before the answer and was not said yet."""
        if self._back_from == ask.spot:
            self._page.say(FIRST)
            return
        if self._back_from and not ask.gate:
            self._page.say(BACK)
        self.remark(ask.parting)
        if ask.section != self._section:
            if ask.section:
                self._page.section(ask.section)
            self._section = ask.section
        self.remark(ask.notes)
        for view in ask.views:
            self._page.view(view)
        if ask.group is None:
            self._headed = self._record = None
            self._page.own_words(ask.before)
            self._page.question(ask)
        else:
            self._introduce_group(ask, ask.group.item, single=ask.group.at_most == 1)
        if not self._helped:
            self._helped = True
            self._page.say(HELP)

    def _introduce_group(self, ask: Ask, item: str, *, single: bool) -> None:
        group = (ask.spot.question, ask.spot.item)
        if self._headed != group:
            self._page.own_words(ask.before)
            self._page.heading(ask)
            self._headed, self._record, self._known = group, None, len(self._page.earlier(ask))
        elif ask.gate and self._rearranged:
            self._page.rearranged(ask)
        elif ask.gate and len(ask.records) > self._known:
            newest = "" if self._page.private(ask) else f": {ask.records[-1].text}"
            self._page.apart(f"{item[:1].upper()}{item[1:]} {len(ask.records)}{newest or '.'}")
        if ask.gate:
            self._known, self._rearranged = len(ask.records), False
            return
        if self._record != (*group, ask.spot.record) and not single:
            self._page.record(f"{item[:1].upper()}{item[1:]} {len(self._page.earlier(ask)) + 1}")
            self._record = (*group, ask.spot.record)
        self._page.question(ask)

    def _reply(self, ask: Ask, typed: str | None, *, refused: bool) -> Reply:
        """The reply to one question, where `typed` is what is half typed at it. Raises Away."""
        if ask.gate:
            return plain_lists.another(self._dialogue, ask, refused=refused)
        if isinstance(ask.question, Choice | YesNo):
            return plain_lists.one(self._dialogue, ask, typed)
        if isinstance(ask.question, Choices | Entries):
            return plain_lists.several(self._dialogue, ask, typed)
        if isinstance(ask.question, Items | Long | Letter | Reopen):
            return plain_texts.long(self._dialogue, ask, typed)
        return plain_texts.short(self._dialogue, ask, typed, self._today, refused=refused)


def _typed_again(raw: object) -> str:
    """What was answered, as it would stand half typed: for when it was not taken."""
    if isinstance(raw, dict):
        return marks((OTHER,), str(raw[OTHER]))
    if isinstance(raw, list):
        words = next((str(each[OTHER]) for each in raw if isinstance(each, dict)), "")
        return marks([OTHER if isinstance(each, dict) else str(each) for each in raw], words)
    return raw if isinstance(raw, str) else ""
