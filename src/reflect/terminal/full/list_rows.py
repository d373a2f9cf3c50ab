"""What stands on the screen of a list, row by row: a remark, records, what is searched for, and the options that fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prompt_toolkit.data_structures import Size
from prompt_toolkit.formatted_text import StyleAndTextTuples

from reflect.interview.answers import Item
from reflect.pages.visible import one_line, visible
from reflect.terminal.columns import columns, wrapped
from reflect.terminal.full.keys import MARGIN, Screen
from reflect.terminal.full.listing import NARROWEST, Listing, Part
from reflect.terminal.full.remarks import REMARK, remark_rows

LONG = 15
"""Options from which a list can be searched by typing."""
LEAST = 7
"""Rows that a list takes although the question above it may go out of sight."""
RECORD = 2
"""Rows that one record above a list takes at most."""

SEARCH = "type to search"
NOTHING = "Nothing here has that in it."
MORE_ABOVE = "{} more above"
MORE_BELOW = "{} more below"

Row = StyleAndTextTuples


@dataclass(frozen=True)
class Picked:
    """What a list begins with.

    The options, and those picked before by their keys; the free words that are written already and not answered yet;
    the label for leaving it empty; the keys for going away that are named below. Above the list comes a remark (`said`),
    a blank row when it stands `apart`, `records`, numbered and in a few rows each, and a `head`. `above` is how many rows
    over all of it should stay in sight; `asked` is said again when a window of another size has taken them away.
    """

    options: tuple[Item, ...]
    picked: tuple[str, ...] = ()
    words: str = ""
    empty: str | None = None
    apart: bool = False
    keys: tuple[str, ...] = ()
    said: str = ""
    records: tuple[str, ...] = ()
    head: str = ""
    above: int = 0
    asked: str = ""


@dataclass
class ListRows:
    """A list with all that stands above it. `marked` are the keys that are marked, where several can be."""

    screen: Screen
    begins: Picked
    listing: Listing
    marked: set[str] | None = None
    _first_size: Size | None = None
    _again: bool = False

    @property
    def searched(self) -> bool:
        """Whether the list is so long that it can be searched."""
        return len(self.listing.options) > LONG

    def rows(self, size: Size, width: int, height: int) -> list[Row]:
        """The rows in a window of that `size`, in so many columns; at most `height`."""
        self._first_size = self._first_size or size
        rows, whole = self._rows(width, height)
        if not whole and not self._again and size != self._first_size:
            self._again = True
            rows, _ = self._rows(width, height)
        return rows

    def fits(self, width: int, height: int) -> bool:
        """Whether the list is there as a whole, with nothing to go through, in so many columns and rows."""
        return not self.searched and self._rows(width, height)[1]

    def _rows(self, width: int, height: int) -> tuple[list[Row], bool]:
        """The rows, and whether the list is there as a whole."""
        listing = self.listing
        room = width - MARGIN - (self._box if self.marked is not None else 0) - 1
        said: list[Row] = [[(REMARK, row)] for row in remark_rows(self.begins.said, width)]
        title: list[Row] = [[("", row)] for row in remark_rows(self.begins.head, width)]
        seeking = [self._seeking(width)] if self.searched else []
        least = min(LEAST, listing.height(room))
        records = self._records(width, height - len(said) - len(title) - len(seeking) - least - 2)
        before: list[Row] = [[]] if records or self.begins.apart else []
        after: list[Row] = [[]] if records else []
        asked: list[Row] = [[("bold", row)] for row in self._asked(width)]
        head: list[Row] = [*asked, *said, *before, *records, *after, *title, *seeking]
        free = height - len(head)
        in_sight = 0 if self._again else self.begins.above
        part = listing.part(room, max(1, free - in_sight, min(free, max(LEAST, listing.taken(room) + 2))))
        return [*head, *self._list(part)], not part.above and not part.below

    def _asked(self, width: int) -> list[str]:
        return [*wrapped(visible(self.begins.asked).strip(), width)] if self._again and self.begins.asked else []

    def _records(self, width: int, height: int) -> list[Row]:
        """The records above the list; when there is no room for all, the last of them."""
        rest = "..." if self.screen.ascii else "…"
        records = [_cut(number, record, width, rest) for number, record in enumerate(self.begins.records, 1)]
        left = 0
        while records and sum(map(len, records)) + (left > 0) > height:
            records, left = records[1:], left + 1
        more: list[Row] = [[("class:quiet", _indent(MORE_ABOVE.format(left)))]] if left and records else []
        shown: list[Row] = [[("", row)] for record in records for row in record]
        return [*more, *shown]

    def _seeking(self, width: int) -> Row:
        listing, mark = self.listing, _indent("/ ")
        if not listing.sought:
            return [("class:quiet", f"{mark}{SEARCH}")]
        count = f"  {len(listing.found)} found" if listing.found else ""
        shown = one_line(listing.sought) + (" " if listing.sought.endswith(" ") else "")
        while columns(shown) > max(1, width - len(mark) - len(count) - 1):
            shown = shown[1:]
        return [("class:quiet", mark), ("class:highlighted", shown), ("class:quiet", count)]

    def _list(self, part: Part) -> Iterator[Row]:
        if not part.rows:
            yield [("class:quiet", _indent(NOTHING))]
        if part.above:
            yield [("class:quiet", _indent(MORE_ABOVE.format(part.above)))]
        for place, row in enumerate(part.rows):
            option = self.listing.found[row.place]
            here, is_marked = row.place == self.listing.place, option.key in (self.marked or ())
            # A label that is longer than the screen has its pointer at the row that it is read from.
            begins = row.number == 0 or place == 0
            pointer = f" {self.screen.mark} " if here and begins else " " * MARGIN
            box = self._mark(is_marked) if row.number == 0 else " " * self._box
            style = "class:highlighted" if here else "class:selected" if is_marked else ""
            yield [
                ("class:pointer", pointer),
                ("class:selected" if is_marked else "", box if self.marked is not None else ""),
                ("class:quiet" if row.under else style, " " * row.indent + row.text),
            ]
        if part.below:
            yield [("class:quiet", _indent(MORE_BELOW.format(part.below)))]

    @property
    def _box(self) -> int:
        return len(self._mark(True))

    def _mark(self, is_marked: bool) -> str:
        if self.screen.ascii:
            return "[x] " if is_marked else "[ ] "
        return "● " if is_marked else "○ "


def _cut(number: int, record: str, width: int, rest: str) -> list[str]:
    """A record with its number in a few rows; `rest` stands for what has no room there."""
    first = " " * MARGIN + f"{number}. "
    room = max(NARROWEST, width - len(first))
    rows = [*wrapped(one_line(record), room)]
    if len(rows) > RECORD:
        last = rows[RECORD - 1]
        while last and columns(last + rest) > room:
            last = last[:-1]
        rows = [*rows[: RECORD - 1], last.rstrip() + rest]
    return [(first if place == 0 else " " * len(first)) + row for place, row in enumerate(rows)]


def _indent(row: str) -> str:
    return " " * MARGIN + row
