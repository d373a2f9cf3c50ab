"""What a reference in a flow means: a question of this flow, a field of its records, or a question of another flow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reflect.flow.model import Flow
from reflect.flow.notation import did_you_mean
from reflect.flow.questions import Asked, Choices, Entries, Field, Group, Items, Question, Reopen, fields_of


@dataclass(frozen=True)
class Target:
    """What a reference points at: a question, perhaps one field of its records, perhaps in another flow (`flow`).

    `private` is whether its answer is shown nowhere but in its own entry.
    """

    question: Question
    field: Field | None = None
    flow: str | None = None
    private: bool = False

    @property
    def holder(self) -> Question:
        """The question or field whose kind of answer is meant."""
        return self.field or self.question

    @property
    def many(self) -> bool:
        """Whether the answer has items: something can be asked once for each, or chosen from."""
        return isinstance(self.holder, Choices | Items | Entries | Group) or isinstance(self.question, Group)


@dataclass(frozen=True)
class Unknown:
    """A reference that points at nothing, and why."""

    message: str


def split(flow: Flow, reference: str) -> tuple[str | None, str, str | None]:
    """The (flow, question, field) that `reference` names; the flow is None when it is a question of this one."""
    first, *rest = reference.split(".")
    own = flow.questions.get(first)
    if not rest or (own is not None and len(rest) == 1 and any(each.id == rest[0] for each in fields_of(own))):
        return None, first, rest[0] if rest else None
    return first, rest[0], rest[1] if len(rest) > 1 else None


def resolve(flow: Flow, reference: str, flows: Mapping[str, Flow | None]) -> Target | Unknown | None:
    """What `reference` points at from inside `flow`. None when it lies in a flow that is broken itself."""
    if reference.count(".") > 2:
        return Unknown(_no_answer(reference))
    other, question, field = split(flow, reference)
    home: Flow | None = flow
    if other is not None and other != flow.flow:
        if other not in flows:
            own = flow.questions.get(other)
            if own is not None and field is not None:
                return Unknown(_no_answer(reference))
            if own is not None:
                return Unknown(f"'{other}' has no field '{question}'{_near(question, (f.id for f in fields_of(own)))}")
            return Unknown(no_flow(other, flows))
        home = flows[other]
        if home is None:
            return None
    assert home is not None
    found = home.questions.get(question)
    if found is None:
        where = f"flow '{other}'" if other else "this flow"
        return Unknown(f"there is no question '{question}' in {where}{_near(question, home.questions)}")
    if field is None:
        return Target(found, None, other, _private(home, found))
    inner = next((each for each in fields_of(found) if each.id == field), None)
    if inner is None:
        return Unknown(f"'{question}' has no field '{field}'{_near(field, (f.id for f in fields_of(found)))}")
    return Target(found, inner, other, _private(home, found))


def _private(home: Flow, question: Question) -> bool:
    """Whether an answer in the flow `home` is private; a reopened letter is as private as it was."""
    opened = home.questions.get(question.of) if isinstance(question, Reopen) else question
    return isinstance(opened, Asked) and opened.private


def no_flow(name: str, flows: Mapping[str, Flow | None]) -> str:
    """That there is no flow `name`, with the nearest of `flows`."""
    return f"there is no flow '{name}'{_near(name, flows)}"


def _no_answer(reference: str) -> str:
    return f"'{reference}' names no answer; write question, flow.question or question.field"


def _near(word: str, known: Iterator[str] | Mapping[str, object]) -> str:
    return did_you_mean(word, list(known))


def reopened(flow: Flow, question: Question) -> Question:
    """The letter that a reopening step opens; any other question is itself."""
    return flow.questions[question.of] if isinstance(question, Reopen) else question
