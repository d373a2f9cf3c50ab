"""The made-up year of `reflect demo` as a pattern for many lives: each entry in pieces, with holes for what differs.

Holes are the ids (wherever they stand, also inside references), the days and moments, and what the person wrote. A text that
stands in several places (an answer, the label of an option made of it, the words of a promise that comes back) is one hole.
"""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from reflect.cli.made_up_year import make_up
from reflect.entry.model import Entry
from reflect.followups.fold import follow_ups
from reflect.followups.model import FollowUp
from reflect.library.flows import shipped_prompts

END = dt.datetime(2026, 11, 20, 18, 0, tzinfo=dt.UTC)
"""When every corpus ends, whenever it is made."""
WRITTEN, LISTED, LETTER, GROUP = ("text", "long", "letter"), ("list", "entries"), "letter", "group"
CHECKIN = "checkin"
SHORT_WORDS = 40
"""Words of a summary or of a promise that are put together from several answers are kept as they are up to this length."""
FILLED_IN = 120
"""The length of an answer to a question that was passed by in a check-in of the made-up year."""

Record = dict[str, Any]
Piece = str | tuple[str, Any]
"""Text as it is, or a hole: what kind of hole (`id`, `day`, `moment`, `text`, `line`), and what the year has there."""

_HOLE = re.compile(
    "\ue000(?P<text>\\d+)\ue001|\ue002(?P<line>\\d+)\ue003"
    r"|(?P<id>[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})"
    r'|(?<=")(?P<day>\d{4}-\d\d-\d\d)(?=")|(?<=")(?P<moment>\d{4}-\d\d-\d\dT[^"]+)(?=")'
)


@dataclass(frozen=True)
class Words:
    """A text of the year: how long it is, whether it is a letter, and whether it stands in one place and no other."""

    length: int
    letter: bool
    told_once: bool = False


@dataclass(frozen=True)
class Pattern:
    """An entry of the year. `own` are the texts that its person wrote in it, by number and in order, without private ones;
    `main` is the longest of those that stand in no earlier entry, None where there is none."""

    id: str
    flow: str
    title: str
    setback: str | None
    finished: dt.datetime
    pieces: tuple[Piece, ...]
    own: tuple[int, ...]
    main: int | None


@dataclass(frozen=True)
class Setback:
    id: str
    title: int
    created: dt.datetime
    closed: dt.datetime | None


class Year:
    """The entries of the year, the oldest first, its setbacks, and its texts by number."""

    def __init__(self, entries: list[Record], setbacks: list[Record]) -> None:
        self.words: list[Words] = []
        self._numbers: dict[str, int] = {}
        self._read = [Entry.from_json(each) for each in entries]
        self._asked = {answer["id"]: answer for each in entries for answer in _asked_of_what_is_due(each)}
        self._kinds = {each.ref: each.kind for each in self._promised(len(entries), END.date())}
        # Texts are numbered as they are first written, before the places that only repeat them are looked at.
        self.entries = tuple(self._pattern(each) for each in entries)
        self._find_what_is_told_once()
        self.setbacks = tuple(
            Setback(each["id"], self._number(each["title"]), _moment(each["created"]), _moment_or_none(each["closed"]))
            for each in setbacks
        )

    def _find_what_is_told_once(self) -> None:
        """Which texts no other place repeats: not in this year, nor among the promises of a last check-in."""
        lives = (*self.entries, *(self.closing(count) for count in range(len(self.entries) + 1)))
        places = Counter(what for each in lives for kind, what in _holes(each.pieces) if kind in ("text", "line"))
        for number, known in enumerate(self.words):
            self.words[number] = replace(known, told_once=places[number] == 1)

    @cache  # noqa: B019 (there is one year)
    def closing(self, count: int) -> Pattern:
        """A check-in after the first `count` entries in which all that is open is done or let go."""
        last = self._read[count - 1].finished if count else self._read[0].finished
        finished = last + dt.timedelta(hours=20)
        answers: list[Record] = [
            {
                "id": "mood",
                "section": "How you are",
                "asked": "How are you today?",
                "type": "scale",
                "value": 6,
                "range": [0, 10],
            }
        ]
        answers += [self._let_go(each) for each in self._promised(count, finished.date()) if each.open]
        said = f"{count}. It is behind me, and there is something else now that I would like to begin."
        better = {"id": "better", "section": "How it is going", "asked": "What has gone better?", "type": "list"}
        answers.append({**better, "value": [{"key": "1", "text": said}]})
        first = next(each for each in self._read if each.flow.id == CHECKIN)
        entry = Entry(f"00000000-0000-7000-8000-{count:012x}", first.flow, None, finished, finished, ()).to_json()
        return self._pattern({**entry, "answers": answers})

    # ------------------------------------------------------------------------------------------- what comes back

    def _promised(self, count: int, today: dt.date) -> tuple[FollowUp, ...]:
        return follow_ups(self._read[:count], (), today)

    def _let_go(self, promise: FollowUp) -> Record:
        """The answer of a check-in that ends a promise, to the question that the year has for promises of its kind."""
        same = (answer for answer in self._asked.values() if self._kinds.get(answer["each"][0]["key"]) == promise.kind)
        asked = next(same, self._asked["take_up"])
        ends = {meaning: option for option, meaning in asked["becomes"].items() if meaning in ("dropped", "done")}
        value = ends.get("done") or ends["dropped"]
        said = {
            "key": promise.ref,
            "text": promise.text,
            "about": promise.ref,
            "value": value,
            "labels": {value: value},
        }
        return {
            **{key: asked[key] for key in ("id", "section", "asked", "type")},
            "each": [said],
            "becomes": asked["becomes"],
        }

    # ------------------------------------------------------------------------------------------- making holes

    def _pattern(self, entry: Record) -> Pattern:
        before = len(self.words)
        own = []
        for answer in entry["answers"]:
            if entry["flow"]["id"] == CHECKIN:
                _fill_in(answer)
            for holder, key in _written(answer):
                number = self._number(holder[key], letter=answer["type"] == LETTER)
                holder[key] = f"\ue000{number}\ue001"
                if not answer.get("private"):
                    own.append(number)
        for holder, key in _repeated(entry):
            self._repeat(holder, key, shortest=SHORT_WORDS if key in ("summary", "text") else len(holder[key]))
        new = [number for number in own if number >= before]
        return Pattern(
            entry["id"], entry["flow"]["id"], entry["flow"]["title"], entry["setback"], _moment(entry["finished"]),
            tuple(_pieces(json.dumps(entry, indent=2, ensure_ascii=False) + "\n")), tuple(dict.fromkeys(own)),
            max(new, key=lambda number: self.words[number].length, default=None),
        )  # fmt: skip

    def _number(self, text: str, *, letter: bool = False) -> int:
        """The number of a text, the same for the same words."""
        known = _in_a_line(text)
        if known not in self._numbers:
            self._numbers[known] = len(self.words)
            self.words.append(Words(len(text), letter))
        return self._numbers[known]

    def _repeat(self, holder: MutableMapping[str, Any], key: str, *, shortest: int) -> None:
        """Makes a hole of words that repeat a text, or that are longer than `shortest`."""
        words = holder[key]
        if _in_a_line(words) in self._numbers or len(words) > shortest:
            holder[key] = f"\ue002{self._number(words)}\ue003"


