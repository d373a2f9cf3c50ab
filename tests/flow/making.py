"""Flows, conditions and the other notations of the language, made at random by what the models say of themselves."""

from __future__ import annotations

import datetime as dt
import re
import types
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from reflect.flow.becoming import MEANINGS, Becomes, With
from reflect.flow.conditions import Condition, Test
from reflect.flow.days import Day
from reflect.flow.model import Flow
from reflect.flow.options import Each, Options, Range
from reflect.flow.shapes import Shape
from reflect.flow.spans import Span

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
REFERENCES = st.lists(NAMES, min_size=1, max_size=3).map(".".join)
FLOWS_NAMED = st.lists(NAMES, max_size=2).map(tuple)

VALUES = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
BOUNDS = st.none() | st.integers(0, 99)
TESTS = st.builds(Test, values=VALUES) | st.builds(
    Test, none_of=st.just(()) | VALUES, at_least=BOUNDS, at_most=BOUNDS, answered=st.none() | st.booleans()
).filter(lambda test: test != Test())


def _conditions(branches: st.SearchStrategy[Any]) -> st.SearchStrategy[Condition]:
    tests = st.dictionaries(REFERENCES.filter(lambda name: name not in Condition.WORDS), TESTS, max_size=3)
    pairs = tests.map(lambda found: tuple(found.items()))
    made = st.builds(Condition, tests=pairs, any=branches, entry=FLOWS_NAMED, no_entry=FLOWS_NAMED)
    return made.filter(lambda condition: condition != Condition())


BRANCHES = _conditions(st.just(()))
CONDITIONS = _conditions(st.just(()) | st.lists(BRANCHES, min_size=2, max_size=3).map(tuple))
FIXED = st.dictionaries(WORDS.filter(lambda key: key != "from"), WORDS, min_size=1, max_size=4)
OPTIONS = st.builds(Options, fixed=FIXED.map(lambda found: tuple(found.items()))) | st.builds(
    Options,
    sources=st.lists(REFERENCES, min_size=1, max_size=3).map(tuple),
    order=st.none() | REFERENCES,
    everywhere=st.booleans(),
)
AT_MOST = st.none() | st.integers(1, 9)
EACHES = st.builds(Each, of=REFERENCES, at_most=AT_MOST) | st.builds(
    Each, due=st.lists(NAMES, min_size=1, max_size=2).map(tuple), at_most=AT_MOST
)
ANSWERS = st.dictionaries(NAMES, WORDS, min_size=1, max_size=3).map(lambda found: tuple(found.items()))
SPANS = st.builds(Span, st.integers(0, 100), st.sampled_from("dwmy"))
DAYS = st.builds(Day, span=SPANS) | st.builds(Day, fixed=st.dates(min_value=dt.date(1000, 1, 1)))
RANGES = st.tuples(st.integers(0, 998), st.integers(0, 998)).map(lambda ends: Range(min(ends), max(ends) + 1))

MEANT = st.dictionaries(NAMES, st.sampled_from(MEANINGS) | SPANS, min_size=1, max_size=3)
BECOMES = st.builds(Becomes, what=st.sampled_from(("date", "text"))) | st.builds(
    Becomes, options=MEANT.map(lambda found: tuple(found.items()))
)

NOTATIONS: dict[type[Any], st.SearchStrategy[Any]] = {
    Condition: CONDITIONS,
    Options: OPTIONS,
    Each: EACHES,
    Span: SPANS,
    Day: DAYS,
    Range: RANGES,
    Becomes: BECOMES,
    With: st.builds(With, ANSWERS),
}


def made(kind: Any) -> st.SearchStrategy[Any]:
    """Values of `kind`, which is one of the types that the models are annotated with."""
    if kind in NOTATIONS:
        return NOTATIONS[kind]
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        shape = next((each for each in args[1:] if isinstance(each, Shape)), None)
        return st.integers(1, 99) if shape is None else _shaped(shape)
    if origin is tuple:
        return st.lists(made(args[0]), max_size=3).map(tuple)
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, types.UnionType):
        return st.one_of([made(each) for each in args])
    if is_dataclass(kind) and isinstance(kind, type):
        return _of_fields(kind)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: WORDS, int: st.integers(), bool: st.booleans(), type(None): st.none()
    }  # fmt: skip
    return simple[kind]


def _shaped(shape: Shape) -> st.SearchStrategy[str]:
    if re.fullmatch(shape.pattern, "\N{SNOWMAN}"):
        return WORDS
    return st.from_regex(re.compile(shape.pattern, re.ASCII), fullmatch=True)


def _of_fields(kind: type[Any]) -> st.SearchStrategy[Any]:
    given = {each.name: made(each.type) for each in fields(kind) if each.name != "type"}
    return st.builds(kind, **given)


FLOWS: st.SearchStrategy[Flow] = st.deferred(lambda: made(Flow))
