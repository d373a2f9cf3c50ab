"""What the index keeps of an entry: its words that may be found, what was chosen, and what it hangs together with.

Private answers leave no trace here. An entry is taken as it stands in its file, a JSON value that need not hold up: what is
shown of it is read and checked again, by those who show it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from reflect.entry.plain import Json

OWN, OTHERS = 1, 2
_CHOSEN_FROM = ("choice", "choices")
# What FTS5 takes for the end of a word.
_NO_WORD = re.compile(r"[\x00-/:-@\[-`{-\x7f\ud800-\udfff]")


class Gist(NamedTuple):
    """What is kept of one entry: its flow and setback (ids), when it was finished and which day that was there; what was
    written in it; the labels of the options chosen; these options, as `mark` names them; 0 where it makes no follow-ups, OWN where it
    does, OTHERS where some are about what it speaks of; and the entries (ids) of which it speaks."""

    flow: str
    setback: str | None
    finished: str
    day: str
    sealed_until: str | None
    texts: list[str]
    labels: list[str]
    chosen: list[str]
    makes: int
    speaks_of: list[str]


def gist(data: Json) -> Gist | None:
    """The gist of the entry in `data`; None for what is none."""
    try:
        texts, labels, chosen = list[str](), list[str](), list[str]()
        spoken, makes = dict[str, None](), OWN if data.get("follow_up") else 0
        for answer in data["answers"]:
            about = list(_spoken_of(answer)) if "about" in answer or "each" in answer else ()
            spoken.update(dict.fromkeys(about))
            if answer.get("follow_up"):
                makes = OTHERS if about or makes == OTHERS else OWN
            if answer.get("private") is not True:
                written, labelled = said_in(answer)
                texts += written
                labels += labelled
                if answer["type"] in _CHOSEN_FROM:
                    chosen += _chosen(answer)
        sealed = data.get("sealed_until")
        return Gist(
            _kept(data["flow"]["id"]),
            None if data.get("setback") is None else _kept(data["setback"]),
            _kept(data["finished"]),
            dt.datetime.fromisoformat(data["finished"]).date().isoformat(),
            None if sealed is None else dt.date.fromisoformat(sealed).isoformat(),
            texts,
            labels,
            chosen,
            makes,
            list(spoken),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _kept(text: Json) -> str:
    """A text as the index can keep it, which is in UTF-8."""
    if not isinstance(text, str):
        raise TypeError
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


@lru_cache(maxsize=4096)
def mark(question: str, key: str) -> str:
    """How the choice of an option is written in the index: as one word that no text can hold, in small letters, as FTS5 has
    words."""
    return _NO_WORD.sub("‿", f"{question}‿‿{key}".lower())


def said_in(answer: Mapping[str, Json]) -> tuple[list[str], list[str]]:
    """Everything that an answer, as it stands in its file, says in words: the texts as they were written, days only in the
    person's own words; and the labels of the options that were chosen. Not what was asked, and not the items that it was
    asked for: these are said elsewhere."""
    written, labelled = list[str](), list[str]()
    fields = {each["id"]: each.get("labels") or {} for each in answer.get("fields") or () if each["type"] != "date"}
    for each in answer.get("each") or (answer,):
        if each.get("skipped"):
            continue
        if answer["type"] != "date":
            _add(each.get("value"), each.get("labels") or {}, fields, written, labelled)
        if "said" in each or "other" in each:
            _add_beside(each, written)
    return written, labelled


def _add(
    value: Json,
    labels: Mapping[str, str],
    fields: Mapping[str, Mapping[str, str]],
    written: list[str],
    labelled: list[str],
) -> None:
    """Adds the words of a value: one text or option, several, or records with `fields`."""
    if isinstance(value, str):
        if value in labels:
            labelled.append(labels[value])
        else:
            written.append(value)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, str):
                _add(item, labels, fields, written, labelled)
            elif isinstance(item, dict):
                for name, held in item.items():
                    if name in fields or name == "text":
                        _add(held, fields.get(name) or {}, {}, written, labelled)
                _add_beside(item, written)


def _add_beside(said: Mapping[str, Json], found: list[str]) -> None:
    """Adds the person's own words for a day, and a free answer beside an option; in a record, those of each field."""
    for name in ("said", "other"):
        words = said.get(name)
        if isinstance(words, str):
            found.append(words)
        elif isinstance(words, dict):
            found += [each for each in words.values() if isinstance(each, str)]


def _chosen(answer: Mapping[str, Json]) -> Iterator[str]:
    """The options that were chosen, at the question or in it for an item."""
    for each in answer.get("each") or (answer,):
        value = each.get("value")
        for key in value if isinstance(value, list) else (value,):
            if isinstance(key, str):
                yield mark(answer["id"], key)


def _spoken_of(answer: Mapping[str, Json]) -> Iterator[str]:
    for each in (answer, *(answer.get("each") or ())):
        if each.get("about") is not None:
            yield _kept(each["about"].partition("/")[0])
            if each is not answer:
                yield _kept(each["key"].partition("/")[0])
