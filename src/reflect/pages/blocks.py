"""The blocks a page is made of, from the title of an entry to the last quiet line under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    # Few pages have these; the others do without them.
    from reflect.pages.found import Found
    from reflect.pages.plots import Plot


@dataclass(frozen=True)
class Heading:
    """A title on one line; level 1 is the page's own, and there is one of it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Facts:
    """Names and what they stand at: when, about what, under which id."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """A question; what follows up to the next question is the answer. `remark` is the program's, beside it."""

    text: str
    remark: str | None = None


@dataclass(frozen=True)
class About:
    """The item that the words below it are about, where a question was asked once per item."""

    text: str


@dataclass(frozen=True)
class Words:
    """Somebody's own words: lines as they were written, blank ones between paragraphs."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list, one text an item."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Records:
    """Records with named fields. Every record has a text for each name, "" where it was left empty."""

    names: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Table:
    """Rows under a head. `lead` is the column to begin with where there is no room for columns.

    A cell of the leading column may have further lines, which say more about the first.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: int = 0


@dataclass(frozen=True)
class Quiet:
    """A remark of the program."""

    text: str


@dataclass(frozen=True)
class Row:
    """A name and what stands at it: texts beside each other where there is room for them, else each on a line of its own.

    What is `quiet` may be passed over. A row without a name goes on with the one above.
    """

    name: str
    texts: tuple[str, ...]
    quiet: bool = False


@dataclass(frozen=True)
class Topic:
    """One thing among others, with rows under its name."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Beside:
    """Two texts side by side, each under its title; one below the other where there is no room."""

    left_title: str
    left: str
    right_title: str
    right: str


Block: TypeAlias = (
    "Heading | Facts | Asked | About | Words | Items | Records | Table | Quiet | Topic | Beside | Found | Plot"
)
Page: TypeAlias = tuple[Block, ...]
