"""The models of a flow: the steps a guided conversation is made of, as they stand in its YAML file.

Frozen dataclasses, so that a flow that was checked once can be built from the cache without importing pydantic, which
only checks (`flow.language`). Keys of the file are the field names; one that is a word of Python ends in `_` here.
The annotations are objects, not strings: `flow.build` reads them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from reflect.flow.parts import Condition, Day, Each, Options, Range, Span, Wrong


def key_of(name: str) -> str:
    """The key in a flow file for the field `name`."""
    return name.removesuffix("_")


STRICT: Any = {"extra": "forbid", "alias_generator": key_of, "use_attribute_docstrings": True}


class AtLeast:
    """Marks a number that must not be lower; read by pydantic."""

    def __init__(self, least: int) -> None:
        self.least = least

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> Any:
        return {**handler(source), "ge": self.least}


class Shape:
    """Marks a text that must match a pattern from end to end, and says what is wrong when not; read by pydantic."""

    def __init__(self, pattern: str, wrong: str, *, number: bool = False) -> None:
        self.pattern = pattern
        self.wrong = wrong
        self.number = number

    def check(self, text: str) -> str:
        """`text`, if it matches. Raises Wrong."""
        if re.fullmatch(self.pattern, text) is None:
            raise Wrong(self.wrong.format(text))
        return text

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        # What looks like a number is one to an editor, though here all that is written is text.
        kind = {"type": ["string", "integer"]} if self.number else {}
        return {**handler(schema), **kind, "pattern": f"^(?:{self.pattern})$"}


Words = Annotated[str, Shape(r"[\s\S]*\S[\s\S]*", "is empty")]
Id = Annotated[
    str, Shape(r"[a-z][a-z0-9_]{0,39}", "'{}' is no id; an id is up to 40 small letters, digits and _, a letter first")
]
Reference = Annotated[
    str,
    Shape(
        r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,2}",
        "'{}' names no answer; write question, flow.question or question.field",
    ),
]
Minutes = Annotated[str, Shape(r"\d{1,3}(-\d{1,3})?", "'{}' is no number of minutes; write 5 or 5-8", number=True)]
CheckId = Annotated[str, Shape(r"C([1-9]|1[0-7])[a-z]?", "there is no check '{}'; there are C1 to C17")]
Row = Annotated[str, Shape(r"S[0-4]\.[1-9]\d{0,2}", "'{}' is no row of the coverage table; they look like S2.71")]
Count = Annotated[int, AtLeast(1)]

View = Literal[
    "next", "follow_through", "causes", "signs", "similar", "mood", "timeline", "path", "factors",
    "lessons", "strengths", "came_through", "goals", "card", "open", "trust", "thoughts", "look_back",
]  # fmt: skip


# ------------------------------------------------------------------------------------- parts of questions


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
    """How long after that it is asked again."""
    unless: Condition | None = None
    """When it is not made at all."""
    people: Words | None = None
    """Towards whom, composed from the answer."""
    opens: Id | None = None
    """The flow that it opens instead of asking."""


@dataclass(frozen=True, kw_only=True)
class Until:
    """What ends a follow-up of a flow."""

    __pydantic_config__ = STRICT
    entry: Id
    """An entry of this flow for the same setback."""


@dataclass(frozen=True, kw_only=True)
class FlowFollowUp:
    """Something that comes back because a flow was done, not because of one answer."""

    __pydantic_config__ = STRICT
    kind: Id
    text: Words
    in_: Span
    again: tuple[Span, ...] = ()
    when: Condition | None = None
    until: Until | None = None
    opens: Id | None = None


@dataclass(frozen=True, kw_only=True)
class Show:
    """Own earlier words around a question: before it is asked, or after it is answered."""

    __pydantic_config__ = STRICT
    before: Reference | None = None
    after: Reference | None = None


@dataclass(frozen=True, kw_only=True)
class LetterLine:
    """A line of a letter that comes once per record, or only on a condition."""

    __pydantic_config__ = STRICT
    each: Reference | None = None
    head: Words | None = None
    line: Words | None = None
    when: Condition | None = None
    text: Words | None = None


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


# ---------------------------------------------------------------------------------------------- questions


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What every question has."""

    __pydantic_config__ = STRICT
    id: Id
    """Stored with the answer; never changed once entries exist."""
    ask: Words
    """The question. `{id}` puts in an earlier answer, `[..]` falls out when a hole in it is empty."""
    hint: Words | None = None
    """What helps to answer, below the question."""
    example: Words | None = None
    """An answer somebody might give."""
    required: bool = False
    """Asked once more when left empty; with an answers file, missing is an error."""
    when: Condition | None = None
    """Shown only when this holds."""
    each: Each | None = None
    """Asked once per item of an earlier answer; `{it}` is the item."""
    private: bool = False
    """Shown when its own entry is opened and nowhere else."""
    checks: tuple[CheckId, ...] = ()
    """Remarks on the words of the answer."""
    follow_up: FollowUp | None = None
    """What the answer promises."""
    serves: tuple[Row, ...] = ()
    """Rows of the method's coverage table."""
    show: Show | None = None
    """Own earlier words around the question."""


