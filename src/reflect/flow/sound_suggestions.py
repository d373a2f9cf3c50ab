"""Whether the rules about what one could do next name only what is there, as it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reflect.flow.model import Flow
from reflect.flow.notation import Path
from reflect.flow.problems import Problem
from reflect.flow.references import References
from reflect.flow.scope import no_flow
from reflect.flow.suggestions import Rule

NO_FLOW = Flow(flow="", version=1, title="", about="", steps=())
"""Where the references of a rule are read from: no flow, so that each has to name its own."""


def unsound(rules: Sequence[Rule], flows: Mapping[str, Flow | None], *, whole: bool = True) -> list[Problem]:
    """Whatever `rules` name that is not there, or is not like that. `flows` are those at hand by id, None for a broken
    one. Unless `whole`, a rule that names a flow which is not there is passed over."""
    return [
        replace(each, path=("rules", place, *each.path))
        for place, rule in enumerate(rules)
        if whole or rule.names <= flows.keys()
        for each in _unsound(rule, flows)
    ]


def _unsound(rule: Rule, flows: Mapping[str, Flow | None]) -> Iterator[Problem]:
    if rule.suggest not in flows:
        yield Problem(("suggest",), no_flow(rule.suggest, flows))
    alone = False
    for inner, branch in rule.when.branches():
        for reference, _ in branch.tests:
            if "." not in reference:
                alone = True
                path: Path = ("when", *inner, reference)
                yield Problem(path, f"'{reference}' names no answer; write flow.question or flow.question.field")
    if not alone:
        refs = References(NO_FLOW, flows)
        yield from refs.condition(rule.when, refs.end, ("when",))
