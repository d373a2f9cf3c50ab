"""Finds what a person means by a short name: part of a title, the tail of an id, SETBACK/FLOW or `last`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from reflect.entry.ids import SHORT, short
from reflect.entry.model import Entry
from reflect.entry.setback import UNTITLED, Setback
from reflect.errors import AmbiguousName, NothingThere, UnknownName
from reflect.journal import ids

if TYPE_CHECKING:
    from reflect.entry.draft import Draft
    from reflect.journal.folder import Journal

LAST = "last"


class Named(Protocol):
    """Where names are looked up: setbacks, the newest first, and entries."""

    def setbacks(self) -> Sequence[Setback]:
        """Every setback, the newest first."""

    def newest(self) -> Entry | None:
        """The newest entry that can be read."""

    def ending(self, digits: str) -> Sequence[str]:
        """The entries (ids) whose id ends in these hexadecimal digits, the newest first."""

    def latest(self, setback: str, flow: str) -> Entry | None:
        """The newest entry of a flow about a setback (id)."""

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id. Raises UnknownName, Unreadable."""


_DIGITS = frozenset(f"{each:x}" for each in range(16))
SHORTEST_TAIL = 4
"""How many hex digits of an id make a name; fewer would too often be meant as a word."""


def find_setback(setbacks: Sequence[Setback], ref: str) -> Setback:
    """The setback that `ref` means: `last` (the newest), its id or the tail of it, its title or a part of that.

    `setbacks` are newest first. Raises NothingThere for `last` of none, UnknownName, AmbiguousName.
    """
    if ref == LAST:
        if not setbacks:
            raise NothingThere("There is no setback yet.")
        return setbacks[0]
    found = _setbacks_called(setbacks, ref)
    if not found:
        message = f"No setback is called '{ref}'; `reflect setbacks` lists them."
        raise UnknownName(message, _did_you_mean(setbacks, ref))
    if len(found) > 1:
        message = f"'{ref}' fits several setbacks; use more of the title, or the short id:"
        raise AmbiguousName(message, _setback_lines(found))
    return found[0]


def find_entry(among: Named, ref: str) -> Entry:
    """The entry that `ref` means: `last`, its id or the tail of it, or SETBACK/FLOW (the latest of that flow).

    Raises NothingThere for `last` of none, UnknownName, AmbiguousName, Unreadable.
    """
    if ref == LAST:
        newest = among.newest()
        if newest is None:
            raise NothingThere("There is no entry yet that can be read.")
        return newest
    if "/" in ref:
        return _latest_of_flow(among, ref)
    found = among.ending(digits) if (digits := _tail(ref)) else ()
    if not found:
        raise UnknownName(f"No entry is called '{ref}'; `reflect list` shows them, and SETBACK/FLOW names one too.")
    if len(found) > 1:
        message = f"'{ref}' fits several entries; use more of the id:"
        raise AmbiguousName(message, [f"{tail}  {ids.when(each):%Y-%m-%d}" for each, tail in handles(found).items()])
    return among.entry(found[0])


def find_draft(journal: Journal, ref: str) -> Draft:
    """The draft that `ref` means: `last` (saved last), its id or the tail of it, SETBACK/FLOW, its flow or its setback.

    Raises NothingThere when there is no draft, UnknownName, AmbiguousName.
    """
    drafts = journal.drafts()
    if not drafts:
        raise NothingThere("There is no draft: nothing is unfinished.")
    if ref == LAST:
        return drafts[0]
    setbacks = journal.setbacks()
    found = _drafts_called(drafts, setbacks, ref)
    if not found:
        raise UnknownName(f"No draft is called '{ref}'; `reflect drafts` lists them.")
    if len(found) > 1:
        raise AmbiguousName(f"'{ref}' fits several drafts; use the short id:", _draft_lines(found, setbacks))
    return found[0]


