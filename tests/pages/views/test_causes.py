"""What is usually behind it, as it is read: causes by year, what may help, and how the view of them changed."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Answer, Entry
from reflect.insights.causes import AGAINST
from reflect.insights.views import looked_at
from reflect.pages.insights import view_page
from reflect.pages.views.causes import BARS, CHANGES, HELPS, HINT
from reflect.terminal.paint import plain
from tests.followups.making import answer
from tests.insights.believable import ground, option, setback, written_in

FIRST = {
    "external": "something outside: a supplier, a change, plain bad luck",
    "understanding": "I did not know or understand part of the job",
    "carelessness": "I was not careful enough",
    "choice": "I chose it knowingly",
    "unknown": "I can't tell yet",
}
LATER = {
    "external": "something outside",
    "understanding": "not knowing or understanding",
    "carelessness": "not being careful enough",
    "choice": "a knowing choice",
    "unknown": "still can't tell",
}
SETBACKS = (
    setback("s1", "The order for the wrong flour", "2025-02-01"),
    setback("s2", "Table nine and the nuts", "2025-11-01"),
    setback("s3", "The oven left on", "2026-04-01"),
    setback("s4", "Two cakes for one wedding", "2026-09-01"),
)


def defined(name: str, when: str, *keys: str) -> Entry:
    return written_in("define", f"{name}a", when, option("cause", [*keys], FIRST), about=name)


def debriefed(name: str, when: str, *keys: str, more: tuple[Answer, ...] = ()) -> Entry:
    return written_in("debrief", f"{name}b", when, option("cause", [*keys], LATER), *more, about=name)


YEARS = (
    defined("s1", "2025-02-01", "carelessness"),
    debriefed(
        "s1", "2025-02-08", "carelessness", "external", more=(answer("ext_early", "The supplier writes grams."),)
    ),
    defined("s2", "2025-11-01", "carelessness"),
    debriefed("s2", "2025-11-09", "understanding", more=(answer("und_missing", "Which sauce has nuts in it."),)),
    defined("s3", "2026-04-01", "carelessness"),
    debriefed(
        "s3",
        "2026-04-05",
        "carelessness",
        more=(answer("care_barrier", "A light by the door that is on as long as the oven is."),),
    ),
    defined("s4", "2026-09-01", "unknown", "external"),
)


def page(*entries: Entry, width: int = 60) -> list[str]:
    """The lines of the page drawn from these entries."""
    of = ground(*entries, setbacks=SETBACKS)
    return plain(view_page(looked_at("causes", of), of), width).splitlines()


@pytest.mark.parametrize("width", [100, 60, 40])
def test_the_page_is_calm_to_read_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(["", *page(*YEARS, width=width)]) == snapshot


def test_it_always_says_that_it_is_a_hint_and_not_a_finding() -> None:
    assert HINT == "Small numbers; a hint, not a finding."
    for entries in (YEARS, [each for each in YEARS if each.flow.id == "define"]):
        assert page(*entries)[-3] == HINT


def test_causes_of_one_year_need_no_years_beside_them() -> None:
    lines = page(*(defined(f"s{number}", f"2026-0{number}-01", "choice") for number in (1, 2, 3)))
    assert lines[3] == "I chose it knowingly  ###  3"
    assert "2026" not in "".join(lines)


def test_two_years_are_drawn_apart_and_said_in_words() -> None:
    lines = page(*YEARS[:1], *YEARS[2:3], *YEARS[4:5])
    assert lines[3:5] == ["I was not careful enough  ++#  2 in 2025, 1 in 2026", "+ in 2025  # in 2026"]


def test_what_lies_further_back_is_drawn_together() -> None:
    years = [defined(f"s{number}", f"202{number}-05-01", "choice") for number in (1, 2, 3, 4)]
    lines = page(*years, width=100)
    assert lines[3:5] == [
        "I chose it knowingly  oo+#  2 before 2023, 1 in 2023, 1 in 2024",
        "o before 2023  + in 2023  # in 2024",
    ]
    lines = page(*years[1:], width=100)
    assert lines[4] == "o in 2022  + in 2023  # in 2024"


def test_one_setback_looked_at_twice_is_not_many() -> None:
    guesses = [each for each in YEARS if each.flow.id == "define"]
    assert "1 setback was looked at twice; the first guess stood." in page(*guesses, YEARS[5])
    assert "1 setback was looked at twice; the first guess changed." in page(*guesses, YEARS[3])
    both = page(*guesses, YEARS[5], debriefed("s4", "2026-10-01", "external", "unknown"))
    assert "Of 2 setbacks looked at twice, every first guess stood." in both


def test_what_was_never_looked_at_twice_says_nothing_about_changes() -> None:
    assert "guess" not in "".join(page(*(each for each in YEARS if each.flow.id == "define")))


def test_a_change_says_only_what_differs() -> None:
    lines = "\n".join(page(*YEARS, debriefed("s4", "2026-10-01", "external"), width=100))
    assert '- The order for the wrong flour: then "something outside" as well' in lines
    assert '- Table nine and the nuts: first "I was not careful enough", then "not knowing or understanding"' in (
        " ".join(lines.split())
    )
    assert '- Two cakes for one wedding: then no longer "I can\'t tell yet"' in lines


def test_the_direction_is_summed_up_where_more_than_one_changed() -> None:
    assert "Only" not in "".join(page(*YEARS[:3], YEARS[4]))
    lines = page(*YEARS, debriefed("s3", "2026-06-01", "understanding"), width=100)
    assert "Only at first   I was not careful enough (2)" in lines
    assert "Only later      not knowing or understanding (2); something outside" in lines


def test_more_than_a_few_changes_are_counted() -> None:
    names = [f"t{number}" for number in range(CHANGES + 2)]
    entries = [
        entry
        for number, name in enumerate(names, 1)
        for entry in (defined(name, f"2026-01-0{number}", "unknown"), debriefed(name, f"2026-02-0{number}", "choice"))
    ]
    of = ground(*entries)
    lines = plain(view_page(looked_at("causes", of), of), 60).splitlines()
    assert "And 2 more." in lines
    assert sum(line.startswith("- The t") for line in lines) == CHANGES
    assert f"- The {names[-1]}:" in next(line for line in lines if line.startswith("- "))


def test_many_causes_of_a_flow_of_ones_own_are_not_all_drawn() -> None:
    entries = [
        written_in(
            "define", name, "2026-01-01", answer("cause", [f"{name}{key}" for key in "abc"], "choices"), about=name
        )
        for name in ("s1", "s2", "s3", "s4")
    ]
    lines = page(*entries)
    assert f"And {12 - BARS} other causes." in lines


def test_everything_held_against_a_cause_has_a_name() -> None:
    assert {*HELPS} == {name for names in AGAINST.values() for name in names}
