"""What leads to people is taken out of a Markdown text, and the rest of it stays as it is (C12)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reflect.export.anonymous import people_in, without_names

TEXT = """\
---
title: "Ruth's 2026 report"
date: 2026-03-07
flow: define
---

# Ruth's 2026 report

I gave Ruth the wrong figures on 2026-03-05. Her number is 020 7946 0018, her address ruth@example.org.
"""


def test_names_become_initials_and_what_leads_to_somebody_becomes_a_blank() -> None:
    assert (
        without_names(TEXT, ["Ruth Amsel"])
        == """\
---
title: "R.'s 2026 report"
date: 2026-03-07
flow: define
---

# R.'s 2026 report

I gave R. the wrong figures on 2026-03-05. Her number is ____, her address ____.
"""
    )


def test_it_is_told_who_is_in_the_text_each_once() -> None:
    assert people_in(TEXT, ["Ruth Amsel", "Ben"]) == ("Ruth", "020 7946 0018", "ruth@example.org")
    assert people_in("Nobody is named.", ["Ruth"]) == ()


@given(st.text(alphabet="ab \n.-é", max_size=40))
def test_a_text_without_names_stays_as_it_is(text: str) -> None:
    assert without_names(text, ["Ruth"]) == text


@given(st.lists(st.sampled_from(["Ruth", "Ben Okri", "the team", "x"]), max_size=4))
def test_what_was_taken_out_is_not_found_again(names: list[str]) -> None:
    told = "Ruth met Ben Okri and the team, Ruth's own."
    assert people_in(without_names(told, names), names) == ()
