"""Lets a line that is being typed break between words, where the terminal would cut it in the middle of one."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout.controls import BufferControl, UIContent
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.utils import get_cwidth

Row = tuple[int, int]
"""Where one row on the screen begins and ends in a line of the text."""


class WordWrapped(BufferControl):
    """The text of a buffer in rows that end between words. `margin` columns stand before each row, one is left for the cursor."""

    margin = 0

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:
        whole = super().create_content(width, height, preview_search)
        room = max(1, width - self.margin - 1)
        lines = [rows(fragment_list_to_text(whole.get_line(number)), room) for number in range(whole.line_count)]
        places = [(number, *row) for number, of_line in enumerate(lines) for row in of_line]
        first = [0, *accumulate(map(len, lines))]

        def get_line(place: int) -> StyleAndTextTuples:
            number, start, end = places[place]
            return explode_text_fragments(whole.get_line(number))[start:end]

        number, column = whole.cursor_position.y, whole.cursor_position.x
        row = sum(start <= column for start, _ in lines[number]) - 1
        start, end = lines[number][row]
        # Spaces that hang over the end of a row are not shown; a cursor among them waits at the edge.
        cursor = Point(x=min(column - start, max(0, end - start)), y=first[number] + row)
        return UIContent(get_line=get_line, line_count=len(places), cursor_position=cursor)


@lru_cache(maxsize=4096)
def rows(line: str, width: int) -> tuple[Row, ...]:
    """The rows that one line of text takes in `width` columns; a word longer than a row is broken at its end.

    Spaces where a row breaks belong to no row.
    """
    found: list[Row] = []
    start = used = 0
    word = 0
    """Where the last word began: the place to break."""
    for place, character in enumerate(line):
        size = get_cwidth(Char.display_mappings.get(character, character))
        if character == " ":
            used += size
            continue
        if place and line[place - 1] == " ":
            word = place
        while used + size > width and place > start:
            end = word if word > start else place
            found.append((start, _trimmed(line, start, end, width)))
            start = end
            used = sum(get_cwidth(Char.display_mappings.get(each, each)) for each in line[start:place])
        used += size
    end = len(line)
    if used > width:
        end = _trimmed(line, start, end, width)
    found.append((start, end))
    return tuple(found)


def _trimmed(line: str, start: int, end: int, width: int) -> int:
    """`end` without the spaces that do not fit."""
    used = 0
    for place in range(start, end):
        used += get_cwidth(Char.display_mappings.get(line[place], line[place]))
        if used > width:
            return place
    return end
