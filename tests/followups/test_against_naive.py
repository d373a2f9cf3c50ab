"""The fold gives what walking through the days gives, on any day, wherever somebody is."""

from __future__ import annotations

import datetime as dt
import os
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.followups.fold import follow_ups
from reflect.followups.model import FollowUp
from tests.followups import naive
from tests.followups.journals import FIRST, ZONES, Journal, Writing, journals

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "more"
TWO_YEARS = dt.timedelta(days=740)


def seen(found: FollowUp) -> naive.Stands:
    """The same facts of what the fold gives."""
    return naive.Stands(
        found.ref,
        found.kind,
        found.state.value,
        found.date if found.open else None,
        found.text,
        found.people,
        found.setback,
        found.draft,
        found.first,
        len(found.told),
        found.over,
    )


def check(journal: Journal, today: dt.date) -> None:
    found = follow_ups(journal.entries, journal.drafts, today, closed=journal.put_away)
    assert [seen(each) for each in found] == naive.standing(journal.entries, journal.drafts, today, journal.put_away)


def telling_days(journal: Journal) -> list[dt.date]:
    """The days beside which something changes, as far as is known after everything was written."""
    end = max((each.finished.date() for each in journal.entries), default=FIRST.date())
    found = naive.standing(journal.entries, journal.drafts, end, journal.put_away)
    days = {end, *(each.first for each in found), *(each.date for each in found if each.date)}
    return sorted(day + dt.timedelta(days=number) for day in days for number in (-1, 0, 1, 4, 7))


@settings(max_examples=1000 if LONG else 150)
@given(journals(24), st.data())
def test_small_journals_stand_the_same_on_any_day(journal: Journal, data: st.DataObject) -> None:
    for today in data.draw(st.lists(st.sampled_from(telling_days(journal)), min_size=3, max_size=4)):
        check(journal, today)


@settings(max_examples=100 if LONG else 2)
@given(journals(210, 190), st.integers(0, 2**32))
def test_two_years_stand_the_same_at_every_moment_they_are_looked_at(journal: Journal, seed: int) -> None:
    chance = Random(seed)
    moments = [each.finished for each in chance.sample(journal.entries, 12)]
    moments += [FIRST + chance.random() * TWO_YEARS for _ in range(8)]
    for now in moments:
        there = now.astimezone(chance.choice(ZONES))
        check(journal.until(now), there.date())


def test_two_years_stand_the_same_on_every_day_of_a_year_that_has_a_leap_day() -> None:
    journal = Writing(29, 200).journal()
    for number in range(0, 366, 1 if LONG else 24):
        check(journal, dt.date(2028, 1, 1) + dt.timedelta(days=number))
