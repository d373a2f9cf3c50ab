"""Reads the JSON values of a file into typed values, naming what does not fit without repeating what was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

Json = Any
"""A JSON value: None, bool, int, float, str, list or dict of them."""


class Misshapen(ValueError):
    """A file whose values are not what its format says. The message names the key, never the value."""


NOTHING: Mapping[str, Any] = {}
"""What stands for fields that are not there, in every value that has none; nobody puts anything into it."""

T = TypeVar("T")


def frozen(kind: type[T], /, **fields: Json) -> T:
    """A frozen value of these fields, which must be all it has: the same as by its name, at a third of the price.

    Of a long journal some hundred thousand are made before anything is shown.
    """
    value = object.__new__(kind)
    value.__dict__.update(fields)
    return value


def mapping(value: Json, what: str) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise Misshapen(f"{what} is not a mapping")
    return value


def text(data: Mapping[str, Json], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise Misshapen(f"'{key}' is missing or not a text")
    return value


def text_or_none(data: Mapping[str, Json], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise Misshapen(f"'{key}' is missing or not a text")
    return value


def number(data: Mapping[str, Json], key: str) -> int:
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Misshapen(f"'{key}' is missing or not a whole number")
    return value


def records(data: Mapping[str, Json], key: str) -> list[Mapping[str, Json]]:
    """The list of mappings at `key`; empty when there is none."""
    value = data.get(key, [])
    if not isinstance(value, list):
        raise Misshapen(f"'{key}' is not a list")
    for each in value:
        if not isinstance(each, dict):
            raise Misshapen(f"an item of '{key}' is not a mapping")
    return value


def texts(data: Mapping[str, Json], key: str) -> Mapping[str, str]:
    """The mapping to texts at `key`; empty when there is none."""
    if key not in data:
        return NOTHING
    value = mapping(data[key], f"'{key}'")
    for each in value.values():
        if not isinstance(each, str):
            raise Misshapen(f"an item of '{key}' is not a text")
    return value


def day_or_none(data: Mapping[str, Json], key: str) -> dt.date | None:
    """The day at `key`: ISO 8601."""
    try:
        return None if data.get(key) is None else dt.date.fromisoformat(data[key])
    except (ValueError, TypeError):
        raise Misshapen(f"'{key}' is no day") from None


def moment(data: Mapping[str, Json], key: str) -> dt.datetime:
    """The moment at `key`: ISO 8601 with an offset."""
    try:
        value = dt.datetime.fromisoformat(text(data, key))
    except ValueError:
        raise Misshapen(f"'{key}' is no moment in time") from None
    if value.tzinfo is None:
        raise Misshapen(f"'{key}' has no offset from UTC")
    return value


def moment_or_none(data: Mapping[str, Json], key: str) -> dt.datetime | None:
    return None if data.get(key) is None else moment(data, key)


def rest(data: Mapping[str, Json], known: Collection[str]) -> Mapping[str, Json]:
    """The fields of a newer program: kept, and written back as they were."""
    for key in data:
        if key not in known:
            return {key: value for key, value in data.items() if key not in known}
    return NOTHING
