"""A line while it is typed: what each key does to it, and what is echoed for that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reflect.pages.visible import visible
from reflect.terminal.columns import EMOJI, columns

_ARROW = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])")
"""What arrow and function keys send; they have nothing to do in a line that is only written on."""
_ARROW_BEGINS = re.compile(r"\x1b(?:\[[0-9;]*|O)?\Z")


class End(Enum):
    """How a line came to its end."""

    LINE = "a line end"
    FILE = "an end of file"


@dataclass(frozen=True)
class Keys:
    """The characters that do something, as the terminal has them set; each of them one character."""

    erase: str = "\x08\x7f"
    word: str = "\x17"
    kill: str = "\x15"
    end: str = "\x04"


class TypedLine:
    """One line of text, written at its end only, so that nothing on the screen has to be drawn again.

    Of any length, unlike the line that a terminal collects by itself, which is cut at 4096 bytes or less.
    """

    def __init__(self, keys: Keys) -> None:
        self.text = ""
        self._keys = keys
        special = re.escape(f"\r\n\x1b{keys.erase}{keys.word}{keys.kill}{keys.end}")
        self._plain = re.compile(f"[^{special}]+")

    def take(self, characters: str) -> tuple[str, str, End | None]:
        """Takes characters up to an end of the line; the echo for them, what is left of them, and the end, if it came.

        An end of file is one also behind text, which stays. The beginning of what an arrow key sends is left, to be taken
        together with the rest of it.
        """
        echo: list[str] = []
        at = 0
        while at < len(characters):
            if run := self._plain.match(characters, at):
                self.text += run[0]
                echo.append(visible(run[0]))
                at = run.end()
                continue
            key = characters[at]
            if key in "\r\n":
                # The two together are one line end.
                both = characters.startswith("\r\n", at)
                return "".join(echo), characters[at + 1 + both :], End.LINE
            if key in self._keys.end:
                return "".join(echo), characters[at + 1 :], End.FILE
            if arrow := _ARROW.match(characters, at):
                at = arrow.end()
                continue
            if _ARROW_BEGINS.match(characters, at):
                return "".join(echo), characters[at:], None
            echo.append(self._key(key))
            at += 1
        return "".join(echo), "", None

    def _key(self, key: str) -> str:
        if key in self._keys.erase:
            return self._shorter(len(self.text) - next(_characters_from_the_end(self.text), 0))
        if key in self._keys.word:
            before = self.text.rstrip()
            return self._shorter(max(before.rfind(" "), before.rfind("\t")) + 1)
        if key in self._keys.kill:
            return self._shorter(0)
        self.text += key
        return visible(key)

    def _shorter(self, length: int) -> str:
        """Takes the end of the text away; the echo is what any terminal does for it, a blank over each column."""
        gone, self.text = self.text[length:], self.text[:length]
        size = columns(visible(gone))
        return "\b" * size + " " * size + "\b" * size


def _characters_from_the_end(text: str) -> Iterator[int]:
    """The lengths of what stands at the end of a text and looks like one character, marks with what they belong to."""
    size = 0
    for character in reversed(text):
        size += 1
        if character != EMOJI and columns(visible(character)):
            yield size
            size = 0
    if size:
        yield size
