"""What of an entry others may be shown (3.18 of the method): what happened, what was learned, what changes, and no more.

Of the flows that came with the program it is said what is told; nothing else is. Of a flow of somebody's own all is told
that is not private, but for moods and feelings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reflect.entry.model import Answer, Entry
from reflect.entry.said import Said
from reflect.pages.reading import shared

TOLD: Mapping[str, frozenset[str]] = {
    "define": frozenset({"title", "when", "what", "moment", "own_part", "affected", "severity", "one_line"}),
    "debrief": frozenset({"lessons", "ruled_out", "measures", "next_time"}),
    "share": frozenset({"draft"}),
}
OF_OURS = frozenset({
    *TOLD, "respond", "apologize", "goals", "letgo", "strengths", "feedback", "support", "gratitude", "unload", "again",
    "checkin",
})  # fmt: skip
MOODS = frozenset({"mood", "mood_before", "mood_after", "feelings", "fresh", "felt", "hurt"})
"""Questions, and fields of records."""


def shown_to_others(entry: Entry) -> tuple[Answer, ...]:
    """The answers of an entry that others may be shown, without what was felt, and days without the words for them."""
    told = TOLD.get(entry.flow.id, frozenset())
    ours = entry.flow.id in OF_OURS
    return tuple(_plain(each) for each in shared(entry) if (each.id in told if ours else each.id not in MOODS))


def _plain(answer: Answer) -> Answer:
    each = tuple(replace(one, said=_said(one.said)) for one in answer.each) if answer.each is not None else None
    fields = tuple(field for field in answer.fields if field.id not in MOODS)
    return replace(answer, said=_said(answer.said), each=each, fields=fields)


def _said(said: Said) -> Said:
    words = None if said.value is not None else said.said
    if not isinstance(said.value, list):
        return replace(said, said=words)
    plain = [_record(item) if isinstance(item, Mapping) else item for item in said.value]
    return replace(said, value=plain, said=words)


def _record(record: Mapping[str, object]) -> dict[str, object]:
    """A record without what was felt; of a day that is known, without the words for it."""
    kept = {key: value for key, value in record.items() if key not in MOODS}
    words = kept.get("said")
    if isinstance(words, Mapping):
        kept["said"] = {key: value for key, value in words.items() if kept.get(key) is None}
    return kept
