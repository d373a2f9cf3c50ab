"""What was said to a question: in one answer, for each item it was asked for, and in the fields of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reflect.entry import plain
from reflect.entry.plain import NOTHING, Json, frozen
from reflect.entry.shape import check_said

OTHER = "other"
"""The key of the option that has a free answer beside it."""
HOLE = "{it}"
"""Where the words of each item belong in a question that was asked once per item."""


@dataclass(frozen=True)
class AskedField:
    """A field of a group as it was asked: id, words, type, the labels of its options, and whether it names people."""

    id: str
    asked: str
    type: str
    labels: Mapping[str, str] = field(default_factory=dict)
    names: bool = False
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = ("id", "asked", "type", "labels", "names")
    KNOWN = frozenset(KEYS)

    def said_in(self, record: Mapping[str, Json]) -> Said:
        """What a record of the group holds for this field; skipped when it holds nothing."""
        if self.id not in record:
            return SKIPPED
        return frozen(
            Said,
            value=record[self.id],
            skipped=False,
            said=_beside(record, "said", self.id) if "said" in record else None,
            other=_beside(record, "other", self.id) if "other" in record else None,
            labels=self.labels,
            extra=NOTHING,
        )

    def to_json(self) -> dict[str, Json]:
        data: dict[str, Json] = {"id": self.id, "asked": self.asked, "type": self.type}
        labels = {"labels": dict(self.labels)} if self.labels else {}
        return {**data, **labels, **({"names": True} if self.names else {}), **self.extra}

    @classmethod
    def of(cls, data: Mapping[str, Json]) -> AskedField:
        """The field in `data`, which is known to be one."""
        return frozen(
            cls,
            id=data["id"],
            asked=data["asked"],
            type=data["type"],
            labels=data.get("labels", NOTHING),
            names=data.get("names") is True,
            extra=plain.rest(data, cls.KNOWN),
        )


@dataclass(frozen=True)
class Said:
    """One answer to one question, or to one item of a question asked once per item.

    `value` by type: text, long, letter: str; choice: option key; choices: list of option keys; scale: int; date: ISO 8601
    day, None when only `said` (the person's words) is known; yesno: bool; list and entries: list of {key, text}; group:
    list of records {key, FIELD: value, ..., said?: {FIELD: words}, other?: {FIELD: words}}.
    `other` is the free answer beside the option key `other`. `skipped` means shown, and left empty. `extra` are the
    fields of a newer program, of an answer that has no other place for them.
    """

    value: Json = None
    skipped: bool = False
    said: str | None = None
    other: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = ("value", "skipped", "said", "other", "labels")

    def to_json(self) -> dict[str, Json]:
        data: dict[str, Json] = {"skipped": True} if self.skipped else {"value": self.value}
        if self.said is not None:
            data["said"] = self.said
        if self.other is not None:
            data["other"] = self.other
        if self.labels:
            data["labels"] = dict(self.labels)
        return {**data, **self.extra}

    @classmethod
    def from_json(cls, data: Mapping[str, Json], extra: Mapping[str, Json] = NOTHING) -> Said:
        """What is said in `data`, which may hold more than that; of the rest, `extra` belongs to it. Raises Misshapen."""
        check_said(data)
        return cls.of(data, extra)

    @classmethod
    def of(cls, data: Mapping[str, Json], extra: Mapping[str, Json] = NOTHING) -> Said:
        """The same of `data` which is known to say something, or that it was skipped."""
        look = data.get
        return frozen(
            cls,
            value=look("value"),
            skipped=look("skipped", False),
            said=look("said"),
            other=look("other"),
            labels=look("labels", NOTHING),
            extra=extra,
        )


SKIPPED = Said(skipped=True)


@dataclass(frozen=True)
class EachSaid:
    """The answer for one item of a question asked once per item: the item's key and words, and what was said.

    `asked` is the question in this item's words, where the item alone does not make them of the common ones. At a
    check-in the key is the reference of what is spoken of, and `about` that of the follow-up that brought it back.
    """

    key: str
    text: str
    said: Said
    asked: str | None = None
    about: str | None = None

    KEYS = ("key", "text", "asked", "about", *Said.KEYS)
    KNOWN = frozenset(KEYS)

    def to_json(self) -> dict[str, Json]:
        beside = {"asked": self.asked, "about": self.about}
        given = {key: words for key, words in beside.items() if words is not None}
        return {"key": self.key, "text": self.text, **given, **self.said.to_json()}

    @classmethod
    def of(cls, data: Mapping[str, Json]) -> EachSaid:
        """The answer for an item in `data`, which is known to be one."""
        said = Said.of(data, plain.rest(data, cls.KNOWN))
        return frozen(
            cls, key=data["key"], text=data["text"], said=said, asked=data.get("asked"), about=data.get("about")
        )


def _beside(record: Mapping[str, Json], name: str, field: str) -> str | None:
    """The person's own words for a field of a record: those for a date, or a free answer."""
    words = record.get(name)
    own = words.get(field) if isinstance(words, dict) else None
    return own if isinstance(own, str) else None
