"""What every view looks like: on the made-up year, on a journal of one entry, and on two thousand entries."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.cli.looking import ground_of
from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.finding import View, entry_of
from reflect.insights.ground import Ground
from reflect.insights.views import NAMES, known, looked_at
from reflect.pages.insights import view_page
from reflect.terminal.columns import columns
from reflect.terminal.paint import plain
from tests.cli.running import LAST_EVENING, Reflect

NOW = LAST_EVENING
WIDTHS = [100, 60, 40]
COPIES = 22
A_YEAR = dt.timedelta(days=371)
SCREENS = 120
"""Lines that even the longest view of many years stays below."""
ID = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-)[0-9a-f]{4}(-[0-9a-f]{12})")


@pytest.fixture(scope="module")
def year(a_year: Path) -> Reflect:
    """The made-up year, on its last evening."""
    reflect = Reflect(a_year)
    reflect.clock.moment = NOW
    return reflect


@pytest.fixture(scope="module")
def years(year: Reflect) -> Ground:
    """The same year over and over again, two thousand entries, each time with other ids and a year earlier."""

    def read(kind: str) -> list[Mapping[str, Any]]:
        texts = [path.read_text("utf-8") for path in sorted((year.journal / kind).rglob("*.json"))]
        return [_anew(text, copy) for copy in range(COPIES) for text in texts]

    entries = [Entry.from_json(each) for each in read("entries")]
    setbacks = [Setback.from_json(each) for each in read("setbacks")]
    drafts = [Draft.from_json(each) for each in read("drafts")]
    assert len(entries) > 2000
    closed = frozenset(each.id for each in setbacks if each.closed)
    found = follow_ups(entries, drafts, NOW.date(), closed=closed)
    known = ground_of(year.place()).kinds
    return Ground.of(entries, setbacks, found, drafts, today=NOW.date(), kinds=known)


def _anew(text: str, copy: int) -> dict[str, Any]:
    """What a file holds, with other ids and an earlier time for each copy."""
    told: dict[str, Any] = json.loads(ID.sub(rf"\g<1>8{copy:03x}\g<2>", text) if copy else text)
    for key in ("started", "finished", "created", "closed", "saved"):
        if isinstance(told.get(key), str):
            told[key] = (dt.datetime.fromisoformat(told[key]) - copy * A_YEAR).isoformat()
    return told


def looked(ground: Ground, name: str) -> View:
    return looked_at(name, ground, None if known(name).alone else ground.setbacks[-1].id)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*NAMES, None])
def test_of_the_made_up_year(year: Reflect, name: str | None, width: int, snapshot: SnapshotAssertion) -> None:
    words = (name,) if name and known(name).alone else (name, "-s", "floor") if name else ()
    ran = year("insights", *words, COLUMNS=str(width))
    assert (ran.code, ran.err) == (0, "")
    assert max(map(columns, ran.out.splitlines())) <= width
    assert f"\n{ran.out}" == snapshot


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_of_two_thousand_entries(years: Ground, name: str, width: int, snapshot: SnapshotAssertion) -> None:
    shown = plain(view_page(looked(years, name), years), width)
    lines = shown.splitlines()
    assert max(map(columns, lines)) <= width
    assert len(lines) < SCREENS
    assert f"\n{shown}" == snapshot


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_of_one_entry(reflect: Reflect, name: str, width: int, snapshot: SnapshotAssertion) -> None:
    reflect.define()
    words = () if known(name).alone else ("-s", "last")
    ran = reflect("insights", name, *words, COLUMNS=str(width))
    assert (ran.code, ran.err) == (0, "")
    assert max(map(columns, ran.out.splitlines())) <= width
    assert f"\n{ran.out}" == snapshot


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_two_thousand_entries_names_entries_that_are_there(years: Ground, name: str) -> None:
    view = looked(years, name)
    there = {each.id for each in years.entries}
    assert set(view.drawn) <= there
    assert {entry_of(ref) for ref in _named(view.to_json()["found"])} <= set(view.drawn)


def _named(found: Any) -> list[str]:
    """Every place that a finding names, in its JSON."""
    if isinstance(found, dict):
        own = found.get("from", found.get("ref", []))
        places = own if isinstance(own, list) else [own]
        return [*places, *(ref for each in found.values() for ref in _named(each))]
    return [ref for each in found for ref in _named(each)] if isinstance(found, list) else []
