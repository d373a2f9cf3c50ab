"""The shapes that single values in a flow have: words, ids, references, counts, and the words there are."""

import re
from typing import Annotated, Any, Literal

from reflect.flow.notation import ID, Wrong


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
Id = Annotated[str, Shape(ID, "'{}' is no id; an id is up to 40 small letters, digits and _, a letter first")]
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
    "follow_through", "causes", "signs", "similar", "mood", "timeline", "path", "factors",
    "lessons", "strengths", "came_through", "goals", "card", "open", "trust", "thoughts", "look_back",
]  # fmt: skip
