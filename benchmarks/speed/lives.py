"""Many lives beside and after each other, each the made-up year with other words on other days: which entry stands when.

A life begins every 18 or 19 days, so that some twenty are under way at any time and an entry is written every five hours, about
as much as the heaviest writers of journals have. Small corpora, which would be over within weeks, have fewer lives beside each
other, so that they reach over a year. A life is cut where the corpus ends; all but the last few then end in a check-in in
which everything is done or let go, as nobody leaves hundreds of promises open.
"""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from wording import RARE_SENTENCE, text
from year import CHECKIN, END, Pattern, Setback, Year

BESIDE = 20
"""How many lives are under way at a time, where there are enough."""
STEP = dt.timedelta(days=18.5)
"""How long after a life the next one begins: 92 entries every five hours. With 100,000 the first is of 1970, before which there
are no ids."""
OPEN = 2
"""How many of the newest lives are left open."""
CLOSED_WITHIN = 30
"""How many days before the end of the corpus those are closed at the latest that are under way then."""
RARE_EVERY, RARE_AT = 500, 50
"""One entry of so many holds the rare word: the one at this place, or the next one with room for it."""
LONG, SHORT = (600, 1000), (200, 800)
"""How many characters an entry has, from and to: a check-in has less. One that has more in the made-up year keeps that."""


@dataclass
class Life:
    """A life: how far its year is moved, how many entries of it there are, and what has been said in it so far."""

    shift: dt.timedelta
    count: int
    left_open: bool
    ids: dict[str, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    left: int = 0


@dataclass(frozen=True)
class Written:
    """An entry as it stands in a corpus: its id, its moment, its flow, its JSON, and its texts without private ones."""

    id: str
    finished: dt.datetime
    flow: str
    title: str
    setback: str | None
    json: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Begun:
    """A setback as it stands in a corpus, and how many entries belong to it."""

    id: str
    title: str
    created: dt.datetime
    closed: dt.datetime | None
    entries: int


def lives(year: Year, size: int, chance: random.Random) -> list[Life]:
    """So many lives, the newest first, that they hold `size` entries together."""
    first, days = year.entries[0].finished, (END.date() - year.entries[0].finished.date()).days + 1
    beside = min(BESIDE, max(1, round(size / len(year.entries))))
    step = dt.timedelta(days=days / beside) if beside < BESIDE else STEP
    found: list[Life] = []
    left, number = size, 0
    while left:
        number += 1
        shift = dt.timedelta(days=(END - number * step - first).days, minutes=chance.randrange(60))
        left_open = number <= OPEN and (number - 1) * step < dt.timedelta(days=days)
        # A life that is closed has time left for its last check-in, and not all of them end in one week.
        until = END - shift - dt.timedelta(days=0 if left_open else chance.randrange(1, CLOSED_WITHIN))
        count = sum(each.finished <= until for each in year.entries)
        count = min(count, left if left_open else left - 1)
        found.append(Life(shift, count, left_open))
        left -= count + (not left_open)
    return found


class Corpus:
    """All entries and setbacks of so many lives that there are `size` entries, by chance but always the same for a seed."""

    def __init__(self, year: Year, size: int, seed: int) -> None:
        self.year = year
        self.chance = random.Random(seed)  # noqa: S311 (texts that nobody wrote)
        self.lives = lives(year, size, self.chance)
        self._rare_due = 0

    def entries(self) -> Iterator[Written]:
        """The entries, the oldest first. What a life has said is forgotten with its last entry."""
        plan = [(each.finished + life.shift, life, each) for life in self.lives for each in self._patterns(life)]
        plan.sort(key=lambda planned: planned[0])
        for life in self.lives:
            life.left = life.count + (not life.left_open)
        for place, (finished, life, pattern) in enumerate(plan):
            self._rare_due += place % RARE_EVERY == RARE_AT
            yield self._written(life, pattern, finished)
            life.left -= 1
            if not life.left:
                life.texts = {
                    key: life.texts[key] for key in {each.title for each in self.year.setbacks} & {*life.texts}
                }

    def setbacks(self) -> Iterator[Begun]:
        """The setbacks of all lives, once their entries are made."""
        for life in self.lives:
            patterns = self._patterns(life)
            for each in self.year.setbacks:
                entries = sum(pattern.setback == each.id for pattern in patterns)
                if entries:
                    closed = self._closed(life, each, patterns[-1].finished)
                    title = self._text(life, each.title).removesuffix(".")
                    yield Begun(self._id(life, each.id), title, each.created + life.shift, closed, entries)

    def _closed(self, life: Life, setback: Setback, last: dt.datetime) -> dt.datetime | None:
        if setback.closed and setback.closed <= last:
            return setback.closed + life.shift
        return None if life.left_open else last + life.shift + dt.timedelta(minutes=5)

    def _patterns(self, life: Life) -> tuple[Pattern, ...]:
        written = self.year.entries[: life.count]
        return written if life.left_open else (*written, self.year.closing(life.count))

    # ------------------------------------------------------------------------------------------- one entry

    def _written(self, life: Life, pattern: Pattern, finished: dt.datetime) -> Written:
        self._write(life, pattern)
        found = []
        for piece in pattern.pieces:
            if isinstance(piece, str):
                found.append(piece)
                continue
            kind, what = piece
            if kind == "id":
                found.append(self._id(life, what))
            elif kind == "day":
                found.append(str(what + life.shift))
            elif kind == "moment":
                found.append((what + life.shift).isoformat(timespec="seconds"))
            else:
                words = self._text(life, what)
                words = words if kind == "text" else " ".join(words.split()).removesuffix(".")
                found.append(json.dumps(words, ensure_ascii=False)[1:-1])
        texts = tuple(life.texts[number] for number in pattern.own)
        setback = self._id(life, pattern.setback) if pattern.setback else None
        return Written(
            self._id(life, pattern.id), finished, pattern.flow, pattern.title, setback, "".join(found), texts
        )

    def _write(self, life: Life, pattern: Pattern) -> None:
        """Writes what is new in an entry, with as much in its main text as makes the entry long enough."""
        least, most = SHORT if pattern.flow == CHECKIN else LONG
        left = self.chance.randrange(least, most + 1)
        for number in pattern.own:
            if number != pattern.main:
                left -= len(self._text(life, number))
        if pattern.main is not None and pattern.main not in life.texts:
            known = self.year.words[pattern.main]
            words = text(self.chance, max(left, known.length), letter=known.letter)
            if self._rare_due and known.told_once:
                words = f"{words} {RARE_SENTENCE}"
                self._rare_due -= 1
            life.texts[pattern.main] = words

    def _text(self, life: Life, number: int) -> str:
        if number not in life.texts:
            known = self.year.words[number]
            life.texts[number] = text(self.chance, known.length, letter=known.letter)
        return life.texts[number]

    def _id(self, life: Life, old: str) -> str:
        """The new id for an id of the year: a UUIDv7 of its moment, moved as the life is."""
        if old not in life.ids:
            life.ids[old] = self._minted(_moment_of(self.year, old) + life.shift)
        return life.ids[old]

    def _minted(self, moment: dt.datetime) -> str:
        milliseconds = int(moment.timestamp() * 1000)
        digits = f"{milliseconds:012x}7{self.chance.getrandbits(12):03x}{0b10 << 62 | self.chance.getrandbits(62):016x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _moment_of(year: Year, old: str) -> dt.datetime:
    """When an id of the year was made."""
    if not old.startswith("00000000-0000"):
        return dt.datetime.fromtimestamp(int(old[:8] + old[9:13], 16) / 1000, dt.UTC)
    return year.closing(int(old[-12:], 16)).finished
