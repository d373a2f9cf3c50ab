"""What somebody answers to any question, by chance but the same in every run with the same seed."""

from __future__ import annotations

import datetime as dt
import random

from reflect.flow.questions import Choice, Choices, Date, Items, Letter, Long, Scale, Text, YesNo
from reflect.interview.ask import Ask
from reflect.terminal.half import as_text, same_day

WORDS = (
    "the list", "a file", "two invoices", "an order", "our figures", "the wrong table", "a copy", "some lines",
    "the old version", "an update", "this number", "a late reply", "der Brücke", "naïve notes", "the 数字",
)  # fmt: skip
EARLIER = frozenset(("before", "again"))
"""Answers after which one is asked about earlier setbacks, which these journals are not about."""
LEFT_EMPTY = 0.15
"""How often a question that may be left empty is."""


def sentence(chance: random.Random) -> str:
    """A few words that nobody wrote before."""
    return f"I sent {chance.choice(WORDS)} on to {chance.choice(WORDS)}, {chance.randbytes(4).hex()}."


def answer(ask: Ask, chance: random.Random, today: dt.date) -> object:
    """An answer in the form that interviews take; None to leave the question empty."""
    question = ask.question
    if ask.begins is not None:
        return same_day(ask.begins, question.only, today) if isinstance(question, Date) else as_text(ask.begins)
    if not ask.required and chance.random() < LEFT_EMPTY:
        return None
    if isinstance(question, YesNo | Choice):
        return chance.choice([each.key for each in ask.options or ask.offered if each.key not in EARLIER])
    if isinstance(question, Choices):
        keys = [each.key for each in ask.options]
        marked = {*chance.sample(keys, chance.randint(1, min(3, len(keys))))}
        return [each for each in keys if each in marked]
    if isinstance(question, Scale):
        return str(chance.randint(question.range.low, question.range.high))
    if isinstance(question, Date):
        days = chance.randint(1, 60)
        return (today + dt.timedelta(days if question.only == "future" else -days)).isoformat()
    if isinstance(question, Items):
        return [chance.randbytes(3).hex() for _ in range(chance.randint(1, 3))]
    if isinstance(question, Long | Letter):
        return "\n".join(sentence(chance) for _ in range(chance.randint(1, 3)))
    assert isinstance(question, Text)
    return sentence(chance)