@dataclass(frozen=True, kw_only=True)
class Text(Asked):
    """One line."""

    type: Literal["text"] = "text"
    default: Words | None = None
    """Stands in the answer to begin with, composed from answers."""
    suggest: Reference | None = None
    """An earlier answer whose items are offered."""


@dataclass(frozen=True, kw_only=True)
class Long(Asked):
    """Several lines."""

    type: Literal["long"] = "long"
    default: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Choice(Asked):
    """One of several options."""

    type: Literal["choice"] = "choice"
    options: Options
    other: Words | None = None
    """The label of one more option, `other`, with a free answer."""
    default: str | None = None


@dataclass(frozen=True, kw_only=True)
class Choices(Asked):
    """Any of several options."""

    type: Literal["choices"] = "choices"
    options: Options
    other: Words | None = None
    default: tuple[str, ...] = ()
    at_least: Count | None = None
    at_most: Count | None = None


@dataclass(frozen=True, kw_only=True)
class Scale(Asked):
    """A whole number between two ends."""

    type: Literal["scale"] = "scale"
    range: Range = Range(0, 10)
    """Its ends; 0-10 when left out."""
    default: int | None = None


@dataclass(frozen=True, kw_only=True)
class Date(Asked):
    """A day; what cannot be read as one is kept as the person's words."""

    type: Literal["date"] = "date"
    only: Literal["past", "future"] | None = None
    default: Day | None = None


@dataclass(frozen=True, kw_only=True)
class YesNo(Asked):
    """Yes or no."""

    type: Literal["yesno"] = "yesno"
    default: Literal["yes", "no"] | None = None


@dataclass(frozen=True, kw_only=True)
class Items(Asked):
    """One item per line."""

    type: Literal["list"] = "list"
    suggest: Reference | None = None
    nudges: tuple[Words, ...] = ()
    """Prompts that come one at a time while the list is being filled."""
    at_least: Count | None = None
    at_most: Count | None = None


Field = Text | Long | Choice | Choices | Scale | Date | YesNo | Items


@dataclass(frozen=True, kw_only=True)
class Group(Asked):
    """Records with the same fields."""

    type: Literal["group"] = "group"
    fields: tuple[Field, ...]
    item: Words = "entry"
    """What one record is called."""
    label: Words | None = None
    """A record in one line, composed from its fields."""
    at_least: Count | None = None
    at_most: Count | None = None

    def line(self) -> str:
        """How a record is named in one line: the label, or its fields after another."""
        return self.label or " ".join(f"[{{{each.id}}}]" for each in self.fields[:1])


@dataclass(frozen=True, kw_only=True)
class Entries(Asked):
    """Any of the earlier setbacks."""

    type: Literal["entries"] = "entries"
    at_most: Count | None = None


@dataclass(frozen=True, kw_only=True)
class Letter(Asked):
    """A longer text composed from the answers, to be changed until it is one's own."""

    type: Literal["letter"] = "letter"
    template: tuple[Words | LetterLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reopen:
    """An earlier letter once more, with its text in place; what is written replaces it."""

    __pydantic_config__ = STRICT
    type: Literal["reopen"] = "reopen"
    id: Id
    of: Id
    ask: Words
    hint: Words | None = None
    when: Condition | None = None


# -------------------------------------------------------------------------------------------- other steps


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


Question = Field | Group | Entries | Letter | Reopen
Step = Question | Section | Note | ViewStep | Stop


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

    @cached_property
    def names(self) -> frozenset[str]:
        """Every flow that this one refers to."""
        from reflect.flow.soundness import flows_named

        return flows_named(self)


STEPS: dict[str, type[Any]] = {kind.type: kind for kind in get_args(Step)}
FIELDS: dict[str, type[Any]] = {kind.type: kind for kind in get_args(Field)}


def fields_of(step: Step) -> tuple[Field, ...]:
    """The fields of a group; nothing for any other step."""
    return step.fields if isinstance(step, Group) else ()


def walk(flow: Flow) -> Iterator[tuple[int, Section | None, Step]]:
    """Every step with its place in the file and the section it stands in."""
    section: Section | None = None
    for place, step in enumerate(flow.steps):
        if isinstance(step, Section):
            section = step
        yield place, section, step