def made_up() -> Year:
    """The year as this version of the program makes it up, always up to the same day."""
    with tempfile.TemporaryDirectory() as folder:
        make_up(Path(folder), shipped_prompts(), END)
        journal = Path(folder) / "journal"
        entries = [json.loads(each.read_bytes()) for each in sorted(journal.glob("entries/*/*/*.json"))]
        setbacks = [json.loads(each.read_bytes()) for each in sorted(journal.glob("setbacks/*.json"))]
    return Year(entries, setbacks)


def _asked_of_what_is_due(entry: Record) -> Iterator[Record]:
    """The answers of an entry that say what became of a promise."""
    for answer in entry["answers"]:
        ends = answer.get("becomes")
        if answer.get("each") and isinstance(ends, dict) and {"done", "dropped"} & {*ends.values()}:
            yield answer


def _fill_in(answer: Record) -> None:
    """Answers a question for words that was passed by, so that check-ins hold some."""
    if answer.get("skipped") and answer["type"] in (*WRITTEN, "list"):
        del answer["skipped"]
        words = f"{answer['asked']} ".ljust(FILLED_IN, ".")
        answer["value"] = words if answer["type"] in WRITTEN else [{"key": "1", "text": words}]


def _written(answer: Record) -> Iterator[tuple[MutableMapping[str, Any], str]]:
    """Where words of the person stand in an answer, but for the names of people."""
    if answer.get("names"):
        return
    for said in (answer, *answer.get("each", ())):
        value = said.get("value")
        if answer["type"] in WRITTEN and isinstance(value, str):
            yield said, "value"
        elif answer["type"] in LISTED and isinstance(value, list):
            yield from ((item, "text") for item in value)
        elif answer["type"] == GROUP and isinstance(value, list):
            fields = [each["id"] for each in answer["fields"] if each["type"] in WRITTEN and not each.get("names")]
            yield from ((record, name) for record in value for name in fields if isinstance(record.get(name), str))
        if isinstance(said.get("other"), str):
            yield said, "other"


def _repeated(entry: Record) -> Iterator[tuple[MutableMapping[str, Any], str]]:
    """Where words may stand that were written elsewhere."""
    if entry.get("summary"):
        yield entry, "summary"
    for answer in entry["answers"]:
        for said in (answer, *answer.get("each", ())):
            labels = said.get("labels", {})
            yield from ((labels, key) for key in labels)
            if said is not answer:
                yield said, "text"


def _holes(pieces: Iterable[Piece]) -> Iterator[tuple[str, Any]]:
    return (each for each in pieces if not isinstance(each, str))


def _pieces(text: str) -> Iterable[Piece]:
    at = 0
    for found in _HOLE.finditer(text):
        kind = found.lastgroup or ""
        what: Any = found[kind]
        if kind in ("text", "line"):
            what = int(what)
        elif kind == "day":
            what = dt.date.fromisoformat(what)
        elif kind == "moment":
            what = _moment(what)
        yield text[at : found.start()]
        yield kind, what
        at = found.end()
    yield text[at:]


def _in_a_line(text: str) -> str:
    return " ".join(text.split()).removesuffix(".")


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _moment_or_none(text: str | None) -> dt.datetime | None:
    return _moment(text) if text else None
