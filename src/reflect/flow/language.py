"""Checks what stands in a flow file against the models, and describes the language as a JSON Schema. Uses pydantic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from reflect.flow.conditions import Condition
from reflect.flow.days import Day
from reflect.flow.model import FIELDS, STEPS, Flow
from reflect.flow.notation import Path, Wrong, did_you_mean
from reflect.flow.options import Each, Options, Range
from reflect.flow.problems import Problem
from reflect.flow.questions import Asked, LetterLine
from reflect.flow.shapes import Words, key_of
from reflect.flow.soundness import unsound
from reflect.flow.spans import Span

DIALECT = "https://json-schema.org/draft/2020-12/schema"

NOTATIONS = {kind.__name__: kind for kind in (Condition, Options, Each, Span, Day, Range)}

_HALF = re.compile("[\ud800-\udfff]")
VERBS = ("must", "is", "tests", "says", "shows", "can")

MEANING = {
    "missing": "'{key}' is missing",
    "string_type": "must be a text",
    "int_parsing": "must be a whole number, not '{input}'",
    "int_parsing_size": "is too large a number",
    "int_type": "must be a whole number",
    "bool_parsing": "must be true or false, not '{input}'",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "dataclass_type": "must be a mapping",
    "greater_than_equal": "must be {ge} or more",
}


def check(tree: object, flows: dict[str, Flow | None] | None = None) -> tuple[Flow | None, list[Problem]]:
    """The flow that `tree` (texts, lists and mappings of a flow file) describes, and everything wrong with it.

    `flows` are the other flows by id, None for one that is broken. The flow is None as long as a key is unknown or a
    value of the wrong kind; then what refers to what is not looked at yet.
    """
    if not isinstance(tree, dict):
        return None, [Problem((), "a flow is a mapping that begins with 'flow:'")]
    if halves := [*_halves(tree)]:
        return None, [Problem(path, "half a character stands here; write it whole, or leave it out") for path in halves]
    empty = set(_empty(tree))
    problems: list[Problem] = [Problem(path, "is empty") for path in empty]
    header, found = _valid(Flow, {**tree, "steps": []} if "steps" in tree else tree, ())
    problems += found
    steps, found = _listed(tree["steps"], STEPS, ("steps",), "step") if "steps" in tree else ([], [])
    problems += found
    if problems or header is None:
        said = [each for each in problems if each.message == "is empty" or each.path not in empty]
        return None, [*dict.fromkeys(_with_subject(each) for each in said)]
    flow = replace(header, steps=tuple(steps))
    return flow, [_with_subject(each) for each in unsound(flow, flows or {})]


def _with_subject(problem: Problem) -> Problem:
    """A message that begins with its verb gets the key it is about, since a place alone may be lost on the way."""
    key = next((part for part in reversed(problem.path) if isinstance(part, str)), None)
    if key is None or problem.message.split()[0] not in VERBS:
        return problem
    subject = f"'{key}'" if problem.path[-1] == key else f"an item of '{key}'"
    return replace(problem, message=f"{subject} {problem.message}")


def _halves(tree: object, path: Path = ()) -> Iterator[Path]:
    """Where a text or a key holds half of a surrogate pair, as JSON can write it."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _halves(key, (*path, key))
            yield from _halves(value, (*path, key))
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            yield from _halves(value, (*path, place))
    elif isinstance(tree, str) and not tree.isascii() and _HALF.search(tree):
        yield path


def _empty(tree: object, path: Path = ()) -> Iterator[Path]:
    """Where nothing at all is written after a key or a dash."""
    if tree is None:
        yield path
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from _empty(value, (*path, key))
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            yield from _empty(value, (*path, place))


def _listed(tree: object, kinds: dict[str, type[Any]], path: Path, word: str) -> tuple[list[Any], list[Problem]]:
    """The steps of a flow, or the fields of a group: each checked as the type that it says it is."""
    if not isinstance(tree, list) or not tree:
        return [], [Problem(path, f"must be a list of {word}s, at least one")]
    values, problems = [], []
    for place, raw in enumerate(tree):
        value, found = _one(raw, kinds, (*path, place), word)
        values.append(value)
        problems += found
    return values, problems


def _one(raw: object, kinds: dict[str, type[Any]], path: Path, word: str) -> tuple[Any, list[Problem]]:
    if not isinstance(raw, dict):
        return None, [Problem(path, f"a {word} is a mapping with a 'type'")]
    if "type" not in raw:
        return None, [Problem(path, "'type' is missing")]
    name = raw["type"]
    if not isinstance(name, str):
        return None, [Problem((*path, "type"), "must be a text")]
    if name not in kinds:
        if name in STEPS:
            return None, [Problem((*path, "type"), f"a {name} cannot stand in a group")]
        return None, [Problem((*path, "type"), f"unknown type '{name}'{did_you_mean(name, [*kinds])}")]
    if name == "group" and "fields" in raw:
        inner, problems = _listed(raw["fields"], FIELDS, (*path, "fields"), "field")
        value, found = _valid(kinds[name], {**raw, "fields": []}, path)
        return value and replace(value, fields=tuple(inner)), problems + found
    if name == "letter" and isinstance(raw.get("template"), list):
        lines, problems = _lines(raw["template"], (*path, "template"))
        value, found = _valid(kinds[name], {**raw, "template": []}, path)
        return value and replace(value, template=tuple(lines)), problems + found
    return _valid(kinds[name], raw, path)


