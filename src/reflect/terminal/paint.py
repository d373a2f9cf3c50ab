"""Paints a page for whoever reads it: plain lines for a pipe, calm ones for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reflect.pages.blocks import Page
from reflect.pages.visible import visible
from reflect.terminal.layout import laid_out
from reflect.terminal.parts import Line, Part

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST = 12
STYLES: dict[Part, str] = {
    "title": "bold",
    "section": "bold cyan",
    "rule": "dim",
    "asked": "bold",
    "about": "italic",
    "name": "dim",
    "words": "",
    "marked": "bold underline",
    "quiet": "dim",
    "plot": "cyan",
}
DRAWN: dict[Part, dict[int, int]] = {
    "rule": str.maketrans("=-.|", "━─┄│"),
    "plot": str.maketrans("#+o.", "■▪□·"),
}
"""What a terminal that has them shows for plain characters."""


def plain(page: Page, width: int) -> str:
    """`page` as plain text for `width` columns, ending in a newline: no colours, nothing that steers a terminal."""
    return visible("".join(f"{_joined(line)}\n" for line in laid_out(page, max(NARROWEST, width))))


def rich_page(page: Page, console: Console) -> None:
    """Prints `page` on `console` in its width. The words on it are never read as markup."""
    from rich.text import Text

    drawn: dict[Part, dict[int, int]] = {} if console.options.ascii_only else DRAWN
    for line in laid_out(page, max(NARROWEST, console.width)):
        spans = [(visible(text).translate(drawn.get(part, {})), STYLES[part]) for text, part in _trimmed(line)]
        console.print(Text.assemble(*spans), soft_wrap=True)


def _joined(line: Line) -> str:
    return "".join(span.text for span in line).rstrip()


def _trimmed(line: Line) -> Iterator[tuple[str, Part]]:
    """The spans of a line without the spaces at its end."""
    whole = len(_joined(line))
    for text, part in line:
        yield text[:whole], part
        whole = max(0, whole - len(text))
