"""Reads back from an entry what its flow said of a follow-up, whoever wrote it there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from reflect.entry.plain import Json
from reflect.flow import texts
from reflect.flow.build import build_as
from reflect.flow.model import FlowFollowUp
from reflect.flow.questions import FollowUp as Declared

T = TypeVar("T", Declared, FlowFollowUp)


def as_declared(kind: type[T], raw: Mapping[str, Json]) -> T | None:
    """What the flow said of a follow-up; None for what another program wrote and this one cannot read."""
    try:
        return _read(kind, json.dumps(dict(raw)))  # type: ignore[arg-type] # a class is hashable; mypy looks at its values
    except (ValueError, TypeError, RecursionError):
        return None


# The same few stand in every entry of a flow, and making them anew is half of the work of folding a long journal.
@lru_cache(maxsize=512)
def _read(kind: type[T], written: str) -> T | None:
    try:
        found: T = build_as(kind, json.loads(written))
        words = [found.kind, found.text, *_ids_and_words(found)]
        if not all(isinstance(each, str) for each in words):
            return None
        for each in (found.text, getattr(found, "people", None)):
            texts.parse(each or "")
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return found


def _ids_and_words(found: Declared | FlowFollowUp) -> Iterator[Json]:
    """Everything in it that has to be a text if it is there: build takes these as they stand."""
    yield from (each for each in (found.opens, found.until and found.until.entry) if each is not None)
    if isinstance(found, Declared):
        yield from (each for each in (found.on, found.people) if each is not None)
        yield from found.over
