"""From plain JSON values, checked before, to the models of a flow, and back; without pydantic."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from reflect.flow.notation import Parsed
from reflect.flow.shapes import key_of

if TYPE_CHECKING:
    from reflect.flow.model import Flow

T = TypeVar("T")


def build(plain: dict[str, Any]) -> Flow:
    """The flow that `plain` describes. It must be what `unbuild` gives, or have passed `language.check`."""
    # To read what an entry says of its follow-ups takes a few models only, not those of a whole flow.
    from reflect.flow.model import Flow

    return _value(Flow, plain)


def build_as(kind: type[T], plain: Any) -> T:
    """A part of a flow of this kind that `plain` describes, as `build`. Raises Wrong, TypeError, KeyError, ValueError."""
    return _value(kind, plain)


def unbuild(value: Any) -> Any:
    """`value` made of JSON values; what is left at its default is left out."""
    if isinstance(value, Parsed):
        return value.plain()
    if is_dataclass(value):
        return {
            key_of(each.name): unbuild(held)
            for each in fields(value)
            if (held := getattr(value, each.name)) != each.default or each.name == "type"
        }
    if isinstance(value, tuple):
        return [unbuild(item) for item in value]
    return value


def _value(kind: type[T], plain: Any) -> T:
    """`plain` as the type `kind`, which is one of those the models are annotated with."""
    origin = get_origin(kind)
    if origin is None:
        if isinstance(kind, type) and issubclass(kind, Parsed):
            return cast(T, kind.parse(plain))
        if is_dataclass(kind):
            known = _fields(kind)
            return cast(T, kind(**{name: _value(of, plain[key]) for key, (name, of) in known.items() if key in plain}))
    if origin is Annotated:
        return cast(T, _value(get_args(kind)[0], plain))
    if origin is tuple:
        return cast(T, tuple(_value(get_args(kind)[0], item) for item in plain))
    if origin in (Union, types.UnionType):
        return cast(T, _one_of(get_args(kind), plain))
    return cast(T, plain)


@cache
def _fields(kind: type[Any]) -> dict[str, tuple[str, Any]]:
    """The fields of a model by their keys, each with its name and its type."""
    return {key_of(each.name): (each.name, each.type) for each in fields(kind)}


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    """`plain` as the one of `kinds` that it is: by its `type` for a step, by being a mapping for other models."""
    models = _models(kinds)
    if not models or plain is None or _is_words(kinds, plain):
        return plain
    named = plain.get("type") if isinstance(plain, dict) else None
    return _value(next((kind for kind in models if named and getattr(kind, "type", None) == named), models[0]), plain)


@cache
def _models(kinds: tuple[Any, ...]) -> tuple[type[Any], ...]:
    """Those of `kinds` that are made of what stands in a file, rather than being it."""
    return tuple(kind for kind in kinds if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Parsed)))


def _is_words(kinds: tuple[Any, ...], plain: Any) -> bool:
    """Whether `plain` is a text where a text is allowed beside a model."""
    return isinstance(plain, str) and any(get_origin(kind) is Annotated or kind is str for kind in kinds)
