"""Has prompts show what would steer the terminal: in what is typed and pasted, and in all that stands around it."""

from __future__ import annotations

from functools import cache

from prompt_toolkit.layout.screen import Char

from reflect.pages.visible import STEERING, glyph


@cache
def show_what_steers() -> None:
    """Gives the library the glyphs of the rest of the program for every character it draws.

    It has some of its own for controls, and lets through what turns the direction of writing. The flags that are
    written with tags are taken apart here, because it draws character by character.
    """
    codes = (code for first, last in STEERING for code in range(first, last + 1))
    Char.display_mappings.update({chr(code): glyph(chr(code)) for code in codes})
