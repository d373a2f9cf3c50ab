"""Tells a paste from typing on a terminal that does not mark it: several lines that arrive at once are one text."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import groupby

from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

LEAST = 40
"""Keys in one reading from which it can be a paste: nobody types as much ahead with Enter in the middle of it."""
SURELY = 500
"""Keys in one reading that are a paste with and without Enter."""
GRACE = 0.05
"""Seconds in which the rest of a paste follows."""

LINE_ENDS: dict[Keys | str, str] = {Keys.ControlM: "\r", Keys.ControlJ: "\n"}
_IN_A_TEXT: dict[Keys | str, str] = {**LINE_ENDS, Keys.ControlI: "\t"}


def watched(given: Input) -> Input:
    """`given`, with unmarked pastes marked when it is a terminal; Windows' own input tells them apart itself."""
    try:
        terminal = sys.platform != "win32" and os.isatty(given.fileno())
    except (OSError, ValueError, NotImplementedError):
        terminal = False
    return Bursts(given) if terminal and not isinstance(given, Bursts) else given


class Bursts(Input):
    """A terminal where several lines that are read at once are one paste instead of so many answers."""

    def __init__(self, given: Input) -> None:
        self._given = given

    def read_keys(self) -> list[KeyPress]:
        keys = self._given.read_keys()
        if not is_paste(keys):
            return keys
        while self._follows() and (more := self._given.read_keys()):
            keys += more
        return marked(keys)

    def _follows(self) -> bool:
        try:
            return not self._given.closed and bool(select.select([self._given.fileno()], [], [], GRACE)[0])
        except (OSError, ValueError):
            return False

    def flush_keys(self) -> list[KeyPress]:
        return self._given.flush_keys()

    def flush(self) -> None:
        self._given.flush()

    def fileno(self) -> int:
        return self._given.fileno()

    def typeahead_hash(self) -> str:
        return self._given.typeahead_hash()

    @property
    def closed(self) -> bool:
        return self._given.closed

    def raw_mode(self) -> AbstractContextManager[None]:
        return self._given.raw_mode()

    def cooked_mode(self) -> AbstractContextManager[None]:
        return self._given.cooked_mode()

    def attach(self, input_ready_callback: Callable[[], None]) -> AbstractContextManager[None]:
        return self._given.attach(input_ready_callback)

    def detach(self) -> AbstractContextManager[None]:
        return self._given.detach()

    def close(self) -> None:
        self._given.close()


def is_paste(keys: list[KeyPress]) -> bool:
    """Whether keys of one reading are a text with a line end before its end, and long enough for one; or very long."""
    pressed = [each for each in keys if each.key != Keys.CPRResponse]
    if len(pressed) < LEAST or not all(_in_a_text(each) for each in pressed):
        return False
    ends = [place for place, each in enumerate(pressed) if each.key in LINE_ENDS]
    return len(pressed) >= SURELY or (bool(ends) and any(each.key not in LINE_ENDS for each in pressed[ends[0] :]))


def marked(keys: list[KeyPress]) -> list[KeyPress]:
    """The keys with what is text among them as a marked paste."""
    found: list[KeyPress] = []
    for text, pressed in groupby(keys, key=_in_a_text):
        if text:
            whole = "".join(_IN_A_TEXT.get(each.key, each.data) for each in pressed)
            found.append(KeyPress(Keys.BracketedPaste, whole))
        else:
            found.extend(pressed)
    return found


def _in_a_text(press: KeyPress) -> bool:
    return press.key in _IN_A_TEXT or (not _named(press) and press.key == press.data)


def _named(press: KeyPress) -> bool:
    return isinstance(press.key, Keys)
