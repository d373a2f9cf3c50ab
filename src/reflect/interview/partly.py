"""An interview that goes on where a half-filled sheet of answers ends."""

from __future__ import annotations

from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from reflect.entry.draft import Spot
from reflect.entry.said import Said
from reflect.flow.model import Flow, Section, Stop, walk
from reflect.flow.questions import Asked, Letter, Reopen
from reflect.interview.state import Interview

Place = tuple[str, str | None]
"""A question, and the item that it was asked for."""


def taken_up(
    begun: Interview,
    done: Interview,
    *,
    written: AbstractSet[Spot],
    missing: AbstractSet[Spot],
    empty: Container[Place] = (),
    waiting: Mapping[Spot, Said] | None = None,
) -> Interview:
    """The interview at the first question that a sheet leaves open, with everything that the sheet says.

    `begun` is the interview at its beginning, `done` the same with nothing asked but the sheet. Of the trail of `done`,
    `written` is what the sheet says, `missing` what is required and not said; `empty` are required groups without any
    record. What was left empty before the last written answer stays empty; what comes after it is asked. `waiting` are
    answers to questions that only an answer still missing leads to; like the others they come by themselves.
    """
    # In the order of the sheet, which has all answers to a question below it; a repeated section goes to and fro in it.
    order = {name: place for place, name in enumerate(done.flow.questions)}
    sheet = sorted(enumerate(done.trail), key=lambda each: order[each[1].spot.question])
    last = max((place for place, (_, given) in enumerate(sheet) if given.spot in written), default=-1)
    first = min((place for place, given in enumerate(done.trail) if given.spot in missing), default=len(done.trail))
    ahead = {
        given.spot: given.said
        for place, given in sheet[: last + 1]
        if given.spot not in missing
        and (given.spot.question, given.spot.item) not in empty
        # A letter that was composed without what is missing is composed anew.
        and not (place > first and given.spot not in written and _is_letter(done.flow, given.spot))
    }
    ahead |= waiting or {}
    return replace(begun, kept={**begun.kept, **ahead}, ahead=frozenset(ahead)).forward()


def asking_anyway(flow: Flow, names: Container[str]) -> Flow:
    """`flow` as if the conditions of the questions `names` held, and without an end before its end."""
    opened = {id(section) for _, section, step in walk(flow) if section and getattr(step, "id", None) in names}
    return replace(
        flow,
        steps=tuple(
            replace(step, when=None)
            if (isinstance(step, Asked | Reopen) and step.id in names)
            or (isinstance(step, Section) and id(step) in opened)
            else step
            for step in flow.steps
            if not isinstance(step, Stop)
        ),
    )


def _is_letter(flow: Flow, spot: Spot) -> bool:
    return isinstance(flow.questions[spot.question], Letter)
