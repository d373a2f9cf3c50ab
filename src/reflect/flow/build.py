"""From plain JSON values, checked before, to the models of a flow, and back; without pydantic."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from reflect.flow.model import STEPS, Flow
from reflect.flow.notation import Parsed
from reflect.flow.shapes import key_of

T = TypeVar("T")


def build(plain: dict[str, Any]) -> Flow:
    """The flow that `plain` describes. It must be what `unbuild` gives, or have passed `language.check`."""
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
    if get_origin(kind) is Annotated:
        return cast(T, _value(get_args(kind)[0], plain))
    if get_origin(kind) is tuple:
        return cast(T, tuple(_value(get_args(kind)[0], item) for item in plain))
    if get_origin(kind) in (Union, types.UnionType):
        return cast(T, _one_of(get_args(kind), plain))
    if isinstance(kind, type) and issubclass(kind, Parsed):
        return cast(T, kind.parse(plain))
    if is_dataclass(kind):
        given = {each.name: each.type for each in fields(kind) if key_of(each.name) in plain}
        return cast(T, kind(**{name: _value(cast(type, of), plain[key_of(name)]) for name, of in given.items()}))
    return cast(T, plain)


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    """`plain` as the one of `kinds` that it is: by its `type` for a step, by being a mapping for other models."""
    if isinstance(plain, dict) and plain.get("type") in STEPS and STEPS[plain["type"]] in kinds:
        return _value(STEPS[plain["type"]], plain)
    models = [kind for kind in kinds if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Parsed))]
    return _value(models[0], plain) if models and plain is not None and not _is_words(kinds, plain) else plain


def _is_words(kinds: tuple[Any, ...], plain: Any) -> bool:
    """Whether `plain` is a text where a text is allowed beside a model."""
    return isinstance(plain, str) and any(get_origin(kind) is Annotated or kind is str for kind in kinds)
