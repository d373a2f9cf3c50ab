"""A list to pick from: what is found in it, where one stands, and the part of it that fits on the screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from reflect.interview.answers import Item
from reflect.pages.visible import one_line
from reflect.terminal.columns import columns, wrapped

SET_IN = 2
"""Columns by which what stands under a label is set in, and the further rows of a label that has a `hang`."""
NARROWEST = 8


@dataclass(frozen=True)
class Row:
    """One row of a list: its text, the place of its option among those found, its number in that option (from 0), how
    far it is set in, and whether it stands under the label."""

    text: str
    place: int
    number: int
    indent: int
    under: bool


@dataclass(frozen=True)
class Part:
    """The rows that are shown, and how many options are not, or not whole, above and below."""

    rows: tuple[Row, ...]
    above: int = 0
    below: int = 0


class Listing:
    """Options in rows. One stands at one of those `found`, its number in them is `place`; `sought` narrows them down.

    The first line of an option's text is its label; what follows stands under it. With `hang`, further rows of a label
    are set in, so that one sees where the next begins.
    """

    def __init__(self, options: Sequence[Item], pointed: str | None = None, *, hang: bool = False) -> None:
        self._hang = SET_IN if hang else 0
        self.options = tuple(options)
        self.found = self.options
        self.sought = ""
        self.place = next((place for place, each in enumerate(self.found) if each.key == pointed), 0)
        self._plain = [plain(each.text) for each in self.options]
        self._labels: dict[tuple[str, int], tuple[tuple[str, int, bool], ...]] = {}
        self._rows: list[Row] = []
        self._top = 0
        self._room = 1
        self._size: tuple[int, int] | None = None

    @property
    def pointed(self) -> Item | None:
        """The option one stands at; None when nothing is found."""
        return self.found[self.place] if self.found else None

    # ------------------------------------------------------------------------------------------------- going about

    def seek(self, sought: str) -> None:
        """Finds the options that have `sought` in them: letters large or small, with or without their accents.

        With more sought than before one stands at the first that is found, with less at the same one as before. What has
        no key, and is there to take none of them, comes last among those that are found.
        """
        stood, more = self.pointed, len(sought) > len(self.sought)
        self.sought, words = sought, plain(sought)
        found = [each for each, text in zip(self.options, self._plain, strict=True) if words in text]
        self.found = tuple(sorted(found, key=lambda each: not each.key) if sought else found)
        self.place = 0 if more or stood is None or stood not in self.found else self.found.index(stood)
        self._top = 0

    def step(self, by: int) -> None:
        """One option on (1) or back (-1), round at the ends; a label that is longer than the screen is gone through first."""
        self._follow()
        start, end = self._block()
        most = max(1, self._room - 1)
        if by > 0 and self._top < end and end > self._top + self._room:
            self._top += most
        elif by < 0 and start < self._top:
            self._top = max(start, self._top - most)
        elif self.found:
            self.place = (self.place + by) % len(self.found)

    def page(self, by: int) -> None:
        """To the first option that is not shown whole below (1), or as far up (-1)."""
        self._follow()
        here = self.place
        if by > 0:
            below = [row.place for row in self._rows[self._top + self._room :]]
            self.place = max(here, below[0]) if below else self._last()
        else:
            self.place = min(here, self._rows[max(0, self._top - self._room)].place) if self._rows else 0

    def end(self, by: int) -> None:
        """To the last option (1), or to the first (-1)."""
        self.place = self._last() if by > 0 else 0

    # ----------------------------------------------------------------------------------------------------- showing

    def taken(self, width: int) -> int:
        """Rows of the option one stands at in so many columns."""
        return len(self._label(self.pointed, width)) if self.pointed else 1

    def height(self, width: int) -> int:
        """Rows of all options in so many columns."""
        return sum(len(self._label(each, width)) for each in self.options)

    def part(self, width: int, height: int) -> Part:
        """What to show in so many columns and rows: everything, or the part where one stands, which leaves a row to say
        that there is more above, and one for below."""
        self._rows = [
            Row(text, place, number, indent, under)
            for place, each in enumerate(self.found)
            for number, (text, indent, under) in enumerate(self._label(each, width))
        ]
        self._size = width, height
        whole = len(self._rows)
        start, end = self._block()
        first = 0
        if end - start > height - 2 and whole > height:
            first = start
            self._top = min(max(self._top, start), end - 1)
        else:
            self._top = min(self._top, start)
            while end > self._top + _room(self._top, whole, height):
                self._top += 1
        # There is no blank below the end, in a window that was made larger.
        while self._top > first and self._top - 1 + _room(self._top - 1, whole, height) >= whole:
            self._top -= 1
        self._room = _room(self._top, whole, height)
        until = self._top + self._room
        above, below = self._rows[: self._top], self._rows[until:]
        return Part(
            tuple(self._rows[self._top : until]),
            len({row.place for row in above}),
            len({row.place for row in below}),
        )

    def _follow(self) -> None:
        """Goes by what is shown where one stands now: several keys can come before any of them is shown."""
        if self._size:
            self.part(*self._size)

    def _label(self, option: Item, width: int) -> tuple[tuple[str, int, bool], ...]:
        """The rows of an option, each with how far it is set in and whether it stands under the label."""
        if (known := self._labels.get((option.key, width))) is not None:
            return known
        label, _, under = option.text.partition("\n")
        label, under = one_line(label), one_line(under or option.beside)
        hang = 0 if columns(label) <= width or under else self._hang
        first, *more = wrapped(label, max(NARROWEST, width - hang))
        rows = [(first, 0, False), *((row, hang, False) for row in more)]
        if under:
            rows += [(row, SET_IN, True) for row in wrapped(under, max(NARROWEST, width - SET_IN))]
        return self._labels.setdefault((option.key, width), tuple(rows))

    def _block(self) -> tuple[int, int]:
        """Where the rows of the option one stands at begin and end."""
        rows = [number for number, row in enumerate(self._rows) if row.place == self.place]
        return (rows[0], rows[-1] + 1) if rows else (0, 0)

    def _last(self) -> int:
        return max(0, len(self.found) - 1)


def _room(top: int, whole: int, height: int) -> int:
    """Rows for options when the first that is shown is the row `top`: what is above and what is below takes one each."""
    room = max(1, height - (top > 0))
    return room if top + room >= whole else max(1, room - 1)


def plain(text: str) -> str:
    """Text as it is compared: in one line, small letters without accents."""
    apart = unicodedata.normalize("NFKD", one_line(text).casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
