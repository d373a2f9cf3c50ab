"""Conditions and repetitions as a person would say them: `you answered "Which kind?" with "a slip"`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reflect.flow import texts
from reflect.flow.conditions import Condition, Test
from reflect.flow.model import Flow
from reflect.flow.notation import YES_NO
from reflect.flow.options import Each, Options
from reflect.flow.questions import Choice, Choices, Entries, Group, Question, Scale, YesNo
from reflect.flow.scope import Target, resolve
from reflect.flow.texts import IT, OF_IT

GAP = "…"
"""Stands in a text for what is only known when it is asked."""

SHORT = 64
"""Characters of a question that is named in another sentence."""


@dataclass(frozen=True)
class Explaining:
    """Says what stands in `flow` about other answers in the words of its questions.

    `others` are the flows at hand that it names; of one that is not among them, ids are all there is to say.
    """

    flow: Flow
    others: Mapping[str, Flow] = field(default_factory=dict)

    def condition(self, condition: Condition, group: Group | None = None) -> str:
        """What must be so, as a part of a sentence; `group` is the one whose records it stands in."""
        parts = [self._test(reference, test, group) for reference, test in condition.tests]
        parts += [f"you have been through {flow} for this setback" for flow in condition.entry]
        parts += [f"you have not been through {flow} for this setback" for flow in condition.no_entry]
        parts += [f"something of the kind {kind} is due" for kind in condition.due]
        if condition.any:
            parts.append(f"either {', or '.join(self.condition(branch, group) for branch in condition.any)}")
        return ", and ".join(parts)

    def each(self, each: Each) -> str:
        """What something is asked once for: `each thing you list under "What helps?"`."""
        if each.of is None:
            return "each thing that is due"
        things = self.things(each.of)
        if each.at_most is None:
            return f"each thing {things}"
        return f"each of the first {each.at_most} things {things}" if each.at_most > 1 else f"the first thing {things}"

    def in_their_order(self, each: Each) -> str:
        """In which order those things are gone over."""
        target = self._target(each.of or "", None)
        chosen = target is not None and isinstance(target.holder, Choice | Choices)
        return "in the order of the options" if chosen else "in their order"

    def options(self, options: Options) -> str:
        """Where options that are no fixed ones come from."""
        found = ", or ".join(self.things(source) for source in options.sources)
        return f"the things {found}{' for any setback' if options.everywhere else ''}"

    def things(self, reference: str) -> str:
        """What the items of an answer are: `you list under "What helps?"`."""
        target = self._target(reference, None)
        chosen = target is not None and isinstance(target.holder, Choice | Choices | Entries)
        return f"you {'choose' if chosen else 'list'} under {self.named(reference)}"

    def named(self, reference: str, group: Group | None = None) -> str:
        """The question that a reference points at, shortened, and where it is asked if not in this flow."""
        target = self._target(reference, group)
        if target is None:
            return f'"{reference.removeprefix(OF_IT)}"'
        where = f" (in {target.flow})" if target.flow not in (None, self.flow.flow) else ""
        if target.flow == self.flow.flow:
            where = " (last time)"
        if target.field is not None:
            return f'"{shortened(target.field.ask)}" under "{shortened(target.question.ask)}"{where}'
        return f'"{shortened(target.question.ask)}"{where}'

    def _target(self, reference: str, group: Group | None) -> Target | None:
        own = next((each for each in group.fields if each.id == reference), None) if group else None
        found = Target(own) if own else resolve(self.flow, reference, {**self.others, self.flow.flow: self.flow})
        return found if isinstance(found, Target) else None

    def _test(self, reference: str, test: Test, group: Group | None) -> str:
        named, target = self.named(reference, group), self._target(reference, group)
        asked = target.holder if target else None
        parts = []
        if test.values:
            parts.append(f"you answered {named} with {_either(_answers(asked, test.values))}")
        if test.none_of:
            parts.append(f"you did not answer {named} with {_either(_answers(asked, test.none_of))}")
        if test.at_least is not None or test.at_most is not None:
            bounds = _bounds(test.at_least, test.at_most)
            amount = asked is None or isinstance(asked, Scale)
            parts.append(f"you answered {named} with {bounds if amount else f'{bounds} of them'}")
        if test.answered is not None:
            parts.append(f"you answered {named}" if test.answered else f"you left {named} empty")
        return " and ".join(parts)


def spoken(text: str, *, missing: str | None = GAP) -> str | None:
    """A text of the flow before anything is answered: `…` for the item it is about and for what stands outside of
    brackets. With `missing=None` it falls out (None) when it speaks of another answer outside of brackets."""
    try:
        return texts.fill(text, lambda reference: GAP if reference == IT else "", missing=missing)
    except texts.BadText:
        return text


def shortened(text: str) -> str:
    """A question on one line, cut between words where it is long."""
    return cut(spoken(text) or "")


def cut(text: str) -> str:
    """`text` on one line, cut between words where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rsplit(None, 1)[0].rstrip(" ,;:.") + GAP


def _answers(asked: Question | None, words: tuple[str, ...]) -> list[str]:
    """What was answered, as it is seen: the labels of options, yes and no and numbers as they are."""
    if isinstance(asked, Scale):
        return [*words]
    if isinstance(asked, YesNo):
        return ["yes" if YES_NO.get(word.lower()) else "no" for word in words]
    labels: dict[str, str] = {}
    if isinstance(asked, Choice | Choices):
        labels = dict(asked.options.fixed) | ({"other": asked.other} if asked.other else {})
    return [f'"{cut(labels.get(word, word))}"' for word in words]


def _either(words: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _bounds(least: int | None, most: int | None) -> str:
    if least is None:
        return f"{most} or less"
    return f"{least} or more" if most is None else f"{least} to {most}"
