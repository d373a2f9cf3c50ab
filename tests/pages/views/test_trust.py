"""What trust looks like beside the promises, and the words around it."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Entry
from reflect.insights.views import looked_at
from reflect.pages.insights import view_page
from reflect.pages.plots import Dots
from reflect.pages.views.trust import YOURS
from reflect.terminal.paint import plain
from tests.followups.making import answer, checkin
from tests.insights.believable import became, ground, items, promise, scale, setback, written_in, year


def shown(*entries: Entry) -> str:
    there = ground(*entries)
    return plain(view_page(looked_at("trust", there), there), 80)


def affected(about: str = "s1", *names: str) -> Entry:
    return written_in("define", f"d-{about}", "2026-03-01", items("affected", *(names or ("Ines",))), about=about)


def impressions(about: str = "s1", how_many: int = 3) -> list[Entry]:
    return [
        checkin(f"c{about}{number}", f"2026-03-{10 + number}", scale("trust", 2 + number, about=f"d-{about}/affected"))
        for number in range(how_many)
    ]


@pytest.mark.parametrize("width", [100, 60, 40])
def test_it_is_calm_to_look_at_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert f"\n{plain(view_page(looked_at('trust', year()), year()), width)}" == snapshot


def test_it_is_called_an_impression() -> None:
    assert YOURS in shown(affected(), *impressions()).replace("\n", " ")


def test_one_promise_and_several_are_told_apart() -> None:
    one = written_in("apologize", "a1", "2026-03-02", promise("repair", "pay"))
    two = written_in("apologize", "a1", "2026-03-02", promise("repair", "pay", "write"))
    kept = checkin("c9", "2026-03-20", became("a1/repair/r0", "kept"))
    gone = checkin("c9", "2026-03-20", became("a1/repair/r0", "void"))
    assert "promised" not in shown(affected(), *impressions())
    assert "One thing promised to them or to be put right: still open." in shown(affected(), *impressions(), one)
    assert "One thing promised to them or to be put right: done." in shown(affected(), *impressions(), one, kept)
    assert "Of 2 things promised to them or to be put right: 1 done, 1 still open." in shown(
        affected(), *impressions(), two, kept
    )
    assert "Of 2 things promised to them or to be put right: 1 still open, 1 let go." in shown(
        affected(), *impressions(), two, gone
    )


def test_of_many_people_and_things_some_are_named() -> None:
    many = affected("s1", "Ann", "Bo", "Cy", "Di", "Ed", "Flo")
    unasked = [checkin(f"u{day}", f"2026-04-{day:02}", answer("unasked", f"day {day}")) for day in range(1, 7)]
    text = shown(many, *impressions(), *unasked)
    assert "The s1: you and Ann, Bo, Cy, Di and 2 others." in text
    assert "- 6 April 2026: day 6\n" in text
    assert "- 3 April 2026: day 3\n- and 2 earlier\n" in text
    assert "Ed" not in text


def test_impressions_of_one_day_have_no_plot() -> None:
    same = [
        checkin(f"c{hour}", f"2026-03-10 {hour}:00", scale("trust", 5, about="d-s1/affected")) for hour in (10, 11, 12)
    ]
    there = ground(affected(), *same)
    page = view_page(looked_at("trust", there), there)
    assert not [each for each in page if isinstance(each, Dots)]
    assert "Trust: 5 on 10 March 2026, 5 on 10 March 2026." not in plain(page, 80)
    assert "Trust: 5, 5, 5 on 10 March 2026." in plain(page, 80)


def test_of_several_setbacks_the_latest_are_shown_under_their_titles() -> None:
    names = ["s1", "s2", "s3"]
    entries = [affected(name, f"Ann {name}") for name in names] + [one for name in names for one in impressions(name)]
    few = [affected("s4"), *impressions("s4", 1)]
    there = ground(*entries, *few, setbacks=[setback(name, created=f"2026-0{name[1]}-01") for name in [*names, "s4"]])
    text = plain(view_page(looked_at("trust", there), there), 80)
    assert text.index("The s3\n......") < text.index("You and Ann s3.") < text.index("The s2\n")
    assert "The s1" not in text
    assert "And 1 earlier setback: reflect insights trust -s REF." in text
    assert "Left out: 1 impression of people there are few of yet." in text
