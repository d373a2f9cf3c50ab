"""Reads back from an entry what its flow said of a follow-up and of an answer, whoever wrote it there.

The same few stand in every entry of a flow. To read each anew is more than half of the work of folding a long journal, so
what was read is kept by the bytes of what stands there.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from reflect.entry.plain import Json
from reflect.flow import texts
from reflect.flow.becoming import Becomes
from reflect.flow.build import build_as
from reflect.flow.notation import Wrong
from reflect.flow.promises import FlowFollowUp
from reflect.flow.promises import FollowUp as Declared

T = TypeVar("T", Declared, FlowFollowUp)

_FORM = 2
"""The form of these bytes in which the same is always written the same."""


def as_declared(kind: type[T], raw: Mapping[str, Json]) -> T | None:
    """What the flow said of a follow-up; None for what another program wrote and this one cannot read."""
    try:
        return _declared(kind, marshal.dumps(raw, _FORM))  # type: ignore[arg-type] # a class is hashable; mypy looks at its values
    except ValueError:
        return None


def as_meant(raw: Json) -> Becomes | None:
    """What the flow said an answer means; None for what another program wrote and this one cannot read."""
    try:
        return _meant(marshal.dumps(raw, _FORM)) if raw is not None else None
    except ValueError:
        return None


@lru_cache(maxsize=512)
def _declared(kind: type[T], written: bytes) -> T | None:
    try:
        found: T = build_as(kind, marshal.loads(written))  # noqa: S302 # written above, from plain values
        words = [found.kind, found.text, *_ids_and_words(found)]
        if not all(isinstance(each, str) for each in words):
            return None
        for each in (found.text, getattr(found, "people", None)):
            texts.parse(each or "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found


@lru_cache(maxsize=512)
def _meant(written: bytes) -> Becomes | None:
    try:
        return Becomes.parse(marshal.loads(written))  # noqa: S302 # written above, from plain values
    except Wrong:
        return None


def _ids_and_words(found: Declared | FlowFollowUp) -> Iterator[Json]:
    """Everything in it that has to be a text if it is there: build takes these as they stand."""
    yield from (each for each in (found.opens, found.until and found.until.entry) if each is not None)
    if isinstance(found, Declared):
        yield from (each for each in (found.on, found.people) if each is not None)
        yield from found.over
