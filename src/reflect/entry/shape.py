"""Whether what stands in a file is an answer: told at a glance, and where that is in doubt part by part, to name what is wrong.

Of a long journal most answers are checked and never looked at; the glance costs a tenth of making them.
"""

from __future__ import annotations

from collections.abc import Mapping

from reflect.entry import plain
from reflect.entry.plain import Json, Misshapen

_TEXT = frozenset((str,))
_TEXT_OR_NONE = frozenset((str, type(None)))


def check_answer(data: Mapping[str, Json]) -> None:
    """Raises Misshapen for what no answer can be made of."""
    if _is_answer(data):
        return
    if "each" in data:
        for item in plain.records(data, "each"):
            check_said(item)
            _are_texts_or_none(item, "asked", "about")
            _are_texts(item, "key", "text")
    _are_texts(data, "id", "asked", "type")
    if "each" not in data:
        check_said(data)
    _are_texts_or_none(data, "section")
    for item in plain.records(data, "fields"):
        _are_texts(item, "id", "asked", "type")
        plain.texts(item, "labels")
    _check_range(data.get("range"))
    _are_texts_or_none(data, "about")
    if data.get("follow_up") is not None:
        plain.mapping(data["follow_up"], "'follow_up'")


def check_said(data: Mapping[str, Json]) -> None:
    """Raises Misshapen for what says nothing, not even that it was skipped."""
    skipped = data.get("skipped", False)
    if not isinstance(skipped, bool) or (not skipped and "value" not in data):
        raise Misshapen("an answer has neither 'value' nor 'skipped'")
    _are_texts_or_none(data, "said", "other")
    plain.texts(data, "labels")


def _are_texts(data: Mapping[str, Json], *keys: str) -> None:
    for key in keys:
        plain.text(data, key)


def _are_texts_or_none(data: Mapping[str, Json], *keys: str) -> None:
    for key in keys:
        plain.text_or_none(data, key)


def _check_range(value: Json) -> None:
    if value is not None and not (
        isinstance(value, list) and len(value) == 2 and all(isinstance(end, int) for end in value)
    ):
        raise Misshapen("'range' is not a pair of whole numbers")


# ------------------------------------------------------------------------------------------------------------ at a glance
# Each says no in doubt: to what is of another type, though it might do as well.


def _is_answer(data: Mapping[str, Json]) -> bool:
    look = data.get
    return (
        look("id").__class__ is str
        and look("asked").__class__ is str
        and look("type").__class__ is str
        and look("section").__class__ in _TEXT_OR_NONE
        and look("about").__class__ in _TEXT_OR_NONE
        and (_says(data) if "each" not in data else _is_list(data["each"]) and all(map(_is_each, data["each"])))
        and ("fields" not in data or (_is_list(data["fields"]) and all(map(_is_field, data["fields"]))))
        and ("range" not in data or (_is_list(data["range"]) and [*map(type, data["range"])] == [int, int]))
        and ("follow_up" not in data or data["follow_up"].__class__ is dict)
    )


def _is_each(item: Json) -> bool:
    if item.__class__ is not dict:
        return False
    look = item.get
    return (
        look("key").__class__ is str
        and look("text").__class__ is str
        and look("asked").__class__ in _TEXT_OR_NONE
        and look("about").__class__ in _TEXT_OR_NONE
        and _says(item)
    )


def _is_field(item: Json) -> bool:
    if item.__class__ is not dict:
        return False
    look = item.get
    named = look("id").__class__ is str and look("asked").__class__ is str and look("type").__class__ is str
    return named and ("labels" not in item or _are_labels(item["labels"]))


def _says(data: Mapping[str, Json]) -> bool:
    look = data.get
    return (
        ("value" in data if "skipped" not in data else data["skipped"] is True)
        and look("said").__class__ in _TEXT_OR_NONE
        and look("other").__class__ in _TEXT_OR_NONE
        and ("labels" not in data or _are_labels(data["labels"]))
    )


def _are_labels(value: Json) -> bool:
    return value.__class__ is dict and _TEXT.issuperset(map(type, value.values()))


def _is_list(value: Json) -> bool:
    return value.__class__ is list
