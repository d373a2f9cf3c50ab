"""Composes a letter from the answers: whole sentences, in the person's own words, and nothing where nothing was said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from reflect.entry.plain import Json
from reflect.entry.said import AskedField, Said
from reflect.entry.words import WEEKDAYS, day_in_words, field_in_words
from reflect.flow import texts
from reflect.flow.model import Flow
from reflect.flow.questions import Letter, LetterLine, Question
from reflect.flow.scope import split
from reflect.flow.texts import IT, NAME, Lookup, Piece
from reflect.interview.answers import Answers, Item
from reflect.interview.held import WRITTEN, Held, keyed

_WEEKDAY_SAID = re.compile(rf"(?i)(?:(?:on|by|from|this)\s+)?({'|'.join(WEEKDAYS)})\.?")
# The stop after an initial is part of the name.
_SENTENCE_STOP = re.compile(r"(?<=\w\w)\.$")
_STOPS = re.compile(r"[.!?…:][\"'”’)\]]*$")


def compose(letter: Letter, here: Answers, today: dt.date) -> str:
    """The letter that its template makes of the answers: its lines as paragraphs, without those that say nothing."""
    paragraphs = (_paragraph(line, letter, here, today) for line in letter.template)
    return "\n\n".join(filter(None, paragraphs))


def composed_of(question: Question, flow: Flow) -> frozenset[str]:
    """The questions of its `flow` that a letter is composed of, as its template names them; none for what is no letter."""
    if not isinstance(question, Letter):
        return frozenset()
    found: set[str] = set()
    for line in question.template:
        if isinstance(line, str):
            found |= set(texts.references(line))
            continue
        found |= {line.each} if line.each else set()
        found |= {name for text in (line.head, line.line, line.text) if text for name in texts.references(text)}
        for _, branch in line.when.branches() if line.when else ():
            found |= {reference for reference, _ in branch.tests}
    places = (split(flow, reference) for reference in found)
    return frozenset(name for other, name, _ in places if other is None)


def _paragraph(line: str | LetterLine, letter: Letter, here: Answers, today: dt.date) -> str:
    def words(reference: str) -> str:
        return _words(here, reference, today, brief=letter.brief)

    if isinstance(line, str):
        return _lines(line, words)
    if not here.holds(line.when):
        return ""
    if not line.each:
        return _lines(line.text or "", words)
    said = [*filter(None, (_lines(line.line or "", one) for one in _ones(line.each, letter, here, today)))]
    head = [_lines(line.head, words)] if line.head else []
    return "\n".join((*head, *said)) if said else ""


def _ones(reference: str, letter: Letter, here: Answers, today: dt.date) -> Iterator[Lookup]:
    """For each record or item that `reference` points at, the words of what may be named in its line."""
    brief = letter.brief
    held = here.told(reference)
    fields = {each.id: each for each in held.fields}
    records = _records(held)
    for item in here.items(reference):
        record = records.get(item.key, {})

        def one(name: str, item: Item = item, record: Mapping[str, Json] = record) -> str:
            if name == IT:
                return item.text
            if name in fields:
                return _of_record(fields[name], record, today, brief=brief)
            # A field may be younger than an entry, which has no such field in its records.
            named = "." in name or name == NAME or name in here.flow.questions
            return _words(here, name, today, brief=brief) if named else ""

        yield one


def _records(held: Held) -> dict[str, Mapping[str, Json]]:
    """The records of a group by the keys that its items have."""
    if held.kind != "group":
        return {}
    return {
        f"{each}/{key}" if each else key: record
        for each, said in zip(held.keys, held.sayings, strict=True)
        for key, record in keyed(said.value if isinstance(said.value, list) else [])
        if isinstance(record, Mapping)
    }


def _of_record(field: AskedField, record: Mapping[str, Json], today: dt.date, *, brief: bool) -> str:
    said = field.said_in(record)
    if said.skipped:
        return ""
    if field.type == "date":
        return _day(said, today)
    return said.value.strip() if field.type in WRITTEN and not brief else field_in_words(field, record)


def _words(here: Answers, reference: str, today: dt.date, *, brief: bool) -> str:
    """What a reference points at, with all that was written; where it is `brief`, a sentence of a long answer."""
    if reference in (IT, NAME):
        return here.words(reference)
    held = here.told(reference)
    if held.kind == "date":
        return "; ".join(_day(said, today) for said in held.sayings)
    if brief:
        return here.words(reference)
    return ("\n\n" if held.kind in WRITTEN else "; ").join(each.strip() for each in here.whole(reference))


def _day(said: Said, today: dt.date) -> str:
    """A day as somebody else can read it, on another day: a weekday that was said while it is near, else the date."""
    if not isinstance(said.value, str):
        return (said.said or "").strip()
    day = dt.date.fromisoformat(said.value)
    near = abs(day - today) <= dt.timedelta(weeks=1)
    if near and said.said and (weekday := _WEEKDAY_SAID.fullmatch(said.said.strip())):
        return weekday[1].capitalize()
    words = day_in_words(day)
    return words if day.year != today.year else words.removesuffix(f" {day.year}")


def _lines(text: str, words: Lookup) -> str:
    """`text` with its holes filled, without the lines that say nothing."""
    said = (pieces for line in text.split("\n") if _says(line, pieces := texts.pieces(line, words)))
    return "\n".join(map(_sentences, said)).strip()


def _says(line: str, pieces: Sequence[Piece]) -> bool:
    """Whether anything was said in a line: outside of its brackets, where it has a hole there."""
    own = [piece for piece in pieces if piece.said and not piece.aside]
    said = any(piece.text.strip() for piece in own or pieces if piece.said)
    return said or not texts.references(line)


def _sentences(pieces: Sequence[Piece]) -> str:
    """A line made of these pieces.

    What falls out leaves no second space behind; what somebody said ends with a full stop where more is said after it,
    and brings none along where the line goes on or has its own.
    """
    made, said_last = "", False
    for piece in pieces:
        text = piece.text.strip() if piece.said else piece.text
        if not text:
            continue
        if not made or made[-1].isspace():
            text = text.lstrip() if made else text
        if said_last and piece.said and not _STOPS.search(made.rstrip()):
            made = f"{made.rstrip()}. "
        elif said_last and text.startswith(".") and _STOPS.search(made):
            text = text[1:]
        elif said_last and text.startswith((",", ";")):
            made = _SENTENCE_STOP.sub("", made)
        made += text
        said_last = piece.said or (said_last and not text.strip())
    return made.rstrip()
