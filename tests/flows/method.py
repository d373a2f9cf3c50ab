"""What the method says about the questions of each flow, and the same facts read from a flow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reflect.flow.model import Flow, Note, Section, ViewStep, walk
from reflect.flow.questions import Choice, Choices, Entries, Field, Group, Letter, Scale

HERE = Path(__file__).parent
PROMPTS = HERE.parents[1] / "prompts"
METHOD: dict[str, Any] = json.loads((HERE / "method.json").read_text(encoding="utf-8"))
SHIPPED = (
    "define", "respond", "apologize", "debrief", "goals", "letgo", "strengths", "feedback", "share", "support",
    "gratitude", "unload", "again", "checkin",
)  # fmt: skip

# What the method asks for in its prose and lists on no page: the card, what is said after grave harm, the questions of the
# follow-ups F7, F10, F14 to F18, F21 and F22, the days and words that something comes back with, and where to begin anew.
UNLISTED = {
    "cue", "t_grave", "came_through", "reread", "reread_words", "reported", "shared_what", "talked", "take_up", "own_thing", "own_thing_by", "t_recur", "promise_by",
    "repair_by", "told_by", "apology_by", "lesson_by", "measure_by", "step_by", "try_by", "reported_by", "talked_by",
}  # fmt: skip
# A follow-up that depends on which option was chosen stands on the flow; F22 stands on the answer it comes from.
ELSEWHERE = {"gratitude": "rhythm", "checkin": "apology"}
# Questions that look for one's own share are not put to somebody who was wronged, also where no page says so.
NOT_WHEN_WRONGED = {"debrief": {"t_attitude", "missteps", "method", "blind"}, "letgo": {"usual"}}
# Nor is somebody asked about a thought that they did not write down.
OF_WHAT_WAS_SAID = {"letgo": {"belief", "facts_for", "facts_against", "belief_after"}}

Facts = dict[str, Any]
Answered = Field | Group | Entries | Letter


def facts(flow: Flow) -> dict[str, Facts]:
    """By id, in order: type, options and all else that stored entries and views depend on."""
    return {
        step.id: _facts(step, section)
        for _, section, step in walk(flow)
        if isinstance(step, Answered | Note | ViewStep) and step.id
    }


def _facts(step: Answered | Note | ViewStep, section: Section | None) -> Facts:
    found: Facts = {"id": step.id, "type": step.type}
    if step.when or (section and section.each and section.each.due):
        found["when"] = True
    if step.serves:
        found["serves"] = [*step.serves]
    if isinstance(step, Note | ViewStep):
        return found
    if step.each or (section and section.each and section.each.of):
        found["each"] = True
    if isinstance(step, Group):
        found["fields"] = [{"id": field.id, "type": field.type, **_choices(field)} for field in step.fields]
    given = {
        "required": step.required,
        "private": step.private,
        "checks": [*step.checks],
        "follow_up": step.follow_up is not None,
        "at_least": getattr(step, "at_least", None),
        "at_most": getattr(step, "at_most", None),
        **_choices(step),
    }
    return found | {key: value for key, value in given.items() if value}


def _choices(step: Answered) -> Facts:
    """What can be chosen: the keys of options, or the ends of a scale."""
    if isinstance(step, Scale):
        return {"range": step.range.plain()}
    if isinstance(step, Choice | Choices) and step.options.fixed:
        return {"options": [key for key, _ in step.options.fixed] + (["other"] if step.other else [])}
    return {}
