"""Picking in plain mode: from a numbered list, by number or by words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reflect.entry.said import OTHER
from reflect.flow.questions import Choice
from reflect.interview.answers import Item
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Back, Remove, Reply, ToRecord
from reflect.pages.visible import one_line
from reflect.terminal.half import marks, picked_in, unmarked
from reflect.terminal.plain.colon import Command
from reflect.terminal.plain.dialogue import Away, Dialogue, as_number

ONE = "One number, or its words."
SEVERAL = "One or several numbers, with spaces or commas between them."
NOT_WRITTEN = "There is nothing to write here; the numbers choose."
LETTERS = {"yes": "y", "no": "n"}
CHANGE, REMOVE = "to_record", "take_out"


def one(dialogue: Dialogue, ask: Ask, typed: str | None) -> Reply:
    """One of a list; `typed` is what is half picked, "" for nothing on purpose. Raises Away."""
    picked, words = unmarked(typed) if typed else ((), "") if typed is not None else picked_in(ask.begins)
    half = words if typed else ""
    offered = ask.offered
    picked = _still(picked, offered)
    dialogue.page.numbered([_row(each) for each in offered])
    while True:
        dialogue.page.say(f"{_stands(offered, picked, words)} {ONE}".strip())
        line = dialogue.line(lambda line, now=half: _half_one(line, ask, now))  # type: ignore[misc]
        if line is Command.SKIP:
            return Answered(None)
        if line is Command.EDIT:
            dialogue.page.say(NOT_WRITTEN)
            continue
        if isinstance(line, Command) or not line.strip():
            if not picked:
                return Answered(None)
            if typed is None and words:
                return Answered({OTHER: words})
            key = picked[0]
        else:
            chosen, left = _chosen([line], offered)
            if left and not ask.other:
                _none(dialogue, left, offered)
                continue
            key, words = (OTHER, one_line_of(left)) if left else (chosen[0], words)
        if key != OTHER or not ask.other:
            return Answered(key)
        try:
            return _words(dialogue, ask, (OTHER,), words)
        except Away as away:
            if not isinstance(away.reply, Back):
                raise
            typed = away.reply.typed or ""
            picked, words = unmarked(typed)
            half = words


def several(dialogue: Dialogue, ask: Ask, typed: str | None) -> Reply:
    """Any of a list; `typed` as for `one`. Raises Away."""
    picked, words = unmarked(typed) if typed is not None else picked_in(ask.begins)
    half = typed or ""
    offered = ask.offered
    picked = _still(picked, offered)
    dialogue.page.numbered([_row(each) for each in offered])
    while True:
        dialogue.page.say(f"{_stands(offered, picked, words)} {SEVERAL}".strip())
        line = dialogue.line(lambda line, now=half, free=words: _half_several(line, ask, now, free))  # type: ignore[misc]
        if line is Command.SKIP:
            return Answered([])
        if line is Command.EDIT:
            dialogue.page.say(NOT_WRITTEN)
            continue
        if not isinstance(line, Command) and line.strip():
            chosen, left = _chosen(_parts(line, offered), offered)
            if left and not ask.other:
                _none(dialogue, left, offered)
                continue
            keys = dict.fromkeys([*chosen, *([OTHER] if left else [])])
            picked = _still([*keys], offered)
            words = one_line_of(left) or words
        elif typed is None and words and OTHER in picked:
            return Answered([{OTHER: words} if key == OTHER else key for key in picked])
        if OTHER not in picked or not ask.other:
            return Answered(list(picked))
        try:
            return _words(dialogue, ask, picked, words)
        except Away as away:
            if not isinstance(away.reply, Back):
                raise
            typed = half = away.reply.typed or ""
            picked, words = unmarked(typed)


def another(dialogue: Dialogue, ask: Ask, *, refused: bool) -> Reply:
    """Whether there is another record of a group, or one to change or take out. Raises Away."""
    assert ask.group
    name, records = ask.group.item, ask.records
    offered = [
        Item("yes", f"add {'another' if records else 'a new'} {name}"),
        Item("no", "that is all" if records else "none"),
    ]
    if records:
        single = len(records) == 1
        offered += [
            Item(CHANGE, "change it" if single else "change one of them"),
            Item(REMOVE, "take it out" if single else "take one of them out"),
        ]
    begins, _ = picked_in(ask.begins)
    few = len(records) < max(1, ask.group.at_least or 1)
    usual = "no" if refused else begins[0] if begins else "yes" if few and not ask.passed else "no"
    dialogue.page.numbered([each.text for each in offered])
    label = next(one_line(each.text) for each in offered if each.key == usual)
    while True:
        dialogue.page.say(f"Enter alone: {label}. {ONE}")
        line = dialogue.line(lambda _: "")
        if line is Command.SKIP:
            return Answered(None)
        if line is Command.EDIT:
            dialogue.page.say(NOT_WRITTEN)
            continue
        if isinstance(line, Command) or not line.strip():
            return Answered(usual)
        chosen, left = _chosen([line], offered)
        if left:
            _none(dialogue, left, offered)
        elif chosen[0] in ("yes", "no"):
            return Answered(chosen[0])
        elif (record := _record(dialogue, ask)) is not None:
            if chosen[0] == CHANGE:
                return ToRecord(int(record.key))
            if _sure(dialogue, record):
                return Remove(int(record.key))


def _record(dialogue: Dialogue, ask: Ask) -> Item | None:
    """One of the records there are; None for none of them."""
    if len(ask.records) == 1:
        return ask.records[0]
    dialogue.page.say("Which one?")
    dialogue.page.numbered([each.text for each in ask.records])
    number = dialogue.number(len(ask.records), lambda _: "")
    return ask.records[number - 1] if number else None


def _sure(dialogue: Dialogue, record: Item) -> bool:
    dialogue.page.say(f"This goes out: {one_line(record.text)}")
    dialogue.page.numbered(["take it out", "keep it"])
    dialogue.page.say("Enter alone keeps it.")
    return dialogue.number(2, lambda _: "") == 1


def _words(dialogue: Dialogue, ask: Ask, picked: tuple[str, ...], words: str) -> Reply:
    """The free words, put together with what else was picked. Raises Away; Back is back to the list."""
    label = one_line(ask.other or "")
    dialogue.page.say(f"{label}, in your words:")
    while True:
        if words:
            dialogue.page.say(f"Now: {one_line(words)}")
            dialogue.page.say("Enter keeps it; what you write takes its place.")
        line = dialogue.line(lambda typed, now=words: marks(picked, typed or now), joined=True)  # type: ignore[misc]
        if line is Command.EDIT:
            words = dialogue.edited(words, lambda typed: marks(picked, typed))
            continue
        free = "" if line is Command.SKIP else words if isinstance(line, Command) else line or words
        said = {OTHER: free} if free.strip() else OTHER
        return Answered(said if isinstance(ask.question, Choice) else [said if key == OTHER else key for key in picked])


def _half_one(line: str, ask: Ask, words: str) -> str:
    """What is half typed with a `line` that is not finished: words of one's own, which a number takes nothing from."""
    left = _chosen([line], ask.offered)[1] if ask.other and line.strip() else []
    words = one_line_of(left) or words
    return marks((OTHER,), words) if words else ""


