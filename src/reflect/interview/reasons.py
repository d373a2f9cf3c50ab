"""Why a question is not asked on the way that the answers took, in words for the person who answered it anyway."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reflect.flow.conditions import Condition
from reflect.flow.model import Flow, Section, Stop, walk
from reflect.flow.options import Each
from reflect.flow.questions import Asked, Choice, Choices, Entries
from reflect.flow.telling import condition_in_words
from reflect.interview.answers import Answers
from reflect.interview.state import Interview
from reflect.interview.way import Halt


def why_not_asked(interview: Interview, question: str) -> str:
    """Why `question`, which is one of the flow, was not asked."""
    return next(_reasons(interview, question), "it is not asked on this way")


def depends_on(flow: Flow, question: str) -> frozenset[str]:
    """The questions of the flow on whose answers it depends whether `question` is asked, directly or through others."""
    found: set[str] = set()
    todo = [question]
    while todo:
        for name in _named(flow, todo.pop()):
            if name in flow.questions and name not in found:
                found.add(name)
                todo.append(name)
    return frozenset(found)


def _place(flow: Flow, question: str) -> tuple[int, Section | None, Asked | None]:
    for place, section, step in walk(flow):
        if getattr(step, "id", None) == question:
            return place, section, step if isinstance(step, Asked) else None
    return len(flow.steps), None, None


def _named(flow: Flow, question: str) -> Iterator[str]:
    """What the conditions, repetitions and options of a question, and the stops before it, refer to."""
    at, section, step = _place(flow, question)
    stops = [other for place, _, other in walk(flow) if place < at and isinstance(other, Stop)]
    for condition in [each.when for each in (*stops, section, step) if each is not None]:
        for _, branch in condition.branches() if condition else ():
            yield from (reference.split(".")[0] for reference, _ in branch.tests)
    for each in [part.each for part in (section, step) if part is not None and part.each]:
        yield (each.of or "").split(".")[0]
    if isinstance(step, Choice | Choices):
        yield from (reference.split(".")[0] for reference in step.options.sources)


def _reasons(interview: Interview, question: str) -> Iterator[str]:
    flow, answers = interview.flow, interview.answers()
    at, section, step = _place(flow, question)
    answers = replace(answers, private=step is not None and step.private)
    for holder in (section, step):
        if holder is not None and holder.when and not answers.holds(holder.when):
            yield f"it is asked when {_in_words(holder.when, answers)}"
        if holder is not None and holder.each and not answers.each(holder.each):
            yield f"it is asked once for each of {_source(holder.each)}, and there is none"
    if isinstance(interview.current, Halt):
        stopped = next((s for p, _, s in walk(flow) if p < at and isinstance(s, Stop) and answers.holds(s.when)), None)
        if stopped is not None and stopped.when:
            yield f"the flow goes on another time when {_in_words(stopped.when, answers)}"
    if interview.quick and step is not None and not step.required:
        yield "with --quick only required questions are asked"
    if isinstance(step, Choice | Choices) and not answers.options(step.options):
        yield f"its options come from {', '.join(step.options.sources)}, and there are none"
    if isinstance(step, Entries) and not answers.past.setbacks:
        yield "there is no other setback to choose"
    if section is not None and section.ask_some:
        yield f"of its part {section.ask_some} are asked at a time, in turn"


def _source(each: Each) -> str:
    return each.of or f"what is due ({', '.join(each.due)})"


def _in_words(condition: Condition, answers: Answers) -> str:
    """A condition in words: of the tests that must hold together, those that do not, or all of them."""
    parts = [Condition(tests=(test,)) for test in condition.tests]
    parts += [Condition(entry=(flow,)) for flow in condition.entry]
    parts += [Condition(no_entry=(flow,)) for flow in condition.no_entry]
    parts += [Condition(any=condition.any)] if condition.any else []
    failing = [part for part in parts if not answers.holds(part)]
    return " and ".join(condition_in_words(part) for part in failing or [condition])
