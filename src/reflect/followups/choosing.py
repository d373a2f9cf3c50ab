"""Which follow-ups a check-in goes over now, and in which order: promises to others first, then what waits longest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from reflect.entry.model import Entry
from reflect.flow.options import OPENINGS, OTHERS
from reflect.followups.model import MOST, FollowUp, State
from reflect.interview.past import Due

PEOPLE = "people"
"""The field of a due item with those it was promised to, beside the fields of its record."""


def part_for(each: FollowUp, kinds: Collection[str], flow: str = "") -> str | None:
    """Under which of the `kinds` that `flow` goes over it asks about a follow-up; None when it does not.

    What opens the flow itself is met by being there, and not asked about.
    """
    if each.kind in kinds:
        return each.kind
    if each.opens is not None:
        return OPENINGS if OPENINGS in kinds and each.opens != flow else None
    return OTHERS if OTHERS in kinds else None


def in_order(found: Iterable[FollowUp]) -> list[FollowUp]:
    """Promises to others first, then by their day."""
    return sorted(found, key=lambda each: (not each.people, each.date, each.made, each.ref))


def gone_over(
    found: Sequence[FollowUp],
    kinds: Collection[str],
    *,
    flow: str = "",
    begun: Collection[str] = (),
    resting: bool = False,
    most: int = MOST,
) -> list[FollowUp]:
    """Those that `flow`, which goes over `kinds`, asks about now, `most` of them; with `resting`, also what rests.

    `begun` are references that the check-in has spoken of already, before it was left; these stay with it.
    """
    asked = [
        each
        for each in found
        if part_for(each, kinds, flow)
        and (each.due or (resting and each.state is State.RESTING) or _speaks_of(each, found, begun))
    ]
    first = sorted(in_order(asked), key=lambda each: not _speaks_of(each, found, begun))
    return in_order(first[:most])


def dues(
    chosen: Iterable[FollowUp],
    found: Sequence[FollowUp],
    entries_of: Callable[[str | None], Sequence[Entry]],
    kinds: Collection[str],
    flow: str = "",
) -> Iterator[Due]:
    """What a check-in asks about, item by item: each of `chosen`, or all that it goes over and that is not asked anyway.

    `entries_of` gives the entries of a setback, oldest first; `flow` goes over `kinds`.
    """
    listed = [*chosen]
    asked = {each.ref for each in listed}
    for each in listed:
        part = part_for(each, kinds, flow) or each.kind
        for one in _over(each, found) if each.over else (each,):
            if one is each or one.ref not in asked:
                fields = (*one.fields, *(((PEOPLE, one.people),) if one.people else ()))
                yield Due(one.ref, each.ref, part, one.text, fields, tuple(entries_of(one.setback)))


def _over(each: FollowUp, found: Iterable[FollowUp]) -> Iterator[FollowUp]:
    """The open promises that a follow-up goes over."""
    return (one for one in found if one.entry == each.entry and one.kind in each.over and one.open)


def _speaks_of(each: FollowUp, found: Iterable[FollowUp], refs: Collection[str]) -> bool:
    return bool(refs) and (each.ref in refs or any(one.ref in refs for one in _over(each, found)))
