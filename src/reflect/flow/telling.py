"""Conditions as people say them: "rule is reason or knowing and affected is answered"."""

from __future__ import annotations

from reflect.flow.conditions import Condition, Test


def condition_in_words(condition: Condition) -> str:
    """All of `condition` in words."""
    parts = [test_in_words(reference, test) for reference, test in condition.tests]
    parts += [f"there is an entry of {flow}" for flow in condition.entry]
    parts += [f"there is no entry of {flow}" for flow in condition.no_entry]
    parts += [f"something of the kind {kind} is due" for kind in condition.due]
    if condition.any:
        parts.append(" or ".join(condition_in_words(branch) for branch in condition.any))
    return " and ".join(parts)


def test_in_words(reference: str, test: Test) -> str:
    """One test of a condition in words."""
    parts = []
    if test.values:
        parts.append(f"is {' or '.join(test.values)}")
    if test.none_of:
        parts.append(f"is not {' or '.join(test.none_of)}")
    if test.at_least is not None:
        parts.append(f"is at least {test.at_least}")
    if test.at_most is not None:
        parts.append(f"is at most {test.at_most}")
    if test.answered is not None:
        parts.append("is answered" if test.answered else "is not answered")
    return f"{reference} {' and '.join(parts)}"
