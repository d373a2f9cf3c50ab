"""Journals of a few sound entries and one in which anything was changed, as far as it can be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st

from reflect.entry.model import Entry
from reflect.entry.plain import Json, Misshapen
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.ground import Ground
from tests.bad_input.odd import changed, texts
from tests.pages.case import CHECKIN, DEBRIEF, DEFINE, INVOICE, NAMELESS, PROMISED, QUOTE, SEALED

SOUND = (DEFINE, DEBRIEF, PROMISED, SEALED, CHECKIN)
STORED = [each.to_json() for each in SOUND]


@dataclass(frozen=True, repr=False)
class OddJournal:
    """The odd entry, all entries, the setback that they are about, and the day it is."""

    odd: Entry
    entries: tuple[Entry, ...]
    setback: Setback
    today: dt.date

    def ground(self) -> Ground:
        setbacks = [self.setback, QUOTE, NAMELESS]
        found = follow_ups(self.entries, (), self.today)
        return Ground.of(self.entries, setbacks, found, today=self.today)


def _entry(value: Json) -> Entry:
    """The entry in `value`, with the id of a file and without what no program would read."""
    given = value if isinstance(value, dict) else {}
    sound = next((each for each in STORED if each["id"] == given.get("id")), STORED[0])
    given = {**sound, **given, "id": sound["id"]}
    try:
        return Entry.from_json(given)
    except Misshapen:
        answers = given["answers"] if isinstance(given["answers"], list) else []
        kept = {key: part for key, part in given.items() if _reads({**sound, key: part})}
        return Entry.from_json(
            {**sound, **kept, "answers": [each for each in answers if _reads({**sound, "answers": [each]})]}
        )


def _reads(value: Json) -> bool:
    try:
        Entry.from_json(value)
    except Misshapen:
        return False
    return True


ODD_ENTRIES: st.SearchStrategy[Entry] = changed(STORED).map(_entry)
DAYS = st.sampled_from(
    [dt.date(2026, 3, 6), dt.date(2026, 3, 12), dt.date(2028, 2, 29), dt.date(1970, 1, 1), dt.date.max]
)


@st.composite
def odd_journals(draw: st.DrawFn) -> OddJournal:
    odd = draw(ODD_ENTRIES)
    others = draw(st.lists(st.sampled_from(SOUND), max_size=3, unique_by=lambda each: each.id))
    title = draw(st.sampled_from([INVOICE.title, None]) | texts)
    setback = Setback(INVOICE.id, title, INVOICE.created, closed=draw(st.sampled_from([None, QUOTE.closed])))
    entries = (odd, *(each for each in others if each.id != odd.id))
    return OddJournal(odd, entries, setback, draw(DAYS))
