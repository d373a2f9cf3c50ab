"""Whether values fit the kind of answer they speak of: numbers on a scale, options there are, tests that can hold."""

from __future__ import annotations

from collections.abc import Iterator

from reflect.flow.conditions import Test
from reflect.flow.notation import YES_NO, Path, did_you_mean
from reflect.flow.problems import Problem
from reflect.flow.questions import Asked, Choice, Choices, Date, Entries, Group, Items, Question, Scale, YesNo
from reflect.flow.scope import Target


def keys_of(step: Question) -> list[str]:
    """The keys that can be chosen, as far as the flow alone tells; nothing when they come from answers."""
    if not isinstance(step, Choice | Choices) or not step.options.fixed:
        return []
    return [key for key, _ in step.options.fixed] + (["other"] if step.other else [])


def nearest(word: str, known: list[str]) -> str:
    """The option that was perhaps meant, or all there are."""
    return did_you_mean(word, known) or f"; there are {', '.join(known)}"


def amounts(step: Asked, path: Path) -> Iterator[Problem]:
    """Whether the least and the most items of an answer can be had."""
    least, most = getattr(step, "at_least", None), getattr(step, "at_most", None)
    if least and most and least > most:
        yield Problem((*path, "at_least"), f"at least {least} and at most {most} cannot both be")
    if isinstance(step, Choices) and step.options.fixed and least and least > len(keys_of(step)):
        yield Problem((*path, "at_least"), f"at least {least}, and there are only {len(keys_of(step))} options")


def most_items(step: Question) -> int | None:
    """How many items an answer has at most, as far as the flow alone tells."""
    given = getattr(step, "at_most", None)
    known = len(keys_of(step)) if isinstance(step, Choices) and step.options.fixed else None
    return min((each for each in (given, known) if each is not None), default=None)


def in_range(scale: Scale, value: int, path: Path) -> Iterator[Problem]:
    """Whether a number lies on a scale."""
    if not scale.range.low <= value <= scale.range.high:
        yield Problem(path, f"{value} lies outside {scale.range.plain()}")


def test_fits(target: Target, test: Test, path: Path) -> Iterator[Problem]:
    """Whether an answer of this kind can be tested like this."""
    step, words = target.holder, (*test.values, *test.none_of)
    bounds = [bound for bound in (test.at_least, test.at_most) if bound is not None]
    if bounds and not isinstance(step, Scale | Choices | Items | Group | Entries):
        yield Problem(path, f"'at_least' and 'at_most' compare scales and numbers of items; this is a {step.type}")
    if test.at_least is not None and test.at_most is not None and test.at_least > test.at_most:
        yield Problem(path, f"at least {test.at_least} and at most {test.at_most} cannot both be")
    if bounds and test.answered is False:
        yield Problem(path, "what is not answered has no amount; leave out 'answered', or 'at_least' and 'at_most'")
    if isinstance(step, Choices | Items | Group | Entries):
        yield from _amount_fits(step, test, path)
    if isinstance(step, Scale):
        for bound in bounds:
            yield from in_range(step, bound, path)
        for word in words:
            if word.isdecimal():
                yield from in_range(step, int(word), path)
            else:
                yield Problem(path, f"a scale is compared with a number, not with '{word}'")
    if isinstance(step, Group | Date | Entries) and words:
        yield Problem(
            path,
            f"a question of type {step.type} is tested with 'answered'{'' if isinstance(step, Date) else ' or a number'}",
        )
    if isinstance(step, YesNo):
        for word in words:
            if word.lower() not in YES_NO:
                yield Problem(path, f"a yes/no question is never '{word}'; write yes or no")
    keys = keys_of(step)
    for word in words:
        if keys and word not in keys:
            yield Problem(path, f"there is no option '{word}'{nearest(word, keys)}")


def _amount_fits(step: Question, test: Test, path: Path) -> Iterator[Problem]:
    """Whether an answer can have as many items as a test wants."""
    limit = most_items(step)
    if test.at_least is not None and test.at_least < 0:
        yield Problem(path, f"at least {test.at_least} says nothing; write 1 or more")
    if test.at_least is not None and limit is not None and test.at_least > limit:
        yield Problem(path, f"at least {test.at_least}, and there are never more than {limit}")
    if test.at_most is not None and test.at_most < 1:
        yield Problem(path, "an answer has at least one item; for none, write {answered: false}")
