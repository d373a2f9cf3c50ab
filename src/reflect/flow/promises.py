"""What a flow says of follow-ups: something promised in an answer, or that comes back because the flow was done.

It stands in every entry that promises something, and is read there without the rest of the language.
The annotations are objects, not strings: `flow.build` reads them.
"""

from dataclasses import dataclass

from reflect.flow.becoming import With
from reflect.flow.conditions import Condition
from reflect.flow.shapes import STRICT, Id, Words
from reflect.flow.spans import Span

OTHERS = "other_kinds"
"""In place of a kind: all that is due and asked about, of kinds that no other part of the flow names."""
OPENINGS = "openings"
"""In place of a kind: all that is due and opens another flow, of kinds that no other part of the flow names."""


@dataclass(frozen=True, kw_only=True)
class Until:
    """What ends a follow-up."""

    __pydantic_config__ = STRICT
    entry: Id
    """An entry of this flow for the same setback."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """Something promised in an answer that comes back on a date."""

    __pydantic_config__ = STRICT
    kind: Id
    """What sort of promise; check-ins ask for one kind at a time."""
    text: Words
    """How it is named when it comes back, composed from the answer."""
    on: Id | None = None
    """The date field that says when; a date question is its own date."""
    in_: Span | None = None
    """When it comes back if no date was given."""
    after: Span | None = None
    """How long after the date that was given it comes back."""
    again: tuple[Span, ...] = ()
    """How long after it was first asked it is asked again; after the last of these it is let go."""
    unless: Condition | None = None
    """When it is not made at all."""
    people: Words | None = None
    """Towards whom, composed from the answer."""
    until: Until | None = None
    """What ends it."""
    opens: Id | None = None
    """The flow that it opens instead of asking."""
    with_: With | None = None
    """Answers with which that flow begins; only an entry with these answers is what was meant."""
    over: tuple[Id, ...] = ()
    """Promises of these kinds, made in the same entry, that it goes over one by one."""


@dataclass(frozen=True, kw_only=True)
class FlowFollowUp:
    """Something that comes back because a flow was done, not because of one answer."""

    __pydantic_config__ = STRICT
    kind: Id
    text: Words
    in_: Span
    again: tuple[Span, ...] = ()
    """How long after the first day it comes back again."""
    when: Condition | None = None
    until: Until | None = None
    opens: Id | None = None
