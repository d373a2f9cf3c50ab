"""Quotes somebody's own words in a line: visible, and shortened in the middle when they are very long."""

from __future__ import annotations

from reflect.pages.visible import one_line
from reflect.terminal.columns import columns

MOST = 120
"""Columns that a quotation takes at most: enough to know one's own words again."""


def quoted(phrase: str, rest: str = "…") -> str:
    """`phrase` in quotation marks, on one line; `rest` stands for what is left out of the middle."""
    words = one_line(phrase)
    if columns(words) > MOST - 2:
        room = (MOST - 2 - columns(rest) - 2) // 2
        words = f"{_beginning(words, room)} {rest} {_end(words, room)}"
    return f'"{words}"'


def _beginning(words: str, room: int) -> str:
    """As much of the beginning as `room` columns hold, between words where a space is near."""
    used = place = 0
    while used + columns(words[place]) <= room:
        used += columns(words[place])
        place += 1
    space = words.rfind(" ", place // 2, place + 1)
    return words[: space if space >= 0 else place].rstrip()


def _end(words: str, room: int) -> str:
    """As much of the end as `room` columns hold."""
    used, place = 0, len(words)
    while used + columns(words[place - 1]) <= room:
        place -= 1
        used += columns(words[place])
    # Marks stay with the character they belong to, which has no room.
    while not columns(words[place]):
        place += 1
    space = words.find(" ", place - 1, place + (len(words) - place) // 2)
    return words[space + 1 if space >= 0 else place :].lstrip()
