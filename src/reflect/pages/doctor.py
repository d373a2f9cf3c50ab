"""The page that says what is not in order in the journal, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from reflect.pages.blocks import Asked, Block, Facts, Heading, Items, Page, Quiet
from reflect.pages.visible import one_line

MENTIONS = "reference"
FEW = 3
"""How many of one kind are named; the others are counted."""


class Finding(Protocol):
    """One thing that is not in order; of one kind all stand together."""

    @property
    def kind(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def fix(self) -> bool: ...
    @property
    def mended(self) -> bool: ...
    @property
    def note(self) -> bool: ...


class Counts(NamedTuple):
    """How many of each can be read."""

    entries: int
    setbacks: int
    drafts: int

    def __str__(self) -> str:
        return ", ".join(
            (
                _number(self.entries, "{} entry", "{} entries"),
                _number(self.setbacks, "{} setback", "{} setbacks"),
                _number(self.drafts, "{} draft", "{} drafts"),
            )
        )


_FIX = "`reflect doctor --fix`"
_KINDS = {
    "folder": (
        "The journal's folder",
        "",
        "Put a folder of yours in its place, or name another one with REFLECT_HOME.",
    ),
    "unreadable": (
        "Cannot be read",
        "",
        "They are left as they are. A copy from a backup, put in their place, is read again.",
    ),
    "owner": ("Somebody else's", "", "Who administers this machine can give them back to you."),
    "permissions": ("Open to others", f"{_FIX} makes them yours alone.", "They can be changed by whom they belong to."),
    "link": (
        "Links",
        "",
        "They are not followed, and left alone. Where one stands for a file of yours, put the file itself there.",
    ),
    "place": ("In another folder", f"{_FIX} moves them to where they are found.", ""),
    "twice": ("There twice", "", "Look which of them holds what you want to keep, and move the other one away."),
    "orphan": (
        "Setbacks that are missing",
        f"{_FIX} brings them back out of the trash, or makes them anew without a title; `reflect rename` gives them one.",
        "A copy from a backup, put in their place, is read again.",
    ),
    "finished": (
        "Drafts that are finished",
        f"{_FIX} puts them into the trash; their entries stay.",
        "Their entries stay as they are.",
    ),
    "half-written": (
        "Half-written",
        f"{_FIX} puts them into the trash. They may hold the last words before something was cut short.",
        "",
    ),
    "leftover": ("Left by an editor", "", "They are left alone. When you do not need them, delete them yourself."),
    "index": ("The index for searching", f"{_FIX} makes it anew from the files.", ""),
    "settings": ("Your settings", "", "Mend the file with an editor. Until then, nothing is set."),
    "flow": ("Flows of your own", "", "The others can be used all the same."),
    "newer": (
        "From a newer reflect",
        "",
        "They can be read, and are kept as they are. A newer reflect can change them.",
    ),
    "reference": (
        "Speak of what is not there",
        "",
        "Where you deleted it, nothing has to be done. Where you did not, a backup may have it.",
    ),
    "clock": ("Times that do not fit together", "", "A clock may have been wrong. Nothing has to be done."),
    "stranger": ("Not of the journal", "", "They are not read, and left alone."),
}
"""By kind: what they are, what can be done where they can be mended, and where they cannot."""


def doctor_page(folder: str, counts: Counts | None, findings: Sequence[Finding]) -> Page:
    """What was found in the journal in `folder`, in the order of their kinds; `counts` is None where there is no journal."""
    blocks: list[Block] = [Heading("Doctor"), Facts((("Journal", folder),))]
    for kind, alike in groupby(findings, key=lambda each: each.kind):
        blocks += _of_kind(kind, [*alike])
    return (*blocks, *(Quiet(each) for each in _in_short(counts, findings)))


def _of_kind(kind: str, findings: Sequence[Finding]) -> Iterator[Block]:
    title, fixed, alone = _KINDS[kind]
    yield Asked(title)
    if kind == MENTIONS:
        # Each of them is an id; together they say all that somebody who deleted something has to know.
        yield Items((f"{_number(len(findings), '{} mention', '{} mentions')}; `reflect doctor --json` lists each.",))
        yield Quiet(alone)
        return
    # What is left to do comes first.
    told = sorted(findings, key=lambda each: each.mended)
    yield Items(tuple(_item(each) for each in told[:FEW]))
    if len(told) > FEW:
        yield Quiet(f"And {len(told) - FEW} more; `reflect doctor --json` lists all.")
    left = [each for each in findings if not each.mended]
    advice = (fixed if any(each.fix for each in left) else "", alone if any(not each.fix for each in left) else "")
    yield from (Quiet(each) for each in advice if each)


def _item(finding: Finding) -> str:
    says = f"{finding.says} This is mended." if finding.mended else finding.says
    return f"{one_line(finding.file)}\n{one_line(says)}"


def _in_short(counts: Counts | None, findings: Sequence[Finding]) -> Iterator[str]:
    """The last words."""
    left = [each for each in findings if not (each.mended or each.note)]
    done = sum(each.mended for each in findings)
    if done:
        yield f"{_number(done, '{} thing was', '{} things were')} mended."
    if left:
        can_be = sum(each.fix for each in left)
        also = "" if done or not can_be else f"; {_FIX} can mend {_of_them(can_be, len(left))}"
        still = " still" if done else ""
        yield f"{_number(len(left), '{} thing is', '{} things are')}{still} not in order{also}."
    if counts is None:
        yield "There is no journal yet."
    elif not left:
        yield f"Everything in order: {counts}."
    else:
        yield f"What can be read: {counts}."


def _of_them(count: int, of: int) -> str:
    if count == of:
        return "it" if of == 1 else "all of them"
    return f"{count} of them"


def _number(count: int, one: str, many: str) -> str:
    return (one if count == 1 else many).format(f"{count:,}")
