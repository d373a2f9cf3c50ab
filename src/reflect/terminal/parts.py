"""What the lines of a page are made of: stretches of text, each with the part it plays."""

from __future__ import annotations

from typing import Literal, NamedTuple

Part = Literal["title", "section", "rule", "asked", "about", "name", "words", "marked", "quiet", "plot"]


class Span(NamedTuple):
    """A stretch of one line, and the part it plays on the page."""

    text: str
    part: Part


Line = tuple[Span, ...]
