"""How what was promised stands, in words; what is private, only offered, or nobody else's, stands nowhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from reflect.entry.model import Answer
from reflect.entry.said import Said
from reflect.pages.standing import promised_at
from tests.pages.case import CHECKIN, DEFINE, PROMISED, TODAY, ground

LATER = dt.date(2026, 3, 12)
MEASURES = f"{PROMISED.id}/measures"


@pytest.mark.parametrize(
    ("ref", "words", "ended"),
    [
        (f"{MEASURES}/1", "in place, and it works, 12 March 2026", "in place, and it works, 12 March 2026"),
        (f"{MEASURES}/2", "not yet; comes back 26 March 2026", ""),
        (f"{PROMISED.id}/right/1", "", ""),
        ("nowhere", "", ""),
    ],
)
def test_a_promise_stands_as_it_was_said_last(ref: str, words: str, ended: str) -> None:
    seen = ground(DEFINE, PROMISED, CHECKIN, today=LATER)
    assert (promised_at(ref, seen), promised_at(ref, seen, ended=True)) == (words, ended)


@pytest.mark.parametrize(("day", "words"), [(7, "waits from today"), (8, "waits from 7 March 2026")])
def test_what_has_come_back_waits_from_its_day(day: int, words: str) -> None:
    assert promised_at(f"{PROMISED.id}/return", ground(PROMISED, today=dt.date(2026, 3, day))) == words


@pytest.mark.parametrize("more", [{"opens": "letgo"}, {}])
@pytest.mark.parametrize("private", [True, False])
def test_what_a_flow_only_offers_and_what_is_private_is_no_promise_to_be_shown(
    more: dict[str, str], *, private: bool
) -> None:
    declared = {"kind": "x", "in": "3d", "text": "put it down", **more}
    answer = Answer("said", "Said?", "text", Said("yes"), private=private, follow_up=declared)
    entry = replace(DEFINE, answers=(answer,))
    shown = promised_at(f"{entry.id}/said", ground(entry, today=TODAY))
    assert bool(shown) == (not more and not private)