def _lines(tree: list[object], path: Path) -> tuple[list[Any], list[Problem]]:
    """The lines of a letter: a text, or a mapping."""
    values, problems = [], []
    for place, raw in enumerate(tree):
        value, found = _valid(LetterLine if isinstance(raw, dict) else Words, raw, (*path, place))
        values.append(value)
        problems += found
    return values, problems


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _valid(kind: Any, raw: object, path: Path) -> tuple[Any, list[Problem]]:
    """`raw` as a `kind`, and what pydantic finds wrong with it, in our words."""
    try:
        return _adapter(kind).validate_python(raw), []
    except ValidationError as error:
        return None, [_problem(kind, each, path) for each in error.errors(include_url=False)]


def _problem(kind: Any, error: Any, path: Path) -> Problem:
    inner: Path = tuple(error["loc"])
    context = error.get("ctx", {})
    if error["type"] == "missing":
        return Problem(path + inner[:-1], MEANING["missing"].format(key=inner[-1]))
    if error["type"] == "unexpected_keyword_argument":
        known = _keys(kind, inner[:-1])
        return Problem(path + inner, f"unknown key '{inner[-1]}'{did_you_mean(str(inner[-1]), known)}")
    if isinstance(wrong := context.get("error"), Wrong):
        return Problem(path + inner + wrong.path, wrong.message)
    if error["type"] == "literal_error":
        known = _literals(kind, inner)
        given = error["input"]
        instead = f", not '{given}'{did_you_mean(given, known)}" if isinstance(given, str) else ""
        return Problem(path + inner, f"must be one of {', '.join(known)}{instead}")
    meaning = MEANING.get(error["type"], error["msg"])
    return Problem(path + inner, meaning.format(input=error["input"], **context))


def _at(kind: Any, path: Path) -> Any:
    """The type that stands at `path` inside the model `kind`."""
    for part in path:
        if isinstance(part, int):
            kind = next(iter(get_args(kind)), kind)
        else:
            kind = next((each.type for each in fields(_model(kind)) if key_of(each.name) == part), kind)
    return kind


def _model(kind: Any) -> Any:
    """The dataclass in `kind`, which may be it or a union with it."""
    return next((each for each in (kind, *get_args(kind)) if hasattr(each, "__dataclass_fields__")), kind)


def _keys(kind: Any, path: Path) -> list[str]:
    return [key_of(each.name) for each in fields(_model(_at(kind, path)))]


def _literals(kind: Any, path: Path) -> list[str]:
    found = _at(kind, path)
    return [str(word) for part in (found, *get_args(found)) for word in get_args(part) if isinstance(word, str)] or [
        str(word) for word in get_args(found)
    ]


# ---------------------------------------------------------------------------------------------- JSON Schema


def schema() -> dict[str, Any]:
    """The JSON Schema of a flow file, for editors."""
    whole = TypeAdapter(Flow).json_schema(by_alias=True)
    definitions = whole.pop("$defs")
    names = {each["properties"]["type"]["const"]: name for name, each in definitions.items() if _is_step(each)}
    whole["properties"]["steps"]["items"] = _by_type(names, STEPS)
    whole["properties"]["steps"]["minItems"] = 1
    # Pydantic finds the docstrings of a class's own fields only.
    shared = TypeAdapter(Asked).json_schema(by_alias=True)["properties"]
    for kind, name in names.items():
        if issubclass(STEPS[kind], Asked):
            for key, held in shared.items():
                definitions[name]["properties"][key] |= {"description": held["description"]}
        definitions[name].setdefault("required", []).insert(0, "type")
        if kind == "group":
            definitions[name]["properties"]["fields"] |= {"items": _by_type(names, FIELDS), "minItems": 1}
    described = {"$schema": DIALECT, "title": "A flow of reflect", **{k: v for k, v in whole.items() if k != "title"}}
    tidied: dict[str, Any] = _tidy({**described, "$defs": definitions})
    tidied["$defs"] |= {name: kind.described() for name, kind in NOTATIONS.items()}
    return tidied


def _is_step(definition: dict[str, Any]) -> bool:
    return "const" in definition.get("properties", {}).get("type", {})


def _by_type(names: dict[str, str], kinds: dict[str, type[Any]]) -> dict[str, Any]:
    """One of `kinds`, told apart by `type`, so that an editor complains about the one that was meant."""
    branches = [
        {"if": {"properties": {"type": {"const": kind}}}, "then": {"$ref": f"#/$defs/{names[kind]}"}} for kind in kinds
    ]
    return {"type": "object", "required": ["type"], "properties": {"type": {"enum": [*kinds]}}, "allOf": branches}


def _tidy(schema: Any) -> Any:
    """Without the titles pydantic derives from names, without null, which a flow cannot hold, each notation once."""
    if isinstance(schema, list):
        return [_tidy(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "anyOf" in schema:
        kinds = [each for each in schema["anyOf"] if each != {"type": "null"}]
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        schema = {**(kinds[0] if len(kinds) == 1 else {"anyOf": kinds}), **rest}
    for name, kind in NOTATIONS.items():
        described = kind.described()
        if schema.items() >= described.items():
            rest = {key: value for key, value in schema.items() if key not in {*described, "default", "title"}}
            return {**rest, "$ref": f"#/$defs/{name}"}
    return {
        key: _tidy(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str) and value != "A flow of reflect")
        and not (key == "default" and value in (None, [], False))
    }
