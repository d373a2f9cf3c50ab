"""Fields of a newer program are kept wherever they stand, and written back as they were."""

from __future__ import annotations

from typing import Any

from reflect.entry.draft import Draft
from reflect.entry.ids import short
from reflect.entry.model import Entry

NEW = {"x_new": {"of": ["a", "later", "program"]}}
FLOW = {"id": "walk", "version": 1, "title": "A walk", **NEW}
MOMENT = "2026-03-07T09:30:00+00:00"
FIELD = {"id": "who", "asked": "Who?", "type": "text", **NEW}
ENTRY: dict[str, Any] = {
    "format": 2, "id": "x", "flow": FLOW, "setback": None, "started": MOMENT, "finished": MOMENT, "summary": None,
    "answers": [
        {"id": "a", "section": None, "asked": "A?", "type": "text", "value": "words", **NEW},
        {"id": "b", "section": None, "asked": "B {it}?", "type": "group", "each": [
            {"key": "1", "text": "one", "skipped": True, **NEW},
            {"key": "2", "text": "two", "asked": "B, for two?", "value": [{"key": "1", "who": "Ada", **NEW}], **NEW},
        ], "fields": [FIELD], **NEW},
    ],
    "earlier": [], **NEW,
}  # fmt: skip
DRAFT: dict[str, Any] = {
    "format": 2, "id": "x", "flow": {**FLOW, "sha256": "0" * 64}, "setback": None, "started": MOMENT, "saved": MOMENT,
    "quick": False,
    "trail": [
        {"question": "a", "value": "words", **NEW},
        {"question": "g", "item": "1", "record": 1, "field": "who", "value": "Ada", **NEW},
        {"question": "g", "item": "1", "record": 2, "value": False, **NEW},
    ],
    "kept": [{"question": "b", "skipped": True, **NEW}],
    "typing": {"question": "c", "text": "half", **NEW},
    "entry": None, **NEW,
}  # fmt: skip


def test_an_entry_keeps_what_it_does_not_know_at_every_level() -> None:
    assert Entry.from_json(ENTRY).to_json() == ENTRY


def test_a_draft_keeps_what_it_does_not_know_at_every_level() -> None:
    assert Draft.from_json(DRAFT).to_json() == DRAFT


def test_a_draft_counts_the_questions_that_were_answered_once_per_item() -> None:
    assert Draft.from_json(DRAFT).answered == 2


def test_people_see_the_tail_of_an_id() -> None:
    assert short("019cb5f0-91c2-7aaa-8bbb-3f52a07c1e44") == "7c1e44"
