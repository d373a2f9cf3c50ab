"""Texts that are shown as they stand in the file: a hole in one of them would never be filled."""

from __future__ import annotations

from collections.abc import Iterator

from reflect.flow.model import Flow
from reflect.flow.notation import Path
from reflect.flow.problems import Problem
from reflect.flow.questions import Asked, Choice, Choices, Group, Items


def of_flow(flow: Flow) -> Iterator[Problem]:
    """A problem for each hole in the texts of the flow itself."""
    for word, text in (("title", flow.title), ("about", flow.about), ("intro", flow.intro)):
        yield from _without_holes(text, (word,))


def of_question(step: Asked, path: Path) -> Iterator[Problem]:
    """A problem for each hole in the texts around a question that no answer is ever put into."""
    yield from _without_holes(step.example, (*path, "example"))
    if isinstance(step, Items):
        for place, nudge in enumerate(step.nudges):
            yield from _without_holes(nudge, (*path, "nudges", place))
    if isinstance(step, Group):
        yield from _without_holes(step.item, (*path, "item"))
    if isinstance(step, Choice | Choices):
        yield from _without_holes(step.other, (*path, "other"))
        for key, label in step.options.fixed:
            yield from _without_holes(label, (*path, "options", key))


def _without_holes(text: str | None, path: Path) -> Iterator[Problem]:
    if text and ("{" in text or "}" in text):
        yield Problem(path, "an answer cannot be put in here, this text is shown as it stands; leave '{' and '}' out")
