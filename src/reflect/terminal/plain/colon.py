"""What a line means that is typed in plain mode: a command, a word that may be meant as one, or words of an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from reflect.flow.notation import did_you_mean


class Command(Enum):
    """What can be typed besides answers, on a line of its own."""

    BACK = ":back"
    SAVE = ":save"
    EDIT = ":edit"
    SKIP = ":skip"
    DONE = ":done"
    HELP = ":help"


@dataclass(frozen=True)
class Doubtful:
    """A line that may be a command with a slip in it: the line, and what to say about it."""

    line: str
    question: str


def meant(line: str) -> str | Command | Doubtful:
    """What a line means; two colons at its beginning stand for one."""
    word = line.strip()
    if word.startswith("::"):
        return line.replace("::", ":", 1)
    if not re.fullmatch(r":\w+", word):
        return line
    known = [each.value for each in Command]
    if word.casefold() in known:
        return Command(word.casefold())
    if near := did_you_mean(word.casefold(), known):
        return Doubtful(line, f"There is no {word}{near} Type the command, or Enter to keep {word} as your words.")
    return line
