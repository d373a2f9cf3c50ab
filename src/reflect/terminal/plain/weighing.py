"""Remarks on an answer in plain mode: said in lines below it; Enter keeps the words, a number goes back to change them."""

from __future__ import annotations

from collections.abc import Sequence

from reflect.checks.remark import Remark
from reflect.interview.asking import Change, Keep, Leave, Weighed
from reflect.pages.visible import visible
from reflect.terminal.plain.colon import Command
from reflect.terminal.plain.dialogue import Away, Dialogue, as_number
from reflect.terminal.plain.page import PlainPage
from reflect.terminal.quoting import quoted

ONE = "Enter keeps it as it is; 1 goes back to change it."
SEVERAL = "Enter keeps it as it is; a number goes back to change that one."
KEPT = "Kept as it is."
CHANGING = "Back to change it."
ABOUT = "It was about: {}"
REST = "..."


def weighed(dialogue: Dialogue, remarks: Sequence[Remark]) -> Weighed:
    """What becomes of the words that `remarks` are about, of which there is at least one."""
    page, several = dialogue.page, len(remarks) > 1
    page.say("")
    for number, remark in enumerate(remarks, 1):
        _say(page, remark, f"{number}. " if several else "")
    try:
        number = _number(dialogue, len(remarks), SEVERAL if several else ONE)
    except Away as away:
        if isinstance(away.reply, Leave):
            return away.reply
        # Going back leads to the words that were named first.
        number = 1
    if not number:
        page.say(KEPT)
        return Keep()
    page.say(CHANGING)
    return Change(remarks[number - 1])


def say_again(page: PlainPage, remark: Remark) -> None:
    """The words that a remark was about, for whoever changes them now."""
    if remark.phrase:
        page.say(ABOUT.format(quoted(remark.phrase, REST)))


def _say(page: PlainPage, remark: Remark, first: str) -> None:
    own = f"You wrote: {quoted(remark.phrase, REST)}" if remark.phrase else ""
    for text in (own, visible(remark.why).strip(), visible(remark.instead).strip()):
        if text:
            page.under(text, first)
            first = " " * len(first)


def _number(dialogue: Dialogue, count: int, how: str) -> int:
    """The number of the remark to go back to; 0 for none. Raises Away."""
    while True:
        dialogue.page.say(how)
        line = dialogue.line(lambda _: "")
        if line is Command.EDIT:
            return 1
        if isinstance(line, Command) or not line.strip():
            return 0
        if (number := as_number(line, count)) is not None:
            return number
