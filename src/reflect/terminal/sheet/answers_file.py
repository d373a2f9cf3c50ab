"""A file of answers, read and found well formed: what it says to which question, and where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from reflect.errors import WrongAnswers
from reflect.flow.notation import Path
from reflect.flow.questions import Text
from reflect.interview.accept import Accepting, Invalid, accept
from reflect.library.document import Document, Malformed, read
from reflect.terminal.sheet.left_over import SETBACK

MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class AnswersFile:
    """A file of answers by question id, and what to call it in messages."""

    name: str
    document: Document

    @classmethod
    def parse(cls, name: str, data: bytes) -> AnswersFile:
        """The answers in `data`, YAML or JSON. Raises WrongAnswers."""
        if len(data) > MAX_BYTES:
            raise WrongAnswers(f"{name} is larger than {MAX_BYTES // 1024 // 1024} MB. Nothing was saved.")
        try:
            document = read(data, remarks=False)
        except Malformed as error:
            raise WrongAnswers(f"{name}:{error.line}:{error.column}: {error.message}. Nothing was saved.") from None
        if document.tree is None:
            document = Document({}, document.places)
        if not isinstance(document.tree, dict):
            raise WrongAnswers(f"{name}: answers are a mapping of question to answer. Nothing was saved.")
        return cls(name, document)

    @property
    def setback_title(self) -> str | None:
        """The title of a new setback, if the file gives one: on one line, as if it had been asked. Raises WrongAnswers."""
        raw = self.document.tree.get(SETBACK)
        question = Text(id=SETBACK, ask="What is it called?")
        try:
            said = accept(raw, Accepting(question, (), dt.date.min))
        except Invalid as invalid:
            raise WrongAnswers(
                f"{self.place_of_title}: '{SETBACK}' {invalid.message}, the title of a new setback. Nothing was saved."
            ) from None
        return None if said.skipped else str(said.value)

    @property
    def place_of_title(self) -> str:
        """Where the title of a new setback stands."""
        line, column = self.document.place((SETBACK,))
        return f"{self.name}:{line}:{column}"

    def at(self, path: Path) -> Any:
        """What is written at `path`, None for nothing."""
        value = self.document.tree
        for part in path:
            if isinstance(value, dict):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value
