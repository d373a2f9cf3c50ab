"""Lets a line that is being typed break between words, and the cursor move by the rows that one sees."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from prompt_toolkit.data_structures import Point
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.controls import BufferControl, UIContent
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.selection import SelectionState
from prompt_toolkit.utils import get_cwidth

Row = tuple[int, int]
"""Where one row on the screen begins and ends in a line of the text."""

STYLE = "class:answer"
SELECTED = "class:answer reverse"


@dataclass(frozen=True)
class Laid:
    """A text in its rows: `lines` has the rows of each line, `first` the number of the first row of each."""

    text: str
    room: int
    lines: tuple[tuple[Row, ...], ...]
    first: tuple[int, ...]

    def at(self, row: int) -> tuple[int, int]:
        """The line that `row` of all rows belongs to, and which of its rows it is."""
        line = bisect_right(self.first, row) - 1
        return line, row - self.first[line]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.first[-1] + len(self.lines[-1])


class WordWrapped(BufferControl):
    """The text of a buffer in rows that end between words. `margin` columns stand before each row, one is left for the cursor."""

    margin = 0
    _laid: Laid | None = None
    _shown: tuple[str, int, SelectionState | None, int, UIContent] | None = None
    _goal: tuple[str, int, int] | None = None
    """Where the last move by rows ended (text and place), and the column it was meant for."""

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:
        del height, preview_search
        document = self.buffer.document
        room = max(1, width - self.margin - 1)
        key = (document.text, document.cursor_position, document.selection, room)
        if self._shown and self._shown[:4] == key:
            return self._shown[4]
        laid = self._in_rows(document, room)
        lines = document.lines

        def get_line(row: int) -> StyleAndTextTuples:
            number, of_line = laid.at(row)
            start, end = laid.lines[number][of_line]
            # The space after each row is where the cursor can stand.
            return [*_fragments(document, number, lines[number], start, end), ("", " ")]

        line, row = _row(laid, document)
        start, end = laid.lines[line][row]
        # Spaces that hang over the end of a row are not shown; a cursor among them waits at the edge.
        x = min(document.cursor_position_col - start, end - start)
        content = UIContent(
            get_line=get_line, line_count=laid.count, cursor_position=Point(x=x, y=laid.first[line] + row)
        )
        self._shown = (*key, content)
        return content

    def move(self, by: int) -> None:
        """Moves the cursor `by` rows down (or up, when negative), in its column as far as there is one; beyond the first
        row to the beginning of the text, beyond the last one to its end."""
        buffer = self.buffer
        document = buffer.document
        laid = self._in_rows(document, self._laid.room if self._laid else 79)
        line, row = _row(laid, document)
        start, _ = laid.lines[line][row]
        if self._goal and self._goal[:2] == (document.text, document.cursor_position):
            goal = self._goal[2]
        else:
            goal = _width(document.lines[line][start : document.cursor_position_col])
        target = laid.first[line] + row + by
        if target < 0:
            buffer.cursor_position = 0
        elif target >= laid.count:
            buffer.cursor_position = len(document.text)
        else:
            line, row = laid.at(target)
            column = _column(document.lines[line], laid.lines[line], row, goal)
            buffer.cursor_position = document.translate_row_col_to_index(line, column)
        self._goal = (document.text, buffer.cursor_position, goal)

    def is_on_last_row(self) -> bool:
        """Whether there is no row below the cursor."""
        document = self.buffer.document
        laid = self._in_rows(document, self._laid.room if self._laid else 79)
        line, row = _row(laid, document)
        return laid.first[line] + row == laid.count - 1

    def _in_rows(self, document: Document, room: int) -> Laid:
        laid = self._laid
        if laid and laid.room == room and laid.text == document.text:
            return laid
        # Most lines are as they were; those of a long text would fall out of any cache of their own.
        known = dict(zip(laid.text.split("\n"), laid.lines, strict=True)) if laid and laid.room == room else {}
        lines = tuple(known.get(each) or rows(each, room) for each in document.text.split("\n"))
        first = tuple(accumulate(map(len, lines[:-1]), initial=0))
        self._laid = Laid(document.text, room, lines, first)
        return self._laid


def rows(line: str, width: int) -> tuple[Row, ...]:
    """The rows that one line of text takes in `width` columns; a word longer than a row is broken at its end.

    Spaces where a row breaks belong to no row.
    """
    sizes = {each: _size(each) for each in set(line)}
    if all(size == 1 for size in sizes.values()):
        return _even_rows(line, width)
    found: list[Row] = []
    start = used = 0
    word = 0
    """Where the last word began: the place to break."""
    for place, character in enumerate(line):
        size = sizes[character]
        if character == " ":
            used += size
            continue
        if place and line[place - 1] == " ":
            word = place
        while used + size > width and place > start:
            end = word if word > start else place
            found.append((start, _trimmed(line, start, end, width)))
            start = end
            used = sum(sizes[each] for each in line[start:place])
        used += size
    end = len(line)
    if used > width:
        end = _trimmed(line, start, end, width)
    found.append((start, end))
    return tuple(found)


def _even_rows(line: str, width: int) -> tuple[Row, ...]:
    """`rows` where each character takes one column: a megabyte of it is wrapped while one types in it."""
    found: list[Row] = []
    start = 0
    written = len(line.rstrip(" "))
    while written > start + width:
        over = start + width
        while line[over] == " ":
            over += 1
        word = over if line[over - 1] == " " else line.rfind(" ", start, over) + 1
        end = word if word > start else over
        found.append((start, min(end, start + width)))
        start = end
    found.append((start, min(len(line), start + width)))
    return tuple(found)


def _trimmed(line: str, start: int, end: int, width: int) -> int:
    """`end` without the spaces that do not fit."""
    used = 0
    for place in range(start, end):
        used += _size(line[place])
        if used > width:
            return place
    return end


@lru_cache(maxsize=4096)
def _size(character: str) -> int:
    """The columns that a character takes as it is shown."""
    return get_cwidth(Char.display_mappings.get(character, character))


def _width(text: str) -> int:
    return sum(map(_size, text))


def _row(laid: Laid, document: Document) -> tuple[int, int]:
    """The line the cursor is on, and which of its rows."""
    line = document.cursor_position_row
    return line, bisect_right(laid.lines[line], document.cursor_position_col, key=lambda row: row[0]) - 1


def _column(line: str, of_line: tuple[Row, ...], row: int, goal: int) -> int:
    """The place in a line that stands in column `goal` of its `row`, or as near to it as the row goes."""
    start, end = of_line[row]
    place, used = start, 0
    while place < end and used + _size(line[place]) <= goal:
        used += _size(line[place])
        place += 1
    # The place where the next row begins is shown there.
    return min(place, of_line[row + 1][0] - 1) if row + 1 < len(of_line) else place


def _fragments(document: Document, number: int, line: str, start: int, end: int) -> StyleAndTextTuples:
    selected = document.selection_range_at_line(number)
    if not selected:
        return [(STYLE, line[start:end])]
    first, last = (min(max(each, start), end) for each in selected)
    return [(STYLE, line[start:first]), (SELECTED, line[first:last]), (STYLE, line[last:end])]
