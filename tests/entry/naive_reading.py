"""Reads an entry part by part, checking each and making all of it at once: what reading some of it later must come to."""

from __future__ import annotations

import datetime as dt
from typing import Any

from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.plain import Json, Misshapen
from reflect.entry.said import AskedField, EachSaid, Said


def read(data: Json) -> Entry:
    given = mapping(data, "an entry")
    version = given.get("format")
    if not isinstance(version, int) or isinstance(version, bool):
        raise Misshapen("'format' is missing or not a whole number")
    if version < 1:
        raise Misshapen("'format' is not one there ever was")
    earlier = given.get("earlier", [])
    if not isinstance(earlier, list):
        raise Misshapen("'earlier' is not a list")
    return Entry(
        id=text(given, "id"),
        flow=FlowName.from_json(given.get("flow")),
        setback=text_or_none(given, "setback"),
        started=moment(given, "started"),
        finished=moment(given, "finished"),
        answers=tuple(answer(each) for each in records(given, "answers")),
        summary=text_or_none(given, "summary"),
        earlier=tuple(earlier),
        sealed_until=day_or_none(given, "sealed_until"),
        follow_up=tuple(records(given, "follow_up")),
        format=version,
        extra=rest(given, Entry.KEYS),
    )


def answer(data: dict[str, Json]) -> Answer:
    each = tuple(each_said(item) for item in records(data, "each")) if "each" in data else None
    return Answer(
        id=text(data, "id"),
        asked=text(data, "asked"),
        type=text(data, "type"),
        said=said(data, {}) if each is None else Said(skipped=True),
        section=text_or_none(data, "section"),
        private=data.get("private") is True,
        names=data.get("names") is True,
        each=each,
        fields=tuple(field(item) for item in records(data, "fields")),
        range=ends(data.get("range")),
        about=text_or_none(data, "about"),
        follow_up=mapping(data["follow_up"], "'follow_up'") if data.get("follow_up") is not None else None,
        becomes=data.get("becomes"),
        extra=rest(data, Answer.KEYS),
    )


def said(data: dict[str, Json], extra: dict[str, Json]) -> Said:
    skipped = data.get("skipped", False)
    if not isinstance(skipped, bool) or (not skipped and "value" not in data):
        raise Misshapen("an answer has neither 'value' nor 'skipped'")
    words, other = text_or_none(data, "said"), text_or_none(data, "other")
    return Said(data.get("value"), skipped, words, other, texts(data, "labels"), extra)


def each_said(data: dict[str, Json]) -> EachSaid:
    found = said(data, rest(data, EachSaid.KEYS))
    asked, about = text_or_none(data, "asked"), text_or_none(data, "about")
    return EachSaid(text(data, "key"), text(data, "text"), found, asked, about)


def field(data: dict[str, Json]) -> AskedField:
    name, asked, kind = text(data, "id"), text(data, "asked"), text(data, "type")
    return AskedField(name, asked, kind, texts(data, "labels"), data.get("names") is True, rest(data, AskedField.KEYS))


def ends(value: Json) -> tuple[int, int] | None:
    if value is None:
        return None
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(end, int) for end in value)):
        raise Misshapen("'range' is not a pair of whole numbers")
    return value[0], value[1]


def mapping(value: Json, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Misshapen(f"{what} is not a mapping")
    return value


def text(data: dict[str, Json], key: str) -> str:
    if not isinstance(data.get(key), str):
        raise Misshapen(f"'{key}' is missing or not a text")
    return str(data[key])


def text_or_none(data: dict[str, Json], key: str) -> str | None:
    return None if data.get(key) is None else text(data, key)


def records(data: dict[str, Json], key: str) -> list[dict[str, Json]]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise Misshapen(f"'{key}' is not a list")
    return [mapping(each, f"an item of '{key}'") for each in value]


def texts(data: dict[str, Json], key: str) -> dict[str, str]:
    value = mapping(data.get(key, {}), f"'{key}'")
    if not all(isinstance(each, str) for each in value.values()):
        raise Misshapen(f"an item of '{key}' is not a text")
    return dict(value)


def day_or_none(data: dict[str, Json], key: str) -> dt.date | None:
    try:
        return None if data.get(key) is None else dt.date.fromisoformat(data[key])
    except (ValueError, TypeError):
        raise Misshapen(f"'{key}' is no day") from None


def moment(data: dict[str, Json], key: str) -> dt.datetime:
    try:
        value = dt.datetime.fromisoformat(text(data, key))
    except ValueError:
        raise Misshapen(f"'{key}' is no moment in time") from None
    if value.tzinfo is None:
        raise Misshapen(f"'{key}' has no offset from UTC")
    return value


def rest(data: dict[str, Json], known: tuple[str, ...]) -> dict[str, Json]:
    return {key: value for key, value in data.items() if key not in known}