def find(among: Named, ref: str) -> Entry | Setback:
    """The entry or setback that `ref` means; `last` is an entry.

    Raises NothingThere for `last` of none, UnknownName, AmbiguousName, Unreadable.
    """
    if ref == LAST:
        return find_entry(among, ref)
    try:
        entry = find_entry(among, ref)
    except UnknownName:
        entry = None
    try:
        setback = find_setback(among.setbacks(), ref)
    except UnknownName as error:
        if entry is None:
            message = (
                f"Neither an entry nor a setback is called '{ref}'; `reflect list` and `reflect setbacks` show them."
            )
            raise UnknownName(message, error.details) from None
        return entry
    if entry is None:
        return setback
    lines = [f"{short(entry.id)}  entry, {entry.flow.id}", f"{short(setback.id)}  setback, {_title(setback)}"]
    raise AmbiguousName(f"'{ref}' fits an entry and a setback; use more of the id or the title:", lines)


def handles(found: Sequence[str]) -> dict[str, str]:
    """What to call each of these ids: the short id, or a longer tail where two of them end alike."""
    length = SHORT
    while len({each[-length:] for each in found}) < len(set(found)):
        length += 1
    return {each: each[-length:].lstrip("-") for each in found}


def _setbacks_called(setbacks: Sequence[Setback], ref: str) -> list[Setback]:
    words = ref.strip().casefold()
    if not words:
        return []
    whole = [each for each in setbacks if words in (each.id, short(each.id), _folded(each))]
    return whole or [each for each in setbacks if _is_tail(ref, each.id) or words in _folded(each)]


def _drafts_called(drafts: Sequence[Draft], setbacks: Sequence[Setback], ref: str) -> list[Draft]:
    by_id = [each for each in drafts if _is_tail(ref, each.id)]
    if by_id:
        return by_id
    about = {each.id for each in _setbacks_called(setbacks, ref)}
    found = [each for each in drafts if each.flow.id == ref or each.setback in about]
    if found or "/" not in ref:
        return found
    name, _, flow = ref.rpartition("/")
    about = {each.id for each in ([find_setback(setbacks, name)] if name == LAST else _setbacks_called(setbacks, name))}
    return [each for each in drafts if each.flow.id == flow and each.setback in about]


def _latest_of_flow(among: Named, ref: str) -> Entry:
    name, _, flow = ref.rpartition("/")
    found = among.latest(find_setback(among.setbacks(), name).id, flow)
    if found is not None:
        return found
    raise UnknownName(
        f"The setback '{name}' has no entry of the flow '{flow}'; `reflect show {name}` lists what it has."
    )


def _is_tail(ref: str, whole: str) -> bool:
    digits = _tail(ref)
    return bool(digits) and whole.replace("-", "").endswith(digits)


def _tail(ref: str) -> str:
    """The digits of an id that `ref` may be; "" for what is none."""
    digits = ref.strip().casefold().replace("-", "")
    return digits if len(digits) >= SHORTEST_TAIL and _DIGITS.issuperset(digits) else ""


def _folded(setback: Setback) -> str:
    return (setback.title or "").casefold()


def _title(setback: Setback) -> str:
    return setback.title or UNTITLED


def _setback_lines(found: Sequence[Setback]) -> list[str]:
    tails = handles([each.id for each in found])
    return [f"{tails[each.id]}  {_title(each)}" for each in found]


def _draft_lines(found: Sequence[Draft], setbacks: Sequence[Setback]) -> list[str]:
    tails = handles([each.id for each in found])
    titles = {each.id: _title(each) for each in setbacks}
    parts = [(tails[each.id], each.flow.id, titles.get(each.setback or "", "")) for each in found]
    return ["  ".join(part for part in line if part) for line in parts]


def _did_you_mean(setbacks: Sequence[Setback], ref: str) -> list[str]:
    from difflib import get_close_matches

    words = ref.strip().casefold()
    near = [each for each in setbacks if get_close_matches(words, [_folded(each), *_folded(each).split()], 1, 0.7)]
    return [f"Did you mean {line}" for line in _setback_lines(near[:3])]
