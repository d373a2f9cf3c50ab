"""Prints what belongs above a prompt and does not stand there yet: section, notes, group, record, question."""

from __future__ import annotations

from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.asking import Remove, Reply, ToRecord
from reflect.terminal.full.transcript import Transcript

TAKEN_OUT = "Taken out"


class Introducing:
    """Knows what of a conversation stands on `page` already."""

    def __init__(self, page: Transcript) -> None:
        self.page = page
        self._section: str | None = None
        self._headed: tuple[str, str | None] | None = None
        self._record: int | None = None
        self._rearranged = False
        self._taken_out: str | None = None

    def introduce(self, ask: Ask, *, came_back: bool) -> None:
        """Prints what leads to a question."""
        if self._taken_out:
            self.page.aside(self._taken_out)
            self._taken_out = None
        if came_back and not ask.gate:
            self.page.back()
        for note in ask.parting:
            self.page.note(note)
        if ask.section != self._section:
            if ask.section:
                self.page.section(ask.section)
            self._section = ask.section
        for note in ask.notes:
            self.page.note(note)
        for view in ask.views:
            self.page.view(view)
        if ask.group is None:
            self._headed = self._record = None
            self.page.own_words(ask.before)
            self.page.question(ask)
        else:
            self._in_group(ask)

    def replied(self, ask: Ask, reply: Reply) -> None:
        """Keeps in mind what becomes of the records that stand on the page."""
        if isinstance(reply, ToRecord):
            self._rearranged, self._record = True, None
        elif isinstance(reply, Remove):
            self._rearranged = True
            record = next(each.text for each in ask.records if each.key == str(reply.record))
            self._taken_out = f"{TAKEN_OUT}." if private(ask) else f"{TAKEN_OUT}: {record}"

    def accepted(self, ask: Ask, said: Said) -> None:
        """Prints an answer that is safe; at a gate what there is, where the page does not tell it."""
        if not ask.gate:
            self.page.answer(ask, said)
        elif said.value is not True and not ask.records:
            self.page.answer(ask, Said(skipped=True))
        elif said.value is not True and self._rearranged and not private(ask):
            self.page.records(ask.records)

    @property
    def rearranged(self) -> bool:
        """Whether records of this group were changed or taken out."""
        return self._rearranged

    def _in_group(self, ask: Ask) -> None:
        assert ask.group
        group = (ask.spot.question, ask.spot.item)
        number = ask.spot.record or 1
        earlier = tuple(each for each in ask.records if int(each.key) < number)
        if self._headed != group:
            self.page.own_words(ask.before)
            self.page.heading(ask)
            self._headed, self._record, self._rearranged = group, None, False
            if earlier and not ask.gate and not private(ask):
                self.page.records(earlier)
        if ask.gate:
            return
        if self._record != number and ask.group.at_most != 1:
            self.page.record(f"{ask.group.item[:1].upper()}{ask.group.item[1:]} {len(earlier) + 1}")
            self._record = number
        self.page.question(ask)


def private(ask: Ask) -> bool:
    """Whether what is answered here, or in the group it belongs to, does not stay on the page."""
    return bool(getattr(ask.group or ask.question, "private", False))
