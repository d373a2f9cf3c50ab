"""The models of a flow: the steps a guided conversation is made of, as they stand in its YAML file.

Frozen dataclasses, so that a flow that was checked once can be built from the cache without importing pydantic, which
only checks (`flow.language`). Keys of the file are the field names; one that is a word of Python ends in `_` here.
The annotations are objects, not strings: `flow.build` reads them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

from reflect.flow.conditions import Condition
from reflect.flow.options import Each
from reflect.flow.promises import FlowFollowUp
from reflect.flow.questions import Field, Question
from reflect.flow.shapes import STRICT, CheckId, Count, Id, Minutes, Row, View, Words
from reflect.flow.spans import Span


@dataclass(frozen=True, kw_only=True)
class Section:
    """The beginning of a part; its condition and its repetition hold until the next."""

    __pydantic_config__ = STRICT
    type: Literal["section"] = "section"
    title: Words
    when: Condition | None = None
    each: Each | None = None
    ask_some: Count | None = None
    """So many of its questions at a time, in turn from one entry to the next."""
    serves: tuple[Row, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something said, not asked."""

    __pydantic_config__ = STRICT
    type: Literal["note"] = "note"
    text: Words
    id: Id | None = None
    when: Condition | None = None
    serves: tuple[Row, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ViewStep:
    """Something worked out from entries."""

    __pydantic_config__ = STRICT
    type: Literal["view"] = "view"
    view: View
    id: Id | None = None
    ask: Words | None = None
    hint: Words | None = None
    when: Condition | None = None
    serves: tuple[Row, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stop:
    """The end for now: the draft stays (and asks `again` when it is gone on with), or the entry is made."""

    __pydantic_config__ = STRICT
    type: Literal["stop"] = "stop"
    keep: Literal["draft", "entry"]
    when: Condition | None = None
    text: Words | None = None
    again: Id | None = None
    """The question that is asked anew when the draft is gone on with."""


Step = Question | Section | Note | ViewStep | Stop


# ---------------------------------------------------------------------------------------------- the flow itself


@dataclass(frozen=True, kw_only=True)
class Seal:
    """When a finished entry is closed, and for how long."""

    __pydantic_config__ = STRICT
    when: Condition
    for_: Span


@dataclass(frozen=True, kw_only=True)
class Discard:
    """When nothing at all is kept."""

    __pydantic_config__ = STRICT
    when: Condition


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A guided conversation."""

    __pydantic_config__ = STRICT
    flow: Id
    """The id: the name of the file and of the command."""
    version: Count
    """Raised when the questions change."""
    title: Words
    about: Words
    """One line for --help."""
    minutes: Minutes | None = None
    """How long it takes, such as 5-8."""
    needs: Literal["nothing", "setback", "setback_if_any"] = "nothing"
    """What it is about: nothing in particular, a setback, or a setback when there is one."""
    needs_entry: Id | None = None
    """A flow that must have been done before."""
    welcome: Count | None = None
    """Its place among the flows that somebody new is shown."""
    names_setback: Id | None = None
    """The question that gives a new setback its title; such a flow begins a setback."""
    intro: Words | None = None
    summary: Words | None = None
    """The entry in one line, composed from answers."""
    drafts: Literal["each", "none"] = "each"
    """Saved after each answer, or nothing on disk before the end."""
    checks: tuple[CheckId, ...] = ()
    follow_up: tuple[FlowFollowUp, ...] = ()
    seal: Seal | None = None
    discard: Discard | None = None
    steps: tuple[Step, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its id, in order."""
        return {step.id: step for step in self.steps if isinstance(step, Question)}


STEPS: dict[str, type[Any]] = {kind.type: kind for kind in get_args(Step)}
FIELDS: dict[str, type[Any]] = {kind.type: kind for kind in get_args(Field)}


def walk(flow: Flow) -> Iterator[tuple[int, Section | None, Step]]:
    """Every step with its place in the file and the section it stands in."""
    section: Section | None = None
    for place, step in enumerate(flow.steps):
        if isinstance(step, Section):
            section = step
        yield place, section, step


def repeated_over(flow: Flow, name: str) -> Each | None:
    """What the question `name` is asked once for each of, by itself or with its section; None when it is asked once."""
    for _, section, step in walk(flow):
        if getattr(step, "id", None) == name:
            return getattr(step, "each", None) or (section.each if section else None)
    return None


def goes_over(flow: Flow) -> frozenset[str]:
    """The kinds of follow-ups that a flow goes over when they are due."""
    repeated = (each for step in flow.steps if (each := getattr(step, "each", None)))
    return frozenset(kind for each in repeated for kind in each.due)
