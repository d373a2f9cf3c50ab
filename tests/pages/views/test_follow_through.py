"""The page of what became of what was said."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Entry
from reflect.followups.fold import follow_ups
from reflect.insights.ground import Ground
from reflect.insights.views import looked_at
from reflect.pages.blocks import Items, Page, Quiet, Words
from reflect.pages.insights import view_page
from reflect.pages.plots import Bars
from reflect.pages.views.follow_through import NOT_YET, NOTHING, page
from reflect.terminal.paint import plain
from tests.followups.making import checkin, day, entry
from tests.pages.views.after_an_invoice import about, ground, things

TODAY = "2027-05-01"
MADE = entry("e1", "own", "2027-04-01", *(things(name, "promise", (f"thing {name}", "2027-04-05")) for name in "abcde"))


def of(*told: Entry, made: Entry = MADE) -> Page:
    entries = (made, *told)
    here = Ground.of(entries, (), follow_ups(entries, (), day(TODAY)), today=day(TODAY))
    return page(looked_at("follow_through", here).found, here)


def said(number: int, when: str, name: str, what: str, by: str | None = None, kind: str = "promise") -> Entry:
    return checkin(f"c{number}", when, *about(kind, f"e1/{name}/1", what, by))


def bars(found: Page) -> list[tuple[str, str]]:
    return [(row.name, row.text) for block in found if isinstance(block, Bars) for row in block.rows]


@pytest.mark.parametrize("width", [100, 60, 40])
def test_after_an_invoice(width: int, snapshot: SnapshotAssertion) -> None:
    here = ground()
    assert plain(view_page(looked_at("follow_through", here), here), width) == snapshot


def test_where_nothing_is_kept_yet_nothing_is_counted_up_but_what_is_open() -> None:
    moved = [said(place, "2027-04-06", name, "not_yet") for place, name in enumerate("abcd")]
    void = said(5, "2027-04-06", "e", "void")
    assert of(*moved) == (Words("5 things you said you would do are open."), Quiet(NOT_YET))
    assert of(*moved, void)[0] == Words("4 things you said you would do are open.")
    gone = [said(place, "2027-04-06", name, "void") for place, name in enumerate("abcde")]
    assert of(*gone[1:])[0] == Words("1 thing you said you would do is open.")
    assert of(*gone) == (Words(NOTHING),)


def test_what_is_kept_stands_before_what_is_not() -> None:
    told = [
        said(1, "2027-04-06", "a", "kept"),
        said(2, "2027-04-06", "b", "not_yet", by="2027-04-09"),
        said(3, "2027-04-06", "c", "part", by="2027-05-09"),
        said(4, "2027-04-06", "d", "void"),
        said(5, "2027-04-10", "b", "kept"),
    ]
    assert bars(of(*told)) == [("In an apology", "1 kept, 1 later, 1 moved, 1 open, 1 let go")]
    found = of(*told)
    marks = next(block for block in found if isinstance(block, Bars)).rows[0].marks
    assert marks == (("full", 1), ("half", 1), ("light", 2), ("faint", 1))
    assert Words("What was kept after its day was kept 5 days after it.") in found
    assert Items(("thing c (from 9 May 2027)",)) in found


def test_of_several_kept_after_the_day_half_is_said_and_no_average() -> None:
    later = (("a", "2027-04-06"), ("b", "2027-04-07"), ("c", "2027-04-25"))
    told = [said(place, "2027-04-05", name, "not_yet", by="2027-04-06") for place, (name, _) in enumerate(later)]
    told += [said(place + 10, when, name, "kept") for place, (name, when) in enumerate(later)]
    assert Words("Of 3 things kept after their day, at least half were kept within 2 days of it.") in of(*told)
    one = [each for each in told if each.id in ("c0", "c10")]
    assert Words("What was kept after its day was kept 1 day after it.") in of(*one)


def test_to_others_stands_above_to_yourself() -> None:
    own = things("l", "lesson", ("ask", "2027-04-05"))
    mine = things("x", "promise", ("a cake", "2027-04-05"))
    kind = {**(mine.follow_up or {}), "kind": "a_favour", "people": "Ann"}
    both = entry("e1", "own", "2027-04-01", own, *MADE.answers, type(mine)(**{**vars(mine), "follow_up": kind}))
    found = of(said(1, "2027-04-06", "a", "kept"), made=both)
    assert [name for name, _ in bars(found)] == ["In an apology", "A favour", "Lessons"]
    assert found[0] == Words("To others first, then to yourself:")
    assert of(said(1, "2027-04-06", "a", "kept"))[0] == Words("To others:")
    lessons = entry("e1", "own", "2027-04-01", *(things(name, "lesson", (f"thing {name}", None)) for name in "abc"))
    assert of(said(1, "2027-04-16", "a", "yes", kind="lesson"), made=lessons)[0] == Words("To yourself:")


def test_of_much_the_latest_is_shown_and_how_much_more_there_is() -> None:
    kept = [said(place, f"2027-04-{6 + place:02}", name, "kept") for place, name in enumerate("abcde")]
    assert Items(("thing e", "thing d", "thing c", "and 2 more")) in of(*kept)


def test_no_mark_is_explained_where_there_is_only_one() -> None:
    kept = [said(place, "2027-04-06", name, "kept") for place, name in enumerate("abcde")]
    assert [each.meaning for each in of(*kept) if isinstance(each, Bars)] == [()]
