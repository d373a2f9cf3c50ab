"""What one could do next for a setback, from what was said about it so far."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from reflect.flow.suggestions import Rule
from reflect.interview.held import Held, holds, of_entry
from reflect.interview.past import Past


@dataclass(frozen=True)
class Suggestion:
    """A flow that could be done next, and the reason in the second person."""

    flow: str
    because: str


def suggestions(rules: Iterable[Rule], flows: Container[str], past: Past) -> tuple[Suggestion, ...]:
    """What could be done next, the first rule that holds first, and each flow once.

    `flows` are those that can be begun; a rule that names another is passed over. `past` holds the entries of the
    setback.
    """
    found: dict[str, Suggestion] = {}
    for rule in rules:
        at_hand = all(name in flows for name in rule.names)
        if at_hand and rule.suggest not in found and not _done_since(rule, past) and holds(rule.when, _of(past), past):
            found[rule.suggest] = Suggestion(rule.suggest, rule.because)
    return tuple(found.values())


def _of(past: Past) -> Callable[[str], Held]:
    """Finds an answer by its reference in the latest entries of a setback."""

    def of(reference: str) -> Held:
        flow, question, *field = reference.split(".")
        return of_entry(past.latest(flow), question, field[0] if field else None)

    return of


def _done_since(rule: Rule, past: Past) -> bool:
    """Whether the suggested flow was done after the last of what the rule looks at, or is that itself."""
    done = past.latest(rule.suggest)
    last = max((each.moment for name in rule.looks_at if (each := past.latest(name))), default=None)
    return done is not None and (last is None or done.moment >= last)
