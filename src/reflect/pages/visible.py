"""Makes every character of somebody's text harmless to look at: what would steer a terminal, or hide words, is shown instead."""

from __future__ import annotations

import re

TAB = "    "

STEERING = (
    (0x00, 0x09), (0x0B, 0x1F), (0x7F, 0x9F),
    # Marks, embeddings, overrides and isolates of two directions, and those that shape letters against what stands there.
    (0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2065, 0x206F),
    # Ends of lines and paragraphs for some programs and not for others.
    (0x2028, 0x2029),
    # U+FEFF, and what is written between the lines, with the places kept free for more of it.
    (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFB),
    (0xD800, 0xDFFF),
    # Tags are letters that no screen shows: whole sentences can be hidden in them.
    (0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF),
)  # fmt: skip
"""What is shown instead of being sent, from the first to the last of each row: all controls but the line feed, what turns
the direction of writing, what ends lines, halves of characters, and letters that cannot be seen.

Everything else stays as it is, although some of it cannot be seen either: joiners, without which Arabic, Indic scripts and
emoji fall apart, spaces without a width, by which Thai and Khmer break lines, soft hyphens, and what picks the form of a
character, as Japanese names need it. No word can be read out of these, and they steer nothing. Characters for private use,
and those that are none yet, are drawn by every terminal as well as it can.
"""

_FLAG = "\N{WAVING BLACK FLAG}%s\N{CANCEL TAG}"
_FLAGS = tuple(_FLAG % "".join(chr(0xE0000 + ord(each)) for each in name) for name in ("gbeng", "gbsct", "gbwls"))
"""The flags of England, Scotland and Wales, which are written with tags. The only ones that are in use."""
_PATTERN = "|".join([*_FLAGS, f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in STEERING)}]"])


def visible(text: str) -> str:
    """`text` with what is STEERING as glyphs, tabs as four spaces, lone surrogates as U+FFFD. Newlines stay."""
    # Nothing that steers is printable. The pattern is large, and most pages can do without its being compiled.
    if text.replace("\n", "").isprintable():
        return text
    return re.sub(_PATTERN, _shown, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """`text` made visible, its lines and runs of spaces drawn together."""
    return " ".join(visible(text).split())


def escaped(json: str) -> str:
    """A JSON text of the same value, in which what is STEERING is escaped: it is safe on a screen, and in a file."""
    if json.replace("\n", "").isprintable():
        return json
    return re.sub(_PATTERN, _escape, json)


def glyph(character: str) -> str:
    """What is shown for a character that is STEERING."""
    code = ord(character)
    if code == 0x09:
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"<U+{code:04X}>"


def _shown(found: re.Match[str]) -> str:
    text = found.group()
    return glyph(text) if len(text) == 1 else text


def _escape(found: re.Match[str]) -> str:
    text = found.group()
    if len(text) > 1:
        return text
    halves = text.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{halves[at : at + 2].hex()}" for at in range(0, len(halves), 2))
