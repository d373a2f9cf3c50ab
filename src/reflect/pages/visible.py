"""Makes every character of somebody's text harmless to look at: what would steer a terminal is shown instead."""

from __future__ import annotations

import re

TAB = "    "

_STEERING = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"


def visible(text: str) -> str:
    """`text` with controls as glyphs, tabs as four spaces, lone surrogates as U+FFFD. Newlines stay.

    Shown are C0, DEL and C1 controls, bidirectional controls, line and paragraph separators, and U+FEFF.
    """
    # Nothing that steers is printable. The pattern is large, and most pages can do without its being compiled.
    if text.replace("\n", "").isprintable():
        return text
    return re.sub(_STEERING, _glyph, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """`text` made visible, its lines and runs of spaces drawn together."""
    return " ".join(visible(text).split())


def _glyph(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code == 0x09:
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"<U+{code:04X}>"
