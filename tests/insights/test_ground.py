"""The ground of views finds by an index what going through everything finds."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.model import Entry
from reflect.followups.fold import follow_ups
from reflect.insights.ground import Ground
from reflect.insights.views import NAMES, VIEWS, looked_at, tells
from tests.insights.journals import Journal, journals


@given(journals(40), st.data())
def test_what_is_found_by_flow_and_setback_is_what_a_look_at_everything_finds(
    journal: Journal, data: st.DataObject
) -> None:
    ground = journal.ground()
    flows = {each.flow.id for each in ground.entries} | {"other"}
    for setback in (*(each.id for each in ground.setbacks), "other"):
        assert ground.about(setback) == tuple(each for each in ground.entries if each.setback == setback)
        assert ground.comes_back(setback) == tuple(each for each in ground.follow_ups if each.setback == setback)
        for flow in flows:
            assert ground.flow(flow, setback) == tuple(
                each for each in ground.entries if each.flow.id == flow and each.setback == setback
            )
    refs = data.draw(st.lists(st.sampled_from([*(each.ref for each in ground.follow_ups), "e0", "e3/a", "other/b"])))
    there = {each.partition("/")[0] for each in refs}
    assert ground.drawn(refs) == tuple(each.id for each in ground.entries if each.id in there)


def test_what_several_views_need_is_worked_out_once() -> None:
    ground = Ground.of((), today=dt.date(2026, 3, 1))
    asked: list[Ground] = []
    assert ground.once(lambda _: 1) == 1

    def work(of: Ground) -> int:
        asked.append(of)
        return 2

    assert (ground.once(work), ground.once(work)) == (2, 2)
    assert asked == [ground]


@given(journals(30))
def test_whether_a_view_has_something_to_show_is_told_without_looking_at_it(journal: Journal) -> None:
    ground = journal.ground()
    for each in VIEWS:
        for about in (None, *(setback.id for setback in ground.setbacks), "other"):
            if about or each.alone:
                view = looked_at(each.name, ground, about)
                assert tells(each.name, ground, about) == (view.found is not None and bool(view.drawn)), each.name


@given(journals(30))
def test_views_and_follow_ups_of_entries_read_from_files_are_those_of_the_entries_written(journal: Journal) -> None:
    written = journal.ground()
    entries = [Entry.from_json(each.to_json()) for each in journal.entries]
    closed = frozenset(each.id for each in journal.setbacks if each.closed)
    found = follow_ups(entries, journal.drafts, journal.today, closed=closed)
    assert found == written.follow_ups
    ground = Ground.of(entries, journal.setbacks, found, journal.drafts, today=journal.today)
    for name in NAMES:
        assert looked_at(name, ground, "s1") == looked_at(name, written, "s1")
