"""What an answer given at a check-in means for what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reflect.flow.notation import WORD, Parsed, Plain, Wrong, text_of
from reflect.flow.spans import Span

MEANINGS = ("done", "holds", "partly", "open", "stays", "dropped", "begin")
"""It is done; it holds, and is looked at as often as was meant; partly or not yet, and comes back; it stays as it is; it is
let go; what it opens begins now."""
DATE, TEXT = "date", "text"
"""The answer is the new day, or the new words."""


@dataclass(frozen=True)
class Becomes(Parsed):
    """What becomes of what is due: by the option that was chosen a meaning, or the span after which it comes back; or
    (`what`) the answer is its new date or its new text."""

    options: tuple[tuple[str, str | Span], ...] = ()
    what: str | None = None

    @classmethod
    def parse(cls, raw: object) -> Becomes:
        if isinstance(raw, str):
            if raw not in (DATE, TEXT):
                raise Wrong(f"is '{DATE}', '{TEXT}', or a mapping of option to what it means, not '{raw}'")
            return cls(what=raw)
        if not isinstance(raw, dict) or not raw:
            raise Wrong("must be a mapping of option to what it means, such as {kept: done}")
        return cls(options=tuple((key, _meaning(text_of(value, (key,)), key)) for key, value in raw.items()))

    def plain(self) -> Plain:
        if self.what:
            return self.what
        return {key: each.plain() if isinstance(each, Span) else each for key, each in self.options}

    def of(self, option: str) -> str | Span | None:
        """What an option means; None for one that is not named."""
        return dict(self.options).get(option)

    @classmethod
    def described(cls) -> dict[str, Any]:
        meaning = {"anyOf": [{"enum": [*MEANINGS]}, Span.described()]}
        return {
            "anyOf": [{"enum": [DATE, TEXT]}, {"type": "object", "minProperties": 1, "additionalProperties": meaning}]
        }


def _meaning(word: str, key: str) -> str | Span:
    if word in MEANINGS:
        return word
    try:
        return Span.parse(word)
    except Wrong:
        raise Wrong(f"'{word}' is none of {', '.join(MEANINGS)}, and no span of time such as 2w", (key,)) from None


@dataclass(frozen=True)
class With(Parsed):
    """Answers that a flow begins with when it is opened: question to answer."""

    answers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, raw: object) -> With:
        if not isinstance(raw, dict) or not raw:
            raise Wrong("must be a mapping of question to answer")
        return cls(tuple((key, text_of(value, (key,))) for key, value in raw.items()))

    def plain(self) -> Plain:
        return dict(self.answers)

    @classmethod
    def described(cls) -> dict[str, Any]:
        return {"type": "object", "minProperties": 1, "additionalProperties": WORD}
