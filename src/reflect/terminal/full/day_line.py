"""The line under a date that is being typed: which day the words are understood to be, before they are accepted."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prompt_toolkit.application import Application

PAUSE = 0.3
"""Seconds after a key until words are read; reading loads a library at first, which would be felt while typing."""

_ISO = re.compile(r"\s*\d{4}-\d{1,2}-\d{1,2}\s*", re.ASCII)


@dataclass
class DayLine:
    """What `read` makes of the text that stands in a prompt (`typed`), kept up to date while one types."""

    read: Callable[[str], str]
    typed: Callable[[], str]
    line: str = ""
    """What is shown; empty while words are not read yet."""
    _of: str | None = None
    _waiting: asyncio.TimerHandle | None = None

    def follow(self, application: Application[Any]) -> None:
        """Reads what is typed in `application` whenever it has changed: an ISO day at once, words after a pause."""
        application.before_render += self._changed

    def _changed(self, application: Application[Any]) -> None:
        text = self.typed()
        if text == self._of or application.is_done:
            return
        self._of, self.line = text, ""
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None
        if _ISO.fullmatch(text):
            self.line = self.read(text)
        elif text.strip() and application.loop:
            self._waiting = application.loop.call_later(PAUSE, self._read, application, text)

    def _read(self, application: Application[Any], text: str) -> None:
        self._waiting = None
        if text == self.typed() and not application.is_done:
            self.line = self.read(text)
            application.invalidate()
