"""Own words in short, where many of them stand together: whole while they are few, else their first sentence."""

from __future__ import annotations

from reflect.entry.words import first_sentence
from reflect.pages.visible import one_line

FEW = 160
"""Characters up to which words stay whole."""


def in_short(text: str) -> str:
    """`text` on one line, made visible; only its first sentence where there is a lot of it."""
    whole = one_line(text)
    return whole if len(whole) <= FEW else one_line(first_sentence(text))
