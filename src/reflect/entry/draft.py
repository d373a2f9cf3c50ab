"""A draft: an interview that is not finished, as it is kept on disk after every answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reflect.entry import plain
from reflect.entry.amending import Place
from reflect.entry.model import Answer, FlowName
from reflect.entry.plain import Json
from reflect.entry.said import SKIPPED, Said

FORMAT = 1


@dataclass(frozen=True)
class Spot:
    """Where in an interview: a question, for an item of it (`item`), in a record of a group and one of its fields.

    A record without a field is the question whether there is such a record.
    """

    question: str
    item: str | None = None
    record: int | None = None
    field: str | None = None

    KEYS = ("question", "item", "record", "field")

    def to_json(self) -> dict[str, Json]:
        parts = {"question": self.question, "item": self.item, "record": self.record, "field": self.field}
        return {key: value for key, value in parts.items() if value is not None}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Spot:
        return cls(
            plain.text(data, "question"),
            plain.text_or_none(data, "item"),
            plain.number(data, "record") if "record" in data else None,
            plain.text_or_none(data, "field"),
        )


@dataclass(frozen=True)
class Given:
    """What was given at one spot."""

    spot: Spot
    said: Said

    def to_json(self) -> dict[str, Json]:
        return {**self.spot.to_json(), **self.said.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Given:
        return cls(Spot.from_json(data), Said.from_json(data, plain.rest(data, (*Spot.KEYS, *Said.KEYS))))


@dataclass(frozen=True)
class Typing:
    """What was typed at a spot and not yet answered."""

    spot: Spot
    text: str
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = (*Spot.KEYS, "text")

    def to_json(self) -> dict[str, Json]:
        return {**self.spot.to_json(), "text": self.text, **self.extra}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Typing:
        return cls(Spot.from_json(data), plain.text(data, "text"), plain.rest(data, cls.KEYS))


@dataclass(frozen=True)
class Edits:
    """That a draft changes an answer of an entry: which, and what was said there when it was read; without a place, the whole
    entry as a sheet, whose text is what is half typed, and `sheet` what it was to begin with."""

    entry: str
    place: Place | None = None
    before: Said = SKIPPED
    sheet: str | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = ("entry", "question", "key", "sheet", *Said.KEYS)

    def to_json(self) -> dict[str, Json]:
        where = self.place
        parts = {"question": where.question, "key": where.key} if where else {}
        said = self.before.to_json() if where else {"sheet": self.sheet}
        return {
            "entry": self.entry,
            **{key: name for key, name in parts.items() if name is not None},
            **said,
            **self.extra,
        }

    @classmethod
    def from_json(cls, data: Json) -> Edits:
        """What is edited, in `data`. Raises Misshapen."""
        given = plain.mapping(data, "'edits'")
        question, extra = plain.text_or_none(given, "question"), plain.rest(given, cls.KEYS)
        entry = plain.text(given, "entry")
        if question is None:
            return cls(entry, sheet=plain.text_or_none(given, "sheet"), extra=extra)
        return cls(entry, Place(question, plain.text_or_none(given, "key")), Said.from_json(given), extra=extra)


@dataclass(frozen=True)
class Draft:
    """An unfinished interview: the trail of answers, those kept from branches that were left, and what was half typed.

    `ahead` are the places whose kept answers come again by themselves, after a jump back over them. `entry` is the id the
    finished entry will have, noted before it is written; `quick` is whether only required questions are asked; `sha256`
    is of the flow file it began with. `promised` are the answers with which it waits for a day on which it goes on,
    `raised` the remarks on its words that were made, each by its check and the phrase. `edits` is what it changes of an entry
    that there is; None for an interview.
    """

    id: str
    flow: FlowName
    sha256: str
    setback: str | None
    started: dt.datetime
    saved: dt.datetime
    trail: tuple[Given, ...] = ()
    kept: tuple[Given, ...] = ()
    typing: Typing | None = None
    ahead: tuple[Spot, ...] = ()
    quick: bool = False
    entry: str | None = None
    promised: tuple[Answer, ...] = ()
    raised: tuple[tuple[str, str], ...] = ()
    edits: Edits | None = None
    format: int = FORMAT
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = (
        "format", "id", "flow", "setback", "started", "saved", "quick", "trail", "kept", "ahead", "typing", "entry",
        "promised", "raised", "edits",
    )  # fmt: skip

    @property
    def answered(self) -> int:
        """How many questions have been answered or left empty; a repeated one counts once per item."""
        return len({(each.spot.question, each.spot.item) for each in self.trail})

    def to_json(self) -> dict[str, Json]:
        return {
            "format": self.format,
            "id": self.id,
            "flow": {**self.flow.to_json(), "sha256": self.sha256},
            "setback": self.setback,
            "started": self.started.isoformat(timespec="seconds"),
            "saved": self.saved.isoformat(timespec="seconds"),
            "quick": self.quick,
            "trail": [each.to_json() for each in self.trail],
            "kept": [each.to_json() for each in self.kept],
            **({"ahead": [each.to_json() for each in self.ahead]} if self.ahead else {}),
            "typing": self.typing.to_json() if self.typing else None,
            "entry": self.entry,
            **({"promised": [each.to_json() for each in self.promised]} if self.promised else {}),
            **({"raised": [list(each) for each in self.raised]} if self.raised else {}),
            **({"edits": self.edits.to_json()} if self.edits else {}),
            **self.extra,
        }

    @classmethod
    def from_json(cls, data: Json) -> Draft:
        """The draft in `data`. Raises Misshapen."""
        given = plain.mapping(data, "a draft")
        flow = plain.mapping(given.get("flow"), "'flow'")
        typing = given.get("typing")
        return cls(
            id=plain.text(given, "id"),
            flow=replace(FlowName.from_json(flow), extra=plain.rest(flow, (*FlowName.KEYS, "sha256"))),
            sha256=plain.text(flow, "sha256"),
            setback=plain.text_or_none(given, "setback"),
            started=plain.moment(given, "started"),
            saved=plain.moment(given, "saved"),
            trail=tuple(Given.from_json(each) for each in plain.records(given, "trail")),
            kept=tuple(Given.from_json(each) for each in plain.records(given, "kept")),
            typing=Typing.from_json(plain.mapping(typing, "'typing'")) if typing is not None else None,
            ahead=tuple(Spot.from_json(each) for each in plain.records(given, "ahead")),
            quick=given.get("quick") is True,
            entry=plain.text_or_none(given, "entry"),
            promised=tuple(Answer.from_json(each) for each in plain.records(given, "promised")),
            raised=_pairs(given.get("raised")),
            edits=Edits.from_json(given["edits"]) if given.get("edits") is not None else None,
            format=plain.number(given, "format"),
            extra=plain.rest(given, cls.KEYS),
        )


def _pairs(value: Json) -> tuple[tuple[str, str], ...]:
    """Pairs of texts; what is none is passed over."""
    listed = value if isinstance(value, list) else []
    pairs = (tuple(each) for each in listed if isinstance(each, list) and all(isinstance(one, str) for one in each))
    return tuple((each[0], each[1]) for each in pairs if len(each) == 2)
