"""Builds what journals hold, in few words: answers, entries, check-ins and drafts, as interviews leave them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import AskedField, EachSaid, Said

SKIPPED = Said(skipped=True)
NOTHING: Mapping[str, Any] = {}


def at(text: str) -> dt.datetime:
    """A moment: `2027-03-01`, `2027-03-01 23:30` or `2027-03-01 23:30 +02:00`; noon and UTC where nothing else is said."""
    day, clock, offset = [*text.split(), *("12:00", "+00:00")[len(text.split()) - 1 :]]
    return dt.datetime.fromisoformat(f"{day}T{clock}{offset}")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def said(value: Any, words: str | None = None) -> Said:
    """What was said; None (and no `words` instead of a day) is a question left empty."""
    return SKIPPED if value is None and words is None else Said(value, said=words)


def answer(
    name: str,
    value: Any = None,
    kind: str = "text",
    *,
    promises: Mapping[str, Any] | None = None,
    fields: Sequence[tuple[str, str]] = (),
    words: str | None = None,
    private: bool = False,
    each: Sequence[EachSaid] | None = None,
    becomes: Any = None,
) -> Answer:
    """An answer to the question `name` of type `kind`; `promises` is its declared follow-up, `fields` pairs id and type."""
    asked = tuple(AskedField(one, f"{one}?", of) for one, of in fields)
    spoken = said(value, words) if each is None else SKIPPED
    return Answer(
        name,
        f"{name}?",
        kind,
        spoken,
        private=private,
        each=None if each is None else tuple(each),
        fields=asked,
        follow_up=promises,
        becomes=becomes,
    )


def entry(
    identity: str,
    flow: str,
    when: str | dt.datetime,
    *answers: Answer,
    about: str | None = "s1",
    comes_back: Sequence[Mapping[str, Any]] = (),
    sealed: str | dt.date | None = None,
) -> Entry:
    """An entry of `flow`, finished at `when`; `comes_back` are the follow-ups of its flow."""
    finished = at(when) if isinstance(when, str) else when
    closed = day(sealed) if isinstance(sealed, str) else sealed
    name = FlowName(flow, 1, flow)
    return Entry(
        identity,
        name,
        about,
        finished,
        finished,
        tuple(answers),
        sealed_until=closed,
        follow_up=tuple(comes_back),
    )


def spoke(
    name: str,
    key: str,
    value: Any = None,
    becomes: Any = None,
    *,
    kind: str = "choice",
    by: str | None = None,
    promises: Mapping[str, Any] | None = None,
    words: str | None = None,
    private: bool = False,
) -> Answer:
    """One question of a check-in about what is due at `key`; `by` is the follow-up that brought it back, if another."""
    each = EachSaid(key, key, said(value, words), about=by or key)
    return answer(name, None, kind, each=[each], becomes=becomes, promises=promises, private=private)


def checkin(identity: str, when: str | dt.datetime, *answers: Answer) -> Entry:
    return entry(identity, "checkin", when, *answers, about=None)


def draft(
    identity: str,
    flow: str,
    started: str | dt.datetime,
    *promised: Answer,
    saved: str | dt.datetime | None = None,
    about: str | None = "s1",
) -> Draft:
    """A draft of `flow`; `promised` are the answers with which it waits."""
    began = at(started) if isinstance(started, str) else started
    kept = began if saved is None else at(saved) if isinstance(saved, str) else saved
    return Draft(identity, FlowName(flow, 1, flow), "0" * 64, about, began, kept, promised=tuple(promised))
