"""A step that somebody promised, what a check-in says of it, and how it stands: for the tests of single rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry
from reflect.followups.fold import follow_ups
from reflect.followups.model import FollowUp
from tests.followups.making import answer, checkin, day, entry, spoke
from tests.followups.method import MEANS

REF = "e1/what"
STEP = {"kind": "step", "in": "3d", "text": "{what}"}
KEPT = MEANS["step"]
SOMETIME = {
    "soon": "2w",
    "month": "1m",
    "same": "stays",
    "fine": "holds",
    "now": "begin",
    "later": "open",
    "off": "dropped",
}


def made(**more: Any) -> Entry:
    """A step promised on 1 March 2027, which comes back on the 4th."""
    return entry("e1", "own", "2027-03-01", answer("what", "write to Ann", promises={**STEP, **more}))


def said_on(when: str, option: str | None, means: Any = KEPT, *also: Answer, ref: str = REF) -> Entry:
    """A check-in that speaks of it; None leaves it empty."""
    return checkin(f"c{when}", when, spoke("how", ref, option, means), *also)


def of(name: str) -> dict[str, str]:
    """The words of a promise: an answer as it stands."""
    return {"text": f"{{{name}}}"}


def new_day(iso: str | None, words: str | None = None) -> Answer:
    return spoke("by", REF, iso, "date", kind="date", words=words)


def all_of(today: str, *entries: Entry, drafts: tuple[Draft, ...] = ()) -> dict[str, FollowUp]:
    return by_reference(follow_ups(entries, drafts, day(today)))


def by_reference(found: Iterable[FollowUp]) -> dict[str, FollowUp]:
    return {each.ref: each for each in found}


def stands(today: str, *entries: Entry, ref: str = REF) -> tuple[str, str]:
    found = all_of(today, *entries)[ref]
    return found.state.value, found.date.isoformat()
