"""What one could do next, as rules: the flow that is suggested, when it is, and the reason in a few words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reflect.flow.conditions import Condition
from reflect.flow.notation import Wrong, mapping_of, text_of
from reflect.flow.problems import Problem

KEYS = ("rules",)


@dataclass(frozen=True)
class Rule:
    """The flow `suggest` is suggested for a setback while `when` holds of its entries; `because` says so to the person."""

    suggest: str
    when: Condition
    because: str

    KEYS = ("suggest", "when", "because")

    @property
    def looks_at(self) -> frozenset[str]:
        """The flows whose entries make the rule hold."""
        branches = [branch for _, branch in self.when.branches()]
        told = {reference.partition(".")[0] for each in branches for reference, _ in each.tests if "." in reference}
        return frozenset(told.union(*(branch.entry for branch in branches)))

    @property
    def names(self) -> frozenset[str]:
        """Every flow that the rule names."""
        return self.looks_at.union((self.suggest,), *(branch.no_entry for _, branch in self.when.branches()))

    def plain(self) -> dict[str, Any]:
        """What `read` takes, made of JSON values."""
        return {"suggest": self.suggest, "when": self.when.plain(), "because": self.because}


def read(tree: object) -> tuple[tuple[Rule, ...], list[Problem]]:
    """The rules in `tree` (texts, lists and mappings of a file), and everything in it that is none."""
    try:
        listed = mapping_of(tree, KEYS).get("rules")
    except Wrong as wrong:
        return (), [Problem(wrong.path, wrong.message)]
    if not isinstance(listed, list) or not listed:
        return (), [Problem(("rules",), "'rules' must be a list of rules, at least one")]
    rules: list[Rule] = []
    problems: list[Problem] = []
    for place, raw in enumerate(listed):
        found = [*_wrong(raw)]
        problems += [replace(each, path=("rules", place, *each.path)) for each in found]
        if not found:
            rules.append(Rule(raw["suggest"], Condition.parse(raw["when"]), raw["because"]))
    return tuple(rules), problems


def _wrong(raw: object) -> Iterator[Problem]:
    """What keeps `raw` from being a rule."""
    if not isinstance(raw, dict):
        yield Problem((), "a rule is a mapping with 'suggest', 'when' and 'because'")
        return
    for key, value in raw.items():
        try:
            if key == "when":
                Condition.parse(value, (key,))
            elif key in Rule.KEYS:
                text_of(value, (key,))
            else:
                mapping_of({key: value}, Rule.KEYS)
        except Wrong as wrong:
            verb = wrong.message.split()[0] in ("is", "must")
            yield Problem(wrong.path, f"'{wrong.path[-1]}' {wrong.message}" if verb else wrong.message)
    because = raw.get("because")
    if isinstance(because, str) and ("{" in because or "}" in because):
        yield Problem(("because",), "an answer cannot be put in here; leave '{' and '}' out")
    for key in Rule.KEYS:
        if key not in raw:
            yield Problem((), f"'{key}' is missing")
