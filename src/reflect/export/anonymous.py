"""Takes out of a Markdown text what leads to people: names as initials, addresses and long numbers as blanks (C12)."""

from __future__ import annotations

from collections.abc import Iterable

from reflect.checks.names import initials, named

FENCE = "---\n"
NAMED = 6
"""How many names are told at most."""


def without_names(markdown: str, names: Iterable[str]) -> str:
    """`markdown` without them; ids and days in its front matter stay as they are."""
    listed = [*names]
    front, text = _parts(markdown)
    lines = (line if _is_fact(line) else initials(line, listed) for line in front.splitlines(keepends=True))
    return "".join(lines) + initials(text, listed)


def people_in(markdown: str, names: Iterable[str]) -> tuple[str, ...]:
    """What leads to people in the text, each once, the first few of it."""
    _, text = _parts(markdown)
    return tuple(dict.fromkeys(each.phrase for each in named(text, names)))[:NAMED]


def _parts(markdown: str) -> tuple[str, str]:
    """The front matter with its fences, "" where there is none, and the rest."""
    if not markdown.startswith(FENCE):
        return "", markdown
    end = markdown.find(f"\n{FENCE}", len(FENCE) - 1)
    cut = end + 1 + len(FENCE) if end >= 0 else 0
    return markdown[:cut], markdown[cut:]


def _is_fact(line: str) -> bool:
    """Whether a line of the front matter holds no words of the person."""
    return not line.startswith("title:")
