"""What check-ins said of each follow-up: once per check-in, in the order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reflect.entry.model import Answer, Entry
from reflect.entry.said import EachSaid, Said
from reflect.flow.becoming import DATE, TEXT, Becomes
from reflect.flow.spans import Span
from reflect.followups.declared import as_meant

DONE, HOLDS, PARTLY, OPEN, STAYS, DROPPED, BEGIN = "done", "holds", "partly", "open", "stays", "dropped", "begin"


@dataclass(frozen=True)
class Told:
    """What one check-in, on `day`, said of one follow-up.

    `meaning` is one of `flow.becoming.MEANINGS`, the span after which it comes back, or None when it was left unanswered.
    `option` is the key of the option that was chosen, `label` its words. `date` and `text` are the new day and the new
    words, if there are some.
    """

    day: dt.date
    entry: str
    meaning: str | Span | None = None
    option: str | None = None
    label: str | None = None
    date: dt.date | None = None
    text: str | None = None

    @property
    def unanswered(self) -> bool:
        """Whether it was left empty: no meaning, and no new day."""
        return self.meaning is None and self.date is None


def told(entries: Iterable[Entry]) -> dict[str, list[Told]]:
    """What was said of each follow-up, by its reference; `entries` are the oldest first."""
    found: dict[str, list[Told]] = {}
    for entry in entries:
        spoken: dict[str, list[tuple[Answer, EachSaid]]] = {}
        gone_over: dict[str, bool] = {}
        for answer in entry.having("each"):
            for each in answer.each or ():
                if each.about is not None:
                    spoken.setdefault(each.key, []).append((answer, each))
                    if each.about != each.key:
                        gone_over[each.about] = gone_over.get(each.about, False) or not each.said.skipped
        day = entry.finished.date()
        for key in dict.fromkeys([*spoken, *gone_over]):
            answers = spoken.get(key, [])
            if key not in gone_over and all(each.said.skipped and each.about != key for _, each in answers):
                # It came up only among what something else goes over, and was passed by.
                continue
            one = _told(day, entry.id, answers)
            if gone_over.get(key) and one.unanswered:
                one = replace(one, meaning=DONE)
            found.setdefault(key, []).append(one)
    return found


def _told(day: dt.date, entry: str, answers: list[tuple[Answer, EachSaid]]) -> Told:
    """What the answers about one follow-up say together."""
    meanings = [(as_meant(answer.becomes), each.said) for answer, each in answers]
    deciding = [(becomes, said) for becomes, said in meanings if becomes and becomes.options]
    option, label = _chosen(answers)
    meaning: str | Span | None = None
    for becomes, said in deciding:
        if (word := _option(said)) is not None:
            meaning = becomes.of(word)
    date = _date(meanings)
    given = [answer.becomes for answer, each in answers if not each.said.skipped]
    if not deciding and given and date is None:
        # Where nothing says what an answer means, having answered is all there is to do; a new day or new words that
        # were asked for are not the end of it.
        meaning = DONE if None in given else OPEN
    return Told(day, entry, meaning, option, label, date, _text(answers))


def _chosen(answers: list[tuple[Answer, EachSaid]]) -> tuple[str | None, str | None]:
    """The option that was chosen first, and its words; what was said in private stays there."""
    for answer, each in answers:
        becomes = as_meant(answer.becomes)
        if becomes and becomes.options and not answer.private and (word := _option(each.said)) is not None:
            return word, each.said.labels.get(word, word)
    return None, None


def _date(meanings: list[tuple[Becomes | None, Said]]) -> dt.date | None:
    for said in _given(meanings, DATE):
        try:
            return dt.date.fromisoformat(str(said.value))
        except ValueError:
            continue
    return None


def _text(answers: list[tuple[Answer, EachSaid]]) -> str | None:
    """The new words; what was said in private stays there."""
    meanings = [(as_meant(answer.becomes), each.said) for answer, each in answers if not answer.private]
    return next((" ".join(str(said.value).split()) for said in _given(meanings, TEXT) if said.value), None)


def _given(meanings: list[tuple[Becomes | None, Said]], what: str) -> Iterator[Said]:
    return (said for becomes, said in meanings if becomes and becomes.what == what and not said.skipped)


def _option(said: Said) -> str | None:
    if said.skipped or isinstance(said.value, dict | list):
        return None
    return ("yes" if said.value else "no") if isinstance(said.value, bool) else str(said.value)
