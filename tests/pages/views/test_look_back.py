"""What then and now look like side by side."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Entry
from reflect.insights.views import looked_at
from reflect.pages.blocks import Beside, Page
from reflect.pages.insights import view_page
from reflect.terminal.paint import plain
from tests.followups.making import answer, checkin
from tests.insights.believable import BACK, ground, looked_back, written_in, year


def page(*entries: Entry) -> Page:
    there = ground(*entries, today="2030-01-01")
    return view_page(looked_at("look_back", there), there)


def let_go(about: str = "s1", fair: str | None = "Once.") -> Entry:
    back = answer("look_back", "2026-05-01", "date", promises=BACK)
    return written_in("letgo", f"l-{about}", "2026-02-01", answer("fair", fair), back, about=about)


def look(name: str, when: str, words: str, about: str = "s1") -> Entry:
    return checkin(name, when, looked_back(f"l-{about}/look_back", words))


@pytest.mark.parametrize("width", [100, 60, 40])
def test_it_is_calm_to_look_at_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert f"\n{plain(view_page(looked_at('look_back', year()), year()), width)}" == snapshot


def test_then_stands_on_the_left_and_now_on_the_right() -> None:
    (beside,) = (
        each for each in page(let_go(), look("c1", "2026-05-02", "A day.\n\nNo more.")) if isinstance(each, Beside)
    )
    assert beside == Beside("Then, 1 February 2026", "Once.", "Now, 2 May 2026", "A day.\n\nNo more.")


def test_the_words_of_a_later_day_stand_with_their_day() -> None:
    defined = written_in("define", "d1", "2026-01-05", answer("one_line", "Twice."))
    (beside,) = (
        each for each in page(defined, let_go(), look("c1", "2026-05-02", "A day.")) if isinstance(each, Beside)
    )
    assert (beside.left_title, beside.left) == ("Then, 5 January 2026", "Twice.\n\n1 February 2026: Once.")


def test_where_nothing_was_written_then_there_is_only_now() -> None:
    shown = page(let_go(fair=None), look("c1", "2026-05-02", "A day."))
    assert not [each for each in shown if isinstance(each, Beside)]
    assert "Now, 2 May 2026:\n\nA day.\n" in plain(shown, 80)


def test_the_latest_look_comes_first_and_of_many_the_latest_are_shown() -> None:
    def now(years: int) -> str:
        looks = [look(f"c{year}", f"{year}-05-02", f"Look {year}.") for year in range(2026, 2026 + years)]
        (beside,) = (each for each in page(let_go(), *looks) if isinstance(each, Beside))
        return beside.right

    assert now(1) == "Look 2026."
    assert now(3) == "Look 2028.\n\n2 May 2027: Look 2027.\n\n2 May 2026: Look 2026."
    assert now(4) == "Look 2029.\n\n2 May 2028: Look 2028.\n\n2 May 2027: Look 2027.\n\n(1 earlier look back)"


def test_of_many_setbacks_those_looked_back_at_last_are_shown() -> None:
    names = [f"s{number}" for number in range(1, 6)]
    looks = [look(f"c{name}", f"2026-05-0{name[1]}", f"Look {name}.", name) for name in names]
    text = plain(page(*(let_go(name) for name in names), *looks), 80)
    assert [name for name in names if f"Look {name}." in text] == ["s3", "s4", "s5"]
    assert text.index("Look s5.") < text.index("Look s4.")
    assert "And 2 earlier setbacks: reflect insights look_back -s REF." in text