def _half_several(line: str, ask: Ask, half: str, words: str) -> str:
    """What is half picked with a `line` that is not finished: `half` as before, while it names nothing or would lose the
    free `words`."""
    chosen, left = _chosen(_parts(line, ask.offered), ask.offered)
    free = one_line_of(left) if ask.other else ""
    keys = _still([*chosen, *([OTHER] if free else [])], ask.offered)
    return half if not keys or (words and OTHER not in keys) else marks(keys, free or words)


def _stands(offered: Sequence[Item], picked: Sequence[str], words: str) -> str:
    """What was picked before, and what Enter alone does with it."""
    texts = [
        f"{number}, {one_line(each.text)}" + (f": {one_line(words)}" if each.key == OTHER and words else "")
        for number, each in enumerate(offered, 1)
        if each.key in picked
    ]
    return f"Now: {'; '.join(texts)}. Enter keeps it." if texts else ""


def _still(picked: Sequence[str], offered: Sequence[Item]) -> tuple[str, ...]:
    """What was picked, of what is offered now."""
    return tuple(each.key for each in offered if each.key in picked)


def _row(option: Item) -> str:
    return f"{option.text} ({option.beside})" if option.beside else option.text


def _parts(line: str, offered: Sequence[Item]) -> list[str]:
    """What is named in a line: a label as a whole, or numbers and labels one by one."""
    if not _chosen([line], offered)[1]:
        return [line]
    if re.fullmatch(r"[\d\s,;.]+", line, re.ASCII):
        return re.findall(r"\d+", line)
    return [part for part in re.split(r"[,;]", line) if part.strip()]


def _chosen(parts: Sequence[str], offered: Sequence[Item]) -> tuple[list[str], list[str]]:
    """The keys of the options that the parts name, by number, key or label; and the parts that name none."""
    keys: list[str] = []
    left: list[str] = []
    for part in parts:
        word = " ".join(part.split()).casefold()
        number = as_number(part, len(offered))
        named = offered[number - 1] if number else None
        for each in offered if named is None else ():
            if word in (each.key.casefold(), one_line(each.text).casefold(), LETTERS.get(each.text)):
                named = each
                break
        if named:
            keys.append(named.key)
        else:
            left.append(part)
    return keys, left


def _none(dialogue: Dialogue, left: Sequence[str], offered: Sequence[Item]) -> None:
    """Says that something typed is no option, and which have it in them."""
    word = one_line(left[0])
    near = [
        f"{number}, {one_line(each.text)}"
        for number, each in enumerate(offered, 1)
        if word.casefold() in one_line(each.text).casefold()
    ]
    dialogue.page.say(f"{word} is none of these.")
    if near:
        dialogue.page.say(f"It is in: {'; '.join(near)}.")


def one_line_of(parts: Sequence[str]) -> str:
    """What was typed that names no option, as the free words."""
    return ", ".join(" ".join(part.split()) for part in parts)
