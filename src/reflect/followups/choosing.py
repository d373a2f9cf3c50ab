"""Which follow-ups a check-in goes over now, and in which order: promises to others first, then what waits longest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reflect.flow.promises import OPENINGS, OTHERS
from reflect.followups.model import MOST, FollowUp, State

if TYPE_CHECKING:
    from reflect.entry.model import Entry
    from reflect.interview.past import Due

PEOPLE = "people"
"""The field of a due item with those it was promised to, beside the fields of its record."""
Spoken = tuple[str, str]
"""Something that was spoken of: the kind under which it was asked about, and its own reference."""


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
    begun: Collection[Spoken] = (),
    resting: bool = False,
    most: int = MOST,
) -> list[FollowUp]:
    """Those that `flow`, which goes over `kinds`, asks about now, `most` of them; with `resting`, also what rests.

    What it has spoken of already (`begun`) stays with it, however much that is.
    """
    parts = {each.ref: part_for(each, kinds, flow) for each in found}
    elsewhere = {ref for kind, ref in begun if parts.get(ref) != kind}
    first = [each for each in found if _spoken_of(each, parts[each.ref], found, begun)]
    spoken = {each.ref for each in first}
    others = [
        each
        for each in found
        if parts[each.ref]
        and each.ref not in spoken | elsewhere
        and (each.due or (resting and each.state is State.RESTING))
    ]
    return in_order([*first, *in_order(others)[: max(0, most - len(first))]])


def dues(
    chosen: Iterable[FollowUp],
    found: Sequence[FollowUp],
    entries_of: Callable[[str | None], Sequence[Entry]],
    kinds: Collection[str],
    flow: str = "",
    *,
    begun: Collection[Spoken] = (),
) -> Iterator[Due]:
    """What a check-in asks about, item by item: each of `chosen`, or all that it goes over and that is not asked anyway.

    `entries_of` gives the entries of a setback, oldest first; `flow` goes over `kinds`; `begun` was spoken of already.
    """
    from reflect.interview.past import Due

    listed = [*chosen]
    asked = {each.ref for each in listed}
    for each in listed:
        part = part_for(each, kinds, flow) or each.kind
        for one in _over(each, part, found, begun) if each.over else (each,):
            if one is each or one.ref not in asked:
                asked.add(one.ref)
                fields = (*one.fields, *(((PEOPLE, one.people),) if one.people else ()))
                yield Due(one.ref, each.ref, part, one.text, fields, tuple(entries_of(one.setback)))


def written(
    found: Sequence[FollowUp],
    named: Collection[Spoken],
    kinds: Collection[str],
    flow: str = "",
    *,
    resting: bool = False,
) -> set[Spoken]:
    """What an answers file speaks of, of all that `flow` could go over now: `named` are kinds with a reference or words.

    `kinds` are those it goes over; with `resting`, also what rests.
    """
    keys = {(kind, key.casefold()) for kind, key in named}
    if not keys:
        return set()
    return {
        (part, one.ref)
        for each in found
        if (each.due or (resting and each.state is State.RESTING)) and (part := part_for(each, kinds, flow))
        for one in (_over(each, part, found) if each.over else (each,))
        if (part, one.ref.casefold()) in keys or (part, one.text.casefold()) in keys
    }


def _over(
    each: FollowUp, part: str | None, found: Iterable[FollowUp], begun: Collection[Spoken] = ()
) -> Iterator[FollowUp]:
    """The promises that a follow-up goes over: those that are open, and those it was spoken of already."""
    return (
        one
        for one in found
        if one.entry == each.entry and one.kind in each.over and (one.open or (part, one.ref) in begun)
    )


def _spoken_of(each: FollowUp, part: str | None, found: Iterable[FollowUp], begun: Collection[Spoken]) -> bool:
    if not begun or part is None:
        return False
    if each.over:
        return any((part, one.ref) in begun for one in _over(each, part, found, begun))
    return (part, each.ref) in begun
