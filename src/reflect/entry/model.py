"""An entry: one finished interview, with what was asked and what was answered, readable without its flow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from reflect.entry import plain
from reflect.entry.plain import Json, Misshapen, frozen
from reflect.entry.said import SKIPPED, AskedField, EachSaid, Said
from reflect.entry.shape import check_answer

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
    KNOWN = frozenset(KEYS)

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
        """The answer in `data`. Raises Misshapen."""
        check_answer(data)
        return cls.of(data)

    @classmethod
    def of(cls, data: Mapping[str, Json]) -> Answer:
        """The answer in `data`, which is known to be one."""
        look = data.get
        each, ends = look("each"), look("range")
        return frozen(
            cls,
            id=data["id"],
            asked=data["asked"],
            type=data["type"],
            said=Said.of(data) if each is None else SKIPPED,
            section=look("section"),
            private=look("private") is True,
            names=look("names") is True,
            each=None if each is None else tuple(map(EachSaid.of, each)),
            fields=tuple(map(AskedField.of, look("fields", ()))),
            range=None if ends is None else tuple(ends),
            about=look("about"),
            follow_up=look("follow_up"),
            becomes=look("becomes"),
            extra=plain.rest(data, cls.KNOWN),
        )


class _Unread:
    """Answers as they stand in a file, known to be answers: each is made when it is first looked at, for of a long journal
    few are."""

    def __init__(self, written: Sequence[Mapping[str, Json]]) -> None:
        self.written = written
        self._made: dict[int, Answer] = {}

    @classmethod
    def of_file(cls, written: Sequence[Mapping[str, Json]]) -> _Unread:
        """What stands in a file. Raises Misshapen where it is not all answers."""
        for each in written:
            check_answer(each)
        return cls(written)

    def of(self, question: str) -> Answer | None:
        """The first answer to the question with this id."""
        place = self._places.get(question)
        return None if place is None else self.at(place)

    @cached_property
    def _places(self) -> dict[str, int]:
        last = len(self.written) - 1
        return {each["id"]: last - back for back, each in enumerate(reversed(self.written))}

    def at(self, place: int) -> Answer:
        """The answer at a place; the same one each time."""
        found = self._made.get(place)
        if found is None:
            found = self._made[place] = Answer.of(self.written[place])
        return found

    def having(self, key: str) -> list[Answer]:
        """The answers for which something is written at a key."""
        return [self.at(place) for place, each in enumerate(self.written) if each.get(key) is not None]


@dataclass(frozen=True)
class Entry:
    """One finished interview. Times are aware; `setback` is the id of what it is about, or None.

    `follow_up` is what comes back because its flow was done, as it stood in the flow. Of an entry that was read from a file
    an answer is made when it is asked for; asking for all `answers` makes all of them.
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
    KNOWN = frozenset(KEYS)
    _unread: ClassVar[_Unread | None] = None

    if not TYPE_CHECKING:  # A type checker would take it that an entry has every attribute.

        def __getattr__(self, name: str) -> Any:
            """All answers, where they are unread so far."""
            if name != "answers" or self._unread is None:
                raise AttributeError(name)
            answers = tuple(self._unread.at(place) for place in range(len(self._unread.written)))
            self.__dict__.update(answers=answers, _unread=None)
            return answers

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
        if self._unread is not None:
            return self._unread.of(question)
        return next((each for each in self.answers if each.id == question), None)

    def having(self, key: str) -> Sequence[Answer]:
        """The answers that have something at a key (`each`, `follow_up`), in their order."""
        if self._unread is None:
            return [each for each in self.answers if getattr(each, key) is not None]
        return self._unread.having(key)

    @property
    def answered(self) -> bool:
        """Whether there are answers in it."""
        return bool(self.answers if self._unread is None else self._unread.written)

    def without_private(self) -> Entry:
        """The entry without the answers that were kept private."""
        if self._unread is None:
            seen = tuple(each for each in self.answers if not each.private)
            return self if len(seen) == len(self.answers) else replace(self, answers=seen)
        written = [each for each in self._unread.written if each.get("private") is not True]
        if len(written) == len(self._unread.written):
            return self
        return frozen(Entry, **{**vars(self), "_unread": _Unread(written)})

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
        return frozen(
            cls,
            id=plain.text(given, "id"),
            flow=FlowName.from_json(given.get("flow")),
            setback=plain.text_or_none(given, "setback"),
            started=plain.moment(given, "started"),
            finished=plain.moment(given, "finished"),
            _unread=_Unread.of_file(plain.records(given, "answers")),
            summary=plain.text_or_none(given, "summary"),
            earlier=tuple(earlier),
            sealed_until=plain.day_or_none(given, "sealed_until"),
            follow_up=tuple(plain.records(given, "follow_up")),
            format=version,
            extra=plain.rest(given, cls.KNOWN),
        )
