"""Reads back from an entry what its flow said of a follow-up, whoever wrote it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        found: T = build_as(kind, dict(raw))
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
