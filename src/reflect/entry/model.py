"""An entry: one finished interview, with what was asked and what was answered, readable without its flow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reflect.entry import plain
from reflect.entry.plain import Json, Misshapen
from reflect.entry.said import AskedField, EachSaid, Said

FORMAT = 1


@dataclass(frozen=True)
class FlowName:
    """Which flow, and which version of it, an entry came from."""

    id: str
    version: int
    title: str
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = ("id", "version", "title")

    def to_json(self) -> dict[str, Json]:
        return {"id": self.id, "version": self.version, "title": self.title, **self.extra}

    @classmethod
    def from_json(cls, data: Json) -> FlowName:
        given = plain.mapping(data, "'flow'")
        extra = plain.rest(given, cls.KEYS)
        return cls(plain.text(given, "id"), plain.number(given, "version"), plain.text(given, "title"), extra)


@dataclass(frozen=True)
class Answer:
    """A question that was shown, and what was said to it; `each` instead of `said` when it was asked once per item.

    `asked` has then a hole (HOLE) where the item's words belong, and so have the fields of a group. `follow_up` is what
    the question promised, and `becomes` what its answer means for what was due, both as they stood in the flow; `about`
    is the reference of the earlier answer it speaks of.
    """

    id: str
    asked: str
    type: str
    said: Said = field(default_factory=lambda: Said(skipped=True))
    section: str | None = None
    private: bool = False
    names: bool = False
    each: tuple[EachSaid, ...] | None = None
    fields: tuple[AskedField, ...] = ()
    range: tuple[int, int] | None = None
    about: str | None = None
    follow_up: Mapping[str, Json] | None = None
    becomes: Json = None
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = (
        "id", "section", "asked", "type", "value", "skipped", "said", "other", "labels", "private", "names", "each",
        "fields", "range", "about", "follow_up", "becomes",
    )  # fmt: skip

    def sayings(self) -> tuple[Said, ...]:
        """Everything said to the question: one, or one per item."""
        return (self.said,) if self.each is None else tuple(each.said for each in self.each)

    def to_json(self) -> dict[str, Json]:
        data: dict[str, Json] = {"id": self.id, "section": self.section, "asked": self.asked, "type": self.type}
        if self.each is None:
            data |= self.said.to_json()
        else:
            data["each"] = [each.to_json() for each in self.each]
        if self.fields:
            data["fields"] = [each.to_json() for each in self.fields]
        if self.range is not None:
            data["range"] = list(self.range)
        if self.private:
            data["private"] = True
        if self.names:
            data["names"] = True
        beside = {"about": self.about, "follow_up": self.follow_up, "becomes": self.becomes}
        return {**data, **{key: value for key, value in beside.items() if value is not None}, **self.extra}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Answer:
        each = None
        if "each" in data:
            each = tuple(EachSaid.from_json(item) for item in plain.records(data, "each"))
        return cls(
            id=plain.text(data, "id"),
            asked=plain.text(data, "asked"),
            type=plain.text(data, "type"),
            said=Said.from_json(data) if each is None else Said(skipped=True),
            section=plain.text_or_none(data, "section"),
            private=data.get("private") is True,
            names=data.get("names") is True,
            each=each,
            fields=tuple(AskedField.from_json(item) for item in plain.records(data, "fields")),
            range=_range(data.get("range")),
            about=plain.text_or_none(data, "about"),
            follow_up=plain.mapping(data["follow_up"], "'follow_up'") if data.get("follow_up") is not None else None,
            becomes=data.get("becomes"),
            extra=plain.rest(data, cls.KEYS),
        )


@dataclass(frozen=True)
class Entry:
    """One finished interview. Times are aware; `setback` is the id of what it is about, or None.

    `follow_up` is what comes back because its flow was done, as it stood in the flow.
    """

    id: str
    flow: FlowName
    setback: str | None
    started: dt.datetime
    finished: dt.datetime
    answers: tuple[Answer, ...]
    summary: str | None = None
    earlier: tuple[Json, ...] = ()
    sealed_until: dt.date | None = None
    follow_up: tuple[Mapping[str, Json], ...] = ()
    format: int = FORMAT
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = (
        "format", "id", "flow", "setback", "started", "finished", "summary", "answers", "earlier", "sealed_until",
        "follow_up",
    )  # fmt: skip

    @property
    def moment(self) -> tuple[dt.datetime, str]:
        """When it was made, as entries are ordered: when it was finished, and its id."""
        return self.finished, self.id

    @property
    def newer(self) -> bool:
        """Whether a newer program wrote it; then it can be read, not changed."""
        return self.format > FORMAT

    def answer(self, question: str) -> Answer | None:
        """The answer to the question with this id, if it was shown."""
        return next((each for each in self.answers if each.id == question), None)

    def sealed(self, today: dt.date) -> bool:
        """Whether it was sealed until a day that has not come."""
        return self.sealed_until is not None and today < self.sealed_until

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Json] = {
            "format": self.format,
            "id": self.id,
            "flow": self.flow.to_json(),
            "setback": self.setback,
            "started": self.started.isoformat(timespec="seconds"),
            "finished": self.finished.isoformat(timespec="seconds"),
            "summary": self.summary,
            "answers": [each.to_json() for each in self.answers],
            "earlier": list(self.earlier),
        }
        if self.sealed_until is not None:
            data["sealed_until"] = self.sealed_until.isoformat()
        if self.follow_up:
            data["follow_up"] = [dict(each) for each in self.follow_up]
        return {**data, **self.extra}

    @classmethod
    def from_json(cls, data: Json) -> Entry:
        """The entry in `data`. Raises Misshapen."""
        given = plain.mapping(data, "an entry")
        version = plain.number(given, "format")
        if version < 1:
            raise Misshapen("'format' is not one there ever was")
        earlier = given.get("earlier", [])
        if not isinstance(earlier, list):
            raise Misshapen("'earlier' is not a list")
        return cls(
            id=plain.text(given, "id"),
            flow=FlowName.from_json(given.get("flow")),
            setback=plain.text_or_none(given, "setback"),
            started=plain.moment(given, "started"),
            finished=plain.moment(given, "finished"),
            answers=tuple(Answer.from_json(each) for each in plain.records(given, "answers")),
            summary=plain.text_or_none(given, "summary"),
            earlier=tuple(earlier),
            sealed_until=plain.day_or_none(given, "sealed_until"),
            follow_up=tuple(plain.records(given, "follow_up")),
            format=version,
            extra=plain.rest(given, cls.KEYS),
        )


def _range(value: Json) -> tuple[int, int] | None:
    if value is None:
        return None
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(end, int) for end in value)):
        raise Misshapen("'range' is not a pair of whole numbers")
    return value[0], value[1]
