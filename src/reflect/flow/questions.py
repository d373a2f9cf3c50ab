"""The models of what can be asked, as it stands in a flow file.

The annotations are objects, not strings: `flow.build` reads them.
"""

from dataclasses import dataclass
from typing import Literal

from reflect.flow.becoming import Becomes
from reflect.flow.conditions import Condition
from reflect.flow.days import Day
from reflect.flow.options import Each, Options, Range
from reflect.flow.promises import FollowUp
from reflect.flow.shapes import STRICT, CheckId, Count, Id, Reference, Row, Words


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
    names: bool = False
    """The answer names people, who can be made initials of in what is shown to others."""
    checks: tuple[CheckId, ...] = ()
    """Remarks on the words of the answer."""
    follow_up: FollowUp | None = None
    """What the answer promises."""
    becomes: Becomes | None = None
    """What the answer means for what is due, where that is gone over."""
    about: Reference | None = None
    """The earlier answer of another flow that this one speaks of."""
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

    @property
    def begins_at_once(self) -> bool:
        """Whether the first record is asked for without the question whether there is one."""
        return self.required or self.at_most == 1

    def line(self) -> str:
        """How a record is named in one line: composed by the label, or its first field."""
        return self.label or f"[{{{self.fields[0].id}}}]"


@dataclass(frozen=True, kw_only=True)
class Entries(Asked):
    """Any of the earlier setbacks."""

    type: Literal["entries"] = "entries"
    order: Literal["similar"] | None = None
    """Those first that are most like what has been written, each with the reason; the newest first when left out."""
    at_most: Count | None = None


@dataclass(frozen=True, kw_only=True)
class Letter(Asked):
    """A longer text composed from the answers, to be changed until it is one's own."""

    type: Literal["letter"] = "letter"
    template: tuple[Words | LetterLine, ...] = ()
    """Its paragraphs, composed from answers; one whose holes all stay empty falls out, and so does a line of it."""
    brief: bool = False
    """Of a long answer only the first sentence, for a card to speak from."""


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


Question = Field | Group | Entries | Letter | Reopen


def fields_of(step: object) -> tuple[Field, ...]:
    """The fields of a group; nothing for any other step."""
    return step.fields if isinstance(step, Group) else ()
