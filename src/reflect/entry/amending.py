"""An answer of an entry is changed: the new words take their place, and those before are kept with the entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reflect.entry import plain
from reflect.entry.model import Answer, Entry
from reflect.entry.plain import Json, Misshapen
from reflect.entry.said import EachSaid, Said


@dataclass(frozen=True)
class Place:
    """An answer in an entry: its question, and of one that was asked once per item the key of the item."""

    question: str
    key: str | None = None

    def __str__(self) -> str:
        return self.question if self.key is None else f"{self.question}/{self.key}"


@dataclass(frozen=True)
class Amendment:
    """What is said at a place from now on (`after`), and what was read there before."""

    place: Place
    before: Said
    after: Said


@dataclass(frozen=True)
class Earlier:
    """A wording that was replaced, as an entry keeps it: where, what was said, and until when."""

    place: Place
    said: Said
    until: dt.datetime

    KEYS = ("id", "key", "until")

    def to_json(self) -> dict[str, Json]:
        key = {"key": self.place.key} if self.place.key is not None else {}
        return {
            "id": self.place.question,
            **key,
            "until": self.until.isoformat(timespec="seconds"),
            **self.said.to_json(),
        }

    @classmethod
    def from_json(cls, data: Json) -> Earlier:
        """The wording in `data`. Raises Misshapen."""
        given = plain.mapping(data, "an earlier wording")
        where = Place(plain.text(given, "id"), plain.text_or_none(given, "key"))
        return cls(where, Said.from_json(given), plain.moment(given, "until"))


def places(entry: Entry) -> Iterator[tuple[Place, Answer, EachSaid | None]]:
    """Every place of an entry where something can be said, in its order."""
    for answer in entry.answers:
        if answer.each is None:
            yield Place(answer.id), answer, None
        for each in answer.each or ():
            yield Place(answer.id, each.key), answer, each


def said_at(entry: Entry, place: Place) -> Said | None:
    """What is said at a place; None where there is no such place."""
    for where, answer, each in places(entry):
        if where == place:
            return answer.said if each is None else each.said
    return None


def amended(entry: Entry, amendment: Amendment, moment: dt.datetime) -> Entry | None:
    """The entry with what the amendment says, and with the wordings that this replaced; None where there is no such place.

    What another program has said there since the answer was read is kept beside what was read: both are wordings of before.
    """
    found = said_at(entry, amendment.place)
    if found is None:
        return None
    replaced = [each for each in (amendment.before, found) if not each.skipped and each != amendment.after]
    replaced = [each for place, each in enumerate(replaced) if each not in replaced[:place]]
    kept = {(each.place, _words(each.said)) for each in earlier(entry)}
    # What was read and is not there any more may have been kept by whoever replaced it.
    wordings = [
        Earlier(amendment.place, each, moment)
        for each in replaced
        if each == found or (amendment.place, _words(each)) not in kept
    ]
    return replace(
        entry,
        answers=tuple(_with(answer, amendment) for answer in entry.answers),
        earlier=(*entry.earlier, *(each.to_json() for each in wordings)),
    )


def earlier(entry: Entry) -> tuple[Earlier, ...]:
    """The wordings that edits have replaced, in the order in which they were; what another program kept there otherwise is
    passed over."""
    found = []
    for each in entry.earlier:
        try:
            found.append(Earlier.from_json(each))
        except Misshapen:
            continue
    return tuple(found)


def _with(answer: Answer, amendment: Amendment) -> Answer:
    place = amendment.place
    if answer.id != place.question:
        return answer
    if answer.each is None:
        return replace(answer, said=amendment.after) if place.key is None else answer
    each = tuple(replace(one, said=amendment.after) if one.key == place.key else one for one in answer.each)
    return replace(answer, each=each)


def _words(said: Said) -> str:
    return repr(said.to_json())
