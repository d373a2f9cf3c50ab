"""Names, addresses and long numbers: found in a text, and taken out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.checks.names import initials, named

NAMES = ["Ruth", "Zoë Adler", "my manager Tom O'Brien", "the team", "jo", "Will", "her family", "R."]
PARTS = st.sampled_from(
    ["Ruth", "Zoë", "Adler", "Zoë Adler", "O'Brien", "Jo", "I", "will", "and", ".", ",", " ", " ", "a@b.de", "123456",
     "2026-03-07", "+49 170 123 45 67", "'s", "\n", "RUTH", "Ruthless"]
)  # fmt: skip

TAKEN_OUT = {
    "I told Ruth on Monday.": "I told R. on Monday.",
    "I told Ruth.": "I told R.",
    "RUTH's list": "R.'s list",
    "Zoë Adler and Adler": "Z. A. and A.",
    "Tom wrote to O'Brien.": "T. wrote to O.",
    "Jo and jo": "J. and J.",
    "Will knows; I will ask.": "W. knows; I will ask.",
    "Ruthless, my manager and the team": "Ruthless, my manager and the team",
    "Write to ruth.adler@example.org.": "Write to ____.",
    "Call +49 170 123 45 67 today": "Call ____ today",
    "Call (030) 1234-5678": "Call ____",
    "Ticket 4711, room 12345": "Ticket 4711, room 12345",
    "Account 1234567890": "Account ____",
    "on 2026-03-07, 07-03-2026 and 2026 03 07": "on 2026-03-07, 07-03-2026 and 2026 03 07",
    "at 12:30 2026-03-07 12:30": "at 12:30 2026-03-07 12:30",
    "from 2024-2026": "from 2024-2026",
    "": "",
}


@pytest.mark.parametrize("text", TAKEN_OUT)
def test_a_text_without_names(text: str) -> None:
    assert initials(text, NAMES) == TAKEN_OUT[text]


@pytest.mark.parametrize("text", TAKEN_OUT)
def test_what_is_taken_out_is_what_was_found(text: str) -> None:
    remarks = named(text, NAMES)
    assert bool(remarks) == (initials(text, NAMES) != text)
    assert all(text[each.start : each.end] == each.phrase for each in remarks)
    assert [each.start for each in remarks] == sorted(each.start for each in remarks)


@given(st.lists(PARTS, max_size=12).map("".join))
def test_nothing_is_left_to_find(text: str) -> None:
    left = initials(text, NAMES)
    assert named(left, NAMES) == ()
    assert initials(left, NAMES) == left


def test_a_date_is_no_long_number_and_what_stands_beside_it_is() -> None:
    assert [each.phrase for each in named("2026-03-07 and 170 1234567", [])] == ["170 1234567"]


def test_without_names_none_are_found() -> None:
    assert named("Ruth and I", []) == ()
    assert named("A team of the manager", ["the team", "my manager", "a colleague of mine", ""]) == ()


def test_a_day_of_the_week_beside_a_name_is_nobody() -> None:
    assert initials("On Friday Teo found a lamp.", ["Teo and the others on Fridays", "Friday Teo"]) == (
        "On Friday T. found a lamp."
    )
