"""What earlier setbacks and what helped look like."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Answer, Entry
from reflect.entry.setback import Setback
from reflect.insights.views import looked_at
from reflect.pages.blocks import Page, Topic
from reflect.pages.insights import view_page
from reflect.terminal.paint import plain
from tests.followups.making import answer, checkin
from tests.insights.believable import ground, looked_back, scale, setback, written_in, year

CLOSED = setback("s1", "The quote", "2026-01-12", closed="2026-02-20")


def page(*entries: Entry, setbacks: tuple[Setback, ...] = (CLOSED,)) -> Page:
    there = ground(*entries, setbacks=setbacks)
    return view_page(looked_at("came_through", there), there)


def rows(*entries: Entry, setbacks: tuple[Setback, ...] = (CLOSED,)) -> list[tuple[str, tuple[str, ...]]]:
    (topic,) = (each for each in page(*entries, setbacks=setbacks) if isinstance(each, Topic))
    return [(each.name, each.texts) for each in topic.rows]


def let_go(name: str, *answers: Answer, about: str = "s1") -> Entry:
    return written_in("letgo", name, f"2026-02-0{name[1]}", *answers, about=about)


@pytest.mark.parametrize("width", [100, 60, 40])
def test_it_is_calm_to_look_at_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert f"\n{plain(view_page(looked_at('came_through', year()), year()), width)}" == snapshot


def test_what_is_not_there_has_no_row() -> None:
    assert rows(let_go("l1", answer("hurt", "much"))) == [("Closed", ("20 February 2026", "after 39 days"))]


def test_a_day_and_no_day_are_said_rightly() -> None:
    said = [
        rows(let_go("l1", answer("hurt", "much")), setbacks=(setback("s1", created="2026-02-01", closed=closed),))[0][1]
        for closed in ("2026-02-01", "2026-02-02", "2026-02-03")
    ]
    assert said == [("1 February 2026",), ("2 February 2026", "after 1 day"), ("3 February 2026", "after 2 days")]


def test_moods_are_told_as_then_and_later() -> None:
    both = written_in("define", "d1", "2026-01-12", scale("mood_before", 2), scale("mood_after", 3))
    assert rows(both)[1:] == [("Then", ("mood 2 of 10",)), ("Later", ("mood 3 of 10",))]


def test_of_a_long_look_back_the_first_sentence_is_told() -> None:
    def looked(words: str) -> list[tuple[str, tuple[str, ...]]]:
        back = answer("look_back", "2026-05-01", "date", promises={"kind": "look_back", "in": "90d", "text": "it"})
        return rows(let_go("l1", back), checkin("c1", "2026-05-02", looked_back("l1/look_back", words)))

    assert looked("A day.\nNo more.")[1:] == [("From here", ("A day. No more.",))]
    assert looked("A day. " + "And more. " * 20)[1:] == [("From here", ("A day.",))]


def test_what_helped_is_told_once_the_latest_first_and_how_much_more_there_is() -> None:
    entries = [let_go(f"l{day}", answer("handled", f"day {day}")) for day in range(1, 8)]
    again = let_go("l8", answer("handled", "Day 1"))
    told = rows(*entries, again)[1:]
    assert told[:2] == [("Helped", ("Glad about: Day 1",)), ("", ("Glad about: day 7",))]
    assert told[-1] == ("", ("and 2 more",))
    assert len(told) == 6


def test_what_carried_one_before_is_told_once() -> None:
    entries = [
        written_in("strengths", f"x{day}", f"2026-03-0{day}", answer("through", words), about=None)
        for day, words in enumerate(("Mara", "sleep", "Mara"), 1)
    ]
    text = plain(page(let_go("l1", answer("hurt", "much")), *entries), 80)
    assert "What carried you through hard times before:\n\n- Mara\n- sleep\n" in text


def test_of_many_setbacks_those_closed_last_are_shown() -> None:
    names = [f"s{number}" for number in range(1, 7)]
    made = tuple(setback(name, created="2026-01-01", closed=f"2026-03-0{name[1]}") for name in names)
    entries = [let_go(f"l{name[1]}", answer("hurt", "much"), about=name) for name in names]
    shown = page(*entries, setbacks=made)
    assert [each.name for each in shown if isinstance(each, Topic)] == ["The s6", "The s5", "The s4", "The s3"]
    assert "And 2 earlier setbacks: reflect insights came_through -s REF." in plain(shown, 80)
