"""The list between the records of a group: another one, that is all, or one of them to be changed or taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reflect.interview.answers import Item
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Back, Remove, Reply, ToRecord
from reflect.terminal.full.list_rows import Picked
from reflect.terminal.half import picked_in, unmarked

YES, NO, CHANGE, REMOVE = "yes", "no", "change_one", "take_out"
WHICH = {CHANGE: "Which one do you want to change?", REMOVE: "Which one shall be taken out?"}


def offered(ask: Ask) -> tuple[Item, ...]:
    """What one can do: change or take out only where there is something."""
    assert ask.group
    if not ask.records:
        return (Item(YES, f"add a new {ask.group.item}"), Item(NO, "none"))
    one = len(ask.records) == 1
    return (
        Item(YES, f"add another {ask.group.item}"),
        Item(NO, "that is all"),
        Item(CHANGE, "change it" if one else "change one of them"),
        Item(REMOVE, "take it out" if one else "take one of them out"),
    )


def usual(ask: Ask, typed: str | None, *, settled: bool) -> str:
    """Where one begins: at another record while there are fewer than hoped for, unless that is `settled` or one was left
    empty: whoever presses Enter through questions comes to the next."""
    picked = unmarked(typed)[0] if typed else picked_in(ask.begins)[0]
    few = len(ask.records) < max(1, (ask.group.at_least if ask.group else None) or 1)
    return picked[0] if picked else YES if few and not (settled or ask.passed) else NO


def reply_at(ask: Ask, begins: Picked, put: Callable[[Picked], Reply], back: str) -> Reply:
    """The reply at a gate: `put` asks for one of a list that begins like `begins`; `back` names the key that leads from
    the records back to it."""
    begins = replace(
        begins, options=offered(ask), records=tuple(each.text for each in ask.records), apart=bool(ask.records)
    )
    while True:
        reply = put(begins)
        if not isinstance(reply, Answered) or reply.raw not in (CHANGE, REMOVE):
            return reply
        doing = str(reply.raw)
        if len(ask.records) > 1:
            # Leaving is named last, wherever one is.
            keys = (back, begins.keys[-1])
            reply = put(Picked(ask.records, apart=True, head=WHICH[doing], keys=keys))
            if isinstance(reply, Answered) and reply.raw is None:
                reply = Back()
            if isinstance(reply, Back):
                begins = replace(begins, picked=(doing,), said="")
                continue
            if not isinstance(reply, Answered):
                return reply
            record = int(str(reply.raw))
        else:
            record = int(ask.records[0].key)
        return ToRecord(record) if doing == CHANGE else Remove(record)
