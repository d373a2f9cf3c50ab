"""Whether what a flow refers to is there: asked before, of a kind that fits, and not private where others see it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

from reflect.flow import texts
from reflect.flow.conditions import Condition
from reflect.flow.fitting import test_fits
from reflect.flow.model import Flow
from reflect.flow.notation import Path
from reflect.flow.options import Each
from reflect.flow.problems import Problem
from reflect.flow.questions import Field, Question
from reflect.flow.scope import Target, Unknown, no_flow, resolve
from reflect.flow.texts import IT, NAME, OF_IT


@dataclass(frozen=True)
class Place:
    """Where a reference stands: the step it is in, what may be named besides questions, whether it is about an item or
    something that is due, and whether private is safe."""

    step: int
    fields: tuple[Field, ...] = ()
    later: tuple[Field, ...] = ()
    it: bool = False
    due: bool = False
    private: bool = False


class References:
    """What the references in `flow` point at. `note` hears of each reference, `flow_named` of each flow that is named."""

    def __init__(
        self,
        flow: Flow,
        flows: Mapping[str, Flow | None],
        note: Callable[[str], object] = str,
        flow_named: Callable[[str], object] = str,
    ) -> None:
        self.flow = flow
        self.flows = flows
        self.note = note
        self.flow_named = flow_named
        self.step_of = {step.id: place for place, step in enumerate(flow.steps) if isinstance(step, Question)}
        self.end = Place(len(flow.steps))

    def to_flow(self, name: str, path: Path) -> Iterator[Problem]:
        """A problem when there is no flow called `name`."""
        self.flow_named(name)
        if name != self.flow.flow and name not in self.flows:
            yield Problem(path, no_flow(name, self.flows))

    def items(self, each: Each, here: Place, path: Path) -> Iterator[Problem]:
        """Whether what something is asked once for has items."""
        if each.of is None:
            return
        target = yield from self.named(each.of, here, path)
        if target and not target.many:
            yield Problem(path, f"'{each.of}' has no items; 'each' goes over choices, a list, a group or entries")

    def text(self, text: str, here: Place, path: Path) -> Iterator[Problem]:
        """Whether each hole of a composed text can be filled from where it stands."""
        try:
            references = texts.references(text)
        except texts.BadText as error:
            yield Problem(path, str(error))
            return
        for reference in references:
            if reference == IT and not here.it:
                yield Problem(path, "'{it}' has a meaning only where something is asked once per item ('each')")
            elif reference != IT and (reference != NAME or reference in [each.id for each in here.fields]):
                yield from self.named(reference, here, path)

    def named(self, reference: str, here: Place, path: Path) -> Generator[Problem, None, Target | None]:
        """As `target`; and a private answer is not carried into what is not private."""
        target = yield from self.target(reference, here, path)
        if target and target.private and not here.private:
            yield Problem(
                path, f"'{reference}' is private and would be seen here; make this private too, or leave it out"
            )
        return target

    def target(self, reference: str, here: Place, path: Path) -> Generator[Problem, None, Target | None]:
        """What `reference` points at; a problem when it is nothing, or is asked only later."""
        if reference.startswith(OF_IT):
            # What was promised is known only when it is due.
            if not here.due:
                yield Problem(path, f"'{reference}' has a meaning only where what is due is gone over")
            return None
        self.note(reference)
        if field := next((each for each in here.fields if each.id == reference), None):
            return Target(field)
        found = resolve(self.flow, reference, self.flows)
        if isinstance(found, Unknown) and reference in [each.id for each in here.later]:
            yield Problem(path, f"'{reference}' is asked only later in the record; name an earlier field")
            return None
        if isinstance(found, Unknown):
            yield Problem(path, found.message)
            return None
        if found and found.flow is None and self.step_of[found.question.id] >= here.step:
            when = "this very question" if self.step_of[found.question.id] == here.step else "asked only later"
            yield Problem(path, f"'{reference}' is {when}; name an earlier one")
            return None
        return found

    def condition(self, condition: Condition, here: Place, path: Path, *, telling: bool = False) -> Iterator[Problem]:
        """Whether each test of a condition fits the answer it looks at; a `telling` one is seen from what it lets stand,
        so that no private answer may be behind it."""
        for inner, branch in condition.branches():
            for reference, test in branch.tests:
                at: Path = (*path, *inner, reference)
                target = yield from (self.named if telling else self.target)(reference, here, at)
                if target:
                    yield from test_fits(target, test, at)
            for word in ("entry", "no_entry"):
                for name in getattr(branch, word):
                    yield from self.to_flow(name, (*path, *inner, word))
            for name in sorted({*branch.entry} & {*branch.no_entry}):
                yield Problem((*path, *inner, "no_entry"), f"an entry of '{name}' cannot be there and not be there")
