"""What must not reach a screen as it is, by what Unicode says of it: a second list, made without that of the program."""

from __future__ import annotations

import unicodedata

TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""The bidirectional classes (Unicode 15.1, annex 9) that change the direction of what follows."""
MARKS = {0x061C, 0x200E, 0x200F}
"""The other characters with the property Bidi_Control (PropList.txt)."""
TAGS = {*range(0xE0000, 0xE0080)}


def steers(character: str) -> bool:
    """Whether a character has to be shown as something else."""
    code = ord(character)
    if character == "\n":
        return False
    return (
        unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs")
        or unicodedata.bidirectional(character) in TURNING
        or code in MARKS | TAGS
        or code == 0xFEFF
        or 0x206A <= code <= 0x206F
        or 0xFFF9 <= code <= 0xFFFB
    )
