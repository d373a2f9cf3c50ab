"""What stands in a file of answers and was not asked for, each with the reason."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from reflect.flow.notation import Path, did_you_mean
from reflect.flow.questions import Question, fields_of
from reflect.interview.answers import repeated
from reflect.interview.reasons import depends_on, why_not_asked
from reflect.interview.state import Interview

SETBACK = "setback"
"""The key that stands beside the ids of questions: the title of a new setback."""


def blank(raw: Any) -> bool:
    """Whether nothing is written, at any depth."""
    if isinstance(raw, dict | list):
        return all(blank(each) for each in (raw.values() if isinstance(raw, dict) else raw))
    return raw is None or (isinstance(raw, str) and not raw.strip())


def left_over(
    interview: Interview, answers: dict[str, Any], used: AbstractSet[Path], failed: AbstractSet[str]
) -> list[tuple[Path, str]]:
    """The places in `answers` that the finished `interview` did not ask for, each with the reason.

    `used` are the places that were looked up; what was perhaps not asked only because the answer to one of `failed`
    (questions) was refused is not held against the file.
    """
    return _Looking(interview, used, failed).through(answers)


@dataclass(frozen=True)
class _Looking:
    interview: Interview
    used: AbstractSet[Path]
    failed: AbstractSet[str]

    def through(self, answers: dict[str, Any]) -> list[tuple[Path, str]]:
        flow = self.interview.flow
        asked = {given.spot.question for given in self.interview.trail}
        found: list[tuple[Path, str]] = []
        for name, value in answers.items():
            question = flow.questions.get(name)
            if question is None:
                if name != SETBACK:
                    known = [*flow.questions, SETBACK]
                    found.append(((name,), f"there is no question '{name}'{did_you_mean(name, known)}"))
            elif name not in asked:
                if not blank(value) and not depends_on(flow, name) & self.failed:
                    found.append(((name,), f"'{name}' is not asked here: {why_not_asked(self.interview, name)}"))
            else:
                found += self._unused(question, (name,), value)
        return found

    def _unused(self, question: Question, path: Path, value: Any) -> list[tuple[Path, str]]:
        """What is written below an answer and was not used: fields or items that there are not."""
        if path in self.used:
            return []
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
        known = [each.id for each in fields_of(question)]
        depth = 2 if repeated(self.interview.flow, question.id) else 1
        found: list[tuple[Path, str]] = []
        for key, part in parts:
            at: Path = (*path, key)
            if any(used[: len(at)] == at for used in self.used):
                found += self._unused(question, at, part)
            elif known and len(path) == depth + 1 and key not in known:
                found.append((at, f"there is no field '{key}'{did_you_mean(str(key), known) or _there_are(known)}"))
            elif blank(part):
                continue
            elif (most := getattr(question, "at_most", None)) and known and len(path) == depth and _beyond(key, most):
                found.append((at, f"'{question.id}' takes at most {most}"))
            elif question.id not in self.failed:
                found.append((at, f"'{_name(key, known, question)}' is not asked for this one"))
        return found


def _name(key: object, known: Container[object], question: Question) -> str:
    return str(key) if key in known else question.id


def _beyond(place: object, most: int) -> bool:
    return isinstance(place, int) and place >= most


def _there_are(known: list[str]) -> str:
    return f"; there are {', '.join(known)}"
