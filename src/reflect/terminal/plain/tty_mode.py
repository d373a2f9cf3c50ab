"""How a terminal hands over keys: each at once while a line is read here, as it was found before and after."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any

from reflect.terminal.plain.typed_line import Keys

if sys.platform != "win32":
    import termios


class TtyMode:
    """The mode of the terminal behind `file`; where there is none, nothing happens."""

    def __init__(self, file: int | None) -> None:
        self._file = file if file is not None and os.isatty(file) else None
        self._before: list[Any] | None = None

    @property
    def there(self) -> bool:
        """Whether there is a terminal."""
        return self._file is not None

    @property
    def taken(self) -> bool:
        """Whether keys come at once now."""
        return self._before is not None

    @property
    def echoes(self) -> bool:
        """Whether the terminal would show what is typed, so that it is to be shown in its place."""
        return self._before is not None and bool(self._before[3] & termios.ECHO)

    def take(self) -> None:
        """Has each key come at once. Ctrl-C and the like stay what they are, and keep what is typed."""
        if self._file is None or self._before is not None:
            return
        with suppress(termios.error, OSError):
            before = termios.tcgetattr(self._file)
            now = [*before[:6], [*before[6]]]
            now[3] = now[3] & ~(termios.ICANON | termios.ECHO | termios.ECHONL | termios.IEXTEN) | termios.NOFLSH
            now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
            # The key that kills without a word would leave the terminal as it is now.
            now[6][termios.VQUIT] = bytes([os.fpathconf(self._file, "PC_VDISABLE")])
            termios.tcsetattr(self._file, termios.TCSADRAIN, now)
            self._before = before

    def give_back(self) -> None:
        """Leaves the terminal as it was found."""
        if self._file is None or self._before is None:
            return
        before, self._before = self._before, None
        with suppress(termios.error, OSError):
            termios.tcsetattr(self._file, termios.TCSADRAIN, before)

    def keys(self) -> Keys:
        """What the keys that do something are set to."""
        if self._before is None:
            return Keys(erase="", word="", kill="", end="")
        special = self._before[6]

        def key(name: int) -> str:
            character = special[name]
            # Where a key is switched off, there stands a character that nobody types.
            typed = isinstance(character, bytes) and (b"\0" < character < b" " or character == b"\x7f")
            return character.decode("ascii") if typed else ""

        return Keys(f"\x08\x7f{key(termios.VERASE)}", key(termios.VWERASE), key(termios.VKILL), key(termios.VEOF))
