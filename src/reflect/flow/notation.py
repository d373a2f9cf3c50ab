"""What the small languages inside a flow have in common: read from their own notation, and written back.

Each is a frozen value with `parse` (from what stands in the file; raises Wrong) and `plain` (back again). Pydantic uses
both through the hook of `Parsed`, so that these modules, and with them every flow at run time, do without pydantic.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Self

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]

ID = r"[a-z][a-z0-9_]{0,39}"

YES_NO = {"yes": True, "no": False, "true": True, "false": False}

# YAML turns yes, 5 and the like into other types before an editor's schema sees them; as words they mean the same.
WORD = {"type": ["string", "integer", "boolean"]}


class Wrong(ValueError):
    """A value of the flow language that cannot be read: what is wrong, and where inside the value."""

    def __init__(self, message: str, path: Path = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


class Parsed(ABC):
    """A value read from its own notation; the hooks let pydantic check it and describe it in a JSON Schema."""

    @classmethod
    @abstractmethod
    def parse(cls, raw: object) -> Self:
        """The value for `raw`. Raises Wrong."""

    @abstractmethod
    def plain(self) -> Plain:
        """What `parse` reads, made of JSON values."""

    @classmethod
    @abstractmethod
    def described(cls) -> dict[str, Any]:
        """The JSON Schema of the notation."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.plain()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, Any]:
        return cls.described()


def text_of(raw: object, path: Path = ()) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise Wrong("is empty" if raw is None or raw == "" else "must be a text", path)
    return raw


def texts_of(raw: object, path: Path = ()) -> tuple[str, ...]:
    """One text, or a list of them."""
    if isinstance(raw, list):
        if not raw:
            raise Wrong("is an empty list", path)
        return tuple(text_of(item, (*path, place)) for place, item in enumerate(raw))
    return (text_of(raw, path),)


def mapping_of(raw: object, keys: tuple[str, ...], path: Path = ()) -> Mapping[str, object]:
    """`raw` as a mapping with no other keys than `keys`. Raises Wrong, with the nearest key."""
    if not isinstance(raw, dict):
        raise Wrong("must be a mapping", path)
    for key in raw:
        if key not in keys:
            raise Wrong(f"unknown key '{key}'{did_you_mean(key, keys)}", (*path, key))
    return raw


def whole_number(raw: object, path: Path = ()) -> int:
    try:
        return int(str(raw))
    except ValueError:
        raise Wrong(f"must be a whole number, not '{raw}'", path) from None


def did_you_mean(word: str, known: tuple[str, ...] | list[str]) -> str:
    """`; did you mean 'x'?` for the known word nearest to `word`, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
